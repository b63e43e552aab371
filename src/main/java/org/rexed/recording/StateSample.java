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
public record StateSample(double time_min, String entity, String variable, double value, String unit) {}
