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
 * Microglia activated by sustained opioid release BDNF; cells of the dorsal horn lose the chloride transporter KCC2 and
 * inhibition weakens.
 *
 * <p>Activation a relaxes to {@code (1 - e) S / (S + H)} with mu stimulus S of the cord and the effect e of a drug
 * that keeps microglia quiet; KCC2 is lost in proportion, and the chloride reversal potential of cells in laminae I and
 * II moves up by {@code h a}, that of deeper cells of the dorsal horn by {@code d h a}. Motoneurons keep theirs. Needed
 * for hyperalgesia and not for tolerance: Ferrini et al. 2013. Opening of pannexin-1 channels of microglia plays no
 * part: Burma et al. 2017. Under {@link #MALES_ONLY} females lack the mechanism: part of the evidence comes from males
 * alone, and in nerve injury the same pathway needs male microglia (Sorge et al. 2015).
 */
public final class MicroglialBdnf implements Mechanism {
    /** Name of the mechanism. */
    public static final String NAME = "microglial-bdnf";
    /** Contested reading: only males have this pathway. */
    public static final String MALES_ONLY = "microglia-in-males-only";

    private final Settings settings;
    private final double strength;
    private final Milieu milieu;
    private double activation;

    /**
     * How fast microglia are activated and what they do.
     *
     * @param time_min time constant of activation and loss of KCC2
     * @param halfStimulus mu stimulus H with half of the activation
     * @param largestShift_mV shift h of the chloride reversal potential of superficial cells at full activation
     * @param deepShare share d of that shift in laminae III to V
     */
    public record Settings(double time_min, double halfStimulus, double largestShift_mV, double deepShare) {
        /** Reads the parameters of the mechanism's file. */
        public static Settings read(Fields f, ParameterReader numbers) {
            return new Settings(
                    numbers.value(f, "time-constant", "min"),
                    numbers.value(f, "half-stimulus", "1"),
                    numbers.value(f, "largest-shift", "mV"),
                    numbers.value(f, "deep-share", "1"));
        }
    }

    /** A mechanism of the given strength (1 is normal) in a milieu. */
    public MicroglialBdnf(Settings settings, double strength, Milieu milieu) {
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
        return EnumSet.of(Signal.MU_STIMULUS, Signal.DRUG_EFFECT);
    }

    @Override
    public Set<Signal> writes() {
        return EnumSet.noneOf(Signal.class);
    }

    @Override
    public Set<Port> modulates() {
        return EnumSet.of(Port.CHLORIDE_SHIFT);
    }

    @Override
    public void advance(double step_min) {
        double goal = Milieu.hill(milieu.get(Signal.MU_STIMULUS, Site.SPINAL_CORD) / settings.halfStimulus(), 1)
                * (1 - milieu.drugEffect(Target.MICROGLIA, Site.SPINAL_CORD));
        activation = Milieu.relax(activation, goal, milieu.turnover(step_min), settings.time_min());
    }

    @Override
    public void modulate(ModulationPorts ports) {
        double shift_mV = strength * settings.largestShift_mV() * activation;
        for (Population p : milieu.circuit().populations()) {
            if (milieu.isDorsalHorn(p)) {
                double here_mV = milieu.isSuperficial(p) ? shift_mV : settings.deepShare() * shift_mV;
                for (int i = p.first(); i < p.end(); i++) {
                    ports.chlorideShift_mV[i] += here_mV;
                }
            }
        }
    }

    @Override
    public void sample(Sampler sampler) {
        sampler.add("dorsal-horn", "microglia_activation", activation, "1");
    }
}
