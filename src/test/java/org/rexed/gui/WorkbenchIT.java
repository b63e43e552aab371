package org.rexed.gui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.Container;
import java.awt.GraphicsEnvironment;
import java.awt.Point;
import java.awt.event.MouseEvent;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.swing.JSlider;
import javax.swing.SwingUtilities;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rexed.gui.Snapshot.State;

/** Needs a display, for example {@code xvfb-run mvn verify}; skipped otherwise. */
class WorkbenchIT {
    @TempDir
    private Path folder;

    @BeforeEach
    void display() {
        Assumptions.assumeFalse(GraphicsEnvironment.isHeadless(), "no display: start under Xvfb to test the window");
    }

    @Test
    void aSubjectRunsANeuronIsInspectedAndASliderInfuses() throws Exception {
        Path file = Files.writeString(folder.resolve("tiny.yaml"), TinyStudy.YAML);
        Workbench workbench = Workbench.show(file);
        Session session = workbench.session();
        session.setSpeed(Session.UNLIMITED);
        session.setProbeSpeed(Session.UNLIMITED);
        Snapshot ready = TinyStudy.await(session, s -> s.state() == State.PAUSED);
        session.stepToTest();
        TinyStudy.await(session, s -> s.state() == State.PAUSED && s.observations().size() == 1);

        int cell = ready.circuit().populations("wide-dynamic-range").get(2).first();
        SwingUtilities.invokeAndWait(() -> click(workbench, cell));
        TinyStudy.await(session, s -> s.inspected() != null && s.inspected().neuron() == cell);

        SwingUtilities.invokeAndWait(() -> slider(workbench.frame(), "infusion morphine").setValue(50));
        session.step();
        Snapshot infused = TinyStudy.await(session,
                s -> s.state() == State.PAUSED && s.events().stream().anyMatch(e -> e.event().equals("rate set")));
        assertThat(infused.events()).filteredOn(e -> e.event().equals("rate set")).singleElement()
                .satisfies(e -> assertThat(e.amount()).isEqualTo(30));

        Thread.sleep(300);
        BufferedImage picture = paint(workbench);
        assertThat(colors(picture)).as("colours in the picture").isGreaterThan(60);
        ImageIO.write(picture, "png", Path.of("target", "workbench.png").toFile());
        SwingUtilities.invokeAndWait(() -> workbench.setDark(true));
        Thread.sleep(300);
        ImageIO.write(paint(workbench), "png", Path.of("target", "workbench-dark.png").toFile());

        workbench.close();
        assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
                .doesNotContain("rexed-simulation");
    }

    private static void click(Workbench workbench, int neuron) {
        Point at = workbench.canvas().place(neuron);
        Component target = workbench.canvas().drawing();
        target.dispatchEvent(new MouseEvent(target, MouseEvent.MOUSE_CLICKED, 0, 0, at.x, at.y, 1, false));
    }

    private static JSlider slider(Container in, String name) {
        for (Component child : in.getComponents()) {
            if (child instanceof JSlider slider && name.equals(slider.getName())) {
                return slider;
            }
            JSlider found = child instanceof Container inner ? slider(inner, name) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static BufferedImage paint(Workbench workbench) throws Exception {
        BufferedImage image = new BufferedImage(
                workbench.frame().getWidth(), workbench.frame().getHeight(), BufferedImage.TYPE_INT_RGB);
        SwingUtilities.invokeAndWait(() -> workbench.frame().paint(image.getGraphics()));
        return image;
    }

    private static long colors(BufferedImage image) {
        return java.util.Arrays.stream(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0,
                image.getWidth())).distinct().count();
    }
}
