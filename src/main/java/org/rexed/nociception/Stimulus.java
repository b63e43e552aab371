package org.rexed.nociception;

/** A stimulus on the skin or its nerve: an intensity over time at its centre, and how it falls off around it. */
public interface Stimulus {
    /** What it does to the skin. */
    Modality modality();

    /** Intensity at the centre, in the unit of the modality, at a time in ms after the probe began. */
    double intensity(double time_ms);

    /** Intensity before the stimulus, which distant skin keeps. */
    double resting();

    /** Share of the change in intensity that reaches a point of the skin map in mm, 0 to 1. */
    double share(double x_mm, double y_mm);

    /** How much later it reaches a point of the skin map than its intensity says, in ms; for strokes. */
    default double arrival_ms(double x_mm, double y_mm) {
        return 0;
    }

    /** Times of electrical pulses in ms; the intensity is that of each pulse. Empty for stimuli on the skin. */
    default double[] pulses_ms() {
        return new double[0];
    }

    /** No stimulus: a spell of ongoing activity. */
    static Stimulus none() {
        return new Stimulus() {
            @Override
            public Modality modality() {
                return Modality.NONE;
            }

            @Override
            public double intensity(double time_ms) {
                return 0;
            }

            @Override
            public double resting() {
                return 0;
            }

            @Override
            public double share(double x_mm, double y_mm) {
                return 0;
            }
        };
    }

    /** Gaussian fall-off with distance from a centre. */
    static double gaussian(double dx_mm, double dy_mm, double spread_mm) {
        return StrictMath.exp(-(dx_mm * dx_mm + dy_mm * dy_mm) / (2 * spread_mm * spread_mm));
    }

    /** Within a radius all, beyond it a Gaussian edge. */
    static double disc(double dx_mm, double dy_mm, double radius_mm, double edge_mm) {
        double beyond_mm = StrictMath.sqrt(dx_mm * dx_mm + dy_mm * dy_mm) - radius_mm;
        return beyond_mm <= 0 ? 1 : gaussian(beyond_mm, 0, edge_mm);
    }
}
