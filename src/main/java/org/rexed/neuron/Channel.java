package org.rexed.neuron;

/** What a synapse opens at its receiver. Kinetics and reversal potentials are in {@link SynapticKinetics}. */
public enum Channel {
    /** Fast glutamate receptor channel. */
    AMPA,
    /** Slow glutamate receptor channel, blocked by magnesium at rest, lets calcium in. */
    NMDA,
    /** GABA-A receptor channel. */
    GABA,
    /** Glycine receptor channel. */
    GLYCINE,
    /** Serotonin 5-HT3 receptor, a fast cation channel; shares the decay and the column of AMPA. */
    SEROTONIN,
    /** Slow cation conductance of substance P at NK1 receptors. */
    NK1,
    /** Slow cation conductance of CGRP. */
    CGRP,
    /** Slow potassium conductance of noradrenaline at alpha-2 receptors. */
    NORADRENALINE,
    /** GABA at terminals of primary afferents: lowers their release probability; its strength has no unit. */
    PRESYNAPTIC_INHIBITION;

    static final Channel[] VALUES = values();
    static final int COUNT = VALUES.length;

    /** Whether it is a peptide, released by dense-core vesicles. */
    public boolean isPeptide() {
        return this == NK1 || this == CGRP;
    }

    /** Unit of the strength of a synapse. */
    public String unit() {
        return this == PRESYNAPTIC_INHIBITION ? "1" : "nS";
    }

    /** Name in anatomy files. */
    public String key() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
