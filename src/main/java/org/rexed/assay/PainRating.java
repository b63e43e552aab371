package org.rexed.assay;

import org.rexed.circuit.Anatomy;
import org.rexed.circuit.Circuit;
import org.rexed.circuit.Probe;
import org.rexed.circuit.Site;
import org.rexed.document.Fields;
import org.rexed.document.Problems;
import org.rexed.evidence.ParameterReader;
import org.rexed.random.RandomKey;

/** Pain of a stimulus on the numerical scale from 0 to 10: its discharge in a window, as a person would rate it. */
public final class PainRating implements Assay {
    private final String name;
    private final String title;
    private final AppliedStimulus stimulus;
    private final double settle_ms;
    private final Window rated;
    private final int trials;
    private final Perception perception;

    private PainRating(String name, Fields f, ParameterReader numbers) {
        this.name = name;
        title = f.text("title");
        settle_ms = Window.positiveOrZero(f, "settle", "ms", numbers);
        rated = Window.read(f, "rated", numbers);
        trials = Window.count(f, "trials", 1, numbers);
        stimulus = AppliedStimulus.read(f.map("stimulus"), numbers);
        perception = Perception.read(f.map("perception"), numbers);
        f.done();
    }

    static PainRating read(String name, Fields f, ParameterReader numbers) {
        return new PainRating(name, f, numbers);
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
        return "1";
    }

    @Override
    public void check(Anatomy anatomy, Problems problems) {
        perception.cells().check(anatomy, problems);
    }

    @Override
    public Reading measure(Circuit circuit, Site site, RandomKey chance, ProbeObserver observer) {
        double sum = 0;
        Listening.Cells cells = perception.cells().at(circuit, site);
        Window window = rated.after(settle_ms);
        for (int trial = 0; trial < trials; trial++) {
            Probe probe = new Probe(circuit, stimulus.at(site, settle_ms), chance.child(trial));
            Criterion.run(circuit, probe, window.until_ms(), observer);
            sum += perception.rating(cells.discharge_Hz(window));
        }
        return new Reading(sum / trials, unit(), false);
    }
}
