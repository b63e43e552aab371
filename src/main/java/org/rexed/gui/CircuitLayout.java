package org.rexed.gui;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rexed.circuit.Circuit;
import org.rexed.neuron.Population;

/**
 * Where everything of a circuit lies on a canvas of a given size: the skin on top, laminae below it by dermatome,
 * nuclei of the brainstem at the right. A neuron lies in its dermatome where its receptive field lies on the skin.
 */
final class CircuitLayout {
    /** Rows of the cord from the surface down; regions not in the list follow. */
    private static final List<String> ROWS =
            List.of("skin", "lamina-I", "lamina-II", "lamina-III-IV", "lamina-V", "lamina-IX");

    private static final Map<String, Double> WEIGHTS = Map.of(
            "skin", 1.25, "lamina-I", 0.9, "lamina-II", 1.75, "lamina-III-IV", 0.5, "lamina-V", 1.0, "lamina-IX", 0.85);
    private static final double MARGIN = 10;

    final double width;
    final double height;
    final double font;
    final double dot;
    final Rectangle2D.Double cord;
    final Rectangle2D.Double gutter;
    final Rectangle2D.Double channel;
    final Rectangle2D.Double nuclei;
    final Rectangle2D.Double legend;
    final Map<String, Rectangle2D.Double> rows = new LinkedHashMap<>();
    final Map<String, Rectangle2D.Double> nucleusRows = new LinkedHashMap<>();
    final List<String> dermatomes;
    private final double[] x;
    private final double[] y;

    /** Lays a circuit out on a canvas; sizes in pixels. */
    CircuitLayout(Circuit circuit, double width, double height) {
        this.width = width;
        this.height = height;
        font = Math.max(11, Math.min(15, Math.min(width / 58, height / 50)));
        dot = Math.max(3.8, Math.min(6.5, Math.min(width / 180, height / 150)));
        dermatomes = circuit.anatomy().dermatomes();
        double gutterWidth = font * 12.4;
        double nucleiWidth = Math.max(font * 14.4, width * 0.2);
        double channelWidth = font * 6.4;
        double top = font * 2.4 + MARGIN;
        double bottom = height - MARGIN;
        gutter = new Rectangle2D.Double(MARGIN, top, gutterWidth, bottom - top);
        double cordX = MARGIN + gutterWidth;
        double cordWidth = width - cordX - channelWidth - nucleiWidth - MARGIN;
        cord = new Rectangle2D.Double(cordX, top, Math.max(60, cordWidth), bottom - top);
        channel = new Rectangle2D.Double(cord.getMaxX(), top, channelWidth, bottom - top);
        double half = (bottom - top) * 0.56;
        nuclei = new Rectangle2D.Double(channel.getMaxX(), top, nucleiWidth, half);
        double legendTop = nuclei.getMaxY() + font * 1.2;
        legend = new Rectangle2D.Double(channel.getMaxX(), legendTop, nucleiWidth, bottom - legendTop);
        layRows(circuit);
        x = new double[circuit.size()];
        y = new double[circuit.size()];
        for (Population population : circuit.populations()) {
            if (dermatomes.contains(population.group())) {
                placeInCord(circuit, population);
            }
        }
        placeInNuclei(circuit);
    }

    /** Name of a region or dermatome for people. */
    static String title(String region) {
        if (region.equals("rvm")) {
            return "RVM";
        }
        if (region.startsWith("lamina-")) {
            return "Lamina " + region.substring(7).replace('-', '\u2013');
        }
        return region.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + region.substring(1).replace('-', ' ');
    }

    private void layRows(Circuit circuit) {
        List<String> present = new ArrayList<>();
        for (String row : ROWS) {
            present.add(row);
        }
        for (Population population : circuit.populations()) {
            if (dermatomes.contains(population.group()) && !present.contains(population.region())) {
                present.add(population.region());
            }
        }
        double total = present.stream().mapToDouble(row -> WEIGHTS.getOrDefault(row, 0.9)).sum();
        double gap = 3;
        double nerve = font * 2.3;
        double unit = (cord.height - nerve - gap * (present.size() - 1)) / total;
        double at = cord.y;
        for (String row : present) {
            double rowHeight = unit * WEIGHTS.getOrDefault(row, 0.9);
            rows.put(row, new Rectangle2D.Double(cord.x, at, cord.width, rowHeight));
            at += rowHeight + (row.equals("skin") ? nerve : gap);
        }
    }

    /** The part of a row that belongs to a dermatome. */
    Rectangle2D.Double cell(String row, int dermatome) {
        Rectangle2D.Double whole = rows.get(row);
        double columnWidth = whole.width / dermatomes.size();
        return new Rectangle2D.Double(whole.x + dermatome * columnWidth + 1.5, whole.y, columnWidth - 3, whole.height);
    }

    private void placeInCord(Circuit circuit, Population population) {
        int dermatome = dermatomes.indexOf(population.group());
        Rectangle2D.Double cell = cell(population.region(), dermatome);
        double inset = dot * 1.9;
        for (int i = population.first(); i < population.end(); i++) {
            double across = circuit.x_mm(i) / circuit.anatomy().dermatomeWidth_mm() - dermatome;
            double along = circuit.y_mm(i) / circuit.anatomy().dermatomeHeight_mm();
            x[i] = cell.x + inset + across * (cell.width - 2 * inset);
            y[i] = cell.y + inset + along * (cell.height - 2 * inset);
        }
    }

    /** A place on the skin map on the canvas. */
    Point2D.Double skin(Circuit circuit, double x_mm, double y_mm) {
        int dermatome = Math.max(0, Math.min(dermatomes.size() - 1,
                (int) (x_mm / circuit.anatomy().dermatomeWidth_mm())));
        Rectangle2D.Double cell = cell("skin", dermatome);
        double inset = dot * 1.9;
        return new Point2D.Double(
                cell.x + inset + (x_mm / circuit.anatomy().dermatomeWidth_mm() - dermatome) * (cell.width - 2 * inset),
                cell.y + inset + y_mm / circuit.anatomy().dermatomeHeight_mm() * (cell.height - 2 * inset));
    }

    private void placeInNuclei(Circuit circuit) {
        List<Population> cells = circuit.populations().stream()
                .filter(population -> !dermatomes.contains(population.group()))
                .toList();
        double head = font * 4.2;
        double rowHeight = (nuclei.height - head) / Math.max(1, cells.size());
        double at = nuclei.y + head;
        for (Population population : cells) {
            Rectangle2D.Double row = new Rectangle2D.Double(nuclei.x + 6, at, nuclei.width - 12, rowHeight - 4);
            nucleusRows.put(population.name(), row);
            at += rowHeight;
            double left = row.x + dot * 1.6;
            double dotsTop = row.y + font * 1.55;
            double space = row.getMaxY() - dotsTop;
            double pitch = dot * 2.9;
            int perRow = Math.max(1, (int) ((row.width - 2 * dot) / pitch));
            int lines = (population.count() + perRow - 1) / perRow;
            double lead = Math.min(pitch, space / Math.max(1, lines));
            for (int i = 0; i < population.count(); i++) {
                x[population.first() + i] = left + i % perRow * pitch;
                y[population.first() + i] = dotsTop + dot + i / perRow * lead;
            }
        }
    }

    double x(int neuron) {
        return x[neuron];
    }

    double y(int neuron) {
        return y[neuron];
    }

    /** The neuron nearest to a point, at most a few pixels away; -1 if there is none. */
    int neuronAt(double px, double py) {
        double reach = dot + 4;
        double best = reach * reach;
        int nearest = -1;
        for (int i = 0; i < x.length; i++) {
            double distance = (x[i] - px) * (x[i] - px) + (y[i] - py) * (y[i] - py);
            if (distance < best) {
                best = distance;
                nearest = i;
            }
        }
        return nearest;
    }
}
