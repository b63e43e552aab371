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
 * Cyclo-oxygenase of the dorsal horn makes prostaglandin E2 when dynorphin excites and kinase C is active; the
 * prostaglandin closes glycine receptors of superficial cells.
 *
 * <p>Level p of each dermatome relaxes to {@code (1 - e) (1 - (1 - x)(1 - k))} with the non-opioid action x of
 * dynorphin, kinase activity k and the effect e of an inhibitor; glycine receptors keep {@code 1 - g p}. Spinal
 * dynorphin releases prostaglandin E2: Koetzner et al. 2004; it inhibits glycine receptors that contain the alpha-3
 * subunit: Harvey et al. 2004; parecoxib or ketorolac given before remifentanil makes the area of hyperalgesia
 * smaller: Troster et al. 2006, Lenz et al. 2011.
 */
public final class Prostaglandins implements Mechanism {
    /** Name of the mechanism. */
    public static final String NAME = "prostaglandins";

    private final Settings settings;
    private final double strength;
    private final Milieu milieu;
    private final double[] level;

    /**
     * Synthesis and action.
     *
     * @param time_min time constant of the level
     * @param glycineLoss share g of glycine receptors closed at the full level
     */
    public record Settings(double time_min, double glycineLoss) {
        /** Reads the parameters of the mechanism's file. */
        public static Settings read(Fields f, ParameterReader numbers) {
            return new Settings(numbers.value(f, "time-constant", "min"), numbers.value(f, "glycine-loss", "1"));
        }
    }

    /** A mechanism of the given strength (1 is normal) in a milieu. */
    public Prostaglandins(Settings settings, double strength, Milieu milieu) {
        this.settings = settings;
        this.strength = strength;
        this.milieu = milieu;
        level = new double[milieu.dermatomes()];
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Signal> reads() {
        return EnumSet.of(Signal.DYNORPHIN_EXCITATION, Signal.KINASE_C, Signal.DRUG_EFFECT);
    }

    @Override
    public Set<Signal> writes() {
        return EnumSet.noneOf(Signal.class);
    }

    @Override
    public Set<Port> modulates() {
        return EnumSet.of(Port.GLYCINE_FREE_FRACTION);
    }

    @Override
    public void advance(double step_min) {
        double made = 1 - milieu.drugEffect(Target.CYCLO_OXYGENASE, Site.SPINAL_CORD);
        for (int d = 0; d < level.length; d++) {
            double quiet = 1 - milieu.get(Signal.KINASE_C, d);
            double goal = made * (1 - (1 - milieu.get(Signal.DYNORPHIN_EXCITATION, d)) * quiet);
            level[d] = Milieu.relax(level[d], goal, step_min, settings.time_min());
        }
    }

    @Override
    public void modulate(ModulationPorts ports) {
        for (Population p : milieu.circuit().populations()) {
            if (milieu.isSuperficial(p)) {
                double lost = Math.min(1, strength * settings.glycineLoss() * level[milieu.dermatome(p)]);
                for (int i = p.first(); i < p.end(); i++) {
                    ports.glycineFreeFraction[i] *= 1 - lost;
                }
            }
        }
    }

    @Override
    public void sample(Sampler sampler) {
        double sum = 0;
        for (double each : level) {
            sum += each;
        }
        sampler.add("dorsal-horn", "prostaglandin_level", sum / level.length, "1");
    }
}
