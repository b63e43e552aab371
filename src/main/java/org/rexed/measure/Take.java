package org.rexed.measure;

import java.util.List;

/** How several values of a subject become one. */
enum Take {
    /** The highest, such as a peak effect. */
    HIGHEST,
    /** The lowest. */
    LOWEST,
    /** The mean. */
    MEAN,
    /** The slope of the least-squares line over time, per day. */
    TREND;

    private static final double DAY_min = 1440;

    /** One value out of several; NaN if one of them does not exist. */
    double of(List<Double> times_min, double... values) {
        double result = this == HIGHEST ? Double.NEGATIVE_INFINITY : this == LOWEST ? Double.POSITIVE_INFINITY : 0;
        for (double value : values) {
            result = switch (this) {
                case HIGHEST -> Math.max(result, value);
                case LOWEST -> Math.min(result, value);
                case MEAN, TREND -> result + value / values.length;
            };
        }
        return this == TREND ? slope(times_min, values) : result;
    }

    private static double slope(List<Double> times_min, double... values) {
        double meanTime = 0;
        for (double time_min : times_min) {
            meanTime += time_min / DAY_min / values.length;
        }
        double products = 0;
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            double time = times_min.get(i) / DAY_min - meanTime;
            products += time * values[i];
            squares += time * time;
        }
        return products / squares;
    }
}
