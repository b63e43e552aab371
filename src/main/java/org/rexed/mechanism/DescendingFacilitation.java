package org.rexed.mechanism;

import java.util.EnumSet;
import java.util.Set;
import org.rexed.document.Fields;
import org.rexed.evidence.ParameterReader;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.ModulationPorts.Port;
import org.rexed.neuron.Population;
import org.rexed.pharmacology.Site;

/**
 * Cholecystokinin rises in the rostral ventromedial medulla under sustained opioid and makes ON cells more excitable;
 * their spikes facilitate the cord through the dorsolateral funiculus. It also opposes mu receptors there.
 *
 * <p>Level k (1 in the naive animal) relaxes to {@code 1 + m S} with mu stimulus S of the brainstem; cells with CCK2
 * receptors lower their threshold by {@code h y} with {@code y = f (k - 1) / (k - 1 + K)} and f the fraction of
 * these receptors free of an antagonist, and {@code b y} of the mu
 * effect in the medulla is lost (CCK in the RVM prevents the activation of OFF cells by opioids: Heinricher et al.
 * 2001). CCK about
 * fivefold and hypersensitivity within 3 days, reversed by a CCK2 antagonist in the RVM: Xie et al. 2005.
 */
public final class DescendingFacilitation implements Mechanism {
    /** Name of the mechanism. */
    public static final String NAME = "descending-facilitation";

    private final Settings settings;
    private final double strength;
    private final Milieu milieu;

    /**
     * How far CCK rises and what it does to ON cells.
     *
     * @param time_min time constant of the rise
     * @param largestRise rise m over the naive level at full mu stimulus
     * @param thresholdDrop_mV largest drop h of the ON-cell threshold
     * @param muAntagonism share b of the mu effect lost at the largest action
     * @param halfRise rise K over the naive level with half that effect
     */
    public record Settings(
            double time_min, double largestRise, double thresholdDrop_mV, double muAntagonism, double halfRise) {
        /** Reads the parameters of the mechanism's file. */
        public static Settings read(Fields f, ParameterReader numbers) {
            return new Settings(
                    numbers.value(f, "time-constant", "min"),
                    numbers.value(f, "largest-rise", "1"),
                    numbers.value(f, "threshold-drop", "mV"),
                    numbers.value(f, "mu-antagonism", "1"),
                    numbers.value(f, "half-rise", "1"));
        }
    }

    /** A mechanism of the given strength (1 is normal) in a milieu. */
    public DescendingFacilitation(Settings settings, double strength, Milieu milieu) {
        this.settings = settings;
        this.strength = strength;
        this.milieu = milieu;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Signal> reads() {
        return EnumSet.of(Signal.MU_STIMULUS, Signal.CCK_2_FREE);
    }

    @Override
    public Set<Signal> writes() {
        return EnumSet.of(Signal.CCK, Signal.MU_ANTAGONISM);
    }

    @Override
    public Set<Port> modulates() {
        return EnumSet.of(Port.THRESHOLD_SHIFT);
    }

    @Override
    public void advance(double step_min) {
        double goal = 1 + settings.largestRise() * milieu.get(Signal.MU_STIMULUS, Site.BRAINSTEM);
        milieu.set(Signal.CCK,
                Milieu.relax(milieu.get(Signal.CCK), goal, milieu.turnover(step_min), settings.time_min()));
        milieu.set(Signal.MU_ANTAGONISM, Site.BRAINSTEM,
                Math.min(1, strength * settings.muAntagonism() * action(Site.BRAINSTEM)));
    }

    private double action(Site site) {
        double rise = milieu.get(Signal.CCK) - 1;
        return milieu.get(Signal.CCK_2_FREE, site) * rise / (rise + settings.halfRise());
    }

    @Override
    public void modulate(ModulationPorts ports) {
        for (Population p : milieu.circuit().populations()) {
            double cck2 = milieu.circuit().spec(p).expression("cck2");
            if (cck2 > 0) {
                double drop_mV = strength * settings.thresholdDrop_mV() * action(milieu.site(p));
                for (int i = p.first(); i < p.end(); i++) {
                    ports.thresholdShift_mV[i] -= drop_mV * cck2;
                }
            }
        }
    }

    @Override
    public void sample(Sampler sampler) {
        sampler.add("rvm", "cck_level", milieu.get(Signal.CCK), "1");
    }
}
