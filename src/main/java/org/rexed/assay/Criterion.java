package org.rexed.assay;

import org.rexed.circuit.Anatomy;
import org.rexed.circuit.Circuit;
import org.rexed.circuit.Probe;
import org.rexed.circuit.Site;
import org.rexed.document.Problems;

/** What ends a trial: a limb that is withdrawn, or a discharge that is felt. */
interface Criterion {
    /** Length of the pieces in which a probe is advanced and the criterion looked at. */
    double FRAME_ms = 10;

    /**
     * Runs a probe until the criterion is met or the time is over.
     *
     * @param circuit the circuit
     * @param site where the stimulus is applied
     * @param probe a probe that has not been advanced yet
     * @param onset_ms when the stimulus begins; spikes before do not count
     * @param until_ms when the trial is over
     * @param observer watches the probe
     * @return time of the response since the probe began in ms, or infinity
     */
    double time_ms(Circuit circuit, Site site, Probe probe, double onset_ms, double until_ms, ProbeObserver observer);

    /** Adds a problem for what an anatomy lacks. */
    default void check(Anatomy anatomy, Problems problems) {}

    /** Runs a probe to a time, frame by frame, and reports its end. */
    static void run(Circuit circuit, Probe probe, double until_ms, ProbeObserver observer) {
        int frame = circuit.timeStep().steps(FRAME_ms);
        int end = circuit.timeStep().steps(until_ms);
        while (probe.step() < end) {
            probe.advance(Math.min(frame, end - probe.step()));
            observer.advanced(probe);
        }
        observer.ended(probe);
    }
}
