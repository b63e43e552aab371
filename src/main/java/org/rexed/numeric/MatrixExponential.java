package org.rexed.numeric;

/**
 * Exponential of a small square matrix: the exact propagator of a linear system of rate equations.
 *
 * <p>Scaling and squaring with diagonal Padé approximants of degree 3 to 13 (Higham 2005, SIAM J. Matrix Anal. Appl.
 * 26:1179). Only additions, multiplications and divisions are used, so the bits do not depend on the Java machine.
 */
public final class MatrixExponential {
    /** Largest one-norm for which the degree 13 approximant reaches double precision (Higham 2005, table 2.3). */
    private static final double LARGEST_NORM = 5.371920351148152;

    private static final double[] PADE = {
        64764752532480000.0, 32382376266240000.0, 7771770303897600.0, 1187353796428800.0, 129060195264000.0,
        10559470521600.0, 670442572800.0, 33522128640.0, 1323241920.0, 40840800.0, 960960.0, 16380.0, 182.0, 1.0};

    /** Approximants of lower degree that reach double precision up to these one-norms (same table), lowest first. */
    private static final double[] SMALL_NORMS = {
        1.495585217958292e-2, 2.539398330063230e-1, 9.504178996162932e-1, 2.097847961257068};

    private static final double[][] SMALL_PADE = {
        {120, 60, 12, 1},
        {30240, 15120, 3360, 420, 30, 1},
        {17297280, 8648640, 1995840, 277200, 25200, 1512, 56, 1},
        {17643225600.0, 8821612800.0, 2075673600.0, 302702400.0, 30270240.0, 2162160.0, 110880.0, 3960.0, 90.0, 1.0}};

    private MatrixExponential() {}

    /**
     * Returns exp(matrix * time).
     *
     * @param matrix square matrix, rows first; left unchanged
     * @param time factor applied to every entry, in the inverse of the matrix's unit
     * @throws IllegalArgumentException if the matrix is not square or holds a value that is not finite
     */
    public static double[][] of(double[][] matrix, double time) {
        int n = matrix.length;
        double[][] a = new double[n][n];
        for (int i = 0; i < n; i++) {
            if (matrix[i].length != n) {
                throw new IllegalArgumentException("matrix exponential needs a square matrix");
            }
            for (int j = 0; j < n; j++) {
                a[i][j] = matrix[i][j] * time;
                if (!Double.isFinite(a[i][j])) {
                    throw new IllegalArgumentException("matrix exponential of a value that is not finite");
                }
            }
        }
        for (int k = 0; k < SMALL_NORMS.length; k++) {
            if (oneNorm(a) <= SMALL_NORMS[k]) {
                return pade(a, SMALL_PADE[k]);
            }
        }
        int squarings = 0;
        for (double norm = oneNorm(a); norm > LARGEST_NORM; norm *= 0.5) {
            squarings++;
        }
        double scale = 1.0;
        for (int k = 0; k < squarings; k++) {
            scale *= 0.5;
        }
        double[][] result = pade(scaled(a, scale));
        for (int k = 0; k < squarings; k++) {
            result = multiply(result, result);
        }
        return result;
    }

    /** The diagonal approximant with the given coefficients, constant first. */
    private static double[][] pade(double[][] a, double[] coefficients) {
        double[][] square = multiply(a, a);
        double[][] power = null;
        double[][] even = new double[a.length][a.length];
        double[][] odd = new double[a.length][a.length];
        for (int k = 0; k < coefficients.length; k += 2) {
            power = k == 0 ? identity(a.length) : k == 2 ? square : multiply(power, square);
            addTo(even, power, coefficients[k]);
            addTo(odd, power, coefficients[k + 1]);
        }
        odd = multiply(a, odd);
        return solve(sum(even, scaled(odd, -1.0)), sum(even, odd));
    }

    private static double[][] identity(int n) {
        double[][] one = new double[n][n];
        for (int i = 0; i < n; i++) {
            one[i][i] = 1.0;
        }
        return one;
    }

    private static void addTo(double[][] sum, double[][] term, double factor) {
        for (int i = 0; i < sum.length; i++) {
            for (int j = 0; j < sum.length; j++) {
                sum[i][j] += factor * term[i][j];
            }
        }
    }

    private static double[][] pade(double[][] a) {
        double[][] a2 = multiply(a, a);
        double[][] a4 = multiply(a2, a2);
        double[][] a6 = multiply(a4, a2);
        double[][] high = multiply(a6, polynomial(a2, a4, a6, PADE[9], PADE[11], PADE[13], 0.0));
        double[][] odd = multiply(a, sum(high, polynomial(a2, a4, a6, PADE[3], PADE[5], PADE[7], PADE[1])));
        double[][] top = multiply(a6, polynomial(a2, a4, a6, PADE[8], PADE[10], PADE[12], 0.0));
        double[][] even = sum(top, polynomial(a2, a4, a6, PADE[2], PADE[4], PADE[6], PADE[0]));
        return solve(sum(even, scaled(odd, -1.0)), sum(even, odd));
    }

    private static double[][] polynomial(double[][] a2, double[][] a4, double[][] a6,
                                         double c2, double c4, double c6, double diagonal) {
        int n = a2.length;
        double[][] p = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                p[i][j] = c6 * a6[i][j] + c4 * a4[i][j] + c2 * a2[i][j] + (i == j ? diagonal : 0.0);
            }
        }
        return p;
    }

    private static double oneNorm(double[][] a) {
        double norm = 0.0;
        for (int j = 0; j < a.length; j++) {
            double column = 0.0;
            for (double[] row : a) {
                column += Math.abs(row[j]);
            }
            norm = Math.max(norm, column);
        }
        return norm;
    }

    private static double[][] scaled(double[][] a, double factor) {
        double[][] b = new double[a.length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                b[i][j] = a[i][j] * factor;
            }
        }
        return b;
    }

    private static double[][] sum(double[][] a, double[][] b) {
        double[][] c = new double[a.length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                c[i][j] = a[i][j] + b[i][j];
            }
        }
        return c;
    }

    private static double[][] multiply(double[][] a, double[][] b) {
        int n = a.length;
        double[][] c = new double[n][n];
        for (int i = 0; i < n; i++) {
            double[] from = a[i];
            double[] into = c[i];
            for (int k = 0; k < n; k++) {
                double factor = from[k];
                if (factor != 0.0) {
                    double[] row = b[k];
                    for (int j = 0; j < n; j++) {
                        into[j] += factor * row[j];
                    }
                }
            }
        }
        return c;
    }

    /** Solves left * x = right by elimination with row exchange; both arguments are overwritten. */
    private static double[][] solve(double[][] left, double[][] right) {
        int n = left.length;
        for (int column = 0; column < n; column++) {
            int pivot = column;
            for (int i = column + 1; i < n; i++) {
                if (Math.abs(left[i][column]) > Math.abs(left[pivot][column])) {
                    pivot = i;
                }
            }
            swap(left, column, pivot);
            swap(right, column, pivot);
            for (int i = column + 1; i < n; i++) {
                double factor = left[i][column] / left[column][column];
                if (factor != 0.0) {
                    subtract(left[i], left[column], factor);
                    subtract(right[i], right[column], factor);
                }
            }
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                subtract(right[i], right[k], left[i][k]);
            }
            for (int j = 0; j < n; j++) {
                right[i][j] /= left[i][i];
            }
        }
        return right;
    }

    private static void swap(double[][] rows, int a, int b) {
        double[] row = rows[a];
        rows[a] = rows[b];
        rows[b] = row;
    }

    private static void subtract(double[] from, double[] row, double factor) {
        for (int j = 0; j < from.length; j++) {
            from[j] -= factor * row[j];
        }
    }
}
