package org.rexed.calibration;

import org.rexed.experiment.Csv;

/**
 * A parameter that is fitted. The search moves on a line on which the bounds lie at 0 and 1 of the transformed scale;
 * beyond them the line is folded back, so that every place is a value within the bounds and values inside are not
 * distorted.
 *
 * @param path folder, name and path of the parameter in the model
 * @param unit UCUM unit of all values here
 * @param low smallest value
 * @param high largest value
 * @param start where the search begins
 * @param transform scale of the search
 */
public record FreeParameter(String path, String unit, double low, double high, double start, Transform transform) {
    private static final double ROUNDING = 1e-12;

    /** The value at a place of the line. */
    public double value(double place) {
        double folded = StrictMath.abs(place - 2 * StrictMath.rint(place / 2));
        double from = transform.of(low);
        double value = transform.back(from + folded * (transform.of(high) - from));
        // The way to the line and back must not make another value, and another simulation, of the start.
        if (StrictMath.abs(value - start) <= ROUNDING * StrictMath.abs(start)) {
            return start;
        }
        // Rounding of the transform must not leave the bounds.
        return StrictMath.max(low, StrictMath.min(high, value));
    }

    /** The place of a value, from 0 to 1. */
    public double place(double value) {
        double from = transform.of(low);
        return (transform.of(value) - from) / (transform.of(high) - from);
    }

    /** A value with its unit, as model files have it. */
    public String text(double value) {
        return unit.equals("1") ? Csv.number(value) : Csv.number(value) + " " + unit;
    }
}
