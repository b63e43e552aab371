package org.rexed.mechanism;

import org.rexed.document.Fields;
import org.rexed.evidence.ParameterReader;
import org.rexed.neuron.ModulationPorts;
import org.rexed.pharmacology.Site;

/**
 * Mu receptors uncouple from their effectors while agonists act, and recouple when they leave.
 *
 * <p>Coupled fraction {@code q = f s}. Fast part (phosphorylation, internalization and recycling within an hour):
 * {@code df/dt = -kf u f + rf (1 - f)}. Slow part (days): {@code ds/dt = -(ks + kc c) u s + rs (1 - s)} with agonist
 * stimulus u (efficacy-weighted occupancy) and protein kinase C activity c. Both are linear over a tick and solved
 * exactly. Time scale of the slow part: tolerance half-time of 26 h in the rat (Ekblom 1993); uncoupling by protein
 * kinase C links it to NMDA receptors (Mao et al. 1994, Mayer et al. 1995).
 */
public final class MuDesensitization implements Mechanism {
    /** Name of the mechanism. */
    public static final String NAME = "mu-desensitization";

    private final Settings settings;
    private final double strength;
    private final Milieu milieu;
    private final double[] fast = {1, 1};
    private final double[] slow = {1, 1};

    /**
     * Rates of uncoupling at full stimulus, and of recoupling.
     *
     * @param fastUncoupling_per_min rate kf
     * @param fastRecoupling_per_min rate rf
     * @param slowUncoupling_per_min rate ks
     * @param kinaseUncoupling_per_min rate kc at full protein kinase C activity
     * @param slowRecoupling_per_min rate rs
     */
    public record Settings(
            double fastUncoupling_per_min,
            double fastRecoupling_per_min,
            double slowUncoupling_per_min,
            double kinaseUncoupling_per_min,
            double slowRecoupling_per_min) {
        /** Reads the parameters of the mechanism's file. */
        public static Settings read(Fields f, ParameterReader numbers) {
            return new Settings(
                    numbers.value(f, "fast-uncoupling", "1/min"),
                    numbers.value(f, "fast-recoupling", "1/min"),
                    numbers.value(f, "slow-uncoupling", "1/min"),
                    numbers.value(f, "kinase-c-uncoupling", "1/min"),
                    numbers.value(f, "slow-recoupling", "1/min"));
        }
    }

    /** A mechanism of the given strength (1 is normal) in a milieu. */
    public MuDesensitization(Settings settings, double strength, Milieu milieu) {
        this.settings = settings;
        this.strength = strength;
        this.milieu = milieu;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void advance(long tick, double step_min) {
        for (Site site : Site.values()) {
            int i = site.ordinal();
            double stimulus = strength * milieu.muStimulus[i];
            double kinase = settings.kinaseUncoupling_per_min() * milieu.kinaseC[i];
            fast[i] = exchange(
                    fast[i], settings.fastUncoupling_per_min() * stimulus, settings.fastRecoupling_per_min(), step_min);
            slow[i] = exchange(
                    slow[i],
                    (settings.slowUncoupling_per_min() + kinase) * stimulus,
                    settings.slowRecoupling_per_min(),
                    step_min);
            milieu.muCoupled[i] = fast[i] * slow[i];
        }
    }

    private static double exchange(double value, double loss, double gain, double step) {
        double total = loss + gain;
        return total == 0 ? value : Milieu.relax(value, gain / total, step, 1 / total);
    }

    @Override
    public void modulate(ModulationPorts ports) {
        // Acts through the coupled fraction that receptor signaling reads.
    }

    @Override
    public void sample(Sampler sampler) {
        for (Site site : Site.values()) {
            sampler.add("receptor:mu", "coupled_fraction_" + site.key(), milieu.muCoupled[site.ordinal()], "1");
        }
    }
}
