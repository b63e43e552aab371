package org.rexed.receptor;

/**
 * How several drugs share one kind of receptor: each takes the fraction its free concentration and affinity earn it.
 *
 * <p>Equilibrium competition (Gaddum 1937, J. Physiol. 89:7P): occ_i = (C_i/K_i) / (1 + sum_j C_j/K_j). Concentrations
 * and dissociation constants are in nmol/L, occupancies are fractions of all receptors in [0, 1].
 */
public final class Competition {
    private Competition() {}

    /**
     * Fraction of receptors held by each ligand.
     *
     * @param free_nM free concentrations at the receptor; tiny negative values from rounding count as zero
     * @param dissociation_nM dissociation constants in the same order, all positive
     */
    public static double[] occupancies(double[] free_nM, double[] dissociation_nM) {
        double[] occupancy = new double[free_nM.length];
        double sum = 1.0;
        for (int i = 0; i < occupancy.length; i++) {
            if (!(dissociation_nM[i] > 0.0)) {
                throw new IllegalArgumentException("dissociation constant must be positive, got " + dissociation_nM[i]);
            }
            occupancy[i] = Math.max(0.0, free_nM[i]) / dissociation_nM[i];
            sum += occupancy[i];
        }
        for (int i = 0; i < occupancy.length; i++) {
            occupancy[i] /= sum;
        }
        return occupancy;
    }

    /** Fraction of receptors held by a ligand that is alone. */
    public static double occupancy(double free_nM, double dissociation_nM) {
        return occupancies(new double[] {free_nM}, new double[] {dissociation_nM})[0];
    }
}
