package org.rexed.nociception;

/**
 * How the answer to a constant stimulus falls: a share of the drive is lost exponentially.
 *
 * @param share share lost in the end, 0 to 1
 * @param time_ms time constant of the loss
 */
public record Adaptation(double share, double time_ms) {}
