package org.rexed.experiment;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.rexed.recording.Event;
import org.rexed.recording.Observation;
import org.rexed.recording.Recording;
import org.rexed.recording.SpikeTrain;
import org.rexed.recording.StateSample;
import org.rexed.scenario.Arm;
import org.rexed.scenario.Scenario;
import org.rexed.simulation.Assembly;

/**
 * One study: every subject of every arm of a scenario, written to a run folder subject by subject in the order of
 * arms and numbers, so that the tables have the same bytes for any number of threads.
 */
public final class Experiment {
    /** Columns of {@code observations.csv}. */
    static final String OBSERVATIONS =
        "arm,subject,seed,time_min,assay,site,reading,unit,baseline,percent_of_baseline,censored\n";

    private final Scenario scenario;
    private final Assembly assembly;
    private final RecordChoice record;
    private final List<Subject> jobs = new ArrayList<>();
    private Reader reader = (arm, subject, recording) -> { };

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

    /** Receives recordings besides the run folder. */
    public interface Reader {
        /** A subject's recording, in the order of arms and numbers. */
        void take(String arm, int subject, Recording recording);
    }

    /** One subject of one arm. */
    private record Subject(Arm arm, int number, Simulator simulator) implements Runner.Job<Recording> {
        @Override
        public Recording run() {
            return simulator.run(arm, number);
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
        for (Arm arm : scenario.arms()) {
            for (int subject = 0; subject < scenario.subjects(); subject++) {
                jobs.add(new Subject(arm, subject, simulator));
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

    /** Leaves out all other arms. */
    public Experiment arms(Set<String> names) {
        jobs.removeIf(job -> !names.contains(job.arm().name()));
        return this;
    }

    /** Hands every recording to a reader as well. */
    public Experiment handingTo(Reader other) {
        reader = other;
        return this;
    }

    /** Number of subjects to simulate. */
    public int runs() {
        return jobs.size();
    }

    /**
     * Runs everything and writes the tables.
     *
     * @param given the scenario file as it was given
     * @param command the command line, for the manifest
     * @throws java.io.UncheckedIOException if a file cannot be written
     */
    public Result run(RunFolder folder, String given, String command, int threads, Watcher watcher) {
        folder.begin(command, scenario.name(), scenario.seed(), scenario.subjects(), jobs.size());
        folder.write("scenario.yaml", given);
        folder.write("resolved.yaml", scenario.resolved());
        folder.write("parameters.csv", ParameterTable.csv(assembly.parameters()));
        Summary summary = new Summary(scenario);
        List<Failure> failures;
        try (RunFolder.Growing growing = folder.new Growing()) {
            Tables tables = new Tables(growing, summary, folder, watcher);
            Iterator<Subject> all = jobs.iterator();
            new Runner(threads).run(all, tables);
            growing.finish();
            failures = tables.failures;
        }
        folder.write("summary.csv", summary.csv());
        if (!failures.isEmpty()) {
            folder.write("failed.csv", failed(failures));
        }
        folder.end(failures.size());
        return new Result(folder, jobs.size(), List.copyOf(failures), summary.rows());
    }

    /** A row of {@code observations.csv}. */
    static String row(String arm, int subject, long seed, Observation o) {
        return Csv.line(arm, subject, seed, o.time_min(), o.assay(), o.site(), o.reading(), o.unit(), o.baseline(),
            o.percentOfBaseline(), o.censored());
    }

    private static String failed(List<Failure> failures) {
        StringBuilder text = new StringBuilder("arm,subject,error,command\n");
        failures.forEach(f -> text.append(Csv.line(f.arm, f.subject, f.error, f.command)));
        return text.toString();
    }

    /** Writes each subject's rows as it is handed over. */
    private final class Tables implements Runner.Taker<Recording, Subject> {
        private final Summary summary;
        private final RunFolder folder;
        private final Watcher watcher;
        private final List<Failure> failures = new ArrayList<>();
        private final DataFile observations;
        private final DataFile events;
        private final DataFile states;
        private final DataFile spikes;
        private int done;

        Tables(RunFolder.Growing files, Summary summary, RunFolder folder, Watcher watcher) {
            this.summary = summary;
            this.folder = folder;
            this.watcher = watcher;
            observations = files.table("observations.csv", OBSERVATIONS);
            events = files.table("events.csv", "arm,subject,time_min,event,what,amount,unit,note\n");
            states = record.states() == RecordChoice.States.NONE ? null
                : files.table("states.csv", "arm,subject,time_min,entity,variable,value,unit\n");
            spikes = record.spikes()
                ? files.table("spikes.csv", "arm,subject,time_min,probe,neuron,population,spike_ms\n") : null;
        }

        @Override
        public void finished(Subject job, Recording recording) {
            String arm = job.arm().name();
            for (Observation o : recording.observations()) {
                observations.write(row(arm, job.number(), scenario.seed(), o));
            }
            for (Event e : recording.events()) {
                events.write(Csv.line(arm, job.number(), e.time_min(), e.event(), e.what(), e.amount(), e.unit(),
                    e.note()));
            }
            if (states != null) {
                recording.states().stream().filter(record::keeps).forEach(s -> write(arm, job.number(), s));
            }
            if (spikes != null) {
                recording.spikes().forEach(train -> write(arm, job.number(), train));
            }
            summary.add(arm, job.number(), recording.observations());
            reader.take(arm, job.number(), recording);
            watcher.ended(++done, failures.size(), jobs.size());
        }

        private void write(String arm, int subject, StateSample s) {
            states.write(Csv.line(arm, subject, s.time_min(), s.entity(), s.variable(), s.value(), s.unit()));
        }

        private void write(String arm, int subject, SpikeTrain train) {
            for (double spike_ms : train.spikes_ms()) {
                spikes.write(Csv.line(arm, subject, train.time_min(), train.probe(), train.neuron(),
                    train.population(), spike_ms));
            }
        }

        @Override
        public void failed(Subject job, Throwable error) {
            String text = error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
            failures.add(new Failure(job.arm().name(), job.number(), text.lines().findFirst().orElse(""),
                "rexed run " + folder.path().resolve("resolved.yaml") + " --only " + job.arm().name() + "/"
                    + job.number() + (assembly.strict() ? " --strict" : "") + " --debug", error));
            watcher.ended(++done, failures.size(), jobs.size());
        }
    }
}
