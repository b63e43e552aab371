package org.rexed.nociception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rexed.nociception.AfferentSpec.Sensitivity;
import org.rexed.random.RandomKey;

/** Rates, timing and independence of the fibres. */
class AfferentsTest {
    private static final int FIBRES = 200;
    private static final AfferentSpec SPEC = spec(5, 60, new Adaptation(0.8, 500), 0.5);
    private static final Stimulus WARM = heat(41.5);
    private static final Stimulus HOT = heat(46);

    /** Heat above 42 degrees, force above 40 mN, a lag of 110 ms for all fibres. */
    private static AfferentSpec spec(
            double heatGain_Hz_per_C, double maximum_Hz, Adaptation adaptation, double ongoing_Hz) {
        return new AfferentSpec(
                new Sensitivity(42, 0, heatGain_Hz_per_C), new Sensitivity(0, 0, 0), adaptation,
                new Sensitivity(40, 0, 0.2), 0, Double.POSITIVE_INFINITY, ForceCoding.LINEAR, adaptation, maximum_Hz,
                ongoing_Hz, 20, 0, 5, 1, 0);
    }

    /** A sudden change of temperature everywhere, after one second. */
    private static Stimulus heat(double celsius) {
        return new ContactThermode(0, 0, 30, celsius, 1e9, 1000, 1e6, 1e6, 1.5);
    }

    private static Bundle fibres(AfferentSpec spec) {
        return Bundle.at(
                spec, IntStream.range(0, FIBRES).mapToDouble(i -> 0.1 * i).toArray(), new double[FIBRES], 5, 10);
    }

    private static double mean(double[] rates_Hz, int from, int to) {
        return Arrays.stream(rates_Hz, from, to).average().orElseThrow();
    }

    /** Mixed fibres under every kind of stimulus, with one that changes at each step of 0.1 ms. */
    private static Stimulus stimulus(String kind) {
        return switch (kind) {
            case "heat" -> new HeatRamp(24, 25, 36, 10, 12, 50.05);
            case "cold" -> new ContactThermode(24, 25, 32, -5, 40, 100, 500, 10, 1.5);
            case "force" -> new PunctateForce(20, 20, 300, 130.7, 800, 8);
            case "brush" -> new Brush(24, 25, 25, 30, 40, 6, 1, 60, 2, 700, 20);
            case "electrical" -> new ElectricalTrain(24, 25, 23, 9, 50.03, 0.26, 20);
            default -> Stimulus.none();
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "heat", "cold", "force", "brush", "electrical"})
    void fireTheSpikesOfThePlainVersion(String kind) {
        Bundle all = Bundle.mixed(80, 7, 10);
        PlainAfferents plain =
                new PlainAfferents(all.spec, all.x_mm, all.y_mm, all.identity, all.fibres, all.stepsPerMillisecond);
        List<List<Integer>> spikes = all.spikes(stimulus(kind), 8, 1500);
        for (int i = 0; i < spikes.size(); i++) {
            assertThat(spikes.get(i)).as("fibre %d", i)
                    .isEqualTo(plain.spikes(i, stimulus(kind), RandomKey.of(8), 15_000));
        }
        assertThat(spikes.stream().mapToInt(List::size).sum()).isGreaterThan(kind.equals("none") ? 2 : 50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "heat", "cold", "force", "brush", "electrical"})
    void aFibresTrainDoesNotDependOnTheOthers(String kind) {
        Bundle all = Bundle.mixed(60, 11, 10);
        List<List<Integer>> together = all.spikes(stimulus(kind), 12, 1500);
        for (int i = 0; i < together.size(); i += 7) {
            assertThat(all.alone(i).spikes(stimulus(kind), 12, 1500).get(0)).isEqualTo(together.get(i));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"heat", "cold", "force", "brush", "electrical"})
    void aShorterStepTellsTheSameSpikesMorePrecisely(String kind) {
        List<List<Integer>> coarse = Bundle.mixed(200, 13, 10).spikes(stimulus(kind), 14, 1500);
        List<List<Integer>> fine = Bundle.mixed(200, 13, 20).spikes(stimulus(kind), 14, 1500);
        int moved = 0;
        int spikes = 0;
        for (int i = 0; i < coarse.size(); i++) {
            assertThat(fine.get(i).size()).isCloseTo(coarse.get(i).size(), within(1));
            for (int s = 0; s < Math.min(coarse.get(i).size(), fine.get(i).size()); s++) {
                spikes++;
                moved += Math.abs(0.05 * fine.get(i).get(s) - 0.1 * coarse.get(i).get(s)) > 0.1001 ? 1 : 0;
            }
        }
        // Spikes that wait for the end of refractoriness do so in whole steps, which shifts the ones after them.
        assertThat(moved).isLessThan(spikes / 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"heat", "force", "brush", "electrical"})
    void noFibreFiresWhileRefractory(String kind) {
        Bundle all = Bundle.mixed(200, 18, 10);
        List<List<Integer>> spikes = all.spikes(stimulus(kind), 19, 1500);
        for (int i = 0; i < spikes.size(); i++) {
            double refractory_steps = 10 * all.spec[i].refractory_ms();
            for (int s = 1; s < spikes.get(i).size(); s++) {
                assertThat((double) spikes.get(i).get(s) - spikes.get(i).get(s - 1))
                        .isGreaterThanOrEqualTo(refractory_steps);
            }
        }
    }

    @Test
    void aSecondProbeBeginsRested() {
        Bundle used = Bundle.mixed(80, 15, 10);
        used.spikes(stimulus("force"), 16, 900);
        used.spikes(stimulus("electrical"), 16, 30);
        assertThat(used.spikes(stimulus("heat"), 17, 1000))
                .isEqualTo(Bundle.mixed(80, 15, 10).spikes(stimulus("heat"), 17, 1000));
    }

    @Test
    void fireAtTheirOngoingRateWithoutAStimulus() {
        assertThat(fibres(SPEC).rates_Hz(Stimulus.none(), 9, 50_000, 1)[0]).isCloseTo(0.5, within(0.03));
    }

    @Test
    void countsVaryAsInAPoissonProcess() {
        double[] rates_Hz = fibres(SPEC).rates_Hz(Stimulus.none(), 9, 100_000, 1000);
        double perSpike_Hz = 1000.0 / 100 / FIBRES;
        double mean = mean(rates_Hz, 0, 1000);
        double variance = Arrays.stream(rates_Hz).map(r -> (r - mean) * (r - mean)).sum() / 1000;
        assertThat(variance / mean / perSpike_Hz).isCloseTo(1, within(0.15));
    }

    @Test
    void heatBelowThresholdDoesNothingAndAboveItDrivesThenAdapts() {
        double[] warm = fibres(SPEC).rates_Hz(WARM, 9, 6000, 60);
        assertThat(mean(warm, 10, 60)).isCloseTo(0.5, within(0.1));
        double[] hot = fibres(SPEC).rates_Hz(HOT, 9, 6110, 611);
        // The cord learns of the heat 110 ms later, not before.
        assertThat(mean(hot, 0, 111)).isCloseTo(0.5, within(0.2));
        // 4 degrees above threshold at 5 Hz each; the mean of the first 100 ms of adaptation is 0.924
        assertThat(mean(hot, 111, 121)).isCloseTo(20 * 0.924 + 0.5, within(2.0));
        assertThat(mean(hot, 511, 611)).isCloseTo(20 * 0.2 + 0.5, within(0.4));
    }

    @Test
    void theRateSaturates() {
        AfferentSpec steep = spec(500, 60, new Adaptation(0, 1), 0);
        assertThat(mean(fibres(steep).rates_Hz(HOT, 9, 3000, 30), 12, 30)).isCloseTo(60, within(1.0));
    }

    @Test
    void forceReachesOnlyFibresUnderTheTip() {
        Stimulus tip = new PunctateForce(0, 0, 100, 0, 1e6, 4);
        int[] counts = fibres(SPEC).spikes(tip, 9, 10_000).stream().mapToInt(List::size).toArray();
        // 100 mN exp(-d²/32) exceeds the threshold of 40 mN within 5.4 mm, that is for fibres up to number 54.
        assertThat(Arrays.stream(counts, 0, 54).average().orElseThrow()).isGreaterThan(20);
        assertThat(Arrays.stream(counts, 56, FIBRES).average().orElseThrow()).isCloseTo(5, within(1.0));
    }
}
