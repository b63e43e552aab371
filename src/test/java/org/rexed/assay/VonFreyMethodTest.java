package org.rexed.assay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rexed.Laboratory;
import org.rexed.random.RandomKey;
import org.rexed.random.RandomSequence;

/** The up-down method on known response curves, without any animal. */
class VonFreyMethodTest {
    /** Mean step between the filaments of the file, as a natural logarithm: seven steps from 1 to 26 g. */
    private static final double STEP = StrictMath.log(26) / 7;

    private final VonFrey assay = (VonFrey) Laboratory.assay("von-frey");

    @ParameterizedTest
    @ValueSource(doubles = {1.5, 2.5, 5, 7, 9, 12, 20})
    void findsASharpThresholdBetweenTheFilamentsAroundIt(double threshold_g) {
        Reading reading = assay.upDown((presentation, force_g) -> force_g >= threshold_g);
        assertThat(reading.censored()).isFalse();
        assertThat(reading.unit()).isEqualTo("g");
        assertThat(StrictMath.log(reading.value() / threshold_g)).isCloseTo(0, within(0.75 * STEP));
    }

    @ParameterizedTest
    @ValueSource(doubles = {3, 5, 8})
    void recoversTheThresholdOfAGradedCurveOnAverage(double threshold_g) {
        RandomSequence draws = RandomKey.of(20).sequence();
        NormalDistribution normal = new NormalDistribution(null, 0, 1);
        double sum = 0;
        int series = 1500;
        for (int i = 0; i < series; i++) {
            sum += StrictMath.log(assay.upDown((presentation, force_g) -> draws.uniform()
                                    < normal.cumulativeProbability(StrictMath.log(force_g / threshold_g) / STEP))
                            .value());
        }
        // Ends of the filament set pull the mean of single series inward by less than a third of a step.
        assertThat(sum / series).isCloseTo(StrictMath.log(threshold_g), within(STEP / 3));
    }

    @Test
    void readingRisesWithTheThreshold() {
        double before = 0;
        for (double threshold_g : new double[] {0.5, 1.5, 3, 5, 7, 9, 12, 20, 40}) {
            double value = assay.upDown((presentation, force_g) -> force_g >= threshold_g).value();
            assertThat(value).isGreaterThanOrEqualTo(before);
            before = value;
        }
        assertThat(before).isEqualTo(26);
    }

    @Test
    void neverRespondingHitsTheCeilingAndAlwaysRespondingTheFloor() {
        List<Double> forces = new ArrayList<>();
        Reading never = assay.upDown((presentation, force_g) -> {
            forces.add(force_g);
            return false;
        });
        assertThat(never).isEqualTo(new Reading(26, "g", true));
        assertThat(forces).containsExactly(8.0, 10.0, 15.0, 26.0);
        assertThat(assay.upDown((presentation, force_g) -> true)).isEqualTo(new Reading(1, "g", true));
    }

    @Test
    void fourPresentationsFollowTheFirstChange() {
        List<Double> forces = new ArrayList<>();
        assay.upDown((presentation, force_g) -> {
            assertThat(presentation).isEqualTo(forces.size());
            forces.add(force_g);
            return force_g >= 5;
        });
        assertThat(forces).containsExactly(8.0, 6.0, 4.0, 6.0, 4.0, 6.0, 4.0);
    }

    @Test
    void staysAtTheLastFilamentOnceTheSeriesHasChanged() {
        List<Double> forces = new ArrayList<>();
        // A miss at the start, then a response to everything: the series runs down to the weakest and stays.
        Reading reading = ((VonFrey) Laboratory.assay(
                        "von-frey", "first-filament: {value: 5", "first-filament: {value: 2"))
                .upDown((presentation, force_g) -> {
                    forces.add(force_g);
                    return presentation > 0;
                });
        assertThat(forces).containsExactly(2.0, 4.0, 2.0, 1.0, 1.0, 1.0);
        assertThat(reading.value()).isBetween(1.0, 1.5);
    }
}
