package org.rexed.numeric;

/**
 * Ligands that share one pool of places, such as blockers of a channel: each fills what is free and leaves by itself,
 * {@code dx_i/dt = on_i (1 - sum x) - off_i x_i}.
 *
 * <p>For constant rates the solution is summed as its Taylor series over steps short enough for double precision. The
 * matrix is a diagonal plus one row of equal columns, so a term costs as little as the vector is long. Many steps are
 * left to {@link MatrixExponential}. Only additions, multiplications and divisions are used.
 */
public final class SharedPool {
    private static final double LONGEST_STEP = 0.5;
    private static final int MOST_STEPS = 32;
    private static final int MOST_TERMS = 30;
    private static final double NEGLIGIBLE = 1e-19;

    private SharedPool() {}

    /**
     * Advances the shares in place over a time of constant rates.
     *
     * @param held share of the pool that each holds
     * @param on rate at which each fills the free part
     * @param off rate at which each leaves
     * @param time how long, in the inverse of the unit of the rates
     */
    public static void advance(double[] held, double[] on, double[] off, double time) {
        double filling = 0.0;
        double leaving = 0.0;
        for (int i = 0; i < held.length; i++) {
            filling += on[i];
            leaving = Math.max(leaving, off[i]);
        }
        double steps = StrictMath.ceil(time * (filling + leaving) / LONGEST_STEP);
        if (steps > MOST_STEPS) {
            exponential(held, on, off, time);
            return;
        }
        for (int k = 0; k < steps; k++) {
            series(held, on, off, time / steps);
        }
    }

    private static void series(double[] held, double[] on, double[] off, double step) {
        double[] term = held.clone();
        double free = 1.0;
        for (double part : held) {
            free -= part;
        }
        for (int order = 1; order <= MOST_TERMS; order++) {
            double factor = step / order;
            double sum = 0.0;
            double size = 0.0;
            for (int i = 0; i < held.length; i++) {
                term[i] = factor * (on[i] * free - off[i] * term[i]);
                held[i] += term[i];
                sum += term[i];
                size += Math.abs(term[i]);
            }
            if (size <= NEGLIGIBLE) {
                return;
            }
            free = -sum;
        }
    }

    private static void exponential(double[] held, double[] on, double[] off, double time) {
        int n = held.length;
        double[][] rates = new double[n + 1][n + 1];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                rates[i][k] = -on[i];
            }
            rates[i][i] -= off[i];
            rates[i][n] = on[i];
        }
        double[][] step = MatrixExponential.of(rates, time);
        double[] before = held.clone();
        for (int i = 0; i < n; i++) {
            held[i] = step[i][n];
            for (int k = 0; k < n; k++) {
                held[i] += step[i][k] * before[k];
            }
        }
    }
}
