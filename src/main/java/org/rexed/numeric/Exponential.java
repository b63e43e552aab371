package org.rexed.numeric;

/**
 * The exponential function from additions and multiplications only: the same bits on every machine, and a loop that the
 * compiler can vectorise. A Taylor polynomial on {@code x / 64}, then six squarings; relative error below 1e-9 for
 * |x| up to 6, which covers the magnesium block down to -96 mV, and below 1e-8 up to 8.
 */
public final class Exponential {
    private static final double SCALE = 1.0 / 64;
    private static final double C2 = 1.0 / 2;
    private static final double C3 = 1.0 / 6;
    private static final double C4 = 1.0 / 24;
    private static final double C5 = 1.0 / 120;
    private static final double C6 = 1.0 / 720;

    private Exponential() {}

    /** exp(x) for |x| up to 6; outside it loses accuracy gradually. */
    public static double exp(double x) {
        return raise(root(x * SCALE));
    }

    /** Writes exp(factor * x[i]) to out[i] for i in [from, to). */
    public static void exp(double factor, double[] x, double[] out, int from, int to) {
        roots(factor, x, out, from, to);
        for (int i = from; i < to; i++) {
            out[i] = raise(out[i]);
        }
    }

    /**
     * First half of {@link #exp(double, double[], double[], int, int)}: writes the 64th root of exp(factor * x[i]) to
     * out[i], for loops that do the second half, {@link #raise}, together with other work.
     */
    public static void roots(double factor, double[] x, double[] out, int from, int to) {
        double scaled = factor * SCALE;
        for (int i = from; i < to; i++) {
            out[i] = root(scaled * x[i]);
        }
    }

    /** exp(x) in single precision for |x| up to 6; relative error below 2e-5. */
    public static float exp(float x) {
        float u = x * (float) SCALE;
        float root = 1.0f + u * (1.0f + u * ((float) C2 + u * ((float) C3 + u * (float) C4)));
        float p = root * root;
        p *= p;
        p *= p;
        p *= p;
        p *= p;
        return p * p;
    }

    private static double root(double u) {
        return 1.0 + u * (1.0 + u * (C2 + u * (C3 + u * (C4 + u * (C5 + u * C6)))));
    }

    /** The 64th power of a root. */
    public static double raise(double root) {
        double p = root * root;
        p *= p;
        p *= p;
        p *= p;
        p *= p;
        return p * p;
    }
}
