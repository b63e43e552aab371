package org.rexed.nociception;

/**
 * Radiant heat of constant power on the skin. Subcutaneous temperature follows constant-flux conduction into a
 * half-space: {@code T(t) = T0 + k sqrt(t)} (Carslaw and Jaeger 1959; temperatures at withdrawal: Dirig et al. 1997).
 *
 * @param x_mm centre on the skin map
 * @param y_mm centre on the skin map
 * @param start_C skin temperature before the lamp is on
 * @param rise_C_per_sqrt_s temperature coefficient k of the lamp power
 * @param spread_mm standard deviation of the heated spot
 * @param onset_ms when the lamp is switched on
 */
public record HeatRamp(
        double x_mm, double y_mm, double start_C, double rise_C_per_sqrt_s, double spread_mm, double onset_ms)
        implements Stimulus {
    @Override
    public Modality modality() {
        return Modality.TEMPERATURE;
    }

    @Override
    public double intensity(double time_ms) {
        return start_C + rise_C_per_sqrt_s * StrictMath.sqrt(Math.max(0, time_ms - onset_ms) / 1000);
    }

    @Override
    public double resting() {
        return start_C;
    }

    @Override
    public double share(double x, double y) {
        return Stimulus.gaussian(x - x_mm, y - y_mm, spread_mm);
    }
}
