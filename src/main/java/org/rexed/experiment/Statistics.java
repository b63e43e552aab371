package org.rexed.experiment;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.distribution.TDistribution;
import org.rexed.random.RandomKey;
import org.rexed.random.RandomSequence;

/** Means with 95 % intervals, of one sample or of pairs; nothing here draws numbers without a fixed key. */
public final class Statistics {
    private static final double UPPER_TAIL = 0.975;
    private static final int RESAMPLES = 2000;
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
