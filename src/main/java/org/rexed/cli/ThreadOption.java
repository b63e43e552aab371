package org.rexed.cli;

import org.rexed.experiment.Runner;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How many subjects are simulated at once. */
final class ThreadOption {
    private static final int MOST_THREADS = 1024;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--threads", paramLabel = "NUMBER",
            description = "Subjects simulated at once (default: all cores); results do not depend on it.")
    private Integer threads;

    int threads() {
        if (threads != null && !(threads >= 1 && threads <= MOST_THREADS)) {
            throw new ParameterException(spec.commandLine(), "--threads: found " + threads + "; allowed 1 to "
                + MOST_THREADS);
        }
        return threads == null ? Runner.allCores() : threads;
    }
}
