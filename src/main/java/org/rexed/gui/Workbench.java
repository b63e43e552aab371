package org.rexed.gui;

import com.formdev.flatlaf.FlatDarkLaf;
import com.formdev.flatlaf.FlatLaf;
import com.formdev.flatlaf.FlatLightLaf;
import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.awt.Rectangle;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.JSplitPane;
import javax.swing.JTabbedPane;
import javax.swing.SwingUtilities;
import javax.swing.Timer;
import javax.swing.UIManager;
import javax.swing.WindowConstants;

/** The window of {@code rexed gui}: one subject of a scenario, live. */
public final class Workbench {
    private static final int FRAME_ms = 40;
    private static final int KEEP_ms = 10_000;
    private static final int CONTROLS_WIDTH = 300;
    private static final int VIEWS_WIDTH = 310;
    private static final float SMALLEST_FONT = 9;
    private static final float LARGEST_FONT = 30;

    private final Desk desk;
    private final Opened opened;
    private final Session session;
    private final TimeCursor cursor = new TimeCursor();
    private final JFrame frame = new JFrame();
    private final Canvas canvas;
    private final ControlPanel controls;
    private final ChartsPanel charts;
    private final MechanismsPanel variables;
    private final RasterPanel raster = new RasterPanel();
    private final WindUpPanel windUp = new WindUpPanel();
    private final InspectorPanel inspector = new InspectorPanel();
    private final TimeBar time;
    private final JTabbedPane tabs = new JTabbedPane();
    private final Banner banner = new Banner();
    private final Timer timer = new Timer(FRAME_ms, event -> refresh());
    private final Timer keeping = new Timer(KEEP_ms, event -> keep());
    private final Keyboard keyboard;
    private final WorkbenchActions actions;
    private JSplitPane sides;
    private JSplitPane views;
    private Snapshot shown;
    private ByHand kept;
    private double keptAt_min;

    /**
     * A scenario that was opened.
     *
     * @param file its file
     * @param session its session
     * @param hover what its drugs and mechanisms tell on hover, by name
     */
    record Opened(Path file, Session session, Map<String, String> hover) {}

    /**
     * Opens the workbench and returns when its last window is closed.
     *
     * @param scenarioOrNull scenario file; null for the quickstart
     * @param commands runs commands of the program
     * @throws org.rexed.document.InputException if the scenario or a model file is wrong
     * @throws IllegalStateException if there is no display
     */
    public static void open(Path scenarioOrNull, CommandRunner commands) {
        Desk desk = new Desk(commands, Path.of("output", "workbench"));
        desk.show(scenarioOrNull);
        desk.awaitClosed();
    }

    Workbench(Desk desk, Opened opened) {
        this.desk = desk;
        this.opened = opened;
        session = opened.session();
        shown = session.latest();
        kept = shown.byHand();
        double duration_min = session.scenario().duration_min();
        canvas = new Canvas(shown, this::pick);
        actions = new WorkbenchActions(this);
        controls = new ControlPanel(session, opened.hover(), new BedsidePanel(actions::give, actions::changeInfusion,
                actions::naloxone, actions::cutOrRestore, actions::undo));
        charts = new ChartsPanel(duration_min, cursor);
        time = new TimeBar(session, cursor, actions::reset);
        variables = new MechanismsPanel(duration_min, cursor);
        tabs.addChangeListener(event -> raster.show(shown.fast().raster(), shown.circuit()));
        tabs.addTab("Charts", charts);
        tabs.addTab("Variables", variables);
        JPanel spikes = new JPanel(new BorderLayout());
        spikes.add(raster, BorderLayout.CENTER);
        spikes.add(windUp, BorderLayout.SOUTH);
        tabs.addTab("Spikes", spikes);
        tabs.addTab("Neuron", inspector);
        layOut();
        keyboard = new Keyboard(frame, actions.all());
        cursor.listen(() -> show(session.latest()));
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
        frame.setMinimumSize(new Dimension(900, 560));
        frame.setLocationRelativeTo(null);
        frame.setVisible(true);
        canvas.requestFocusInWindow();
        show(session.latest());
        timer.start();
        keeping.start();
        desk.journal().add("opened " + opened.file() + ", arm " + shown.setup().arm() + ", subject "
                + (shown.setup().subject() + 1));
    }

    private void layOut() {
        controls.setPreferredSize(new Dimension(CONTROLS_WIDTH, 600));
        controls.setMinimumSize(new Dimension(230, 200));
        int screen = GraphicsEnvironment.getLocalGraphicsEnvironment().getMaximumWindowBounds().width;
        tabs.setPreferredSize(new Dimension(Math.max(VIEWS_WIDTH, Math.min(430, screen * 22 / 100)), 600));
        tabs.setMinimumSize(new Dimension(240, 200));
        canvas.setMinimumSize(new Dimension(380, 300));
        views = split(canvas, tabs, 1);
        sides = split(controls, views, 0);
        frame.getContentPane().add(banner, BorderLayout.NORTH);
        frame.getContentPane().add(sides, BorderLayout.CENTER);
        frame.getContentPane().add(time, BorderLayout.SOUTH);
    }

    private static JSplitPane split(JComponent left, JComponent right, double weight) {
        JSplitPane pane = new JSplitPane(JSplitPane.HORIZONTAL_SPLIT, true, left, right);
        pane.setResizeWeight(weight);
        pane.setBorder(null);
        return pane;
    }

    void setDark(boolean dark) {
        if (dark) {
            FlatDarkLaf.setup();
        } else {
            FlatLightLaf.setup();
        }
        applyLook();
    }

    /** Makes all text of the program larger or smaller, by points. */
    void changeTextSize(float points) {
        Font font = UIManager.getFont("defaultFont");
        float size = Math.max(SMALLEST_FONT, Math.min(LARGEST_FONT, font.getSize2D() + points));
        UIManager.put("defaultFont", font.deriveFont(size));
        applyLook();
        sides.setDividerLocation(UIScale.scale(CONTROLS_WIDTH));
        SwingUtilities.invokeLater(() -> views.setDividerLocation(Math.max(canvas.getMinimumSize().width,
                views.getWidth() - UIScale.scale(VIEWS_WIDTH))));
    }

    private void applyLook() {
        FlatLaf.updateUI();
        charts.applyLook();
        variables.applyLook();
        windUp.applyLook();
        canvas.show(shown);
        desk.applyLook();
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
        Snapshot seen = cursor.isSet() ? next.past(cursor.time_min()) : next;
        canvas.show(seen);
        controls.show(next);
        charts.show(next);
        variables.show(next);
        if (raster.isShowing()) {
            raster.show(next.fast().raster(), next.circuit());
        }
        windUp.show(seen.fast().windUps());
        inspector.show(next.fast().inspected(), next.fast().trace());
        time.show(next);
        if (next.byHand() != kept) {
            desk.journal().follow(next.byHand());
            keep();
        }
        if (!desk.journal().failure().isEmpty()) {
            banner.tell(desk.journal().failure());
        }
    }

    /** Keeps what is needed to recover, if something happened since. */
    private void keep() {
        if (shown.circuit() != null && (shown.byHand() != kept || shown.now().time_min() != keptAt_min)) {
            kept = shown.byHand();
            keptAt_min = shown.now().time_min();
            desk.journal().keep(kept, shown.setup().subject(), keptAt_min);
        }
    }

    private void shutDown() {
        timer.stop();
        keeping.stop();
        keyboard.remove();
        desk.closed(this);
    }

    /** Shows a tab by its place. */
    void showTab(int index) {
        tabs.setSelectedIndex(index);
    }

    /** The charts that are open, for export. */
    List<ChartExport.Content> openCharts() throws IOException {
        List<ChartExport.Content> all = new ArrayList<>();
        for (DayChart each : charts.charts()) {
            all.add(each.content());
        }
        for (DayChart each : variables.charts()) {
            all.add(each.content());
        }
        if (windUp.isVisible()) {
            all.add(windUp.content());
        }
        return all;
    }

    Desk desk() {
        return desk;
    }

    Opened opened() {
        return opened;
    }

    Banner banner() {
        return banner;
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

    ControlPanel controls() {
        return controls;
    }

    TimeBar time() {
        return time;
    }

    TimeCursor cursor() {
        return cursor;
    }

    WorkbenchActions actions() {
        return actions;
    }
}
