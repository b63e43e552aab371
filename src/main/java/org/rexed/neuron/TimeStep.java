package org.rexed.neuron;

/**
 * Length of a step of the fast clock, as a whole number of steps in a millisecond.
 *
 * @param perMillisecond steps in a millisecond, at least 1
 */
public record TimeStep(int perMillisecond) {
    /** Steps of 0.1 ms. */
    public static final TimeStep DEFAULT = new TimeStep(10);

    /** Refuses a step longer than a millisecond. */
    public TimeStep {
        if (perMillisecond < 1) {
            throw new IllegalArgumentException("At least 1 step in a millisecond: " + perMillisecond);
        }
    }

    /** Length of a step in ms. */
    public double step_ms() {
        return 1.0 / perMillisecond;
    }

    /** The number of steps nearest to a time in ms. */
    public int steps(double time_ms) {
        return (int) StrictMath.round(time_ms * perMillisecond);
    }

    /** Time in ms at which a step begins. */
    public double time_ms(int step) {
        return (double) step / perMillisecond;
    }
}
