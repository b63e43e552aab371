package org.rexed.report;

import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.ui.RectangleEdge;

/** Spikes of one circuit under one condition: a line for each neuron, classes below one another. */
final class SpikeDots {
    private static final int LABEL = 190;
    private static final int BOTTOM = 44;
    private static final double GAP = 5;
    private static final double LEAST_BLOCK = 16;
    private final String title;
    private final List<Spike> spikes;
    private final Map<String, TreeMap<Integer, Integer>> lines = new LinkedHashMap<>();

    /** A spike; time in seconds from the stimulus. */
    record Spike(String condition, String level, String seed, int neuron, String population, double time_s) {}

    private SpikeDots(String title, List<Spike> spikes) {
        this.title = title;
        this.spikes = spikes;
        for (Spike spike : spikes) {
            lines.computeIfAbsent(spike.population, p -> new TreeMap<>()).putIfAbsent(spike.neuron, 0);
        }
        lines.values().forEach(neurons -> {
            int place = 0;
            for (Map.Entry<Integer, Integer> neuron : neurons.entrySet()) {
                neuron.setValue(place++);
            }
        });
    }

    /** The first circuit of the first condition at its last level. */
    static SpikeDots of(List<Spike> all) {
        Spike first = all.get(0);
        List<Spike> condition = all.stream().filter(s -> s.condition.equals(first.condition)).toList();
        String level = condition.get(condition.size() - 1).level;
        List<Spike> shown = condition.stream().filter(s -> s.level.equals(level)).toList();
        String seed = shown.get(0).seed;
        return new SpikeDots("Spikes of circuit " + seed + ", " + first.condition
                + (level.isEmpty() ? "" : ", " + level), shown.stream().filter(s -> s.seed.equals(seed)).toList());
    }

    String title() {
        return title;
    }

    private double line() {
        int neurons = lines.values().stream().mapToInt(Map::size).sum();
        return Math.max(0.7, Math.min(5, 700.0 / neurons));
    }

    private double height(Map<Integer, Integer> neurons) {
        return Math.max(LEAST_BLOCK, neurons.size() * line());
    }

    int height() {
        return (int) lines.values().stream().mapToDouble(n -> height(n) + GAP).sum() + BOTTOM;
    }

    void paint(Graphics2D g, Rectangle2D area) {
        double from = spikes.stream().mapToDouble(Spike::time_s).min().orElse(0);
        double to = spikes.stream().mapToDouble(Spike::time_s).max().orElse(1);
        NumberAxis axis = ChartStyle.valueAxis("Time from stimulus, s");
        axis.setRange(from - 0.01 * (to - from), to + 0.01 * (to - from) + 1e-6);
        Rectangle2D.Double data = new Rectangle2D.Double(
                area.getX() + LABEL, area.getY(), area.getWidth() - LABEL - 14, area.getHeight() - BOTTOM);
        Map<String, Double> top = new LinkedHashMap<>();
        double y = data.y;
        g.setFont(ChartStyle.SMALL);
        for (Map.Entry<String, TreeMap<Integer, Integer>> block : lines.entrySet()) {
            top.put(block.getKey(), y);
            g.setPaint(ChartStyle.INK);
            g.drawString(block.getKey(), (float) area.getX() + 8, (float) (y + 12));
            y += height(block.getValue()) + GAP;
            g.setPaint(ChartStyle.GRID);
            g.draw(new Line2D.Double(data.x, y - GAP / 2, data.getMaxX(), y - GAP / 2));
        }
        g.setPaint(ChartStyle.INK);
        double tick = Math.max(1, line() * 0.9);
        for (Spike spike : spikes) {
            double x = axis.valueToJava2D(spike.time_s, data, RectangleEdge.BOTTOM);
            double at = top.get(spike.population) + lines.get(spike.population).get(spike.neuron) * line();
            g.fill(new Rectangle2D.Double(x, at, 1, tick));
        }
        axis.draw(g, data.getMaxY(), area, data, RectangleEdge.BOTTOM, null);
    }
}
