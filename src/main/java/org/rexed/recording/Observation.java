package org.rexed.recording;

/**
 * One reading of an assay.
 *
 * @param time_min minute of the reading
 * @param assay name of the assay
 * @param site place on the body
 * @param reading the value
 * @param unit its unit
 * @param baseline the same subject's reading before any drug
 * @param censored whether the reading stands at the cutoff
 */
public record Observation(
        double time_min, String assay, String site, double reading, String unit, double baseline, boolean censored) {
    /** Times that differ by less are the same, min. */
    public static final double SAME_TIME_min = 1e-6;

    /**
     * Whether a reading is the one planned for a time: tests are done with the first tick that is not earlier.
     *
     * @param reading_min minute of the reading
     * @param planned_min minute at which a protocol asks for it
     * @param tick_min length of a tick, min
     */
    public static boolean isOf(double reading_min, double planned_min, double tick_min) {
        double late_min = reading_min - planned_min;
        return late_min > -SAME_TIME_min && late_min < tick_min - SAME_TIME_min;
    }

    /** The reading in percent of the subject's own baseline; NaN, which means none, for a baseline of 0. */
    public double percentOfBaseline() {
        return baseline == 0 ? Double.NaN : 100 * reading / baseline;
    }
}
