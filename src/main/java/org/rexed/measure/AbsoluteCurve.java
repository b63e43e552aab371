package org.rexed.measure;

/**
 * A curve {@code reading(dose) = b + (cutoff - b) s(dose)} with {@code s = d^h / (d^h + ED50^h)}, fitted by least
 * squares.
 *
 * <p>For given ED50 and h the best b follows in closed form, so only these two are searched: on a grid of their
 * logarithms, then around its best point with ever smaller steps. The search cannot fail to settle.
 *
 * @param baseline b, in the unit of the readings; NaN if a reading is missing
 * @param ed50 in the unit of the doses, never outside those tested: a bound instead of an extrapolation
 * @param slope h, within {@link #FLATTEST} and {@link #STEEPEST}, beyond which tested doses cannot tell curves apart
 */
record AbsoluteCurve(double baseline, double ed50, double slope) {
    static final double FLATTEST = 0.3;
    static final double STEEPEST = 20;
    private static final int GRID = 24;
    private static final double FINEST_STEP = 1e-7;

    /**
     * The best curve.
     *
     * @param doses one of them 0, at least two above
     * @param readings mean reading at each dose
     * @param cutoff reading at full effect
     */
    static AbsoluteCurve fit(double[] doses, double[] readings, double cutoff) {
        for (double reading : readings) {
            if (!Double.isFinite(reading)) {
                return new AbsoluteCurve(Double.NaN, Double.NaN, Double.NaN);
            }
        }
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        double[] logs = new double[doses.length];
        for (int i = 0; i < doses.length; i++) {
            logs[i] = StrictMath.log(doses[i]);
            low = doses[i] > 0 ? Math.min(low, doses[i]) : low;
            high = Math.max(high, doses[i]);
        }
        double[] from = {StrictMath.log(low), StrictMath.log(FLATTEST)};
        double[] to = {StrictMath.log(high), StrictMath.log(STEEPEST)};
        double[] best = onGrid(logs, readings, cutoff, from, to);
        refine(best, logs, readings, cutoff, from, to);
        double[] shares = shares(logs, best[0], best[1]);
        return new AbsoluteCurve(baseline(shares, readings, cutoff), StrictMath.exp(best[0]), StrictMath.exp(best[1]));
    }

    private static double[] onGrid(double[] logs, double[] readings, double cutoff, double[] from, double[] to) {
        double[] best = {from[0], from[1]};
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i <= GRID; i++) {
            for (int j = 0; j <= GRID; j++) {
                double ed50 = from[0] + i * (to[0] - from[0]) / GRID;
                double slope = from[1] + j * (to[1] - from[1]) / GRID;
                double error = error(logs, readings, cutoff, ed50, slope);
                if (error < least) {
                    least = error;
                    best = new double[] {ed50, slope};
                }
            }
        }
        return best;
    }

    /** Pattern search: goes where the error is less, else halves its steps. */
    private static void refine(double[] best, double[] logs, double[] readings, double cutoff, double[] from,
                               double[] to) {
        double least = error(logs, readings, cutoff, best[0], best[1]);
        double step = 1.0 / GRID;
        while (step > FINEST_STEP) {
            double[] start = best.clone();
            for (int i = -1; i <= 1; i++) {
                for (int j = -1; j <= 1; j++) {
                    double ed50 = within(start[0] + i * step * (to[0] - from[0]), from[0], to[0]);
                    double slope = within(start[1] + j * step * (to[1] - from[1]), from[1], to[1]);
                    double error = error(logs, readings, cutoff, ed50, slope);
                    if (error < least) {
                        least = error;
                        best[0] = ed50;
                        best[1] = slope;
                    }
                }
            }
            step = best[0] == start[0] && best[1] == start[1] ? step / 2 : step;
        }
    }

    private static double within(double value, double low, double high) {
        return Math.max(low, Math.min(high, value));
    }

    private static double[] shares(double[] logs, double logEd50, double logSlope) {
        double slope = StrictMath.exp(logSlope);
        double[] shares = new double[logs.length];
        for (int i = 0; i < logs.length; i++) {
            // The logarithm of no dose is negative infinity, which gives a share of 0.
            shares[i] = 1 / (1 + StrictMath.exp(-slope * (logs[i] - logEd50)));
        }
        return shares;
    }

    private static double baseline(double[] shares, double[] readings, double cutoff) {
        double products = 0;
        double squares = 0;
        for (int i = 0; i < shares.length; i++) {
            products += (1 - shares[i]) * (readings[i] - cutoff * shares[i]);
            squares += (1 - shares[i]) * (1 - shares[i]);
        }
        return products / squares;
    }

    private static double error(double[] logs, double[] readings, double cutoff, double logEd50, double logSlope) {
        double[] shares = shares(logs, logEd50, logSlope);
        double baseline = baseline(shares, readings, cutoff);
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            double miss = readings[i] - baseline - (cutoff - baseline) * shares[i];
            sum += miss * miss;
        }
        return sum;
    }
}
