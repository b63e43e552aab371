package org.rexed.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Accuracy of the exponential function. */
class ExponentialTest {
    @Test
    void relativeErrorIsBelowOneBillionthForAllPotentialsOfANeuron() {
        assertThat(largestError(6)).isLessThan(1e-9);
    }

    @Test
    void relativeErrorGrowsSlowlyBeyond() {
        assertThat(largestError(8)).isBetween(1e-9, 1e-8);
    }

    private static double largestError(double range) {
        double largest = 0;
        for (int i = -50_000; i <= 50_000; i++) {
            double x = range * i / 50_000;
            largest = Math.max(largest, Math.abs(Exponential.exp(x) / StrictMath.exp(x) - 1));
        }
        return largest;
    }

    @Test
    void zeroGivesExactlyOne() {
        assertThat(Exponential.exp(0)).isEqualTo(1);
    }

    @Test
    void columnsAndRootsGiveTheBitsOfTheSingleNumber() {
        double[] x = new double[1_003];
        double[] out = new double[x.length];
        double[] roots = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = -95 + 0.1 * i;
        }
        Exponential.exp(-0.062, x, out, 1, x.length - 1);
        Exponential.roots(-0.062, x, roots, 1, x.length - 1);
        for (int i = 1; i < x.length - 1; i++) {
            assertThat(out[i]).isEqualTo(Exponential.exp(-0.062 * x[i]));
            assertThat(Exponential.raise(roots[i])).isEqualTo(out[i]);
        }
        assertThat(out[0]).isZero();
        assertThat(out[x.length - 1]).isZero();
    }
}
