package org.rexed.report;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;

/** Means with intervals side by side: a row for each class of cells, in it a marker for each condition. */
final class IntervalRows {
    private static final int LABEL = 190;
    private static final int MARKER = 15;
    private static final int GAP = 8;
    private static final int AXIS = 40;
    private final Palette palette;
    private final String axis;
    private final Map<String, Map<String, ProbeFolder.Estimate>> rows = new LinkedHashMap<>();

    IntervalRows(Palette palette, String axis) {
        this.palette = palette;
        this.axis = axis;
    }

    void add(String row, String series, ProbeFolder.Estimate estimate) {
        rows.computeIfAbsent(row, r -> new LinkedHashMap<>()).put(series, estimate);
    }

    private int legend() {
        return ChartStyle.legendHeight(ChartStyle.legendItems(palette, palette.arms()), PanelGrid.WIDTH - 28);
    }

    private double rowHeight() {
        return (double) MARKER * Math.max(1, palette.arms().size()) + GAP;
    }

    int height() {
        return (int) (rows.size() * rowHeight()) + AXIS + legend() + 6;
    }

    private double top() {
        double highest = 0;
        double mean = 0;
        for (Map<String, ProbeFolder.Estimate> row : rows.values()) {
            for (ProbeFolder.Estimate estimate : row.values()) {
                highest = Math.max(highest, Double.isFinite(estimate.high()) ? estimate.high() : 0);
                mean = Math.max(mean, Double.isFinite(estimate.mean()) ? estimate.mean() : 0);
            }
        }
        double top = Math.max(mean, Math.min(highest, 2 * mean));
        return top > 0 ? 1.04 * top : 1;
    }

    void paint(Graphics2D g, Rectangle2D area) {
        Rectangle2D data = new Rectangle2D.Double(area.getX() + LABEL, area.getY(), area.getWidth() - LABEL - 24,
                rows.size() * rowHeight());
        double top = top();
        double step = ((NumberTickUnit) NumberAxis.createStandardTickUnits(Locale.ROOT)
                .getCeilingTickUnit(top / 8)).getSize();
        g.setFont(ChartStyle.TICK);
        for (double tick = 0; tick <= top / step; tick++) {
            double x = data.getX() + tick * step / top * data.getWidth();
            g.setPaint(ChartStyle.GRID);
            g.setStroke(new BasicStroke(0.8f));
            g.draw(new Line2D.Double(x, data.getY(), x, data.getMaxY()));
            g.setPaint(ChartStyle.INK);
            TimeRuler.centred(g, Numbers.plain(tick * step, 3), x, data.getMaxY() + 17);
        }
        g.setFont(ChartStyle.LABEL);
        TimeRuler.centred(g, axis, data.getCenterX(), data.getMaxY() + 34);
        List<String> series = new ArrayList<>(palette.arms());
        double y = data.getY();
        for (Map.Entry<String, Map<String, ProbeFolder.Estimate>> row : rows.entrySet()) {
            g.setFont(ChartStyle.TICK);
            g.setPaint(ChartStyle.INK);
            TimeRuler.rightOf(g, row.getKey(), data.getX() - 8, y + rowHeight() / 2 + 4);
            for (int i = 0; i < series.size(); i++) {
                ProbeFolder.Estimate estimate = row.getValue().get(series.get(i));
                if (estimate != null && Double.isFinite(estimate.mean())) {
                    marker(g, data, y + GAP / 2.0 + MARKER * (i + 0.5), top, estimate, palette.style(series.get(i)));
                }
            }
            y += rowHeight();
            g.setPaint(ChartStyle.GRID);
            g.setStroke(new BasicStroke(0.8f));
            g.draw(new Line2D.Double(area.getX() + 14, y, data.getMaxX(), y));
        }
        ChartStyle.drawLegend(g, palette, palette.arms(), new Rectangle2D.Double(area.getX(),
                area.getMaxY() - legend(), area.getWidth() - 14, legend()));
    }

    private static void marker(Graphics2D g, Rectangle2D data, double y, double top, ProbeFolder.Estimate estimate,
            Palette.Style style) {
        double scale = data.getWidth() / top;
        double x = data.getX() + estimate.mean() * scale;
        g.setPaint(style.color());
        g.setStroke(new BasicStroke(1.6f));
        if (Double.isFinite(estimate.low()) && Double.isFinite(estimate.high())) {
            double low = data.getX() + Math.max(0, estimate.low()) * scale;
            double high = Math.min(data.getMaxX(), data.getX() + estimate.high() * scale);
            g.draw(new Line2D.Double(low, y, high, y));
            g.draw(new Line2D.Double(low, y - 3, low, y + 3));
            if (high < data.getMaxX()) {
                g.draw(new Line2D.Double(high, y - 3, high, y + 3));
            }
        }
        g.fill(AffineTransform.getTranslateInstance(x, y).createTransformedShape(style.marker()));
    }
}
