package org.rexed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.rexed.experiment.FolderException;
import org.rexed.experiment.JsonText;
import org.rexed.experiment.RunFolder;
import org.rexed.report.SensitivityReport;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.ModelLibrary.Kind;
import org.rexed.sensitivity.SensitivityPlan;
import org.rexed.sensitivity.SensitivityRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rexed sensitivity}: how much each parameter matters. */
@Command(name = "sensitivity", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Tells how much fields of a scenario and numbers of the model matter for outcomes: Morris"
            + " screening"
            + " or Sobol indices with bootstrap intervals, noise of replicates apart, and a dummy parameter that does"
            + " nothing as the floor of noise.",
        footerHeading = "%nExamples:%n",
        footer = {"  rexed sensitivity acute-morphine --dry-run", "  rexed sensitivity acute-morphine --name first",
            "  rexed sensitivity acute-morphine --resume output/acute-morphine/first"})
final class SensitivityCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE",
            description = "A sensitivity file, or the name of one in models/sensitivities.")
    private String file;

    @Option(names = "--subjects", paramLabel = "NUMBER", description = "Subjects in each arm.")
    private String subjects;

    @Option(names = "--dry-run", description = "Print the number of points and subjects and end.")
    private boolean dryRun;

    @Option(names = "--resume", paramLabel = "DIR",
            description = "Go on in the folder of an earlier start; points that are done are not repeated.")
    private Path resume;

    @Mixin
    private ChangeOptions changes = new ChangeOptions();

    @Mixin
    private FolderOptions folders = new FolderOptions();

    @Mixin
    private WorkOptions work = new WorkOptions();

    /** Runs the design; 6 if a point failed. */
    @Override
    public Integer call() {
        ModelLibrary library = ModelLibrary.ofInstallation();
        Map<String, String> overrides = changes.overrides("subjects", subjects);
        SensitivityPlan plan =
            SensitivityPlan.read(ModelFiles.file(library, Kind.SENSITIVITY, file, spec), overrides, library);
        SensitivityRun run = new SensitivityRun(plan, library);
        if (dryRun) {
            if (work.json()) {
                spec.commandLine().getOut().print(JsonText.of(
                    Json.object().put("points", run.points()).put("subjects", run.subjects())));
            }
            work.people().println(run.points() + " points, " + run.subjects() + " subjects");
            return ExitCode.DONE;
        }
        int threads = work.threads();
        RunFolder folder = folder(plan);
        StopMessage.arm(spec.commandLine().getErr(), "stopped; go on with: rexed sensitivity " + file + " --resume "
            + folder.path());
        ObjectNode result;
        try (ProgressBar bar = work.progress("points")) {
            result = run.run(folder, work.command(), threads, (done, points, failed) -> bar.ended(done, failed,
                points));
        }
        SensitivityReport.write(folder.path());
        if (work.json()) {
            spec.commandLine().getOut().print(JsonText.of(result));
        }
        print(result, work.people());
        work.people().println(folder.path());
        if (result.get("failed").asInt() > 0) {
            spec.commandLine().getErr().println(result.get("failed").asInt() + " points failed, so that there are no"
                + " indices; --resume tries them again");
            return ExitCode.RUNS_FAILED;
        }
        return ExitCode.DONE;
    }

    private RunFolder folder(SensitivityPlan plan) {
        if (resume == null) {
            return folders.create(plan.name());
        }
        if (folders.name() != null) {
            throw new ParameterException(spec.commandLine(), "--resume goes on in its own folder; leave out --name");
        }
        RunFolder folder = RunFolder.open(resume);
        if (!folder.noted("kind").equals(SensitivityRun.KIND)) {
            throw new FolderException(FolderException.Reason.FOREIGN, resume + " is no folder of a sensitivity"
                + " analysis");
        }
        return folder;
    }

    private static void print(JsonNode result, PrintWriter out) {
        boolean morris = result.get("method").asText().equals("morris");
        for (JsonNode outcome : result.get("outcomes")) {
            out.println(outcome.get("title").asText() + (outcome.hasNonNull("noise_sd")
                ? String.format(Locale.ROOT, "; noise of a point %.3g (sd)", outcome.get("noise_sd").asDouble()) : ""));
            out.printf(Locale.ROOT, "  %-60s %-26s %s%n", "parameter", morris ? "mean absolute effect" : "first order",
                morris ? "spread of effects" : "total");
            for (JsonNode p : outcome.get("parameters")) {
                out.printf(Locale.ROOT, "  %-60s %-26s %s%n", p.get("path").asText(),
                    Json.interval(p, morris ? "mean_absolute" : "first", 1),
                    Json.interval(p, morris ? "spread" : "total", 1));
            }
        }
        out.flush();
    }
}
