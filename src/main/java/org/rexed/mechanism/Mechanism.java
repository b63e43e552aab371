package org.rexed.mechanism;

import java.util.Set;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.ModulationPorts.Port;

/** One slow process: advances its own state minute by minute, then modulates the neurons. */
public interface Mechanism {
    /** Name of its file in {@code models/mechanisms}. */
    String name();

    /** Signals it reads. */
    Set<Signal> reads();

    /** Signals it writes; no other mechanism does. */
    Set<Signal> writes();

    /** Ports it modulates, together with others. */
    Set<Port> modulates();

    /**
     * Advances the state over a tick, reading and writing the milieu.
     *
     * @param step_min length of the tick that ends now, in minutes
     */
    void advance(double step_min);

    /** Multiplies factors and adds shifts of the ports; ports were neutral before the first contributor. */
    void modulate(ModulationPorts ports);

    /** Reports its variables. */
    void sample(Sampler sampler);

    /** Receives the value of one variable. */
    @FunctionalInterface
    interface Sampler {
        /** Takes a value of an entity's variable with its unit. */
        void add(String entity, String variable, double value, String unit);
    }
}
