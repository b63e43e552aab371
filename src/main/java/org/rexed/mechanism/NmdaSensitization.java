package org.rexed.mechanism;

import java.util.EnumSet;
import java.util.Set;
import org.rexed.document.Fields;
import org.rexed.evidence.ParameterReader;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.ModulationPorts.Port;
import org.rexed.neuron.Population;
import org.rexed.pharmacology.Site;
import org.rexed.pharmacology.Target;

/**
 * Mu stimulation and calcium activate protein kinase C, which phosphorylates NMDA receptors: they carry more current.
 * Strong release of glutamate can take the place of mu stimulation, as after an injury or at withdrawal.
 *
 * <p>Kinase activity of each cell relaxes to {@code (1 - e) (1 - (1 - S)(1 - m)) C^n / (C^n + K^n)} with its NMDA calcium
 * current C, the effect e of a kinase inhibitor, mu stimulus S (times 1 plus the priming of the region, at most 1) and
 * metabotropic drive {@code m = x^2 / (x^2 + G^2)} of the extracellular glutamate x above its naive level (mGluR1 and 5
 * act through phospholipase C). Receptors change state by chance ({@link NmdaReceptors}): phosphorylation at rate kp
 * times activity, dephosphorylation at kd, internalization at ki times the calcium term, return at kr. A phosphorylated
 * receptor carries a times the current; internalization starts in the equilibrium of resting activity, so that a naive
 * animal does not drift. Coupling of mu to NMDA receptors through PKC: Chen and Huang 1991, 1992; membrane PKC up in
 * laminae I-II after morphine: Mayer et al. 1995; opposite sign in vivo: Wang and Mokha 1996.
 *
 * <p>Where the receptors lie is contested. As a rule they act on the cells that own the clusters (Drdla et al. 2009:
 * postsynaptic). Under {@link #PRESYNAPTIC} the mean phosphorylated share of a dermatome raises release from its C
 * fibres instead (Zhou et al. 2010, Deng et al. 2019).
 */
public final class NmdaSensitization implements Mechanism {
    /** Name of the mechanism. */
    public static final String NAME = "nmda-sensitization";
    /** Contested reading: the receptors that matter lie on afferent terminals. */
    public static final String PRESYNAPTIC = "presynaptic-nmda";

    private static final double DRAW_min = 10;
    private final Settings settings;
    private final double strength;
    private final boolean presynaptic;
    private final Milieu milieu;
    private final NmdaReceptors receptors;
    private final double[] kinase;
    private final double[] calciumTerm;
    private long activity = -1;
    private double sinceDraw_min;
    private long draws;

    /**
     * Activation, phosphorylation and trafficking.
     *
     * @param activation_min time constant of kinase activity
     * @param halfCalcium_pA calcium current K with half activation
     * @param calciumExponent exponent n of the calcium term
     * @param halfGlutamate glutamate G above the naive level with half of the metabotropic drive
     * @param phosphorylation_per_min rate kp at full activity
     * @param dephosphorylation_per_min rate kd
     * @param internalization_per_min rate ki at saturating calcium
     * @param return_per_min rate kr
     * @param conductanceGain conductance a of a phosphorylated receptor relative to a naive one
     */
    public record Settings(
            double activation_min,
            double halfCalcium_pA,
            double calciumExponent,
            double halfGlutamate,
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
                    numbers.value(f, "calcium-exponent", "1"),
                    numbers.value(f, "half-glutamate", "1"),
                    numbers.value(f, "phosphorylation", "1/min"),
                    numbers.value(f, "dephosphorylation", "1/min"),
                    numbers.value(f, "internalization", "1/min"),
                    numbers.value(f, "return", "1/min"),
                    numbers.value(f, "conductance-gain", "1"));
        }
    }

    /** A mechanism of the given strength (1 is normal) that acts on receptors; presynaptic or, as usual, not. */
    public NmdaSensitization(
            Settings settings, double strength, boolean presynaptic, Milieu milieu, NmdaReceptors receptors) {
        this.settings = settings;
        this.strength = strength;
        this.presynaptic = presynaptic;
        this.milieu = milieu;
        this.receptors = receptors;
        kinase = new double[receptors.clusters()];
        calciumTerm = new double[kinase.length];
        for (int c = 0; c < kinase.length; c++) {
            double in = settings.internalization_per_min()
                    * calciumTerm(milieu.ongoingCalcium_pA(receptors.owner(c)));
            receptors.rest(c, in / (in + settings.return_per_min()));
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Signal> reads() {
        return EnumSet.of(
                Signal.MU_STIMULUS, Signal.CALCIUM, Signal.DRUG_EFFECT, Signal.PRIMING, Signal.GLUTAMATE_RELEASE,
                Signal.GLUTAMATE_CLEARANCE);
    }

    @Override
    public Set<Signal> writes() {
        return EnumSet.of(Signal.KINASE_C);
    }

    @Override
    public Set<Port> modulates() {
        return EnumSet.of(presynaptic ? Port.RELEASE_FACTOR : Port.NMDA_CONDUCTANCE_FACTOR);
    }

    @Override
    public void advance(double step_min) {
        if (activity != milieu.activity()) {
            activity = milieu.activity();
            for (int c = 0; c < calciumTerm.length; c++) {
                calciumTerm[c] = calciumTerm(milieu.get(Signal.CALCIUM, receptors.owner(c)));
            }
        }
        double[] drive = drives();
        double[] sum = new double[milieu.regions()];
        int[] count = new int[sum.length];
        double kept = StrictMath.exp(-step_min / settings.activation_min());
        for (int c = 0; c < kinase.length; c++) {
            int region = receptors.region(c);
            double goal = drive[region] * calciumTerm[c];
            kinase[c] = goal + (kinase[c] - goal) * kept;
            sum[region] += kinase[c];
            count[region]++;
        }
        for (int r = 0; r < sum.length; r++) {
            milieu.set(Signal.KINASE_C, r, count[r] == 0 ? 0 : sum[r] / count[r]);
        }
        sinceDraw_min += step_min;
        if (sinceDraw_min > DRAW_min - 0.5 * step_min) {
            draw(sinceDraw_min);
            sinceDraw_min = 0;
        }
    }

    /** What kinase activity each region would reach with saturating calcium. */
    private double[] drives() {
        double[] drive = new double[milieu.regions()];
        for (int r = 0; r < drive.length; r++) {
            Site site = milieu.site(r);
            double mu = Math.min(1, strength * milieu.get(Signal.MU_STIMULUS, site)
                    * (1 + milieu.get(Signal.PRIMING, r)));
            double metabotropic = site == Site.SPINAL_CORD
                    ? Math.min(1, strength * Milieu.hill((milieu.glutamate(r) - 1) / settings.halfGlutamate(), 2))
                    : 0;
            drive[r] = (1 - (1 - mu) * (1 - metabotropic)) * (1 - milieu.drugEffect(Target.KINASE_C, site));
        }
        return drive;
    }

    private double calciumTerm(double calcium_pA) {
        return Milieu.hill(calcium_pA / settings.halfCalcium_pA(), settings.calciumExponent());
    }

    private void draw(double interval_min) {
        double down = chance(settings.dephosphorylation_per_min(), interval_min);
        double back = chance(settings.return_per_min(), interval_min);
        for (int c = 0; c < kinase.length; c++) {
            double up = chance(settings.phosphorylation_per_min() * kinase[c], interval_min);
            double in = chance(settings.internalization_per_min() * calciumTerm[c], interval_min);
            receptors.transfer(c, draws, up, down, in, back);
        }
        draws++;
    }

    private static double chance(double rate_per_min, double interval_min) {
        return -StrictMath.expm1(-rate_per_min * interval_min);
    }

    @Override
    public void modulate(ModulationPorts ports) {
        double gain = settings.conductanceGain() - 1;
        if (!presynaptic) {
            for (int c = 0; c < kinase.length; c++) {
                ports.nmdaConductanceFactor[receptors.owner(c)] *= 1 + gain * receptors.phosphorylatedShare(c);
            }
            return;
        }
        double[] sum = new double[milieu.dermatomes()];
        int[] count = new int[sum.length];
        for (int c = 0; c < kinase.length; c++) {
            if (receptors.region(c) < sum.length) {
                sum[receptors.region(c)] += receptors.phosphorylatedShare(c);
                count[receptors.region(c)]++;
            }
        }
        for (Population p : milieu.cFibres()) {
            int d = milieu.dermatome(p);
            for (int i = p.first(); i < p.end(); i++) {
                ports.releaseFactor[i] *= 1 + gain * sum[d] / count[d];
            }
        }
    }

    @Override
    public void sample(Sampler sampler) {
        sampler.add("dorsal-horn", "kinase_c_activity", milieu.cordMean(Signal.KINASE_C), "1");
        for (int d = 0; d < milieu.dermatomes(); d++) {
            sampler.add("dorsal-horn:" + milieu.regionName(d), "glutamate_level", milieu.glutamate(d), "1");
        }
    }

    /** Protein kinase C activity of the cell that owns a cluster, 0 to 1; NaN for a cell without receptors. */
    public double kinaseActivity(int neuron) {
        for (int c = 0; c < kinase.length; c++) {
            if (receptors.owner(c) == neuron) {
                return kinase[c];
            }
        }
        return Double.NaN;
    }
}
