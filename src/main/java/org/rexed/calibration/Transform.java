package org.rexed.calibration;

/** The scale on which a parameter is searched. */
public enum Transform {
    /** By factors; for values above zero. */
    LOG,
    /** By log odds; for values between zero and one. */
    LOGIT,
    /** By differences. */
    LINEAR;

    /** A value on this scale. */
    double of(double value) {
        return switch (this) {
            case LOG -> StrictMath.log(value);
            case LOGIT -> StrictMath.log(value / (1 - value));
            case LINEAR -> value;
        };
    }

    /** The value at a place of this scale. */
    double back(double place) {
        return switch (this) {
            case LOG -> StrictMath.exp(place);
            case LOGIT -> 1 / (1 + StrictMath.exp(-place));
            case LINEAR -> place;
        };
    }

    /** What bounds on this scale must be; empty if these are. */
    public String complaint(double low, double high) {
        return switch (this) {
            case LOG -> low > 0 ? "" : "log needs bounds above 0";
            case LOGIT -> low > 0 && high < 1 ? "" : "logit needs bounds above 0 and below 1";
            case LINEAR -> "";
        };
    }
}
