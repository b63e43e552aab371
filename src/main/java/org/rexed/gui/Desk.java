package org.rexed.gui;

import com.formdev.flatlaf.FlatLightLaf;
import java.awt.AWTError;
import java.awt.GraphicsEnvironment;
import java.awt.HeadlessException;
import java.awt.Window;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import javax.swing.SwingUtilities;
import org.rexed.mechanism.Mechanisms;
import org.rexed.pharmacology.Species;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.Scenario;
import org.rexed.scenario.ScenarioReader;

/** What outlives a window of the workbench: model library, journal, drugs, and how scenarios are opened. */
final class Desk {
    private static final String NO_DISPLAY =
            "rexed gui needs a graphical display and found none; without one, use rexed run and rexed report";

    private final ModelLibrary library = ModelLibrary.ofInstallation();
    private final CommandRunner commands;
    private final Path folder;
    private final Journal journal;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Runnable> looks = new ArrayList<>();
    private final Map<Species, Formulary> formularies = new EnumMap<>(Species.class);
    private Workbench replaced;

    /** A desk that keeps its files in a folder. */
    Desk(CommandRunner commands, Path folder) {
        this.commands = commands;
        this.folder = folder;
        journal = new Journal(folder);
    }

    /**
     * Opens the first window and returns at once.
     *
     * @throws IllegalStateException if there is no display
     */
    Workbench show(Path scenarioOrNull) {
        if (GraphicsEnvironment.isHeadless()) {
            throw new IllegalStateException(NO_DISPLAY);
        }
        ForgetfulPreferences.install();
        Path file = scenarioOrNull != null
                ? scenarioOrNull
                : library.path(ModelLibrary.Kind.SCENARIO, "quickstart");
        Workbench.Opened opened = read(file);
        Workbench[] made = new Workbench[1];
        try {
            SwingUtilities.invokeAndWait(() -> {
                FlatLightLaf.setup();
                made[0] = new Workbench(this, opened);
                journal.left().ifPresent(left -> made[0].actions().offerRecovery(left));
            });
        } catch (InvocationTargetException e) {
            opened.session().close();
            throw e.getCause() instanceof HeadlessException || e.getCause() instanceof AWTError
                    ? new IllegalStateException(NO_DISPLAY, e.getCause())
                    : new IllegalStateException("cannot open the workbench: " + e.getCause(), e.getCause());
        } catch (AWTError e) {
            opened.session().close();
            throw new IllegalStateException(NO_DISPLAY, e);
        } catch (InterruptedException e) {
            opened.session().close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while opening the workbench", e);
        }
        return made[0];
    }

    private Workbench.Opened read(Path file) {
        Scenario scenario = ScenarioReader.read(file, Map.of(), library);
        Session session = new Session(scenario, library);
        Map<String, String> hover = new LinkedHashMap<>();
        for (String name : Mechanisms.SWITCHABLE) {
            hover.put(name, Hover.mechanism(library, name));
        }
        for (Infusion infusion : session.infusions()) {
            session.drugs().stream().filter(drug -> drug.name().equals(infusion.drug())).findFirst().ifPresent(drug ->
                    hover.put(drug.name(), Hover.drug(drug, scenario.species(), infusion)));
        }
        return new Workbench.Opened(file, session, hover);
    }

    /**
     * Opens another scenario in place of a window; what is wrong with it is told there and changes nothing.
     *
     * @param then is called with the new window
     */
    void replace(Workbench old, Path file, Consumer<Workbench> then) {
        background("open", () -> {
            try {
                Workbench.Opened opened = read(file);
                SwingUtilities.invokeLater(() -> {
                    replaced = old;
                    Workbench next = new Workbench(this, opened);
                    next.frame().setBounds(old.frame().getBounds());
                    old.frame().dispose();
                    then.accept(next);
                });
            } catch (RuntimeException e) {
                SwingUtilities.invokeLater(() -> old.banner().tell("Cannot open " + file + ": " + e.getMessage()));
            }
        });
    }

    /** Reads the drugs of a species, unless they are known, and goes on in the thread of events. */
    void formulary(Species species, Consumer<Formulary> then) {
        if (formularies.containsKey(species)) {
            then.accept(formularies.get(species));
            return;
        }
        background("drugs", () -> {
            Formulary read = Formulary.of(library, species);
            SwingUtilities.invokeLater(() -> {
                formularies.put(species, read);
                then.accept(read);
            });
        });
    }

    /** Does something that takes time in a thread of its own. */
    void background(String name, Runnable work) {
        Thread thread = new Thread(work, "rexed-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    /** A window was closed; the last one ends the workbench. */
    void closed(Workbench window) {
        boolean last = window != replaced;
        replaced = null;
        background("closing", () -> {
            window.session().close();
            if (last) {
                journal.add("closed");
                journal.forget();
                journal.close();
                SwingUtilities.invokeLater(() -> {
                    for (Window each : Window.getWindows()) {
                        each.dispose();
                    }
                    closed.countDown();
                });
            }
        });
    }

    /** Waits until the last window is closed. */
    void awaitClosed() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells a window when colours or sizes changed, until it is closed. */
    void listenToLook(Window window, Runnable changed) {
        looks.add(changed);
        window.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosed(WindowEvent event) {
                looks.remove(changed);
            }
        });
    }

    void applyLook() {
        looks.forEach(Runnable::run);
    }

    ModelLibrary library() {
        return library;
    }

    CommandRunner commands() {
        return commands;
    }

    Path folder() {
        return folder;
    }

    Journal journal() {
        return journal;
    }
}
