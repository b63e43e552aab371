package org.rexed.synapse;

import java.util.ArrayList;
import java.util.List;
import org.rexed.neuron.Population;
import org.rexed.random.RandomKey;
import org.rexed.random.RandomSequence;

/**
 * Draws which cells of two populations connect: each receiver takes on average {@code convergence} senders, nearer ones
 * more often (Gaussian profile over the skin map). Each receiver has its own random key, so more receivers or another
 * projection change nothing here.
 */
public final class Connector {
    private final double[] x_mm;
    private final double[] y_mm;

    /** Positions of all neurons of the circuit on the skin map. */
    public Connector(double[] x_mm, double[] y_mm) {
        this.x_mm = x_mm;
        this.y_mm = y_mm;
    }

    /**
     * Wires one population to all populations of the receiving class.
     *
     * @param spec what the projection is like
     * @param sources all groups of the sending class (they compete for the same receivers)
     * @param source the group this projection object belongs to
     * @param receivers all groups of the receiving class
     * @param key random key of the projection
     */
    public Projection connect(
            ProjectionSpec spec,
            List<Population> sources,
            Population source,
            List<Population> receivers,
            RandomKey key) {
        List<List<Integer>> rows = new ArrayList<>();
        for (int i = 0; i < source.count(); i++) {
            rows.add(new ArrayList<>());
        }
        for (Population receiver : receivers) {
            for (int t = receiver.first(); t < receiver.end(); t++) {
                double scale = spec.convergence() / affinity(spec, sources, t);
                RandomSequence draws = key.child(receiver.group()).child(t - receiver.first()).child(source.group())
                        .sequence();
                for (int s = source.first(); s < source.end(); s++) {
                    double draw = draws.uniform();
                    if (s != t && draw < scale * profile(spec, s, t)) {
                        rows.get(s - source.first()).add(t);
                    }
                }
            }
        }
        return pack(spec, source, rows);
    }

    private double affinity(ProjectionSpec spec, List<Population> sources, int receiver) {
        double sum = 0;
        for (Population population : sources) {
            for (int s = population.first(); s < population.end(); s++) {
                sum += s == receiver ? 0 : profile(spec, s, receiver);
            }
        }
        return Math.max(sum, spec.convergence());
    }

    private double profile(ProjectionSpec spec, int sender, int receiver) {
        if (Double.isInfinite(spec.reach_mm())) {
            return 1;
        }
        double dx = x_mm[sender] - x_mm[receiver];
        double dy = y_mm[sender] - y_mm[receiver];
        return StrictMath.exp(-(dx * dx + dy * dy) / (2 * spec.reach_mm() * spec.reach_mm()));
    }

    private static Projection pack(ProjectionSpec spec, Population source, List<List<Integer>> rows) {
        int[] rowStart = new int[source.count() + 1];
        for (int i = 0; i < source.count(); i++) {
            rowStart[i + 1] = rowStart[i] + rows.get(i).size();
        }
        int[] target = new int[rowStart[source.count()]];
        int next = 0;
        for (List<Integer> row : rows) {
            for (int t : row) {
                target[next++] = t;
            }
        }
        return new Projection(spec, source, rowStart, target);
    }
}
