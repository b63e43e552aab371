package org.rexed.nociception;

/**
 * A thermode in contact with the skin that moves from the skin's temperature to a target at a constant rate, holds it
 * and returns at once. Warms or cools.
 *
 * @param x_mm centre on the skin map
 * @param y_mm centre on the skin map
 * @param start_C skin temperature before
 * @param target_C temperature that is held
 * @param rate_C_per_s rate of the change, positive for warming and for cooling
 * @param onset_ms when the change begins
 * @param hold_ms how long the target is held
 * @param area_cm2 area of contact, a disc; what lies outside the skin map is not felt
 * @param edge_mm width of the Gaussian edge beyond the contact, to which heat spreads
 */
public record ContactThermode(
        double x_mm,
        double y_mm,
        double start_C,
        double target_C,
        double rate_C_per_s,
        double onset_ms,
        double hold_ms,
        double area_cm2,
        double edge_mm)
        implements Stimulus {
    @Override
    public Modality modality() {
        return Modality.TEMPERATURE;
    }

    /** When the thermode leaves the target, in ms after the probe began. */
    public double end_ms() {
        return onset_ms + Math.abs(target_C - start_C) / rate_C_per_s * 1000 + hold_ms;
    }

    @Override
    public double intensity(double time_ms) {
        if (time_ms < onset_ms || time_ms >= end_ms()) {
            return start_C;
        }
        double moved = rate_C_per_s * (time_ms - onset_ms) / 1000;
        return target_C >= start_C ? Math.min(target_C, start_C + moved) : Math.max(target_C, start_C - moved);
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
