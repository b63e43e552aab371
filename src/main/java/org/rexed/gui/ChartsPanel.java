package org.rexed.gui;

import java.awt.BasicStroke;
import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Font;
import java.awt.GridLayout;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.swing.BorderFactory;
import javax.swing.JComboBox;
import javax.swing.JPanel;
import org.jfree.chart.ChartPanel;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.Range;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.rexed.recording.Event;
import org.rexed.recording.Observation;
import org.rexed.recording.StateSample;

/** The charts of this subject so far: withdrawal thresholds, drug levels, and one slow variable of choice. */
final class ChartsPanel extends JPanel {
    private static final long serialVersionUID = 1L;
    private static final Color[] COLORS = {
        PopulationStyle.VERMILLION, PopulationStyle.BLUE, PopulationStyle.GREEN, PopulationStyle.ORANGE,
        PopulationStyle.PURPLE, PopulationStyle.SKY
    };
    private static final String PREFERRED = "dorsal-horn dynorphin_extracellular";
    private static final double MIN_PER_d = 1440;

    private final transient Chart thresholds;
    private final transient Chart levels;
    private final transient Chart variable;
    private final JComboBox<Variable> picker = new JComboBox<>();
    private transient List<Observation> observations = List.of();
    private transient List<StateSample> states = List.of();
    private transient List<Event> events = List.of();
    private final double duration_min;
    private boolean filling;

    /** A slow variable that can be shown. */
    private record Variable(String entity, String name, String unit) {
        boolean is(StateSample sample) {
            return sample.entity().equals(entity) && sample.variable().equals(name);
        }

        @Override
        public String toString() {
            String of = entity.replace("drug:", "").replace("receptor:", "").replace("rvm:", "RVM ")
                    .replaceAll("^rvm$", "RVM").replace('-', ' ');
            return of + ": " + name.replace('_', ' ').replace("nmda", "NMDA").replace("cgrp", "CGRP")
                    .replace("cck", "CCK");
        }
    }

    /** One chart over days. */
    private static final class Chart {
        final XYSeriesCollection data = new XYSeriesCollection();
        final NumberAxis days = new NumberAxis("day");
        final NumberAxis values = new NumberAxis();
        final XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        final XYPlot plot = new XYPlot(data, days, values, renderer);
        final JFreeChart chart = new JFreeChart(null, null, plot, false);
        final ChartPanel panel = new ChartPanel(chart, false);
        private final LegendTitle legend = new LegendTitle(plot);
        private final ValueMarker level = new ValueMarker(100);

        Chart(double duration_min, boolean markers) {
            days.setRange(new Range(0, duration_min / MIN_PER_d));
            days.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
            values.setStandardTickUnits(NumberAxis.createStandardTickUnits(Locale.ROOT));
            values.setAutoRangeIncludesZero(!markers);
            legend.setPosition(RectangleEdge.BOTTOM);
            legend.setFrame(org.jfree.chart.block.BlockBorder.NONE);
            plot.setOutlineVisible(false);
            plot.setDomainGridlinesVisible(false);
            plot.setAxisOffset(new RectangleInsets(2, 2, 2, 2));
            plot.setInsets(new RectangleInsets(4, 2, 2, 8));
            renderer.setDefaultShapesVisible(markers);
            for (int i = 0; i < COLORS.length; i++) {
                renderer.setSeriesPaint(i, COLORS[i]);
                renderer.setSeriesStroke(i, new BasicStroke(2f));
                renderer.setSeriesShape(i, i % 2 == 0 ? new Ellipse2D.Double(-3.5, -3.5, 7, 7)
                        : new Rectangle2D.Double(-3.2, -3.2, 6.4, 6.4));
            }
            if (markers) {
                plot.addRangeMarker(level);
            }
            panel.setPopupMenu(null);
            panel.setMinimumDrawWidth(120);
            panel.setMinimumDrawHeight(80);
            panel.setMaximumDrawWidth(4000);
            panel.setMaximumDrawHeight(4000);
            panel.setDomainZoomable(false);
            panel.setRangeZoomable(false);
        }

        void look(Look look, Font font) {
            chart.setBackgroundPaint(look.panel());
            plot.setBackgroundPaint(look.canvas());
            plot.setRangeGridlinePaint(look.line());
            level.setPaint(look.softInk());
            level.setStroke(new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1,
                    new float[] {5, 4}, 0));
            for (NumberAxis axis : List.of(days, values)) {
                axis.setLabelFont(font);
                axis.setTickLabelFont(font);
                axis.setLabelPaint(look.ink());
                axis.setTickLabelPaint(look.softInk());
                axis.setAxisLinePaint(look.line());
                axis.setTickMarkPaint(look.line());
            }
            legend.setItemFont(font);
            legend.setItemPaint(look.ink());
            legend.setBackgroundPaint(look.panel());
        }

        /** Shades infusions, marks single doses and, in colour, what was done by hand. */
        void mark(List<Event> events, double end_min, Look look) {
            plot.clearDomainMarkers();
            for (Event event : events) {
                double day = event.time_min() / MIN_PER_d;
                if (event.event().equals("infusion start")) {
                    double stop = events.stream()
                            .filter(e -> e.event().equals("infusion stop") && e.what().equals(event.what())
                                    && e.time_min() > event.time_min())
                            .mapToDouble(Event::time_min).findFirst().orElse(end_min);
                    IntervalMarker span = new IntervalMarker(day, stop / MIN_PER_d, look.band());
                    span.setAlpha(1);
                    plot.addDomainMarker(span, Layer.BACKGROUND);
                } else if (!event.event().equals("infusion stop")) {
                    boolean byHand = event.event().equals("rate set");
                    plot.addDomainMarker(new ValueMarker(day, byHand ? PopulationStyle.PURPLE : look.line(),
                            new BasicStroke(byHand ? 1.5f : 1f)), Layer.BACKGROUND);
                }
            }
        }

        void show(Map<String, XYSeries> series) {
            boolean same = data.getSeriesCount() == series.size();
            chart.setNotify(false);
            data.removeAllSeries();
            series.values().forEach(data::addSeries);
            if (!same) {
                chart.removeLegend();
                if (series.size() > 0) {
                    chart.addLegend(legend);
                }
            }
            chart.setNotify(true);
        }
    }

    ChartsPanel(double duration_min) {
        super(new GridLayout(3, 1, 0, 4));
        this.duration_min = duration_min;
        thresholds = new Chart(duration_min, true);
        levels = new Chart(duration_min, false);
        variable = new Chart(duration_min, false);
        thresholds.values.setLabel("% of own baseline");
        thresholds.values.setRange(80, 120);
        levels.values.setLabel("plasma, ng/mL");
        picker.getAccessibleContext().setAccessibleName("Slow variable");
        picker.setFocusable(false);
        picker.addActionListener(event -> {
            if (!filling) {
                showVariable();
            }
        });
        add(titled("Withdrawal threshold or latency", thresholds.panel));
        add(titled("Drug levels", levels.panel));
        JPanel chosen = new JPanel(new BorderLayout());
        chosen.setBorder(BorderFactory.createEmptyBorder(2, 8, 0, 8));
        chosen.add(picker, BorderLayout.NORTH);
        chosen.add(variable.panel, BorderLayout.CENTER);
        add(chosen);
        applyLook();
    }

    private static JPanel titled(String title, ChartPanel chart) {
        JPanel panel = new JPanel(new BorderLayout());
        javax.swing.JLabel label = new javax.swing.JLabel(title);
        label.setFont(label.getFont().deriveFont(Font.BOLD));
        label.setBorder(BorderFactory.createEmptyBorder(4, 0, 0, 0));
        panel.setBorder(BorderFactory.createEmptyBorder(2, 8, 0, 8));
        panel.add(label, BorderLayout.NORTH);
        panel.add(chart, BorderLayout.CENTER);
        return panel;
    }

    void applyLook() {
        Look look = Look.now();
        Font font = getFont().deriveFont(Math.max(11f, getFont().getSize2D() - 1.5f));
        for (Chart chart : List.of(thresholds, levels, variable)) {
            chart.look(look, font);
        }
        mark();
    }

    void show(Snapshot snapshot) {
        if (snapshot.events() != events) {
            events = snapshot.events();
            mark();
        }
        if (snapshot.observations() != observations) {
            observations = snapshot.observations();
            showThresholds();
        }
        if (snapshot.states() != states) {
            states = snapshot.states();
            showLevels();
            fillPicker();
            showVariable();
        }
    }

    private void mark() {
        Look look = Look.now();
        for (Chart chart : List.of(thresholds, levels, variable)) {
            chart.mark(events, duration_min, look);
        }
    }

    private void showThresholds() {
        Map<String, XYSeries> series = new LinkedHashMap<>();
        boolean oneSite = observations.stream().map(Observation::site).distinct().count() < 2;
        for (Observation each : observations) {
            String key = assay(each.assay()) + (oneSite ? "" : ", " + each.site().replace('-', ' '));
            series.computeIfAbsent(key, ChartsPanel::series).add(each.time_min() / MIN_PER_d, each.percentOfBaseline());
        }
        thresholds.show(series);
        double high = observations.stream().mapToDouble(Observation::percentOfBaseline).max().orElse(100);
        double low = observations.stream().mapToDouble(Observation::percentOfBaseline).min().orElse(100);
        thresholds.values.setRange(Math.min(80, low - 10), Math.max(120, high + 10));
    }

    private void showLevels() {
        Map<String, XYSeries> series = new LinkedHashMap<>();
        for (StateSample each : states) {
            if (each.variable().equals("plasma_concentration")) {
                series.computeIfAbsent(each.entity().replace("drug:", ""), ChartsPanel::series)
                        .add(each.time_min() / MIN_PER_d, each.value());
            }
        }
        levels.show(series);
    }

    private void fillPicker() {
        Map<String, Variable> known = new LinkedHashMap<>();
        states.forEach(each -> known.putIfAbsent(
                each.entity() + " " + each.variable(), new Variable(each.entity(), each.variable(), each.unit())));
        if (known.size() == picker.getItemCount()) {
            return;
        }
        filling = true;
        Object before = picker.getSelectedItem();
        picker.removeAllItems();
        known.values().forEach(picker::addItem);
        picker.setSelectedItem(known.containsValue(before) ? before : known.get(PREFERRED));
        if (picker.getSelectedItem() == null && picker.getItemCount() > 0) {
            picker.setSelectedIndex(0);
        }
        filling = false;
    }

    private void showVariable() {
        Variable chosen = (Variable) picker.getSelectedItem();
        Map<String, XYSeries> series = new LinkedHashMap<>();
        if (chosen != null) {
            XYSeries one = series(chosen.toString());
            states.stream().filter(chosen::is).forEach(each -> one.add(each.time_min() / MIN_PER_d, each.value()));
            series.put(chosen.toString(), one);
            variable.values.setLabel(chosen.unit().equals("1") ? "fraction or factor" : chosen.unit());
        }
        variable.show(series);
        variable.chart.removeLegend();
    }

    private static String assay(String name) {
        return name.equals("von-frey") ? "von Frey"
                : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1).replace('-', ' ');
    }

    private static XYSeries series(String key) {
        return new XYSeries(key, false, true);
    }
}
