package org.rexed.validation;

import java.util.Arrays;
import org.rexed.experiment.Statistics.Estimate;
import org.rexed.measure.Observed;
import org.rexed.random.RandomKey;
import org.rexed.random.RandomSequence;

/**
 * What a model says of a target.
 *
 * @param value in all simulated subjects
 * @param low95 lower end of the 95 % interval of the value; NaN if it has none
 * @param high95 its upper end
 * @param subjectsLow 5 % of groups of the published size lie below this, from chance between subjects alone
 * @param subjectsHigh 5 % lie above this
 * @param low lower end of the 90 % prediction interval for the mean of a new laboratory
 * @param high its upper end
 */
public record Prediction(double value, double low95, double high95, double subjectsLow, double subjectsHigh,
                         double low, double high) {
    private static final int RESAMPLES = 2000;
    private static final double TAIL = 0.05;
    private static final double MOST_LOST = 0.05;
    /** A group whose size is not known is taken to be as large as is usual with animals. */
    private static final int USUAL_GROUP = 8;

    /**
     * Measures a target in simulated subjects. Each of 2,000 draws takes a population out of them, with replacement,
     * and a group of the published size out of it; then the laboratory moves the result {@code v}, with neutral value
     * {@code v0}, to {@code v0 + (v - v0) exp(a x) + |v0| b y}, with standard normal x and y.
     */
    static Prediction of(Target target, Observed observed, Plan plan) {
        RandomKey key = RandomKey.of(0).child("prediction").child(target.name());
        Estimate estimate = target.quantity().estimate(observed, key);
        int subjects = observed.subjects();
        int n = target.published() == null ? USUAL_GROUP : target.published().n();
        double neutral = neutral(target);
        double[] groups = new double[RESAMPLES];
        double[] laboratories = new double[RESAMPLES];
        for (int r = 0; r < RESAMPLES; r++) {
            RandomSequence draws = key.child(r).sequence();
            int[] population = new int[subjects];
            for (int i = 0; i < subjects; i++) {
                population[i] = draws.index(subjects);
            }
            int[] group = new int[n];
            for (int i = 0; i < n; i++) {
                group[i] = population[draws.index(subjects)];
            }
            groups[r] = target.quantity().of(observed, group);
            laboratories[r] = neutral
                + (groups[r] - neutral) * StrictMath.exp(plan.laboratoryEffect() * draws.gaussian())
                + Math.abs(neutral == 0 ? scale(target) : neutral) * plan.laboratoryReading() * draws.gaussian();
        }
        double[] inner = middle(groups);
        double[] outer = middle(laboratories);
        return new Prediction(estimate.mean(), estimate.low(), estimate.high(), inner[0], inner[1], outer[0],
            outer[1]);
    }

    /** Where there is no effect: the limit of the direction, or the middle of the band of a null result. */
    private static double neutral(Target target) {
        return target.isNull() ? (target.low() + target.high()) / 2
            : target.low() != Double.NEGATIVE_INFINITY ? target.low() : target.high();
    }

    /** Differences of percent have the neutral value 0 but the scale 100; others have the width of their effect. */
    private static double scale(Target target) {
        return target.unit().equals("%") ? 100 : 0;
    }

    private static double[] middle(double... values) {
        double[] usable = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        if (usable.length < values.length * (1 - MOST_LOST)) {
            return new double[] {Double.NaN, Double.NaN};
        }
        return new double[] {usable[(int) (TAIL * (usable.length - 1))],
            usable[(int) StrictMath.ceil((1 - TAIL) * (usable.length - 1))]};
    }

    /** Whether the model gave any value. */
    public boolean exists() {
        return Double.isFinite(value);
    }

    /** Whether the published number, or any part of a published range, lies in the prediction interval. */
    public boolean covers(Target.Published published) {
        return published.high() >= low && published.low() <= high;
    }

    /** The same of the interval of chance between subjects alone. */
    public boolean coversBySubjects(Target.Published published) {
        return published.high() >= subjectsLow && published.low() <= subjectsHigh;
    }

    /** Absolute distance from the published number, or the nearer end of a range, over it; NaN if that is 0. */
    public double relativeError(Target.Published published) {
        double nearest = Math.max(published.low(), Math.min(published.high(), value));
        return published.value() == 0 ? Double.NaN : Math.abs(value - nearest) / Math.abs(published.value());
    }
}
