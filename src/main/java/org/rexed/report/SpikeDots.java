package org.rexed.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rexed.report.ProbeRows.Spike;

/**
 * Spikes of one circuit in one trial: a line for each neuron that fired, classes below one another in anatomical order,
 * with the stimulus on top and the moment of withdrawal.
 */
final class SpikeDots {
    private static final int LABEL = 190;
    private static final int COUNT = 52;
    private static final double GAP = 5;
    private static final double LEAST_BLOCK = 16;
    private static final double ALL_LINES = 640;
    private static final Color WITHDRAWAL = new Color(0xD55E00);
    private final List<Spike> spikes;
    private final TimeRuler ruler;
    private final StimulusCourse stimulus;
    private final double withdrawal_s;
    private final Map<String, TreeMap<Integer, Integer>> lines = new LinkedHashMap<>();

    /**
     * Lays out spikes.
     *
     * @param classes all recorded classes in anatomical order; those without a spike keep an empty line
     * @param stimulus what was given; null if nothing was
     * @param withdrawal_s when the limb was withdrawn; NaN if it was not
     */
    SpikeDots(List<Spike> spikes, List<String> classes, TimeRuler ruler, StimulusCourse stimulus,
            double withdrawal_s) {
        this.spikes = spikes;
        this.ruler = ruler;
        this.stimulus = stimulus;
        this.withdrawal_s = withdrawal_s;
        classes.forEach(name -> lines.put(name, new TreeMap<>()));
        for (Spike spike : spikes) {
            lines.computeIfAbsent(spike.population(), p -> new TreeMap<>()).putIfAbsent(spike.neuron(), 0);
        }
        lines.values().forEach(neurons -> {
            int place = 0;
            for (Map.Entry<Integer, Integer> neuron : neurons.entrySet()) {
                neuron.setValue(place++);
            }
        });
    }

    /** Classes from top to bottom. */
    List<String> classes() {
        return new ArrayList<>(lines.keySet());
    }

    private double line() {
        int neurons = lines.values().stream().mapToInt(Map::size).sum();
        return Math.max(0.7, Math.min(5, ALL_LINES / Math.max(1, neurons)));
    }

    private double height(Map<Integer, Integer> neurons) {
        return Math.max(LEAST_BLOCK, neurons.size() * line());
    }

    private int strip() {
        return stimulus == null ? 0 : TimeRuler.STRIP_HEIGHT;
    }

    private double rows() {
        return lines.values().stream().mapToDouble(n -> height(n) + GAP).sum();
    }

    int height() {
        return (int) Math.ceil(rows()) + strip() + TimeRuler.AXIS_HEIGHT + 4;
    }

    void paint(Graphics2D g, Rectangle2D area) {
        Rectangle2D data = new Rectangle2D.Double(area.getX() + LABEL, area.getY() + strip(),
                area.getWidth() - LABEL - COUNT - 10, rows());
        if (stimulus != null) {
            ruler.ground(g, data, stimulus);
            ruler.stimulus(g, new Rectangle2D.Double(data.getX(), area.getY(), data.getWidth(), strip()), stimulus);
        }
        Map<String, Double> top = new LinkedHashMap<>();
        double y = data.getY();
        for (Map.Entry<String, TreeMap<Integer, Integer>> block : lines.entrySet()) {
            double height = height(block.getValue());
            top.put(block.getKey(), y);
            g.setPaint(ChartStyle.INK);
            g.setFont(ChartStyle.TICK);
            TimeRuler.rightOf(g, block.getKey(), data.getX() - 8, y + height / 2 + 4);
            g.setPaint(ChartStyle.SOFT_INK);
            g.setFont(ChartStyle.SMALL);
            long count = spikes.stream().filter(s -> s.population().equals(block.getKey())).count();
            g.drawString(block.getValue().size() + " / " + count, (float) data.getMaxX() + 6,
                    (float) (y + height / 2 + 4));
            y += height + GAP;
            g.setPaint(ChartStyle.GRID);
            g.setStroke(new BasicStroke(0.8f));
            g.draw(new Line2D.Double(data.getX(), y - GAP / 2, data.getMaxX(), y - GAP / 2));
        }
        if (Double.isFinite(withdrawal_s) && ruler.shows(withdrawal_s)) {
            double x = ruler.x(withdrawal_s, data);
            g.setPaint(WITHDRAWAL);
            g.setStroke(new BasicStroke(1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {4, 3}, 0));
            g.draw(new Line2D.Double(x, area.getY(), x, data.getMaxY()));
        }
        g.setPaint(Color.BLACK);
        double tick = Math.max(1, line() * 0.9);
        for (Spike spike : spikes) {
            double at = top.get(spike.population()) + lines.get(spike.population()).get(spike.neuron()) * line();
            g.fill(new Rectangle2D.Double(ruler.x(spike.time_s(), data) - 0.5, at, 1, tick));
        }
        ruler.axis(g, data);
    }
}
