package org.rexed.nociception;

/**
 * How the answer to a constant stimulus falls: a trace follows the drive, a slow trace follows the first one, and
 * shares of both are taken from the drive. A share of the first alone is lost exponentially from the onset on; a share
 * of the slow one goes gently at first, as in nociceptors under a strong force.
 *
 * @param share share of the drive that the first trace takes away in the end, 0 to 1
 * @param time_ms time constant of the first trace
 * @param slowShare share of the drive that the slow trace takes away in the end, 0 to 1
 * @param slowTime_ms time constant of the slow trace
 */
public record Adaptation(double share, double time_ms, double slowShare, double slowTime_ms) {
    /** Exponential loss of a share. */
    public Adaptation(double share, double time_ms) {
        this(share, time_ms, 0, 1);
    }
}
