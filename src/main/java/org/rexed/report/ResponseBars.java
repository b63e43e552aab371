package org.rexed.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;

/** Horizontal bars of the shares of cells or trials that a stimulus excited, inhibited or left unchanged. */
final class ResponseBars {
    private static final int LINE = 26;
    private static final int TOP = 34;
    private static final int LABEL = 270;
    private static final Color EXCITED = new Color(0xD55E00);
    private static final Color INHIBITED = new Color(0x0072B2);
    private static final Color UNCHANGED = new Color(0xBBBBBB);
    private final List<Bar> bars;

    /** One class under one condition; shares from 0 to 1, NaN where nothing could be said. */
    record Bar(String condition, String population, String unit, double excited, double inhibited, double unchanged) {}

    ResponseBars(List<Bar> bars) {
        this.bars = bars;
    }

    int height() {
        return TOP + LINE * bars.size() + 10;
    }

    void paint(Graphics2D g, Rectangle2D area) {
        g.setFont(ChartStyle.LABEL);
        double width = area.getWidth() - LABEL - 10;
        double x = area.getX() + LABEL;
        key(g, x, area.getY() + 14, EXCITED, "excited");
        key(g, x + 110, area.getY() + 14, INHIBITED, "inhibited");
        key(g, x + 230, area.getY() + 14, UNCHANGED, "unchanged");
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double y = area.getY() + TOP + LINE * i;
            g.setPaint(ChartStyle.INK);
            g.drawString(bar.population + " (" + bar.unit + "), " + bar.condition, (float) area.getX() + 8,
                    (float) y + 16);
            double at = x;
            at = part(g, at, y, width, bar.excited, EXCITED, Color.WHITE);
            at = part(g, at, y, width, bar.inhibited, INHIBITED, Color.WHITE);
            part(g, at, y, width, bar.unchanged, UNCHANGED, ChartStyle.INK);
        }
    }

    private static void key(Graphics2D g, double x, double y, Color color, String text) {
        g.setPaint(color);
        g.fill(new Rectangle2D.Double(x, y - 10, 12, 12));
        g.setPaint(ChartStyle.INK);
        g.drawString(text, (float) x + 17, (float) y);
    }

    private static double part(Graphics2D g, double x, double y, double width, double share, Color color, Color ink) {
        if (!(share > 0)) {
            return x;
        }
        g.setPaint(color);
        g.fill(new Rectangle2D.Double(x, y, share * width, LINE - 6));
        if (share > 0.08) {
            g.setPaint(ink);
            g.drawString(String.format(Locale.ROOT, "%.0f %%", 100 * share), (float) x + 6, (float) y + 15);
        }
        return x + share * width;
    }
}
