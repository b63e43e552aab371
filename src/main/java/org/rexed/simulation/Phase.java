package org.rexed.simulation;

/** The phases of a tick in the order in which MASON runs them. */
public enum Phase {
    /** Doses given, drugs distributed and eliminated. */
    KINETICS,
    /** Receptors and slow mechanisms advance. */
    MECHANISMS,
    /** Modulation ports are written when a probe may follow. */
    MODULATION,
    /** Assays that are due and spells of ongoing activity: the fast clock. */
    PROBES,
    /** Slow variables are sampled. */
    RECORDING
}
