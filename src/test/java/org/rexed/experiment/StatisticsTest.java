package org.rexed.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.rexed.experiment.Statistics.Estimate;
import org.rexed.random.RandomKey;

/** Statistics against values worked out by hand or from tables. */
class StatisticsTest {
    private static final RandomKey KEY = RandomKey.of(0).child("test");

    @Test
    void meanAndTInterval() {
        // Mean 5, sample sd sqrt(10/3) = 2.5819889 is that of 2, 4, 6, 8 (sum of squares 20, n - 1 = 3: 2.5819889);
        // t(0.975, 3) = 3.182446 from tables; half width 3.182446 * 2.5819889 / 2.
        Estimate e = Statistics.of(new double[] {2, 4, 6, 8});
        assertThat(e.n()).isEqualTo(4);
        assertThat(e.mean()).isEqualTo(5);
        assertThat(e.sd()).isCloseTo(2.5819889, within(1e-7));
        assertThat(e.low()).isCloseTo(5 - 4.1085199, within(1e-5));
        assertThat(e.high()).isCloseTo(5 + 4.1085199, within(1e-5));
    }

    @Test
    void missingValuesAreLeftOutAndOneValueHasNoInterval() {
        assertThat(Statistics.of(new double[] {Double.NaN, 3, Double.NaN, 5}).n()).isEqualTo(2);
        Estimate one = Statistics.of(new double[] {7});
        assertThat(one.mean()).isEqualTo(7);
        assertThat(one.sd()).isNaN();
        assertThat(one.low()).isNaN();
        assertThat(Statistics.of(new double[0]).mean()).isNaN();
    }

    @Test
    void pairsRemoveWhatSubjectsHaveInCommon() {
        double[] reference = {10, 200, 3000};
        double[] treated = {11, 202, 3003};
        Estimate e = Statistics.paired(treated, reference);
        // Differences 1, 2, 3: mean 2, sd 1, t(0.975, 2) = 4.302653; half width 4.302653 / sqrt(3).
        assertThat(e.mean()).isEqualTo(2);
        assertThat(e.sd()).isEqualTo(1);
        assertThat(e.low()).isCloseTo(2 - 2.4841377, within(1e-6));
        double[] gap = {11, Double.NaN, 3003};
        assertThat(Statistics.paired(gap, reference).n()).isEqualTo(2);
    }

    @Test
    void bootstrapComesNearTheNormalIntervalAndIsRepeatable() {
        double[] values = new double[400];
        for (int i = 0; i < values.length; i++) {
            values[i] = KEY.child(i).sequence().gaussian();
        }
        Estimate t = Statistics.of(values);
        Estimate b = Statistics.bootstrap(values.length, drawn -> meanOf(values, drawn), KEY);
        assertThat(b.mean()).isCloseTo(t.mean(), within(1e-12));
        assertThat(b.low()).isCloseTo(t.low(), within(0.015));
        assertThat(b.high()).isCloseTo(t.high(), within(0.015));
        assertThat(Statistics.bootstrap(values.length, drawn -> meanOf(values, drawn), KEY)).isEqualTo(b);
    }

    @Test
    void bootstrapWithoutResultsHasNoInterval() {
        Estimate e = Statistics.bootstrap(5, drawn -> drawn[0] == 0 ? 1 : Double.NaN, KEY);
        assertThat(e.low()).isNaN();
        assertThat(Statistics.bootstrap(1, drawn -> 1, KEY).low()).isNaN();
    }

    private static double meanOf(double[] values, int[] drawn) {
        double sum = 0;
        for (int i : drawn) {
            sum += values[i];
        }
        return sum / drawn.length;
    }

    @Test
    void exactIntervalsOfShares() {
        // Tables of exact binomial limits: 0 of 200 and its mirror, 10 of 20, 3 of 20.
        assertThat(Statistics.share(0, 200).low()).isZero();
        assertThat(Statistics.share(0, 200).high()).isCloseTo(1 - StrictMath.pow(0.025, 1 / 200.0), within(1e-9));
        assertThat(Statistics.share(200, 200).low()).isCloseTo(StrictMath.pow(0.025, 1 / 200.0), within(1e-9));
        assertThat(Statistics.share(200, 200).high()).isEqualTo(1);
        assertThat(Statistics.share(10, 20).low()).isCloseTo(0.27196, within(1e-5));
        assertThat(Statistics.share(10, 20).high()).isCloseTo(0.72804, within(1e-5));
        assertThat(Statistics.share(3, 20).low()).isCloseTo(0.03207, within(1e-5));
        assertThat(Statistics.share(3, 20).high()).isCloseTo(0.37893, within(1e-5));
        assertThat(Statistics.share(0, 0).mean()).isNaN();
    }

    @Test
    void correlationOfPairsThatExist() {
        double[] x = {1, 2, Double.NaN, 3, 4};
        double[] y = {2, 1, 9, 4, 3};
        // Deviations -1.5, -0.5, 0.5, 1.5 and -0.5, -1.5, 1.5, 0.5: products 3, squares 5 and 5.
        assertThat(Statistics.correlation(x, y).mean()).isCloseTo(0.6, within(1e-12));
        assertThat(Statistics.correlation(x, y).n()).isEqualTo(4);
        assertThat(Statistics.correlation(new double[] {1, 1, 1, 1}, new double[] {1, 2, 3, 4}).mean()).isNaN();
        assertThat(Statistics.correlation(new double[] {1, 2, 3}, new double[] {1, 3, 2}).low()).isNaN();
    }
}
