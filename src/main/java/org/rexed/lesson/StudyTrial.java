package org.rexed.lesson;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.rexed.document.Location;
import org.rexed.experiment.Experiment;
import org.rexed.experiment.RecordChoice;
import org.rexed.experiment.RunFolder;
import org.rexed.experiment.Runner;
import org.rexed.experiment.Statistics.Estimate;
import org.rexed.experiment.StudyTables;
import org.rexed.measure.Observed;
import org.rexed.measure.Quantity;
import org.rexed.measure.Study;
import org.rexed.measure.VariableCheck;
import org.rexed.random.RandomKey;
import org.rexed.recording.Recording;
import org.rexed.scenario.Arm;
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
    /** One subject of one arm. */
    private record Life(Assembly assembly, Arm arm, int number) implements Runner.Job<Recording> {
        @Override
        public Recording run() {
            return assembly.simulation(arm, number).run();
        }
    }

    @Override
    public void check() {
        VariableCheck variables = new VariableCheck();
        variables.check(new Study(new Assembly(lived, library), quantities, null), places, "");
        variables.throwIfAny();
    }

    @Override
    public Outcome run(RunFolder folder, String given, String command, int threads, Experiment.Watcher watcher) {
        Assembly assembly = new Assembly(lived, library);
        Assembly described = lived == shown ? assembly : new Assembly(shown, library);
        List<Life> lives = new ArrayList<>();
        for (Arm arm : lived.arms()) {
            for (int number = 0; number < lived.subjects(); number++) {
                lives.add(new Life(assembly, arm, number));
            }
        }
        Observed observed = new Observed(lived.subjects(), lived.tick_min());
        Experiment.Result result;
        try (StudyTables tables = new StudyTables(folder, described, record, given, command, lives.size())) {
            new Runner(threads).run(lives.iterator(), new Runner.Taker<Recording, Life>() {
                private int done;
                private int failed;

                @Override
                public void finished(Life life, Recording recording) {
                    tables.add(life.arm().name(), life.number(), recording);
                    observed.add(life.arm().name(), life.number(), recording);
                    watcher.ended(++done, failed, lives.size());
                }

                @Override
                public void failed(Life life, Throwable error) {
                    tables.failed(life.arm().name(), life.number(), error);
                    watcher.ended(++done, ++failed, lives.size());
                }
            });
            result = tables.finish();
        }
        if (!result.failures().isEmpty()) {
            return new Outcome(lives.size(), result.failures().size(), result.failures().get(0).error(), List.of());
        }
        List<Estimate> found = new ArrayList<>();
        for (int i = 0; i < quantities.size(); i++) {
            found.add(quantities.get(i).estimate(observed, RandomKey.of(lived.seed()).child("lesson").child(i)));
        }
        return new Outcome(lives.size(), 0, "", found);
    }
}
