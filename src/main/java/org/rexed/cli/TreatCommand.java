package org.rexed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.rexed.experiment.JsonText;
import org.rexed.experiment.RunFolder;
import org.rexed.report.TreatmentReport;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.ModelLibrary.Kind;
import org.rexed.treatment.TreatmentPlan;
import org.rexed.treatment.TreatmentRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rexed treat}: compares strategies of treatment. */
@Command(name = "treat", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Compares strategies of treatment on pain, sensitivity, withdrawal, giving up and time to"
            + " recovery,"
            + " in one table and one figure; with --search looks for the best schedule within the file's limits."
            + " For teaching and research; not for clinical use.",
        footerHeading = "%nExamples:%n",
        footer = {"  rexed treat exits", "  rexed treat exits --subjects 4 --name first-look",
            "  rexed treat exits --search        the best taper, with what it gains in other subjects"})
final class TreatCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE",
            description = "A comparison of treatments, or the name of one in models/treatments.")
    private String file;

    @Option(names = "--subjects", paramLabel = "NUMBER", description = "Subjects in each arm.")
    private String subjects;

    @Option(names = "--search", description = "Look for the best schedule within the limits of the file.")
    private boolean search;

    @Option(names = "--dry-run", description = "Print the number of subjects to simulate and end.")
    private boolean dryRun;

    @Option(names = "--resume",
            description = "Go on in the folder of an earlier start that was stopped; the result is the same.")
    private boolean resume;

    @Mixin
    private ChangeOptions changes = new ChangeOptions();

    @Mixin
    private FolderOptions folders = new FolderOptions();

    @Mixin
    private WorkOptions work = new WorkOptions();

    /** Runs the strategies; 6 if a subject failed. */
    @Override
    public Integer call() {
        ModelLibrary library = ModelLibrary.ofInstallation();
        Map<String, String> overrides = changes.overrides("subjects", subjects);
        TreatmentPlan plan =
            TreatmentPlan.read(ModelFiles.file(library, Kind.TREATMENT, file, spec), overrides, library);
        if (search && plan.search() == null) {
            throw new ParameterException(spec.commandLine(), "--search: " + file + " states no limits under search");
        }
        TreatmentRun run = new TreatmentRun(plan, overrides, library);
        if (dryRun) {
            if (work.json()) {
                spec.commandLine().getOut().print(JsonText.of(Json.object().put("subjects", run.runs())));
            }
            work.people().println(run.runs() + " subjects in all arms" + (search ? ", then "
                + plan.search().evaluations() + " schedules of " + 2 * plan.scenario().subjects() : ""));
            return ExitCode.DONE;
        }
        return run(run, folders.create(plan.name(), resume));
    }

    private int run(TreatmentRun run, RunFolder folder) {
        StopMessage.arm(spec.commandLine().getErr(), "stopped; go on with the same command, --name "
            + folder.path().getFileName() + " and --resume");
        ObjectNode result;
        try (TreatmentProgress progress = new TreatmentProgress(work, "subjects", spec.commandLine().getErr())) {
            result = run.run(folder, work.command(), work.threads(), search, progress);
        }
        if (result.get("strategies").isEmpty()) {
            spec.commandLine().getErr().println("subjects failed; failed.csv in " + folder.path() + " says why");
            return ExitCode.RUNS_FAILED;
        }
        TreatmentReport.write(folder.path());
        if (work.json()) {
            spec.commandLine().getOut().print(JsonText.of(result));
        }
        print(result, work.people());
        work.people().println(folder.path());
        return ExitCode.DONE;
    }

    private static void print(JsonNode result, PrintWriter out) {
        for (JsonNode outcome : result.get("outcomes")) {
            out.println(outcome.get("title").asText() + " (" + outcome.get("better").asText() + " is better)");
            for (JsonNode strategy : result.get("strategies")) {
                JsonNode numbers = strategy.get("outcomes").get(outcome.get("name").asText());
                JsonNode planned = numbers.get("as_planned");
                out.printf(Locale.ROOT, "  %-26s %-26s change %-26s%s%n", strategy.get("arm").asText(),
                    Json.interval(planned, "mean", 1), Json.interval(planned, "change", 1), numbers.has("leavers_back")
                        ? " leavers as before " + Json.interval(numbers.get("leavers_back"), "mean", 1) : "");
            }
        }
        for (JsonNode strategy : result.get("strategies")) {
            if (strategy.has("completed")) {
                out.printf(Locale.ROOT, "stay to the end: %-26s %s%n", strategy.get("arm").asText(),
                    Json.interval(strategy, "completed", 1));
            }
        }
        JsonNode search = result.get("search");
        if (search != null) {
            search.get("parameters").forEach(p -> out.printf(Locale.ROOT, "best %s: %.4g %s (from %.4g to %.4g)%n",
                p.get("path").asText(), p.get("best").asDouble(), p.get("unit").asText(), p.get("from").asDouble(),
                p.get("to").asDouble()));
            out.printf(Locale.ROOT, "cost in %d other subjects less that of the start: %s%n",
                search.get("judged_by").asInt(), Json.interval(search, "gain", 1));
        }
        out.flush();
    }
}
