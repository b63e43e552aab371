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
 * Area of the skin where a touch hurts more than outside: hyperalgesia with a pinprick, allodynia with a brush. The
 * touch is given at points of lines that leave the site in all directions. A point counts when it discharges the cells
 * near it more than a criterion, which is what the same touch, with the same draws, does in the same circuit with all
 * modulation ports neutral, times a factor plus some spikes. People find the border by comparing with skin outside
 * (LaMotte et al. 1991), which a drug makes less sensitive too: if touches at control points around the site do less
 * than with neutral ports, the criterion falls as much.
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
    private final double control_mm;

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
        control_mm = Window.positive(f, "control-distance", "mm", numbers);
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
        List<List<Point>> grid = grid(circuit.anatomy(), site, distances_mm);
        List<List<Point>> control = grid(circuit.anatomy(), site, List.of(control_mm));
        RandomKey controlChance = chance.child("control");
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
        int[][] spikes = touched(circuit, site, grid, chance, observer);
        double outside = sum(touched(circuit, site, control, controlChance, observer));
        if (neutral) {
            return new Reading(0, unit(), false);
        }
        ports.reset();
        int[][] naive;
        double outsideNaive;
        try {
            naive = touched(circuit, site, grid, chance, probe -> {});
            outsideNaive = sum(touched(circuit, site, control, controlChance, probe -> {}));
        } finally {
            kept.forEach((port, column) -> System.arraycopy(column, 0, ports.column(port), 0, column.length));
        }
        return area(grid, spikes, naive, outsideNaive > 0 ? Math.min(1, outside / outsideNaive) : 1);
    }

    /** The area of points that do more than the criterion; everything outside does this share of the naive. */
    private Reading area(List<List<Point>> grid, int[][] spikes, int[][] naive, double share) {
        double area_mm2 = 0;
        boolean censored = false;
        for (int line = 0; line < lines; line++) {
            int rings = grid.get(line).size();
            for (int ring = 0; ring < rings; ring++) {
                if (spikes[line][ring] > factor * share * naive[line][ring] + margin_spikes) {
                    area_mm2 += piece_mm2(ring);
                    censored |= ring == rings - 1;
                }
            }
        }
        return new Reading(area_mm2 / MM2_PER_cm2, unit(), censored);
    }

    /** Points of each line at these distances, as far as they lie on the skin map. */
    private List<List<Point>> grid(Anatomy anatomy, Site site, List<Double> distances_mm) {
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

    /** Spikes that a touch at each point evokes around its place. */
    private int[][] touched(
            Circuit circuit, Site site, List<List<Point>> grid, RandomKey chance, ProbeObserver observer) {
        Window window = response.after(settle_ms);
        int[][] spikes = new int[grid.size()][];
        for (int line = 0; line < spikes.length; line++) {
            List<Point> points = grid.get(line);
            spikes[line] = new int[points.size()];
            for (int ring = 0; ring < spikes[line].length; ring++) {
                Point point = points.get(ring);
                Probe probe = new Probe(circuit, stimulus.at(point.x_mm(), point.y_mm(), settle_ms),
                        chance.child(line).child(ring));
                Criterion.run(circuit, probe, window.until_ms(), observer);
                spikes[line][ring] = cells.at(circuit, site, point.x_mm(), point.y_mm()).spikes(window);
            }
        }
        return spikes;
    }

    private static double sum(int[][] spikes) {
        return Arrays.stream(spikes).flatMapToInt(Arrays::stream).sum();
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
