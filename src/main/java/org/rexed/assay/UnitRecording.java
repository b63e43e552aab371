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
 * Recording from single cells, as with an electrode: the mean rate of a class of cells during or after a stimulus, or
 * how far it lies above the rate before the stimulus. Cord cells are those of the dermatome of the site.
 */
public final class UnitRecording implements Assay {
    private final String name;
    private final String title;
    private final Listening cells;
    private final ReadAs reading;
    private final AppliedStimulus stimulus;
    private final double settle_ms;
    private final double before_ms;
    private final Window response;

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
        settle_ms = Window.positiveOrZero(f, "settle", "ms", numbers);
        before_ms = Window.positive(f, "before", "ms", numbers);
        response = Window.read(f, "response", numbers);
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
        Window window = response.after(onset_ms);
        Criterion.run(circuit, probe, window.until_ms(), observer);
        Listening.Cells recorded = cells.at(circuit, site);
        double rate_Hz = recorded.rate_Hz(window);
        double before_Hz = reading == ReadAs.CHANGE ? recorded.rate_Hz(new Window(settle_ms, onset_ms)) : 0;
        return new Reading(rate_Hz - before_Hz, unit(), false);
    }
}
