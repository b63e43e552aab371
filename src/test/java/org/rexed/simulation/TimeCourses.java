package org.rexed.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.rexed.Laboratory;
import org.rexed.recording.Observation;
import org.rexed.recording.Recording;
import org.rexed.recording.StateSample;
import org.rexed.scenario.Arm;
import org.rexed.scenario.Scenario;
import org.rexed.scenario.ScenarioReader;

/**
 * Courses that no parameter states and that must come out of the mechanisms together: analgesia first, tolerance,
 * hyperalgesia within days, withdrawal, recovery and what it hides. Directions and orders of time are from Xie 2005,
 * Gardell 2002, Ferrini 2013, Jhamandas 1996, Angst and Clark 2006 and Corder 2013; percentages are bounds, no targets.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TimeCourses {
    private static final String HEAD = """
        rexed: 1
        name: courses
        species: rat
        anatomy: rat-dorsal-horn
        subjects: %d
        seed: 8128
        """;

    private static final String WEEK = HEAD + """
        duration: 8 d
        reference: morphine
        assays:
          - {assay: hargreaves, site: left-hindpaw, baseline: 12 h, at: [30 h, 190 h, 191 h, 192 h]}
          - {assay: von-frey, site: left-hindpaw, baseline: 12 h, at: [190 h, 192 h]}
        arms:
          - name: morphine
            doses: [{drug: morphine, rate: 45 mg/kg/d, route: pump, from: 1 d, for: 7 d}]
          - name: without-microglia
            doses: [{drug: morphine, rate: 45 mg/kg/d, route: pump, from: 1 d, for: 7 d}]
            mechanisms: {microglial-bdnf: off}
          - name: cut
            doses: [{drug: morphine, rate: 45 mg/kg/d, route: pump, from: 1 d, for: 7 d}]
            lesions: [{site: dlf, at: 0 h}]
        """;

    private static final String HOURS = HEAD + """
        duration: 20 h
        reference: abrupt
        assays:
          - assay: hargreaves
            site: left-hindpaw
            baseline: 20 min
            at: [90 min, 100 min, 110 min, 340 min, 350 min, 360 min, 390 min, 400 min, 410 min, 425 min, 440 min,
              460 min, 480 min, 500 min, 1100 min, 1120 min, 1140 min, 1160 min, 1180 min, 1200 min]
        arms:
          - name: abrupt
            doses: [{drug: remifentanil, rate: 0.03 mg/kg/min, route: iv, from: 60 min, for: 5 h}]
          - name: taper
            doses:
              - {drug: remifentanil, rate: 0.03 mg/kg/min, route: iv, from: 60 min, for: 5 h}
              - {drug: remifentanil, rate: 0.015 mg/kg/min, route: iv, from: 360 min, for: 3 h}
              - {drug: remifentanil, rate: 0.007 mg/kg/min, route: iv, from: 540 min, for: 3 h}
              - {drug: remifentanil, rate: 0.003 mg/kg/min, route: iv, from: 720 min, for: 3 h}
              - {drug: remifentanil, rate: 0.001 mg/kg/min, route: iv, from: 900 min, for: 3 h}
        """;

    private static final String WITHDRAWAL = HEAD + """
        duration: 122 h
        reference: withdrawn
        assays:
          - {assay: hargreaves, site: left-hindpaw, baseline: 12 h, at: [7180 min, 7205 min, 7210 min, 7215 min]}
        arms:
          - name: withdrawn
            doses:
              - {drug: morphine, rate: 45 mg/kg/d, route: pump, from: 1 d, for: 98 h}
              - {drug: naloxone, dose: 1 mg/kg, route: ip, at: 5 d}
        """;

    private static final String RECOVERY = HEAD + """
        duration: 19 d
        reference: naive
        assays:
          - assay: hargreaves
            site: left-hindpaw
            baseline: 12 h
            at: [13 d, 15 d, 17 d, 451 h, 27140 min, 27150 min, 27160 min]
        arms:
          - name: naive
            doses: [{drug: naloxone, dose: 1 mg/kg, route: ip, at: 452 h}]
          - name: naive-small-dose
            doses: [{drug: morphine, dose: 1 mg/kg, route: sc, at: 452 h}]
          - name: recovered
            doses:
              - {drug: morphine, rate: 45 mg/kg/d, route: pump, from: 1 d, for: 7 d}
              - {drug: naloxone, dose: 1 mg/kg, route: ip, at: 452 h}
          - name: recovered-small-dose
            doses:
              - {drug: morphine, rate: 45 mg/kg/d, route: pump, from: 1 d, for: 7 d}
              - {drug: morphine, dose: 1 mg/kg, route: sc, at: 452 h}
        """;

    /** Koppert 2003: S-ketamine takes the rebound of the area after remifentanil away and leaves that of the pain. */
    private static final String PEOPLE = """
        rexed: 1
        name: people
        species: human
        subject: {sex: male, mass: 75 kg, age: 28 a, height: 178 cm}
        anatomy: human-dorsal-horn
        subjects: %d
        seed: 8128
        duration: 145 min
        reference: control
        assays:
          - {assay: ongoing-pain, site: left-foot, baseline: 1 h, at: [95 min, 140 min]}
          - {assay: pinprick-area, site: left-foot, baseline: 1 h, at: [95 min, 140 min]}
        injuries:
          - {kind: electrical-stimulation, site: left-foot, at: 10 min, radius: 20 mm, until: 145 min}
        arms:
          - name: control
          - name: remifentanil
            doses: [{drug: remifentanil, rate: 0.1 ug/kg/min, route: iv, from: 70 min, for: 30 min}]
          - name: with-ketamine
            doses:
              - {drug: remifentanil, rate: 0.1 ug/kg/min, route: iv, from: 70 min, for: 30 min}
              - {drug: s-ketamine, rate: 5 ug/kg/min, route: iv, from: 70 min, for: 30 min}
        """;

    private final int animals;
    private final double room;
    private final int most;
    private final Map<String, Recording[]> week;
    private final Map<String, Recording[]> hours;
    private final Map<String, Recording[]> withdrawal;
    private final Map<String, Recording[]> recovery;
    private final Map<String, Recording[]> people;

    /**
     * The courses in some animals.
     *
     * @param animals how many
     * @param room how far, in percent, the mean of recovered animals may lie from their own baseline
     * @param most how many people must agree in a direction
     */
    TimeCourses(int animals, double room, int most) {
        this.animals = animals;
        this.room = room;
        this.most = most;
        week = new HashMap<>();
        hours = new HashMap<>();
        withdrawal = new HashMap<>();
        recovery = new HashMap<>();
        people = new HashMap<>();
    }

    @BeforeAll
    void live() {
        run(WEEK, week);
        run(HOURS, hours);
        run(WITHDRAWAL, withdrawal);
        run(RECOVERY, recovery);
        run(PEOPLE, people);
    }

    @AfterAll
    void forget() {
        Stream.of(week, hours, withdrawal, recovery, people).forEach(Map::clear);
    }

    private void run(String text, Map<String, Recording[]> into) {
        Scenario scenario =
            ScenarioReader.parse("courses.yaml", text.formatted(animals), Map.of(), Laboratory.LIBRARY);
        Assembly assembly = new Assembly(scenario, Laboratory.LIBRARY);
        for (Arm arm : scenario.arms()) {
            into.put(arm.name(), IntStream.range(0, animals).parallel()
                .mapToObj(i -> assembly.simulation(arm, i).run()).toArray(Recording[]::new));
        }
    }

    private static double mean(Recording[] runs, ToDoubleFunction<Recording> value) {
        return Stream.of(runs).mapToDouble(value).average().orElseThrow();
    }

    /** Mean over animals and times, in percent of each animal's own baseline. */
    private static double percent(Recording[] runs, String assay, double... times_min) {
        return mean(runs, r -> readings(r, assay, times_min).stream().mapToDouble(Observation::percentOfBaseline)
            .average().orElseThrow());
    }

    private static double reading(Recording[] runs, String assay, double... times_min) {
        return mean(runs, r -> readings(r, assay, times_min).stream().mapToDouble(Observation::reading)
            .average().orElseThrow());
    }

    private static List<Observation> readings(Recording recording, String assay, double... times_min) {
        return recording.observations().stream()
            .filter(o -> o.assay().equals(assay)
                && IntStream.range(0, times_min.length).anyMatch(i -> times_min[i] == o.time_min()))
            .toList();
    }

    private static double state(Recording[] runs, String entity, String variable, double time_min) {
        return mean(runs, r -> r.states().stream()
            .filter(s -> s.entity().equals(entity) && s.variable().equals(variable) && s.time_min() == time_min)
            .mapToDouble(StateSample::value).findFirst().orElseThrow());
    }

    private double onDay8(String arm, String assay) {
        return percent(week.get(arm), assay, 190 * 60, 191 * 60, 192 * 60);
    }

    @Test
    void analgesiaComesFirstAndHyperalgesiaWithinAWeek() {
        assertThat(percent(week.get("morphine"), "hargreaves", 30 * 60)).isGreaterThan(120);
        assertThat(onDay8("morphine", "hargreaves")).isLessThan(90);
        assertThat(onDay8("morphine", "von-frey")).isLessThan(80);
    }

    @Test
    void hyperalgesiaNeedsMicrogliaAndToleranceDoesNot() {
        assertThat(100 - onDay8("without-microglia", "hargreaves"))
            .isLessThan(0.5 * (100 - onDay8("morphine", "hargreaves")));
        assertThat(100 - onDay8("without-microglia", "von-frey"))
            .isLessThan(0.5 * (100 - onDay8("morphine", "von-frey")));
        Recording[] without = week.get("without-microglia");
        double coupled = state(without, "receptor:mu", "coupled_fraction_spinal-cord", 192 * 60);
        assertThat(coupled).isLessThan(0.4);
        assertThat(coupled - state(week.get("morphine"), "receptor:mu", "coupled_fraction_spinal-cord", 192 * 60))
            .isBetween(-0.1, 0.1);
    }

    @Test
    void dynorphinAndCgrpRiseLateAndNeedTheDescendingPathway() {
        Recording[] morphine = week.get("morphine");
        assertThat(state(morphine, "dorsal-horn", "dynorphin_content", 30 * 60)).isLessThan(1.1);
        assertThat(state(morphine, "dorsal-horn", "dynorphin_content", 192 * 60)).isGreaterThan(1.5);
        assertThat(state(morphine, "dorsal-horn", "cgrp_store", 30 * 60)).isLessThan(1.1);
        assertThat(state(morphine, "dorsal-horn", "cgrp_store", 192 * 60)).isGreaterThan(1.2);
        assertThat(state(week.get("cut"), "dorsal-horn", "dynorphin_content", 192 * 60)).isBetween(0.9, 1.1);
        assertThat(state(week.get("cut"), "dorsal-horn", "cgrp_store", 192 * 60)).isBetween(0.9, 1.1);
        assertThat(onDay8("cut", "hargreaves")).isGreaterThan(95);
    }

    @Test
    void cholecystokininRisesSeveralfold() {
        assertThat(state(week.get("morphine"), "rvm", "cck_level", 192 * 60)).isBetween(3.0, 8.0);
    }

    @Test
    void theEffectOfAConstantInfusionFadesWithinHours() {
        Recording[] abrupt = hours.get("abrupt");
        double first = percent(abrupt, "hargreaves", 90, 100, 110);
        assertThat(first).isGreaterThan(130);
        assertThat(percent(abrupt, "hargreaves", 340, 350, 360)).isLessThan(first - 3);
    }

    @Test
    void anAbruptEndReboundsAndATaperDoesLess() {
        double abrupt = percent(hours.get("abrupt"), "hargreaves", 390, 400, 410, 425, 440, 460, 480, 500);
        double taper = percent(hours.get("taper"), "hargreaves", 1100, 1120, 1140, 1160, 1180, 1200);
        assertThat(abrupt).isLessThan(100);
        assertThat(taper).isGreaterThan(abrupt);
    }

    @Test
    void naloxonePrecipitatesWithdrawalWithASurgeOfGlutamate() {
        Recording[] runs = withdrawal.get("withdrawn");
        assertThat(percent(runs, "hargreaves", 7205, 7210, 7215))
            .isLessThan(Math.min(90, percent(runs, "hargreaves", 7180) - 10));
        double before = state(runs, "dorsal-horn:L5", "glutamate_level", 7180);
        assertThat(state(runs, "dorsal-horn:L5", "glutamate_level", 7215)).isGreaterThan(Math.max(1.5, 1.5 * before));
    }

    @Test
    void thresholdsRecoverWithinDaysButTheAnimalIsNotAsBefore() {
        Recording[] recovered = recovery.get("recovered");
        double rest = percent(recovered, "hargreaves", 13 * 1440, 15 * 1440, 17 * 1440, 451 * 60);
        assertThat(rest).isBetween(100 - room, 100 + room);
        double fall = percent(recovered, "hargreaves", 451 * 60)
            - percent(recovered, "hargreaves", 27140, 27150, 27160);
        Recording[] naive = recovery.get("naive");
        double naiveFall =
            percent(naive, "hargreaves", 451 * 60) - percent(naive, "hargreaves", 27140, 27150, 27160);
        assertThat(fall).isGreaterThan(naiveFall + 4);
        assertThat(percent(recovery.get("recovered-small-dose"), "hargreaves", 27140, 27150, 27160))
            .isLessThan(percent(recovery.get("naive-small-dose"), "hargreaves", 27140, 27150, 27160) - 4);
    }

    @Test
    void deadCellsStayDead() {
        for (Recording run : recovery.get("recovered")) {
            double[] dead = run.states().stream().filter(s -> s.variable().equals("dead_inhibitory_neurons"))
                .mapToDouble(StateSample::value).toArray();
            assertThat(dead).isSorted();
        }
        assertThat(state(recovery.get("recovered"), "dorsal-horn", "dead_inhibitory_neurons", 451 * 60))
            .isGreaterThan(1);
        assertThat(state(recovery.get("naive"), "dorsal-horn", "dead_inhibitory_neurons", 451 * 60)).isZero();
    }

    @Test
    void painAndAreaDissociate() {
        assertThat(people(i -> more("remifentanil", "control", "ongoing-pain", 95, i) < 0))
            .isGreaterThanOrEqualTo(most);
        assertThat(people(i -> more("remifentanil", "control", "ongoing-pain", 140, i) > 0))
            .isGreaterThanOrEqualTo(most);
        assertThat(people(i -> more("with-ketamine", "control", "ongoing-pain", 140, i) > 0))
            .isGreaterThanOrEqualTo(most);
        // The grid of the map is coarse: many areas are alike.
        assertThat(people(i -> more("with-ketamine", "control", "pinprick-area", 140, i) <= 0))
            .isGreaterThanOrEqualTo(most);
        assertThat(people(i -> more("with-ketamine", "remifentanil", "pinprick-area", 140, i) <= 0))
            .isGreaterThanOrEqualTo(most);
        for (String other : List.of("control", "remifentanil")) {
            assertThat(reading(people.get("with-ketamine"), "pinprick-area", 140))
                .isLessThan(reading(people.get(other), "pinprick-area", 140));
        }
    }

    private int people(IntPredicate condition) {
        return (int) IntStream.range(0, animals).filter(condition).count();
    }

    /** What a person reads in one arm more than in the other. */
    private double more(String arm, String other, String assay, double time_min, int person) {
        return reading(new Recording[] {people.get(arm)[person]}, assay, time_min)
            - reading(new Recording[] {people.get(other)[person]}, assay, time_min);
    }
}
