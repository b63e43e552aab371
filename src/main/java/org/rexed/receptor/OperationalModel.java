package org.rexed.receptor;

/**
 * How occupied receptors become a cellular effect, so that a partial agonist has a ceiling and blocks a full one.
 *
 * <p>Operational model of agonism (Black and Leff 1983, Proc. R. Soc. B 220:141) with slope one. A full agonist
 * (intrinsic efficacy 1) has the transducer ratio tau given here; a ligand of intrinsic efficacy e has e * tau. With
 * occupancies occ_i and the fraction q of receptors that are still coupled, S = q * tau * sum(e_i * occ_i) and the
 * effect is S / (1 + S), a fraction of the largest effect the cell can give. Loss of coupling (tolerance) therefore
 * costs a partial agonist more than a full one.
 *
 * @param fullAgonistTau transducer ratio of a full agonist on an undamaged cell, without unit, positive
 */
public record OperationalModel(double fullAgonistTau) {
    /** Refuses a transducer ratio that is not positive and finite. */
    public OperationalModel {
        if (!(fullAgonistTau > 0.0) || Double.isInfinite(fullAgonistTau)) {
            throw new IllegalArgumentException("transducer ratio must be positive and finite, got " + fullAgonistTau);
        }
    }

    /**
     * Effect of all ligands together, a fraction of the system's maximum in [0, 1).
     *
     * @param occupancy fraction of receptors held by each ligand
     * @param efficacy intrinsic efficacy of each ligand in [0, 1]
     * @param coupledFraction fraction of receptors still coupled to their effector, in [0, 1]
     */
    public double effect(double[] occupancy, double[] efficacy, double coupledFraction) {
        return response(stimulus(occupancy, efficacy) * coupledFraction);
    }

    /** Sum of efficacy times occupancy over all ligands: the agonist signal per receptor, in [0, 1]. */
    public static double stimulus(double[] occupancy, double[] efficacy) {
        double sum = 0.0;
        for (int i = 0; i < occupancy.length; i++) {
            sum += occupancy[i] * efficacy[i];
        }
        return sum;
    }

    /** Effect of a given agonist signal (efficacy-weighted occupancy times coupled fraction, in [0, 1]). */
    public double response(double stimulus) {
        double s = fullAgonistTau * Math.max(0.0, stimulus);
        return s / (1.0 + s);
    }

    /** Largest effect a ligand of this intrinsic efficacy can give when it holds every receptor. */
    public double ceiling(double efficacy, double coupledFraction) {
        return response(efficacy * coupledFraction);
    }
}
