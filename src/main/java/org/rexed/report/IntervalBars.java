package org.rexed.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** Numbers with intervals, a panel for each thing that was measured and a row for each group. */
final class IntervalBars {
    private static final int WIDTH = 900;
    private static final int LABEL = 300;
    private static final int MARGIN = 14;
    private static final int ROW = 24;
    private static final int HEAD = 30;
    private static final int AXIS = 34;
    private static final Color BAR = new Color(0x9CC3E0);
    private static final Color MARK = new Color(0x0B3D66);

    private final List<Panel> panels;

    /** A panel; {@code zero} says whether its axis begins at 0 with bars from there. */
    record Panel(String title, boolean zero, List<Line> lines) {}

    /** A number with its interval; NaN where there is none. */
    record Line(String label, double mean, double low, double high) {}

    IntervalBars(List<Panel> panels) {
        this.panels = panels;
    }

    Figure figure(String name, String title, String caption) {
        return new Figure(name, title, caption, WIDTH, panels.stream().mapToInt(IntervalBars::height).sum(),
            this::paint);
    }

    private static int height(Panel panel) {
        return HEAD + ROW * panel.lines().size() + AXIS;
    }

    private void paint(Graphics2D g, Rectangle2D area) {
        double top = area.getY();
        for (Panel panel : panels) {
            paint(g, panel, area.getX() + MARGIN, top, area.getWidth() - MARGIN);
            top += height(panel);
        }
    }

    private static double[] range(Panel panel) {
        double low = panel.zero() ? 0 : Double.POSITIVE_INFINITY;
        double high = panel.zero() ? 0 : Double.NEGATIVE_INFINITY;
        for (Line line : panel.lines()) {
            for (double value : new double[] {line.mean(), line.low(), line.high()}) {
                low = Double.isFinite(value) ? Math.min(low, value) : low;
                high = Double.isFinite(value) ? Math.max(high, value) : high;
            }
        }
        if (!(low < high)) {
            return Double.isFinite(low) ? new double[] {low - 1, low + 1} : new double[] {0, 1};
        }
        double margin = 0.05 * (high - low);
        return new double[] {low == 0 ? 0 : low - margin, high == 0 ? 0 : high + margin};
    }

    private static void paint(Graphics2D g, Panel panel, double left, double top, double width) {
        g.setColor(ChartStyle.INK);
        g.setFont(ChartStyle.PANEL);
        g.drawString(panel.title(), (float) left, (float) (top + HEAD - 11));
        double[] range = range(panel);
        double from = left + LABEL;
        double scale = (width - LABEL - 20) / (range[1] - range[0]);
        double bottom = top + HEAD + (double) ROW * panel.lines().size();
        g.setFont(ChartStyle.TICK);
        for (double tick : Drawing.ticks(range[0], range[1], 6)) {
            double x = from + (tick - range[0]) * scale;
            g.setColor(tick == 0 ? ChartStyle.SOFT_INK : ChartStyle.GRID);
            g.setStroke(new BasicStroke(1));
            g.draw(new Line2D.Double(x, top + HEAD - 4, x, bottom));
            g.setColor(ChartStyle.INK);
            String text = Drawing.label(tick);
            g.drawString(text, (float) (x - g.getFontMetrics().stringWidth(text) / 2.0), (float) (bottom + 16));
        }
        for (int i = 0; i < panel.lines().size(); i++) {
            line(g, panel, panel.lines().get(i), from, top + HEAD + (i + 0.5) * ROW, range[0], scale);
        }
    }

    private static void line(Graphics2D g, Panel panel, Line line, double from, double y, double low, double scale) {
        g.setColor(ChartStyle.INK);
        String label = line.label();
        while (g.getFontMetrics().stringWidth(label) > LABEL - 14) {
            label = label.substring(0, label.length() - 2) + "\u2026";
        }
        g.drawString(label, (float) (from - 10 - g.getFontMetrics().stringWidth(label)), (float) (y + 4));
        if (!Double.isFinite(line.mean())) {
            g.setColor(ChartStyle.SOFT_INK);
            g.drawString("not determined", (float) from + 4, (float) (y + 4));
            return;
        }
        double x = from + (line.mean() - low) * scale;
        if (panel.zero()) {
            double zero = from - low * scale;
            g.setColor(BAR);
            g.fill(new Rectangle2D.Double(Math.min(zero, x), y - 7, Math.abs(x - zero), 14));
        }
        g.setColor(MARK);
        g.setStroke(new BasicStroke(1.8f));
        if (Double.isFinite(line.low()) && Double.isFinite(line.high())) {
            g.draw(new Line2D.Double(from + (line.low() - low) * scale, y, from + (line.high() - low) * scale, y));
        }
        g.fill(new Ellipse2D.Double(x - 3.5, y - 3.5, 7, 7));
    }
}
