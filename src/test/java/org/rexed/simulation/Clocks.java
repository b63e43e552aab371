package org.rexed.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.rexed.Laboratory;
import org.rexed.recording.Observation;
import org.rexed.recording.Recording;
import org.rexed.recording.StateSample;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.Scenario;
import org.rexed.scenario.ScenarioReader;

/**
 * The two clocks over whole animals: the length of a tick and the bound on the staleness of ongoing activity are
 * numerical settings, so neither may change what is read. The same animals live once under each setting; ongoing
 * activity is taken in longer spells than usual, because the chance in a spell is no error of either clock.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Clocks {
    private static final String TEXT = """
        rexed: 1
        name: clocks
        species: rat
        anatomy: rat-dorsal-horn
        subjects: %d
        seed: 4711
        duration: %d d
        tick: %s
        reference: morphine
        assays:
          - {assay: hargreaves, site: left-hindpaw, baseline: 12 h, at: %s}
        arms:
          - name: morphine
            doses:
              - {drug: morphine, rate: 30 mg/kg/d, route: pump, from: 1441 min, for: %d min}
              - {drug: ketamine, dose: 5 mg/kg, route: ip, at: 3002.5 min}
        """;
    private static final String USUAL_SPELL = "probe: {value: 2000 ms";
    private static final String LONG_SPELL = "probe: {value: 4000 ms";
    private static final String USUAL_CHANGE = "largest-change: {value: 0.05 1";

    @TempDir
    private static Path home;

    /** What no spell of activity reaches: only the tick could change it, so the bound is 1 % in any animal. */
    private static final Set<String> WITHOUT_CHANCE = Set.of(
        "drug:morphine effect_site_concentration", "drug:morphine plasma_concentration",
        "drug:ketamine effect_site_concentration", "drug:ketamine plasma_concentration", "receptor:mu occupancy",
        "dorsal-horn glutamate_uptake_capacity", "dorsal-horn microglia_activation", "rvm cck_level",
        "side-effect sedation", "side-effect respiratory_depression", "side-effect nausea", "side-effect itch");
    private static final double STRICT = 0.01;
    /** Below this level the difference itself counts, not its share. */
    private static final double SMALL = 0.1;

    private final int animals;
    private final int days;
    private final double bound;
    private final double standardErrors;
    private Map<String, Recording[]> runs;

    /**
     * The same animals under four settings of the clocks.
     *
     * @param animals how many; chance in the spells of activity averages out over them
     * @param days how long they live, of which the first is before the drug
     * @param bound largest relative difference of any mean
     * @param standardErrors by how many standard errors of the paired difference chance may add to it
     */
    Clocks(int animals, int days, double bound, double standardErrors) {
        this.animals = animals;
        this.days = days;
        this.bound = bound;
        this.standardErrors = standardErrors;
    }

    @BeforeAll
    void live() {
        runs = new LinkedHashMap<>();
        ModelLibrary usual = library("usual", "0.05");
        runs.put("1 min", run(usual, "1 min"));
        runs.put("0.5 min", run(usual, "0.5 min"));
        runs.put("5 min", run(usual, "5 min"));
        runs.put("finer", run(library("finer", "0.025"), "1 min"));
    }

    /** The shipped models with long spells and a bound on staleness. */
    private static ModelLibrary library(String name, String largestChange) {
        Path root = home.resolve(name);
        try {
            ModelLibrary library = Laboratory.copy(root);
            Path strain = root.resolve("models/subjects/rat.yaml");
            String text = Files.readString(strain);
            assertThat(text).contains(USUAL_SPELL, USUAL_CHANGE);
            Files.writeString(strain, text.replace(USUAL_SPELL, LONG_SPELL)
                .replace(USUAL_CHANGE, "largest-change: {value: " + largestChange + " 1"));
            return library;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Recording[] run(ModelLibrary library, String tick) {
        List<String> tests = new ArrayList<>();
        for (int hour = 30; hour < 24 * days; hour += 6) {
            tests.add(hour + " h");
        }
        Scenario scenario = ScenarioReader.parse(
            "clocks.yaml", TEXT.formatted(animals, days, tick, tests, 1440 * (days - 1) - 60), Map.of(), library);
        Assembly assembly = new Assembly(scenario, library);
        return IntStream.range(0, animals).parallel()
            .mapToObj(i -> assembly.simulation(scenario.arms().get(0), i).run())
            .toArray(Recording[]::new);
    }

    /** The number of spells is what the settings change; a death is a chance of one cell. */
    private static boolean counted(StateSample sample) {
        return !sample.variable().equals("ongoing_spells") && !sample.variable().startsWith("dead_");
    }

    /** Mean over the course of every recorded variable of one animal. */
    private static Map<String, Double> states(Recording recording) {
        // The rows between tests lie on a grid that depends on the tick.
        Set<Double> times =
            recording.observations().stream().map(Observation::time_min).collect(Collectors.toSet());
        Map<String, SummaryStatistics> each = new TreeMap<>();
        for (StateSample s : recording.states()) {
            if (times.contains(s.time_min()) && counted(s)) {
                each.computeIfAbsent(s.entity() + " " + s.variable(), k -> new SummaryStatistics()).addValue(s.value());
            }
        }
        Map<String, Double> means = new TreeMap<>();
        each.forEach((name, values) -> means.put(name, values.getMean()));
        return means;
    }

    private static Map<String, Double> readings(Recording recording) {
        SummaryStatistics all = new SummaryStatistics();
        recording.observations().stream().mapToDouble(Observation::reading).forEach(all::addValue);
        return Map.of("hargreaves", all.getMean());
    }

    private Map<String, String> compare(String with, String without, boolean states) {
        Map<String, SummaryStatistics> level = new TreeMap<>();
        Map<String, SummaryStatistics> change = new TreeMap<>();
        for (int i = 0; i < animals; i++) {
            Recording a = runs.get(with)[i];
            Recording b = runs.get(without)[i];
            Map<String, Double> one = states ? states(a) : readings(a);
            Map<String, Double> two = states ? states(b) : readings(b);
            assertThat(one.keySet()).isEqualTo(two.keySet());
            two.forEach((name, value) -> {
                level.computeIfAbsent(name, k -> new SummaryStatistics()).addValue(value);
                change.computeIfAbsent(name, k -> new SummaryStatistics()).addValue(one.get(name) - value);
            });
        }
        Map<String, String> off = new TreeMap<>();
        change.forEach((name, difference) -> {
            double scale = Math.max(SMALL, Math.abs(level.get(name).getMean()));
            double relative = difference.getMean() / scale;
            double error = difference.getStandardDeviation() / Math.sqrt(animals) / scale;
            double allowed = WITHOUT_CHANCE.contains(name) ? STRICT : bound + standardErrors * error;
            if (!(Math.abs(relative) <= allowed)) {
                off.put(name, relative + " (standard error " + error + ") of " + level.get(name).getMean());
            }
        });
        return off;
    }

    @Test
    void theRunsHoldWhatIsCompared() {
        Map<String, Double> states = states(runs.get("1 min")[0]);
        assertThat(states.keySet()).containsAll(WITHOUT_CHANCE).hasSizeGreaterThan(30);
        // The settings differ: other ticks give other rows, and a finer bound gives more spells.
        assertThat(spells("finer")).isGreaterThan(spells("1 min"));
    }

    private double spells(String setting) {
        return Stream.of(runs.get(setting)).flatMap(r -> r.states().stream())
            .filter(s -> s.variable().equals("ongoing_spells")).mapToDouble(StateSample::value).max().orElseThrow();
    }

    @Test
    void aShortTickChangesNothing() {
        assertThat(compare("0.5 min", "1 min", true)).isEmpty();
        assertThat(compare("0.5 min", "1 min", false)).isEmpty();
    }

    @Test
    void aLongTickChangesNothing() {
        assertThat(compare("5 min", "1 min", true)).isEmpty();
        assertThat(compare("5 min", "1 min", false)).isEmpty();
    }

    @Test
    void fresherActivityChangesNoReading() {
        assertThat(compare("finer", "1 min", false)).isEmpty();
    }
}
