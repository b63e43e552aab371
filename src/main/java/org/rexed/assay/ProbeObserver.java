package org.rexed.assay;

import org.rexed.circuit.Probe;

/**
 * Watches the probes of an assay: the slow processes take their firing, the recorder their spikes, the GUI their
 * frames.
 */
public interface ProbeObserver {
    /** Called every 10 ms of the fast clock; must not change anything. */
    default void advanced(Probe probe) {}

    /** Whether it has to see the probes of a test, so that a remembered answer will not do. */
    default boolean mustSee() {
        return false;
    }

    /** Called when a probe is over. */
    void ended(Probe probe);
}
