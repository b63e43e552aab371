package org.rexed.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rexed.measure.Quantity.As;
import org.rexed.experiment.Statistics.Estimate;
import org.rexed.random.RandomKey;
import org.rexed.recording.Observation;
import org.rexed.recording.Recording;
import org.rexed.recording.StateSample;

/** Measures against values worked out by hand. */
class QuantityTest {
    private static final int[] BOTH = {0, 1};
    private static final RandomKey KEY = RandomKey.of(1);
    private Observed data;

    @BeforeEach
    void observe() {
        data = new Observed(2, 1);
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

    private static Quantity.State state(Take take, Double... times) {
        return new Quantity.State("drug", "rvm", "cck_level", List.of(times), take);
    }

    @Test
    void whatIsComparedWithNothingHasNoValue() {
        data.add("numb", 0, recording(0, 5, 5, 5, 0));
        data.add("numb", 1, recording(0, 5, 5, 5, 0));
        assertThat(reading("numb", Take.MEAN, As.PERCENT_OF_BASELINE, 30.0).of(data, BOTH)).isNaN();
        assertThat(reading("numb", Take.MEAN, As.FALL, 30.0).of(data, BOTH)).isNaN();
        Quantity none = new Quantity.State("numb", "rvm", "cck_level", List.of(90.0), Take.MEAN);
        Quantity ratio = new Quantity.Ratio(state(Take.MEAN, 90.0), none);
        assertThat(ratio.of(data, BOTH)).isNaN();
        assertThat(ratio.estimate(data, KEY).mean()).isNaN();
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
        // Planned between two ticks, read at the next one.
        assertThat(reading("drug", Take.MEAN, As.READING, 29.5).of(data, BOTH)).isEqualTo(13);
    }

    @Test
    void trendIsTheSlopeOfTheLineThroughTheReadingsPerDay() {
        // Subject 0: 15, 12 in 30 min; subject 1: 11, 14: slopes of -0.1 and 0.1 a minute.
        Quantity trend = reading("drug", Take.TREND, As.READING, 30.0, 60.0);
        assertThat(trend.of(data, new int[] {0})).isCloseTo(-144, within(1e-9));
        assertThat(trend.of(data, BOTH)).isCloseTo(0, within(1e-9));
        assertThat(trend.additive()).isTrue();
        // Three points of a line with noise: x = 0, 1, 2 d, y = 1, 3, 4: slope (4 - 1) / 2.
        assertThat(Take.TREND.of(List.of(0.0, 1440.0, 2880.0), 1, 3, 4)).isCloseTo(1.5, within(1e-12));
        assertThat(Take.TREND.of(List.of(0.0, 1440.0), 1, Double.NaN)).isNaN();
    }

    @Test
    void aStateIsItsLastSampleThatIsNotLater() {
        assertThat(state(Take.MEAN, 100.0).of(data, BOTH)).isEqualTo(3);
        assertThat(state(Take.MEAN, 50.0).of(data, BOTH)).isNaN();
        assertThat(state(Take.HIGHEST, 100.0, 120.0).of(data, BOTH)).isEqualTo(99);
        assertThat(state(Take.LOWEST, 100.0, 120.0).of(data, BOTH)).isEqualTo(3);
        // (99 - 2) and (99 - 4) in 20 min.
        assertThat(state(Take.TREND, 100.0, 120.0).of(data, BOTH)).isCloseTo(96 * 72, within(1e-9));
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
        assertThat(early.inArms(arm -> arm.equals("drug") ? "none" : "drug").of(data, BOTH)).isEqualTo(9);
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
        Observed four = new Observed(1, 1);
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

    @Test
    void fittedCurvesTellBaselineAndHalfEffectDoseApart() {
        double[] doses = {0, 1, 3, 10, 30};
        // The same curve with a lower baseline, and another one moved along the dose.
        for (double[] truth : new double[][] {{10, 4, 1.3}, {7, 4, 1.3}, {10, 12, 1.3}, {9, 2, 6}}) {
            double[] readings = new double[doses.length];
            for (int i = 0; i < doses.length; i++) {
                double power = StrictMath.pow(doses[i], truth[2]);
                readings[i] = truth[0] + (20 - truth[0]) * power / (power + StrictMath.pow(truth[1], truth[2]));
            }
            AbsoluteCurve curve = AbsoluteCurve.fit(doses, readings, 20);
            assertThat(curve.baseline()).isCloseTo(truth[0], within(1e-4));
            assertThat(curve.ed50()).isCloseTo(truth[1], within(1e-3));
            assertThat(curve.slope()).isCloseTo(truth[2], within(1e-3));
        }
        assertThat(AbsoluteCurve.fit(doses, new double[] {10, 10, 10, 10.1, 10.2}, 20).ed50()).isEqualTo(30,
            within(1e-9));
        assertThat(AbsoluteCurve.fit(doses, new double[] {10, 10, Double.NaN, 12, 15}, 20).ed50()).isNaN();
    }

    @Test
    void fittedQuantitiesReadTheirArms() {
        Observed arms = new Observed(1, 1);
        Map<String, Double> doses = new LinkedHashMap<>(Map.of("d0", 0.0, "d1", 1.0, "d2", 2.0, "d4", 4.0));
        doses.forEach((arm, dose) -> {
            double reading = 8 + 12 * dose / (dose + 2);
            arms.add(arm, 0, recording(99, reading, reading, reading, 0));
        });
        Quantity.Reading read = reading("", Take.MEAN, As.PERCENT_OF_MAXIMUM, 30.0, 60.0);
        assertThat(new FittedCurve(doses, read, FittedCurve.Part.ED50).of(arms, new int[] {0}))
            .isCloseTo(2, within(1e-3));
        assertThat(new FittedCurve(doses, read, FittedCurve.Part.BASELINE).of(arms, new int[] {0}))
            .isCloseTo(8, within(1e-4));
    }

    @Test
    void sharesOfSubjectsCountConditionsAndLeaveOutWhatCannotBeTold() {
        Condition fell = new Condition.Within(reading("drug", Take.MEAN, As.FALL, 200.0), 30, Double.POSITIVE_INFINITY);
        Condition cck = new Condition.Within(state(Take.MEAN, 100.0), Double.NEGATIVE_INFINITY, 3);
        assertThat(new Quantity.Share(fell).of(data, BOTH)).isEqualTo(0.5);
        assertThat(new Quantity.Share(new Condition.All(List.of(fell, cck))).of(data, BOTH)).isEqualTo(0.5);
        assertThat(new Quantity.Share(new Condition.All(List.of(fell, new Condition.Not(cck)))).of(data, BOTH))
            .isZero();
        assertThat(new Quantity.Share(new Condition.Any(List.of(fell, new Condition.Not(cck)))).of(data, BOTH))
            .isEqualTo(1);
        // Limits are not included: 25 is not above 25.
        assertThat(new Quantity.Share(new Condition.Within(reading("drug", Take.MEAN, As.FALL, 200.0), 25, 100))
            .of(data, BOTH)).isEqualTo(0.5);
        Condition missing = new Condition.Within(reading("drug", Take.MEAN, As.FALL, 7.0), 0, 1);
        assertThat(new Quantity.Share(missing).of(data, BOTH)).isNaN();
        assertThat(new Quantity.Share(missing).estimate(data, KEY).n()).isZero();
        // No and unknown is no, yes or unknown is yes, all else with unknown is unknown.
        assertThat(new Condition.All(List.of(fell, missing)).of(data, 0)).isEqualTo(Condition.Truth.UNKNOWN);
        assertThat(new Condition.All(List.of(fell, missing)).of(data, 1)).isEqualTo(Condition.Truth.NO);
        assertThat(new Condition.Any(List.of(fell, missing)).of(data, 0)).isEqualTo(Condition.Truth.YES);
        assertThat(new Condition.Not(missing).of(data, 0)).isEqualTo(Condition.Truth.UNKNOWN);
        Estimate none = new Quantity.Share(new Condition.Not(new Condition.Any(List.of(fell, new Condition.Not(fell)))))
            .estimate(data, KEY);
        assertThat(none.mean()).isZero();
        assertThat(none.low()).isZero();
        // Clopper and Pearson at 0 of 2: 1 - 0.025^(1/2).
        assertThat(none.high()).isCloseTo(1 - StrictMath.sqrt(0.025), within(1e-9));
    }

    private static Quantity change(double time_min) {
        return new Quantity.Difference(reading("drug", Take.MEAN, As.READING, time_min),
            reading("none", Take.MEAN, As.READING, time_min));
    }

    @Test
    void meansOverTimesComeApartAndOtherQuantitiesStayWhole() {
        Quantity mean = reading("drug", Take.MEAN, As.FALL, 30.0, 60.0);
        assertThat(mean.oneByOne()).containsExactly(reading("drug", Take.MEAN, As.FALL, 30.0),
            reading("drug", Take.MEAN, As.FALL, 60.0));
        assertThat(mean.oneByOne().stream().mapToDouble(each -> each.of(data, BOTH)).average().orElseThrow())
            .isCloseTo(mean.of(data, BOTH), within(1e-12));
        assertThat(state(Take.MEAN, 90.0, 120.0).oneByOne()).containsExactly(state(Take.MEAN, 90.0),
            state(Take.MEAN, 120.0));
        // A peak or a trend is one number of all its times.
        for (Quantity whole : List.of(reading("drug", Take.HIGHEST, As.READING, 30.0, 60.0),
                state(Take.TREND, 90.0, 120.0), new Quantity.Ratio(mean, mean))) {
            assertThat(whole.oneByOne()).containsExactly(whole);
        }
    }

    @Test
    void differencesComeApartInPairsOrAgainstTheWholeSecond() {
        Quantity first = reading("drug", Take.MEAN, As.READING, 30.0, 60.0);
        Quantity pairs = new Quantity.Difference(first, reading("none", Take.MEAN, As.READING, 30.0, 60.0));
        assertThat(pairs.oneByOne()).containsExactly(change(30), change(60));
        Quantity peak = reading("none", Take.HIGHEST, As.READING, 30.0, 60.0, 200.0);
        assertThat(new Quantity.Difference(first, peak).oneByOne()).containsExactly(
            new Quantity.Difference(reading("drug", Take.MEAN, As.READING, 30.0), peak),
            new Quantity.Difference(reading("drug", Take.MEAN, As.READING, 60.0), peak));
        Quantity three = reading("none", Take.MEAN, As.READING, 30.0, 60.0, 200.0);
        List<Quantity> uneven = new Quantity.Difference(first, three).oneByOne();
        assertThat(uneven).hasSize(2).allSatisfy(each ->
            assertThat(((Quantity.Difference) each).minus()).isEqualTo(three));
    }

    @Test
    void overlapIsTheSmallerOfTwoChangesOverTheLargerIfTheyGoTheSameWay() {
        int[] one = {0};
        // Of subject 0 against none: 5 at 30 min, 2 at 60 min, -5 at 200 min; nothing between times of none.
        Quantity nothing = new Quantity.Difference(reading("none", Take.MEAN, As.READING, 30.0),
            reading("none", Take.MEAN, As.READING, 60.0));
        assertThat(overlap(List.of(change(30)), List.of(change(60))).of(data, one)).isCloseTo(0.4, within(1e-12));
        assertThat(overlap(List.of(change(60)), List.of(change(30))).of(data, one)).isCloseTo(0.4, within(1e-12));
        assertThat(overlap(List.of(change(200)), List.of(change(200))).of(data, one)).isEqualTo(1);
        assertThat(overlap(List.of(change(30)), List.of(change(200))).of(data, one)).as("other way").isZero();
        assertThat(overlap(List.of(change(30)), List.of(nothing)).of(data, one)).as("one changed").isZero();
        assertThat(overlap(List.of(nothing), List.of(nothing)).of(data, one)).as("nothing changed").isNaN();
        // Pairs in which nothing changed are left out: the mean of 0.4, 0 and 1.
        assertThat(overlap(List.of(change(30), change(30), nothing, change(60)),
            List.of(change(60), change(200), nothing, change(60))).of(data, one)).isCloseTo(1.4 / 3, within(1e-12));
        // Means of the group are compared: 4 and 4, though the subjects have 5 and 2, 3 and 6.
        Quantity ofGroup = overlap(List.of(change(30)), List.of(change(60)));
        assertThat(ofGroup.of(data, BOTH)).isEqualTo(1);
        assertThat(ofGroup.of(data, new int[] {1})).isEqualTo(0.5);
        assertThat(ofGroup.additive()).isFalse();
        assertThat(ofGroup.estimate(data, KEY).low()).isLessThan(0.5);
    }

    @Test
    void overlapOfSomethingThatWasNotReadHasNoValue() {
        Quantity missing = reading("drug", Take.MEAN, As.READING, 31.0);
        assertThat(overlap(List.of(change(30), missing), List.of(change(30), change(60))).of(data, BOTH)).isNaN();
        Needs needs = new Needs();
        overlap(List.of(change(30)), List.of(state(Take.MEAN, 90.0))).inArms(arm -> "other " + arm).addTo(needs);
        assertThat(needs.arms()).containsExactlyInAnyOrder("other drug", "other none");
        assertThat(needs.wants("rvm", "cck_level")).isTrue();
    }

    private static Quantity.Overlap overlap(List<Quantity> first, List<Quantity> second) {
        return new Quantity.Overlap(first, second);
    }
}
