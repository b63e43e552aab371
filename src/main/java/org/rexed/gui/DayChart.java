package org.rexed.gui;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.swing.SwingUtilities;
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
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.rexed.recording.Event;

/** One chart over the days of a study: lines in colours that can be told apart, doses behind them. */
final class DayChart {
    private static final Color[] COLORS = {
        PopulationStyle.VERMILLION, PopulationStyle.BLUE, PopulationStyle.GREEN, PopulationStyle.ORANGE,
        PopulationStyle.PURPLE, PopulationStyle.SKY
    };
    private static final float[][] DASHES = {null, {7, 3}, {2.5f, 2.5f}, {9, 3, 2, 3}, {4, 2, 4, 6}, {14, 4}};
    static final double MIN_PER_d = 1440;
    private static final double AXIS_WIDTH = 62;

    private final double duration_min;
    private double latest_min;
    private final XYSeriesCollection data = new XYSeriesCollection();
    private final NumberAxis days;
    final NumberAxis values = new NumberAxis();
    private final XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    private final XYPlot plot;
    private final JFreeChart chart;
    final ChartPanel panel;
    private final ValueMarker moment = new ValueMarker(0);
    private final String name;
    private final TimeCursor cursor;
    private final LegendTitle legend;
    private final ValueMarker level = new ValueMarker(100);

    /**
     * A chart over a study of this length; with markers for single readings and a line at 100, or plain lines.
     *
     * @param name what it shows, for files
     * @param cursor the past moment that it marks and that a click moves
     */
    DayChart(String name, double duration_min, boolean markers, TimeCursor cursor) {
        this.name = name;
        this.cursor = cursor;
        this.duration_min = duration_min;
        days = TimeAxis.of(duration_min);
        plot = new XYPlot(data, days, values, renderer);
        chart = new JFreeChart(null, null, plot, false);
        panel = Look.still(chart);
        legend = new LegendTitle(plot);
        cursor.listen(() -> showMoment());
        showMoment();
        values.setStandardTickUnits(NumberAxis.createStandardTickUnits(Locale.ROOT));
        values.setAutoRangeIncludesZero(!markers);
        // The same width for all, so that days lie below each other.
        values.setFixedDimension(AXIS_WIDTH);
        legend.setPosition(RectangleEdge.BOTTOM);
        legend.setFrame(org.jfree.chart.block.BlockBorder.NONE);
        plot.setOutlineVisible(false);
        plot.setDomainGridlinesVisible(false);
        plot.setAxisOffset(new RectangleInsets(2, 2, 2, 2));
        plot.setInsets(new RectangleInsets(4, 2, 2, 8));
        renderer.setDefaultShapesVisible(markers);
        for (int i = 0; i < COLORS.length; i++) {
            renderer.setSeriesPaint(i, COLORS[i]);
            renderer.setSeriesStroke(i, new BasicStroke(2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASHES[i],
                    0));
            renderer.setSeriesShape(i, i % 2 == 0 ? new Ellipse2D.Double(-3.5, -3.5, 7, 7)
                    : new Rectangle2D.Double(-3.2, -3.2, 6.4, 6.4));
        }
        if (markers) {
            plot.addRangeMarker(level);
        }
        panel.setDisplayToolTips(true);
        MouseAdapter mouse = new MouseAdapter() {
            @Override
            public void mousePressed(MouseEvent event) {
                moved(event);
            }

            @Override
            public void mouseDragged(MouseEvent event) {
                moved(event);
            }

            private void moved(MouseEvent event) {
                Rectangle2D area = panel.getScreenDataArea();
                if (SwingUtilities.isLeftMouseButton(event) && area != null && area.contains(event.getPoint())) {
                    double day = days.java2DToValue(event.getX(), area, plot.getDomainAxisEdge());
                    cursor.moveTo(day * MIN_PER_d, latest_min);
                }
            }
        };
        panel.addMouseListener(mouse);
        panel.addMouseMotionListener(mouse);
    }

    /** Leaves out what a small chart has no room for. */
    void compact() {
        days.setLabel(null);
    }

    /** Tells how far the study is, so that a click further on looks at the present. */
    void reached(double time_min) {
        latest_min = time_min;
    }

    private void showMoment() {
        plot.removeDomainMarker(moment, Layer.FOREGROUND);
        if (cursor.isSet()) {
            moment.setValue(cursor.time_min() / MIN_PER_d);
            plot.addDomainMarker(moment, Layer.FOREGROUND);
        }
    }

    /** The chart as files; its present colours are used. */
    ChartExport.Content content() throws IOException {
        return ChartExport.of(name, chart, "day", values.getLabel() == null ? "value" : values.getLabel());
    }

    /** Takes the colours of the moment. */
    void look(Look look, Font font) {
        look.dress(chart, legend, font, days, values);
        moment.setPaint(look.ink());
        moment.setStroke(new BasicStroke(1.3f));
        level.setPaint(look.softInk());
        level.setStroke(new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1,
                new float[] {5, 4}, 0));
    }

    /** Shades infusions, marks single doses and, in colour, what was done by hand. */
    void mark(List<Event> events, List<Intervention.Done> byHand, Look look) {
        plot.clearDomainMarkers();
        for (Event event : events) {
            double day = event.time_min() / MIN_PER_d;
            if (event.event().equals("infusion start")) {
                double stop = events.stream()
                        .filter(e -> e.event().equals("infusion stop") && e.what().equals(event.what())
                                && e.note().equals(event.note()) && e.time_min() > event.time_min())
                        .mapToDouble(Event::time_min).findFirst().orElse(duration_min);
                IntervalMarker span = new IntervalMarker(day, stop / MIN_PER_d, look.band());
                span.setAlpha(1);
                plot.addDomainMarker(span, Layer.BACKGROUND);
            } else if (!event.event().equals("infusion stop")) {
                plot.addDomainMarker(new ValueMarker(day, look.line(), new BasicStroke(1f)), Layer.BACKGROUND);
            }
        }
        for (Intervention.Done each : byHand) {
            plot.addDomainMarker(new ValueMarker(each.time_min() / MIN_PER_d, PopulationStyle.PURPLE,
                    new BasicStroke(1.6f)), Layer.BACKGROUND);
        }
        showMoment();
    }

    /** Shows these lines, with a legend if there is more than one or markers make them readings. */
    void show(Map<String, XYSeries> series, boolean named) {
        boolean same = data.getSeriesCount() == series.size();
        chart.setNotify(false);
        data.removeAllSeries();
        series.values().forEach(data::addSeries);
        if (!same) {
            chart.removeLegend();
            if (named && series.size() > 0) {
                chart.addLegend(legend);
            }
        }
        chart.setNotify(true);
    }

    /** An empty line that takes points in order of time. */
    static XYSeries series(String key) {
        return new XYSeries(key, false, true);
    }
}
