package org.rexed.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.rexed.report.AttributionReport;
import org.rexed.report.ClaimsReport;
import org.rexed.report.DiagnosisReport;
import org.rexed.report.ProbeFigures;
import org.rexed.report.ProbeReport;
import org.rexed.report.RunFigures;
import org.rexed.report.RunReport;
import org.rexed.report.ValidationReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rexed report}: figures and report of a finished run, protocol or ledger, made again from its tables. */
@Command(name = "report", mixinStandardHelpOptions = true,
        description = "Makes figures and the report of the folder of a run, protocol or ledger again from its tables.",
        footerHeading = "%nExamples:%n",
        footer = {"  rexed report output/quickstart/1", "  rexed report output/wind-up/1",
            "  rexed report output/claims/1"})
final class ReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The folder of a run, protocol, claims ledger or validation.")
    private Path folder;

    /** Writes the figures and the report. */
    @Override
    public Integer call() {
        if (ClaimsReport.isIn(folder)) {
            spec.commandLine().getOut().println(ClaimsReport.write(folder));
            return ExitCode.DONE;
        }
        if (ValidationReport.isIn(folder)) {
            spec.commandLine().getOut().println(ValidationReport.write(folder));
            return ExitCode.DONE;
        }
        if (AttributionReport.isIn(folder)) {
            spec.commandLine().getOut().println(AttributionReport.write(folder));
            return ExitCode.DONE;
        }
        if (DiagnosisReport.isIn(folder)) {
            spec.commandLine().getOut().println(DiagnosisReport.write(folder));
            return ExitCode.DONE;
        }
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
