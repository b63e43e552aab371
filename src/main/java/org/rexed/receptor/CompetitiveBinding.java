package org.rexed.receptor;

import java.util.stream.IntStream;
import org.rexed.numeric.SharedPool;

/**
 * Ligands that compete for one kind of receptor at one place, some of which let go slowly.
 *
 * <p>A slow ligand follows mass action, {@code dS_j/dt = koff_j (C_j/K_j F - S_j)}, with the free fraction
 * {@code F = (1 - sum S) / (1 + sum C_i/K_i)} over the fast ligands i, which are at equilibrium with what the slow ones
 * leave (Gaddum 1937). Occupancies and the free fraction always add up to one. While concentrations are constant the
 * equations are linear and solved exactly.
 */
public final class CompetitiveBinding {
    private final double[] ki_nM;
    private final double[] off_per_min;
    private final int[] slow;
    private final double[] held;

    /**
     * Receptors that hold nothing yet.
     *
     * @param ki_nM dissociation constant of each ligand, nmol/L, all positive
     * @param off_per_min dissociation rate of each, 1/min; infinity for one that is always at equilibrium
     */
    public CompetitiveBinding(double[] ki_nM, double[] off_per_min) {
        this.ki_nM = ki_nM.clone();
        this.off_per_min = off_per_min.clone();
        for (double ki : ki_nM) {
            if (!(ki > 0.0)) {
                throw new IllegalArgumentException("dissociation constant must be positive, got " + ki);
            }
        }
        slow = IntStream.range(0, ki_nM.length).filter(i -> !Double.isInfinite(off_per_min[i])).toArray();
        held = new double[slow.length];
    }

    /** Whether every ligand is at equilibrium at all times. */
    public boolean isAtEquilibrium() {
        return slow.length == 0;
    }

    /** Advances over a time during which the free concentrations (nmol/L, one for each ligand) are constant. */
    public void advance(double time_min, double[] free_nM) {
        if (slow.length == 0 || time_min == 0.0) {
            return;
        }
        int n = slow.length;
        if (n == 1) {
            advanceOne(time_min, free_nM);
            return;
        }
        double fast = 1.0;
        for (int i = 0; i < ki_nM.length; i++) {
            fast += Double.isInfinite(off_per_min[i]) ? ratio(i, free_nM) : 0.0;
        }
        double[] on = new double[n];
        double[] off = new double[n];
        for (int j = 0; j < n; j++) {
            off[j] = off_per_min[slow[j]];
            on[j] = off[j] * ratio(slow[j], free_nM) / fast;
        }
        SharedPool.advance(held, on, off, time_min);
        for (int j = 0; j < n; j++) {
            held[j] = Math.max(0.0, held[j]);
        }
    }

    /** The same for a single slow ligand, whose equation needs no matrix. */
    private void advanceOne(double time_min, double[] free_nM) {
        double fast = 1.0;
        for (int i = 0; i < ki_nM.length; i++) {
            fast += i == slow[0] ? 0.0 : ratio(i, free_nM);
        }
        double on = ratio(slow[0], free_nM) / fast;
        if (on == 0.0 && held[0] == 0.0) {
            return;
        }
        double goal = on / (1.0 + on);
        held[0] = goal + (held[0] - goal) * StrictMath.exp(-off_per_min[slow[0]] * (1.0 + on) * time_min);
    }

    private double ratio(int ligand, double[] free_nM) {
        return Math.max(0.0, free_nM[ligand]) / ki_nM[ligand];
    }

    /** Fraction of the receptors that each ligand holds now, with these free concentrations of the fast ones. */
    public double[] occupancies(double[] free_nM) {
        double[] occupancy = new double[ki_nM.length];
        double left = 1.0;
        for (int j = 0; j < slow.length; j++) {
            occupancy[slow[j]] = held[j];
            left -= held[j];
        }
        double fast = 1.0;
        for (int i = 0; i < ki_nM.length; i++) {
            fast += Double.isInfinite(off_per_min[i]) ? ratio(i, free_nM) : 0.0;
        }
        for (int i = 0; i < ki_nM.length; i++) {
            if (Double.isInfinite(off_per_min[i])) {
                occupancy[i] = Math.max(0.0, left) * ratio(i, free_nM) / fast;
            }
        }
        return occupancy;
    }
}
