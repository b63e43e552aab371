package org.rexed.experiment;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.rexed.recording.Recording;
import org.rexed.scenario.Arm;
import org.rexed.scenario.Scenario;
import org.rexed.simulation.Assembly;

/**
 * One study: every subject of every arm of a scenario, written to a run folder subject by subject in the order of
 * arms and numbers, so that the tables have the same bytes for any number of threads.
 */
public final class Experiment {
    private final Scenario scenario;
    private final Assembly assembly;
    private final RecordChoice record;
    private final List<Subject> jobs = new ArrayList<>();
    private final Simulator simulator;
    private Assembly described;
    private Witness witness = (arm, subject, recording) -> { };

    /** Simulates one subject; tests put a failing one in its place. */
    interface Simulator {
        /** The subject's recording. */
        Recording run(Arm arm, int subject);
    }

    /** Is told how far a run is. */
    public interface Watcher {
        /** A subject ended. */
        void ended(int done, int failed, int runs);
    }

    /** Sees every recording when its rows are written, in the order of arms and numbers. */
    public interface Witness {
        /** A subject's recording. */
        void saw(String arm, int subject, Recording recording);
    }

    /** One subject of one arm. */
    private record Subject(Arm arm, int number) {
        @Override
        public String toString() {
            return arm.name() + "/" + number;
        }
    }

    private record Job(Subject subject, Simulator simulator) implements Runner.Job<Recording> {
        @Override
        public Recording run() {
            return simulator.run(subject.arm(), subject.number());
        }
    }

    /**
     * A subject that could not be simulated.
     *
     * @param error what went wrong, in one line
     * @param command repeats it alone
     */
    public record Failure(String arm, int subject, String error, String command, Throwable cause) {}

    /**
     * What a study came to.
     *
     * @param folder where everything is
     * @param runs number of subjects simulated, failed ones included
     * @param failures those that failed
     * @param summary means over subjects
     */
    public record Result(RunFolder folder, int runs, List<Failure> failures, List<Summary.Row> summary) {}

    /** A study of all arms and subjects of a scenario. */
    public Experiment(Assembly assembly, RecordChoice record) {
        this(assembly, record, (arm, subject) -> assembly.simulation(arm, subject).run());
    }

    Experiment(Assembly assembly, RecordChoice record, Simulator simulator) {
        this.scenario = assembly.scenario();
        this.assembly = assembly;
        this.record = record;
        this.simulator = simulator;
        described = assembly;
        for (Arm arm : scenario.arms()) {
            for (int subject = 0; subject < scenario.subjects(); subject++) {
                jobs.add(new Subject(arm, subject));
            }
        }
    }

    /**
     * Leaves out all but one subject.
     *
     * @throws IllegalArgumentException if there is no such subject
     */
    public Experiment only(String arm, int subject) {
        if (jobs.stream().noneMatch(job -> job.arm().name().equals(arm) && job.number() == subject)) {
            throw new IllegalArgumentException("no subject " + arm + "/" + subject + "; arms: "
                + String.join(", ", scenario.arms().stream().map(Arm::name).toList()) + "; subjects 0 to "
                + (scenario.subjects() - 1));
        }
        jobs.removeIf(job -> !job.arm().name().equals(arm) || job.number() != subject);
        return this;
    }

    /** Lets the folder describe another assembly than the one simulated, for subjects that keep a secret. */
    public Experiment describedAs(Assembly other) {
        described = other;
        return this;
    }

    /** Lets somebody see the recordings, who would otherwise have to read the tables. */
    public Experiment witnessedBy(Witness other) {
        witness = other;
        return this;
    }

    /** Number of subjects to simulate. */
    public int runs() {
        return jobs.size();
    }

    /** SHA-256 of everything the tables depend on. */
    public String identity(String model) {
        return DataFile.sha256(String.join("\n", model, assembly.resolved(), ParameterTable.csv(assembly.parameters()),
            record.toString(), String.join(" ", jobs.stream().map(Subject::toString).toList())));
    }

    /**
     * Runs everything and writes the tables.
     *
     * @param given the scenario file as it was given
     * @param command the command line, for the manifest
     * @throws java.io.UncheckedIOException if a file cannot be written
     */
    public Result run(RunFolder folder, String given, String command, int threads, Watcher watcher) {
        return run(folder, given, command, threads, watcher, simulator);
    }

    /**
     * The same with checkpoints, from which a later start goes on; no other start may work in the folder meanwhile.
     *
     * @throws FolderException if another start works in it
     * @throws org.rexed.checkpoint.DamagedJournalException if a checkpoint cannot be gone on from
     */
    public Result run(RunFolder folder, String given, String command, int threads, Watcher watcher,
                      Checkpoints checkpoints) {
        return folder.locked(() -> {
            checkpoints.begin();
            jobs.forEach(job -> checkpoints.check("", assembly, job.arm(), job.number()));
            return run(folder, given, command, threads, watcher,
                (arm, subject) -> checkpoints.run("", assembly, arm, subject));
        });
    }

    private Result run(RunFolder folder, String given, String command, int threads, Watcher watcher,
                       Simulator simulating) {
        try (StudyTables tables = new StudyTables(folder, described, record, given, command, jobs.size())) {
            Iterator<Job> todo = jobs.stream().map(subject -> new Job(subject, simulating)).iterator();
            new Runner(threads).run(todo, new Runner.Taker<Recording, Job>() {
                private int failed;
                private int done;

                @Override
                public void finished(Job job, Recording recording) {
                    tables.add(job.subject().arm().name(), job.subject().number(), recording);
                    witness.saw(job.subject().arm().name(), job.subject().number(), recording);
                    watcher.ended(++done, failed, jobs.size());
                }

                @Override
                public void failed(Job job, Throwable error) {
                    tables.failed(job.subject().arm().name(), job.subject().number(), error);
                    watcher.ended(++done, ++failed, jobs.size());
                }
            });
            return tables.finish();
        }
    }
}
