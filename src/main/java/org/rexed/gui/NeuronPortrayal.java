package org.rexed.gui;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.RoundRectangle2D;
import java.util.Locale;
import org.rexed.circuit.Circuit;
import org.rexed.neuron.Population;
import org.rexed.report.Regions;
import sim.portrayal.DrawInfo2D;
import sim.portrayal.FieldPortrayal2D;
import sim.portrayal.LocationWrapper;
import sim.portrayal.Portrayal;
import sim.util.Bag;

/** Draws every neuron straight from the columns of a snapshot; a hit returns the neuron's number as its location. */
final class NeuronPortrayal extends FieldPortrayal2D {
    private final Canvas canvas;

    NeuronPortrayal(Canvas canvas) {
        this.canvas = canvas;
    }

    @Override
    public Portrayal getDefaultPortrayal() {
        return null;
    }

    @Override
    public void draw(Object object, Graphics2D graphics, DrawInfo2D info) {
        Snapshot shown = canvas.shown();
        Circuit circuit = shown.circuit();
        if (circuit == null) {
            return;
        }
        CircuitLayout layout = canvas.layout(info.draw.width, info.draw.height);
        Look look = Look.now();
        Graphics2D g = (Graphics2D) graphics.create();
        g.translate(info.draw.x, info.draw.y);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        paint(g, layout, shown, look);
        Inspection inspected = shown.fast().inspected();
        if (inspected != null) {
            ring(g, layout, inspected.neuron(), look, 2.5f);
        }
        int hovered = canvas.hovered();
        if (hovered >= 0 && hovered < circuit.size()) {
            ring(g, layout, hovered, look, 1.5f);
            tag(g, layout, circuit, hovered, inspected != null && inspected.neuron() == hovered, look);
        }
        g.dispose();
    }

    /** Paints all neurons of one moment, and how strong the stimulus is. */
    static void paint(Graphics2D g, CircuitLayout layout, Snapshot shown, Look look) {
        for (Population population : shown.circuit().populations()) {
            PopulationStyle style = PopulationStyle.of(population.name());
            for (int i = population.first(); i < population.end(); i++) {
                if (shown.now().dead()[i]) {
                    Dots.dead(g, layout.x(i), layout.y(i), layout.dot, look);
                    continue;
                }
                Dots.neuron(g, style.shape(), layout.x(i), layout.y(i), layout.dot, style.color(), look,
                        shown.now().rate_Hz()[i], shown.fast().flash()[i]);
            }
        }
        FastClock.ProbeView probe = shown.fast().probe();
        if (probe != null && probe.stimulated() && !layout.rows.isEmpty()) {
            java.awt.geom.Point2D.Double spot = layout.skin(probe.x_mm(), probe.y_mm());
            label(g, layout, look, String.format(Locale.ROOT, "%.1f %s", probe.intensity(), probe.unit()), spot.x,
                    layout.rows.get(Regions.SKIN).getMaxY() + layout.font);
        }
    }

    private static void ring(Graphics2D g, CircuitLayout layout, int neuron, Look look, float width) {
        double r = layout.dot + 4;
        g.setColor(look.ink());
        g.setStroke(new BasicStroke(width));
        g.draw(new Ellipse2D.Double(layout.x(neuron) - r, layout.y(neuron) - r, 2 * r, 2 * r));
    }

    private static void tag(
            Graphics2D g, CircuitLayout layout, Circuit circuit, int neuron, boolean inspected, Look look) {
        String text = NeuronView.of(circuit, null, neuron) + (inspected ? "" : " \u2013 click to inspect");
        boolean top = layout.y(neuron) < layout.font * 3;
        label(g, layout, look, text, layout.x(neuron), layout.y(neuron) + layout.font * (top ? 2 : -1.6));
    }

    private static void label(Graphics2D g, CircuitLayout layout, Look look, String text, double middle, double y0) {
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, (int) Math.round(layout.font)));
        double w = g.getFontMetrics().stringWidth(text) + 12;
        double h = layout.font * 1.6;
        double x = Math.max(2, Math.min(layout.width - w - 2, middle - w / 2));
        double y = y0 - h / 2;
        RoundRectangle2D box = new RoundRectangle2D.Double(x, y, w, h, 8, 8);
        g.setColor(look.canvas());
        g.fill(box);
        g.setColor(look.softInk());
        g.setStroke(new BasicStroke(1));
        g.draw(box);
        g.setColor(look.ink());
        g.drawString(text, (float) (x + 6), (float) (y + layout.font * 1.15));
    }

    @Override
    public void hitObjects(DrawInfo2D range, Bag putInHere) {
        Snapshot shown = canvas.shown();
        if (shown.circuit() == null) {
            return;
        }
        CircuitLayout layout = canvas.layout(range.draw.width, range.draw.height);
        int neuron = layout.neuronAt(range.clip.getCenterX() - range.draw.x, range.clip.getCenterY() - range.draw.y);
        if (neuron >= 0) {
            NeuronView view = NeuronView.of(shown.circuit(), null, neuron);
            putInHere.add(new LocationWrapper(view, neuron, this));
        }
    }
}
