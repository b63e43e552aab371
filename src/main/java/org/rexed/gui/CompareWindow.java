package org.rexed.gui;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.awt.Font;
import java.awt.GridLayout;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.swing.BorderFactory;
import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JCheckBox;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JFileChooser;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JProgressBar;
import javax.swing.JScrollPane;
import javax.swing.JSpinner;
import javax.swing.JTextField;
import javax.swing.SpinnerNumberModel;
import javax.swing.SwingUtilities;
import javax.swing.Timer;
import javax.swing.WindowConstants;
import org.rexed.report.Palette;
import org.rexed.scenario.Arm;
import org.rexed.scenario.Scenario;
import org.rexed.scenario.ScenarioReader;

/** Arms and what was done by hand side by side: means with bands as subjects arrive, and differences to one of them. */
final class CompareWindow {
    private static final int REDRAW_ms = 400;
    private static final String LIVE = "This subject, live";
    private final Workbench bench;
    private final TimeCursor cursor = new TimeCursor();
    private final JFrame frame = new JFrame("Compare \u2013 Rexed");
    private final Map<JCheckBox, Comparison.Group> choices = new LinkedHashMap<>();
    private final JCheckBox live = new JCheckBox(LIVE, true);
    private final JPanel arms = new JPanel();
    private final JSpinner subjects;
    private final JButton start = new JButton("Run");
    private final JProgressBar progress = new JProgressBar();
    private final JTextField search = new JTextField();
    private final JComboBox<Measure> measure = new JComboBox<>();
    private final JComboBox<String> reference = new JComboBox<>();
    private final BandChart courses;
    private final BandChart differences;
    private final JLabel values = new JLabel(" ");
    private final Timer timer = new Timer(REDRAW_ms, event -> redraw());
    private List<Measure> offered = List.of();
    private Comparison comparison;
    private int shownFinished = -1;
    private Snapshot shownLive;
    private boolean filling;

    /** Opens the window. */
    static CompareWindow open(Workbench bench) {
        return new CompareWindow(bench);
    }

    private CompareWindow(Workbench bench) {
        this.bench = bench;
        Scenario scenario = bench.session().scenario();
        courses = new BandChart("Comparison", scenario.duration_min(), 100, cursor);
        differences = new BandChart("Differences", scenario.duration_min(), 0, cursor);
        subjects = new JSpinner(new SpinnerNumberModel(Math.min(4, scenario.subjects()), 1, 200, 1));
        cursor.listen(this::tellValues);
        frame.getContentPane().add(choosing(scenario), BorderLayout.WEST);
        frame.getContentPane().add(charts(), BorderLayout.CENTER);
        frame.setDefaultCloseOperation(WindowConstants.DISPOSE_ON_CLOSE);
        Keyboard.escapeCloses(frame);
        frame.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosed(WindowEvent event) {
                timer.stop();
                stop();
            }
        });
        frame.setName("compare");
        frame.setSize(new Dimension(Math.min(1240, bench.frame().getWidth()), Math.min(720,
                bench.frame().getHeight())));
        frame.setLocationRelativeTo(bench.frame());
        look();
        bench.desk().listenToLook(frame, () -> {
            SwingUtilities.updateComponentTreeUI(frame);
            look();
            shownFinished = -1;
        });
        frame.setVisible(true);
        timer.start();
    }

    private JComponent choosing(Scenario scenario) {
        arms.setLayout(new BoxLayout(arms, BoxLayout.Y_AXIS));
        for (Arm arm : scenario.arms()) {
            offer(new Comparison.Group(arm.label(), scenario, arm),
                    "<html>" + ControlPanel.prescription(arm) + "</html>").setName("arm " + arm.name());
        }
        offerByHand();
        live.setToolTipText("The subject of the workbench, as far as it has lived; without a band");
        live.addActionListener(event -> shownFinished = -1);
        arms.add(live);
        JPanel number = new JPanel(new FlowLayout(FlowLayout.LEFT, 6, 0));
        number.add(new JLabel("Subjects in each"));
        number.add(subjects);
        start.setName("run comparison");
        start.setMnemonic('R');
        start.putClientProperty("JButton.buttonType", "default");
        start.addActionListener(event -> startOrStop());
        JButton export = new JButton("Export");
        export.setMnemonic('E');
        export.setToolTipText("Both charts as PNG, SVG and CSV into " + bench.desk().folder());
        export.addActionListener(event -> export());
        JPanel buttons = new JPanel(new FlowLayout(FlowLayout.LEFT, 6, 0));
        JButton saved = new JButton("Add run\u2026");
        saved.setName("add run");
        saved.setMnemonic('A');
        saved.setToolTipText("Arms of a finished run, for example of the command line; without differences");
        saved.addActionListener(event -> chooseSaved());
        buttons.add(start);
        buttons.add(saved);
        buttons.add(export);
        progress.setStringPainted(true);
        progress.setString("nothing simulated yet");
        JPanel below = new JPanel(new GridLayout(0, 1, 0, 6));
        below.add(number);
        below.add(buttons);
        below.add(progress);
        JPanel all = new JPanel(new BorderLayout(0, 8));
        all.setBorder(BorderFactory.createEmptyBorder(12, 12, 12, 8));
        JLabel title = new JLabel("Arms");
        title.putClientProperty("FlatLaf.style", "font: bold");
        all.add(title, BorderLayout.NORTH);
        JScrollPane scroll = new JScrollPane(arms);
        scroll.setBorder(null);
        all.add(scroll, BorderLayout.CENTER);
        all.add(below, BorderLayout.SOUTH);
        all.setPreferredSize(new Dimension(270, 400));
        return all;
    }

    /** Reading a scenario takes a moment; the box comes when it is read. */
    private void offerByHand() {
        ByHand byHand = bench.session().latest().byHand();
        if (byHand.done().isEmpty()) {
            return;
        }
        bench.desk().background("by-hand", () -> {
            Scenario read = ScenarioReader.parse("by hand", byHand.text(), Map.of(), bench.desk().library());
            Arm arm = read.arm(byHand.arm());
            SwingUtilities.invokeLater(() -> offer(new Comparison.Group(arm.label(), read, arm),
                    "What was done by hand until now, in every subject"));
        });
    }

    private JCheckBox offer(Comparison.Group group, String hover) {
        JCheckBox box = new JCheckBox(group.title(), true);
        box.setToolTipText(hover);
        choices.put(box, group);
        arms.add(box);
        arms.revalidate();
        return box;
    }

    private void chooseSaved() {
        JFileChooser chooser = new JFileChooser(Path.of("output").toAbsolutePath().toFile());
        chooser.setFileSelectionMode(JFileChooser.DIRECTORIES_ONLY);
        chooser.setDialogTitle("Folder of a finished run");
        if (chooser.showOpenDialog(frame) == JFileChooser.APPROVE_OPTION) {
            addSaved(chooser.getSelectedFile().toPath());
        }
    }

    /** Offers the arms of a finished run beside those of this study. */
    void addSaved(Path folder) {
        bench.desk().background("saved-run", () -> {
            try {
                List<Comparison.Group> read = SavedRun.read(folder);
                SwingUtilities.invokeLater(() -> {
                    read.forEach(group -> offer(group, "From " + folder + "; " + group.saved().size() + " subjects"));
                    progress.setString(read.size() + " arms of " + folder.getFileName() + "; press Run");
                });
            } catch (RuntimeException e) {
                SwingUtilities.invokeLater(() -> progress.setString(e.getMessage()));
            }
        });
    }

    private JComponent charts() {
        measure.setName("measure");
        measure.setPreferredSize(new Dimension(300, measure.getPreferredSize().height));
        measure.addActionListener(event -> changed());
        reference.setName("reference");
        reference.addActionListener(event -> changed());
        search.setColumns(12);
        search.putClientProperty("JTextField.placeholderText", "find");
        search.getAccessibleContext().setAccessibleName("Find a variable");
        search.getDocument().addDocumentListener(new Typing(this::fillMeasures));
        JPanel above = new JPanel(new FlowLayout(FlowLayout.LEFT, 8, 4));
        above.add(new JLabel("Shown"));
        above.add(search);
        above.add(measure);
        JPanel difference = new JPanel(new BorderLayout());
        JPanel title = new JPanel(new FlowLayout(FlowLayout.LEFT, 8, 2));
        title.add(new JLabel("Difference within subjects to"));
        title.add(reference);
        difference.add(title, BorderLayout.NORTH);
        difference.add(differences.panel(), BorderLayout.CENTER);
        JPanel course = new JPanel(new BorderLayout());
        course.add(above, BorderLayout.NORTH);
        course.add(courses.panel(), BorderLayout.CENTER);
        JPanel both = new JPanel(new GridLayout(2, 1));
        both.add(course);
        both.add(difference);
        values.setBorder(BorderFactory.createEmptyBorder(2, 12, 6, 12));
        values.putClientProperty("FlatLaf.styleClass", "small");
        values.setName("values");
        JPanel all = new JPanel(new BorderLayout());
        all.add(both, BorderLayout.CENTER);
        all.add(values, BorderLayout.SOUTH);
        return all;
    }

    private void changed() {
        if (!filling) {
            shownFinished = -1;
            redraw();
        }
    }

    private void look() {
        Font font = values.getFont().deriveFont(Math.max(11f, frame.getFont() == null ? 12
                : values.getFont().getSize2D()));
        courses.look(Look.now(), font);
        differences.look(Look.now(), font);
    }

    private void startOrStop() {
        if (comparison != null && comparison.finished() < comparison.total()) {
            stop();
            start.setText("Run");
            progress.setString("stopped; " + comparison.finished() + " of " + comparison.total());
            comparison = null;
            return;
        }
        List<Comparison.Group> chosen = new ArrayList<>();
        choices.forEach((box, group) -> {
            if (box.isSelected()) {
                chosen.add(group);
            }
        });
        if (chosen.isEmpty()) {
            progress.setString("choose at least one arm");
            return;
        }
        stop();
        comparison = new Comparison(chosen, (Integer) subjects.getValue(),
                Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
        filling = true;
        reference.removeAllItems();
        comparison.simulated().forEach(group -> reference.addItem(group.title()));
        filling = false;
        start.setText("Stop");
        shownFinished = -1;
        comparison.start(bench.desk().library(), () -> {});
        bench.desk().journal().add("compares " + chosen.size() + " arms, " + subjects.getValue() + " subjects in each");
    }

    private void stop() {
        if (comparison != null) {
            comparison.close();
        }
    }

    private void redraw() {
        Snapshot now = bench.session().latest();
        boolean liveMoved = live.isSelected() && (shownLive == null
                || now.recorded().observations() != shownLive.recorded().observations()
                || now.recorded().states() != shownLive.recorded().states());
        if (comparison == null || comparison.finished() == shownFinished && !liveMoved) {
            return;
        }
        shownFinished = comparison.finished();
        shownLive = now;
        progress.setMaximum(Math.max(1, comparison.total()));
        progress.setValue(comparison.total() == 0 ? 1 : shownFinished);
        progress.setString(comparison.failure().isEmpty() ? shownFinished + " of " + comparison.total() + " subjects"
                : comparison.failure());
        if (shownFinished == comparison.total()) {
            start.setText("Run");
        }
        List<Measure> measures = comparison.measures();
        if (!measures.equals(offered)) {
            offered = measures;
            fillMeasures();
        }
        draw();
    }

    private void fillMeasures() {
        Object before = measure.getSelectedItem();
        filling = true;
        measure.removeAllItems();
        offered.stream().filter(each -> ControlPanel.has((each + " " + each.of() + " " + each.name())
                .toLowerCase(Locale.ROOT), search.getText())).forEach(measure::addItem);
        if (before != null && search.getText().isBlank()) {
            measure.setSelectedItem(before);
        }
        filling = false;
        draw();
    }

    private void draw() {
        Measure what = (Measure) measure.getSelectedItem();
        if (comparison == null || what == null) {
            return;
        }
        List<String> titles = new ArrayList<>(comparison.groups().stream().map(Comparison.Group::title).toList());
        titles.add(LIVE);
        String first = comparison.groups().get(0).title();
        Palette palette = Palette.of(titles, first);
        Map<String, Band> bands = bands(what);
        Map<String, Band> shifts = new LinkedHashMap<>();
        // Subjects of the same number are the same people in the arms of this study alone.
        List<Comparison.Group> here = comparison.simulated();
        for (Comparison.Group each : here) {
            Comparison.Group other = here.get(Math.max(0, reference.getSelectedIndex()));
            if (each != other) {
                shifts.put(each.title(), comparison.difference(each, other, what));
            }
        }
        courses.show(bands, palette, what.axis());
        differences.show(shifts, palette, what.reading() ? "difference, points" : "difference" + (what.axis().isEmpty()
                ? "" : ", " + what.axis()));
        tellValues();
    }

    private Map<String, Band> bands(Measure what) {
        Map<String, Band> bands = new LinkedHashMap<>();
        comparison.groups().forEach(group -> bands.put(group.title(), comparison.band(group, what)));
        if (live.isSelected() && shownLive != null) {
            org.rexed.recording.Recording recording = new org.rexed.recording.Recording();
            shownLive.recorded().observations().forEach(recording::add);
            shownLive.recorded().states().forEach(recording::add);
            TreeMap<Double, Double> course = what.course(recording);
            if (!course.isEmpty()) {
                bands.put(LIVE, Band.over(List.of(course)));
            }
        }
        return bands;
    }

    /** The values of all arms at the moment that the pointer is at, in one line. */
    private void tellValues() {
        Measure what = (Measure) measure.getSelectedItem();
        if (comparison == null || what == null || !cursor.isSet()) {
            values.setText("Bands: 95 % interval of the mean. Move the pointer over a chart to read values.");
            return;
        }
        StringBuilder text = new StringBuilder("<html>").append(Snapshot.clock(cursor.time_min())).append(": ");
        bands(what).forEach((title, band) -> {
            Band.Point at = band.at(cursor.time_min());
            if (at != null) {
                text.append("<b>").append(title).append("</b> ").append(Inspection.text(at.mean()))
                        .append(at.n() < 2 ? "" : " (" + Inspection.text(at.low()) + " to " + Inspection.text(at.high())
                                + ", n " + at.n() + ")").append("; ");
            }
        });
        values.setText(text.append("</html>").toString());
    }

    private void export() {
        Path folder = bench.desk().folder().resolve("comparison");
        try {
            ChartExport.Content first = courses.content();
            ChartExport.Content second = differences.content();
            bench.desk().background("export", () -> {
                String told;
                try {
                    first.write(folder);
                    second.write(folder);
                    told = "written to " + folder;
                } catch (IOException e) {
                    told = "cannot write to " + folder + ": " + e.getMessage();
                }
                String words = told;
                SwingUtilities.invokeLater(() -> progress.setString(words));
            });
        } catch (IOException e) {
            progress.setString("cannot draw: " + e.getMessage());
        }
    }

    /** The window. */
    JFrame frame() {
        return frame;
    }
}
