package org.rexed.gui;

import java.awt.Dimension;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.swing.JPanel;
import org.rexed.circuit.Circuit;
import org.rexed.neuron.Population;

/** Every spike of the present or last probe: a dot in the row of its neuron, rows grouped by class. */
final class RasterPanel extends JPanel {
    private static final long serialVersionUID = 1L;
    private static final double SHORTEST_ms = 1000;
    private transient FastClock.Raster raster;
    private transient Circuit circuit;

    /** Rows of one class of neurons. */
    private record Group(PopulationStyle style, int first, int count) {}

    RasterPanel() {
        setPreferredSize(new Dimension(300, 500));
        setName("raster");
        getAccessibleContext().setAccessibleName("Spikes of the last test");
    }

    void show(FastClock.Raster next, Circuit of) {
        raster = next;
        circuit = of;
        repaint();
    }

    /** Row of each neuron, and the groups of rows from top to bottom; classes keep together across dermatomes. */
    private static int[] rows(Circuit circuit, Map<String, Group> groups) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Population population : circuit.populations()) {
            counts.merge(population.name(), population.count(), Integer::sum);
        }
        Map<String, Integer> next = new LinkedHashMap<>();
        int row = 0;
        for (Map.Entry<String, Integer> each : counts.entrySet()) {
            groups.put(each.getKey(), new Group(PopulationStyle.of(each.getKey()), row, each.getValue()));
            next.put(each.getKey(), row);
            row += each.getValue();
        }
        int[] rows = new int[circuit.size()];
        for (Population population : circuit.populations()) {
            for (int i = population.first(); i < population.end(); i++) {
                rows[i] = next.merge(population.name(), 1, Integer::sum) - 1;
            }
        }
        return rows;
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        super.paintComponent(graphics);
        Graphics2D g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        Look look = Look.now();
        FontMetrics metrics = g.getFontMetrics();
        g.setColor(look.ink());
        if (raster == null || circuit == null) {
            g.drawString("No test yet: run to the next one (T)", 12, 2 * metrics.getHeight());
        } else {
            draw(g, look, metrics);
        }
        g.dispose();
    }

    private void draw(Graphics2D g, Look look, FontMetrics metrics) {
        Map<String, Group> groups = new LinkedHashMap<>();
        int[] rows = rows(circuit, groups);
        double top = metrics.getHeight() * 1.8;
        double bottom = getHeight() - metrics.getHeight() * 1.6;
        double left = 10;
        double right = getWidth() - 10.0;
        double end_ms = Math.max(SHORTEST_ms, raster.duration_ms());
        double rowHeight = (bottom - top) / rows.length;
        g.drawString(raster.title(), (float) left, metrics.getHeight());
        g.setColor(look.canvas());
        g.fill(new Rectangle2D.Double(left, top, right - left, bottom - top));
        double size = Math.max(1.6, Math.min(4, rowHeight * 2));
        PopulationStyle[] styles = new PopulationStyle[circuit.size()];
        for (Population population : circuit.populations()) {
            java.util.Arrays.fill(styles, population.first(), population.end(),
                    groups.get(population.name()).style());
        }
        for (int s = 0; s < raster.neuron().length; s++) {
            int neuron = raster.neuron()[s];
            g.setColor(styles[neuron].color());
            g.fill(new Rectangle2D.Double(left + (right - left) * raster.time_ms()[s] / end_ms,
                    top + rows[neuron] * rowHeight, size, size));
        }
        names(g, look, metrics, groups, rowHeight, new Rectangle2D.Double(left, top, right - left, bottom - top));
        g.setColor(look.softInk());
        g.drawString("0", (float) left, (float) (bottom + metrics.getHeight()));
        String end = String.format(Locale.ROOT, "%.2f s", end_ms / 1000);
        g.drawString(end, (float) (right - metrics.stringWidth(end)), (float) (bottom + metrics.getHeight()));
        String count = raster.neuron().length + " spikes";
        if (metrics.stringWidth(count) + 2 * metrics.stringWidth(end) > right - left - 20) {
            return;
        }
        g.drawString(count, (float) ((left + right - metrics.stringWidth(count)) / 2),
                (float) (bottom + metrics.getHeight()));
    }

    /** Names, those of large groups first, where they have room; on the background, so that dots do not disturb. */
    private static void names(Graphics2D g, Look look, FontMetrics metrics, Map<String, Group> groups,
            double rowHeight, Rectangle2D area) {
        List<Rectangle2D> taken = new ArrayList<>();
        List<Group> bySize = new ArrayList<>(groups.values());
        bySize.sort(Comparator.comparingInt(Group::count).reversed());
        g.setColor(look.line());
        for (Group group : bySize) {
            double y = area.getY() + group.first() * rowHeight;
            g.draw(new Line2D.Double(area.getX(), y, area.getMaxX(), y));
        }
        for (Group group : bySize) {
            double y = area.getY() + group.first() * rowHeight;
            String title = group.style().title();
            Rectangle2D place = new Rectangle2D.Double(area.getX() + 2, y + 1, metrics.stringWidth(title) + 6.0,
                    metrics.getHeight());
            if (place.getMaxY() <= area.getMaxY() && taken.stream().noneMatch(place::intersects)) {
                taken.add(place);
                g.setColor(Look.alpha(look.canvas(), 200));
                g.fill(place);
                g.setColor(Look.mix(group.style().color(), look.ink(), 0.45));
                g.drawString(title, (float) area.getX() + 5, (float) (y + metrics.getAscent() + 1));
            }
        }
    }
}
