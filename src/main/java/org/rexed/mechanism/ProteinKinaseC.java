package org.rexed.mechanism;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.rexed.document.Fields;
import org.rexed.evidence.ParameterReader;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.ModulationPorts.Port;
import org.rexed.neuron.Population;
import org.rexed.pharmacology.Site;
import org.rexed.pharmacology.Target;

/**
 * Mu stimulation and calcium together activate protein kinase C in cells with NMDA receptors; strong release of
 * glutamate can take the place of mu stimulation, as after an injury or at withdrawal. The kinase links tolerance
 * ({@link MuDesensitization}) and hyperalgesia ({@link NmdaSensitization}).
 *
 * <p>Activity of each cell relaxes to {@code (1 - e) (1 - (1 - S)(1 - m)) C^n / (C^n + K^n)} with its NMDA calcium
 * current C, the effect e of a kinase inhibitor, mu stimulus S (times 1 plus the priming of the region, at most 1) and
 * metabotropic
 * drive {@code m = x^4 / (x^4 + G^4)} of the extracellular glutamate x above its naive level: receptors outside the
 * synapse
 * (mGluR1 and 5, by way of phospholipase C) need spill-over. Coupling of mu to NMDA receptors through the kinase: Chen
 * and Huang 1991, 1992; membrane kinase up in laminae I-II after morphine: Mayer et al. 1995.
 */
public final class ProteinKinaseC implements Mechanism {
    /** Name of the mechanism. */
    public static final String NAME = "protein-kinase-c";

    private static final double GLUTAMATE_EXPONENT = 4;
    private final Settings settings;
    private final double strength;
    private final Milieu milieu;
    private final List<Population> cells = new ArrayList<>();
    private final double[] calciumTerm;
    private long activity = -1;

    /**
     * Activation.
     *
     * @param activation_min time constant
     * @param halfCalcium_pA calcium current K with half activation
     * @param calciumExponent exponent n of the calcium term
     * @param halfGlutamate glutamate G above the naive level with half of the metabotropic drive
     */
    public record Settings(
            double activation_min, double halfCalcium_pA, double calciumExponent, double halfGlutamate) {
        /** Reads the parameters of the mechanism's file. */
        public static Settings read(Fields f, ParameterReader numbers) {
            return new Settings(
                    numbers.value(f, "activation-time", "min"),
                    numbers.value(f, "half-calcium", "pA"),
                    numbers.value(f, "calcium-exponent", "1"),
                    numbers.value(f, "half-glutamate", "1"));
        }
    }

    /** A mechanism of the given strength (1 is normal) in a milieu. */
    public ProteinKinaseC(Settings settings, double strength, Milieu milieu) {
        this.settings = settings;
        this.strength = strength;
        this.milieu = milieu;
        for (Population p : milieu.circuit().populations()) {
            if (milieu.circuit().spec(p).nmdaReceptors() > 0) {
                cells.add(p);
            }
        }
        calciumTerm = new double[milieu.circuit().size()];
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
        return EnumSet.of(Signal.KINASE_C_OF_CELL, Signal.KINASE_C);
    }

    @Override
    public Set<Port> modulates() {
        return EnumSet.noneOf(Port.class);
    }

    @Override
    public void advance(double step_min) {
        boolean fired = activity != milieu.activity();
        activity = milieu.activity();
        double[] drive = drives();
        double[] sum = new double[milieu.regions()];
        int[] count = new int[sum.length];
        double kept = StrictMath.exp(-step_min / settings.activation_min());
        for (Population p : cells) {
            int region = milieu.region(p);
            for (int i = p.first(); i < p.end(); i++) {
                if (fired) {
                    calciumTerm[i] = Milieu.hill(
                            milieu.get(Signal.CALCIUM, i) / settings.halfCalcium_pA(), settings.calciumExponent());
                }
                double goal = drive[region] * calciumTerm[i];
                double now = goal + (milieu.get(Signal.KINASE_C_OF_CELL, i) - goal) * kept;
                milieu.set(Signal.KINASE_C_OF_CELL, i, now);
                sum[region] += now;
            }
            count[region] += p.count();
        }
        for (int r = 0; r < sum.length; r++) {
            milieu.set(Signal.KINASE_C, r, count[r] == 0 ? 0 : sum[r] / count[r]);
        }
    }

    /** What activity each region would reach with saturating calcium. */
    private double[] drives() {
        double[] drive = new double[milieu.regions()];
        for (int r = 0; r < drive.length; r++) {
            Site site = milieu.site(r);
            double mu = Math.min(1, strength * milieu.get(Signal.MU_STIMULUS, site)
                    * (1 + milieu.get(Signal.PRIMING, r)));
            double excess = site == Site.SPINAL_CORD ? milieu.glutamate(r) - 1 : 0;
            double metabotropic =
                    Math.min(1, strength * Milieu.hill(excess / settings.halfGlutamate(), GLUTAMATE_EXPONENT));
            drive[r] = (1 - (1 - mu) * (1 - metabotropic)) * (1 - milieu.drugEffect(Target.KINASE_C, site));
        }
        return drive;
    }

    @Override
    public void modulate(ModulationPorts ports) {
        // Acts through what it phosphorylates.
    }

    @Override
    public void sample(Sampler sampler) {
        sampler.add("dorsal-horn", "kinase_c_activity", milieu.cordMean(Signal.KINASE_C), "1");
        sampler.add("rvm", "kinase_c_activity", milieu.get(Signal.KINASE_C, milieu.regions() - 1), "1");
    }
}
