package org.rexed.pharmacology;

/**
 * How much of a dose reaches the body, which for some drugs depends on the dose: a constant share; a share that
 * saturates, {@code base / (1 + dose / half)}; or one that falls with the logarithm of the dose,
 * {@code base - perDecade log10(dose / 1 mg)}.
 *
 * @param base share at the smallest dose (at 1 mg for the logarithmic form)
 * @param halfDose_mg dose in mg at which the share has halved, or NaN
 * @param perDecade loss of share for each tenfold dose, or NaN
 */
public record Bioavailability(double base, double halfDose_mg, double perDecade) {
    /** Refuses shares that cannot exist. */
    public Bioavailability {
        if (!(base >= 0.0) || base > 1.0) {
            throw new IllegalArgumentException("impossible bioavailability " + base);
        }
    }

    /** The same share of every dose. */
    public static Bioavailability constant(double share) {
        return new Bioavailability(share, Double.NaN, Double.NaN);
    }

    /** Whether the share depends on the dose, so that a rate has none. */
    public boolean dependsOnDose() {
        return !Double.isNaN(halfDose_mg) || !Double.isNaN(perDecade);
    }

    /**
     * Share of a dose that gets in.
     *
     * @throws IllegalArgumentException if the dose is outside what the formula describes
     */
    public double of(double dose_mg) {
        double share = base;
        if (!Double.isNaN(halfDose_mg)) {
            share = base / (1.0 + dose_mg / halfDose_mg);
        } else if (!Double.isNaN(perDecade)) {
            share = base - perDecade * StrictMath.log10(dose_mg);
        }
        if (!(share >= 0.0) || share > 1.0) {
            throw new IllegalArgumentException("a dose of " + dose_mg + " mg is outside what the absorption of this "
                    + "drug was described for: its bioavailability would be " + share);
        }
        return share;
    }
}
