package org.rexed.assay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.rexed.circuit.Anatomy;
import org.rexed.circuit.Circuit;
import org.rexed.circuit.Probe;
import org.rexed.circuit.Site;
import org.rexed.document.Fields;
import org.rexed.document.Problems;
import org.rexed.evidence.ParameterReader;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.ModulationPorts.Port;
import org.rexed.random.RandomKey;

/**
 * Area of the skin where a touch hurts more than it did before anything happened to the subject: hyperalgesia with a
 * pinprick, allodynia with a brush. The touch is given at points of lines that leave the site in all directions. A
 * point counts when it discharges the cells near it more than a criterion, which is what the same touch, with the same
 * draws, does in the same circuit with all modulation ports neutral, times a factor plus some spikes.
 *
 * <p>People are asked what the touch does beside the pain that is there anyway, so fibres that discharge without a
 * stimulus keep silent during both.
 *
 * <p>Each point stands for the piece of its ring that is nearer to it than to its neighbors, so the grid is polar;
 * points outside the skin map are not there. If a point that counts has no point beyond it on its line, the area may
 * go on, and the reading is censored.
 */
public final class HyperalgesiaArea implements Assay {
    private static final double MM2_PER_cm2 = 100;
    private final String name;
    private final String title;
    private final AppliedStimulus stimulus;
    private final Listening cells;
    private final int lines;
    private final List<Double> distances_mm;
    private final double settle_ms;
    private final Window response;
    private final double factor;
    private final double margin_spikes;

    private record Point(double x_mm, double y_mm) {}

    private HyperalgesiaArea(String name, Fields f, ParameterReader numbers) {
        this.name = name;
        title = f.text("title");
        stimulus = AppliedStimulus.read(f.map("stimulus"), numbers);
        cells = Listening.read(f, numbers);
        lines = Window.count(f, "lines", 3, numbers);
        distances_mm = numbers.values(f, "distances", "mm");
        checkGrid(f);
        settle_ms = Window.positiveOrZero(f, "settle", "ms", numbers);
        response = Window.read(f, "response", numbers);
        factor = Window.positive(f, "criterion-factor", "1", numbers);
        margin_spikes = Window.positiveOrZero(f, "criterion-spikes", "1", numbers);
        f.done();
    }

    private void checkGrid(Fields f) {
        if (f.isMap("distances") && distances_mm.size() < 2) {
            f.problem("distances", "distances: found " + distances_mm.size() + "; allowed 2 or more");
        }
        for (int i = 0; i < distances_mm.size(); i++) {
            if (distances_mm.get(i) <= (i == 0 ? 0 : distances_mm.get(i - 1))) {
                Fields series = f.map("distances");
                series.problem("values", i, "distances: must rise, the first above 0 mm; found "
                        + series.raw("values", i));
            }
        }
    }

    static HyperalgesiaArea read(String name, Fields f, ParameterReader numbers) {
        return new HyperalgesiaArea(name, f, numbers);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String unit() {
        return "cm2";
    }

    @Override
    public void check(Anatomy anatomy, Problems problems) {
        cells.check(anatomy, problems);
    }

    @Override
    public Reading measure(Circuit circuit, Site site, RandomKey chance, ProbeObserver observer) {
        double[] discharge_Hz = circuit.ports().ongoingDischarge_Hz;
        double[] kept_Hz = discharge_Hz.clone();
        Arrays.fill(discharge_Hz, Port.ONGOING_DISCHARGE.neutral());
        try {
            return mapped(circuit, site, chance, observer);
        } finally {
            System.arraycopy(kept_Hz, 0, discharge_Hz, 0, kept_Hz.length);
        }
    }

    private Reading mapped(Circuit circuit, Site site, RandomKey chance, ProbeObserver observer) {
        List<List<Point>> grid = grid(circuit.anatomy(), site);
        int[][] naive = naive(circuit, site, grid, chance);
        double area_mm2 = 0;
        boolean censored = false;
        for (int line = 0; line < lines; line++) {
            List<Point> points = grid.get(line);
            for (int ring = 0; ring < points.size(); ring++) {
                int spikes = touch(circuit, site, points.get(ring), chance.child(line).child(ring), observer);
                if (naive != null && spikes > factor * naive[line][ring] + margin_spikes) {
                    area_mm2 += piece_mm2(ring);
                    censored |= ring == points.size() - 1;
                }
            }
        }
        return new Reading(area_mm2 / MM2_PER_cm2, unit(), censored);
    }

    /** Points of each line as far as they lie on the skin map. */
    private List<List<Point>> grid(Anatomy anatomy, Site site) {
        double width_mm = anatomy.dermatomeWidth_mm() * anatomy.dermatomes().size();
        List<List<Point>> grid = new ArrayList<>();
        for (int line = 0; line < lines; line++) {
            double angle = 2 * StrictMath.PI * line / lines;
            List<Point> points = new ArrayList<>();
            for (double distance_mm : distances_mm) {
                double x_mm = site.x_mm() + distance_mm * StrictMath.cos(angle);
                double y_mm = site.y_mm() + distance_mm * StrictMath.sin(angle);
                if (x_mm < 0 || x_mm > width_mm || y_mm < 0 || y_mm > anatomy.dermatomeHeight_mm()) {
                    break;
                }
                points.add(new Point(x_mm, y_mm));
            }
            grid.add(points);
        }
        return grid;
    }

    /** What each point does with neutral ports, which are left as they were found; null if they are neutral anyway. */
    private int[][] naive(Circuit circuit, Site site, List<List<Point>> grid, RandomKey chance) {
        ModulationPorts ports = circuit.ports();
        Map<Port, double[]> kept = new EnumMap<>(Port.class);
        boolean neutral = true;
        for (Port port : Port.values()) {
            double[] column = ports.column(port);
            kept.put(port, column.clone());
            for (int i = 0; i < column.length && neutral; i++) {
                neutral = column[i] == port.neutral();
            }
        }
        if (neutral) {
            return null;
        }
        int[][] spikes = new int[lines][distances_mm.size()];
        ports.reset();
        try {
            for (int line = 0; line < lines; line++) {
                for (int ring = 0; ring < grid.get(line).size(); ring++) {
                    Point point = grid.get(line).get(ring);
                    spikes[line][ring] = touch(circuit, site, point, chance.child(line).child(ring), probe -> {});
                }
            }
        } finally {
            kept.forEach((port, column) -> System.arraycopy(column, 0, ports.column(port), 0, column.length));
        }
        return spikes;
    }

    /** Spikes that a touch evokes around its place. */
    private int touch(Circuit circuit, Site site, Point point, RandomKey chance, ProbeObserver observer) {
        Window window = response.after(settle_ms);
        Probe probe = new Probe(circuit, stimulus.at(point.x_mm(), point.y_mm(), settle_ms), chance);
        Criterion.run(circuit, probe, window.until_ms(), observer);
        return cells.at(circuit, site, point.x_mm(), point.y_mm()).spikes(window);
    }

    /** Area that a point of a ring stands for; the first ring reaches in to the site. */
    private double piece_mm2(int ring) {
        int last = distances_mm.size() - 1;
        double inner_mm = ring == 0 ? 0 : (distances_mm.get(ring - 1) + distances_mm.get(ring)) / 2;
        double outer_mm = ring < last
                ? (distances_mm.get(ring) + distances_mm.get(ring + 1)) / 2
                : distances_mm.get(last) + (distances_mm.get(last) - distances_mm.get(last - 1)) / 2;
        return StrictMath.PI * (outer_mm * outer_mm - inner_mm * inner_mm) / lines;
    }
}
