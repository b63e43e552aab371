package org.rexed.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.rexed.report.RunFigures;
import org.rexed.report.RunReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rexed report}: figures and report of a finished run, made again from its tables. */
@Command(name = "report", mixinStandardHelpOptions = true,
        description = "Makes figures and report.html of a run folder again from its tables.",
        footerHeading = "%nExample:%n", footer = "  rexed report output/quickstart/1")
final class ReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "A run folder.")
    private Path folder;

    /** Writes the figures and the report. */
    @Override
    public Integer call() {
        RunFigures.write(folder);
        spec.commandLine().getOut().println(RunReport.write(folder));
        return ExitCode.DONE;
    }
}
