package org.rexed.nociception;

/**
 * Electrical pulses to the nerve fibres of a patch of skin. Each recruited fibre fires once for each pulse, and the
 * spikes reach the cord as volleys in the order of conduction velocity.
 *
 * @param x_mm centre of the stimulated field on the skin map
 * @param y_mm centre of the stimulated field on the skin map
 * @param strength amplitude in multiples of the mean A-beta threshold
 * @param pulses number of pulses
 * @param interval_ms time between pulses
 * @param onset_ms time of the first pulse
 * @param radius_mm radius of the field whose fibres the electrodes reach
 */
public record ElectricalTrain(
        double x_mm, double y_mm, double strength, int pulses, double interval_ms, double onset_ms, double radius_mm)
        implements Stimulus {
    @Override
    public Modality modality() {
        return Modality.ELECTRICAL;
    }

    @Override
    public double intensity(double time_ms) {
        return strength;
    }

    @Override
    public double resting() {
        return 0;
    }

    @Override
    public double share(double x, double y) {
        double dx = x - x_mm;
        double dy = y - y_mm;
        return dx * dx + dy * dy <= radius_mm * radius_mm ? 1 : 0;
    }

    @Override
    public double[] pulses_ms() {
        double[] times_ms = new double[pulses];
        for (int k = 0; k < pulses; k++) {
            times_ms[k] = onset_ms + k * interval_ms;
        }
        return times_ms;
    }
}
