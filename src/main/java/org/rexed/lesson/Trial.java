package org.rexed.lesson;

import java.util.List;
import org.rexed.experiment.Experiment;
import org.rexed.experiment.RunFolder;
import org.rexed.experiment.Statistics.Estimate;

/** The experiment of a lesson: a scenario, or a protocol of the fast clock. */
sealed interface Trial permits StudyTrial, ProtocolTrial {
    /**
     * What came of it.
     *
     * @param runs subjects or recordings that were simulated
     * @param failed those that failed
     * @param firstError what went wrong first; empty if nothing did
     * @param found what was measured, in the order of the expectations; empty if anything failed
     */
    record Outcome(int runs, int failed, String firstError, List<Estimate> found) {
        /** Keeps its own copy. */
        public Outcome {
            found = List.copyOf(found);
        }
    }

    /**
     * Finds out what only a begun experiment knows, before anything is written.
     *
     * @throws org.rexed.document.InputException with every problem
     */
    void check();

    /** Runs everything and writes the folder. */
    Outcome run(RunFolder folder, String given, String command, int threads, Experiment.Watcher watcher);
}
