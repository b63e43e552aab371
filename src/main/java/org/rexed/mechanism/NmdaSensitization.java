package org.rexed.mechanism;

import org.rexed.document.Fields;
import org.rexed.evidence.ParameterReader;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.Population;
import org.rexed.pharmacology.Site;
import org.rexed.pharmacology.Target;
import org.rexed.random.RandomKey;
import org.rexed.random.RandomSequence;

/**
 * Mu stimulation and calcium activate protein kinase C, which phosphorylates NMDA receptors: they carry more current.
 *
 * <p>Each glutamatergic target cell has a cluster of a fixed number of receptors, counted: unphosphorylated,
 * phosphorylated, internalized. Kinase activity relaxes to {@code (1 - e) S C^2 / (C^2 + K^2)} with mu stimulus S, the
 * cell's NMDA calcium current C and the effect e of a kinase inhibitor. Receptors change state by chance (binomial
 * draws from the cluster's own key, every ten ticks): phosphorylation at rate kp times activity, dephosphorylation at
 * kd, internalization at ki times the calcium term, return at kr. Conductance is {@code (naive + a phosphorylated) /
 * resting naive}; internalization starts in the equilibrium of resting activity, so that a naive animal does not
 * drift. Coupling of mu to NMDA receptors through PKC: Chen and Huang 1991, 1992; membrane PKC up in laminae I-II
 * after morphine: Mayer et al. 1995; opposite sign in vivo: Wang and Mokha 1996.
 */
public final class NmdaSensitization implements Mechanism {
    /** Name of the mechanism. */
    public static final String NAME = "nmda-sensitization";

    private static final int TICKS_PER_DRAW = 10;
    private final Settings settings;
    private final double strength;
    private final Milieu milieu;
    private final RandomKey key;
    private final int[] owner;
    private final int[] total;
    private final int[] restingNaive;
    private final int[] phosphorylated;
    private final int[] internalized;
    private final double[] kinase;
    private double sinceDraw_min;

    /**
     * Activation, phosphorylation and trafficking.
     *
     * @param activation_min time constant of kinase activity
     * @param halfCalcium_pA calcium current K with half activation
     * @param phosphorylation_per_min rate kp at full activity
     * @param dephosphorylation_per_min rate kd
     * @param internalization_per_min rate ki at saturating calcium
     * @param return_per_min rate kr
     * @param conductanceGain conductance a of a phosphorylated receptor relative to a naive one
     */
    public record Settings(
            double activation_min,
            double halfCalcium_pA,
            double phosphorylation_per_min,
            double dephosphorylation_per_min,
            double internalization_per_min,
            double return_per_min,
            double conductanceGain) {
        /** Reads the parameters of the mechanism's file. */
        public static Settings read(Fields f, ParameterReader numbers) {
            return new Settings(
                    numbers.value(f, "kinase-activation-time", "min"),
                    numbers.value(f, "half-calcium", "pA"),
                    numbers.value(f, "phosphorylation", "1/min"),
                    numbers.value(f, "dephosphorylation", "1/min"),
                    numbers.value(f, "internalization", "1/min"),
                    numbers.value(f, "return", "1/min"),
                    numbers.value(f, "conductance-gain", "1"));
        }
    }

    /** A mechanism of the given strength (1 is normal) in a milieu; the key decides every receptor's chance. */
    public NmdaSensitization(Settings settings, double strength, Milieu milieu, RandomKey key) {
        this.settings = settings;
        this.strength = strength;
        this.milieu = milieu;
        this.key = key;
        owner = clusterOwners(milieu);
        total = new int[owner.length];
        restingNaive = new int[owner.length];
        phosphorylated = new int[owner.length];
        internalized = new int[owner.length];
        kinase = new double[owner.length];
        for (int c = 0; c < owner.length; c++) {
            total[c] = milieu.circuit().spec(milieu.circuit().populationOf(owner[c])).nmdaReceptors();
            double in = settings.internalization_per_min() * saturation(milieu.ongoingCalcium_pA(owner[c]));
            internalized[c] = (int) StrictMath.round(total[c] * in / (in + settings.return_per_min()));
            restingNaive[c] = total[c] - internalized[c];
        }
    }

    private static int[] clusterOwners(Milieu milieu) {
        java.util.stream.IntStream.Builder owners = java.util.stream.IntStream.builder();
        for (Population p : milieu.circuit().populations()) {
            if (milieu.circuit().spec(p).nmdaReceptors() > 0) {
                for (int i = p.first(); i < p.end(); i++) {
                    owners.add(i);
                }
            }
        }
        return owners.build().toArray();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void advance(long tick, double step_min) {
        double[] sum = new double[Site.values().length];
        int[] count = new int[sum.length];
        for (int c = 0; c < owner.length; c++) {
            Site where = milieu.site(milieu.circuit().populationOf(owner[c]));
            int site = where.ordinal();
            double goal = strength * milieu.muStimulus[site] * saturation(milieu.calcium_pA[owner[c]])
                    * (1 - milieu.drugEffect(Target.KINASE_C, where));
            kinase[c] = Milieu.relax(kinase[c], goal, step_min, settings.activation_min());
            sum[site] += kinase[c];
            count[site]++;
        }
        for (int s = 0; s < sum.length; s++) {
            milieu.kinaseC[s] = count[s] == 0 ? 0 : sum[s] / count[s];
        }
        sinceDraw_min += step_min;
        if (tick % TICKS_PER_DRAW == 0) {
            for (int c = 0; c < owner.length; c++) {
                draw(c, tick, sinceDraw_min);
            }
            sinceDraw_min = 0;
        }
    }

    private double saturation(double calcium_pA) {
        double ratio = Math.max(0, calcium_pA) / settings.halfCalcium_pA();
        return ratio * ratio / (1 + ratio * ratio);
    }

    private void draw(int c, long tick, double interval_min) {
        double up = chance(settings.phosphorylation_per_min() * kinase[c], interval_min);
        double down = chance(settings.dephosphorylation_per_min(), interval_min);
        double in = chance(settings.internalization_per_min() * saturation(milieu.calcium_pA[owner[c]]), interval_min);
        double back = chance(settings.return_per_min(), interval_min);
        RandomKey cluster = new RandomKey(key.high(), milieu.circuit().identity(owner[c]));
        int naive = total[c] - phosphorylated[c] - internalized[c];
        int rising = RandomSequence.binomial(cluster.uniform(tick, 0), naive, up);
        int falling = RandomSequence.binomial(cluster.uniform(tick, 1), phosphorylated[c], down);
        int leaving = RandomSequence.binomial(cluster.uniform(tick, 2), naive - rising, in);
        int returning = RandomSequence.binomial(cluster.uniform(tick, 3), internalized[c], back);
        phosphorylated[c] += rising - falling;
        internalized[c] += leaving - returning;
    }

    private static double chance(double rate_per_min, double interval_min) {
        return -StrictMath.expm1(-rate_per_min * interval_min);
    }

    @Override
    public void modulate(ModulationPorts ports) {
        for (int c = 0; c < owner.length; c++) {
            double naive = total[c] - phosphorylated[c] - internalized[c];
            ports.nmdaConductanceFactor[owner[c]] *=
                    (naive + settings.conductanceGain() * phosphorylated[c]) / restingNaive[c];
        }
    }

    @Override
    public void sample(Sampler sampler) {
        double up = 0;
        double in = 0;
        double all = 0;
        for (int c = 0; c < owner.length; c++) {
            if (milieu.site(milieu.circuit().populationOf(owner[c])) == Site.SPINAL_CORD) {
                up += phosphorylated[c];
                in += internalized[c];
                all += total[c];
            }
        }
        sampler.add("dorsal-horn", "nmda_phosphorylated_fraction", up / all, "1");
        sampler.add("dorsal-horn", "nmda_internalized_fraction", in / all, "1");
        sampler.add("dorsal-horn", "kinase_c_activity", milieu.kinaseC[Site.SPINAL_CORD.ordinal()], "1");
    }

    /** The receptor cluster of one neuron as an agent, or null if it has none. */
    public Cluster cluster(int neuron) {
        int c = java.util.Arrays.binarySearch(owner, neuron);
        return c < 0 ? null : new Cluster(this, c);
    }

    /** An NMDA receptor cluster: a view on the columns, made when someone looks. */
    public static final class Cluster {
        private final NmdaSensitization mechanism;
        private final int index;

        private Cluster(NmdaSensitization mechanism, int index) {
            this.mechanism = mechanism;
            this.index = index;
        }

        /** All receptors of the cluster. */
        public int getReceptors() {
            return mechanism.total[index];
        }

        /** Receptors in the membrane without phosphate. */
        public int getUnphosphorylated() {
            return mechanism.total[index] - getPhosphorylated() - getInternalized();
        }

        /** Receptors with phosphate. */
        public int getPhosphorylated() {
            return mechanism.phosphorylated[index];
        }

        /** Receptors inside the cell. */
        public int getInternalized() {
            return mechanism.internalized[index];
        }

        /** Fraction of channels held by a blocker. */
        public double getBlockedFraction() {
            return 1 - mechanism.milieu.nmdaUnblocked;
        }

        /** Protein kinase C activity, 0 to 1. */
        public double getKinaseCActivity() {
            return mechanism.kinase[index];
        }
    }
}
