package org.rexed.assay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rexed.Laboratory;
import org.rexed.circuit.Circuit;
import org.rexed.circuit.Site;
import org.rexed.random.RandomKey;

/** Unit recordings, peptide release and rising stimuli in rats under modulation set by hand. */
class PhysiologyAssaysTest {
    private static final int SEEDS = 6;

    private static double[] values(Assay assay, String site, Consumer<Circuit> modulation) {
        Site place = Laboratory.anatomy().sites().get(site);
        return LongStream.range(0, SEEDS).parallel().mapToDouble(seed -> {
            Circuit circuit = Circuit.build(Laboratory.anatomy(), RandomKey.of(100 + seed));
            modulation.accept(circuit);
            return assay.measure(circuit, place, RandomKey.of(500 + seed), probe -> {}).value();
        }).toArray();
    }

    private static double mean(Assay assay, String site, Consumer<Circuit> modulation) {
        return Arrays.stream(values(assay, site, modulation)).average().orElseThrow();
    }

    private static double mean(Assay assay) {
        return mean(assay, "left-hindpaw", circuit -> {});
    }

    private static void halfRelease(Circuit circuit) {
        Arrays.fill(circuit.ports().releaseFactor, 0.5);
    }

    private static DoubleStream changes(String name) {
        return Arrays.stream(values(Laboratory.assay(name), "left-hindpaw", circuit -> {}));
    }

    @Test
    void onCellsBurstOffCellsPauseAndNeutralCellsDoNeither() {
        assertThat(changes("on-cell-heat").min().orElseThrow()).isGreaterThan(5);
        assertThat(changes("off-cell-heat").max().orElseThrow()).isLessThan(-2);
        assertThat(changes("neutral-cell-heat").map(Math::abs).max().orElseThrow()).isLessThan(2);
    }

    /** Ongoing rates of 5 to 15 Hz are what the anatomy was tuned to; single subjects are in another phase. */
    @ParameterizedTest
    @CsvSource({"on, 4, 15", "off, 5, 18", "neutral, 5, 15"})
    void ongoingRatesAreThoseOfRecordings(String cells, double low, double high) {
        assertThat(mean(Laboratory.assay(cells + "-cell-rate"))).isBetween(low, high);
    }

    @Test
    void aRateIsWhatTheChangeAndTheRateBeforeAddUpTo() {
        double change = mean(Laboratory.assay("wdr-pinch"));
        double rate = mean(Laboratory.assay("wdr-pinch", "reading: change", "reading: rate"));
        assertThat(rate).isGreaterThan(change);
        assertThat(rate - change).as("ongoing rate").isBetween(0.0, 5.0);
    }

    @Test
    void wideDynamicRangeCellsCodeForceAndLoseItWithTheirInput() {
        double pinch = mean(Laboratory.assay("wdr-pinch"));
        double touch = mean(Laboratory.assay("wdr-pinch", "value: 400 mN", "value: 100 mN"));
        assertThat(touch).isBetween(0.1, 0.7 * pinch);
        assertThat(mean(Laboratory.assay("wdr-pinch"), "left-hindpaw", PhysiologyAssaysTest::halfRelease))
                .isLessThan(0.8 * pinch);
    }

    @Test
    void cellsOfOtherDermatomesAreNotRecorded() {
        double here = mean(Laboratory.assay("wdr-pinch"));
        Site paw = Laboratory.anatomy().sites().get("left-hindpaw");
        Site elsewhere = new Site("elsewhere", "L1", paw.x_mm(), paw.y_mm());
        Circuit circuit = Circuit.build(Laboratory.anatomy(), RandomKey.of(100));
        double there = Laboratory.assay("wdr-pinch").measure(circuit, elsewhere, RandomKey.of(500), p -> {}).value();
        assertThat(there).isLessThan(0.2 * here);
    }

    @Test
    void peptideIsReleasedByTheStimulusAndFollowsReleaseAndContent() {
        Assay heat = Laboratory.assay("cgrp-release-heat");
        double evoked = mean(heat);
        assertThat(evoked).isGreaterThan(10 * mean(Laboratory.assay("cgrp-release-rest")));
        double half = mean(heat, "left-hindpaw", PhysiologyAssaysTest::halfRelease);
        double twice = mean(heat, "left-hindpaw", circuit -> Arrays.fill(circuit.ports().peptideFactor, 2));
        // Not exactly: what arrives in the cord feeds back on the terminals.
        assertThat(half).isCloseTo(0.5 * evoked, within(0.1 * evoked));
        assertThat(twice).isCloseTo(2 * evoked, within(0.2 * evoked));
    }

    @ParameterizedTest
    @CsvSource({"tail-flick, tail", "hot-plate, left-hindpaw", "paw-pressure, left-hindpaw"})
    void lessReleaseRaisesThresholdsAndMoreLowersThem(String name, String site) {
        Assay assay = Laboratory.assay(name);
        double naive = mean(assay, site, circuit -> {});
        double analgesic = mean(assay, site, PhysiologyAssaysTest::halfRelease);
        double sensitized = mean(assay, site, circuit -> Arrays.fill(circuit.ports().releaseFactor, 1.5));
        assertThat(analgesic).isGreaterThan(1.1 * naive);
        assertThat(sensitized).isLessThan(0.97 * naive);
    }

    /** Latencies usual for naive rats, wide enough for six animals. */
    @ParameterizedTest
    @CsvSource({"tail-flick, tail, 3, 5.5", "hot-plate, left-hindpaw, 7, 13", "paw-pressure, left-hindpaw, 120, 260"})
    void naiveRatsAreInTheUsualRange(String name, String site, double low, double high) {
        assertThat(mean(Laboratory.assay(name), site, circuit -> {})).isBetween(low, high);
    }

    @ParameterizedTest
    @CsvSource({"tail-flick, tail, 10, s", "hot-plate, left-hindpaw, 30, s"})
    void noReactionIsCensoredAtTheCutoff(String name, String site, double cutoff, String unit) {
        assertThat(silent(name, site)).isEqualTo(new Reading(cutoff, unit, true));
    }

    @Test
    void noVocalizationIsCensoredAtTheForceOfTheCutoff() {
        Reading reading = silent("paw-pressure", "left-hindpaw");
        assertThat(reading.value()).isCloseTo(160 * 40 / 9.80665, within(1e-9));
        assertThat(reading.censored()).isTrue();
    }

    private static Reading silent(String name, String site) {
        Circuit circuit = Circuit.build(Laboratory.anatomy(), RandomKey.of(100));
        Arrays.fill(circuit.ports().releaseFactor, 0);
        return Laboratory.assay(name)
                .measure(circuit, Laboratory.anatomy().sites().get(site), RandomKey.of(5), probe -> {});
    }
}
