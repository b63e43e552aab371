package org.rexed.assay;

import org.rexed.circuit.Anatomy;
import org.rexed.circuit.Circuit;
import org.rexed.circuit.Probe;
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
    private final AppliedStimulus stimulus;
    private final double settle_ms;
    private final Window rated;
    private final int trials;
    private final Perception perception;

    private TemporalSummation(String name, Fields f, ParameterReader numbers) {
        this.name = name;
        title = f.text("title");
        settle_ms = Window.positiveOrZero(f, "settle", "ms", numbers);
        rated = Window.read(f, "rated", numbers);
        trials = Window.count(f, "trials", 1, numbers);
        stimulus = AppliedStimulus.read(f.map("stimulus"), numbers);
        check(f);
        perception = Perception.read(f.map("perception"), numbers);
        f.done();
    }

    private void check(Fields f) {
        Fields pulses = f.map("stimulus");
        if (stimulus.kind() != StimulusKind.ELECTRICAL) {
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
        return stimulus.values().get("pulses").intValue();
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
        Listening.Cells cells = perception.cells().at(circuit, site);
        double train_ms = (pulses() - 1) * MS_PER_s / stimulus.values().get("frequency");
        Window first = rated.after(settle_ms);
        Window last = rated.after(settle_ms + train_ms);
        double sum = 0;
        for (int trial = 0; trial < trials; trial++) {
            Probe probe = new Probe(circuit, stimulus.at(site, settle_ms), chance.child(trial));
            Criterion.run(circuit, probe, last.until_ms(), observer);
            sum += perception.rating(cells.discharge_Hz(last)) - perception.rating(cells.discharge_Hz(first));
        }
        return new Reading(sum / trials, unit(), false);
    }
}
