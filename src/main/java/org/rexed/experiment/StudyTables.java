package org.rexed.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.rexed.recording.Event;
import org.rexed.recording.Observation;
import org.rexed.recording.Recording;
import org.rexed.recording.SpikeTrain;
import org.rexed.recording.StateSample;
import org.rexed.scenario.Scenario;
import org.rexed.simulation.Assembly;

/**
 * The folder of one study while its subjects come in: scenario, parameters and a row for everything observed, in the
 * order in which subjects are added. The tables appear together when the study is finished.
 */
public final class StudyTables implements AutoCloseable {
    /** Columns of {@code observations.csv}. */
    static final String OBSERVATIONS =
        "arm,subject,seed,time_min,assay,site,reading,unit,baseline,percent_of_baseline,censored\n";

    private final RunFolder folder;
    private final Scenario scenario;
    private final RecordChoice record;
    private final int runs;
    private final Summary summary;
    private final List<Experiment.Failure> failures = new ArrayList<>();
    private final RunFolder.Growing growing;
    private final DataFile observations;
    private final DataFile events;
    private final DataFile states;
    private final DataFile spikes;
    private final boolean strict;
    private final Set<String> tested;

    /**
     * Begins the study's folder.
     *
     * @param given the scenario file as it was given
     * @param command the command line, for the manifest
     * @param runs number of subjects that will be added
     * @throws java.io.UncheckedIOException if a file cannot be written
     */
    public StudyTables(RunFolder folder, Assembly assembly, RecordChoice record, String given, String command,
                       int runs) {
        this.folder = folder;
        this.record = record;
        this.runs = runs;
        strict = assembly.strict();
        scenario = assembly.scenario();
        tested = assembly.testedDermatomes();
        summary = new Summary(scenario);
        folder.begin(command, scenario.name(), scenario.seed(), scenario.subjects(), runs);
        folder.write("scenario.yaml", given);
        folder.write("resolved.yaml", assembly.resolved());
        folder.write("parameters.csv", ParameterTable.csv(assembly.parameters()));
        growing = folder.new Growing();
        observations = growing.table("observations.csv", OBSERVATIONS);
        events = growing.table("events.csv", "arm,subject,time_min,event,what,amount,unit,note\n");
        states = record.states() == RecordChoice.States.NONE ? null
            : growing.table("states.csv", "arm,subject,time_min,entity,variable,value,unit\n");
        spikes = record.spikes()
            ? growing.table("spikes.csv", "arm,subject,time_min,probe,neuron,population,spike_ms\n") : null;
    }

    /** Adds the rows of a subject. */
    public void add(String arm, int subject, Recording recording) {
        for (Observation o : recording.observations()) {
            observations.write(row(arm, subject, scenario.seed(), o));
        }
        for (Event e : recording.events()) {
            events.write(Csv.line(arm, subject, e.time_min(), e.event(), e.what(), e.amount(), e.unit(), e.note()));
        }
        if (states != null) {
            recording.states().stream().filter(s -> record.keeps(s, tested)).forEach(s -> write(arm, subject, s));
        }
        if (spikes != null) {
            recording.spikes().forEach(train -> write(arm, subject, train));
        }
        summary.add(arm, subject, recording.observations());
    }

    private void write(String arm, int subject, StateSample s) {
        states.write(Csv.line(arm, subject, s.time_min(), s.entity(), s.variable(), s.value(), s.unit()));
    }

    private void write(String arm, int subject, SpikeTrain train) {
        for (double spike_ms : train.spikes_ms()) {
            spikes.write(Csv.line(arm, subject, train.time_min(), train.probe(), train.neuron(), train.population(),
                spike_ms));
        }
    }

    /** Notes a subject that could not be simulated. */
    public void failed(String arm, int subject, Throwable error) {
        String text = error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
        failures.add(new Experiment.Failure(arm, subject, text.lines().findFirst().orElse(""),
            "rexed run " + folder.path().resolve("resolved.yaml") + " --only " + arm + "/" + subject
                + (strict ? " --strict" : "") + " --debug",
            error));
    }

    /** Makes all tables appear and ends the study. */
    public Experiment.Result finish() {
        growing.finish();
        folder.write("summary.csv", summary.csv());
        if (!failures.isEmpty()) {
            StringBuilder text = new StringBuilder("arm,subject,error,command\n");
            failures.forEach(f -> text.append(Csv.line(f.arm(), f.subject(), f.error(), f.command())));
            folder.write(RunFolder.FAILED, text.toString());
        }
        folder.end(failures.size());
        return new Experiment.Result(folder, runs, List.copyOf(failures), summary.rows());
    }

    /** A row of {@code observations.csv}. */
    static String row(String arm, int subject, long seed, Observation o) {
        return Csv.line(arm, subject, seed, o.time_min(), o.assay(), o.site(), o.reading(), o.unit(), o.baseline(),
            o.percentOfBaseline(), o.censored());
    }

    /** Throws away tables that were not finished. */
    @Override
    public void close() {
        growing.close();
    }
}
