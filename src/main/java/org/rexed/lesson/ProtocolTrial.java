package org.rexed.lesson;

import java.util.List;
import org.rexed.electrophysiology.ProbeRun;
import org.rexed.electrophysiology.ProtocolReader;
import org.rexed.electrophysiology.ResultMeasure;
import org.rexed.experiment.Experiment;
import org.rexed.experiment.RunFolder;

/**
 * A protocol of the fast clock.
 *
 * @param read the protocol with its model files
 * @param measures what is taken of its results
 */
record ProtocolTrial(ProtocolReader.Read read, List<ResultMeasure> measures) implements Trial {
    /** Everything is known from the protocol. */
    @Override
    public void check() {}

    @Override
    public Outcome run(RunFolder folder, String given, String command, int threads, Experiment.Watcher watcher) {
        ProbeRun.Result result = new ProbeRun(read).run(folder, given, command, threads, watcher);
        return new Outcome(result.recordings(), result.failed(), result.firstError(), result.failed() > 0 ? List.of()
            : measures.stream().map(measure -> measure.of(result.results())).toList());
    }
}
