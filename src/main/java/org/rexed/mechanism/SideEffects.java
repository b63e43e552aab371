package org.rexed.mechanism;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.rexed.document.Fields;
import org.rexed.evidence.ParameterReader;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.ModulationPorts.Port;
import org.rexed.pharmacology.Site;
import org.rexed.receptor.OperationalModel;

/**
 * What opioids do besides relieving pain: sedation, respiratory depression, nausea and itch, each with a tolerance of
 * its own. These are read where mu stimulus arises and reach no neuron of the circuit.
 *
 * <p>Each effect is {@code E = T q S / (1 + T q S)} (operational model, Black and Leff 1983) of the mu stimulus S of
 * its site with transducer ratio T and coupled fraction q: {@code dq/dt = -loss S q + recovery (1 - q)}.
 */
public final class SideEffects implements Mechanism {
    /** Name of the mechanism. */
    public static final String NAME = "side-effects";
    /** The effects, as they are named in the file and in tables. */
    public static final List<String> EFFECTS = List.of("sedation", "respiratory-depression", "nausea", "itch");

    private final List<Effect> effects;
    private final double strength;
    private final Milieu milieu;
    private final double[] coupled;
    private final double[] level;

    /**
     * One effect.
     *
     * @param site where it arises
     * @param transducer ratio T of a full agonist
     * @param loss_per_min rate of uncoupling at full stimulus
     * @param recovery_per_min rate of recoupling
     */
    public record Effect(Site site, double transducer, double loss_per_min, double recovery_per_min) {}

    /** Reads the parameters of the mechanism's file, effect by effect. */
    public static List<Effect> read(Fields f, ParameterReader numbers) {
        return EFFECTS.stream()
                .map(name -> new Effect(
                        name.equals("itch") ? Site.SPINAL_CORD : Site.BRAINSTEM,
                        numbers.value(f, name + "-transducer-ratio", "1"),
                        numbers.value(f, name + "-tolerance", "1/min"),
                        numbers.value(f, name + "-recovery", "1/min")))
                .toList();
    }

    /** Effects with their tolerance of the given strength (1 is normal) in a milieu. */
    public SideEffects(List<Effect> effects, double strength, Milieu milieu) {
        this.effects = effects;
        this.strength = strength;
        this.milieu = milieu;
        coupled = new double[effects.size()];
        level = new double[effects.size()];
        java.util.Arrays.fill(coupled, 1);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Signal> reads() {
        return EnumSet.of(Signal.MU_STIMULUS);
    }

    @Override
    public Set<Signal> writes() {
        return EnumSet.noneOf(Signal.class);
    }

    @Override
    public Set<Port> modulates() {
        return EnumSet.noneOf(Port.class);
    }

    @Override
    public void advance(double step_min) {
        for (int e = 0; e < coupled.length; e++) {
            Effect effect = effects.get(e);
            double stimulus = milieu.get(Signal.MU_STIMULUS, effect.site());
            coupled[e] = Milieu.exchange(
                    coupled[e], strength * effect.loss_per_min() * stimulus, effect.recovery_per_min(), step_min);
            level[e] = new OperationalModel(effect.transducer()).response(coupled[e] * stimulus);
        }
    }

    @Override
    public void modulate(ModulationPorts ports) {
        // Readouts of their own.
    }

    @Override
    public void sample(Sampler sampler) {
        for (int e = 0; e < level.length; e++) {
            sampler.add("side-effect", EFFECTS.get(e).replace('-', '_'), level[e], "1");
        }
    }
}
