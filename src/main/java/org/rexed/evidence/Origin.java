package org.rexed.evidence;

/** How a parameter's value was obtained; there is no "unknown". */
public enum Origin {
    /** Measured in an experiment; the source names the paper. */
    MEASURED,
    /** Computed from published values; the source names the paper or the formula says how. */
    DERIVED,
    /** Adjusted until the model met a published result; the target names that result. */
    FITTED,
    /** Chosen without a measurement; the reason says why this value. */
    ASSUMED,
    /** Put in the place of the model file's value for one run; no model file may say so of itself. */
    OVERRIDDEN
}
