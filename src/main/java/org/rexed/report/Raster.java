package org.rexed.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;

/**
 * Spikes of the neurons of one subject in its first and last recorded probe, side by side: one line of ticks for each
 * neuron, neurons gathered by population in the order of their numbers, and below the spikes of all in each bin.
 */
final class Raster {
    private static final int TOP = 26;
    private static final int BOTTOM = 46;
    private static final int RATE_HEIGHT = 70;
    private static final int GAP = 12;
    private static final int COUNT_WIDTH = 44;
    private static final int LEAST_BLOCK = 13;
    private static final int BINS = 100;

    private final TimeScale scale;
    private final List<Block> blocks;
    private final List<Panel> panels;
    private final double step_ms;
    private final double end_ms;
    private final int labelWidth;

    /** A population and the span of neuron numbers seen in it, with its place from the top. */
    record Block(String population, int first, int last, double top, double height) {
        int size() {
            return last - first + 1;
        }
    }

    /** One probe. */
    record Panel(String probe, double time_min, List<Tables.Spike> spikes) {}

    /** Lays out the spikes of one arm; there must be some. */
    Raster(List<Tables.Spike> spikes, TimeScale scale) {
        this.scale = scale;
        blocks = blocks(spikes);
        panels = panels(spikes);
        double last_ms = Math.max(1, spikes.stream().mapToDouble(Tables.Spike::spike_ms).max().orElseThrow());
        step_ms = ((NumberTickUnit) NumberAxis.createIntegerTickUnits(Locale.ROOT).getCeilingTickUnit(last_ms / 5))
                .getSize();
        end_ms = Math.ceil(last_ms / step_ms * 5) / 5 * step_ms;
        labelWidth = 24 + Math.min(170, 7 * blocks.stream().mapToInt(b -> b.population.length()).max().orElse(0));
    }

    List<Block> blocks() {
        return blocks;
    }

    List<Panel> panels() {
        return panels;
    }

    int height() {
        return (TOP + rasterHeight() + GAP + RATE_HEIGHT + BOTTOM) * rows();
    }

    private int rows() {
        return (int) panels.stream().map(Panel::probe).distinct().count();
    }

    private int rasterHeight() {
        Block last = blocks.get(blocks.size() - 1);
        return (int) Math.ceil(last.top + last.height);
    }

    private static List<Block> blocks(List<Tables.Spike> spikes) {
        Map<String, int[]> spans = new LinkedHashMap<>();
        for (Tables.Spike spike : spikes) {
            int[] span = spans.computeIfAbsent(
                    spike.population(), p -> new int[] {spike.neuron(), spike.neuron()});
            span[0] = Math.min(span[0], spike.neuron());
            span[1] = Math.max(span[1], spike.neuron());
        }
        int neurons = spans.values().stream().mapToInt(span -> span[1] - span[0] + 1).sum();
        double perNeuron = Math.min(3, 420.0 / neurons);
        List<Map.Entry<String, int[]>> ordered = new ArrayList<>(spans.entrySet());
        ordered.sort(Comparator.comparingInt(entry -> entry.getValue()[0]));
        List<Block> blocks = new ArrayList<>();
        double top = 0;
        for (Map.Entry<String, int[]> entry : ordered) {
            int[] span = entry.getValue();
            double height = Math.max(LEAST_BLOCK, perNeuron * (span[1] - span[0] + 1));
            blocks.add(new Block(entry.getKey(), span[0], span[1], top, height));
            top += height;
        }
        return blocks;
    }

    /** The first and the last time of every probe; one panel if there is only one time. */
    private static List<Panel> panels(List<Tables.Spike> spikes) {
        Map<String, TreeSet<Double>> times = new LinkedHashMap<>();
        spikes.forEach(s -> times.computeIfAbsent(s.probe(), p -> new TreeSet<>()).add(s.time_min()));
        List<Panel> panels = new ArrayList<>();
        times.forEach((probe, own) -> {
            for (double time : new TreeSet<>(List.of(own.first(), own.last()))) {
                panels.add(new Panel(probe, time, spikes.stream()
                        .filter(s -> s.probe().equals(probe) && s.time_min() == time).toList()));
            }
        });
        return panels;
    }

    void paint(Graphics2D g, Rectangle2D area) {
        double width = (area.getWidth() - labelWidth - 8) / 2 - COUNT_WIDTH;
        int mostInBin = panels.stream().mapToInt(p -> java.util.Arrays.stream(bins(p)).max().orElse(0)).max().orElse(1);
        int row = 0;
        int column = 0;
        for (int i = 0; i < panels.size(); i++) {
            Panel panel = panels.get(i);
            if (i > 0) {
                boolean sameProbe = panel.probe.equals(panels.get(i - 1).probe);
                row += sameProbe ? 0 : 1;
                column = sameProbe ? 1 : 0;
            }
            double x = area.getX() + labelWidth + column * (width + COUNT_WIDTH);
            double y = area.getY() + TOP + row * (double) (TOP + rasterHeight() + GAP + RATE_HEIGHT + BOTTOM);
            panel(g, panel, new Rectangle2D.Double(x, y, width, rasterHeight()), column == 0);
            rate(g, panel, new Rectangle2D.Double(x, y + rasterHeight() + GAP, width, RATE_HEIGHT), mostInBin,
                    column == 0);
        }
    }

    private void panel(Graphics2D g, Panel panel, Rectangle2D area, boolean labelled) {
        g.setFont(ChartStyle.PANEL);
        g.setPaint(ChartStyle.INK);
        g.drawString(panel.probe + ", " + (scale == TimeScale.DAYS ? "day " + Numbers.plain(
                scale.of_min(panel.time_min), 2) : scale.words(panel.time_min)), (float) area.getX(),
                (float) area.getY() - 8);
        g.setFont(ChartStyle.SMALL);
        for (int b = 0; b < blocks.size(); b++) {
            Block block = blocks.get(b);
            double top = area.getY() + block.top;
            g.setPaint(b % 2 == 0 ? new Color(0xF3F3F3) : Color.WHITE);
            g.fill(new Rectangle2D.Double(area.getX(), top, area.getWidth(), block.height));
            float middle = (float) (top + block.height / 2 + 4);
            g.setPaint(ChartStyle.INK);
            if (labelled) {
                int wide = g.getFontMetrics().stringWidth(block.population);
                g.drawString(block.population, (float) area.getX() - 6 - wide, middle);
            }
            long count = panel.spikes.stream().filter(s -> s.population().equals(block.population)).count();
            g.setPaint(ChartStyle.SOFT_INK);
            g.drawString(Long.toString(count), (float) area.getMaxX() + 4, middle);
            g.setPaint(Color.BLACK);
            g.setStroke(new BasicStroke(1.1f));
            g.draw(ticks(panel, block, area));
        }
        frame(g, area);
    }

    private Path2D ticks(Panel panel, Block block, Rectangle2D area) {
        double row = block.height / block.size();
        double half = Math.max(0.9, 0.4 * Math.min(row, 4));
        Path2D path = new Path2D.Double();
        for (Tables.Spike spike : panel.spikes) {
            if (spike.population().equals(block.population)) {
                double x = area.getX() + area.getWidth() * spike.spike_ms() / end_ms;
                double y = area.getY() + block.top + row * (spike.neuron() - block.first + 0.5);
                path.moveTo(x, y - half);
                path.lineTo(x, y + half);
            }
        }
        return path;
    }

    private void rate(Graphics2D g, Panel panel, Rectangle2D area, int most, boolean labelled) {
        int[] bins = bins(panel);
        double wide = area.getWidth() / BINS;
        Path2D path = new Path2D.Double();
        path.moveTo(area.getX(), area.getMaxY());
        for (int bin = 0; bin < BINS; bin++) {
            double y = area.getMaxY() - area.getHeight() * 0.95 * bins[bin] / Math.max(1, most);
            path.lineTo(area.getX() + wide * bin, y);
            path.lineTo(area.getX() + wide * (bin + 1), y);
        }
        path.lineTo(area.getMaxX(), area.getMaxY());
        path.closePath();
        g.setPaint(new Color(0x7A7A7A));
        g.fill(path);
        frame(g, area);
        timeAxis(g, area);
        if (labelled) {
            g.setFont(ChartStyle.SMALL);
            g.setPaint(ChartStyle.INK);
            String top = "spikes per " + Numbers.brief(end_ms / BINS) + " ms";
            g.drawString(top, (float) area.getX() - 6 - g.getFontMetrics().stringWidth(top), (float) area.getY() + 14);
            String peak = "0 to " + Numbers.plain(most / 0.95, 0);
            g.drawString(peak, (float) area.getX() - 6 - g.getFontMetrics().stringWidth(peak),
                    (float) area.getY() + 30);
        }
    }

    private int[] bins(Panel panel) {
        int[] bins = new int[BINS];
        for (Tables.Spike spike : panel.spikes) {
            bins[Math.max(0, Math.min(BINS - 1, (int) (spike.spike_ms() / end_ms * BINS)))]++;
        }
        return bins;
    }

    private void timeAxis(Graphics2D g, Rectangle2D area) {
        g.setFont(ChartStyle.TICK);
        g.setPaint(ChartStyle.INK);
        g.setStroke(new BasicStroke(0.8f));
        for (double ms = 0; ms <= end_ms; ms += step_ms) {
            double x = area.getX() + area.getWidth() * ms / end_ms;
            g.draw(new Line2D.Double(x, area.getMaxY(), x, area.getMaxY() + 4));
            String label = Numbers.plain(ms, 1);
            g.drawString(label, (float) (x - g.getFontMetrics().stringWidth(label) / 2.0),
                    (float) area.getMaxY() + 17);
        }
        g.setFont(ChartStyle.LABEL);
        String label = "Time in probe (ms)";
        g.drawString(label, (float) (area.getCenterX() - g.getFontMetrics().stringWidth(label) / 2.0),
                (float) area.getMaxY() + 34);
    }

    private static void frame(Graphics2D g, Rectangle2D area) {
        g.setPaint(new Color(0x999999));
        g.setStroke(new BasicStroke(0.8f));
        g.draw(area);
    }
}
