package org.rexed.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Scripts that carry a batch out on a cluster with Slurm: a job array of which every task does one shard, and a job
 * that joins the shards when all tasks have ended. A task that is killed and queued again goes on in its own folder.
 *
 * @param launcher the program, absolute
 * @param experiment the experiment file, absolute
 * @param out folder of all results, absolute, that all nodes see
 * @param batch name of the experiment
 * @param name name of the folder of the joined results
 * @param tasks number of shards
 * @param options further options of every {@code #SBATCH} line, such as {@code --partition=short}
 * @param cores cores of a task
 * @param minutes limit of a task, after which it is queued again; 0 for the cluster's own
 */
public record SlurmJob(Path launcher, Path experiment, Path out, String batch, String name, int tasks,
                       List<String> options, int cores, int minutes) {
    /** The script of the array. */
    public static final String ARRAY = "array.sh";
    /** The script that joins the shards. */
    public static final String MERGE = "merge.sh";
    /** Seconds before the limit at which a task stops by itself. */
    private static final int NOTICE_s = 60;

    /** Keeps its own copy. */
    public SlurmJob {
        options = List.copyOf(options);
    }

    /** Folder of the scripts and of what the tasks print. */
    public Path folder() {
        return out.resolve(batch).resolve(name + "-slurm");
    }

    /** Folder of a shard. */
    Path part(int task) {
        return out.resolve(batch).resolve(name + "-part-" + task);
    }

    /** The script of the array. */
    public String array() {
        List<String> settings = new ArrayList<>(List.of("--job-name=" + batch, "--array=1-" + tasks, "--requeue",
            "--open-mode=append", "--cpus-per-task=" + cores, "--output=" + log("task-%a.log")));
        if (minutes > 0) {
            settings.add("--time=" + minutes);
            settings.add("--signal=B:USR1@" + NOTICE_s);
        }
        return head(settings) + """
            task=$SLURM_ARRAY_TASK_ID
            mkdir -p %1$s"-part-$task"
            %2$s batch %3$s --out %4$s --name %5$s"-part-$task" \\
                --shard "$task/%6$d" --resume --threads %7$d --no-progress &
            work=$!
            # Slurm tells that the time is nearly over: what is done is on disk, the rest is queued again.
            again() {
                kill -TERM "$work"
                wait "$work"
                scontrol requeue "${SLURM_ARRAY_JOB_ID}_$task"
                exit 0
            }
            trap again USR1
            trap 'kill -TERM "$work"; wait "$work"; exit 143' TERM
            wait "$work"
            """.formatted(quoted(out.resolve(batch).resolve(name)), quoted(launcher), quoted(experiment), quoted(out),
                quoted(name), tasks, cores);
    }

    /** The script that joins the shards; a second start of it replaces what the first left. */
    public String merge() {
        StringBuilder parts = new StringBuilder();
        for (int task = 1; task <= tasks; task++) {
            parts.append(" \\\n    ").append(quoted(part(task)));
        }
        return head(List.of("--job-name=" + batch + "-merge", "--requeue", "--open-mode=append",
            "--output=" + log("merge.log"))) + quoted(launcher) + " merge " + quoted(experiment) + " --out "
            + quoted(out) + " --name " + quoted(name) + " --overwrite" + parts + "\n";
    }

    /**
     * Writes both scripts.
     *
     * @throws UncheckedIOException if the folder cannot be written
     */
    public void write() {
        try {
            Files.createDirectories(folder());
            for (Map.Entry<String, String> script : Map.of(ARRAY, array(), MERGE, merge()).entrySet()) {
                Path file = Files.writeString(folder().resolve(script.getKey()), script.getValue(),
                    StandardCharsets.UTF_8);
                if (!file.toFile().setExecutable(true)) {
                    throw new IOException("cannot make " + file + " executable");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder(), e);
        }
    }

    /**
     * Submits both; the second waits for the first.
     *
     * @return numbers of the jobs, in words
     * @throws UncheckedIOException if there is no Slurm, or it does not take them
     */
    public String submit() {
        String array = sbatch(folder().resolve(ARRAY).toString());
        return "array " + array + ", merge "
            + sbatch("--dependency=afterany:" + array, folder().resolve(MERGE).toString());
    }

    private static String sbatch(String... arguments) {
        List<String> command = new ArrayList<>(List.of("sbatch", "--parsable"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new UncheckedIOException("cannot submit", new IOException(answer));
            }
            return answer.split(";")[0];
        } catch (IOException e) {
            throw new UncheckedIOException("cannot submit: is this a machine of the cluster?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while submitting", e);
        }
    }

    /** Slurm reads a percent sign as the begin of a pattern. */
    private String log(String file) {
        return folder().toString().replace("%", "%%") + "/" + file;
    }

    private String head(List<String> settings) {
        StringBuilder head = new StringBuilder("#!/bin/bash\n");
        List<String> all = new ArrayList<>(settings);
        all.addAll(options);
        for (String setting : all) {
            int equals = setting.indexOf('=');
            head.append("#SBATCH ").append(setting, 0, equals + 1).append(equals < 0 ? setting
                : "\"" + setting.substring(equals + 1).replace("\"", "\\\"") + "\"").append('\n');
        }
        // Nodes often have no locale of their own, with which paths beyond ASCII cannot be opened.
        return head.append("export LC_ALL=C.UTF-8\n").toString();
    }

    private static String quoted(Object text) {
        return "'" + text.toString().replace("'", "'\\''") + "'";
    }
}
