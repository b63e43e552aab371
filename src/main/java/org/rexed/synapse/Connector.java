package org.rexed.synapse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rexed.neuron.Population;
import org.rexed.neuron.TimeStep;
import org.rexed.random.RandomKey;
import org.rexed.random.RandomSequence;

/**
 * Draws which cells of two classes connect: each receiver takes on average {@code convergence} senders, nearer ones
 * more often (Gaussian profile over the skin map). Each pair of receiver and sending group has its own random key, so
 * more receivers or another projection change nothing here.
 */
public final class Connector {
    /** Beyond so many reaches a connection has a chance of less than 1e-5 of that of neighbours, and is left out. */
    private static final double FARTHEST_reaches = 4.8;

    private final double[] x_mm;
    private final double[] y_mm;
    private final TimeStep timeStep;

    /** Positions of all neurons of the circuit on the skin map. */
    public Connector(double[] x_mm, double[] y_mm, TimeStep timeStep) {
        this.x_mm = x_mm;
        this.y_mm = y_mm;
        this.timeStep = timeStep;
    }

    /**
     * Wires all groups of one class to all groups of another.
     *
     * @param spec what the projection is like
     * @param sources all groups of the sending class; they compete for the same receivers
     * @param receivers all groups of the receiving class
     * @param key random key of the projection
     * @return one projection for each sending group
     */
    public List<Projection> connect(
            ProjectionSpec spec, List<Population> sources, List<Population> receivers, RandomKey key) {
        List<Pairs> pairs = new ArrayList<>();
        sources.forEach(source -> pairs.add(new Pairs()));
        int senders = sources.stream().mapToInt(Population::count).sum();
        double[] profile = Double.isInfinite(spec.reach_mm()) ? null : new double[senders];
        for (Population receiver : receivers) {
            for (int t = receiver.first(); t < receiver.end(); t++) {
                double affinity = profile == null ? senders : profile(spec.reach_mm(), sources, t, profile);
                double scale = spec.convergence() / Math.max(affinity, spec.convergence());
                RandomKey own = key.child(receiver.toString()).child(t - receiver.first());
                int before = 0;
                for (int p = 0; p < sources.size(); p++) {
                    Population source = sources.get(p);
                    RandomSequence draws = own.child(source.toString()).sequence();
                    if (profile == null) {
                        scatter(source, t, scale, draws, pairs.get(p));
                    } else {
                        choose(source, t, scale, profile, before, draws, pairs.get(p));
                    }
                    before += source.count();
                }
            }
        }
        List<Projection> projections = new ArrayList<>();
        for (int p = 0; p < sources.size(); p++) {
            projections.add(pairs.get(p).pack(spec, sources.get(p), timeStep));
        }
        return projections;
    }

    /** Writes how likely each sender is, relative to one at the same place, and returns the sum. */
    private double profile(double reach_mm, List<Population> sources, int receiver, double[] profile) {
        double farthest = FARTHEST_reaches * FARTHEST_reaches * reach_mm * reach_mm;
        double sum = 0;
        int next = 0;
        for (Population source : sources) {
            for (int s = source.first(); s < source.end(); s++) {
                double dx = x_mm[s] - x_mm[receiver];
                double dy = y_mm[s] - y_mm[receiver];
                double squared = dx * dx + dy * dy;
                boolean reached = s != receiver && squared < farthest;
                profile[next] = reached ? StrictMath.exp(-squared / (2 * reach_mm * reach_mm)) : 0;
                sum += profile[next++];
            }
        }
        return sum;
    }

    private static void choose(
            Population source, int receiver, double scale, double[] profile, int from, RandomSequence draws,
            Pairs pairs) {
        for (int s = 0; s < source.count(); s++) {
            if (profile[from + s] > 0 && draws.uniform() < scale * profile[from + s]) {
                pairs.add(source.first() + s, receiver);
            }
        }
    }

    /** Every sender is as likely: draws the gaps between chosen ones. */
    private static void scatter(
            Population source, int receiver, double probability, RandomSequence draws, Pairs pairs) {
        if (probability <= 0) {
            return;
        }
        double perGap = probability < 1 ? 1 / StrictMath.log1p(-probability) : 0;
        double s = source.first() - 1;
        while (true) {
            s += 1 + Math.floor(StrictMath.log1p(-draws.uniform()) * perGap);
            if (s >= source.end()) {
                return;
            }
            if ((int) s != receiver) {
                pairs.add((int) s, receiver);
            }
        }
    }

    /** Connected pairs in rising order of the receiver. */
    private static final class Pairs {
        private int[] sender = new int[64];
        private int[] receiver = new int[64];
        private int size;

        void add(int from, int to) {
            if (size == sender.length) {
                sender = Arrays.copyOf(sender, 2 * size);
                receiver = Arrays.copyOf(receiver, 2 * size);
            }
            sender[size] = from;
            receiver[size] = to;
            size++;
        }

        /** Sorts the pairs into rows of senders, each in rising order of the receiver. */
        Projection pack(ProjectionSpec spec, Population source, TimeStep timeStep) {
            int[] rowStart = new int[source.count() + 1];
            for (int i = 0; i < size; i++) {
                rowStart[sender[i] - source.first() + 1]++;
            }
            for (int row = 0; row < source.count(); row++) {
                rowStart[row + 1] += rowStart[row];
            }
            int[] next = Arrays.copyOf(rowStart, source.count());
            int[] target = new int[size];
            for (int i = 0; i < size; i++) {
                target[next[sender[i] - source.first()]++] = receiver[i];
            }
            return new Projection(spec, source, rowStart, target, timeStep);
        }
    }
}
