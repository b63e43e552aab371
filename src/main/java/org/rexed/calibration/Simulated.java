package org.rexed.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rexed.document.InputException;
import org.rexed.document.Problems;
import org.rexed.experiment.Runner;
import org.rexed.measure.Observed;
import org.rexed.measure.Quantity;
import org.rexed.measure.Study;
import org.rexed.measure.VariableCheck;
import org.rexed.recording.Recording;
import org.rexed.scenario.Arm;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.ParameterChanges;
import org.rexed.simulation.Assembly;
import org.rexed.simulation.RexedSimulation;
import org.rexed.validation.PublishedStudy;
import org.rexed.validation.Target;

/**
 * The simulator as a model of targets. Every evaluation simulates the same subjects with the same random numbers, so
 * that two evaluations differ by their parameters alone.
 */
final class Simulated {
    private final ModelLibrary library;
    private final int threads;

    /** A study with the targets wanted of it. */
    record Wanted(PublishedStudy study, List<String> targets) {}

    private record Life(Study study, Assembly assembly, Arm arm, int subject) implements Runner.Job<Recording> {
        /** Lives as long as something is needed of it: an acute target of a study of days costs hours only. */
        @Override
        public Recording run() {
            RexedSimulation simulation = assembly.simulation(arm, subject);
            // A reading is taken at the first tick that is not earlier than planned.
            double last_min = study.needs().last_min(arm.name()) + assembly.scenario().tick_min();
            if (last_min >= assembly.scenario().duration_min()) {
                return simulation.run();
            }
            simulation.start();
            while (simulation.time_min() < last_min && simulation.advance()) {
                // each tick does its own work
            }
            return simulation.observed();
        }
    }

    Simulated(ModelLibrary library, int threads) {
        this.library = library;
        this.threads = threads;
    }

    /**
     * Reads everything once with the present values.
     *
     * @throws InputException if a model file is wrong or a slow variable does not exist
     */
    void check(List<Wanted> wanted) {
        VariableCheck variables = new VariableCheck();
        for (Wanted each : wanted) {
            Assembly assembly = new Assembly(each.study.scenario(), library);
            variables.check(new Study(assembly, quantities(each.study, each.targets), null), each.study.places(), "");
        }
        variables.throwIfAny();
    }

    /** Subjects that an evaluation simulates. */
    static int lives(List<Wanted> wanted, ModelLibrary library) {
        return wanted.stream().mapToInt(each -> new Study(new Assembly(each.study.scenario(), library),
            quantities(each.study, each.targets), null).runs()).sum();
    }

    private static List<Quantity> quantities(PublishedStudy study, List<String> targets) {
        return study.targets().stream().filter(target -> targets.contains(target.name())).map(Target::quantity)
            .toList();
    }

    /**
     * What is predicted for each target of each study; NaN where the quantity does not exist, everywhere if the model
     * cannot be built with these values.
     *
     * @param values parameters with their units by path
     */
    double[] predict(List<Wanted> wanted, Map<String, String> values) {
        try {
            Problems problems = new Problems();
            ModelLibrary changed = library.with(ParameterChanges.of(values), problems);
            problems.throwIfAny();
            Map<Study, List<Quantity>> studies = new LinkedHashMap<>();
            List<Life> lives = new ArrayList<>();
            for (Wanted each : wanted) {
                PublishedStudy again = PublishedStudy.of(each.study.id(), each.study.tree(), changed);
                List<Quantity> quantities = quantities(again, each.targets);
                Study study = new Study(new Assembly(again.scenario(), changed), quantities, null);
                studies.put(study, quantities);
                for (Arm arm : study.arms()) {
                    for (int subject = 0; subject < again.scenario().subjects(); subject++) {
                        lives.add(new Life(study, study.assembly(), arm, subject));
                    }
                }
            }
            simulate(lives);
            return studies.entrySet().stream().flatMapToDouble(entry -> {
                Observed observed = entry.getKey().observed();
                int[] all = java.util.stream.IntStream.range(0, observed.subjects()).toArray();
                return entry.getValue().stream().mapToDouble(quantity -> finite(quantity.of(observed, all)));
            }).toArray();
        } catch (InputException e) {
            // Some values are each possible and together not, such as shares that sum to more than one.
            double[] nothing = new double[wanted.stream().mapToInt(each -> each.targets.size()).sum()];
            Arrays.fill(nothing, Double.NaN);
            return nothing;
        }
    }

    private static double finite(double value) {
        return Double.isInfinite(value) ? Double.NaN : value;
    }

    private void simulate(List<Life> lives) {
        new Runner(threads).run(lives.iterator(), new Runner.Taker<Recording, Life>() {
            @Override
            public void finished(Life life, Recording recording) {
                life.study.finished(life.arm, life.subject, recording);
            }

            @Override
            public void failed(Life life, Throwable error) {
                if (error instanceof Error) {
                    throw (Error) error;
                }
                life.study.failed(life.arm, life.subject, error);
            }
        });
    }
}
