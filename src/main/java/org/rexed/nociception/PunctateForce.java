package org.rexed.nociception;

/**
 * A von Frey filament pressed on the skin and held.
 *
 * @param x_mm centre on the skin map
 * @param y_mm centre on the skin map
 * @param force_mN force at which the filament buckles
 * @param onset_ms when it touches
 * @param duration_ms how long it is held
 * @param spread_mm standard deviation of the strain field around the tip
 */
public record PunctateForce(
        double x_mm, double y_mm, double force_mN, double onset_ms, double duration_ms, double spread_mm)
        implements Stimulus {
    @Override
    public Modality modality() {
        return Modality.FORCE;
    }

    @Override
    public double intensity(double time_ms) {
        return time_ms >= onset_ms && time_ms < onset_ms + duration_ms ? force_mN : 0;
    }

    @Override
    public double resting() {
        return 0;
    }

    @Override
    public double share(double x, double y) {
        return Stimulus.gaussian(x - x_mm, y - y_mm, spread_mm);
    }
}
