package org.rexed.gui;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.jfree.chart.ChartPanel;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;
import org.rexed.report.Palette;

/** Means of several arms over days, each with its band; colours, dashes and markers are those of the reports. */
final class BandChart {
    private static final double MIN_PER_d = 1440;
    private static final float BAND_ALPHA = 0.22f;
    private static final double AXIS_WIDTH = 62;
    private final String name;
    private final TimeCursor cursor;
    private final YIntervalSeriesCollection data = new YIntervalSeriesCollection();
    private final NumberAxis days;
    private final NumberAxis values = new NumberAxis();
    private final DeviationRenderer renderer = new DeviationRenderer(true, true);
    private final XYPlot plot;
    private final JFreeChart chart;
    private final LegendTitle legend;
    private final ValueMarker moment = new ValueMarker(0);
    private final ValueMarker level;
    private final ChartPanel panel;

    /** A chart with a line at a level that means "no change". */
    BandChart(String name, double duration_min, double noChange, TimeCursor cursor) {
        this.name = name;
        this.cursor = cursor;
        level = new ValueMarker(noChange);
        days = TimeAxis.of(duration_min);
        plot = new XYPlot(data, days, values, renderer);
        chart = new JFreeChart(null, null, plot, false);
        legend = new LegendTitle(plot);
        panel = Look.still(chart);
        values.setStandardTickUnits(NumberAxis.createStandardTickUnits(Locale.ROOT));
        values.setAutoRangeIncludesZero(false);
        values.setFixedDimension(AXIS_WIDTH);
        legend.setPosition(RectangleEdge.BOTTOM);
        legend.setFrame(org.jfree.chart.block.BlockBorder.NONE);
        chart.addLegend(legend);
        plot.setOutlineVisible(false);
        plot.setDomainGridlinesVisible(false);
        plot.addRangeMarker(level, Layer.BACKGROUND);
        renderer.setAlpha(BAND_ALPHA);
        panel.getAccessibleContext().setAccessibleName(name);
        MouseAdapter mouse = new MouseAdapter() {
            @Override
            public void mouseMoved(MouseEvent event) {
                Rectangle2D area = panel.getScreenDataArea();
                if (area != null && area.contains(event.getPoint())) {
                    cursor.moveTo(days.java2DToValue(event.getX(), area, plot.getDomainAxisEdge()) * MIN_PER_d,
                            duration_min);
                }
            }
        };
        panel.addMouseMotionListener(mouse);
        cursor.listen(this::showMoment);
    }

    private void showMoment() {
        plot.removeDomainMarker(moment, Layer.FOREGROUND);
        if (cursor.isSet()) {
            moment.setValue(cursor.time_min() / MIN_PER_d);
            plot.addDomainMarker(moment, Layer.FOREGROUND);
        }
    }

    /** Shows bands by title. */
    void show(Map<String, Band> bands, Palette palette, String axis) {
        Look look = Look.now();
        chart.setNotify(false);
        data.removeAllSeries();
        values.setLabel(axis);
        int place = 0;
        for (Map.Entry<String, Band> each : bands.entrySet()) {
            YIntervalSeries series = new YIntervalSeries(each.getKey());
            for (Band.Point point : each.getValue().points()) {
                series.add(point.time_min() / MIN_PER_d, point.mean(), point.low(), point.high());
            }
            data.addSeries(series);
            Palette.Style style = palette.style(each.getKey());
            Color color = style.color().equals(Color.BLACK) ? look.ink() : style.color();
            renderer.setSeriesPaint(place, color);
            renderer.setSeriesFillPaint(place, color);
            renderer.setSeriesStroke(place, style.line());
            renderer.setSeriesShape(place, style.marker());
            renderer.setSeriesShapesVisible(place, each.getValue().points().size() < 40);
            place++;
        }
        chart.setNotify(true);
    }

    /** Takes the colours of the moment. */
    void look(Look look, Font font) {
        look.dress(chart, legend, font, days, values);
        moment.setPaint(look.ink());
        moment.setStroke(new BasicStroke(1.2f));
        level.setPaint(look.softInk());
        level.setStroke(new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {5, 4}, 0));
    }

    /** The component. */
    ChartPanel panel() {
        return panel;
    }

    /** The chart as files. */
    ChartExport.Content content() throws IOException {
        return ChartExport.of(name, chart, "day", values.getLabel() == null ? "value" : values.getLabel());
    }
}
