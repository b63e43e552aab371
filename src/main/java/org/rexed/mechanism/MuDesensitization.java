package org.rexed.mechanism;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.rexed.document.Fields;
import org.rexed.evidence.ParameterReader;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.ModulationPorts.Port;
import org.rexed.pharmacology.Site;

/**
 * Mu receptors uncouple from their effectors while agonists act, and recouple when they leave.
 *
 * <p>Coupled fraction of a region {@code q = f s}. Fast part (phosphorylation, internalization and recycling within an
 * hour): {@code df/dt = -kf u f + rf (1 - f)}. Slow part (days): {@code ds/dt = -(ks + kc c) u s + rs (1 - s)} with
 * agonist stimulus u (efficacy-weighted occupancy, so that agonists differ) and protein kinase C activity c of the
 * region. Both are linear over a tick and solved exactly. Time scale of the slow part: tolerance half-time of 26 h in
 * the rat (Ekblom 1993); uncoupling by protein kinase C links it to NMDA receptors (Mao et al. 1994, Mayer et al.
 * 1995).
 */
public final class MuDesensitization implements Mechanism {
    /** Name of the mechanism. */
    public static final String NAME = "mu-desensitization";

    private final Settings settings;
    private final double strength;
    private final Milieu milieu;
    private final double[] fast;
    private final double[] slow;

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
        fast = new double[milieu.regions()];
        slow = new double[milieu.regions()];
        Arrays.fill(fast, 1);
        Arrays.fill(slow, 1);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Signal> reads() {
        return EnumSet.of(Signal.MU_STIMULUS, Signal.KINASE_C);
    }

    @Override
    public Set<Signal> writes() {
        return EnumSet.of(Signal.MU_COUPLED);
    }

    @Override
    public Set<Port> modulates() {
        return EnumSet.noneOf(Port.class);
    }

    @Override
    public void advance(double step_min) {
        for (int r = 0; r < fast.length; r++) {
            double stimulus = strength * milieu.get(Signal.MU_STIMULUS, milieu.site(r));
            double kinase = settings.kinaseUncoupling_per_min() * milieu.get(Signal.KINASE_C, r);
            fast[r] = Milieu.exchange(
                    fast[r], settings.fastUncoupling_per_min() * stimulus, settings.fastRecoupling_per_min(), step_min);
            slow[r] = Milieu.exchange(
                    slow[r],
                    (settings.slowUncoupling_per_min() + kinase) * stimulus,
                    settings.slowRecoupling_per_min(),
                    milieu.turnover(step_min));
            milieu.set(Signal.MU_COUPLED, r, fast[r] * slow[r]);
        }
    }

    @Override
    public void modulate(ModulationPorts ports) {
        // Acts through the coupled fraction that receptor signaling reads.
    }

    @Override
    public void sample(Sampler sampler) {
        int brainstem = milieu.regions() - 1;
        sampler.add("receptor:mu", "coupled_fraction_" + Site.SPINAL_CORD.key(),
                milieu.cordMean(Signal.MU_COUPLED), "1");
        sampler.add("receptor:mu", "coupled_fraction_" + Site.BRAINSTEM.key(),
                milieu.get(Signal.MU_COUPLED, brainstem), "1");
        sampler.add("receptor:mu", "fast_coupling_" + Site.BRAINSTEM.key(), fast[brainstem], "1");
        sampler.add("receptor:mu", "slow_coupling_" + Site.BRAINSTEM.key(), slow[brainstem], "1");
    }
}
