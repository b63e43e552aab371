package org.rexed.nociception;

/** What a stimulus does to the skin, and the unit of its intensity. */
public enum Modality {
    /** Temperature at the depth of the nerve endings, in degrees Celsius; above rest it heats, below it cools. */
    TEMPERATURE,
    /** Force on the skin, in mN. */
    FORCE,
    /** Electrical pulses to the nerve, in multiples of the mean A-beta threshold. */
    ELECTRICAL,
    /** Nothing. */
    NONE
}
