package org.rexed.recording;

/**
 * The value of one slow variable at one time.
 *
 * @param time_min minute
 * @param entity what it belongs to, for example {@code receptor:mu}
 * @param variable its name
 * @param value the value
 * @param unit its unit
 */
public record StateSample(double time_min, String entity, String variable, double value, String unit) {
    /**
     * This sample, if its value is finite.
     *
     * @throws ArithmeticException naming the variable and the time, if it is not
     */
    public StateSample requireFinite() {
        if (!Double.isFinite(value)) {
            throw new ArithmeticException(entity + " " + variable + " is " + value + " at minute " + time_min);
        }
        return this;
    }
}
