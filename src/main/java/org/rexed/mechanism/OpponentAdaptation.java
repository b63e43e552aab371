package org.rexed.mechanism;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.rexed.document.Fields;
import org.rexed.evidence.ParameterReader;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.ModulationPorts.Port;
import org.rexed.neuron.Population;
import org.rexed.pharmacology.Site;

/**
 * Cells that are inhibited for hours raise their adenylyl cyclase: release and excitability go up against the
 * inhibition, and stand above normal when the drug leaves faster than the adaptation relaxes.
 *
 * <p>State a of each receptor and region follows its signal S: {@code da/dt = (S - a) / tau}, solved exactly for
 * a signal that moves in a straight line from tick to tick, because what matters is the small difference of the two.
 * Terminals release
 * {@code 1 + g a} times as much; ON cells and local GABA cells of the brainstem lower their threshold by {@code h a}.
 * The same form serves mu and alpha-2 receptors. Superactivation develops within hours and overshoots at once at
 * withdrawal (Ekblom 1993; adenylyl cyclase literature).
 *
 * <p>What is left of the adaptation of brainstem cells when both inhibitions are taken off,
 * {@code max(0, a(mu) + a(alpha-2) - S(mu) - S(alpha-2))} times the strength, is reported as unopposed adaptation:
 * signs of withdrawal come from such cells (locus coeruleus), and an alpha-2 agonist quiets them in the opioid's place.
 * It is read by people only; nothing in the model depends on it.
 */
public final class OpponentAdaptation implements Mechanism {
    /** Name of the mechanism. */
    public static final String NAME = "opponent-adaptation";

    private final Settings settings;
    private final double strength;
    private final Milieu milieu;
    private final double[] mu;
    private final double[] alpha2 = new double[Site.values().length];
    private final double[] muBefore;
    private final double[] alpha2Before = new double[alpha2.length];

    /**
     * How fast and how far cells adapt.
     *
     * @param time_min time constant tau
     * @param releaseGain gain g of terminals at full adaptation
     * @param thresholdGain_mV threshold drop h of brainstem cells at full adaptation
     */
    public record Settings(double time_min, double releaseGain, double thresholdGain_mV) {
        /** Reads the parameters of the mechanism's file. */
        public static Settings read(Fields f, ParameterReader numbers) {
            return new Settings(
                    numbers.value(f, "time-constant", "min"),
                    numbers.value(f, "release-gain", "1"),
                    numbers.value(f, "threshold-gain", "mV"));
        }
    }

    /** A mechanism of the given strength (1 is normal) in a milieu. */
    public OpponentAdaptation(Settings settings, double strength, Milieu milieu) {
        this.settings = settings;
        this.strength = strength;
        this.milieu = milieu;
        mu = new double[milieu.regions()];
        muBefore = new double[mu.length];
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Signal> reads() {
        return EnumSet.of(Signal.MU_ADAPTIVE_SIGNAL, Signal.ALPHA_2_SIGNAL);
    }

    @Override
    public Set<Signal> writes() {
        return EnumSet.noneOf(Signal.class);
    }

    @Override
    public Set<Port> modulates() {
        return EnumSet.of(Port.RELEASE_FACTOR, Port.THRESHOLD_SHIFT);
    }

    @Override
    public void advance(double step_min) {
        for (int r = 0; r < muBefore.length; r++) {
            double signal = milieu.get(Signal.MU_ADAPTIVE_SIGNAL, r);
            mu[r] = Milieu.follow(mu[r], muBefore[r], signal, step_min, settings.time_min());
            muBefore[r] = signal;
        }
        for (Site site : Site.values()) {
            int i = site.ordinal();
            double signal = milieu.get(Signal.ALPHA_2_SIGNAL, site);
            alpha2[i] = Milieu.follow(alpha2[i], alpha2Before[i], signal, step_min, settings.time_min());
            alpha2Before[i] = signal;
        }
    }

    @Override
    public void modulate(ModulationPorts ports) {
        for (Population p : milieu.circuit().populations()) {
            int region = milieu.region(p);
            Site site = milieu.site(region);
            double adaptation = strength
                    * (mu[region] * milieu.circuit().spec(p).expression("mu")
                            + alpha2[site.ordinal()] * milieu.circuit().spec(p).expression("alpha-2"));
            if (adaptation == 0) {
                continue;
            }
            boolean terminal = milieu.circuit().spec(p).isAfferent();
            for (int i = p.first(); i < p.end(); i++) {
                if (terminal) {
                    ports.releaseFactor[i] *= 1 + settings.releaseGain() * adaptation;
                } else if (site == Site.BRAINSTEM) {
                    ports.thresholdShift_mV[i] -= settings.thresholdGain_mV() * adaptation;
                }
            }
        }
    }

    @Override
    public void sample(Sampler sampler) {
        int brainstem = milieu.regions() - 1;
        sampler.add("adenylyl-cyclase", "mu_adaptation_" + Site.SPINAL_CORD.key(),
                Arrays.stream(mu, 0, brainstem).average().orElse(0), "1");
        sampler.add("adenylyl-cyclase", "mu_adaptation_" + Site.BRAINSTEM.key(),
                mu[brainstem], "1");
        for (Site site : Site.values()) {
            sampler.add("adenylyl-cyclase", "alpha_2_adaptation_" + site.key(), alpha2[site.ordinal()], "1");
        }
        double left = strength * (mu[brainstem] + alpha2[Site.BRAINSTEM.ordinal()]
                - milieu.get(Signal.MU_ADAPTIVE_SIGNAL, brainstem)
                - milieu.get(Signal.ALPHA_2_SIGNAL, Site.BRAINSTEM));
        sampler.add("adenylyl-cyclase", "unopposed_adaptation_brainstem", Math.max(0, left), "1");
    }
}
