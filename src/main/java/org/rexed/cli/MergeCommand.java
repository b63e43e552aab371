package org.rexed.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.rexed.experiment.Batch;
import org.rexed.experiment.BatchRun;
import org.rexed.experiment.JsonText;
import org.rexed.scenario.ModelLibrary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rexed merge}: joins shards of a batch. */
@Command(name = "merge", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Joins the folders of a batch's shards into one, with the tables that one start of all would"
            + " have given; says what is missing or double.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  rexed merge dose-by-dynorphin output/dose-by-dynorphin/part-* --name whole"})
final class MergeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "EXPERIMENT",
            description = "The experiment file, or the name of one in models/experiments.")
    private String file;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "DIR", description = "Folders of its shards.")
    private List<Path> parts;

    @Mixin
    private FolderOptions folders = new FolderOptions();

    @Mixin
    private WorkOptions work = new WorkOptions();

    @Option(names = "--parquet", description = "The joined readings as batch.parquet too.")
    private boolean parquet;

    /** Joins; 6 if a run is missing or a subject failed. */
    @Override
    public Integer call() {
        ModelLibrary library = ModelLibrary.ofInstallation();
        Batch batch = Batch.read(ModelFiles.file(library, ModelLibrary.Kind.EXPERIMENT, file, spec), library);
        BatchRun run = BatchRun.start(batch, folders.create(batch.name()), BatchRun.Shard.ALL);
        if (parquet) {
            run.withParquet();
        }
        BatchRun.Merged merged = run.merge(work.command(), parts);
        if (work.json()) {
            ObjectNode root = Json.object().put("folder", merged.folder().toString()).put("planned", merged.planned())
                .put("ok", merged.ok()).put("failed", merged.failed()).put("missing", merged.missing())
                .put("twice", merged.twice());
            spec.commandLine().getOut().print(JsonText.of(root));
        }
        work.people().println(merged.planned() + " runs planned: " + merged.ok() + " ok, " + merged.failed()
            + " failed, " + merged.missing() + " missing"
            + (merged.twice() == 0 ? "" : "; " + merged.twice() + " in several folders, with the same results"));
        work.people().println(merged.folder());
        if (merged.ok() < merged.planned()) {
            spec.commandLine().getErr().println("do what is missing with: rexed batch " + file + " --out "
                + folders.out() + " --name " + merged.folder().getFileName() + " --resume");
            return ExitCode.RUNS_FAILED;
        }
        return ExitCode.DONE;
    }
}
