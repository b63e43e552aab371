package org.rexed.synapse;

/**
 * Short-term depression of a projection (Tsodyks and Markram 1997, without facilitation): each spike of a sender uses
 * part of its releasable transmitter, which recovers exponentially. The first spike after a pause has full strength.
 *
 * @param use share used by a spike, 0 (none) to 1
 * @param recovery_ms time constant of the recovery
 */
public record Depression(double use, double recovery_ms) {
    /** No depression. */
    public static final Depression NONE = new Depression(0, 1);
}
