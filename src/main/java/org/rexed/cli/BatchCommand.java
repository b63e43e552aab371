package org.rexed.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.rexed.experiment.Batch;
import org.rexed.experiment.BatchRun;
import org.rexed.experiment.JsonText;
import org.rexed.report.BatchReport;
import org.rexed.scenario.ModelLibrary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rexed batch}: a grid of factor values and replicates over one scenario. */
@Command(name = "batch", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Runs every combination of factor values, with replicates, on all cores.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  rexed batch models/experiments/dose-by-dynorphin.yaml --dry-run",
            "  rexed batch dose-by-dynorphin --name first",
            "  rexed batch dose-by-dynorphin --name first --resume      goes on after a stop"})
final class BatchCommand implements Callable<Integer> {
    private static final List<String> TEXTS = List.of("arm", "assay", "site", "reference_arm");

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "EXPERIMENT",
            description = "An experiment file, or the name of one in models/experiments.")
    private String file;

    @Mixin
    private FolderOptions folders = new FolderOptions();

    @Mixin
    private WorkOptions work = new WorkOptions();

    @Option(names = "--dry-run", description = "Print the number of runs and end.")
    private boolean dryRun;

    @Option(names = "--resume",
            description = "Go on in the folder of an earlier start; finished runs are not repeated.")
    private boolean resume;

    /** Runs the design; 6 if a subject failed. */
    @Override
    public Integer call() {
        ModelLibrary library = ModelLibrary.ofInstallation();
        Batch batch = Batch.read(ModelFiles.file(library, ModelLibrary.Kind.EXPERIMENT, file, spec), library);
        PrintWriter out = spec.commandLine().getOut();
        String plan = batch.runs().size() + " runs, " + batch.subjects() + " subjects";
        if (dryRun) {
            if (work.json()) {
                out.print(JsonText.of(
                    Json.object().put("runs", batch.runs().size()).put("subjects", batch.subjects())));
            }
            work.people().println(plan);
            return ExitCode.DONE;
        }
        int threads = work.threads();
        BatchRun run = resume ? BatchRun.resume(batch, folders.out(), folders.name())
            : BatchRun.start(batch, folders.create(batch.name()));
        StopMessage.arm(spec.commandLine().getErr(), "stopped; go on with: rexed batch " + file + " --out "
            + folders.out() + " --name " + run.path().getFileName() + " --resume");
        BatchRun.Result result;
        try (ProgressBar bar = work.progress("subjects")) {
            result = run.run(work.command(), threads, bar);
        }
        BatchReport.write(result.folder());
        if (work.json()) {
            out.print(JsonText.of(json(batch, run, result)));
        }
        work.people().println(plan + (result.skipped() == 0 ? "" : "; " + result.skipped()
            + " runs were finished before"));
        work.people().println(result.folder());
        if (result.failed() > 0) {
            spec.commandLine().getErr().println(result.failed()
                + " subjects failed; failed.csv in the folder says which and why; --resume tries them again");
        }
        return result.failed() == 0 ? ExitCode.DONE : ExitCode.RUNS_FAILED;
    }

    private static ObjectNode json(Batch batch, BatchRun run, BatchRun.Result result) {
        ObjectNode root = Json.object().put("folder", result.folder().toString()).put("runs", result.planned())
            .put("skipped", result.skipped()).put("failed", result.failed());
        ArrayNode summary = root.putArray("summary");
        for (Batch.Run each : batch.runs()) {
            for (Map<String, String> cells : run.summary(each)) {
                ObjectNode row = summary.addObject().put("run", each.number()).put("replicate", each.replicate())
                    .put("seed", each.scenario().seed());
                each.factors().forEach(row.putObject("factors")::put);
                TEXTS.forEach(key -> row.put(key, cells.get(key)));
                JsonText.put(row, "time_min", number(cells, "time_min"));
                row.put("n", Integer.parseInt(cells.get("n")));
                JsonText.put(row, "mean", number(cells, "mean"));
                JsonText.put(row, "sd", number(cells, "sd"));
                JsonText.interval(row, "ci95", number(cells, "ci95_low"), number(cells, "ci95_high"));
                JsonText.put(row, "difference", number(cells, "difference_to_reference"));
                JsonText.interval(row, "difference_ci95", number(cells, "difference_ci95_low"),
                    number(cells, "difference_ci95_high"));
            }
        }
        return root;
    }

    private static double number(Map<String, String> cells, String key) {
        return cells.get(key).isEmpty() ? Double.NaN : Double.parseDouble(cells.get(key));
    }
}
