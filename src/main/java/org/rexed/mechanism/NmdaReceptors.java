package org.rexed.mechanism;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.ModulationPorts.Port;
import org.rexed.neuron.Population;
import org.rexed.random.RandomKey;
import org.rexed.random.RandomSequence;

/**
 * The NMDA receptors of every glutamatergic target cell, counted in clusters of a fixed number: in the membrane without
 * or with phosphate, each free or trapped by a channel blocker, and inside the cell. Receptors change place one by one
 * and by chance; none is made or lost.
 *
 * <p>Channel blockers hold a fraction b of the channels ({@link org.rexed.receptor.NmdaBlock}). When b rises each free
 * receptor is trapped with chance {@code (b' - b) / (1 - b)}, when it falls each trapped one is released with chance
 * {@code (b - b') / b}, so that a cluster holds b of its receptors on average and its own number by chance. What
 * {@link NmdaSensitization} changes moves among the free and the trapped alike: a trapped receptor keeps its phosphate,
 * and of those that return from inside the cell the blocker holds its share.
 */
public final class NmdaReceptors implements Mechanism {
    /** Name in tables; the receptors are always there and have no file of their own. */
    public static final String NAME = "nmda-receptors";

    /** Fractions blocked that differ by less need no new draw. */
    private static final double FINEST_BLOCK = 0.002;

    private final Milieu milieu;
    private final RandomKey key;
    private final int[] owner;
    private final int[] region;
    private final int[] total;
    private final int[] internalized;
    private final int[] restingSurface;
    private final int[] phosphorylated;
    private final int[] trapped;
    private final int[] trappedPhosphorylated;
    private double blocked;
    private long draws;

    /** Naive receptors, all in the membrane, with the key of their chance. */
    public NmdaReceptors(Milieu milieu, RandomKey key) {
        this.milieu = milieu;
        this.key = key;
        owner = milieu.circuit().populations().stream()
                .filter(p -> milieu.circuit().spec(p).nmdaReceptors() > 0)
                .flatMapToInt(p -> IntStream.range(p.first(), p.end()))
                .toArray();
        int n = owner.length;
        region = new int[n];
        total = new int[n];
        internalized = new int[n];
        restingSurface = new int[n];
        phosphorylated = new int[n];
        trapped = new int[n];
        trappedPhosphorylated = new int[n];
        for (int c = 0; c < n; c++) {
            Population p = milieu.circuit().populationOf(owner[c]);
            region[c] = milieu.region(p);
            total[c] = milieu.circuit().spec(p).nmdaReceptors();
            restingSurface[c] = total[c];
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Signal> reads() {
        return EnumSet.of(Signal.NMDA_BLOCKED);
    }

    @Override
    public Set<Signal> writes() {
        return EnumSet.noneOf(Signal.class);
    }

    @Override
    public Set<Port> modulates() {
        return EnumSet.of(Port.NMDA_FREE_FRACTION, Port.NMDA_CONDUCTANCE_FACTOR);
    }

    @Override
    public void advance(double step_min) {
        double goal = milieu.get(Signal.NMDA_BLOCKED);
        boolean ends = goal == 0 && blocked > 0;
        if (!ends && Math.abs(goal - blocked) < FINEST_BLOCK) {
            return;
        }
        boolean rises = goal > blocked;
        double chance = rises ? (goal - blocked) / (1 - blocked) : (blocked - goal) / blocked;
        for (int c = 0; c < owner.length; c++) {
            RandomKey cluster = cluster(c);
            int free = phosphorylated[c] - trappedPhosphorylated[c];
            int naive = naiveSurface(c);
            int phosphate = move(cluster.uniform(draws, 0), rises ? free : trappedPhosphorylated[c], chance, rises);
            int plain = move(cluster.uniform(draws, 1), rises ? naive - trappedNaive(c) : trappedNaive(c), chance,
                    rises);
            trappedPhosphorylated[c] += phosphate;
            trapped[c] += phosphate + plain;
        }
        blocked = goal;
        draws++;
    }

    private static int move(double uniform, int candidates, double chance, boolean rises) {
        int moved = RandomSequence.binomial(uniform, candidates, Math.min(1, chance));
        return rises ? moved : -moved;
    }

    /** Key of a cluster's chance: the same in every arm. */
    private RandomKey cluster(int c) {
        return new RandomKey(key.high(), milieu.circuit().identity(owner[c]));
    }

    private int naiveSurface(int c) {
        return total[c] - internalized[c] - phosphorylated[c];
    }

    private int trappedNaive(int c) {
        return trapped[c] - trappedPhosphorylated[c];
    }

    /** Number of clusters. */
    int clusters() {
        return owner.length;
    }

    /** The cell a cluster belongs to. */
    int owner(int c) {
        return owner[c];
    }

    /** The region a cluster lies in. */
    int region(int c) {
        return region[c];
    }

    /** Begins with a share of the receptors inside the cell: the equilibrium of a naive animal's traffic. */
    void rest(int c, double internalizedShare) {
        internalized[c] = (int) StrictMath.round(total[c] * internalizedShare);
        restingSurface[c] = total[c] - internalized[c];
    }

    /**
     * Moves receptors of a cluster by chance.
     *
     * @param draw number of the draw
     * @param up chance of a naive receptor to be phosphorylated
     * @param down chance of a phosphorylated one to lose its phosphate
     * @param in chance of a naive receptor to be internalized
     * @param back chance of an internalized one to return
     */
    void transfer(int c, long draw, double up, double down, double in, double back) {
        RandomKey cluster = cluster(c).child(NmdaSensitization.NAME);
        int freeNaive = naiveSurface(c) - trappedNaive(c);
        int freePhosphorylated = phosphorylated[c] - trappedPhosphorylated[c];
        int rising = RandomSequence.binomial(cluster.uniform(draw, 0), freeNaive, up);
        int falling = RandomSequence.binomial(cluster.uniform(draw, 1), freePhosphorylated, down);
        int leaving = RandomSequence.binomial(cluster.uniform(draw, 2), freeNaive - rising, in);
        int returning = RandomSequence.binomial(cluster.uniform(draw, 3), internalized[c], back);
        int trappedFalling = RandomSequence.binomial(cluster.uniform(draw, 4), trappedPhosphorylated[c], down);
        int trappedRising = RandomSequence.binomial(cluster.uniform(draw, 5), trappedNaive(c), up);
        int trappedLeaving = RandomSequence.binomial(cluster.uniform(draw, 6), trappedNaive(c) - trappedRising, in);
        // The blocker, which is in equilibrium with the membrane, holds its share of those that come back.
        int trappedReturning = RandomSequence.binomial(cluster.uniform(draw, 7), returning, blocked);
        phosphorylated[c] += rising + trappedRising - falling - trappedFalling;
        trappedPhosphorylated[c] += trappedRising - trappedFalling;
        trapped[c] += trappedReturning - trappedLeaving;
        internalized[c] += leaving + trappedLeaving - returning;
    }

    /** Share of the free receptors in the membrane that carry phosphate; 0 if none is free. */
    double phosphorylatedShare(int c) {
        int free = total[c] - internalized[c] - trapped[c];
        return free == 0 ? 0 : (phosphorylated[c] - trappedPhosphorylated[c]) / (double) free;
    }

    @Override
    public void modulate(ModulationPorts ports) {
        for (int c = 0; c < owner.length; c++) {
            double surface = total[c] - internalized[c];
            ports.nmdaConductanceFactor[owner[c]] *= surface / restingSurface[c];
            ports.nmdaFreeFraction[owner[c]] *= surface == 0 ? 1 : (surface - trapped[c]) / surface;
        }
    }

    @Override
    public void sample(Sampler sampler) {
        long all = 0;
        long withPhosphate = 0;
        long inside = 0;
        long held = 0;
        for (int c = 0; c < owner.length; c++) {
            if (region[c] < milieu.dermatomes()) {
                all += total[c];
                withPhosphate += phosphorylated[c];
                inside += internalized[c];
                held += trapped[c];
            }
        }
        sampler.add("dorsal-horn", "nmda_phosphorylated_fraction", withPhosphate / (double) all, "1");
        sampler.add("dorsal-horn", "nmda_internalized_fraction", inside / (double) all, "1");
        sampler.add("dorsal-horn", "nmda_trapped_fraction", held / (double) all, "1");
    }

    /** The receptor cluster of one neuron as an agent, or null if it has none. */
    public Cluster clusterOf(int neuron) {
        int c = Arrays.binarySearch(owner, neuron);
        return c < 0 ? null : new Cluster(this, c);
    }

    /** An NMDA receptor cluster: a view on the columns, made when someone looks. */
    public static final class Cluster {
        private final NmdaReceptors all;
        private final int index;

        private Cluster(NmdaReceptors all, int index) {
            this.all = all;
            this.index = index;
        }

        /** All receptors of the cluster. */
        public int getReceptors() {
            return all.total[index];
        }

        /** Receptors in the membrane, without phosphate and free. */
        public int getNaive() {
            return all.naiveSurface(index) - all.trappedNaive(index);
        }

        /** Receptors in the membrane, with phosphate and free. */
        public int getPhosphorylated() {
            return all.phosphorylated[index] - all.trappedPhosphorylated[index];
        }

        /** Receptors inside the cell. */
        public int getInternalized() {
            return all.internalized[index];
        }

        /** Receptors held by a channel blocker. */
        public int getTrapped() {
            return all.trapped[index];
        }
    }
}
