package org.rexed.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rexed.document.InputException;
import org.rexed.recording.Observation;
import org.rexed.recording.Recording;
import org.rexed.scenario.Arm;
import org.rexed.scenario.Scenario;
import org.rexed.simulation.Assembly;

/**
 * Carries a {@link Batch} out in a folder, run by run; a start that was stopped is gone on with. A shard carries out
 * every n-th run; {@link #merge merging} shards gives the same tables as one start of all.
 */
public final class BatchRun {
    private static final String COMBINATIONS = "batch.csv";

    private final Batch batch;
    private final RunFolder folder;
    private final RunFiles files;
    private final Shard shard;
    /** Failed subjects and runs by run number, as rows of {@code failed.csv}. */
    private final Map<Integer, List<String>> failures = new TreeMap<>();
    private String repeat = "";
    private boolean parquet;
    private Simulator simulator = (plan, assembly, arm, subject, checkpoints) ->
        checkpoints.run(plan.key(), assembly, arm, subject);

    /** Simulates one subject; tests put a made-up one in its place. */
    interface Simulator {
        /** The subject's recording. */
        Recording run(Batch.Run plan, Assembly assembly, Arm arm, int subject, Checkpoints checkpoints);
    }

    /**
     * A part of the runs: every {@code count}-th, beginning with number {@code index}.
     *
     * @param index from 1 to {@code count}
     */
    public record Shard(int index, int count) {
        /** All runs. */
        public static final Shard ALL = new Shard(1, 1);

        boolean has(int number) {
            return (number - 1) % count == index - 1;
        }
    }

    /**
     * What a batch came to.
     *
     * @param folder where everything is
     * @param planned number of runs of the design or shard
     * @param skipped those that were finished before
     * @param failed subjects that failed now, and runs whose scenario cannot be
     */
    public record Result(Path folder, int planned, int skipped, int failed) {}

    /**
     * What merging found.
     *
     * @param planned number of runs of the design
     * @param ok runs without a failed subject
     * @param failed runs of which a subject failed
     * @param missing runs that no folder has
     * @param twice runs that several folders have, with the same result
     */
    public record Merged(Path folder, int planned, int ok, int failed, int missing, int twice) {}

    private BatchRun(Batch batch, RunFolder folder, Shard shard) {
        this.batch = batch;
        this.folder = folder;
        this.shard = shard;
        files = new RunFiles(folder.path());
    }

    /** A batch in a new folder. */
    public static BatchRun start(Batch batch, RunFolder folder, Shard shard) {
        return new BatchRun(batch, folder, shard);
    }

    /**
     * A batch that goes on in the folder of an earlier start.
     *
     * @param name name of the folder; null for the one with the highest number
     * @param extend whether the folder may be of another plan: runs of it that are also of this one are kept
     * @throws FolderException if there is none, or it belongs to another plan, model or version
     */
    public static BatchRun resume(Batch batch, Path out, String name, Shard shard, boolean extend) {
        RunFolder folder = RunFolder.resume(out, batch.name(), name);
        if (!extend) {
            folder.claim(batch.identity());
        }
        BatchRun run = new BatchRun(batch, folder, shard);
        run.files.read();
        return run;
    }

    /** Where the batch is. */
    public Path path() {
        return folder.path();
    }

    /** Number of runs of the design or shard. */
    public int planned() {
        return (int) numbers().count();
    }

    /** Number of runs that need not be done again. */
    public int skipped() {
        return (int) numbers().filter(number -> files.isFinished(batch.run(number))).count();
    }

    private IntStream numbers() {
        return IntStream.rangeClosed(1, batch.size()).filter(shard::has);
    }

    /** Lets the joined readings appear as a Parquet file too. */
    public BatchRun withParquet() {
        parquet = true;
        return this;
    }

    BatchRun simulatedBy(Simulator other) {
        simulator = other;
        return this;
    }

    /** A command that repeats a single run, with {@code %d} for its number, for the list of failures. */
    public BatchRun repeatedBy(String command) {
        repeat = command;
        return this;
    }

    /**
     * Does what is left to do and joins the tables of all runs.
     *
     * @throws FolderException if another start works in the same folder
     * @throws UncheckedIOException if the disk is full or cannot be written
     */
    public Result run(String command, int threads, Experiment.Watcher watcher) {
        return folder.locked(() -> work(command, threads, watcher));
    }

    private Result work(String command, int threads, Experiment.Watcher watcher) {
        int planned = planned();
        int skipped = skipped();
        checkSpace(planned - skipped);
        // The manifest comes first: a folder that has it can be gone on with wherever this stops.
        begin(command, planned, batch.identity());
        files.sweep();
        Checkpoints checkpoints = Checkpoints.of(folder, null, batch.model());
        checkpoints.begin();
        Jobs jobs = new Jobs(checkpoints);
        Waves waves = new Waves(batch, files);
        Taken taken = new Taken(watcher, checkpoints);
        while (waves.next()) {
            IntStream todo = waves.numbers().filter(shard::has);
            int[] left = todo.filter(number -> !files.isFinished(batch.run(number))).toArray();
            taken.expect(left);
            new Runner(threads).run(jobs.of(left), taken);
        }
        join(waves);
        if (!failures.isEmpty()) {
            writeFailures();
        }
        int failed = failures.values().stream().mapToInt(List::size).sum();
        if (failed == 0) {
            checkpoints.removeAll();
        }
        folder.end(failed);
        return new Result(folder.path(), (int) waves.all().filter(shard::has).count(), skipped, failed);
    }

    private void begin(String command, int runs, String plan) {
        folder.note(RunFolder.PLAN, plan);
        folder.begin(command, batch.name(), batch.base().seed(), batch.base().subjects(), runs);
        folder.write("experiment.yaml", batch.given());
        files.begin();
    }

    private void checkSpace(int left) {
        double needed = batch.bytes(left);
        long free = free();
        if (needed > free) {
            throw new UncheckedIOException(new IOException(String.format(Locale.ROOT,
                "%s: %d runs need about %.0f MB; %.0f MB are free", folder.path(), left, needed / 1e6, free / 1e6)));
        }
    }

    private long free() {
        try {
            return Files.getFileStore(folder.path()).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot see how much is free at " + folder.path(), e);
        }
    }

    /** One subject, or a run whose scenario cannot be. */
    private record Job(Batch.Run plan, Assembly assembly, Arm arm, int subject, Callable<Recording> work)
            implements Runner.Job<Recording> {
        @Override
        public Recording run() throws Exception {
            return work.call();
        }
    }

    /** Subjects of runs; model files are read when a run's turn comes, so that large designs fit into memory. */
    private final class Jobs {
        private final Checkpoints checkpoints;

        Jobs(Checkpoints checkpoints) {
            this.checkpoints = checkpoints;
        }

        Iterator<Job> of(int... left) {
            return IntStream.of(left).mapToObj(batch::run).flatMap(this::of).iterator();
        }

        private Stream<Job> of(Batch.Run plan) {
            try {
                Assembly assembly = batch.assembly(plan);
                return assembly.scenario().arms().stream().flatMap(arm -> IntStream
                    .range(0, assembly.scenario().subjects())
                    .mapToObj(subject -> new Job(plan, assembly, arm, subject,
                        () -> simulator.run(plan, assembly, arm, subject, checkpoints))));
            } catch (InputException e) {
                return Stream.of(new Job(plan, null, null, 0, () -> {
                    throw e;
                }));
            }
        }
    }

    /** Collects the rows of one run after the other and files them when the run is complete. */
    private final class Taken implements Runner.Taker<Recording, Job> {
        private final Experiment.Watcher watcher;
        private final Checkpoints checkpoints;
        private StringBuilder rows = new StringBuilder(StudyTables.OBSERVATIONS);
        private Summary summary;
        private int ofRun;
        private int subjects;
        private int done;
        private int failed;

        Taken(Experiment.Watcher watcher, Checkpoints checkpoints) {
            this.watcher = watcher;
            this.checkpoints = checkpoints;
        }

        void expect(int... numbers) {
            subjects += IntStream.of(numbers).map(number -> batch.subjects(batch.run(number))).sum();
        }

        @Override
        public void finished(Job job, Recording recording) {
            long seed = job.plan().seed();
            for (Observation o : recording.observations()) {
                rows.append(StudyTables.row(job.arm().name(), job.subject(), seed, o));
            }
            summary(job).add(job.arm().name(), job.subject(), recording.observations());
            taken(job);
        }

        @Override
        public void failed(Job job, Throwable error) {
            int number = job.plan().number();
            String text = error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
            failures.computeIfAbsent(number, n -> new ArrayList<>()).add(Csv.line(number,
                job.arm() == null ? "" : job.arm().name(), job.arm() == null ? "" : Integer.toString(job.subject()),
                text.lines().findFirst().orElse(""), String.format(Locale.ROOT, repeat, number)));
            failed++;
            if (job.assembly() == null) {
                done += batch.subjects(job.plan());
                watcher.ended(done, failed, subjects);
                return;
            }
            taken(job);
        }

        private Summary summary(Job job) {
            summary = summary == null ? new Summary(job.assembly().scenario()) : summary;
            return summary;
        }

        private void taken(Job job) {
            watcher.ended(++done, failed, subjects);
            Scenario scenario = job.assembly().scenario();
            if (++ofRun < scenario.arms().size() * scenario.subjects()) {
                return;
            }
            boolean whole = !failures.containsKey(job.plan().number());
            files.write(job.plan(), rows.toString(), summary(job).csv(), whole);
            if (whole) {
                for (Arm arm : scenario.arms()) {
                    for (int subject = 0; subject < scenario.subjects(); subject++) {
                        checkpoints.remove(job.plan().key(), arm, subject);
                    }
                }
            }
            rows = new StringBuilder(StudyTables.OBSERVATIONS);
            summary = null;
            ofRun = 0;
        }
    }

    private void writeFailures() {
        folder.write(RunFolder.FAILED, "run,arm,subject,error,command\n"
            + String.join("", failures.values().stream().flatMap(List::stream).toList()));
    }

    /** Joins the tables of all runs that are there, in the order of the design, with the values of the factors. */
    private void join(Waves waves) {
        String columns = "run," + Csv.line(batch.factors().toArray()).strip() + (batch.factors().isEmpty() ? "" : ",")
            + "replicate,";
        try (RunFolder.Growing growing = folder.new Growing()) {
            DataFile readings = growing.table(COMBINATIONS, columns + StudyTables.OBSERVATIONS);
            DataFile summaries = growing.table("batch-summary.csv", columns + "seed," + Summary.HEADER);
            waves.all().filter(shard::has).mapToObj(batch::run).filter(files::isThere).forEach(run -> {
                List<Object> cells = new ArrayList<>();
                cells.add(run.number());
                cells.addAll(run.factors().values());
                cells.add(run.replicate());
                String prefix = prefix(cells);
                files.readings(run).forEach(row -> readings.write(prefix + row + "\n"));
                cells.add(run.seed());
                String longer = prefix(cells);
                files.summary(run).forEach(row -> summaries.write(longer + row + "\n"));
            });
            growing.finish();
        }
        if (parquet) {
            writeParquet(waves);
        }
    }

    private void writeParquet(Waves waves) {
        folder.write("batch.parquet", path -> {
            try (ParquetTable table = new ParquetTable(path, batch.factors())) {
                waves.all().filter(shard::has).mapToObj(batch::run).filter(files::isThere).forEach(run ->
                    files.readings(run).forEach(row -> table.add(run, row.split(",", -1))));
            }
        });
    }

    private static String prefix(List<Object> cells) {
        return Csv.line(cells.toArray()).strip() + ",";
    }

    /**
     * The summary rows of all runs that are there, cells by column and run by run, for other forms of the result.
     */
    public void eachSummary(java.util.function.BiConsumer<Batch.Run, Map<String, String>> taker) {
        String[] columns = Summary.HEADER.strip().split(",");
        numbers().mapToObj(batch::run).filter(files::isThere).forEach(run -> {
            for (String row : files.summary(run)) {
                String[] cells = row.split(",", -1);
                Map<String, String> named = new LinkedHashMap<>();
                for (int i = 0; i < columns.length; i++) {
                    named.put(columns[i], cells[i]);
                }
                taker.accept(run, named);
            }
        });
    }

    /**
     * Joins what several folders of the same plan have, such as its shards, into this one; they stay as they are.
     *
     * @param parts folders of batches
     * @throws FolderException if one is of another plan, or two have different results of one run
     */
    public Merged merge(String command, List<Path> parts) {
        return folder.locked(() -> joined(command, parts));
    }

    private Merged joined(String command, List<Path> parts) {
        List<RunFiles> others = new ArrayList<>();
        String plan = batch.identity();
        for (Path part : parts) {
            if (!RunFolder.open(part).noted(RunFolder.PLAN).equals(plan)) {
                throw new FolderException(FolderException.Reason.FOREIGN, part + " belongs to another plan: the"
                    + " experiment, a model file or the program is not the same");
            }
            RunFiles other = new RunFiles(part);
            other.read();
            others.add(other);
        }
        begin(command, batch.size(), plan);
        int twice = 0;
        for (int number = 1; number <= batch.size(); number++) {
            twice += take(batch.run(number), others);
        }
        Waves waves = new Waves(batch, files);
        int ok = 0;
        int there = 0;
        while (waves.next()) {
            for (int number : waves.numbers().toArray()) {
                ok += files.isFinished(batch.run(number)) ? 1 : 0;
                there += files.isThere(batch.run(number)) ? 1 : 0;
            }
        }
        join(waves);
        int planned = (int) waves.all().count();
        failures(parts);
        folder.end(planned - ok);
        return new Merged(folder.path(), planned, ok, there - ok, planned - there, twice);
    }

    /** Takes a run from the first folder that has all of it, or else from one that has some; 1 if another has it. */
    private int take(Batch.Run run, List<RunFiles> others) {
        List<RunFiles> having = others.stream().filter(other -> other.isFinished(run)).toList();
        for (RunFiles other : having) {
            if (!other.isAlike(run, having.get(0))) {
                throw new FolderException(FolderException.Reason.FOREIGN, "run " + run.number() + " has different"
                    + " results in two folders; one of them is not what this plan gives");
            }
        }
        if (!having.isEmpty()) {
            files.take(run, having.get(0));
            return having.size() > 1 ? 1 : 0;
        }
        others.stream().filter(other -> other.isThere(run)).findFirst().ifPresent(other -> files.take(run, other));
        return 0;
    }

    /** Failures of the parts, of runs that no part has finished. */
    private void failures(List<Path> parts) {
        for (Path part : parts) {
            Path table = part.resolve(RunFolder.FAILED);
            if (Files.exists(table)) {
                DataFile.text(table).lines().skip(1).forEach(line -> {
                    int number = Integer.parseInt(line.substring(0, line.indexOf(',')));
                    List<String> known = failures.computeIfAbsent(number, n -> new ArrayList<>());
                    if (!files.isFinished(batch.run(number)) && !known.contains(line + "\n")) {
                        known.add(line + "\n");
                    }
                });
            }
        }
        failures.values().removeIf(List::isEmpty);
        if (!failures.isEmpty()) {
            writeFailures();
        }
    }
}
