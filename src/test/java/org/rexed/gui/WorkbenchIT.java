package org.rexed.gui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.Container;
import java.awt.GraphicsEnvironment;
import java.awt.Point;
import java.awt.Robot;
import java.awt.Window;
import java.awt.event.KeyEvent;
import java.awt.event.MouseEvent;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.swing.AbstractButton;
import javax.swing.JComboBox;
import javax.swing.JLabel;
import javax.swing.JSlider;
import javax.swing.JTextField;
import javax.swing.SwingUtilities;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rexed.gui.Snapshot.State;
import org.rexed.recording.Recording;
import org.rexed.scenario.Scenario;
import org.rexed.scenario.ScenarioReader;
import org.rexed.simulation.Assembly;

/** Needs a display, for example {@code xvfb-run mvn verify}; skipped otherwise. */
class WorkbenchIT {
    @TempDir
    private Path folder;
    private final AtomicReference<Throwable> uncaught = new AtomicReference<>();
    private Workbench workbench;
    private Desk desk;

    @BeforeEach
    void display() {
        Assumptions.assumeFalse(GraphicsEnvironment.isHeadless(), "no display: start under Xvfb to test the window");
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> uncaught.compareAndSet(null, error));
    }

    @AfterEach
    void nothingWasThrown() {
        Thread.setDefaultUncaughtExceptionHandler(null);
        assertThat(uncaught.get()).isNull();
    }

    private Session open() throws Exception {
        Path file = Files.writeString(folder.resolve("tiny.yaml"), TinyStudy.YAML);
        desk = new Desk((out, arguments) -> {
            out.print("ran " + String.join(" ", arguments));
            return 7;
        }, folder.resolve("desk"));
        workbench = desk.show(file);
        Session session = workbench.session();
        session.setSpeed(Session.UNLIMITED);
        session.setProbeSpeed(Session.UNLIMITED);
        TinyStudy.await(session, s -> s.state() == State.PAUSED);
        return session;
    }

    private void close() {
        SwingUtilities.invokeLater(workbench.frame()::dispose);
        desk.awaitClosed();
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + 60_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting for " + what).isLessThan(end);
            Thread.sleep(20);
        }
    }

    @Test
    void aSubjectRunsANeuronIsInspectedAndASliderInfuses() throws Exception {
        Session session = open();
        session.stepToTest();
        TinyStudy.await(session, s -> s.state() == State.PAUSED && s.recorded().observations().size() == 1);

        int cell = session.latest().circuit().populations("wide-dynamic-range").get(2).first();
        SwingUtilities.invokeAndWait(() -> click(workbench, cell));
        TinyStudy.await(session, s -> s.fast().inspected() != null && s.fast().inspected().neuron() == cell);

        SwingUtilities.invokeAndWait(() -> find(JSlider.class, "infusion morphine").setValue(50));
        session.step();
        Snapshot infused = TinyStudy.await(session,
                s -> s.state() == State.PAUSED && s.recorded().events().size() == 1);
        assertThat(infused.recorded().events().get(0).event()).isEqualTo("infusion start");
        assertThat(infused.byHand().done()).singleElement()
                .satisfies(each -> assertThat(each.words()).contains("morphine 30 mg/kg/d"));

        Thread.sleep(300);
        BufferedImage picture = paint();
        assertThat(colors(picture)).as("colours in the picture").isGreaterThan(60);
        ImageIO.write(picture, "png", Path.of("target", "workbench.png").toFile());
        SwingUtilities.invokeAndWait(() -> workbench.setDark(true));
        Thread.sleep(300);
        ImageIO.write(paint(), "png", Path.of("target", "workbench-dark.png").toFile());

        close();
        assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
                .doesNotContain("rexed-simulation", "rexed-files");
        assertThat(folder.resolve("desk/unsaved.yaml")).doesNotExist();
    }

    @Test
    void aRobotDosesStepsScrubsExportsAndTheSavedScenarioGivesTheSame() throws Exception {
        Session session = open();
        Robot robot = new Robot();
        robot.setAutoDelay(40);
        press(robot, KeyEvent.VK_PERIOD);
        TinyStudy.await(session, s -> s.state() == State.PAUSED && s.now().time_min() == 1);
        press(robot, KeyEvent.VK_CONTROL, KeyEvent.VK_D);
        await("the dialog", () -> find(JComboBox.class, "drug") != null);
        SwingUtilities.invokeAndWait(() -> {
            find(JComboBox.class, "drug").setSelectedItem("ketamine");
            find(JTextField.class, "amount").setText("ten mg");
            find(AbstractButton.class, "ok").doClick();
            assertThat(find(JLabel.class, "problem").getText()).contains("ten").contains("number");
            find(JTextField.class, "amount").setText("10 mg/kg");
            find(AbstractButton.class, "ok").doClick();
        });
        TinyStudy.await(session, s -> s.byHand().done().size() == 1);
        press(robot, KeyEvent.VK_CONTROL, KeyEvent.VK_N);
        TinyStudy.await(session, s -> s.byHand().done().size() == 2);
        press(robot, KeyEvent.VK_CONTROL, KeyEvent.VK_Z);
        TinyStudy.await(session, s -> s.byHand().done().size() == 1);
        press(robot, KeyEvent.VK_SPACE);
        Snapshot end = TinyStudy.await(session, s -> s.state() == State.FINISHED);

        await("the end at the screen", () -> workbench.time().isShowing());
        Thread.sleep(200);
        press(robot, KeyEvent.VK_COMMA);
        await("a look back", () -> workbench.cursor().isSet());
        press(robot, KeyEvent.VK_ESCAPE);
        await("the present", () -> !workbench.cursor().isSet());

        Path charts = folder.resolve("charts");
        SwingUtilities.invokeAndWait(() -> workbench.actions().exportTo(charts));
        await("charts", () -> Files.exists(charts.resolve("drug-levels.csv")));
        await("the message", () -> find(JLabel.class, "banner").getText().contains("charts written"));
        assertThat(Files.readString(charts.resolve("drug-levels.csv"))).startsWith("series,day,").contains("ketamine,");
        assertThat(Files.readString(charts.resolve("withdrawal-tests.svg"))).contains("<svg");
        assertThat(ImageIO.read(charts.resolve("withdrawal-tests.png").toFile()).getWidth()).isEqualTo(1800);

        Path saved = folder.resolve("saved.yaml");
        SwingUtilities.invokeAndWait(() -> workbench.actions().saveTo(saved));
        await("the file", () -> find(JLabel.class, "banner").getText().contains("--only by-hand/0"));
        close();
        Scenario again = ScenarioReader.read(saved, Map.of(), TinyStudy.library());
        Recording batch = new Assembly(again, TinyStudy.library()).simulation(again.arm("by-hand"), 0).run();
        assertThat(batch.states()).isEqualTo(end.recorded().states());
        assertThat(batch.observations()).isEqualTo(end.recorded().observations());
        assertThat(Files.readString(folder.resolve("desk/journal.txt"))).contains("ketamine 10 mg/kg", "closed");
    }

    @Test
    void aSessionThatWasNotClosedIsRecovered() throws Exception {
        Files.createDirectories(folder.resolve("desk"));
        ByHand left = new ByHand(TinyStudy.scenario(), new Setup("vehicle", 1,
                java.util.Set.copyOf(org.rexed.mechanism.Mechanisms.SWITCHABLE)))
                .with(2, new Intervention.Give("morphine", "1 mg/kg", org.rexed.pharmacology.Route.SC));
        Files.writeString(folder.resolve("desk/unsaved.yaml"),
                "# Recover arm=by-hand subject=1 minute=4.0\n" + left.text(), StandardCharsets.UTF_8);
        open();
        Workbench first = workbench;
        await("the question", () -> find(AbstractButton.class, "recover") != null);
        SwingUtilities.invokeAndWait(() -> find(AbstractButton.class, "recover").doClick());
        await("the window", () -> !first.frame().isDisplayable());
        await("another window", () -> Arrays.stream(Window.getWindows()).anyMatch(
                each -> each.isShowing() && each != first.frame() && each instanceof javax.swing.JFrame));
        Window second = Arrays.stream(Window.getWindows())
                .filter(each -> each.isShowing() && each instanceof javax.swing.JFrame).findFirst().orElseThrow();
        await("the drug", () -> find(JLabel.class, "done") != null);
        await("the moment", () -> labels(second).anyMatch(each -> "day 0, 00:04".equals(each.getText())));
        SwingUtilities.invokeLater(second::dispose);
        desk.awaitClosed();
    }

    @Test
    void clicksAnywhereThrowNothing() throws Exception {
        Session session = open();
        java.util.Random chance = new java.util.Random(17);
        for (int i = 0; i < 250; i++) {
            SwingUtilities.invokeAndWait(() -> {
                Component[] all = Arrays.stream(Window.getWindows()).filter(Window::isShowing)
                        .flatMap(WorkbenchIT::within).filter(Component::isShowing).filter(WorkbenchIT::harmless)
                        .toArray(Component[]::new);
                Component target = all[chance.nextInt(all.length)];
                int x = chance.nextInt(Math.max(1, target.getWidth()));
                int y = chance.nextInt(Math.max(1, target.getHeight()));
                for (int kind : new int[] {MouseEvent.MOUSE_MOVED, MouseEvent.MOUSE_PRESSED, MouseEvent.MOUSE_RELEASED,
                    MouseEvent.MOUSE_CLICKED}) {
                    int down = kind == MouseEvent.MOUSE_PRESSED ? java.awt.event.InputEvent.BUTTON1_DOWN_MASK : 0;
                    target.dispatchEvent(new MouseEvent(target, kind, 0, down, x, y, 1, false,
                            kind == MouseEvent.MOUSE_MOVED ? MouseEvent.NOBUTTON : MouseEvent.BUTTON1));
                }
            });
            assertThat(uncaught.get()).as("after click " + i).isNull();
            assertThat(session.latest().state()).isNotEqualTo(State.FAILED);
        }
        close();
    }

    /** Not the menus, whose dialogs of files would wait for a human. */
    private static boolean harmless(Component component) {
        return !(component instanceof javax.swing.JMenuItem) && !(component instanceof javax.swing.JMenuBar)
                && SwingUtilities.getAncestorOfClass(javax.swing.JMenuBar.class, component) == null
                && !(component instanceof AbstractButton button && "run command".equals(button.getName()));
    }

    /** Keys go to whatever has the focus, which a dialog that just closed may not have given back yet. */
    private void press(Robot robot, int... keys) throws Exception {
        await("focus", () -> {
            SwingUtilities.invokeLater(() -> workbench.canvas().requestFocus());
            return workbench.canvas().isFocusOwner();
        });
        for (int key : keys) {
            robot.keyPress(key);
        }
        for (int i = keys.length - 1; i >= 0; i--) {
            robot.keyRelease(keys[i]);
        }
        robot.waitForIdle();
    }

    private static void click(Workbench workbench, int neuron) {
        Point at = workbench.canvas().place(neuron);
        Component target = workbench.canvas().drawing();
        target.dispatchEvent(new MouseEvent(target, MouseEvent.MOUSE_CLICKED, 0, 0, at.x, at.y, 1, false));
    }

    private static Stream<Component> within(Component component) {
        return component instanceof Container container
                ? Stream.concat(Stream.of(component), Arrays.stream(container.getComponents())
                        .flatMap(WorkbenchIT::within))
                : Stream.of(component);
    }

    private static Stream<JLabel> labels(Component in) {
        return within(in).filter(JLabel.class::isInstance).map(JLabel.class::cast);
    }

    /** The component of that name in any window that is open; null if there is none. */
    private static <C> C find(Class<C> type, String name) {
        return Arrays.stream(Window.getWindows()).filter(Window::isDisplayable).flatMap(WorkbenchIT::within)
                .filter(each -> name.equals(each.getName()) && type.isInstance(each)).map(type::cast).findFirst()
                .orElse(null);
    }

    private BufferedImage paint() throws Exception {
        BufferedImage image = new BufferedImage(
                workbench.frame().getWidth(), workbench.frame().getHeight(), BufferedImage.TYPE_INT_RGB);
        SwingUtilities.invokeAndWait(() -> workbench.frame().paint(image.getGraphics()));
        return image;
    }

    private static long colors(BufferedImage image) {
        return Arrays.stream(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0,
                image.getWidth())).distinct().count();
    }
}
