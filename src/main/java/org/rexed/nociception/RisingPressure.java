package org.rexed.nociception;

/**
 * A blunt tip pressed on the skin with a force that rises at a constant rate (Randall and Selitto 1957). A blunt tip
 * spreads its force over more skin than a filament, so each nerve ending feels a share of what a filament of that force
 * would make it feel.
 *
 * @param x_mm centre on the skin map
 * @param y_mm centre on the skin map
 * @param rate_mN_per_s rate at which the applied force rises
 * @param feltShare force that nerve endings under the tip feel over the force applied
 * @param onset_ms when it touches
 * @param spread_mm standard deviation of the strain field around the tip
 */
public record RisingPressure(
        double x_mm, double y_mm, double rate_mN_per_s, double feltShare, double onset_ms, double spread_mm)
        implements Stimulus {
    @Override
    public Modality modality() {
        return Modality.FORCE;
    }

    /** The force applied, not that felt. */
    @Override
    public double intensity(double time_ms) {
        return rate_mN_per_s * Math.max(0, time_ms - onset_ms) / 1000;
    }

    @Override
    public double resting() {
        return 0;
    }

    @Override
    public double share(double x, double y) {
        return feltShare * Stimulus.gaussian(x - x_mm, y - y_mm, spread_mm);
    }
}
