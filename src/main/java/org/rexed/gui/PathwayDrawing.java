package org.rexed.gui;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rexed.neuron.Population;

/**
 * Draws the long pathways of an anatomy: up from the cord to each nucleus, down from each class of the brainstem
 * through the dorsolateral funiculus to the laminae it reaches, and between nuclei. The width of a line
 * tells the firing rate.
 */
final class PathwayDrawing {
    private static final double HEAD = 7;
    private static final double BAR = 4.5;
    private final Graphics2D g;
    private final CircuitLayout at;
    private final Snapshot shown;
    private final Look look;

    PathwayDrawing(Graphics2D g, CircuitLayout at, Snapshot shown, Look look) {
        this.g = g;
        this.at = at;
        this.shown = shown;
        this.look = look;
    }

    void draw() {
        if (!at.rows.isEmpty() && !at.pathways.descending().isEmpty()) {
            tract();
        }
        at.pathways.ascending().forEach(this::ascend);
        int lane = 0;
        List<Population> senders = senders();
        for (Population sender : senders) {
            descend(sender, lane++, senders.size());
        }
        if (!senders.isEmpty()) {
            name();
        }
        at.pathways.links().forEach(this::link);
    }

    /** Descending groups from the top: the highest takes the lane nearest to the cord, so that their lines part. */
    private List<Population> senders() {
        List<Population> senders = new ArrayList<>();
        for (Population population : shown.circuit().populations()) {
            if (at.nucleusRows.containsKey(population.toString())
                    && at.pathways.descending().containsKey(population.name())) {
                senders.add(population);
            }
        }
        senders.sort(Comparator.comparingDouble(population -> at.nucleusRows.get(population.toString()).y));
        return senders;
    }

    private boolean cut() {
        return shown.now().funiculus() <= 0;
    }

    private void tract() {
        RoundRectangle2D outline = new RoundRectangle2D.Double(at.funiculus.x, at.funiculus.y, at.funiculus.width,
                at.funiculus.height, at.font, at.font);
        g.setColor(look.band());
        g.fill(outline);
        g.setStroke(new BasicStroke(cut() ? 1.6f : 1f));
        g.setColor(cut() ? PopulationStyle.VERMILLION : look.line());
        g.draw(outline);
    }

    private void name() {
        g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 1).deriveFont((float) at.font));
        String text = cut() ? "DLF cut" : "DLF";
        double w = g.getFontMetrics().stringWidth(text) + 10;
        double x = at.funiculus.getCenterX() - w / 2;
        double y = at.funiculus.getMaxY() - at.font * 1.7;
        RoundRectangle2D box = new RoundRectangle2D.Double(x, y, w, at.font * 1.5, at.font, at.font);
        g.setColor(look.canvas());
        g.fill(box);
        g.setStroke(new BasicStroke(1.2f));
        g.setColor(cut() ? PopulationStyle.VERMILLION : look.softInk());
        g.draw(box);
        g.drawString(text, (float) (x + 5), (float) (y + at.font * 1.1));
    }

    private void ascend(String region, Set<String> nuclei) {
        Rectangle2D.Double row = at.rows.get(region);
        if (row == null) {
            return;
        }
        double y = row.y + at.font * 0.6;
        g.setColor(PopulationStyle.PURPLE);
        for (String nucleus : nuclei) {
            Rectangle2D.Double box = at.nucleusBoxes.get(nucleus);
            if (box != null) {
                line(2f, at.cord.getMaxX(), y, at.ascent, y, at.ascent, box.y + at.font * 0.75, box.x - HEAD,
                        box.y + at.font * 0.75);
                head(g, box.x, box.y + at.font * 0.75, 1, 0);
            }
        }
    }

    private void descend(Population sender, int lane, int lanes) {
        Rectangle2D.Double from = at.nucleusRows.get(sender.toString());
        double x = at.funiculus.x + at.funiculus.width * (lane + 1) / (lanes + 1);
        double y = from.y + at.font * 0.6;
        float width = (float) (1.2 + Math.min(3, shown.now().rate_Hz(sender) / 7));
        Color color = PopulationStyle.of(sender.name()).color();
        Color shade = cut() ? Look.mix(color, look.canvas(), 0.7) : color;
        double highest = y;
        double lowest = y;
        List<Double> ends = new ArrayList<>();
        Map<String, Pathways.Effect> effects = at.pathways.descending().get(sender.name()).effects();
        for (Map.Entry<String, Rectangle2D.Double> row : at.rows.entrySet()) {
            if (effects.containsKey(row.getKey())) {
                double end = tap(row.getValue(), lane, lanes);
                highest = Math.min(highest, end);
                lowest = Math.max(lowest, end);
                ends.add(end);
            }
        }
        halo(width, at.nuclei.x, y, x, y);
        halo(width, x, highest, x, lowest);
        ends.forEach(end -> halo(width, x, end, at.cord.getMaxX() + HEAD, end));
        g.setColor(color);
        line(width, at.nuclei.x, y, x, y);
        g.setColor(shade);
        line(width, x, highest, x, lowest);
        for (Map.Entry<String, Rectangle2D.Double> row : at.rows.entrySet()) {
            Pathways.Effect effect = effects.get(row.getKey());
            if (effect != null) {
                double end = tap(row.getValue(), lane, lanes);
                double tip = at.cord.getMaxX() + 1;
                line(width, x, end, tip + (effect == Pathways.Effect.EXCITES ? HEAD - 1 : 1), end);
                tip(g, tip, end, -1, 0, effect);
            }
        }
    }

    /** Height at which a lane reaches a row, below the line that ascends from it. */
    private double tap(Rectangle2D.Double row, int lane, int lanes) {
        double top = row.y + Math.min(row.height * 0.3, Math.max(at.font * 1.6, row.height - lanes * at.font * 2));
        return top + (row.getMaxY() - top) * (lane + 0.5) / lanes;
    }

    private void link(Pathways.Link link) {
        Rectangle2D.Double from = at.nucleusBoxes.get(link.from());
        Rectangle2D.Double to = at.nucleusBoxes.get(link.to());
        boolean down = to.y > from.y;
        double x = from.getMaxX() - at.font * 2;
        double start = down ? from.getMaxY() : from.y;
        double end = down ? to.y : to.getMaxY();
        g.setColor(look.softInk());
        line(2f, x, start, x, end - (down ? 1 : -1) * (link.effect() == Pathways.Effect.EXCITES ? HEAD - 1 : 1));
        tip(g, x, end, 0, down ? 1 : -1, link.effect());
    }

    private void line(float width, double... xy) {
        g.setStroke(new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
        Path2D path = new Path2D.Double();
        path.moveTo(xy[0], xy[1]);
        for (int i = 2; i < xy.length; i += 2) {
            path.lineTo(xy[i], xy[i + 1]);
        }
        g.draw(path);
    }

    /** Clears the way of a line, so that lines below it seem to pass under. */
    private void halo(float width, double x0, double y0, double x1, double y1) {
        boolean inside = at.funiculus.contains(x0, y0) && at.funiculus.contains(x1, y1);
        g.setColor(inside ? look.band() : look.canvas());
        line(width + 2.4f, x0, y0, x1, y1);
    }

    /** The end of a pathway that points along (dx, dy): an arrow excites, a bar inhibits. */
    static void tip(Graphics2D g, double x, double y, double dx, double dy, Pathways.Effect effect) {
        if (effect == Pathways.Effect.EXCITES) {
            head(g, x, y, dx, dy);
        } else {
            g.setStroke(new BasicStroke(2.2f));
            g.draw(new Line2D.Double(x - dy * BAR, y - dx * BAR, x + dy * BAR, y + dx * BAR));
        }
    }

    static void head(Graphics2D g, double x, double y, double dx, double dy) {
        Path2D head = new Path2D.Double();
        head.moveTo(x, y);
        head.lineTo(x - dx * HEAD - dy * HEAD * 0.55, y - dy * HEAD - dx * HEAD * 0.55);
        head.lineTo(x - dx * HEAD + dy * HEAD * 0.55, y - dy * HEAD + dx * HEAD * 0.55);
        head.closePath();
        g.fill(head);
    }

    /** A small sample for the legend, in the present colour. */
    static void key(Graphics2D g, double x, double y, Pathways.Effect effect) {
        g.setStroke(new BasicStroke(2));
        g.draw(new Line2D.Double(x, y, x + 13, y));
        tip(g, x + (effect == Pathways.Effect.EXCITES ? 19 : 14), y, 1, 0, effect);
    }
}
