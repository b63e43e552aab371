package org.rexed.gui;

import java.awt.BasicStroke;
import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.GridLayout;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JProgressBar;
import javax.swing.JSpinner;
import javax.swing.JTextField;
import javax.swing.SpinnerNumberModel;
import javax.swing.SwingUtilities;
import javax.swing.Timer;
import javax.swing.WindowConstants;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogarithmicAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.rexed.quantity.Units;
import org.rexed.scenario.Arm;
import org.rexed.scenario.AssaySchedule;
import org.rexed.scenario.Scenario;

/** Dose-response curves without and after an exposure: a shift of the ED50 against a move of the baseline. */
final class DoseResponseWindow {
    private static final int REDRAW_ms = 500;
    private static final int CURVE_POINTS = 80;
    private static final List<String> UNITS = List.of("mg/kg", "ug/kg", "mg", "ug");
    private final Workbench bench;
    private final Scenario scenario;
    private final Formulary formulary;
    private final JFrame frame = new JFrame("Dose and response \u2013 Rexed");
    private final JComboBox<String> without = new JComboBox<>();
    private final JComboBox<String> exposed = new JComboBox<>();
    private final JComboBox<String> drug = new JComboBox<>();
    private final JComboBox<String> route = new JComboBox<>();
    private final JTextField doses = new JTextField("0 1 2.5 5 10", 14);
    private final JComboBox<String> unit = new JComboBox<>(UNITS.toArray(new String[0]));
    private final JComboBox<String> test = new JComboBox<>();
    private final JTextField delay = new JTextField("30 min", 8);
    private final JSpinner subjects = new JSpinner(new SpinnerNumberModel(4, 1, 100, 1));
    private final JButton start = new JButton("Run");
    private final JProgressBar progress = new JProgressBar();
    private final JLabel words = new JLabel(" ");
    private final XYIntervalSeriesCollection points = new XYIntervalSeriesCollection();
    private final XYSeriesCollection curves = new XYSeriesCollection();
    private final NumberAxis doseAxis = new LogarithmicAxis("dose");
    private final NumberAxis readingAxis = new NumberAxis("reading");
    private final XYErrorRenderer dots = new XYErrorRenderer();
    private final XYLineAndShapeRenderer lines = new XYLineAndShapeRenderer(true, false);
    private final XYPlot plot = new XYPlot(points, doseAxis, readingAxis, dots);
    private final JFreeChart chart = new JFreeChart(null, null, plot, true);
    private final Timer timer = new Timer(REDRAW_ms, event -> redraw());
    private Comparison comparison;
    private DoseResponse asked;
    private int shownFinished = -1;

    /** Opens the window as soon as the drugs are read. */
    static void open(Workbench bench) {
        bench.desk().formulary(bench.session().scenario().species(), all -> new DoseResponseWindow(bench, all));
    }

    private DoseResponseWindow(Workbench bench, Formulary formulary) {
        this.bench = bench;
        this.formulary = formulary;
        scenario = bench.session().scenario();
        for (Arm arm : scenario.arms()) {
            without.addItem(arm.label());
            exposed.addItem(arm.label());
        }
        without.setSelectedItem(scenario.arm(scenario.reference()).label());
        exposed.setSelectedItem(scenario.arm(bench.session().latest().setup().arm()).label());
        formulary.names().forEach(drug::addItem);
        drug.addActionListener(event -> drugChosen());
        drug.setSelectedItem(bench.session().infusions().stream().map(Infusion::drug)
                .filter(name -> formulary.entry(name) != null).findFirst().orElse(formulary.names().get(0)));
        drugChosen();
        for (AssaySchedule each : scenario.assays()) {
            test.addItem(Snapshot.assayTitle(each.assay()) + ", " + each.site().replace('-', ' '));
        }
        frame.getContentPane().add(form(), BorderLayout.WEST);
        frame.getContentPane().add(picture(), BorderLayout.CENTER);
        frame.setDefaultCloseOperation(WindowConstants.DISPOSE_ON_CLOSE);
        Keyboard.escapeCloses(frame);
        frame.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosed(WindowEvent event) {
                timer.stop();
                if (comparison != null) {
                    comparison.close();
                }
            }
        });
        frame.setName("dose-response");
        frame.setSize(Math.min(1100, bench.frame().getWidth()), Math.min(640, bench.frame().getHeight()));
        frame.setLocationRelativeTo(bench.frame());
        look();
        bench.desk().listenToLook(frame, () -> {
            SwingUtilities.updateComponentTreeUI(frame);
            look();
        });
        frame.setVisible(true);
        timer.start();
    }

    private void drugChosen() {
        route.removeAllItems();
        Formulary.Entry entry = formulary.entry((String) drug.getSelectedItem());
        entry.routes().stream().filter(each -> each != org.rexed.pharmacology.Route.PUMP)
                .forEach(each -> route.addItem(each.key()));
        if (entry.usualRoute() != null) {
            route.setSelectedItem(entry.usualRoute().key());
        }
    }

    private JComponent form() {
        JPanel fields = new JPanel(new GridLayout(0, 1, 0, 2));
        field(fields, "Without exposure", without);
        field(fields, "With the exposure of", exposed);
        field(fields, "Test drug", drug);
        field(fields, "Route", route);
        JPanel amounts = new JPanel(new BorderLayout(4, 0));
        amounts.add(doses, BorderLayout.CENTER);
        amounts.add(unit, BorderLayout.EAST);
        doses.setName("doses");
        field(fields, "Doses, 0 among them", amounts);
        field(fields, "Test, at its last time", test);
        field(fields, "Dose before the test by", delay);
        field(fields, "Subjects for each dose", subjects);
        start.setName("run doses");
        start.setMnemonic('R');
        start.putClientProperty("JButton.buttonType", "default");
        start.addActionListener(event -> startOrStop());
        progress.setStringPainted(true);
        progress.setString("nothing simulated yet");
        progress.setName("doses progress");
        JPanel below = new JPanel(new GridLayout(0, 1, 0, 6));
        below.setBorder(BorderFactory.createEmptyBorder(10, 0, 0, 0));
        JButton export = new JButton("Export");
        export.setMnemonic('E');
        export.setToolTipText("PNG, SVG and CSV into " + bench.desk().folder());
        export.addActionListener(event -> export());
        below.add(start);
        below.add(export);
        below.add(progress);
        JPanel all = new JPanel(new BorderLayout());
        all.setBorder(BorderFactory.createEmptyBorder(12, 12, 12, 8));
        all.add(fields, BorderLayout.NORTH);
        all.add(below, BorderLayout.SOUTH);
        all.setPreferredSize(new Dimension(270, 500));
        return all;
    }

    private static void field(JPanel form, String title, JComponent field) {
        JLabel label = new JLabel(title);
        label.setLabelFor(field);
        form.add(label);
        form.add(field);
    }

    private JComponent picture() {
        plot.setDataset(1, curves);
        plot.setRenderer(1, lines);
        dots.setDrawXError(false);
        readingAxis.setAutoRangeIncludesZero(true);
        readingAxis.setStandardTickUnits(NumberAxis.createStandardTickUnits(Locale.ROOT));
        ((LogarithmicAxis) doseAxis).setExpTickLabelsFlag(false);
        Color[] colors = {PopulationStyle.BLUE, PopulationStyle.VERMILLION};
        for (int side = 0; side < 2; side++) {
            dots.setSeriesPaint(side, colors[side]);
            lines.setSeriesPaint(side, colors[side]);
            lines.setSeriesStroke(side, new BasicStroke(2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1,
                    side == 0 ? null : new float[] {7, 3}, 0));
            lines.setSeriesVisibleInLegend(side, false);
        }
        words.setBorder(BorderFactory.createEmptyBorder(4, 12, 10, 12));
        words.setName("shift");
        words.setText("Subjects without and with the exposure get single test doses; curves are fitted to the means.");
        JPanel all = new JPanel(new BorderLayout());
        all.add(Look.still(chart), BorderLayout.CENTER);
        all.add(words, BorderLayout.SOUTH);
        return all;
    }

    private void look() {
        plot.setOutlineVisible(false);
        plot.setDomainGridlinesVisible(false);
        chart.getLegend().setFrame(BlockBorder.NONE);
        Look.now().dress(chart, chart.getLegend(), words.getFont(), doseAxis, readingAxis);
    }

    private void startOrStop() {
        if (comparison != null && comparison.finished() < comparison.total()) {
            comparison.close();
            progress.setString("stopped");
            comparison = null;
            start.setText("Run");
            return;
        }
        try {
            AssaySchedule schedule = scenario.assays().get(test.getSelectedIndex());
            double read_min = schedule.times_min().isEmpty() ? schedule.baseline_min()
                    : schedule.times_min().get(schedule.times_min().size() - 1);
            asked = new DoseResponse(scenario.arms().get(without.getSelectedIndex()).name(),
                    scenario.arms().get(exposed.getSelectedIndex()).name(), (String) drug.getSelectedItem(),
                    (String) route.getSelectedItem(), (String) unit.getSelectedItem(),
                    DoseResponse.doses(doses.getText()),
                    schedule.assay(), schedule.site(), read_min, Units.parse(delay.getText().strip(), "min"));
        } catch (IllegalArgumentException e) {
            words.setText("<html>" + e.getMessage().replace("<", "&lt;") + "</html>");
            return;
        }
        DoseResponse what = asked;
        int count = (Integer) subjects.getValue();
        start.setEnabled(false);
        progress.setString("preparing \u2026");
        bench.desk().background("doses", () -> {
            try {
                List<Comparison.Group> groups = what.groups(scenario, bench.desk().library());
                SwingUtilities.invokeLater(() -> begin(groups, count));
            } catch (RuntimeException e) {
                SwingUtilities.invokeLater(() -> {
                    start.setEnabled(true);
                    words.setText("<html>" + String.valueOf(e.getMessage()).replace("<", "&lt;") + "</html>");
                });
            }
        });
    }

    private void begin(List<Comparison.Group> groups, int count) {
        if (!frame.isDisplayable()) {
            return;
        }
        start.setEnabled(true);
        start.setText("Stop");
        shownFinished = -1;
        doseAxis.setLabel(asked.drug() + " " + asked.route() + ", " + asked.unit() + "   (leftmost: no dose)");
        comparison = new Comparison(groups, count, Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
        comparison.start(bench.desk().library(), () -> {});
    }

    private void redraw() {
        if (comparison == null || comparison.finished() == shownFinished) {
            return;
        }
        shownFinished = comparison.finished();
        progress.setMaximum(comparison.total());
        progress.setValue(shownFinished);
        progress.setString(comparison.failure().isEmpty() ? shownFinished + " of " + comparison.total() + " subjects"
                : comparison.failure());
        if (shownFinished == comparison.total()) {
            start.setText("Run");
        }
        Band before = asked.readings(comparison, false);
        Band after = asked.readings(comparison, true);
        double top = asked.top(bench.desk().library(), before, after);
        points.removeAllSeries();
        curves.removeAllSeries();
        DoseCurve first = side((String) without.getSelectedItem(), before, top);
        DoseCurve second = side((String) exposed.getSelectedItem() + ", exposed", after, top);
        String readingUnit = comparison.groups().stream()
                .flatMap(group -> comparison.recordings(group).values().stream())
                .flatMap(recording -> recording.observations().stream()).map(each -> each.unit()).findFirst()
                .orElse("");
        readingAxis.setLabel(test.getSelectedItem() + ", " + readingUnit);
        double largest = java.util.stream.Stream.of(before, after).flatMap(band -> band.points().stream())
                .mapToDouble(Band.Point::mean).reduce(top, Math::max);
        readingAxis.setRange(0, Math.max(1e-6, largest) * 1.06);
        if (shownFinished < comparison.total()) {
            words.setText("The shift is told when all subjects have ended. Bars are 95 % intervals of the mean.");
        } else if (first != null && second != null) {
            words.setText("<html>" + DoseResponse.words(first, second, asked.unit(), readingUnit)
                    + " Largest effect taken as " + ControlPanel.number(top) + " " + readingUnit + ".</html>");
        }
    }

    private DoseCurve side(String title, Band band, double top) {
        double least = asked.doses().get(1) / 5;
        XYIntervalSeries series = new XYIntervalSeries(title);
        for (Band.Point point : band.points()) {
            double x = point.time_min() == 0 ? least : point.time_min();
            series.add(x, x, x, point.mean(), point.low(), point.high());
        }
        points.addSeries(series);
        XYSeries line = new XYSeries(title + " curve");
        DoseCurve curve = DoseResponse.curve(band, top);
        double most = asked.doses().get(asked.doses().size() - 1);
        for (int i = 0; curve != null && !Double.isNaN(curve.ed50()) && i <= CURVE_POINTS; i++) {
            double dose = least * Math.pow(most / least, i / (double) CURVE_POINTS);
            line.add(dose, curve.at(dose));
        }
        curves.addSeries(line);
        doseAxis.setRange(least * 0.8, most * 1.3);
        return curve;
    }

    private void export() {
        try {
            ChartExport.Content content = ChartExport.of("Dose and response", chart, "dose",
                    String.valueOf(readingAxis.getLabel()));
            bench.desk().background("export", () -> {
                String told;
                try {
                    content.write(bench.desk().folder().resolve("dose-response"));
                    told = "written to " + bench.desk().folder().resolve("dose-response");
                } catch (IOException e) {
                    told = "cannot write: " + e.getMessage();
                }
                String text = told;
                SwingUtilities.invokeLater(() -> progress.setString(text));
            });
        } catch (IOException e) {
            progress.setString("cannot draw: " + e.getMessage());
        }
    }
}
