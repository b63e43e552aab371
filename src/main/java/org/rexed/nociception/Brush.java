package org.rexed.nociception;

/**
 * Soft strokes along a dermatome: a light force that passes each place in turn. Its force stays below the threshold of
 * nociceptors, so it excites low-threshold A-beta fibres only.
 *
 * @param x_mm middle of the strip on the skin map
 * @param y_mm middle of the strip on the skin map
 * @param force_mN force on the skin under the brush
 * @param width_mm width of the brush
 * @param length_mm length of a stroke
 * @param contact_mm length of skin that the brush touches at a time
 * @param edge_mm width of the Gaussian edge beyond the strip, where the skin is still moved
 * @param speed_mm_per_s speed of the stroke
 * @param strokes number of strokes
 * @param interval_ms time from the beginning of one stroke to that of the next
 * @param onset_ms when the first stroke begins
 */
public record Brush(
        double x_mm,
        double y_mm,
        double force_mN,
        double width_mm,
        double length_mm,
        double contact_mm,
        double edge_mm,
        double speed_mm_per_s,
        int strokes,
        double interval_ms,
        double onset_ms)
        implements Stimulus {
    @Override
    public Modality modality() {
        return Modality.FORCE;
    }

    @Override
    public double intensity(double time_ms) {
        double since_ms = time_ms - onset_ms;
        if (since_ms < 0 || since_ms >= strokes * interval_ms) {
            return 0;
        }
        return since_ms % interval_ms < contact_mm / speed_mm_per_s * 1000 ? force_mN : 0;
    }

    @Override
    public double resting() {
        return 0;
    }

    @Override
    public double share(double x, double y) {
        double aside_mm = Math.max(0, Math.abs(x - x_mm) - width_mm / 2);
        double beyond_mm = Math.max(0, Math.abs(y - y_mm) - length_mm / 2);
        return Stimulus.gaussian(aside_mm, beyond_mm, edge_mm);
    }

    @Override
    public double arrival_ms(double x, double y) {
        double along_mm = Math.max(0, Math.min(length_mm, y - y_mm + length_mm / 2));
        return along_mm / speed_mm_per_s * 1000;
    }
}
