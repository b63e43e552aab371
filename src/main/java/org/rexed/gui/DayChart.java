package org.rexed.gui;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

/** One chart over the days of a study: lines in colours that can be told apart, doses behind them. */
final class DayChart {
    private static final Color[] COLORS = {
        PopulationStyle.VERMILLION, PopulationStyle.BLUE, PopulationStyle.GREEN, PopulationStyle.ORANGE,
        PopulationStyle.PURPLE, PopulationStyle.SKY
    };
    static final double MIN_PER_d = 1440;

    private final double duration_min;
    private final XYSeriesCollection data = new XYSeriesCollection();
    private final NumberAxis days = new NumberAxis("day");
    final NumberAxis values = new NumberAxis();
    private final XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    private final XYPlot plot = new XYPlot(data, days, values, renderer);
    private final JFreeChart chart = new JFreeChart(null, null, plot, false);
    final ChartPanel panel = new ChartPanel(chart, false);
    private final LegendTitle legend = new LegendTitle(plot);
    private final ValueMarker level = new ValueMarker(100);

    /** A chart over a study of this length; with markers for single readings and a line at 100, or plain lines. */
    DayChart(double duration_min, boolean markers) {
        this.duration_min = duration_min;
        days.setRange(new Range(0, 1.02 * duration_min / MIN_PER_d));
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

    /** Takes the colours of the moment. */
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
    void mark(List<Event> events, Look look) {
        plot.clearDomainMarkers();
        for (Event event : events) {
            double day = event.time_min() / MIN_PER_d;
            if (event.event().equals("infusion start")) {
                double stop = events.stream()
                        .filter(e -> e.event().equals("infusion stop") && e.what().equals(event.what())
                                && e.time_min() > event.time_min())
                        .mapToDouble(Event::time_min).findFirst().orElse(duration_min);
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
