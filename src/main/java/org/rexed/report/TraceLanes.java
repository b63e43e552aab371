package org.rexed.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.rexed.report.ProbeRows.Trace;

/** Membrane potentials below one another on a common scale of mV and time, with the stimulus at the bottom. */
final class TraceLanes {
    /** Spikes are drawn up to here; the model's cells have no spike of their own shape. */
    static final double PEAK_mV = 10;
    private static final int LEFT = 66;
    private static final int LANE = 104;
    private static final int TITLE = 20;
    private static final double STEP_mV = 20;
    private final List<Lane> lanes;
    private final TimeRuler ruler;
    private final StimulusCourse stimulus;
    private final double lowest_mV;

    /** A cell under one condition at one level. */
    record Lane(String title, Trace trace) {}

    /** Lanes over a span of time; stimulus is null if nothing was given or lanes had different ones. */
    TraceLanes(List<Lane> lanes, TimeRuler ruler, StimulusCourse stimulus) {
        this.lanes = lanes;
        this.ruler = ruler;
        this.stimulus = stimulus;
        double lowest = -60;
        for (Lane lane : lanes) {
            for (int i = 0; i < lane.trace.size(); i++) {
                lowest = Math.min(lowest, lane.trace.potential_mV(i));
            }
        }
        lowest_mV = Math.floor(lowest / 5) * 5;
    }

    private int strip() {
        return stimulus == null ? 0 : TimeRuler.STRIP_HEIGHT;
    }

    int height() {
        return LANE * lanes.size() + strip() + TimeRuler.AXIS_HEIGHT + 4;
    }

    void paint(Graphics2D g, Rectangle2D area) {
        double width = area.getWidth() - LEFT - 14;
        for (int i = 0; i < lanes.size(); i++) {
            double y = area.getY() + (double) LANE * i;
            g.setPaint(ChartStyle.INK);
            g.setFont(ChartStyle.PANEL);
            g.drawString((char) ('A' + i) + "  " + lanes.get(i).title, (float) area.getX() + 14, (float) y + 14);
            lane(g, lanes.get(i).trace, new Rectangle2D.Double(area.getX() + LEFT, y + TITLE, width, LANE - TITLE - 6));
        }
        Rectangle2D strip = new Rectangle2D.Double(area.getX() + LEFT, area.getY() + (double) LANE * lanes.size(),
                width, strip());
        if (stimulus != null) {
            ruler.stimulus(g, strip, stimulus);
        }
        ruler.axis(g, strip);
    }

    private double y(double potential_mV, Rectangle2D lane) {
        return lane.getMaxY() - (potential_mV - lowest_mV) / (PEAK_mV - lowest_mV) * lane.getHeight();
    }

    private void lane(Graphics2D g, Trace trace, Rectangle2D lane) {
        if (stimulus != null) {
            ruler.ground(g, lane, stimulus);
        }
        g.setFont(ChartStyle.SMALL);
        g.setStroke(new BasicStroke(0.8f));
        for (double tick = Math.ceil(lowest_mV / STEP_mV) * STEP_mV; tick <= 0; tick += STEP_mV) {
            double y = y(tick, lane);
            g.setPaint(ChartStyle.GRID);
            g.draw(new Line2D.Double(lane.getX(), y, lane.getMaxX(), y));
            g.setPaint(ChartStyle.INK);
            TimeRuler.rightOf(g, Numbers.plain(tick, 0) + (tick == 0 ? " mV" : ""), lane.getX() - 6, y + 4);
        }
        g.setPaint(Color.BLACK);
        g.setStroke(new BasicStroke(0.9f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
        g.draw(path(trace, lane));
    }

    /** The course; where a half pixel holds many samples, its lowest and highest. */
    private Path2D path(Trace trace, Rectangle2D lane) {
        Path2D path = new Path2D.Double();
        int i = 0;
        while (i < trace.size() && trace.time_s(i) < ruler.from_s()) {
            i++;
        }
        boolean drawing = false;
        while (i < trace.size() && trace.time_s(i) <= ruler.to_s()) {
            double x = ruler.x(trace.time_s(i), lane);
            double low = trace.potential_mV(i);
            double high = low;
            int samples = 0;
            for (; i < trace.size() && (samples == 0 || ruler.x(trace.time_s(i), lane) < x + 0.5); i++) {
                low = Math.min(low, trace.potential_mV(i));
                high = Math.max(high, trace.spike(i) ? PEAK_mV : trace.potential_mV(i));
                samples++;
            }
            if (drawing) {
                path.lineTo(x, y(low, lane));
            } else {
                path.moveTo(x, y(low, lane));
            }
            drawing = true;
            if (high > low) {
                path.lineTo(x, y(high, lane));
                path.lineTo(x, y(low, lane));
            }
        }
        return path;
    }
}
