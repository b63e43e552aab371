package org.rexed.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Distributions against their exact moments. */
class RandomSequenceTest {
    private static final int N = 200_000;

    /** Mean, standard deviation and third standardized moment of N draws. */
    private static double[] moments(ToDoubleFunction<RandomSequence> draw) {
        RandomSequence sequence = RandomKey.of(11).sequence();
        double[] x = new double[N];
        double mean = 0;
        for (int i = 0; i < N; i++) {
            x[i] = draw.applyAsDouble(sequence);
            mean += x[i] / N;
        }
        double second = 0;
        double third = 0;
        for (double value : x) {
            second += (value - mean) * (value - mean) / N;
            third += (value - mean) * (value - mean) * (value - mean) / N;
        }
        double sd = StrictMath.sqrt(second);
        return new double[] {mean, sd, third / (sd * sd * sd)};
    }

    private static void expect(double[] moments, double mean, double sd, double skewness) {
        assertThat(moments[0]).isCloseTo(mean, within(0.01 * Math.max(1, sd)));
        assertThat(moments[1]).isCloseTo(sd, within(0.01 * Math.max(1, sd)));
        assertThat(moments[2]).isCloseTo(skewness, within(0.08));
    }

    @Test
    void uniform() {
        expect(moments(RandomSequence::uniform), 0.5, 1 / StrictMath.sqrt(12), 0);
        expect(moments(s -> s.uniform(-3, 5)), 1, 8 / StrictMath.sqrt(12), 0);
    }

    @Test
    void index() {
        expect(moments(s -> s.index(6)), 2.5, StrictMath.sqrt(35.0 / 12), 0);
    }

    @Test
    void gaussian() {
        expect(moments(RandomSequence::gaussian), 0, 1, 0);
    }

    @Test
    void exponential() {
        expect(moments(RandomSequence::exponential), 1, 1, 2);
    }

    @Test
    void logNormalFactorHasMedianOneAndTheAskedVariation() {
        double[] moments = moments(s -> s.logNormalFactor(0.3));
        assertThat(moments[1] / moments[0]).isCloseTo(0.3, within(0.005));
        double[] logs = moments(s -> StrictMath.log(s.logNormalFactor(0.3)));
        assertThat(logs[0]).isCloseTo(0, within(0.005));
        assertThat(RandomKey.of(1).sequence().logNormalFactor(0)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"10, 0.3", "200, 0.02", "200, 0.5", "50, 0.93"})
    void binomial(int trials, double probability) {
        double sd = StrictMath.sqrt(trials * probability * (1 - probability));
        double[] moments = moments(s -> RandomSequence.binomial(s.uniform(), trials, probability));
        expect(moments, trials * probability, sd, (1 - 2 * probability) / sd);
    }

    @Test
    void binomialAtItsEdges() {
        assertThat(RandomSequence.binomial(0.99, 0, 0.5)).isZero();
        assertThat(RandomSequence.binomial(0.99, 10, 0)).isZero();
        assertThat(RandomSequence.binomial(0.99, 10, 1)).isEqualTo(10);
        assertThat(RandomSequence.binomial(Math.nextDown(1.0), 10, 0.5)).isBetween(0, 10);
    }

    @Test
    void theSameKeyGivesTheSameSequence() {
        RandomSequence a = RandomKey.of(3).sequence();
        RandomSequence b = RandomKey.of(3).sequence();
        for (int i = 0; i < 100; i++) {
            assertThat(a.gaussian()).isEqualTo(b.gaussian());
        }
    }
}
