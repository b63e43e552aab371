package org.rexed.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.Test;

/** Work shared among threads gives what one thread gives. */
class SharedPoolTest {
    /** Short and long times, so that both ways of computing are met; the reference is the exponential of the matrix. */
    @Test
    void agreesWithTheMatrixExponential() {
        Well19937c random = new Well19937c(7L);
        for (int trial = 0; trial < 500; trial++) {
            int n = 1 + random.nextInt(6);
            double[] on = new double[n];
            double[] off = new double[n];
            double[] held = new double[n];
            double[][] rates = new double[n + 1][n + 1];
            for (int i = 0; i < n; i++) {
                on[i] = random.nextInt(4) == 0 ? 0.0 : StrictMath.exp(4 * random.nextGaussian() - 3);
                off[i] = StrictMath.exp(3 * random.nextGaussian() - 3);
                held[i] = random.nextDouble() / n;
                for (int k = 0; k < n; k++) {
                    rates[i][k] = -on[i];
                }
                rates[i][i] -= off[i];
                rates[i][n] = on[i];
            }
            double time = StrictMath.exp(2 * random.nextGaussian());
            double[][] step = MatrixExponential.of(rates, time);
            double[] expected = new double[n];
            for (int i = 0; i < n; i++) {
                expected[i] = step[i][n];
                for (int k = 0; k < n; k++) {
                    expected[i] += step[i][k] * held[k];
                }
            }
            SharedPool.advance(held, on, off, time);
            for (int i = 0; i < n; i++) {
                // Squarings of the exponential lose a digit or two.
                assertThat(held[i]).isCloseTo(expected[i], within(1e-12));
            }
        }
    }

    @Test
    void oneLigandFollowsTheClosedForm() {
        double[] held = {0.3};
        SharedPool.advance(held, new double[] {0.2}, new double[] {0.1}, 2.5);
        assertThat(held[0]).isCloseTo(2.0 / 3 + (0.3 - 2.0 / 3) * StrictMath.exp(-0.75), within(1e-15));
    }
}
