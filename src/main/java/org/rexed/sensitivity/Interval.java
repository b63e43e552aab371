package org.rexed.sensitivity;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.rexed.random.RandomKey;
import org.rexed.random.RandomSequence;

/**
 * A number with its 95 % interval.
 *
 * @param value the estimate
 * @param low lower end
 * @param high upper end
 */
public record Interval(double value, double low, double high) {
    private static final int RESAMPLES = 1000;
    private static final double TAIL = 0.025;

    /**
     * A bootstrap over rows of a design (Efron; percentile interval).
     *
     * @param rows number of rows that are drawn with replacement
     * @param estimator of the rows drawn
     * @param key of the draws
     */
    static Interval bootstrap(int rows, ToDoubleFunction<int[]> estimator, RandomKey key) {
        int[] all = new int[rows];
        Arrays.setAll(all, i -> i);
        double[] values = new double[RESAMPLES];
        for (int b = 0; b < RESAMPLES; b++) {
            RandomSequence chance = key.child(b).sequence();
            int[] drawn = new int[rows];
            Arrays.setAll(drawn, i -> chance.index(rows));
            values[b] = estimator.applyAsDouble(drawn);
        }
        Arrays.sort(values);
        return new Interval(estimator.applyAsDouble(all), values[(int) (TAIL * RESAMPLES)],
            values[RESAMPLES - 1 - (int) (TAIL * RESAMPLES)]);
    }
}
