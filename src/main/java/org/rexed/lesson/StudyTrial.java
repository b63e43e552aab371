package org.rexed.lesson;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.rexed.document.Location;
import org.rexed.experiment.Experiment;
import org.rexed.experiment.RecordChoice;
import org.rexed.experiment.RunFolder;
import org.rexed.experiment.Statistics.Estimate;
import org.rexed.measure.Observed;
import org.rexed.measure.Quantity;
import org.rexed.measure.Study;
import org.rexed.measure.VariableCheck;
import org.rexed.random.RandomKey;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.Scenario;
import org.rexed.simulation.Assembly;

/**
 * A study: every subject of every arm lives through a scenario.
 *
 * @param lived what the subjects live through
 * @param shown what the folder says was done; the same, unless the subjects keep a secret
 * @param record how much is kept
 * @param quantities what is measured
 * @param places where slow variables are named, by entity and name
 */
record StudyTrial(Scenario lived, Scenario shown, RecordChoice record, List<Quantity> quantities,
                  Map<List<String>, Location> places, ModelLibrary library) implements Trial {
    @Override
    public void check() {
        VariableCheck variables = new VariableCheck();
        variables.check(new Study(new Assembly(lived, library), quantities, null), places, "");
        variables.throwIfAny();
    }

    @Override
    public Outcome run(RunFolder folder, String given, String command, int threads, Experiment.Watcher watcher) {
        Assembly assembly = new Assembly(lived, library);
        Observed observed = new Observed(lived.subjects(), lived.tick_min());
        Experiment experiment = new Experiment(assembly, record)
            .describedAs(lived == shown ? assembly : new Assembly(shown, library)).witnessedBy(observed::add);
        Experiment.Result result = experiment.run(folder, given, command, threads, watcher);
        if (!result.failures().isEmpty()) {
            return new Outcome(result.runs(), result.failures().size(), result.failures().get(0).error(), List.of());
        }
        List<Estimate> found = new ArrayList<>();
        for (int i = 0; i < quantities.size(); i++) {
            found.add(quantities.get(i).estimate(observed, RandomKey.of(lived.seed()).child("lesson").child(i)));
        }
        return new Outcome(result.runs(), 0, "", found);
    }
}
