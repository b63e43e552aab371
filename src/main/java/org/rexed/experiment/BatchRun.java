package org.rexed.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.rexed.recording.Observation;
import org.rexed.recording.Recording;
import org.rexed.scenario.Arm;
import org.rexed.scenario.Scenario;
import org.rexed.simulation.Assembly;

/**
 * Carries a {@link Batch} out in a folder. Every finished run has two tables in {@code runs/} and a line with their
 * SHA-256 in {@code ledger.csv}; what has both need not be run again.
 */
public final class BatchRun {
    private static final String LEDGER = "ledger.csv";
    private static final int NAME_DIGITS = 16;

    private final Batch batch;
    private final RunFolder folder;
    private final Path runs;
    private final Set<String> finished = new LinkedHashSet<>();
    private final List<String> failures = new ArrayList<>();

    /**
     * What a batch came to.
     *
     * @param folder where everything is
     * @param planned number of runs of the design
     * @param skipped those that were finished before
     * @param failed subjects that failed now
     */
    public record Result(Path folder, int planned, int skipped, int failed) {}

    private BatchRun(Batch batch, RunFolder folder) {
        this.batch = batch;
        this.folder = folder;
        runs = folder.path().resolve("runs");
    }

    /** A batch in a new folder. */
    public static BatchRun start(Batch batch, RunFolder folder) {
        return new BatchRun(batch, folder);
    }

    /**
     * A batch that goes on in the folder of an earlier start.
     *
     * @param name name of the folder; null for the one with the highest number
     * @throws FolderException if there is none, or it belongs to another plan, model or version
     */
    public static BatchRun resume(Batch batch, Path out, String name) {
        BatchRun run = new BatchRun(batch, RunFolder.resume(out, batch.name(), name, batch.identity()));
        run.readLedger();
        return run;
    }

    /** Where the batch is. */
    public Path path() {
        return folder.path();
    }

    /** Number of runs that need not be done again. */
    public int skipped() {
        return finished.size();
    }

    private void readLedger() {
        Path ledger = folder.path().resolve(LEDGER);
        if (!Files.exists(ledger)) {
            return;
        }
        // A line that a crash cut off does not have three cells, or its hashes do not fit.
        for (String line : DataFile.text(ledger).split("\n")) {
            String[] cells = line.split(",", -1);
            if (cells.length == 3 && intact(file(cells[0], ""), cells[1])
                    && intact(file(cells[0], "-summary"), cells[2])) {
                finished.add(cells[0]);
            }
        }
    }

    private static boolean intact(Path file, String sha256) {
        return Files.isRegularFile(file) && DataFile.sha256(DataFile.text(file)).equals(sha256);
    }

    private Path file(String identity, String suffix) {
        return runs.resolve(identity.substring(0, Math.min(identity.length(), NAME_DIGITS)) + suffix + ".csv");
    }

    /**
     * Does what is left to do and joins the tables of all runs.
     *
     * @throws FolderException if another start works in the same folder
     */
    public Result run(String command, int threads, Experiment.Watcher watcher) {
        return folder.locked(() -> work(command, threads, watcher));
    }

    private Result work(String command, int threads, Experiment.Watcher watcher) {
        try {
            Files.createDirectories(runs);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder.path(), e);
        }
        folder.note("plan", batch.identity());
        Scenario first = batch.runs().get(0).scenario();
        folder.begin(command, batch.name(), first.seed(), first.subjects(), batch.subjects());
        folder.write("experiment.yaml", batch.given());
        List<Batch.Run> left = batch.runs().stream().filter(run -> !finished.contains(run.identity())).toList();
        int skipped = batch.runs().size() - left.size();
        new Runner(threads).run(jobs(left), new Tables(left, watcher));
        join();
        if (!failures.isEmpty()) {
            folder.write("failed.csv", "run,arm,subject,error\n" + String.join("", failures));
        }
        folder.end(failures.size());
        return new Result(folder.path(), batch.runs().size(), skipped, failures.size());
    }

    private record Job(Batch.Run plan, Assembly assembly, Arm arm, int subject) implements Runner.Job<Recording> {
        @Override
        public Recording run() {
            return assembly.simulation(arm, subject).run();
        }
    }

    /** Subjects of all runs; model files are read when a run's turn comes, so that large designs fit into memory. */
    private Iterator<Job> jobs(List<Batch.Run> left) {
        return left.stream().flatMap(plan -> {
            Assembly assembly = batch.assembly(plan);
            return plan.scenario().arms().stream().flatMap(arm -> IntStream.range(0, plan.scenario().subjects())
                .mapToObj(subject -> new Job(plan, assembly, arm, subject)));
        }).iterator();
    }

    /** Collects the rows of one run after the other and files them when the run is complete. */
    private final class Tables implements Runner.Taker<Recording, Job> {
        private final Map<Integer, Integer> missing = new LinkedHashMap<>();
        private final Experiment.Watcher watcher;
        private final int subjects;
        private StringBuilder rows = new StringBuilder(StudyTables.OBSERVATIONS);
        private Summary summary;
        private boolean whole = true;
        private int done;

        Tables(List<Batch.Run> left, Experiment.Watcher watcher) {
            this.watcher = watcher;
            left.forEach(r -> missing.put(r.number(), r.scenario().arms().size() * r.scenario().subjects()));
            subjects = missing.values().stream().mapToInt(Integer::intValue).sum();
        }

        @Override
        public void finished(Job job, Recording recording) {
            Scenario scenario = job.plan().scenario();
            for (Observation o : recording.observations()) {
                rows.append(StudyTables.row(job.arm().name(), job.subject(), scenario.seed(), o));
            }
            summary(job).add(job.arm().name(), job.subject(), recording.observations());
            taken(job);
        }

        @Override
        public void failed(Job job, Throwable error) {
            failures.add(Csv.line(job.plan().number(), job.arm().name(), job.subject(),
                String.valueOf(error.getMessage())));
            whole = false;
            taken(job);
        }

        private Summary summary(Job job) {
            summary = summary == null ? new Summary(job.plan().scenario()) : summary;
            return summary;
        }

        private void taken(Job job) {
            watcher.ended(++done, failures.size(), subjects);
            if (missing.merge(job.plan().number(), -1, Integer::sum) > 0) {
                return;
            }
            String identity = job.plan().identity();
            try {
                String hash = DataFile.write(file(identity, ""), rows.toString());
                String summaryHash = DataFile.write(file(identity, "-summary"), summary(job).csv());
                if (whole) {
                    append(identity + "," + hash + "," + summaryHash);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write to " + runs, e);
            }
            rows = new StringBuilder(StudyTables.OBSERVATIONS);
            summary = null;
            whole = true;
        }
    }

    private void append(String line) throws IOException {
        try (FileChannel ledger = FileChannel.open(folder.path().resolve(LEDGER), StandardOpenOption.CREATE,
                StandardOpenOption.APPEND)) {
            // The line break in front ends a line that a crash cut off.
            ledger.write(ByteBuffer.wrap(("\n" + line).getBytes(StandardCharsets.UTF_8)));
            ledger.force(true);
        }
    }

    /** Joins the tables of all runs in the order of the design, with the values of the factors in front. */
    private void join() {
        String columns = "run," + Csv.line(batch.factors().toArray()).strip() + (batch.factors().isEmpty() ? "" : ",")
            + "replicate,";
        try (RunFolder.Growing growing = folder.new Growing()) {
            DataFile readings = growing.table("batch.csv", columns + StudyTables.OBSERVATIONS);
            DataFile summaries = growing.table("batch-summary.csv", columns + "seed," + Summary.HEADER);
            for (Batch.Run run : batch.runs()) {
                List<Object> cells = new ArrayList<>();
                cells.add(run.number());
                cells.addAll(run.factors().values());
                cells.add(run.replicate());
                rows(file(run.identity(), "")).forEach(row -> readings.write(prefix(cells) + row + "\n"));
                cells.add(run.scenario().seed());
                rows(file(run.identity(), "-summary")).forEach(row -> summaries.write(prefix(cells) + row + "\n"));
            }
            growing.finish();
        }
    }

    private static String prefix(List<Object> cells) {
        return Csv.line(cells.toArray()).strip() + ",";
    }

    private static List<String> rows(Path file) {
        List<String> lines = List.of(DataFile.text(file).split("\n"));
        return lines.subList(1, lines.size());
    }

    /** The summary rows of a run, cells by column, for other forms of the result. */
    public List<Map<String, String>> summary(Batch.Run run) {
        List<Map<String, String>> result = new ArrayList<>();
        String[] columns = Summary.HEADER.strip().split(",");
        for (String row : rows(file(run.identity(), "-summary"))) {
            String[] cells = row.split(",", -1);
            Map<String, String> named = new LinkedHashMap<>();
            for (int i = 0; i < columns.length; i++) {
                named.put(columns[i], cells[i]);
            }
            result.add(named);
        }
        return result;
    }
}
