package org.rexed.assay;

import org.rexed.circuit.Anatomy;
import org.rexed.circuit.Circuit;
import org.rexed.circuit.Site;
import org.rexed.document.Fields;
import org.rexed.document.Problems;
import org.rexed.evidence.ParameterReader;
import org.rexed.nociception.StimulusKind;
import org.rexed.random.RandomKey;

/**
 * Temporal summation of pain, the human counterpart of wind-up: how much more the last pulse of a train hurts than the
 * first, on the numerical scale. Each pulse is rated by the discharge in its own window, which begins when C fibres
 * arrive. Negative if the last one hurts less.
 */
public final class TemporalSummation implements Assay {
    private static final double MS_PER_s = 1000;

    private final String name;
    private final String title;
    private final RatedTrials trials;

    private TemporalSummation(String name, Fields f, ParameterReader numbers) {
        this.name = name;
        title = f.text("title");
        trials = RatedTrials.read(f, numbers);
        check(f);
        f.done();
    }

    private void check(Fields f) {
        Fields pulses = f.map("stimulus");
        if (trials.stimulus().kind() != StimulusKind.ELECTRICAL) {
            pulses.problem("kind", "kind: a train of pulses is needed; found " + pulses.raw("kind")
                    + "; allowed electrical");
        } else if (pulses() < 2) {
            Fields count = pulses.map("pulses");
            count.problem("value", "pulses: found " + count.raw("value") + "; allowed from 2, a first and a last one");
        }
    }

    static TemporalSummation read(String name, Fields f, ParameterReader numbers) {
        return new TemporalSummation(name, f, numbers);
    }

    private int pulses() {
        return trials.stimulus().values().get("pulses").intValue();
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
        double train_ms = (pulses() - 1) * MS_PER_s / trials.stimulus().values().get("frequency");
        Window first = trials.rated().after(trials.settle_ms());
        Window last = trials.rated().after(trials.settle_ms() + train_ms);
        Perception perception = trials.perception();
        double rise = trials.mean(circuit, site, chance, observer, last.until_ms(),
                cells -> perception.rating(cells.felt_Hz(last)) - perception.rating(cells.felt_Hz(first)));
        return new Reading(rise, unit(), false);
    }
}
