package org.rexed.gui;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** Draws a neuron as a dot: pale when silent, full and with a halo when active, with a bright ring when it fires. */
final class Dots {
    private static final double FULL_Hz = 50;
    private static final Color FLASH = new Color(0xFFF35C);

    private Dots() {}

    static void draw(Graphics2D g, PopulationStyle.Shape form, double x, double y, double r, Color fill, Color edge) {
        Shape shape = shape(form, x, y, r);
        g.setColor(fill);
        g.fill(shape);
        g.setColor(Look.alpha(edge, 130));
        g.setStroke(new BasicStroke(0.8f));
        g.draw(shape);
    }

    static void neuron(Graphics2D g, PopulationStyle.Shape form, double x, double y, double r, Color color, Look look,
            double rate_Hz, double flash) {
        double activity = Math.min(1, StrictMath.log1p(rate_Hz) / StrictMath.log1p(FULL_Hz));
        if (activity > 0.35 || flash > 0.05) {
            double halo = r * (1.2 + 1.1 * Math.max(activity, flash));
            double opacity = flash > 0.05 ? 90 + 140 * flash : 70 * activity;
            g.setColor(Look.alpha(flash > 0.05 ? FLASH : color, (int) opacity));
            g.fill(new Ellipse2D.Double(x - halo, y - halo, 2 * halo, 2 * halo));
        }
        Color fill = Look.mix(Look.mix(look.canvas(), color, 0.28), color, activity);
        draw(g, form, x, y, r, flash > 0.05 ? Look.mix(color, look.dark() ? Color.WHITE : color, flash) : fill,
                flash > 0.05 ? look.ink() : Look.mix(color, look.ink(), 0.45));
    }

    private static Shape shape(PopulationStyle.Shape form, double x, double y, double r) {
        return switch (form) {
            case ROUND -> new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r);
            case SQUARE -> new Rectangle2D.Double(x - 0.9 * r, y - 0.9 * r, 1.8 * r, 1.8 * r);
            case DIAMOND -> polygon(x, y - 1.3 * r, x + 1.3 * r, y, x, y + 1.3 * r, x - 1.3 * r, y);
            case TRIANGLE -> polygon(x - 1.1 * r, y - 0.8 * r, x + 1.1 * r, y - 0.8 * r, x, y + 1.15 * r);
        };
    }

    private static Shape polygon(double... xy) {
        Path2D path = new Path2D.Double();
        path.moveTo(xy[0], xy[1]);
        for (int i = 2; i < xy.length; i += 2) {
            path.lineTo(xy[i], xy[i + 1]);
        }
        path.closePath();
        return path;
    }
}
