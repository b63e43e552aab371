package org.rexed.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

/** What targets add to the objective, and the scales of parameters. */
class TermTest {
    private static Term term(Term.Kind kind, double low, double high) {
        return new Term("s", "t", 1, kind, low, high, 5, "%");
    }

    @Test
    void printedNumbersAddSquaresAndRangesNothingInside() {
        assertThat(term(Term.Kind.VALUE, 70, 70).of(80)).isEqualTo(4);
        assertThat(term(Term.Kind.VALUE, 70, 70).of(60)).isEqualTo(4);
        assertThat(term(Term.Kind.RANGE, 60, 70).of(65)).isZero();
        assertThat(term(Term.Kind.RANGE, 60, 70).of(75)).isEqualTo(1);
        assertThat(term(Term.Kind.RANGE, 60, 70).of(50)).isEqualTo(4);
        assertThat(new Term("s", "t", 3, Term.Kind.VALUE, 70, 70, 5, "%").of(80)).isEqualTo(12);
    }

    @Test
    void directionsAddMinusTwiceTheLogarithmOfAProbit() {
        double inf = Double.POSITIVE_INFINITY;
        NormalDistribution normal = new NormalDistribution();
        for (double z : new double[] {-7.9, -3, -1, 0, 1, 4}) {
            double expected = -2 * Math.log(normal.cumulativeProbability(z));
            assertThat(term(Term.Kind.ABOVE, 100, inf).of(100 + 5 * z)).isCloseTo(expected, within(1e-9));
            assertThat(term(Term.Kind.BELOW, -inf, 100).of(100 - 5 * z)).isCloseTo(expected, within(1e-9));
        }
        assertThat(term(Term.Kind.ABOVE, 100, inf).of(1000)).isZero();
        double middle = term(Term.Kind.BETWEEN, 90, 110).of(100);
        assertThat(middle).isLessThan(0.1);
        assertThat(term(Term.Kind.BETWEEN, 90, 110).of(120)).isGreaterThan(7);
        assertThat(term(Term.Kind.BETWEEN, 90, 110).of(80))
            .isCloseTo(term(Term.Kind.BETWEEN, 90, 110).of(120), within(1e-12));
    }

    @Test
    void farFromTheLimitThePenaltyGoesOnRisingSmoothly() {
        assertThat(Term.penalty(-8)).isCloseTo(Term.penalty(-7.9999999), within(1e-4));
        double before = Term.penalty(0);
        for (double z = -1; z > -1000; z -= 0.5) {
            double now = Term.penalty(z);
            assertThat(now).isFinite().isGreaterThan(before);
            before = now;
        }
    }

    @Test
    void whatDoesNotExistIsFarOff() {
        assertThat(term(Term.Kind.ABOVE, 100, Double.POSITIVE_INFINITY).of(Double.NaN)).isEqualTo(Term.MISSING);
        assertThat(term(Term.Kind.VALUE, 1, 1).residual(Double.NaN)).isNaN();
        assertThat(term(Term.Kind.BELOW, Double.NEGATIVE_INFINITY, 100).residual(110)).isEqualTo(2);
        assertThat(term(Term.Kind.BELOW, Double.NEGATIVE_INFINITY, 100).residual(90)).isZero();
    }

    @Test
    void everyPlaceIsAValueWithinTheBounds() {
        for (Transform transform : Transform.values()) {
            FreeParameter p = new FreeParameter("a/b:c", "1", 0.1, 0.8, 0.3, transform);
            assertThat(p.value(0)).isCloseTo(0.1, within(1e-15));
            assertThat(p.value(1)).isCloseTo(0.8, within(1e-15));
            assertThat(p.value(p.place(0.3))).isEqualTo(0.3);
            assertThat(p.value(p.place(0.31))).isCloseTo(0.31, within(1e-12)).isNotEqualTo(0.3);
            assertThat(p.value(1.2)).isCloseTo(p.value(0.8), within(1e-12));
            assertThat(p.value(-0.3)).isCloseTo(p.value(0.3), within(1e-12));
            for (double place = -3; place < 3; place += 0.01) {
                assertThat(p.value(place)).isBetween(0.1, 0.8);
            }
        }
        assertThat(new FreeParameter("a", "1", 1, 100, 10, Transform.LOG).place(10)).isCloseTo(0.5, within(1e-12));
    }
}
