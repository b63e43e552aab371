package org.rexed.validation;

import org.rexed.measure.Quantity;

/**
 * Something a publication reports, and how the model measures the same.
 *
 * @param name file-safe name
 * @param statement what the publication says
 * @param confidence how far the reading of the publication can be trusted
 * @param quantity what is measured in the simulated subjects
 * @param unit of the quantity; {@code 1} for ratios and shares
 * @param low the direction holds above this; negative infinity if unbounded
 * @param high the direction holds below this; infinity if unbounded
 * @param published the number that was printed; null if only the direction is known
 */
public record Target(String name, String statement, Confidence confidence, Quantity quantity, String unit, double low,
                     double high, Published published) {
    /** How far a reading of a publication can be trusted. */
    public enum Confidence {
        /** Printed there. */
        HIGH,
        /** Derived from what is printed, or wording that needs interpretation. */
        MEDIUM,
        /** Recalled or ambiguous: shown, never scored and never fitted. */
        LOW
    }

    /**
     * A printed number.
     *
     * @param low lower end if a range is printed, otherwise the value itself
     * @param high upper end if a range is printed, otherwise the value itself
     * @param standardError of the mean; NaN if no spread is printed
     * @param n subjects of each arm
     */
    public record Published(double low, double high, double standardError, int n) {
        /** The value, or the middle of the range. */
        public double value() {
            return (low + high) / 2;
        }
    }

    /** Whether it counts in scores. */
    public boolean scored() {
        return confidence != Confidence.LOW;
    }

    /** Whether the publication says that nothing changed: a result between two limits. */
    public boolean isNull() {
        return low != Double.NEGATIVE_INFINITY && high != Double.POSITIVE_INFINITY;
    }

    /** Whether a value lies where the publication says. */
    public boolean agrees(double value) {
        return value > low && value < high;
    }
}
