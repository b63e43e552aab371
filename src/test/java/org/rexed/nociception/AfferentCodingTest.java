package org.rexed.nociception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rexed.Laboratory;
import org.rexed.random.RandomKey;

/**
 * Fibres whose receptive field is under the tip fire at the published mean rates over a hold of 5 s (recordings behind
 * the model of Medlock et al. 2022) and adapt with the published course.
 */
class AfferentCodingTest {
    private static final int FIBRES = 400;
    private static final int SECOND_steps = 10_000;

    private static Afferents fibres(String population, double x_mm) {
        AfferentSpec[] spec = new AfferentSpec[FIBRES];
        RandomKey[] keys = new RandomKey[FIBRES];
        long[] identity = new long[FIBRES];
        double[] x = new double[FIBRES];
        Arrays.fill(spec, Laboratory.anatomy().population(population).afferent());
        Arrays.fill(x, x_mm);
        for (int i = 0; i < FIBRES; i++) {
            keys[i] = RandomKey.of(30).child(i);
            identity[i] = i;
        }
        return new Afferents(spec, x, new double[FIBRES], keys, identity);
    }

    /** Mean rate above the ongoing rate in each tenth of a second. */
    private static double[] evoked_Hz(String population, double x_mm, Stimulus stimulus, int seconds) {
        Afferents fibres = fibres(population, x_mm);
        fibres.begin(stimulus, RandomKey.of(31));
        int[] fired = new int[FIBRES];
        double[] rate_Hz = new double[10 * seconds];
        for (int step = 0; step < seconds * SECOND_steps; step++) {
            rate_Hz[step / 1000] += fibres.advance(step, fired) * 10.0 / FIBRES;
        }
        double ongoing_Hz = Laboratory.anatomy().population(population).afferent().ongoing_Hz();
        return Arrays.stream(rate_Hz).map(r -> r - ongoing_Hz).toArray();
    }

    private static PunctateForce hold(double force_mN) {
        return new PunctateForce(0, 0, force_mN, 0, 5000, 4);
    }

    @ParameterizedTest
    @CsvSource({
        "c-peptidergic, 50, 1.7", "c-peptidergic, 100, 3.2", "c-peptidergic, 200, 7.1", "c-peptidergic, 400, 14.3",
        "c-nonpeptidergic, 50, 1.7", "c-nonpeptidergic, 100, 3.2", "c-nonpeptidergic, 200, 7.1",
        "c-nonpeptidergic, 400, 14.3",
        "a-delta, 50, 2.3", "a-delta, 100, 4.7", "a-delta, 200, 9.9", "a-delta, 400, 18.6",
        "a-beta, 10, 2.5", "a-beta, 20, 4.5", "a-beta, 30, 6.9", "a-beta, 50, 13.0", "a-beta, 100, 13.6"
    })
    void meanRatesOverFiveSecondsAreNearThePublishedOnes(String population, double force_mN, double published_Hz) {
        double mean_Hz = Arrays.stream(evoked_Hz(population, 0, hold(force_mN), 5)).average().orElseThrow();
        assertThat(mean_Hz).isCloseTo(published_Hz, within(0.2 * published_Hz));
    }

    @ParameterizedTest
    @ValueSource(strings = {"c-peptidergic", "c-nonpeptidergic", "a-delta"})
    void nociceptorsAreSilentAtThirtyMillinewton(String population) {
        double[] pressed = evoked_Hz(population, 0, hold(30), 5);
        double[] alone = evoked_Hz(population, 0, Stimulus.none(), 5);
        assertThat(pressed).containsExactly(alone);
    }

    @ParameterizedTest
    @CsvSource({"c-peptidergic, 26, 16, 12, 9.6, 8.4", "a-delta, 25.5, 22.6, 17.4, 13.8, 10.8"})
    void rateFallsDuringAStrongHoldAsPublished(String population, double s1, double s2, double s3, double s4,
            double s5) {
        double[] rate_Hz = evoked_Hz(population, 0, hold(400), 6);
        double[] published = {s1, s2, s3, s4, s5};
        double[] seen = new double[5];
        for (int s = 1; s <= 5; s++) {
            // 0.4 s around each second; the last one ends with the hold.
            int first = s == 5 ? 46 : 10 * s - 2;
            seen[s - 1] = Arrays.stream(rate_Hz, first, first + 4).average().orElseThrow();
        }
        double scale = Arrays.stream(published).sum() / Arrays.stream(seen).sum();
        for (int s = 0; s < 5; s++) {
            assertThat(scale * seen[s]).as("second %d", s + 1).isCloseTo(published[s], within(0.2 * published[s]));
        }
        assertThat(Arrays.stream(rate_Hz, 52, 60).average().orElseThrow())
                .as("after the filament is gone")
                .isCloseTo(0, within(0.15));
    }

    @Test
    void lowThresholdFibresAnswerTheOnsetMost() {
        double[] rate_Hz = evoked_Hz("a-beta", 0, hold(100), 5);
        double onset = Arrays.stream(rate_Hz, 0, 2).average().orElseThrow();
        double late = Arrays.stream(rate_Hz, 20, 50).average().orElseThrow();
        assertThat(onset).isGreaterThan(1.4 * late);
        // Published: 10 Hz from 2 s on.
        assertThat(late).isBetween(8.0, 14.0);
    }

    @Test
    void distantSkinFeelsLess() {
        double near = Arrays.stream(evoked_Hz("c-peptidergic", 0, hold(200), 5)).average().orElseThrow();
        double aside = Arrays.stream(evoked_Hz("c-peptidergic", 4, hold(200), 5)).average().orElseThrow();
        double far = Arrays.stream(evoked_Hz("c-peptidergic", 20, hold(200), 5)).average().orElseThrow();
        assertThat(aside / near).isCloseTo(StrictMath.exp(-0.5), within(0.06));
        assertThat(far).isCloseTo(0, within(0.06));
    }

    @Test
    void heatExcitesAboveThresholdOnly() {
        Afferents fibres = fibres("c-peptidergic", 0);
        double mean_C = 0;
        for (int i = 0; i < FIBRES; i++) {
            mean_C += fibres.heatThreshold_C(i) / FIBRES;
            assertThat(fibres.forceThreshold_mN(i)).isBetween(31.0, 49.0);
        }
        double spread_C = Laboratory.anatomy().population("c-peptidergic").afferent().heatThresholdSpread_C();
        double expected_C = Laboratory.anatomy().population("c-peptidergic").afferent().heatThreshold_C();
        assertThat(mean_C).isCloseTo(expected_C, within(4 * spread_C / StrictMath.sqrt(FIBRES)));
        double[] warm = evoked_Hz("c-peptidergic", 0, new HeatRamp(0, 0, 30, 2, 12, 0), 2);
        double[] hot = evoked_Hz("c-peptidergic", 0, new HeatRamp(0, 0, 30, 10, 12, 0), 2);
        assertThat(Arrays.stream(warm).average().orElseThrow()).isCloseTo(0, within(0.1));
        assertThat(hot[19]).isGreaterThan(5);
        assertThat(Arrays.stream(evoked_Hz("a-beta", 0, new HeatRamp(0, 0, 30, 10, 12, 0), 2)).average().orElseThrow())
                .isCloseTo(0, within(0.1));
    }
}
