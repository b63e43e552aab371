package org.rexed.mechanism;

import org.rexed.document.Fields;
import org.rexed.evidence.ParameterReader;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.Population;
import org.rexed.pharmacology.Site;
import org.rexed.pharmacology.Target;

/**
 * Astrocytes and neurons of the dorsal horn take up less glutamate under sustained mu stimulation; glutamate lingers
 * and
 * spills over onto NMDA receptors.
 *
 * <p>Capacity u relaxes to {@code (1 - m S) (1 + a e)} with mu stimulus S and the effect e of an enhancer of uptake;
 * NMDA conductance is multiplied by {@code 1 + g (1 - u)}, at least by nothing. Loss of EAAC1, GLAST and GLT-1 follows
 * the time course of tolerance and is dose-dependent (Mao et al. 2002, Wen et al. 2005); its size was not on a
 * readable page, so m and g are assumptions with ranges.
 */
public final class GlutamateUptake implements Mechanism {
    /** Name of the mechanism. */
    public static final String NAME = "glutamate-uptake";

    private final Settings settings;
    private final double strength;
    private final Milieu milieu;

    /**
     * How much capacity is lost, how fast, and what spill-over does.
     *
     * @param time_min time constant of the change
     * @param largestLoss loss m of capacity at full mu stimulus, 0 to 1
     * @param spillover gain g of NMDA conductance for a complete loss
     * @param enhancement gain a of capacity at the full effect of an enhancer
     */
    public record Settings(double time_min, double largestLoss, double spillover, double enhancement) {
        /** Reads the parameters of the mechanism's file. */
        public static Settings read(Fields f, ParameterReader numbers) {
            return new Settings(
                    numbers.value(f, "time-constant", "min"),
                    numbers.value(f, "largest-loss", "1"),
                    numbers.value(f, "spillover", "1"),
                    numbers.value(f, "enhancement", "1"));
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
    public void advance(long tick, double step_min) {
        double loss = Math.min(1, strength * settings.largestLoss()) * milieu.muStimulus[Site.SPINAL_CORD.ordinal()];
        double support = 1 + settings.enhancement() * milieu.drugEffect(Target.GLUTAMATE_UPTAKE, Site.SPINAL_CORD);
        milieu.glutamateUptake =
                Milieu.relax(milieu.glutamateUptake, (1 - loss) * support, step_min, settings.time_min());
    }

    @Override
    public void modulate(ModulationPorts ports) {
        double factor = Math.max(0, 1 + settings.spillover() * (1 - milieu.glutamateUptake));
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
        sampler.add("dorsal-horn", "glutamate_uptake_capacity", milieu.glutamateUptake, "1");
    }
}
