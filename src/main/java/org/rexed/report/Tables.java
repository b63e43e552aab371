package org.rexed.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;

/**
 * The tables of a run folder as typed rows. {@code manifest.json}, {@code observations.csv} and {@code summary.csv}
 * must exist; the other files may have been left out of the recording and then count as empty. Empty cells are NaN.
 */
public final class Tables {
    private static final List<String> OBSERVATIONS = List.of("arm", "subject", "seed", "time_min", "assay", "site",
            "reading", "unit", "baseline", "percent_of_baseline", "censored");
    private static final List<String> STATES =
            List.of("arm", "subject", "time_min", "entity", "variable", "value", "unit");
    private static final List<String> EVENTS =
            List.of("arm", "subject", "time_min", "event", "what", "amount", "unit", "note");
    private static final List<String> SUMMARY = List.of("arm", "assay", "site", "time_min", "n", "mean", "sd",
            "ci95_low", "ci95_high", "difference_to_reference", "difference_ci95_low", "difference_ci95_high",
            "reference_arm");
    private static final List<String> SPIKES =
            List.of("arm", "subject", "time_min", "probe", "neuron", "population", "spike_ms");
    private static final List<String> PARAMETERS = List.of("file", "parameter", "value", "unit", "origin", "source",
            "range_low", "range_high", "note");

    private final Path folder;
    private final Manifest manifest;
    private final List<Summary> summary = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();

    /** One reading of an assay; {@code percent} is in percent of the subject's baseline. */
    public record Observation(
            String arm, String subject, String seed, double time_min, String assay, String site, double reading,
            String unit, double baseline, double percent, boolean censored) {}

    /** One sample of a slow variable. */
    public record State(
            String arm, String subject, double time_min, String entity, String variable, double value, String unit) {}

    /** A dose, the start or stop of an infusion, a lesion; {@code amount} is NaN where there is none. */
    public record Event(
            String arm, String subject, double time_min, String event, String what, double amount, String unit,
            String note) {}

    /** Mean percent of baseline of an arm at one time, its 95 % interval and the paired difference to a reference. */
    public record Summary(
            String arm, String assay, String site, double time_min, int n, double mean, double sd, double low,
            double high, double difference, double differenceLow, double differenceHigh, String referenceArm) {}

    /** One spike of a neuron in a recorded probe. */
    public record Spike(
            String arm, String subject, double time_min, String probe, int neuron, String population,
            double spike_ms) {}

    /** A parameter of the model with its evidence, as text. */
    public record Parameter(
            String file, String name, String value, String unit, String origin, String source, String low, String high,
            String note) {}

    private Tables(Path folder) {
        this.folder = folder;
        manifest = Manifest.read(required("manifest.json"));
        required("observations.csv");
        Row.each(required("summary.csv"), SUMMARY, r -> summary.add(new Summary(r.text("arm"), r.text("assay"),
                r.text("site"), r.finite("time_min"), r.integer("n"), r.number("mean"), r.number("sd"),
                r.number("ci95_low"), r.number("ci95_high"), r.number("difference_to_reference"),
                r.number("difference_ci95_low"), r.number("difference_ci95_high"), r.text("reference_arm"))));
        optional("events.csv", EVENTS, r -> events.add(new Event(r.text("arm"), r.text("subject"),
                r.finite("time_min"), r.text("event"), r.text("what"), r.number("amount"), r.text("unit"),
                r.text("note"))));
    }

    /**
     * Opens a run folder and reads its small files.
     *
     * @throws UnreadableRunException if it is no run folder, or a file or column is missing or malformed
     */
    public static Tables open(Path runFolder) {
        return new Tables(runFolder);
    }

    /** The folder the tables come from. */
    public Path folder() {
        return folder;
    }

    /** Versions, seed and counts. */
    public Manifest manifest() {
        return manifest;
    }

    /** The settings with every value and its origin, as YAML; empty if not recorded. */
    public String resolvedYaml() {
        Path file = folder.resolve("resolved.yaml");
        try {
            return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    /** Rows of summary.csv. */
    public List<Summary> summary() {
        return summary;
    }

    /** Rows of events.csv. */
    public List<Event> events() {
        return events;
    }

    /** Passes every row of observations.csv. */
    public void eachObservation(Consumer<Observation> use) {
        Row.each(required("observations.csv"), OBSERVATIONS, r -> use.accept(new Observation(r.text("arm"),
                r.text("subject"), r.text("seed"), r.finite("time_min"), r.text("assay"), r.text("site"),
                r.number("reading"), r.text("unit"), r.number("baseline"), r.number("percent_of_baseline"),
                r.flag("censored"))));
    }

    /** Passes every row of states.csv, which may be too large to keep. */
    public void eachState(Consumer<State> use) {
        optional("states.csv", STATES, r -> use.accept(new State(r.text("arm"), r.text("subject"),
                r.finite("time_min"), r.text("entity"), r.text("variable"), r.number("value"), r.text("unit"))));
    }

    /** Rows of spikes.csv. */
    public List<Spike> spikes() {
        List<Spike> spikes = new ArrayList<>();
        optional("spikes.csv", SPIKES, r -> spikes.add(new Spike(r.text("arm"), r.text("subject"),
                r.finite("time_min"), r.text("probe"), r.integer("neuron"), r.text("population"),
                r.finite("spike_ms"))));
        return spikes;
    }

    /** Rows of parameters.csv. */
    public List<Parameter> parameters() {
        return parameters(folder);
    }

    /** Rows of parameters.csv of any folder; none if it has no such file. */
    static List<Parameter> parameters(Path folder) {
        List<Parameter> parameters = new ArrayList<>();
        Path file = folder.resolve("parameters.csv");
        if (Files.isRegularFile(file)) {
            Row.each(file, PARAMETERS, r -> parameters.add(new Parameter(r.text("file"), r.text("parameter"),
                    r.text("value"), r.text("unit"), r.text("origin"), r.text("source"), r.text("range_low"),
                    r.text("range_high"), r.text("note"))));
        }
        return parameters;
    }

    /** Arms in the order in which they appear in the summary, then those with events only. */
    public List<String> arms() {
        Set<String> arms = new LinkedHashSet<>();
        summary.forEach(row -> arms.add(row.arm()));
        events.forEach(row -> arms.add(row.arm()));
        return List.copyOf(arms);
    }

    /** The arm the others are compared with; empty text if there is none. */
    public String referenceArm() {
        return summary.stream().map(Summary::referenceArm).filter(arm -> !arm.isEmpty()).findFirst().orElse("");
    }

    /** The unit of time that suits the readings and events. */
    TimeScale timeScale() {
        DoubleSummaryStatistics times = DoubleStream.concat(summary.stream().mapToDouble(Summary::time_min),
                events.stream().mapToDouble(Event::time_min)).summaryStatistics();
        return TimeScale.of(times.getCount() == 0 ? 0 : times.getMax() - Math.min(0, times.getMin()));
    }

    private Path required(String name) {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new UnreadableRunException(file, "file missing; is this the folder of a finished run?");
        }
        return file;
    }

    private void optional(String name, List<String> columns, Consumer<Row> use) {
        Path file = folder.resolve(name);
        if (Files.isRegularFile(file)) {
            Row.each(file, columns, use);
        }
    }
}
