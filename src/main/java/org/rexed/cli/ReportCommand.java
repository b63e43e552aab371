package org.rexed.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;
import org.rexed.experiment.JsonText;
import org.rexed.experiment.RunFolder;
import org.rexed.report.AttributionReport;
import org.rexed.report.BatchReport;
import org.rexed.report.ClaimsReport;
import org.rexed.report.DiagnosisReport;
import org.rexed.report.LessonReport;
import org.rexed.report.ProbeFigures;
import org.rexed.report.ProbeReport;
import org.rexed.report.RunFigures;
import org.rexed.report.RunReport;
import org.rexed.report.SensitivityReport;
import org.rexed.report.TreatmentReport;
import org.rexed.report.ValidationReport;
import org.rexed.scenario.ModelLibrary;
import org.rexed.treatment.Forecast;
import org.rexed.treatment.TreatmentRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rexed report}: the report of a finished folder, made again from its tables, or of a planned regimen. */
@Command(name = "report", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Makes figures and the report of a folder again from its tables; or, of the plan of a regimen,"
            + " simulates it in virtual persons and reports what to expect: relief, tolerance, risk of hyperalgesia and"
            + " ways out. For teaching and research; not for clinical use.",
        footerHeading = "%nExamples:%n",
        footer = {"  rexed report output/quickstart/1", "  rexed report output/wind-up/1",
            "  rexed report output/claims/1", "  rexed report output/dose-by-dynorphin/1",
            "  rexed report models/treatments/forecast-oxycodone.yaml"})
final class ReportCommand implements Callable<Integer> {
    private static final Map<Predicate<Path>, Function<Path, Path>> PAGES = new LinkedHashMap<>();

    static {
        PAGES.put(LessonReport::isIn, LessonReport::write);
        PAGES.put(BatchReport::isIn, BatchReport::write);
        PAGES.put(ClaimsReport::isIn, ClaimsReport::write);
        PAGES.put(ValidationReport::isIn, ValidationReport::write);
        PAGES.put(AttributionReport::isIn, AttributionReport::write);
        PAGES.put(DiagnosisReport::isIn, DiagnosisReport::write);
        PAGES.put(TreatmentReport::isIn, TreatmentReport::write);
        PAGES.put(SensitivityReport::isIn, SensitivityReport::write);
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR|PLAN", description = "The folder of a run, lesson, protocol, batch, claims"
            + " ledger, validation,"
            + " attribution, diagnosis, comparison of treatments or sensitivity analysis; or the file of a planned"
            + " regimen.")
    private Path place;

    @Option(names = "--resume",
            description = "Of a planned regimen: go on in the folder of an earlier start that was stopped.")
    private boolean resume;

    @Mixin
    private FolderOptions folders = new FolderOptions();

    @Mixin
    private WorkOptions work = new WorkOptions();

    /** Writes the figures and the report; 6 if a person of a forecast could not be simulated. */
    @Override
    public Integer call() {
        if (Files.isRegularFile(place)) {
            return forecast();
        }
        for (Map.Entry<Predicate<Path>, Function<Path, Path>> page : PAGES.entrySet()) {
            if (page.getKey().test(place)) {
                spec.commandLine().getOut().println(page.getValue().apply(place));
                return ExitCode.DONE;
            }
        }
        boolean protocol = ProbeFigures.areIn(place);
        if (protocol) {
            ProbeFigures.write(place);
        } else {
            RunFigures.write(place);
        }
        spec.commandLine().getOut().println(protocol ? ProbeReport.write(place) : RunReport.write(place));
        return ExitCode.DONE;
    }

    private int forecast() {
        ModelLibrary library = ModelLibrary.ofInstallation();
        Forecast forecast = Forecast.read(place, library);
        TreatmentRun run = new TreatmentRun(forecast, library);
        int threads = work.threads();
        RunFolder folder = folders.create(forecast.plan().name(), resume);
        StopMessage.arm(spec.commandLine().getErr(), "stopped; go on with the same command, --name "
            + folder.path().getFileName() + " and --resume");
        ObjectNode result;
        try (TreatmentProgress progress = new TreatmentProgress(work, "persons", spec.commandLine().getErr())) {
            result = run.run(folder, work.command(), threads, false, progress);
        }
        if (result.get("strategies").isEmpty()) {
            spec.commandLine().getErr().println("persons failed; failed.csv in " + folder.path() + " says why");
            return ExitCode.RUNS_FAILED;
        }
        Path page = TreatmentReport.write(folder.path());
        if (work.json()) {
            spec.commandLine().getOut().print(JsonText.of(result));
        }
        work.people().println("For teaching and research only; not for clinical use.");
        result.get("forecast").get("sentences").forEach(sentence -> work.people().println(sentence.asText()));
        work.people().println(page);
        work.people().flush();
        return ExitCode.DONE;
    }
}
