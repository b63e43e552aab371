package org.rexed.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * Back-to-back bars: the share that a stimulus inhibited to the left of zero, the share it excited to the right, each
 * with its interval; what is missing to 100 % did not change.
 */
final class ResponseBars {
    private static final int LINE = 25;
    private static final int TOP = 30;
    private static final int LABEL = 300;
    private static final int AXIS = 42;
    private static final Color EXCITED = new Color(0xD55E00);
    private static final Color INHIBITED = new Color(0x56B4E9);
    private final List<Bar> bars;

    /** One class under one condition; shares from 0 to 1, NaN where nothing could be said. */
    record Bar(String name, ProbeFolder.Estimate excited, ProbeFolder.Estimate inhibited) {}

    ResponseBars(List<Bar> bars) {
        this.bars = bars;
    }

    int height() {
        return TOP + LINE * bars.size() + AXIS;
    }

    void paint(Graphics2D g, Rectangle2D area) {
        Rectangle2D data = new Rectangle2D.Double(area.getX() + LABEL, area.getY() + TOP,
                area.getWidth() - LABEL - 30, (double) LINE * bars.size());
        double zero = data.getCenterX();
        double half = data.getWidth() / 2;
        g.setFont(ChartStyle.PANEL);
        g.setPaint(ChartStyle.INK);
        TimeRuler.centred(g, "inhibited", zero - half / 2, area.getY() + 18);
        TimeRuler.centred(g, "excited", zero + half / 2, area.getY() + 18);
        g.setFont(ChartStyle.TICK);
        for (int percent = -100; percent <= 100; percent += 50) {
            double x = zero + half * percent / 100;
            g.setPaint(ChartStyle.GRID);
            g.setStroke(new BasicStroke(0.8f));
            g.draw(new Line2D.Double(x, data.getY(), x, data.getMaxY()));
            g.setPaint(ChartStyle.INK);
            TimeRuler.centred(g, Integer.toString(Math.abs(percent)), x, data.getMaxY() + 17);
        }
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double y = data.getY() + LINE * i;
            g.setPaint(ChartStyle.INK);
            g.setFont(ChartStyle.TICK);
            TimeRuler.rightOf(g, bar.name, data.getX() - 8, y + LINE / 2.0 + 4);
            part(g, zero, y, half, bar.excited, EXCITED);
            part(g, zero, y, -half, bar.inhibited, INHIBITED);
        }
        g.setFont(ChartStyle.LABEL);
        g.setPaint(ChartStyle.INK);
        TimeRuler.centred(g, "Share (%)", zero, data.getMaxY() + 36);
        g.setStroke(new BasicStroke(1));
        g.draw(new Line2D.Double(zero, data.getY(), zero, data.getMaxY()));
    }

    /** A bar to the right, or to the left if its full length is negative. */
    private static void part(Graphics2D g, double zero, double y, double full, ProbeFolder.Estimate share,
            Color color) {
        if (!Double.isFinite(share.mean())) {
            return;
        }
        double end = zero + share.mean() * full;
        g.setPaint(color);
        g.fill(new Rectangle2D.Double(Math.min(zero, end), y + 4, Math.abs(end - zero), LINE - 9));
        if (Double.isFinite(share.low()) && Double.isFinite(share.high()) && share.high() > share.low()) {
            double low = zero + Math.max(0, share.low()) * full;
            double high = zero + Math.min(1, share.high()) * full;
            double middle = y + LINE / 2.0 - 0.5;
            g.setPaint(ChartStyle.INK);
            g.setStroke(new BasicStroke(1.3f));
            g.draw(new Line2D.Double(low, middle, high, middle));
            g.draw(new Line2D.Double(low, middle - 4, low, middle + 4));
            g.draw(new Line2D.Double(high, middle - 4, high, middle + 4));
        }
    }
}
