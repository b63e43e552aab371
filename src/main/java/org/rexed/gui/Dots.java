package org.rexed.gui;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** Draws a neuron as a dot: pale when silent, full and with a halo when active, with a bright ring when it fires. */
final class Dots {
    private static final double FULL_Hz = 50;
    private static final int SPREADING_ROUNDS = 80;
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

    /** A dead neuron: a grey cross. */
    static void dead(Graphics2D g, double x, double y, double r, Look look) {
        g.setColor(look.softInk());
        g.setStroke(new BasicStroke(Math.max(1.2f, (float) (0.35 * r))));
        g.draw(new Line2D.Double(x - r, y - r, x + r, y + r));
        g.draw(new Line2D.Double(x - r, y + r, x + r, y - r));
    }

    /** Moves points of a room apart until no two are nearer than a distance, or as far as the room allows. */
    static void spread(double[] x, double[] y, List<Integer> points, Rectangle2D room, double distance) {
        boolean crowded = true;
        for (int round = 0; round < SPREADING_ROUNDS && crowded; round++) {
            crowded = false;
            for (int a = 0; a < points.size(); a++) {
                for (int b = a + 1; b < points.size(); b++) {
                    crowded |= part(x, y, points.get(a), points.get(b), distance);
                }
            }
            for (int i : points) {
                x[i] = Math.max(room.getMinX(), Math.min(room.getMaxX(), x[i]));
                y[i] = Math.max(room.getMinY(), Math.min(room.getMaxY(), y[i]));
            }
        }
    }

    private static boolean part(double[] x, double[] y, int i, int j, double distance) {
        double dx = x[j] - x[i];
        double dy = y[j] - y[i];
        double square = dx * dx + dy * dy;
        if (square >= distance * distance) {
            return false;
        }
        double apart = Math.sqrt(square);
        double push = (distance - apart) / 2;
        double ux = apart > 0 ? dx / apart : 1;
        double uy = apart > 0 ? dy / apart : 0;
        x[i] -= push * ux;
        y[i] -= push * uy;
        x[j] += push * ux;
        y[j] += push * uy;
        return true;
    }

    private static Shape shape(PopulationStyle.Shape form, double x, double y, double r) {
        return switch (form) {
            case ROUND -> new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r);
            case SQUARE -> new Rectangle2D.Double(x - 0.9 * r, y - 0.9 * r, 1.8 * r, 1.8 * r);
            case DIAMOND -> polygon(x, y - 1.3 * r, x + 1.3 * r, y, x, y + 1.3 * r, x - 1.3 * r, y);
            case HEXAGON -> polygon(x - 1.1 * r, y, x - 0.55 * r, y - 0.95 * r, x + 0.55 * r, y - 0.95 * r,
                    x + 1.1 * r, y, x + 0.55 * r, y + 0.95 * r, x - 0.55 * r, y + 0.95 * r);
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
