package org.rexed.gui;

import com.formdev.flatlaf.FlatDarkLaf;
import com.formdev.flatlaf.FlatLaf;
import com.formdev.flatlaf.FlatLightLaf;
import java.awt.AWTError;
import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.GraphicsEnvironment;
import java.awt.HeadlessException;
import java.awt.KeyEventDispatcher;
import java.awt.KeyboardFocusManager;
import java.awt.Rectangle;
import java.awt.event.KeyEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.swing.AbstractAction;
import javax.swing.AbstractButton;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.JSplitPane;
import javax.swing.JTabbedPane;
import javax.swing.JToggleButton;
import javax.swing.KeyStroke;
import javax.swing.SwingUtilities;
import javax.swing.Timer;
import javax.swing.WindowConstants;
import javax.swing.text.JTextComponent;
import org.rexed.document.Fields;
import org.rexed.document.Problems;
import org.rexed.mechanism.Mechanisms;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.Scenario;
import org.rexed.scenario.ScenarioReader;

/** The window of {@code rexed gui}: one subject of a scenario, live. */
public final class Workbench {
    private static final int FRAME_ms = 40;
    private static final String NO_DISPLAY =
            "rexed gui needs a graphical display and found none; without one, use rexed run and rexed report";

    private final Session session;
    private final JFrame frame = new JFrame();
    private final Canvas canvas;
    private final ControlPanel controls;
    private final ChartsPanel charts;
    private final MechanismsPanel mechanisms;
    private final InspectorPanel inspector = new InspectorPanel();
    private final TimeBar time;
    private final JTabbedPane tabs = new JTabbedPane();
    private final Timer timer = new Timer(FRAME_ms, event -> refresh());
    private final CountDownLatch closed = new CountDownLatch(1);
    private final KeyEventDispatcher typing = this::typed;
    private Snapshot shown;

    /**
     * Opens the workbench and returns when its window is closed.
     *
     * @param scenarioOrNull scenario file; null for the quickstart
     * @throws org.rexed.document.InputException if the scenario or a model file is wrong
     * @throws IllegalStateException if there is no display
     */
    public static void open(Path scenarioOrNull) {
        Workbench workbench = show(scenarioOrNull);
        try {
            workbench.closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Opens the workbench and returns at once. */
    static Workbench show(Path scenarioOrNull) {
        if (GraphicsEnvironment.isHeadless()) {
            throw new IllegalStateException(NO_DISPLAY);
        }
        ForgetfulPreferences.install();
        ModelLibrary library = ModelLibrary.ofInstallation();
        Path file = scenarioOrNull != null
                ? scenarioOrNull
                : library.path(ModelLibrary.Kind.SCENARIO, "quickstart");
        Scenario scenario = ScenarioReader.read(file, Map.of(), library);
        Map<String, String> explanations = explanations(library);
        Session session = new Session(scenario, library);
        Workbench[] made = new Workbench[1];
        try {
            SwingUtilities.invokeAndWait(() -> {
                FlatLightLaf.setup();
                made[0] = new Workbench(session, explanations);
            });
        } catch (InvocationTargetException e) {
            session.close();
            throw e.getCause() instanceof HeadlessException || e.getCause() instanceof AWTError
                    ? new IllegalStateException(NO_DISPLAY, e.getCause())
                    : new IllegalStateException("cannot open the workbench: " + e.getCause(), e.getCause());
        } catch (AWTError e) {
            session.close();
            throw new IllegalStateException(NO_DISPLAY, e);
        } catch (InterruptedException e) {
            session.close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while opening the workbench", e);
        }
        return made[0];
    }

    private static Map<String, String> explanations(ModelLibrary library) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String name : Mechanisms.SWITCHABLE) {
            Fields file = library.fields(ModelLibrary.Kind.MECHANISM, name, new Problems());
            texts.put(name, file.text("explains", ""));
        }
        return texts;
    }

    private Workbench(Session session, Map<String, String> explanations) {
        this.session = session;
        shown = session.latest();
        canvas = new Canvas(shown, this::pick);
        controls = new ControlPanel(session, explanations);
        charts = new ChartsPanel(session.scenario().duration_min());
        time = new TimeBar(session, this::reset);
        mechanisms = new MechanismsPanel(session.scenario().duration_min());
        tabs.addTab("Charts", charts);
        tabs.addTab("Mechanisms", mechanisms);
        tabs.addTab("Neuron", inspector);
        tabs.setFocusable(false);
        layOut();
        keys();
        frame.setTitle("Rexed workbench \u2013 " + session.scenario().name());
        frame.setDefaultCloseOperation(WindowConstants.DISPOSE_ON_CLOSE);
        frame.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosed(WindowEvent event) {
                shutDown();
            }
        });
        Rectangle screen = GraphicsEnvironment.getLocalGraphicsEnvironment().getMaximumWindowBounds();
        frame.setSize(Math.min(1920, screen.width), Math.min(1200, screen.height));
        frame.setLocationRelativeTo(null);
        frame.setVisible(true);
        canvas.requestFocusInWindow();
        show(session.latest());
        timer.start();
    }

    private void layOut() {
        controls.setPreferredSize(new Dimension(268, 600));
        controls.setMinimumSize(new Dimension(220, 200));
        int screen = GraphicsEnvironment.getLocalGraphicsEnvironment().getMaximumWindowBounds().width;
        tabs.setPreferredSize(new Dimension(Math.max(300, Math.min(400, screen * 21 / 100)), 600));
        tabs.setMinimumSize(new Dimension(240, 200));
        canvas.setMinimumSize(new Dimension(420, 300));
        JSplitPane right = split(canvas, tabs, 1);
        JSplitPane all = split(controls, right, 0);
        JPanel bottom = new JPanel(new BorderLayout());
        bottom.add(time, BorderLayout.CENTER);
        bottom.add(theme(), BorderLayout.EAST);
        bottom.setBorder(BorderFactory.createEmptyBorder(0, 0, 0, 8));
        frame.getContentPane().add(all, BorderLayout.CENTER);
        frame.getContentPane().add(bottom, BorderLayout.SOUTH);
    }

    private static JSplitPane split(JComponent left, JComponent right, double weight) {
        JSplitPane pane = new JSplitPane(JSplitPane.HORIZONTAL_SPLIT, true, left, right);
        pane.setResizeWeight(weight);
        pane.setBorder(null);
        return pane;
    }

    private JComponent theme() {
        JToggleButton dark = new JToggleButton("Dark");
        dark.setToolTipText("Light or dark colours");
        dark.setFocusable(false);
        dark.addActionListener(event -> setDark(dark.isSelected()));
        JPanel place = new JPanel();
        place.add(dark);
        return place;
    }

    void setDark(boolean dark) {
        if (dark) {
            FlatDarkLaf.setup();
        } else {
            FlatLightLaf.setup();
        }
        FlatLaf.updateUI();
        charts.applyLook();
        mechanisms.applyLook();
        canvas.show(shown);
    }

    private void keys() {
        key("control R", this::reset);
        KeyboardFocusManager.getCurrentKeyboardFocusManager().addKeyEventDispatcher(typing);
    }

    /** Keys without a modifier work wherever the focus is, except where they mean something else. */
    private boolean typed(KeyEvent event) {
        Component focus = KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusOwner();
        if (event.getID() != KeyEvent.KEY_PRESSED || event.getModifiersEx() != 0
                || focus instanceof JTextComponent || focus instanceof AbstractButton
                || !SwingUtilities.isDescendingFrom(focus, frame)) {
            return false;
        }
        switch (event.getKeyCode()) {
            case KeyEvent.VK_SPACE -> time.toggle();
            case KeyEvent.VK_PERIOD -> session.step();
            case KeyEvent.VK_T -> session.stepToTest();
            default -> {
                return false;
            }
        }
        event.consume();
        return true;
    }

    private void key(String stroke, Runnable action) {
        JComponent root = frame.getRootPane();
        KeyStroke keyStroke = KeyStroke.getKeyStroke(stroke);
        root.getInputMap(JComponent.WHEN_IN_FOCUSED_WINDOW).put(keyStroke, stroke);
        root.getActionMap().put(stroke, new AbstractAction() {
            private static final long serialVersionUID = 1L;

            @Override
            public void actionPerformed(java.awt.event.ActionEvent event) {
                action.run();
            }
        });
    }

    private void reset() {
        session.reset(controls.chosen());
    }

    private void pick(int neuron) {
        session.inspect(neuron);
        if (neuron >= 0) {
            tabs.setSelectedComponent(inspector);
        }
    }

    private void refresh() {
        Snapshot next = session.latest();
        if (next != shown) {
            show(next);
        }
    }

    private void show(Snapshot next) {
        shown = next;
        canvas.show(next);
        controls.show(next);
        charts.show(next);
        mechanisms.show(next);
        inspector.show(next.inspected(), next.trace());
        time.show(next);
    }

    private void shutDown() {
        timer.stop();
        KeyboardFocusManager.getCurrentKeyboardFocusManager().removeKeyEventDispatcher(typing);
        Thread closing = new Thread(() -> {
            session.close();
            closed.countDown();
        }, "rexed-closing");
        closing.start();
    }

    /** Closes the window and waits until the simulation has stopped. */
    void close() {
        SwingUtilities.invokeLater(frame::dispose);
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Session session() {
        return session;
    }

    JFrame frame() {
        return frame;
    }

    Canvas canvas() {
        return canvas;
    }
}
