package org.rexed.mechanism;

import org.rexed.neuron.ModulationPorts;

/** One slow process: advances its own state minute by minute, then modulates the neurons. */
public interface Mechanism {
    /** Name of its file in {@code models/mechanisms}. */
    String name();

    /**
     * Advances the state over a tick, reading and writing the milieu.
     *
     * @param tick number of the tick that ends now
     * @param step_min its length in minutes
     */
    void advance(long tick, double step_min);

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
