package org.rexed.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Locale;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;

/** The time from the onset of a stimulus, laid out over an area: axis, stimulus and marks. */
final class TimeRuler {
    /** Height of the axis with its label. */
    static final int AXIS_HEIGHT = 40;
    /** Height of the strip that shows the stimulus. */
    static final int STRIP_HEIGHT = 46;
    private static final Color STIMULUS = new Color(0x7A6C00);
    private final double from_s;
    private final double to_s;
    private final String label;

    /** A span of time; onset says whether it counts from a stimulus. */
    TimeRuler(double from_s, double to_s, boolean onset) {
        label = onset ? "Time from stimulus (s)" : "Time (s)";
        this.from_s = from_s;
        this.to_s = to_s > from_s ? to_s : from_s + 1;
    }

    double from_s() {
        return from_s;
    }

    double to_s() {
        return to_s;
    }

    double x(double time_s, Rectangle2D area) {
        return area.getX() + (time_s - from_s) / (to_s - from_s) * area.getWidth();
    }

    boolean shows(double time_s) {
        return time_s >= from_s && time_s <= to_s;
    }

    /** Draws the axis under an area. */
    void axis(Graphics2D g, Rectangle2D area) {
        double step = ((NumberTickUnit) NumberAxis.createStandardTickUnits(Locale.ROOT)
                .getCeilingTickUnit((to_s - from_s) / 8)).getSize();
        g.setPaint(ChartStyle.INK);
        g.setStroke(new BasicStroke(0.8f));
        g.setFont(ChartStyle.TICK);
        double y = area.getMaxY() + 2;
        g.draw(new Line2D.Double(area.getX(), y, area.getMaxX(), y));
        for (double tick = Math.ceil(from_s / step - 1e-9); tick * step <= to_s + 1e-9; tick++) {
            double x = x(tick * step, area);
            g.draw(new Line2D.Double(x, y, x, y + 4));
            centred(g, Numbers.plain(tick * step, 3), x, y + 17);
        }
        g.setFont(ChartStyle.LABEL);
        centred(g, label, area.getCenterX(), y + 34);
    }

    static void centred(Graphics2D g, String text, double x, double y) {
        g.drawString(text, (float) (x - g.getFontMetrics().stringWidth(text) / 2.0), (float) y);
    }

    static void rightOf(Graphics2D g, String text, double right, double y) {
        g.drawString(text, (float) (right - g.getFontMetrics().stringWidth(text)), (float) y);
    }

    /** Draws the course of a stimulus with its lowest and highest intensity at the left. */
    void stimulus(Graphics2D g, Rectangle2D area, StimulusCourse course) {
        double top = area.getY() + 6;
        double bottom = area.getMaxY() - 6;
        double low = course.isPulsed() ? 0 : course.lowest(to_s);
        double high = course.highest(to_s) > low ? course.highest(to_s) : low + 1;
        Path2D path = new Path2D.Double();
        boolean drawing = false;
        for (double[] sample : course.isPulsed() ? course.samples() : course.until(to_s)) {
            double y = bottom - (sample[1] - low) / (high - low) * (bottom - top);
            double x = x(sample[0], area);
            if (course.isPulsed() && shows(sample[0])) {
                path.moveTo(x, bottom);
                path.lineTo(x, y);
            } else if (!course.isPulsed() && drawing) {
                path.lineTo(x, y);
            } else if (!course.isPulsed()) {
                path.moveTo(x, y);
                drawing = true;
            }
        }
        g.setPaint(STIMULUS);
        g.setStroke(new BasicStroke(1.6f));
        Shape clip = g.getClip();
        g.clip(new Rectangle2D.Double(area.getX(), area.getY(), area.getWidth() + 1, area.getHeight()));
        g.draw(path);
        g.setClip(clip);
        g.setPaint(ChartStyle.INK);
        g.setFont(ChartStyle.SMALL);
        if (course.isPulsed()) {
            rightOf(g, Numbers.plain(high, 2) + " \u00D7", area.getX() - 6, top + 8);
            rightOf(g, "threshold", area.getX() - 6, top + 22);
        } else {
            String unit = course.unit().isEmpty() ? "" : " " + course.unit();
            rightOf(g, Numbers.plain(high, 1) + unit, area.getX() - 6, top + 8);
            rightOf(g, Numbers.plain(low, 1) + unit, area.getX() - 6, bottom + 2);
        }
    }

    /** Greys the time of the stimulus behind an area. */
    void ground(Graphics2D g, Rectangle2D area, StimulusCourse course) {
        for (DoseMark mark : course.marks()) {
            double stop = Double.isNaN(mark.stop()) ? to_s : mark.stop();
            if (mark.kind() == DoseMark.Kind.INFUSION && stop > from_s && mark.start() < to_s) {
                double left = x(Math.max(from_s, mark.start()), area);
                g.setPaint(ChartStyle.EXPOSURE);
                g.fill(new Rectangle2D.Double(left, area.getY(), x(Math.min(to_s, stop), area) - left,
                        area.getHeight()));
            }
        }
    }
}
