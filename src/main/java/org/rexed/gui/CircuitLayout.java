package org.rexed.gui;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rexed.circuit.Circuit;
import org.rexed.mechanism.DynorphinField;
import org.rexed.neuron.Population;
import org.rexed.report.Regions;

/**
 * Where everything of a circuit lies on a canvas of a given size: the skin on top, laminae below it by dermatome, long
 * pathways beside them, nuclei of the brainstem at the right. A neuron lies in its dermatome where its receptive field
 * lies on the skin, moved aside where it would cover another. Everything follows from the anatomy.
 */
final class CircuitLayout {
    private static final double MARGIN = 8;
    private static final double GAP = 3;
    private static final double LEAST_DOT = 1.7;
    private static final double LARGEST_DOT = 6;
    /** Share of a cell's area that its dots cover. */
    private static final double COVERED = 0.3;
    /** Room of a fibre on the skin against that of a cell in the cord. */
    private static final double SKIN_SHARE = 0.75;
    private static final double LEAST_FONT = 11;
    /** Lines of small text in the legend, effects of pathways aside. */
    private static final double LEGEND_LINES = 20.5;

    final double width;
    final double height;
    final double font;
    /** Size of the letters of names of classes and of the legend. */
    final double small;
    final double dot;
    final Rectangle2D.Double cord;
    final Rectangle2D.Double gutter;
    /** The dorsolateral funiculus, beside the laminae. */
    final Rectangle2D.Double funiculus;
    /** Where ascending axons turn to the nuclei. */
    final double ascent;
    final Rectangle2D.Double nuclei;
    final Rectangle2D.Double legend;
    final Map<String, Rectangle2D.Double> rows = new LinkedHashMap<>();
    final Map<String, Rectangle2D.Double> nucleusBoxes = new LinkedHashMap<>();
    /** Places of the classes in nuclei, by the name of their group in the circuit. */
    final Map<String, Rectangle2D.Double> nucleusRows = new LinkedHashMap<>();
    final List<String> dermatomes;
    final Pathways pathways;
    private final Circuit circuit;
    private final double[] x;
    private final double[] y;

    /** Lays a circuit out on a canvas; sizes in pixels. */
    CircuitLayout(Circuit circuit, double width, double height) {
        this.circuit = circuit;
        this.width = width;
        this.height = height;
        font = Math.max(LEAST_FONT, Math.min(15, Math.min(width / 62, height / 54)));
        small = Math.max(LEAST_FONT, font * 0.88);
        dermatomes = circuit.anatomy().dermatomes();
        pathways = new Pathways(circuit.anatomy());
        boolean hasCord = !dermatomes.isEmpty();
        double top = font * 2 + MARGIN;
        double bottom = height - MARGIN;
        double gutterWidth = hasCord ? small * 10.8 + font * 1.5 : 0;
        double nucleiWidth = Math.max(small * 13.2, width * 0.17);
        double lanes = Math.max(1, pathways.descending().size());
        double tract = font * (0.8 + 0.8 * lanes);
        double channelWidth = hasCord ? font * 3.6 + tract : MARGIN;
        gutter = new Rectangle2D.Double(MARGIN, top, gutterWidth, bottom - top);
        double cordX = MARGIN + gutterWidth;
        double cordWidth = Math.max(60, width - cordX - channelWidth - nucleiWidth - MARGIN);
        cord = new Rectangle2D.Double(cordX, top, hasCord ? cordWidth : 0, bottom - top);
        double legendX = width - MARGIN - nucleiWidth;
        double legendHeight = Math.min(font * (LEGEND_LINES + 1.35 * pathways.effects().size()), (bottom - top) * 0.48);
        legend = new Rectangle2D.Double(legendX, bottom - legendHeight, nucleiWidth, legendHeight);
        double nucleiX = hasCord ? legendX : MARGIN;
        double nucleiRight = hasCord ? width - MARGIN : legendX - MARGIN;
        double nucleiBottom = hasCord ? legend.y - font * 0.5 : bottom;
        nuclei = new Rectangle2D.Double(nucleiX, top, nucleiRight - nucleiX, nucleiBottom - top);
        layRows();
        dot = dot();
        double first = rows.keySet().stream().skip(1).findFirst().map(row -> rows.get(row).y).orElse(top);
        funiculus = new Rectangle2D.Double(
                cord.getMaxX() + font * 1.8, first + font * 1.2, tract, bottom - first - font * 1.2);
        ascent = funiculus.getMaxX() + font * 0.8;
        x = new double[circuit.size()];
        y = new double[circuit.size()];
        layNuclei();
        placeInCord();
    }

    /** Regions of the cord from the surface down, those of the dynorphin field included. */
    private List<String> cordRegions() {
        Set<String> present = new LinkedHashSet<>();
        if (!dermatomes.isEmpty()) {
            present.add(Regions.SKIN);
            present.addAll(DynorphinField.LAMINAE);
            inCord().forEach(population -> present.add(population.region()));
        }
        return Regions.ordered(present);
    }

    private List<Population> inCord() {
        return circuit.populations().stream().filter(p -> dermatomes.contains(p.group())).toList();
    }

    private List<Population> inNucleus(String nucleus) {
        return circuit.populations().stream()
                .filter(p -> p.region().equals(nucleus) && !dermatomes.contains(p.group()))
                .toList();
    }

    /** Neurons of a region in each dermatome. */
    private int cells(String region) {
        return inCord().stream().filter(p -> p.region().equals(region)).mapToInt(Population::count).sum()
                / Math.max(1, dermatomes.size());
    }

    /** Classes with cells in a region of the cord. */
    List<String> classes(String region) {
        return inCord().stream().filter(p -> p.region().equals(region)).map(Population::name).distinct().toList();
    }

    /** Rows are as high as they have neurons, but hold the names of their classes. */
    private void layRows() {
        List<String> present = cordRegions();
        double roots = font * 2;
        double free = cord.height - roots - GAP * Math.max(0, present.size() - 2);
        double[] least = new double[present.size()];
        double[] share = new double[present.size()];
        for (int r = 0; r < least.length; r++) {
            least[r] = font * (1.25 + 1.15 * Math.max(1, classes(present.get(r)).size())) + 3;
            share[r] = cells(present.get(r)) * (present.get(r).equals(Regions.SKIN) ? SKIN_SHARE : 1);
        }
        double[] heights = divide(free, least, share);
        double at = cord.y;
        for (int r = 0; r < heights.length; r++) {
            rows.put(present.get(r), new Rectangle2D.Double(cord.x, at, cord.width, heights[r]));
            at += heights[r] + (r == 0 ? roots : GAP);
        }
    }

    /**
     * Divides a length by shares, but gives nobody less than its least; squeezes all alike if even that is too much.
     */
    static double[] divide(double length, double[] least, double[] share) {
        double sum = 0;
        for (double l : least) {
            sum += l;
        }
        double[] parts = least.clone();
        if (sum >= length) {
            for (int i = 0; i < parts.length; i++) {
                parts[i] = least[i] * length / sum;
            }
            return parts;
        }
        double low = 0;
        double high = length;
        for (int round = 0; round < 60; round++) {
            double scale = (low + high) / 2;
            double total = 0;
            for (int i = 0; i < parts.length; i++) {
                parts[i] = Math.max(least[i], scale * share[i]);
                total += parts[i];
            }
            low = total > length ? low : scale;
            high = total > length ? scale : high;
        }
        return parts;
    }

    /** A dot small enough for the fullest cell. */
    private double dot() {
        double most = 0;
        for (String row : rows.keySet()) {
            Rectangle2D.Double cell = cell(row, 0);
            most = Math.max(most, cells(row) / (cell.width * cell.height));
        }
        if (dermatomes.isEmpty()) {
            most = circuit.size() / (nuclei.width * nuclei.height);
        }
        return Math.max(LEAST_DOT, Math.min(LARGEST_DOT, Math.sqrt(COVERED / Math.PI / Math.max(most, 1e-9))));
    }

    /** The part of a row that belongs to a dermatome. */
    Rectangle2D.Double cell(String row, int dermatome) {
        Rectangle2D.Double whole = rows.get(row);
        double columnWidth = whole.width / dermatomes.size();
        return new Rectangle2D.Double(whole.x + dermatome * columnWidth + 1.5, whole.y, columnWidth - 3, whole.height);
    }

    /** Where in a cell centres of dots may lie. */
    private Rectangle2D.Double inner(Rectangle2D.Double cell) {
        double inset = Math.min(dot * 1.4, Math.min(cell.width, cell.height) / 4);
        return new Rectangle2D.Double(
                cell.x + inset, cell.y + inset, cell.width - 2 * inset, cell.height - 2 * inset);
    }

    private void placeInCord() {
        for (String row : rows.keySet()) {
            for (int d = 0; d < dermatomes.size(); d++) {
                Rectangle2D.Double room = inner(cell(row, d));
                List<Integer> here = new ArrayList<>();
                for (Population p : inCord()) {
                    if (p.region().equals(row) && p.group().equals(dermatomes.get(d))) {
                        for (int i = p.first(); i < p.end(); i++) {
                            Point2D.Double at = within(room, d, circuit.x_mm(i), circuit.y_mm(i));
                            x[i] = at.x;
                            y[i] = at.y;
                            here.add(i);
                        }
                    }
                }
                Dots.spread(x, y, here, room, 2.3 * dot);
            }
        }
    }

    private Point2D.Double within(Rectangle2D.Double room, int dermatome, double x_mm, double y_mm) {
        double across = x_mm / circuit.anatomy().dermatomeWidth_mm() - dermatome;
        double along = y_mm / circuit.anatomy().dermatomeHeight_mm();
        return new Point2D.Double(room.x + across * room.width, room.y + along * room.height);
    }

    /** A place on the skin map on the canvas. */
    Point2D.Double skin(double x_mm, double y_mm) {
        int dermatome = Math.max(0, Math.min(dermatomes.size() - 1,
                (int) (x_mm / circuit.anatomy().dermatomeWidth_mm())));
        return within(inner(cell(Regions.SKIN, dermatome)), dermatome, x_mm, y_mm);
    }

    /** Pixels for a millimeter across dermatomes. */
    double pixelsPer_mm() {
        return cord.width / dermatomes.size() / circuit.anatomy().dermatomeWidth_mm();
    }

    /** A box for each nucleus, in it a row for each class: its name, and its neurons below in lines. */
    private void layNuclei() {
        List<String> names = pathways.nuclei();
        List<Population> all = names.stream().flatMap(n -> inNucleus(n).stream()).toList();
        int gaps = Math.max(0, names.size() - 1);
        double needed = names.size() * font * 1.5 + gaps * font * 1.1 + all.size() * (font * 1.35 + 3.2 * dot);
        double squeeze = Math.min(1, nuclei.height / needed);
        double head = font * 1.5 * squeeze;
        double gap = font * 1.1 * squeeze;
        double label = (font * 1.35 + dot * 0.8) * squeeze;
        double[] least = new double[all.size()];
        double[] wish = new double[all.size()];
        double wished = 0;
        double pitch = 2.9 * dot;
        for (int i = 0; i < least.length; i++) {
            double perLine = Math.max(1, Math.floor((nuclei.width - 14) / pitch));
            wish[i] = label + Math.ceil(all.get(i).count() / perLine) * pitch + font * 0.5;
            least[i] = Math.min(wish[i], label + 2.4 * dot * squeeze);
            wished += wish[i];
        }
        double free = nuclei.height - names.size() * head - gap * gaps;
        double[] heights = wished <= free ? wish : divide(free, least, wish);
        double at = nuclei.y;
        int next = 0;
        for (String name : names) {
            double boxTop = at;
            at += head;
            for (Population population : inNucleus(name)) {
                Rectangle2D.Double row = new Rectangle2D.Double(nuclei.x + 7, at, nuclei.width - 14, heights[next]);
                nucleusRows.put(population.toString(), row);
                lines(population, new Rectangle2D.Double(row.x, row.y + label, row.width, row.height - label));
                at += heights[next++];
            }
            nucleusBoxes.put(name, new Rectangle2D.Double(nuclei.x, boxTop, nuclei.width, at - boxTop));
            at += gap;
        }
    }

    private void lines(Population population, Rectangle2D.Double room) {
        double pitch = Math.min(2.9 * dot, Math.sqrt(room.width * Math.max(1, room.height) / population.count()));
        int perLine = Math.max(1, (int) ((room.width - 2 * dot) / pitch) + 1);
        int lines = (population.count() + perLine - 1) / perLine;
        double lead = Math.min(pitch, Math.max(0, room.height - 2 * dot) / Math.max(1, lines - 1));
        for (int i = 0; i < population.count(); i++) {
            x[population.first() + i] = room.x + dot + i % perLine * pitch;
            y[population.first() + i] = room.y + dot + i / perLine * lead;
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
