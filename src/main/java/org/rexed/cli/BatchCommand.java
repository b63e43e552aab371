package org.rexed.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rexed.experiment.Batch;
import org.rexed.experiment.BatchRun;
import org.rexed.experiment.JsonText;
import org.rexed.report.BatchReport;
import org.rexed.scenario.ModelLibrary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rexed batch}: a design of factor values and replicates over one scenario. */
@Command(name = "batch", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Runs an experiment: combinations of factor values, with replicates, on all cores.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  rexed batch models/experiments/dose-by-dynorphin.yaml --dry-run",
            "  rexed batch dose-by-dynorphin --name first",
            "  rexed batch dose-by-dynorphin --name first --resume      goes on after a stop",
            "  rexed batch dose-by-dynorphin --name part-1 --shard 1/2  half of the runs, for another machine"})
final class BatchCommand implements Callable<Integer> {
    /** A page of more runs would not be read. */
    private static final int MOST_ON_A_PAGE = 500;
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

    @Option(names = "--dry-run",
            description = "Simulates one subject, tells runs, time and disk, and ends.")
    private boolean dryRun;

    @Option(names = "--resume",
            description = "Go on in the folder of an earlier start; finished runs are not repeated.")
    private boolean resume;

    @Option(names = "--extend",
            description = "With --resume: the plan has changed; runs that are also in the new plan are kept.")
    private boolean extend;

    @Option(names = "--shard", paramLabel = "I/N",
            description = "Only every N-th run, beginning with the I-th; rexed merge joins the folders of all.")
    private String shard;

    @Option(names = "--only", paramLabel = "RUN", description = "A single run, by its number.")
    private Integer only;

    @Option(names = "--parquet", description = "The joined readings as batch.parquet too.")
    private boolean parquet;

    /** Runs the design; 6 if a subject failed. */
    @Override
    public Integer call() {
        if (extend && !resume) {
            throw new ParameterException(spec.commandLine(), "--extend needs --resume");
        }
        ModelLibrary library = ModelLibrary.ofInstallation();
        Batch batch = Batch.read(ModelFiles.file(library, ModelLibrary.Kind.EXPERIMENT, file, spec), library);
        BatchRun.Shard part = part(batch);
        int threads = work.threads();
        if (dryRun) {
            return tell(batch, part, threads);
        }
        BatchRun run = resume ? BatchRun.resume(batch, folders.out(), folders.name(), part, extend)
            : BatchRun.start(batch, folders.create(batch.name()), part);
        if (parquet) {
            run.withParquet();
        }
        run.repeatedBy("rexed batch " + file + " --only %d --debug");
        StopMessage.arm(spec.commandLine().getErr(), "stopped; go on with: rexed batch " + file + " --out "
            + folders.out() + " --name " + run.path().getFileName() + " --resume"
            + (shard == null ? "" : " --shard " + shard));
        BatchRun.Result result;
        try (ProgressBar bar = work.progress("subjects")) {
            result = run.run(work.command(), threads, bar);
        }
        if (result.planned() > 0 && result.planned() <= MOST_ON_A_PAGE && result.failed() == 0) {
            BatchReport.write(result.folder());
        }
        if (work.json()) {
            spec.commandLine().getOut().print(JsonText.of(json(run, result)));
        }
        work.people().println(result.planned() + " runs" + (result.skipped() == 0 ? "" : "; " + result.skipped()
            + " were finished before"));
        work.people().println(result.folder());
        if (result.failed() > 0) {
            spec.commandLine().getErr().println(result.failed()
                + " subjects failed; failed.csv in the folder says which, why and how to repeat them; --resume tries"
                + " them again");
        }
        return result.failed() == 0 ? ExitCode.DONE : ExitCode.RUNS_FAILED;
    }

    private BatchRun.Shard part(Batch batch) {
        if (only != null) {
            if (shard != null) {
                throw new ParameterException(spec.commandLine(), "--only and --shard exclude each other");
            }
            if (only < 1 || only > batch.size()) {
                throw new ParameterException(spec.commandLine(), "--only: found " + only + "; allowed 1 to "
                    + batch.size());
            }
            return new BatchRun.Shard(only, batch.size());
        }
        if (shard == null) {
            return BatchRun.Shard.ALL;
        }
        Matcher parts = Pattern.compile("([0-9]{1,7})/([0-9]{1,7})").matcher(shard);
        if (!parts.matches() || Integer.parseInt(parts.group(1)) < 1
                || Integer.parseInt(parts.group(1)) > Integer.parseInt(parts.group(2))) {
            throw new ParameterException(spec.commandLine(), "--shard: found \"" + shard
                + "\"; expected I/N with I from 1 to N, such as 3/10");
        }
        if (batch.isOpen()) {
            throw new ParameterException(spec.commandLine(), "--shard: how often " + batch.name()
                + " repeats its combinations follows from the results of all; run it whole");
        }
        return new BatchRun.Shard(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
    }

    private int tell(Batch batch, BatchRun.Shard part, int threads) {
        Batch.Forecast forecast = batch.forecast(part);
        double hours = forecast.seconds() / Math.min(threads, forecast.subjects()) / 3600;
        if (work.json()) {
            ObjectNode root = Json.object().put("runs", forecast.runs()).put("subjects", forecast.subjects())
                .put("hours", hours).put("bytes", forecast.bytes());
            spec.commandLine().getOut().print(JsonText.of(root));
        }
        work.people().println(forecast.runs() + (batch.isOpen() ? " runs at most, " : " runs, ") + forecast.subjects()
            + " subjects");
        work.people().println(String.format(Locale.ROOT, "about %s on %d threads, by one subject of the first run;"
            + " about %.1f MB of disk", hours < 0.1 ? String.format(Locale.ROOT, "%.1f min", 60 * hours)
                : String.format(Locale.ROOT, "%.1f h", hours), threads, forecast.bytes() / 1e6));
        return ExitCode.DONE;
    }

    private static ObjectNode json(BatchRun run, BatchRun.Result result) {
        ObjectNode root = Json.object().put("folder", result.folder().toString()).put("runs", result.planned())
            .put("skipped", result.skipped()).put("failed", result.failed());
        ArrayNode summary = root.putArray("summary");
        run.eachSummary((each, cells) -> {
            ObjectNode row = summary.addObject().put("run", each.number()).put("replicate", each.replicate())
                .put("seed", each.seed());
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
        });
        return root;
    }

    private static double number(Map<String, String> cells, String key) {
        return cells.get(key).isEmpty() ? Double.NaN : Double.parseDouble(cells.get(key));
    }
}
