package org.rexed.assay;

import org.rexed.circuit.Anatomy;
import org.rexed.circuit.Circuit;
import org.rexed.circuit.Probe;
import org.rexed.circuit.Site;
import org.rexed.document.Fields;
import org.rexed.document.Problems;
import org.rexed.evidence.ParameterReader;

/**
 * When a stimulus is felt as painful: the summed discharge of ascending cells within a window reaches a rate. The
 * person or animal reacts, by a button or its voice, some time later.
 *
 * @param cells whose discharge counts
 * @param discharge_Hz rate, summed over cells
 * @param window_ms length of the window
 * @param reaction_ms time from there to the reaction
 */
record Detection(Listening cells, double discharge_Hz, double window_ms, double reaction_ms) implements Criterion {
    /** Reads the {@code detection} section of an assay file. */
    static Detection read(Fields f, ParameterReader numbers) {
        Detection detection = new Detection(
                Listening.read(f, numbers),
                Window.positive(f, "discharge", "Hz", numbers),
                Window.positive(f, "window", "ms", numbers),
                Window.positiveOrZero(f, "reaction", "ms", numbers));
        f.done();
        return detection;
    }

    @Override
    public void check(Anatomy anatomy, Problems problems) {
        cells.check(anatomy, problems);
    }

    @Override
    public double time_ms(
            Circuit circuit, Site site, Probe probe, double onset_ms, double until_ms, ProbeObserver observer) {
        Listening.Cells heard = cells.at(circuit, site);
        int frame = circuit.timeStep().steps(FRAME_ms);
        double felt_ms = Double.POSITIVE_INFINITY;
        while (probe.time_ms() < until_ms && Double.isInfinite(felt_ms)) {
            probe.advance(frame);
            observer.advanced(probe);
            double now_ms = probe.time_ms();
            int spikes = heard.spikes(new Window(Math.max(onset_ms, now_ms - window_ms), now_ms));
            if (now_ms > onset_ms && spikes * 1000 >= discharge_Hz * circuit.criterion() * window_ms) {
                felt_ms = now_ms + reaction_ms;
            }
        }
        observer.ended(probe);
        return felt_ms <= until_ms ? felt_ms : Double.POSITIVE_INFINITY;
    }
}
