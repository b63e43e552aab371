package org.rexed.assay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rexed.Laboratory;
import org.rexed.circuit.Anatomy;
import org.rexed.circuit.Circuit;
import org.rexed.circuit.Site;
import org.rexed.neuron.ModulationPorts.Port;
import org.rexed.neuron.Population;
import org.rexed.random.RandomKey;

/** What people report: ratings, thresholds, areas and times under modulation set by hand. */
class HumanAssaysTest {
    private static final Anatomy ANATOMY = Laboratory.anatomy("human-dorsal-horn");
    private static final Site FOOT = ANATOMY.sites().get("left-foot");
    private static final int SEEDS = 6;

    private static Reading[] readings(Assay assay, Consumer<Circuit> modulation) {
        return LongStream.range(0, SEEDS).parallel().mapToObj(seed -> {
            Circuit circuit = Circuit.build(ANATOMY, RandomKey.of(100 + seed));
            modulation.accept(circuit);
            return assay.measure(circuit, FOOT, RandomKey.of(500 + seed), probe -> {});
        }).toArray(Reading[]::new);
    }

    private static double mean(Assay assay, Consumer<Circuit> modulation) {
        return Arrays.stream(readings(assay, modulation)).mapToDouble(Reading::value).average().orElseThrow();
    }

    private static double mean(Assay assay) {
        return mean(assay, circuit -> {});
    }

    private static void release(Circuit circuit, double factor) {
        Arrays.fill(circuit.ports().releaseFactor, factor);
    }

    @Test
    void aRatingIsNothingUpToTheCriterionFiveAtHalfAndBelowTen() {
        Perception perception = new Perception(null, 100, 500, 2);
        assertThat(perception.rating(0)).isZero();
        assertThat(perception.rating(100)).isZero();
        assertThat(perception.rating(600)).isEqualTo(5);
        assertThat(perception.rating(1100)).isCloseTo(8, within(1e-12));
        assertThat(perception.rating(1e9)).isBetween(9.99, 10.0);
    }

    @Test
    void ratingsGrowWithHeatAndReleaseAndNothingIsNotPainful() {
        Assay assay = Laboratory.assay("pain-rating");
        double at47 = mean(assay);
        assertThat(at47).isBetween(3.5, 6.5);
        assertThat(mean(Laboratory.assay("pain-rating", "to: {value: 47 Cel", "to: {value: 45 Cel")))
                .isLessThan(at47 - 0.2);
        assertThat(mean(Laboratory.assay("pain-rating", "to: {value: 47 Cel", "to: {value: 33 Cel",
                "range: [45 Cel, 50 Cel]", "range: [30 Cel, 50 Cel]"))).isZero();
        assertThat(mean(assay, circuit -> release(circuit, 0.6))).isLessThan(at47 - 1);
        assertThat(mean(assay, circuit -> release(circuit, 1.4))).isGreaterThan(at47 + 0.5);
    }

    @Test
    void theHeatPainThresholdIsThatOfPeopleAndMovesWithRelease() {
        Assay assay = Laboratory.assay("heat-pain-threshold");
        double naive = mean(assay);
        assertThat(naive).isBetween(42.5, 46.0);
        assertThat(mean(assay, circuit -> release(circuit, 0.6))).isGreaterThan(naive + 0.5);
        assertThat(mean(assay, circuit -> release(circuit, 1.4))).isLessThan(naive - 0.3);
        Reading[] silent = readings(assay, circuit -> release(circuit, 0));
        assertThat(silent).allMatch(Reading::censored);
        assertThat(silent[0].value()).isCloseTo(52, within(1e-9));
    }

    @Test
    void pressureHurtsPeopleLaterThanItIsStoppedAndBothMoveWithRelease() {
        Assay threshold = Laboratory.assay("pressure-pain-threshold");
        Assay tolerance = Laboratory.assay("pressure-pain-tolerance");
        double first = mean(threshold);
        assertThat(first).isBetween(1500.0, 3500.0);
        assertThat(mean(tolerance)).isBetween(1.2 * first, 6118.3);
        assertThat(mean(threshold, circuit -> release(circuit, 0.6))).isGreaterThan(1.15 * first);
        assertThat(mean(threshold, circuit -> release(circuit, 1.4))).isLessThan(0.95 * first);
        assertThat(readings(tolerance, circuit -> release(circuit, 0))).allMatch(Reading::censored);
    }

    @Test
    void currentHurtsBecauseOfCFibersAndLessWithLessRelease() {
        Assay assay = Laboratory.assay("electrical-pain-rating");
        double naive = mean(assay);
        assertThat(naive).isBetween(3.5, 7.0);
        assertThat(mean(assay, circuit -> release(circuit, 0.6))).isLessThan(naive - 1);
        assertThat(mean(assay, circuit -> release(circuit, 1.4))).isGreaterThan(naive + 0.5);
        // Below the threshold of C fibres only A fibres answer, and touch does not hurt.
        assertThat(mean(Laboratory.assay("electrical-pain-rating", "strength: {value: 25 1", "strength: {value: 2 1",
            "range: [15 1, 60 1]", "range: [1 1, 60 1]"))).isLessThan(0.5);
    }

    /** C fibres within 20 mm of the site fire beside their normal rate. */
    private static void discharge(Circuit circuit, double rate_Hz) {
        circuit.populations().stream().filter(p -> p.name().startsWith("c-")).forEach(p -> {
            for (int i = p.first(); i < p.end(); i++) {
                double near_mm = Math.hypot(circuit.x_mm(i) - FOOT.x_mm(), circuit.y_mm(i) - FOOT.y_mm());
                circuit.ports().ongoingDischarge_Hz[i] = near_mm < 20 ? rate_Hz : 0;
            }
        });
    }

    @Test
    void painWithoutAStimulusIsNothingAtRestAndFollowsTheDischargeOfFibres() {
        Assay assay = Laboratory.assay("ongoing-pain");
        assertThat(readings(assay, circuit -> {})).allMatch(reading -> reading.value() <= 0.5);
        double slow = mean(assay, circuit -> discharge(circuit, 3));
        assertThat(slow).isGreaterThan(0.7);
        assertThat(mean(assay, circuit -> discharge(circuit, 6))).isGreaterThan(slow + 0.7);
        assertThat(mean(assay, circuit -> {
            discharge(circuit, 3);
            release(circuit, 0.6);
        })).isLessThan(0.6 * slow);
    }

    @Test
    void dischargeOfFibresIsNoHyperalgesiaToTouch() {
        Assay assay = Laboratory.assay("pinprick-area");
        assertThat(mean(assay, circuit -> discharge(circuit, 4))).isZero();
        Circuit circuit = Circuit.build(ANATOMY, RandomKey.of(1));
        discharge(circuit, 4);
        double[] before = circuit.ports().ongoingDischarge_Hz.clone();
        assay.measure(circuit, FOOT, RandomKey.of(2), probe -> {});
        assertThat(circuit.ports().ongoingDischarge_Hz).isEqualTo(before);
    }

    @Test
    void pulsesOfATrainHurtMoreAndMoreUnlessReceptorsAreBlocked() {
        Assay assay = Laboratory.assay("temporal-summation");
        double naive = mean(assay);
        assertThat(naive).isBetween(0.3, 6.0);
        assertThat(mean(assay, circuit -> {
            Arrays.fill(circuit.ports().nmdaFreeFraction, 0);
            Arrays.fill(circuit.ports().nk1FreeFraction, 0);
        })).isLessThan(0.7 * naive);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pinprick-area", "allodynia-area"})
    void areasAreZeroInNaivePeopleAndGrowWithSensitization(String name) {
        Assay assay = Laboratory.assay(name);
        assertThat(mean(assay)).isZero();
        // Draws are apart then, and single points exceed by chance: some percent of the map.
        assertThat(mean(assay, circuit -> release(circuit, 0.6))).as("analgesia").isLessThan(5);
        // At twice the release every point of the map counts to a pinprick: 64 cm2.
        double some = mean(assay, circuit -> release(circuit, 1.1));
        double more = mean(assay, circuit -> release(circuit, 1.3));
        assertThat(more).isGreaterThan(some + 2).isLessThan(65);
    }

    @Test
    void whatOnlyMovesSingleSpikesMakesNoArea() {
        double area_cm2 = mean(Laboratory.assay("pinprick-area"), circuit -> {
            double[] shift_mV = circuit.ports().thresholdShift_mV;
            Arrays.setAll(shift_mV, i -> i % 2 == 0 ? 0.01 : -0.01);
        });
        assertThat(area_cm2).isLessThan(2);
    }

    @Test
    void areasAreWhereTheSensitizationIsAndPortsStayAsTheyWere() {
        Assay assay = Laboratory.assay("pinprick-area");
        double everywhere = mean(assay, circuit -> release(circuit, 2));
        double oneStrip = mean(assay, circuit -> {
            release(circuit, 2);
            for (Population p : circuit.populations()) {
                if (!p.group().equals(FOOT.dermatome())) {
                    Arrays.fill(circuit.ports().releaseFactor, p.first(), p.end(), 1);
                }
            }
        });
        assertThat(oneStrip).isPositive().isLessThan(0.9 * everywhere);
        Circuit circuit = Circuit.build(ANATOMY, RandomKey.of(1));
        for (Port port : Port.values()) {
            double[] column = circuit.ports().column(port);
            Arrays.setAll(column, i -> port.neutral() + i * 1e-7);
        }
        double[][] before = Arrays.stream(Port.values()).map(p -> circuit.ports().column(p).clone())
                .toArray(double[][]::new);
        assay.measure(circuit, FOOT, RandomKey.of(2), probe -> {});
        for (Port port : Port.values()) {
            assertThat(circuit.ports().column(port)).isEqualTo(before[port.ordinal()]);
        }
    }

    @Test
    void observersSeeTheTouchesOfTheSubjectAndNotThoseOfTheCriterion() {
        Circuit circuit = Circuit.build(ANATOMY, RandomKey.of(1));
        release(circuit, 2);
        int[] probes = {0};
        Laboratory.assay("pinprick-area").measure(circuit, FOOT, RandomKey.of(2), probe -> probes[0]++);
        int naive = probes[0];
        circuit.ports().reset();
        Laboratory.assay("pinprick-area").measure(circuit, FOOT, RandomKey.of(2), probe -> probes[0]++);
        assertThat(naive).as("on the lines, and control points").isBetween(17, 24).isEqualTo(probes[0] - naive);
    }

    /** A zone is found against skin outside: what a drug takes everywhere, it does not take from the zone alone. */
    @Test
    void analgesiaDoesNotAbolishAZone() {
        Assay assay = Laboratory.assay("pinprick-area");
        double zone = mean(assay, circuit -> zone(circuit, 1));
        double relieved = mean(assay, circuit -> zone(circuit, 0.7));
        assertThat(zone).isGreaterThan(5);
        assertThat(relieved).isBetween(0.4 * zone, 1.3 * zone);
    }

    /** Everything releases so many times as much, and twice that within 25 mm of the foot's site. */
    private static void zone(Circuit circuit, double factor) {
        for (int i = 0; i < circuit.afferents().count(); i++) {
            double dx = circuit.x_mm(i) - FOOT.x_mm();
            double dy = circuit.y_mm(i) - FOOT.y_mm();
            circuit.ports().releaseFactor[i] = factor * (dx * dx + dy * dy < 25 * 25 ? 2 : 1);
        }
    }

    /** Fibres under the thermode release less, all others more: less pain, but a larger area. */
    @Test
    void painAndAreaCanGoOppositeWays() {
        Consumer<Circuit> modulation = circuit -> {
            for (int i = 0; i < circuit.afferents().count(); i++) {
                double dx = circuit.x_mm(i) - FOOT.x_mm();
                double dy = circuit.y_mm(i) - FOOT.y_mm();
                circuit.ports().releaseFactor[i] = dx * dx + dy * dy < 20 * 20 ? 0.3 : 2;
            }
        };
        Assay rating = Laboratory.assay("pain-rating");
        assertThat(mean(rating, modulation)).isLessThan(mean(rating) - 0.5);
        assertThat(mean(Laboratory.assay("pinprick-area"), modulation)).isGreaterThan(5);
    }

    @Test
    void theColdBathHurtsAfterSecondsAndIsLeftAfterHalfAMinute() {
        Assay threshold = Laboratory.assay("cold-pressor-threshold");
        Assay tolerance = Laboratory.assay("cold-pressor-tolerance");
        double hurts_s = mean(threshold);
        double left_s = mean(tolerance);
        assertThat(hurts_s).isBetween(4.0, 10.0);
        assertThat(left_s).isBetween(25.0, 40.0);
        assertThat(mean(tolerance, circuit -> release(circuit, 0.6))).isGreaterThan(1.2 * left_s);
        assertThat(mean(tolerance, circuit -> release(circuit, 1.5))).isLessThan(left_s - 1);
        assertThat(mean(threshold, circuit -> release(circuit, 1.5))).isLessThan(hurts_s);
        assertThat(readings(tolerance, circuit -> release(circuit, 0))).containsOnly(new Reading(300, "s", true));
        assertThat(readings(threshold, circuit -> release(circuit, 0))).containsOnly(new Reading(300, "s", true));
    }

    /** Ratings at 5, 8, 12, 20 and 40 s; between them straight lines, from 0. */
    @Test
    void timesOfTheBathFollowFromTheRatings() {
        ColdPressor threshold = (ColdPressor) Laboratory.assay("cold-pressor-threshold");
        double[] late = {0, 0.5, 4.5, 8, 8};
        assertThat(threshold.time(i -> late[i]).value()).isCloseTo(8.5, within(1e-12));
        double[] never = {0, 0, 0.9, 0.9, 0.9};
        assertThat(threshold.time(i -> never[i])).isEqualTo(new Reading(300, "s", true));
        ColdPressor tolerance = (ColdPressor) Laboratory.assay(
                "cold-pressor-tolerance", "summed-rating: {value: 120 s", "summed-rating: {value: 100 s");
        // 0 to 5 s: 12.5; then 5 for 17.5 s.
        assertThat(tolerance.time(i -> 5).value()).isCloseTo(22.5, within(1e-9));
        // 0 to 20 s: none; a line from 0 to 10 over 20 s holds just 100.
        double[] rising = {0, 0, 0, 0, 10};
        assertThat(tolerance.time(i -> rising[i]).value()).isCloseTo(40, within(1e-9));
        // 2.5 + 3 + 4 + 8 + 20 = 37.5 until 40 s; then 62.5 s more.
        assertThat(tolerance.time(i -> 1).value()).isCloseTo(102.5, within(1e-9));
        assertThat(tolerance.time(i -> 0)).isEqualTo(new Reading(300, "s", true));
    }

    @Test
    void noProbeIsTakenAfterTheTimeIsKnown() {
        ColdPressor threshold = (ColdPressor) Laboratory.assay("cold-pressor-threshold");
        int[] asked = {0};
        threshold.time(i -> {
            asked[0]++;
            return 5;
        });
        assertThat(asked[0]).isEqualTo(1);
    }
}
