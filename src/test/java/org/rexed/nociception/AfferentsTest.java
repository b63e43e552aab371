package org.rexed.nociception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.rexed.random.RandomKey;

/** Rates and independence of the fibres. */
class AfferentsTest {
    private static final int FIBRES = 200;
    private static final AfferentSpec SPEC = new AfferentSpec(42, 0, 5, 40, 0, 0.2, 60, 0.8, 500, 0.5, 1);
    private static final Stimulus WARM = heat(41.5);
    private static final Stimulus HOT = heat(46);

    /** A sudden change of temperature everywhere, after one second. */
    private static Stimulus heat(double celsius) {
        return new Stimulus() {
            @Override
            public Modality modality() {
                return Modality.HEAT;
            }

            @Override
            public double intensity(double time_ms) {
                return time_ms < 1000 ? 30 : celsius;
            }

            @Override
            public double resting() {
                return 30;
            }

            @Override
            public double share(double x, double y) {
                return 1;
            }
        };
    }

    private static Afferents fibres(AfferentSpec spec) {
        AfferentSpec[] specs = new AfferentSpec[FIBRES];
        RandomKey[] keys = new RandomKey[FIBRES];
        long[] identity = new long[FIBRES];
        double[] x_mm = new double[FIBRES];
        for (int i = 0; i < FIBRES; i++) {
            specs[i] = spec;
            keys[i] = RandomKey.of(i);
            identity[i] = i;
            x_mm[i] = 0.1 * i;
        }
        return new Afferents(specs, x_mm, new double[FIBRES], keys, identity);
    }

    /** Spikes of all fibres in each 100 ms. */
    private static int[] run(Afferents afferents, Stimulus stimulus, int seconds) {
        afferents.begin(stimulus, RandomKey.of(9));
        int[] fired = new int[FIBRES];
        int[] counts = new int[10 * seconds];
        for (int step = 0; step < 10_000 * seconds; step++) {
            counts[step / 1000] += afferents.advance(step, fired);
        }
        return counts;
    }

    private static double rate_Hz(int[] counts, int from, int to) {
        return Arrays.stream(counts, from, to).sum() * 10.0 / (to - from) / FIBRES;
    }

    @Test
    void fireAtTheirOngoingRateWithoutAStimulus() {
        assertThat(rate_Hz(run(fibres(SPEC), Stimulus.none(), 50), 0, 500)).isCloseTo(0.5, within(0.03));
    }

    @Test
    void countsVaryAsInAPoissonProcess() {
        Afferents afferents = fibres(SPEC);
        int[] counts = run(afferents, Stimulus.none(), 100);
        double mean = Arrays.stream(counts).average().orElseThrow();
        double variance = Arrays.stream(counts).mapToDouble(c -> (c - mean) * (c - mean)).sum() / counts.length;
        assertThat(variance / mean).isCloseTo(1, within(0.15));
    }

    @Test
    void heatBelowThresholdDoesNothingAndAboveItDrivesThenAdapts() {
        int[] warm = run(fibres(SPEC), WARM, 6);
        assertThat(rate_Hz(warm, 10, 60)).isCloseTo(0.5, within(0.1));
        int[] hot = run(fibres(SPEC), HOT, 6);
        assertThat(rate_Hz(hot, 0, 10)).isCloseTo(0.5, within(0.2));
        // 4 degrees above threshold at 5 Hz each; the mean of the first 100 ms of adaptation is 0.924
        assertThat(rate_Hz(hot, 10, 11)).isCloseTo(20 * 0.924 + 0.5, within(2.0));
        assertThat(rate_Hz(hot, 50, 60)).isCloseTo(20 * 0.2 + 0.5, within(0.4));
    }

    @Test
    void theRateSaturates() {
        AfferentSpec steep = new AfferentSpec(42, 0, 500, 40, 0, 0.2, 60, 0, 500, 0, 1);
        assertThat(rate_Hz(run(fibres(steep), HOT, 3), 10, 30)).isCloseTo(60, within(1.0));
    }

    @Test
    void forceReachesOnlyFibresUnderTheTip() {
        Afferents afferents = fibres(SPEC);
        afferents.begin(new PunctateForce(0, 0, 100, 0, 1e6, 4), RandomKey.of(9));
        int[] fired = new int[FIBRES];
        int[] counts = new int[FIBRES];
        for (int step = 0; step < 100_000; step++) {
            int count = afferents.advance(step, fired);
            for (int f = 0; f < count; f++) {
                counts[fired[f]]++;
            }
        }
        // 100 mN exp(-d²/32) exceeds the threshold of 40 mN within 5.4 mm, that is for fibres up to number 54.
        assertThat(Arrays.stream(counts, 0, 54).average().orElseThrow()).isGreaterThan(20);
        assertThat(Arrays.stream(counts, 56, FIBRES).average().orElseThrow()).isCloseTo(5, within(1.0));
    }

    @Test
    void aFibresTrainDoesNotDependOnTheOthers() {
        Afferents together = fibres(SPEC);
        Afferents alone = new Afferents(
                new AfferentSpec[] {SPEC}, new double[] {0.7}, new double[1], new RandomKey[] {RandomKey.of(7)},
                new long[] {7});
        together.begin(HOT, RandomKey.of(9));
        alone.begin(HOT, RandomKey.of(9));
        int[] fired = new int[FIBRES];
        int[] firedAlone = new int[1];
        int spikes = 0;
        for (int step = 0; step < 30_000; step++) {
            int count = together.advance(step, fired);
            boolean among = Arrays.stream(fired, 0, count).anyMatch(f -> f == 7);
            assertThat(alone.advance(step, firedAlone) == 1).isEqualTo(among);
            spikes += among ? 1 : 0;
        }
        assertThat(spikes).isGreaterThan(5);
    }
}
