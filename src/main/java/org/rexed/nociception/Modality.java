package org.rexed.nociception;

/** What a stimulus does to the skin, and the unit of its intensity. */
public enum Modality {
    /** Temperature at the depth of the nerve endings, in degrees Celsius. */
    HEAT,
    /** Force of a punctate probe, in mN. */
    FORCE,
    /** Nothing. */
    NONE
}
