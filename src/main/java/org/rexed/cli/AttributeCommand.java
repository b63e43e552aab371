package org.rexed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.rexed.attribution.AttributionPlan;
import org.rexed.attribution.AttributionRun;
import org.rexed.experiment.JsonText;
import org.rexed.experiment.RunFolder;
import org.rexed.report.AttributionReport;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.ModelLibrary.Kind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rexed attribute}: divides effects among mechanisms. */
@Command(name = "attribute", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Divides effects among groups of mechanisms: simulates combinations of them switched off and"
            + " gives"
            + " each group's Shapley share, on average and in each subject, with intervals.",
        footerHeading = "%nExamples:%n",
        footer = {"  rexed attribute morphine-week --dry-run      how many subjects that is",
            "  rexed attribute morphine-week --subjects 4",
            "  rexed attribute my-attribution.yaml --set \"arms.morphine.doses.0.rate=40 mg/kg/d\""})
final class AttributeCommand implements Callable<Integer> {
    private static final String ROW = "%-38s %-26s %-26s %s%n";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "An attribution file, or the name of one in models/attributions.")
    private String file;

    @Option(names = "--subjects", paramLabel = "NUMBER", description = "Subjects (default: as the file says).")
    private String subjects;

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

    /** Runs the combinations; 6 if a subject failed. */
    @Override
    public Integer call() {
        ModelLibrary library = ModelLibrary.ofInstallation();
        Map<String, String> overrides = changes.overrides("subjects", subjects);
        AttributionPlan plan =
            AttributionPlan.read(ModelFiles.file(library, Kind.ATTRIBUTION, file, spec), overrides, library);
        AttributionRun run = new AttributionRun(plan, library);
        if (dryRun) {
            if (work.json()) {
                spec.commandLine().getOut().print(JsonText.of(Json.object().put("subjects", run.runs())));
            }
            work.people().println(run.runs() + " subjects in all combinations");
            return ExitCode.DONE;
        }
        int threads = work.threads();
        RunFolder folder = folders.create(plan.name(), resume);
        StopMessage.arm(spec.commandLine().getErr(), "stopped; go on with the same command, --name "
            + folder.path().getFileName() + " and --resume");
        ObjectNode result;
        try (ProgressBar bar = work.progress("subjects")) {
            result = run.run(folder, work.command(), threads, new QueueProgress<>(bar));
        }
        if (result.get("effects").isEmpty()) {
            spec.commandLine().getErr().println("subjects failed; failed.csv in " + folder.path() + " says why");
            return ExitCode.RUNS_FAILED;
        }
        AttributionReport.write(folder.path());
        if (work.json()) {
            spec.commandLine().getOut().print(JsonText.of(result));
        }
        print(result, work.people());
        work.people().println(folder.path());
        return ExitCode.DONE;
    }

    private static void print(JsonNode result, PrintWriter out) {
        for (JsonNode effect : result.get("effects")) {
            out.println(effect.get("title").asText() + ": " + Json.interval(effect, "effect", 1));
            out.printf(Locale.ROOT, ROW, "  group", "contribution [95 %]", "share of the effect, %",
                "largest in, % of subjects");
            for (JsonNode group : effect.get("groups")) {
                out.printf(Locale.ROOT, ROW, "  " + group.get("group").asText(),
                    Json.interval(group, "contribution", 1),
                    Json.interval(group, "share", 100),
                    Json.interval(group, "predominates", 100));
            }
        }
        out.flush();
    }
}
