package org.rexed.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.rexed.report.ProbeFigures;
import org.rexed.report.ProbeReport;
import org.rexed.report.RunFigures;
import org.rexed.report.RunReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rexed report}: figures and report of a finished run or protocol, made again from its tables. */
@Command(name = "report", mixinStandardHelpOptions = true,
        description = "Makes figures and report.html of the folder of a run or protocol again from its tables.",
        footerHeading = "%nExamples:%n",
        footer = {"  rexed report output/quickstart/1", "  rexed report output/wind-up/1"})
final class ReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The folder of a run or protocol.")
    private Path folder;

    /** Writes the figures and the report. */
    @Override
    public Integer call() {
        boolean protocol = ProbeFigures.areIn(folder);
        if (protocol) {
            ProbeFigures.write(folder);
        } else {
            RunFigures.write(folder);
        }
        spec.commandLine().getOut().println(protocol ? ProbeReport.write(folder) : RunReport.write(folder));
        return ExitCode.DONE;
    }
}
