package org.rexed.pharmacology;

/**
 * One moment at which drug delivery changed, as it is written to the list of events of a run.
 *
 * @param time_min when, min after the start
 * @param kind what happened
 * @param drug name of the drug
 * @param route by which way
 * @param amount amount given (mg) or new rate (mg/min)
 * @param unit unit of {@code amount}
 */
public record DoseEvent(double time_min, Kind kind, String drug, Route route, double amount, String unit) {
    /** What can happen. */
    public enum Kind {
        /** A dose given at once. */
        BOLUS("bolus"),
        /** An infusion starts. */
        INFUSION_START("infusion start"),
        /** An infusion stops. */
        INFUSION_STOP("infusion stop"),
        /** A releasing pellet is implanted. */
        PELLET("pellet"),
        /** A pellet is taken out with what is left in it. */
        PELLET_OUT("pellet out"),
        /** A patch is put on. */
        PATCH("patch"),
        /** A patch is taken off with what is left on it. */
        PATCH_OFF("patch off"),
        /** The rate of an infusion was set, by hand or by a rule. */
        RATE("rate set");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** Words for tables. */
        public String label() {
            return label;
        }
    }
}
