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
    /** The reading in percent of the subject's own baseline; NaN, which means none, for a baseline of 0. */
    public double percentOfBaseline() {
        return baseline == 0 ? Double.NaN : 100 * reading / baseline;
    }
}
