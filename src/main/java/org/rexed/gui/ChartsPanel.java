package org.rexed.gui;

import java.awt.BorderLayout;
import java.awt.Font;
import java.awt.GridLayout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.swing.BorderFactory;
import javax.swing.JPanel;
import org.jfree.chart.ChartPanel;
import org.jfree.data.RangeType;
import org.jfree.data.xy.XYSeries;
import org.rexed.recording.Event;
import org.rexed.recording.Observation;
import org.rexed.recording.StateSample;

/** The charts of this subject so far: withdrawal thresholds and drug levels. */
final class ChartsPanel extends JPanel {
    private static final long serialVersionUID = 1L;
    private final transient DayChart thresholds;
    private final transient DayChart levels;
    private transient List<Observation> observations = List.of();
    private transient List<StateSample> states = List.of();
    private transient List<Event> events = List.of();
    private transient ByHand byHand;

    ChartsPanel(double duration_min, TimeCursor cursor) {
        super(new GridLayout(2, 1, 0, 4));
        thresholds = new DayChart("Withdrawal tests", duration_min, true, cursor);
        levels = new DayChart("Drug levels", duration_min, false, cursor);
        thresholds.values.setLabel("% of own baseline");
        thresholds.values.setRange(80, 120);
        levels.values.setLabel("plasma, ng/mL");
        levels.values.setRangeType(RangeType.POSITIVE);
        levels.values.setAutoRangeMinimumSize(1);
        add(titled("Withdrawal tests", thresholds.panel));
        add(titled("Drug levels", levels.panel));
        applyLook();
    }

    private static JPanel titled(String title, ChartPanel chart) {
        JPanel panel = new JPanel(new BorderLayout());
        javax.swing.JLabel label = new javax.swing.JLabel(title);
        label.putClientProperty("FlatLaf.style", "font: bold");
        label.setBorder(BorderFactory.createEmptyBorder(4, 0, 0, 0));
        panel.setBorder(BorderFactory.createEmptyBorder(2, 8, 0, 8));
        panel.add(label, BorderLayout.NORTH);
        panel.add(chart, BorderLayout.CENTER);
        return panel;
    }

    void applyLook() {
        Look look = Look.now();
        Font font = getFont().deriveFont(Math.max(11f, getFont().getSize2D() - 1.5f));
        for (DayChart chart : List.of(thresholds, levels)) {
            chart.look(look, font);
        }
        mark();
    }

    void show(Snapshot snapshot) {
        thresholds.reached(snapshot.now().time_min());
        levels.reached(snapshot.now().time_min());
        Recorded recorded = snapshot.recorded();
        if (recorded.events() != events || snapshot.byHand() != byHand) {
            events = recorded.events();
            byHand = snapshot.byHand();
            mark();
        }
        if (recorded.observations() != observations) {
            observations = recorded.observations();
            showThresholds();
        }
        if (recorded.states() != states) {
            states = recorded.states();
            showLevels();
        }
    }

    /** The charts, for export. */
    List<DayChart> charts() {
        return List.of(thresholds, levels);
    }

    private void mark() {
        Look look = Look.now();
        for (DayChart chart : List.of(thresholds, levels)) {
            chart.mark(events, byHand == null ? List.of() : byHand.done(), look);
        }
    }

    private void showThresholds() {
        Map<String, XYSeries> series = new LinkedHashMap<>();
        boolean oneSite = observations.stream().map(Observation::site).distinct().count() < 2;
        for (Observation each : observations) {
            String key = Snapshot.assayTitle(each.assay()) + (oneSite ? "" : ", " + each.site().replace('-', ' '));
            series.computeIfAbsent(key, DayChart::series)
                    .add(each.time_min() / DayChart.MIN_PER_d, each.percentOfBaseline());
        }
        thresholds.show(series, true);
        double high = observations.stream().mapToDouble(Observation::percentOfBaseline).max().orElse(100);
        double low = observations.stream().mapToDouble(Observation::percentOfBaseline).min().orElse(100);
        thresholds.values.setRange(Math.min(80, low - 10), Math.max(120, high + 10));
    }

    private void showLevels() {
        Map<String, XYSeries> series = new LinkedHashMap<>();
        for (StateSample each : states) {
            if (each.variable().equals("plasma_concentration")) {
                series.computeIfAbsent(each.entity().replace("drug:", ""), DayChart::series)
                        .add(each.time_min() / DayChart.MIN_PER_d, each.value());
            }
        }
        levels.show(series, true);
    }
}
