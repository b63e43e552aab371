package org.rexed.mechanism;

import java.util.ArrayList;
import java.util.List;
import org.rexed.neuron.ModulationPorts.Port;

/**
 * What one mechanism is connected to and what it reports, as it declares itself.
 *
 * @param mechanism name of the mechanism
 * @param reads signals it reads
 * @param writes signals it writes
 * @param modulates ports it moves together with others
 * @param variables what it reports, in its order
 */
public record Wiring(
        String mechanism, List<Signal> reads, List<Signal> writes, List<Port> modulates, List<Variable> variables) {
    /**
     * A variable as it stands in {@code states.csv}.
     *
     * @param entity what it belongs to
     * @param name its name
     * @param unit its unit
     */
    public record Variable(String entity, String name, String unit) {}

    /** Asks a mechanism. */
    public static Wiring of(Mechanism mechanism) {
        List<Variable> variables = new ArrayList<>();
        mechanism.sample((entity, name, value, unit) -> variables.add(new Variable(entity, name, unit)));
        return new Wiring(
                mechanism.name(),
                mechanism.reads().stream().sorted().toList(),
                mechanism.writes().stream().sorted().toList(),
                mechanism.modulates().stream().sorted().toList(),
                List.copyOf(variables));
    }
}
