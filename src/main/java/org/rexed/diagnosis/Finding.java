package org.rexed.diagnosis;

import java.util.Locale;
import org.apache.commons.math3.distribution.NormalDistribution;

/** What a readout shows: a change that counts in either direction, or none. */
public enum Finding {
    /** Larger by more than what counts. */
    RISES,
    /** Less than what counts in either direction. */
    STAYS,
    /** Smaller by more than what counts. */
    FALLS;

    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    /**
     * How probable it is that the true change is this, from a reading with a normal error.
     *
     * @param reading as read
     * @param notable smallest change that counts
     * @param error standard deviation of the reading
     */
    double probability(double reading, double notable, double error) {
        double rises = NORMAL.cumulativeProbability((reading - notable) / error);
        double falls = NORMAL.cumulativeProbability((-notable - reading) / error);
        return switch (this) {
            case RISES -> rises;
            case FALLS -> falls;
            case STAYS -> Math.max(0, 1 - rises - falls);
        };
    }

    /** The word for it in files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a reading shows taken at its word. */
    static Finding of(double reading, double notable) {
        return reading > notable ? RISES : reading < -notable ? FALLS : STAYS;
    }
}
