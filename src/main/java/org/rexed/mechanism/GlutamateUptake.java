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
 * Astrocytes and neurons of the dorsal horn take up less glutamate under sustained mu stimulation; glutamate lingers
 * and spills over onto NMDA receptors.
 *
 * <p>Capacity u relaxes to {@code (1 - m S) (1 + a e)} with mu stimulus S and the effect e of an enhancer of uptake;
 * NMDA conductance is multiplied by {@code 1 + g (1 - u)}, at least by nothing. Glutamate is cleared by uptake and
 * diffusion at {@code (u + d) / (1 + d)} of the normal rate; what ongoing firing releases over that is its
 * extracellular
 * level ({@link Milieu#glutamate}), which may stay normal while an opioid keeps release down and surge when it is taken
 * away (Wen et al. 2004, Jhamandas et al. 1996). Loss of EAAC1, GLAST and GLT-1 follows the time
 * course of tolerance and is dose-dependent (Mao et al. 2002, Wen et al. 2005); its size was not on a readable page, so
 * m and g are assumptions with ranges.
 */
public final class GlutamateUptake implements Mechanism {
    /** Name of the mechanism. */
    public static final String NAME = "glutamate-uptake";

    private final Settings settings;
    private final double strength;
    private final Milieu milieu;
    private double capacity = 1;

    /**
     * How much capacity is lost, how fast, and what spill-over does.
     *
     * @param time_min time constant of the change
     * @param largestLoss loss m of capacity at full mu stimulus, 0 to 1
     * @param spillover gain g of NMDA conductance for a complete loss
     * @param enhancement gain a of capacity at the full effect of an enhancer
     * @param diffusion clearance d by diffusion, relative to that by normal uptake
     */
    public record Settings(
            double time_min, double largestLoss, double spillover, double enhancement, double diffusion) {
        /** Reads the parameters of the mechanism's file. */
        public static Settings read(Fields f, ParameterReader numbers) {
            return new Settings(
                    numbers.value(f, "time-constant", "min"),
                    numbers.value(f, "largest-loss", "1"),
                    numbers.value(f, "spillover", "1"),
                    numbers.value(f, "enhancement", "1"),
                    numbers.value(f, "diffusion", "1"));
        }
    }

    /** A mechanism of the given strength (1 is normal) in a milieu. */
    public GlutamateUptake(Settings settings, double strength, Milieu milieu) {
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
        return EnumSet.of(Signal.GLUTAMATE_CLEARANCE);
    }

    @Override
    public Set<Port> modulates() {
        return EnumSet.of(Port.NMDA_CONDUCTANCE_FACTOR);
    }

    @Override
    public void advance(double step_min) {
        double loss = Math.min(1, strength * settings.largestLoss())
                * milieu.get(Signal.MU_STIMULUS, Site.SPINAL_CORD);
        double support = 1 + settings.enhancement() * milieu.drugEffect(Target.GLUTAMATE_UPTAKE, Site.SPINAL_CORD);
        capacity = Milieu.relax(capacity, (1 - loss) * support, milieu.turnover(step_min), settings.time_min());
        milieu.set(Signal.GLUTAMATE_CLEARANCE, (capacity + settings.diffusion()) / (1 + settings.diffusion()));
    }

    @Override
    public void modulate(ModulationPorts ports) {
        double factor = Math.max(0, 1 + settings.spillover() * (1 - capacity));
        for (Population p : milieu.circuit().populations()) {
            if (milieu.site(p) == Site.SPINAL_CORD) {
                for (int i = p.first(); i < p.end(); i++) {
                    ports.nmdaConductanceFactor[i] *= factor;
                }
            }
        }
    }

    @Override
    public void sample(Sampler sampler) {
        sampler.add("dorsal-horn", "glutamate_uptake_capacity", capacity, "1");
    }
}
