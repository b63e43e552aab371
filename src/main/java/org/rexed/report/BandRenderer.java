package org.rexed.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.entity.EntityCollection;
import org.jfree.chart.plot.CrosshairState;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYItemRendererState;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.Range;
import org.jfree.data.xy.XYDataset;

/**
 * Draws the means of a {@link CourseDataset} as lines in the style of each arm, with a pale band for the interval. A
 * missing mean leaves a gap. Markers are filled, open where readings stand at the cutoff.
 */
final class BandRenderer extends XYLineAndShapeRenderer {
    private static final long serialVersionUID = 1L;
    private static final int BAND_ALPHA = 34;
    private static final Stroke OUTLINE = new BasicStroke(1.4f);

    private final transient CourseDataset courses;
    private final transient Palette palette;
    private final int markerEvery;

    /**
     * @param markerEvery points from one marker to the next; 1 marks all. Arms start at different points so that
     *     markers of equal courses do not hide each other.
     */
    BandRenderer(CourseDataset courses, Palette palette, int markerEvery) {
        this.courses = courses;
        this.palette = palette;
        this.markerEvery = markerEvery;
        setLegendLine(new Line2D.Double(-17, 0, 17, 0));
    }

    @Override
    public int getPassCount() {
        return 3;
    }

    @Override
    public java.awt.Paint getItemPaint(int series, int item) {
        return style(series).color();
    }

    @Override
    public Range findRangeBounds(XYDataset dataset) {
        return findRangeBounds(dataset, true);
    }

    @Override
    public void drawItem(Graphics2D g, XYItemRendererState state, Rectangle2D area, PlotRenderingInfo info,
            XYPlot plot, ValueAxis domain, ValueAxis range, XYDataset dataset, int series, int item,
            CrosshairState crosshair, int pass) {
        List<CourseDataset.Point> points = courses.points(series);
        Palette.Style style = style(series);
        Scale scale = new Scale(area, plot, domain, range);
        if (pass == 0 && item == 0) {
            Color color = style.color();
            g.setPaint(new Color(color.getRed(), color.getGreen(), color.getBlue(), BAND_ALPHA));
            g.fill(band(points, scale));
        } else if (pass == 1 && item == 0) {
            g.setPaint(style.color());
            g.setStroke(style.line());
            g.draw(line(points, scale));
        } else if (pass == 2) {
            marker(g, info, dataset, series, item, scale);
        }
    }

    private void marker(
            Graphics2D g, PlotRenderingInfo info, XYDataset dataset, int series, int item, Scale scale) {
        CourseDataset.Point point = courses.points(series).get(item);
        int offset = series * markerEvery / Math.max(1, courses.getSeriesCount());
        boolean isolated = isolated(courses.points(series), item, scale);
        if (!scale.shows(point.mean()) || (!isolated && (item + markerEvery - offset) % markerEvery != 0)) {
            return;
        }
        Palette.Style style = style(series);
        double x = scale.x(point.time());
        double y = scale.y(point.mean());
        Shape shape = AffineTransform.getTranslateInstance(x, y).createTransformedShape(style.marker());
        g.setPaint(point.censored() > 0 ? Color.WHITE : style.color());
        g.fill(shape);
        g.setPaint(point.censored() > 0 ? style.color() : Color.WHITE);
        g.setStroke(point.censored() > 0 ? OUTLINE : new BasicStroke(0.6f));
        g.draw(shape);
        EntityCollection entities = info == null || info.getOwner() == null ? null
                : info.getOwner().getEntityCollection();
        if (entities != null) {
            addEntity(entities, shape, dataset, series, item, x, y);
        }
    }

    private Palette.Style style(int series) {
        return palette.style(courses.getSeriesKey(series));
    }

    /** A point between two gaps would vanish without a marker. */
    private static boolean isolated(List<CourseDataset.Point> points, int item, Scale scale) {
        return (item == 0 || !scale.shows(points.get(item - 1).mean()))
                && (item == points.size() - 1 || !scale.shows(points.get(item + 1).mean()));
    }

    private static Shape line(List<CourseDataset.Point> points, Scale scale) {
        Path2D path = new Path2D.Double();
        boolean drawing = false;
        for (CourseDataset.Point point : points) {
            boolean shown = scale.shows(point.mean());
            if (shown && drawing) {
                path.lineTo(scale.x(point.time()), scale.y(point.mean()));
            } else if (shown) {
                path.moveTo(scale.x(point.time()), scale.y(point.mean()));
            }
            drawing = shown;
        }
        return path;
    }

    private static Shape band(List<CourseDataset.Point> points, Scale scale) {
        Path2D path = new Path2D.Double();
        int from = 0;
        while (from < points.size()) {
            int to = from;
            while (to < points.size() && points.get(to).hasBand() && scale.shows(points.get(to).mean())) {
                to++;
            }
            for (int i = from; i < to; i++) {
                double x = scale.x(points.get(i).time());
                double y = scale.y(points.get(i).high());
                if (i == from) {
                    path.moveTo(x, y);
                } else {
                    path.lineTo(x, y);
                }
            }
            for (int i = to - 1; i >= from; i--) {
                path.lineTo(scale.x(points.get(i).time()), scale.y(points.get(i).low()));
            }
            if (to > from) {
                path.closePath();
            }
            from = to + 1;
        }
        return path;
    }

    /** Data to drawing coordinates; values under the lower end of an axis are drawn at that end. */
    private record Scale(Rectangle2D area, XYPlot plot, ValueAxis domain, ValueAxis range) {
        double x(double value) {
            return domain.valueToJava2D(value, area, plot.getDomainAxisEdge());
        }

        double y(double value) {
            return range.valueToJava2D(Math.max(value, range.getLowerBound()), area, plot.getRangeAxisEdge());
        }

        /** A logarithmic axis cannot show zero. */
        boolean shows(double value) {
            return Double.isFinite(value)
                    && (!(range instanceof org.jfree.chart.axis.LogAxis) || value >= range.getLowerBound());
        }
    }
}
