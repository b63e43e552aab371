package org.rexed.assay;

import org.rexed.circuit.Anatomy;
import org.rexed.circuit.Circuit;
import org.rexed.circuit.Probe;
import org.rexed.circuit.Site;
import org.rexed.document.Fields;
import org.rexed.document.Problems;
import org.rexed.evidence.ParameterReader;
import org.rexed.random.RandomKey;

/**
 * Recording from single cells, as with an electrode: the mean rate of a class of cells during or after a stimulus, or how
 * far it lies above the rate before the stimulus. Cord cells are those of the dermatome of the site.
 */
public final class UnitRecording implements Assay {
    private final String name;
    private final String title;
    private final Listening cells;
    private final ReadAs reading;
    private final AppliedStimulus stimulus;
    private final double settle_ms;
    private final double before_ms;
    private final double from_ms;
    private final double until_ms;

    /** What the reading tells. */
    private enum ReadAs {
        /** Mean rate in the response window. */
        RATE,
        /** That rate minus the one before the stimulus. */
        CHANGE
    }

    private UnitRecording(String name, Fields f, ParameterReader numbers) {
        this.name = name;
        title = f.text("title");
        cells = Listening.read(f, numbers);
        reading = f.choice("reading", ReadAs.class);
        settle_ms = numbers.value(f, "settle", "ms");
        before_ms = numbers.value(f, "before", "ms");
        from_ms = numbers.value(f, "response-from", "ms");
        until_ms = numbers.value(f, "response-until", "ms");
        if (until_ms <= from_ms) {
            f.problem("response-until", "response-until: found " + f.map("response-until").raw("value")
                    + ", which is not after response-from, " + f.map("response-from").raw("value"));
        }
        if (before_ms <= 0) {
            f.problem("before", "before: found " + f.map("before").raw("value") + "; allowed above 0 ms");
        }
        stimulus = AppliedStimulus.read(f.map("stimulus"), numbers);
        f.done();
    }

    static UnitRecording read(String name, Fields f, ParameterReader numbers) {
        return new UnitRecording(name, f, numbers);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String unit() {
        return "Hz";
    }

    @Override
    public void check(Anatomy anatomy, Problems problems) {
        cells.check(anatomy, problems);
    }

    @Override
    public Reading measure(Circuit circuit, Site site, RandomKey chance, ProbeObserver observer) {
        double onset_ms = settle_ms + before_ms;
        Probe probe = new Probe(circuit, stimulus.at(site, onset_ms), chance);
        Criterion.run(circuit, probe, onset_ms + until_ms, observer);
        Listening.Cells recorded = cells.at(circuit, site);
        double rate_Hz = recorded.rate_Hz(onset_ms + from_ms, onset_ms + until_ms);
        double before_Hz = reading == ReadAs.CHANGE ? recorded.rate_Hz(settle_ms, onset_ms) : 0;
        return new Reading(rate_Hz - before_Hz, unit(), false);
    }
}
