package org.rexed.experiment;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.rexed.random.RandomKey;
import org.rexed.random.RandomSequence;

/** Means with 95 % intervals, of one sample or of pairs; nothing here draws numbers without a fixed key. */
public final class Statistics {
    private static final double UPPER_TAIL = 0.975;
    private static final int RESAMPLES = 2000;
    private static final int FEWEST_FOR_FISHER = 4;
    /** More resamples than this share without a result make an interval meaningless. */
    private static final double MOST_LOST = 0.05;

    private Statistics() {}

    /**
     * A number with its 95 % interval.
     *
     * @param n size of the sample
     * @param mean the estimate
     * @param sd standard deviation of the sample; NaN if it has none
     * @param low lower end of the interval; NaN for fewer than two values
     * @param high upper end
     */
    public record Estimate(int n, double mean, double sd, double low, double high) {}

    /** Mean, standard deviation and t interval of a sample; values that do not exist (NaN) are left out. */
    public static Estimate of(double[] values) {
        double[] sample = Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
        int n = sample.length;
        if (n == 0) {
            return new Estimate(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        double mean = mean(sample);
        if (n == 1) {
            return new Estimate(1, mean, Double.NaN, Double.NaN, Double.NaN);
        }
        double squares = 0;
        for (double value : sample) {
            squares += (value - mean) * (value - mean);
        }
        double sd = StrictMath.sqrt(squares / (n - 1));
        double half = new TDistribution(null, n - 1).inverseCumulativeProbability(UPPER_TAIL) * sd / StrictMath.sqrt(n);
        return new Estimate(n, mean, sd, mean - half, mean + half);
    }

    /** Estimate of the difference between two samples whose values belong together by position. */
    public static Estimate paired(double[] values, double[] reference) {
        double[] differences = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            differences[i] = values[i] - reference[i];
        }
        return of(differences);
    }

    /**
     * Percentile bootstrap interval of any function of whole subjects: the same subjects are drawn for everything the
     * function compares, so pairs stay together.
     *
     * @param subjects how many subjects there are
     * @param function of an array of subject numbers
     * @param key of the draws
     */
    public static Estimate bootstrap(int subjects, ToDoubleFunction<int[]> function, RandomKey key) {
        int[] all = new int[subjects];
        Arrays.setAll(all, i -> i);
        double estimate = function.applyAsDouble(all);
        double[] resampled = new double[RESAMPLES];
        for (int r = 0; r < RESAMPLES; r++) {
            RandomSequence draws = key.child(r).sequence();
            int[] drawn = new int[subjects];
            for (int i = 0; i < subjects; i++) {
                drawn[i] = draws.index(subjects);
            }
            resampled[r] = function.applyAsDouble(drawn);
        }
        double[] usable = Arrays.stream(resampled).filter(Double::isFinite).sorted().toArray();
        if (subjects < 2 || usable.length < RESAMPLES * (1 - MOST_LOST)) {
            return new Estimate(subjects, estimate, Double.NaN, Double.NaN, Double.NaN);
        }
        return new Estimate(subjects, estimate, Double.NaN, quantile(usable, 1 - UPPER_TAIL),
            quantile(usable, UPPER_TAIL));
    }

    /**
     * A share with its exact interval after Clopper and Pearson (Biometrika 1934;26:404-413), which exists at 0 and
     * at all of the sample too.
     *
     * @param hits how many have the property
     * @param n of how many
     */
    public static Estimate share(int hits, int n) {
        if (n == 0) {
            return of(new double[0]);
        }
        double tail = 1 - UPPER_TAIL;
        double low = hits == 0 ? 0
            : new BetaDistribution(null, hits, n - hits + 1.0).inverseCumulativeProbability(tail);
        double high = hits == n ? 1
            : new BetaDistribution(null, hits + 1.0, n - hits).inverseCumulativeProbability(UPPER_TAIL);
        return new Estimate(n, (double) hits / n, Double.NaN, low, high);
    }

    /**
     * Pearson's correlation of pairs, with the interval of Fisher's transformation (needs four pairs); pairs of which
     * one value does not exist are left out.
     */
    public static Estimate correlation(double[] x, double[] y) {
        int[] pairs = IntStream.range(0, x.length).filter(i -> Double.isFinite(x[i]) && Double.isFinite(y[i]))
            .toArray();
        double r = correlation(x, y, pairs);
        if (pairs.length < FEWEST_FOR_FISHER || !(Math.abs(r) < 1)) {
            return new Estimate(pairs.length, r, Double.NaN, Double.NaN, Double.NaN);
        }
        double z = StrictMath.log((1 + r) / (1 - r)) / 2;
        double half = new NormalDistribution(null, 0, 1).inverseCumulativeProbability(UPPER_TAIL)
            / StrictMath.sqrt(pairs.length - 3.0);
        return new Estimate(pairs.length, r, Double.NaN, StrictMath.tanh(z - half), StrictMath.tanh(z + half));
    }

    /** Pearson's correlation of the pairs at these places; NaN if one side does not vary. */
    public static double correlation(double[] x, double[] y, int[] places) {
        double meanX = 0;
        double meanY = 0;
        for (int i : places) {
            meanX += x[i] / places.length;
            meanY += y[i] / places.length;
        }
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i : places) {
            xy += (x[i] - meanX) * (y[i] - meanY);
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }
        return xx > 0 && yy > 0 ? Math.max(-1, Math.min(1, xy / StrictMath.sqrt(xx * yy))) : Double.NaN;
    }

    /** Mean in the order given. */
    public static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** Linear interpolation between order statistics. */
    private static double quantile(double[] sorted, double p) {
        double position = p * (sorted.length - 1);
        int below = (int) StrictMath.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
