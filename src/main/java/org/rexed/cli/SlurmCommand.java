package org.rexed.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.rexed.experiment.Batch;
import org.rexed.experiment.SlurmJob;
import org.rexed.scenario.ModelLibrary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rexed slurm}: a batch as a job array of a cluster. */
@Command(name = "slurm", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Writes the scripts that carry a batch out on a cluster with Slurm, an array of shards and a job"
            + " that joins them, and submits them if asked.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  rexed slurm dose-by-dynorphin --name first --tasks 4",
            "  rexed slurm dose-by-dynorphin --name first --minutes 60 --sbatch=--partition=short --submit"})
final class SlurmCommand implements Callable<Integer> {
    private static final int MOST_TASKS = 100_000;
    private static final int MOST_CORES = 1024;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "EXPERIMENT",
            description = "An experiment file, or the name of one in models/experiments.")
    private String file;

    @Option(names = "--out", paramLabel = "DIR",
            description = "Folder of all results, which every node has to see (default: output).")
    private Path out = Path.of("output");

    @Option(names = "--name", paramLabel = "NAME", required = true,
            description = "Name of the folder of the joined results; shards and scripts lie beside it.")
    private String name;

    @Option(names = "--tasks", paramLabel = "NUMBER",
            description = "Tasks of the array (default: one for each run, at most 100).")
    private Integer tasks;

    @Option(names = "--cores", paramLabel = "NUMBER", description = "Cores of a task (default: 1).")
    private int cores = 1;

    @Option(names = "--minutes", paramLabel = "NUMBER",
            description = "Limit of a task, after which it is queued again and goes on (default: the cluster's own).")
    private int minutes;

    @Option(names = "--sbatch", paramLabel = "OPTION",
            description = "A further option of sbatch, such as --sbatch=--partition=short; may be repeated.")
    private List<String> options = List.of();

    @Option(names = "--submit", description = "Submit the scripts too.")
    private boolean submit;

    /** Writes and submits. */
    @Override
    public Integer call() {
        ModelLibrary library = ModelLibrary.ofInstallation();
        Path experiment = ModelFiles.file(library, ModelLibrary.Kind.EXPERIMENT, file, spec);
        Batch batch = Batch.read(experiment, library);
        SlurmJob job = job(library, experiment, batch);
        job.write();
        spec.commandLine().getOut().println(job.folder());
        if (submit) {
            spec.commandLine().getOut().println("submitted: " + job.submit());
        } else {
            spec.commandLine().getOut().println("submit with: job=$(sbatch --parsable "
                + job.folder().resolve(SlurmJob.ARRAY) + ") && sbatch --dependency=afterany:$job "
                + job.folder().resolve(SlurmJob.MERGE));
        }
        return ExitCode.DONE;
    }

    private SlurmJob job(ModelLibrary library, Path experiment, Batch batch) {
        if (batch.isOpen()) {
            throw new ParameterException(spec.commandLine(), "how often " + batch.name()
                + " repeats its combinations follows from the results of all; it cannot be divided");
        }
        int most = Math.min(MOST_TASKS, batch.size());
        int number = tasks == null ? Math.min(100, most) : tasks;
        within("--tasks", number, 1, most);
        within("--cores", cores, 1, MOST_CORES);
        within("--minutes", minutes, 0, 1_000_000);
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,39}")) {
            throw new ParameterException(spec.commandLine(), "--name: found \"" + name
                + "\"; allowed are letters, digits, dot, - and _, at most 40 characters, beginning with a letter or"
                + " digit");
        }
        for (String option : options) {
            if (!option.matches("--[a-z0-9-]+(=[^\\n]*)?")) {
                throw new ParameterException(spec.commandLine(), "--sbatch: found \"" + option
                    + "\"; expected an option of sbatch such as --partition=short");
            }
        }
        Path folder = out.toAbsolutePath().normalize();
        SlurmJob job = new SlurmJob(library.home().toAbsolutePath().normalize().resolve("rexed"),
            experiment.toAbsolutePath().normalize(), folder, batch.name(), name, number, options, cores, minutes);
        for (Path taken : List.of(folder.resolve(batch.name()).resolve(name), job.folder())) {
            if (Files.exists(taken)) {
                throw new ParameterException(spec.commandLine(), taken + " exists; choose another --name");
            }
        }
        return job;
    }

    private void within(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(spec.commandLine(), option + ": found " + value + "; allowed " + least + " to "
                + most);
        }
    }
}
