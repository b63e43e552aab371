package org.rexed.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rexed.claims.Quantity.As;
import org.rexed.claims.Quantity.Take;
import org.rexed.recording.Observation;
import org.rexed.recording.Recording;
import org.rexed.recording.StateSample;

/** Measures against values worked out by hand. */
class QuantityTest {
    private static final int[] BOTH = {0, 1};
    private final Quantity.State state = new Quantity.State("drug", "rvm", "cck_level", 100);
    private Observed data;

    @BeforeEach
    void observe() {
        data = new Observed(2, List.of(state));
        data.add("drug", 0, recording(10, 15, 12, 5, 2));
        data.add("drug", 1, recording(8, 11, 14, 6, 4));
        data.add("none", 0, recording(10, 10, 10, 10, 1));
        data.add("none", 1, recording(8, 8, 8, 8, 1));
    }

    private static Recording recording(double baseline, double early, double later, double trough, double cck) {
        Recording recording = new Recording();
        recording.add(new StateSample(90, "rvm", "cck_level", cck, "1"));
        recording.add(new StateSample(110, "rvm", "cck_level", 99, "1"));
        recording.add(new Observation(30, "a", "paw", early, "s", baseline, false));
        recording.add(new Observation(60, "a", "paw", later, "s", baseline, false));
        recording.add(new Observation(200, "a", "paw", trough, "s", baseline, false));
        return recording;
    }

    private static Quantity.Reading reading(String arm, Take take, As as, Double... times) {
        return new Quantity.Reading(arm, "a", "paw", List.of(times), take, as, 20);
    }

    @Test
    void readingsAreExpressedSubjectBySubject() {
        assertThat(reading("drug", Take.MEAN, As.READING, 30.0).of(data, BOTH)).isEqualTo(13);
        assertThat(reading("drug", Take.MEAN, As.PERCENT_OF_BASELINE, 200.0).of(data, BOTH)).isEqualTo((50 + 75) / 2.0);
        assertThat(reading("drug", Take.MEAN, As.FALL, 200.0).of(data, BOTH)).isEqualTo((50 + 25) / 2.0);
        // 100 (15 - 10) / (20 - 10) = 50 and 100 (14 - 8) / (20 - 8) = 50: each at its own peak.
        assertThat(reading("drug", Take.HIGHEST, As.PERCENT_OF_MAXIMUM, 30.0, 60.0).of(data, BOTH)).isEqualTo(50);
        assertThat(reading("drug", Take.LOWEST, As.READING, 30.0, 60.0).of(data, BOTH)).isEqualTo((12 + 11) / 2.0);
        assertThat(reading("drug", Take.MEAN, As.READING, 30.0, 60.0).of(data, new int[] {1})).isEqualTo(12.5);
        assertThat(reading("drug", Take.MEAN, As.READING, 31.0).of(data, BOTH)).isNaN();
    }

    @Test
    void aStateIsItsLastSampleThatIsNotLater() {
        assertThat(state.of(data, BOTH)).isEqualTo(3);
    }

    @Test
    void combinations() {
        Quantity drug = reading("drug", Take.MEAN, As.FALL, 200.0);
        Quantity early = reading("drug", Take.MEAN, As.READING, 30.0);
        Quantity none = reading("none", Take.MEAN, As.READING, 30.0);
        Quantity difference = new Quantity.Difference(early, none);
        assertThat(difference.of(data, BOTH)).isEqualTo(4);
        assertThat(difference.additive()).isTrue();
        Quantity ratio = new Quantity.Ratio(drug, none);
        assertThat(ratio.of(data, BOTH)).isCloseTo(37.5 / 9, within(1e-12));
        assertThat(ratio.additive()).isFalse();
    }

    @Test
    void halfEffectDoseOfAKnownCurve() {
        double[] doses = {1, 3, 10, 30};
        double[] effects = new double[4];
        for (int i = 0; i < 4; i++) {
            effects[i] = 100 / (1 + StrictMath.pow(4.2 / doses[i], 1.7));
        }
        assertThat(DoseResponse.halfEffectDose(doses, effects)).isCloseTo(4.2, within(1e-6));
    }

    @Test
    void halfEffectDoseOutsideTheDosesIsABoundAndNothingForMissingEffects() {
        double[] doses = {1, 3, 10, 30};
        assertThat(DoseResponse.halfEffectDose(doses, new double[] {-40, -20, -10, 5})).isEqualTo(30);
        assertThat(DoseResponse.halfEffectDose(doses, new double[] {90, 95, 100, 100})).isEqualTo(1);
        assertThat(DoseResponse.halfEffectDose(doses, new double[] {10, Double.NaN, 60, 90})).isNaN();
    }

    @Test
    void halfEffectDoseReadsItsArms() {
        Observed four = new Observed(1, List.of());
        double[] effects = {20, 40, 60, 80};
        String[] arms = {"d1", "d2", "d4", "d8"};
        for (int i = 0; i < 4; i++) {
            double reading = 10 + effects[i] / 10;
            four.add(arms[i], 0, recording(10, reading, reading, reading, 0));
        }
        Quantity ed50 = new Quantity.HalfEffectDose(Map.of("d1", 1.0, "d2", 2.0, "d4", 4.0, "d8", 8.0),
            reading("", Take.HIGHEST, As.PERCENT_OF_MAXIMUM, 30.0, 60.0));
        // The effects are symmetric about the middle of the logarithmic scale, sqrt(1 * 8).
        assertThat(ed50.of(four, new int[] {0})).isCloseTo(StrictMath.sqrt(8), within(1e-4));
    }
}
