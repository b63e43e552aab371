package org.rexed.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.BasicStroke;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** What each group contributes in each subject, stacked: upwards what adds to the effect, downwards what lessens it. */
final class SubjectShares {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 300;
    private static final int LEFT = 60;
    private static final int LEGEND = 24;
    private static final int AXIS = 40;

    private final List<String> groups;
    private final double[][] contributions;
    private final Palette palette;

    /** Contributions of each group in each subject. */
    SubjectShares(List<String> groups, double[][] contributions) {
        this.groups = groups;
        this.contributions = contributions;
        palette = Palette.of(groups, "");
    }

    Figure figure(String name, String title, String caption) {
        return new Figure(name, title, caption, WIDTH, HEIGHT + LEGEND + AXIS, this::paint);
    }

    private void paint(Graphics2D g, Rectangle2D area) {
        int subjects = contributions[0].length;
        double high = 0;
        double low = 0;
        for (int s = 0; s < subjects; s++) {
            double up = 0;
            double down = 0;
            for (double[] group : contributions) {
                up += Math.max(0, group[s]);
                down += Math.min(0, group[s]);
            }
            high = Math.max(high, up);
            low = Math.min(low, down);
        }
        double scale = HEIGHT / Math.max(1e-12, 1.05 * (high - low));
        double zero = area.getY() + LEGEND + 1.05 * high * scale;
        double left = area.getX() + LEFT;
        g.setFont(ChartStyle.TICK);
        for (double tick : Drawing.ticks(1.05 * low, 1.05 * high, 6)) {
            double y = zero - tick * scale;
            g.setColor(tick == 0 ? ChartStyle.SOFT_INK : ChartStyle.GRID);
            g.setStroke(new BasicStroke(1));
            g.draw(new Line2D.Double(left, y, area.getMaxX() - 10, y));
            g.setColor(ChartStyle.INK);
            String text = Drawing.label(tick);
            g.drawString(text, (float) (left - 8 - g.getFontMetrics().stringWidth(text)), (float) (y + 4));
        }
        double step = (area.getMaxX() - 10 - left) / subjects;
        for (int s = 0; s < subjects; s++) {
            stack(g, s, left + s * step, step, zero, scale);
        }
        g.setColor(ChartStyle.INK);
        g.drawString("subject", (float) (left + (area.getMaxX() - left) / 2 - 20), (float) (area.getMaxY() - 6));
        legend(g, left, area.getY());
    }

    private void stack(Graphics2D g, int subject, double left, double step, double zero, double scale) {
        double up = zero;
        double down = zero;
        for (int i = 0; i < groups.size(); i++) {
            double height = Math.abs(contributions[i][subject]) * scale;
            if (!Double.isFinite(height)) {
                continue;
            }
            boolean adds = contributions[i][subject] > 0;
            up -= adds ? height : 0;
            g.setColor(color(i));
            Rectangle2D bar = new Rectangle2D.Double(left + 0.12 * step, adds ? up : down, 0.76 * step, height);
            g.fill(bar);
            g.setColor(Color.WHITE);
            g.draw(bar);
            down += adds ? 0 : height;
        }
        if (step > 18) {
            g.setColor(ChartStyle.SOFT_INK);
            String text = Integer.toString(subject);
            g.drawString(text, (float) (left + step / 2 - g.getFontMetrics().stringWidth(text) / 2.0),
                (float) (zero - zero % 1 + (down - zero) + 14));
        }
    }

    private Color color(int group) {
        return palette.style(groups.get(group)).color();
    }

    private void legend(Graphics2D g, double left, double top) {
        double x = left;
        for (int i = 0; i < groups.size(); i++) {
            g.setColor(color(i));
            g.fill(new Rectangle2D.Double(x, top + 3, 12, 12));
            g.setColor(ChartStyle.INK);
            g.drawString(groups.get(i), (float) x + 17, (float) (top + 14));
            x += 34 + g.getFontMetrics().stringWidth(groups.get(i));
        }
    }
}
