package org.rexed.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.Test;

/** Compares the matrix exponential with closed forms and with an eigenvalue decomposition. */
class MatrixExponentialTest {
    @Test
    void zeroGivesIdentity() {
        assertThat(MatrixExponential.of(new double[3][3], 5.0))
                .isDeepEqualTo(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});
    }

    @Test
    void diagonalGivesScalarExponentials() {
        double[][] e = MatrixExponential.of(new double[][] {{-0.3, 0}, {0, 2.0}}, 7.0);
        assertThat(e[0][0]).isCloseTo(StrictMath.exp(-2.1), within(1e-15));
        assertThat(e[1][1] / StrictMath.exp(14.0)).isCloseTo(1.0, within(1e-13));
        assertThat(e[0][1]).isZero();
    }

    @Test
    void nilpotentGivesPolynomial() {
        double[][] e = MatrixExponential.of(new double[][] {{0, 1, 0}, {0, 0, 1}, {0, 0, 0}}, 3.0);
        assertThat(e[0][1]).isCloseTo(3.0, within(1e-14));
        assertThat(e[0][2]).isCloseTo(4.5, within(1e-14));
    }

    /**
     * Each degree of approximant against the square of the exponential of half the matrix, from tiny to large norms.
     */
    @Test
    void allDegreesAgreeWithHalving() {
        double[][] a = {{-0.7, 0.2, 0.1}, {0.4, -0.5, 0.05}, {0.1, 0.2, -0.3}};
        for (double time = 1e-4; time < 50; time *= 1.7) {
            double[][] whole = MatrixExponential.of(a, time);
            RealMatrix half = new Array2DRowRealMatrix(MatrixExponential.of(a, time / 2));
            double[][] squared = half.multiply(half).getData();
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    assertThat(whole[i][j]).as("time " + time).isCloseTo(squared[i][j], within(2e-15));
                }
            }
        }
    }

    @Test
    void rotationGivesSineAndCosine() {
        double[][] e = MatrixExponential.of(new double[][] {{0, -1}, {1, 0}}, 25.0);
        assertThat(e[0][0]).isCloseTo(StrictMath.cos(25.0), within(1e-13));
        assertThat(e[1][0]).isCloseTo(StrictMath.sin(25.0), within(1e-13));
    }

    @Test
    void matchesEigenvalueDecompositionOfSymmetricMatrices() {
        Well19937c random = new Well19937c(11L);
        for (int trial = 0; trial < 20; trial++) {
            int n = 2 + trial % 6;
            double[][] a = new double[n][n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    a[i][j] = random.nextDouble() - 0.5;
                    a[j][i] = a[i][j];
                }
            }
            EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(a));
            RealMatrix d = eigen.getD();
            for (int i = 0; i < n; i++) {
                d.setEntry(i, i, StrictMath.exp(4.0 * d.getEntry(i, i)));
            }
            RealMatrix expected = eigen.getV().multiply(d).multiply(eigen.getVT());
            double[][] e = MatrixExponential.of(a, 4.0);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    assertThat(e[i][j]).isCloseTo(expected.getEntry(i, j), within(1e-11 * expected.getNorm()));
                }
            }
        }
    }

    @Test
    void longTimesReachTheStationaryState() {
        double[][] e = MatrixExponential.of(new double[][] {{-2.0, 0.5}, {2.0, -0.5}}, 1e6);
        assertThat(e[0][0]).isCloseTo(0.2, within(1e-8));
        assertThat(e[1][1]).isCloseTo(0.8, within(1e-8));
    }

    @Test
    void refusesWhatIsNotAFiniteSquare() {
        assertThatThrownBy(() -> MatrixExponential.of(new double[2][3], 1.0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MatrixExponential.of(new double[][] {{Double.NaN}}, 1.0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
