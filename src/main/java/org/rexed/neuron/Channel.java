package org.rexed.neuron;

/** Synaptic receptor channels. Their decay times and reversal potentials are in {@link SynapticKinetics}. */
public enum Channel {
    AMPA,
    NMDA,
    GABA,
    GLYCINE,
    NK1;

    static final Channel[] VALUES = values();
    static final int COUNT = VALUES.length;
}
