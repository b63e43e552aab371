package org.rexed.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options on how to work and what to print meanwhile. */
final class WorkOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private ThreadOption threads = new ThreadOption();

    @Option(names = "--json", description = "Machine-readable result on standard output.")
    private boolean json;

    @Option(names = "--quiet", description = "Print errors only.")
    private boolean quiet;

    @Option(names = "--no-progress", description = "No progress on standard error.")
    private boolean noProgress;

    @Option(names = "--progress-json", description = "Progress on standard error as lines of JSON.")
    private boolean progressJson;

    int threads() {
        return threads.threads();
    }

    boolean json() {
        return json;
    }

    boolean quiet() {
        return quiet;
    }

    /** Where a person reads the result: nowhere if a machine does or silence was asked for. */
    PrintWriter people() {
        return quiet || json ? new PrintWriter(PrintWriter.nullWriter()) : spec.commandLine().getOut();
    }

    boolean progressWanted() {
        return !quiet && !noProgress;
    }

    ProgressBar progress(String what) {
        ProgressBar.Form form = quiet || noProgress ? ProgressBar.Form.NONE : progressJson ? ProgressBar.Form.JSON
            : System.console() != null && !json ? ProgressBar.Form.BAR : ProgressBar.Form.LINES;
        return new ProgressBar(spec.commandLine().getErr(), what, form);
    }

    /** The command line as it could be typed again. */
    String command() {
        return "rexed " + String.join(" ", spec.commandLine().getParseResult().originalArgs().stream()
            .map(WorkOptions::quoted).toList());
    }

    private static String quoted(String argument) {
        return argument.matches("[A-Za-z0-9_./:=,@%+-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
