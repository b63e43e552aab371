package org.rexed.assay;

import org.rexed.circuit.Anatomy;
import org.rexed.circuit.Circuit;
import org.rexed.circuit.Site;
import org.rexed.document.Fields;
import org.rexed.document.Problems;
import org.rexed.evidence.ParameterReader;
import org.rexed.random.RandomKey;

/** Pain of a stimulus on the numerical scale from 0 to 10: its discharge in a window, as a person would rate it. */
public final class PainRating implements Assay {
    private final String name;
    private final String title;
    private final RatedTrials trials;

    private PainRating(String name, Fields f, ParameterReader numbers) {
        this.name = name;
        title = f.text("title");
        trials = RatedTrials.read(f, numbers);
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
        trials.perception().cells().check(anatomy, problems);
    }

    @Override
    public Reading measure(Circuit circuit, Site site, RandomKey chance, ProbeObserver observer) {
        Window window = trials.rated().after(trials.settle_ms());
        double rating = trials.mean(circuit, site, chance, observer, window.until_ms(),
                cells -> trials.perception().rating(cells.felt_Hz(window)));
        return new Reading(rating, unit(), false);
    }
}
