package org.rexed.nociception;

/**
 * Skin on a plate or in a bath of constant temperature. The nerve endings approach that temperature exponentially, the
 * solution of Newton's law of cooling for a lumped layer of tissue: {@code T(t) = Tb + (T0 - Tb) exp(-t / tau)}.
 *
 * @param x_mm centre on the skin map
 * @param y_mm centre on the skin map
 * @param start_C skin temperature before
 * @param surface_C temperature of the plate or bath
 * @param time_s time constant of the approach
 * @param onset_ms when the skin touches it
 * @param area_cm2 area of contact, a disc; what lies outside the skin map is not felt
 * @param edge_mm width of the Gaussian edge beyond the contact, to which temperature spreads
 */
public record SurfaceContact(
        double x_mm,
        double y_mm,
        double start_C,
        double surface_C,
        double time_s,
        double onset_ms,
        double area_cm2,
        double edge_mm)
        implements Stimulus {
    @Override
    public Modality modality() {
        return Modality.TEMPERATURE;
    }

    @Override
    public double intensity(double time_ms) {
        double since_s = Math.max(0, time_ms - onset_ms) / 1000;
        return surface_C + (start_C - surface_C) * StrictMath.exp(-since_s / time_s);
    }

    @Override
    public double resting() {
        return start_C;
    }

    @Override
    public double share(double x, double y) {
        double radius_mm = 10 * StrictMath.sqrt(area_cm2 / StrictMath.PI);
        return Stimulus.disc(x - x_mm, y - y_mm, radius_mm, edge_mm);
    }
}
