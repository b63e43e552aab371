package org.rexed.calibration;

import org.apache.commons.math3.special.Erf;

/**
 * What one target adds to the objective, which is minus twice a logarithm of a likelihood up to a constant.
 *
 * @param study name of the study
 * @param target name of the target
 * @param weight of the study
 * @param kind how predicted and published are compared
 * @param low published value or lower end of the range, or what the prediction has to be above
 * @param high published value or upper end of the range, or what the prediction has to be below
 * @param sd standard deviation of the difference, from the publication and the model error together
 * @param unit of {@code low}, {@code high} and {@code sd}
 */
public record Term(String study, String target, double weight, Kind kind, double low, double high, double sd,
                   String unit) {
    /** What is added for a quantity that does not exist, such as a reading of a dead animal: as far as 20 sd. */
    public static final double MISSING = 400;

    private static final double FAR = -8;

    /** How predicted and published are compared. */
    public enum Kind {
        /** A printed number: the square of the difference over sd. */
        VALUE,
        /** A printed range: nothing inside, outside the square of the distance to the nearer end over sd. */
        RANGE,
        /** A direction: {@code -2 log Phi((predicted - low) / sd)}. */
        ABOVE,
        /** A direction: {@code -2 log Phi((high - predicted) / sd)}. */
        BELOW,
        /** No change: both directions. */
        BETWEEN
    }

    /** Name among all targets. */
    public String name() {
        return study + "/" + target;
    }

    /** What a prediction adds. */
    public double of(double predicted) {
        if (Double.isNaN(predicted)) {
            return weight * MISSING;
        }
        double above = kind == Kind.ABOVE || kind == Kind.BETWEEN ? penalty((predicted - low) / sd) : 0;
        double below = kind == Kind.BELOW || kind == Kind.BETWEEN ? penalty((high - predicted) / sd) : 0;
        double residual = kind == Kind.VALUE || kind == Kind.RANGE ? residual(predicted) : 0;
        // A value without bound in a model that runs away must not make the objective infinite.
        return weight * StrictMath.min(Double.MAX_VALUE / 1e10, above + below + residual * residual);
    }

    /** How far the prediction lies outside of what was published, in sd; 0 inside, NaN if it does not exist. */
    public double residual(double predicted) {
        boolean lower = kind != Kind.BELOW && predicted < low;
        boolean upper = kind != Kind.ABOVE && predicted > high;
        return lower ? (predicted - low) / sd : upper ? (predicted - high) / sd
            : Double.isNaN(predicted) ? Double.NaN : 0;
    }

    /** {@code -2 log Phi(z)}; far below zero by the asymptotic series of Abramowitz and Stegun 26.2.12. */
    static double penalty(double z) {
        if (z > FAR) {
            return -2 * StrictMath.log(Erf.erfc(-z / StrictMath.sqrt(2)) / 2);
        }
        double s = 1 / (z * z);
        double series = 1 - s * (1 - 3 * s * (1 - 5 * s * (1 - 7 * s)));
        return z * z + 2 * StrictMath.log(-z * StrictMath.sqrt(2 * StrictMath.PI)) - 2 * StrictMath.log(series);
    }
}
