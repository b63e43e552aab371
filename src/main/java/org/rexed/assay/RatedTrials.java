package org.rexed.assay;

import java.util.function.ToDoubleFunction;
import org.rexed.circuit.Circuit;
import org.rexed.circuit.Probe;
import org.rexed.circuit.Site;
import org.rexed.document.Fields;
import org.rexed.evidence.ParameterReader;
import org.rexed.random.RandomKey;

/**
 * A stimulus that a person rates, some times over.
 *
 * @param stimulus what is applied
 * @param settle_ms quiet time before it
 * @param rated window after its begin in which discharge is rated
 * @param trials how often it is applied
 * @param perception how discharge becomes a rating
 */
record RatedTrials(AppliedStimulus stimulus, double settle_ms, Window rated, int trials, Perception perception) {
    static RatedTrials read(Fields f, ParameterReader numbers) {
        double settle_ms = Window.positiveOrZero(f, "settle", "ms", numbers);
        Window rated = Window.read(f, "rated", numbers);
        int trials = Window.count(f, "trials", 1, numbers);
        AppliedStimulus stimulus = AppliedStimulus.read(f.map("stimulus"), numbers);
        return new RatedTrials(
                stimulus, settle_ms, rated, trials, Perception.read(f.map("perception"), numbers));
    }

    /** The mean over trials, each of which lasts until a time and is answered from the discharge of the cells. */
    double mean(
            Circuit circuit, Site site, RandomKey chance, ProbeObserver observer, double until_ms,
            ToDoubleFunction<Listening.Cells> answer) {
        Listening.Cells cells = perception.cells().at(circuit, site);
        double sum = 0;
        for (int trial = 0; trial < trials; trial++) {
            Probe probe = new Probe(circuit, stimulus.at(site, settle_ms), chance.child(trial));
            Criterion.run(circuit, probe, until_ms, observer);
            sum += answer.applyAsDouble(cells);
        }
        return sum / trials;
    }
}
