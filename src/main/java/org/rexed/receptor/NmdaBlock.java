package org.rexed.receptor;

import java.util.List;
import org.rexed.numeric.SharedPool;

/**
 * Block of NMDA receptor channels by drugs that enter the open channel, in physiological magnesium: use-dependent,
 * voltage-dependent and trapped.
 *
 * <p>With P the fraction of time a channel is active and x_i = C_i / K_i(V), a blocker enters at {@code P k_i x_i}
 * times the share of channels that is free and leaves at {@code P k_i}. An activation lasts T; when it ends the
 * blocker stays behind the gate in a share of cases, its trapping, and slips out in the others, so that it also leaves
 * at {@code (1 - trapping_i) P (1 - P) / T} (Blanpied et al. 1997, J Neurophysiol 77:309; Mealing et al. 1999, J
 * Pharmacol Exp Ther 288:204): {@code dB_i/dt = P k_i (x_i (1 - sum B) - B_i) - (1 - trapping_i) P (1 - P) B_i / T}. A
 * fully trapped blocker (MK-801) reaches x/(1 + x) at any P, but comes and goes only as fast as channels open; a
 * partly trapped one (memantine) blocks less where activations are rare and brief. The half-blocking concentration
 * holds for 1 mmol/L magnesium at -66 mV and moves with the potential by the depth of the site in the membrane field
 * (Woodhull 1973, J Gen Physiol 61:687) and by the magnesium it competes with (Jahr and Stevens 1990, J Neurosci
 * 10:1830; Kotermanski and Johnson 2009, J Neurosci 29:2774). While concentrations, P and V are constant the equations
 * are linear and solved exactly.
 */
public final class NmdaBlock {
    /** Potential at which half-blocking concentrations are stated, mV. */
    public static final double REFERENCE_mV = -66.0;

    /** Thermal voltage RT/F at 37 degrees Celsius, mV. */
    private static final double THERMAL_mV = 26.73;

    /** Duration of one activation T: between GluN2A and GluN2B channels (Traynelis et al. 2010), 0.2 s in min. */
    private static final double ACTIVATION_min = 0.2 / 60.0;

    private static final double MAGNESIUM_HALF_mM = 3.57;
    private static final double MAGNESIUM_SLOPE_PER_mV = 0.062;

    private final List<Blocker> blockers;
    private final double[] blocked;
    private final double[] known_nM;
    private double knownAt_mV = Double.NaN;

    /**
     * One blocker of the channel.
     *
     * @param ic50_nM concentration that blocks half of the open channels in 1 mmol/L magnesium at -66 mV, nmol/L
     * @param depth share of the membrane field that the site lies in, without unit
     * @param magnesiumShare how far it competes with magnesium for the site, 0 (not at all) to 1 (fully)
     * @param off_per_min rate at which it leaves an open channel, 1/min
     * @param trapping share of the blocked channels that keep it when an activation ends, 0 to 1
     */
    public record Blocker(
            double ic50_nM, double depth, double magnesiumShare, double off_per_min, double trapping) {
        /** Refuses values outside their meaning. */
        public Blocker {
            if (!(ic50_nM > 0.0) || !(depth >= 0.0) || !(magnesiumShare >= 0.0) || magnesiumShare > 1.0
                    || !(off_per_min > 0.0) || !(trapping >= 0.0) || trapping > 1.0) {
                throw new IllegalArgumentException("impossible NMDA blocker: ic50 " + ic50_nM + " nmol/L, depth "
                        + depth
                        + ", magnesium share " + magnesiumShare + ", off rate " + off_per_min + "/min, trapping "
                        + trapping);
            }
        }

        /** Half-blocking concentration at a potential in 1 mmol/L magnesium, nmol/L. */
        public double ic50_nM(double potential_mV) {
            double field = StrictMath.exp(depth * (potential_mV - REFERENCE_mV) / THERMAL_mV);
            double magnesium = competition(potential_mV) / competition(REFERENCE_mV);
            return ic50_nM * field * magnesium;
        }

        private double competition(double potential_mV) {
            return 1.0 + magnesiumShare * StrictMath.exp(-MAGNESIUM_SLOPE_PER_mV * potential_mV) / MAGNESIUM_HALF_mM;
        }
    }

    /** An unblocked channel population exposed to the given blockers. */
    public NmdaBlock(List<Blocker> blockers) {
        this.blockers = List.copyOf(blockers);
        this.blocked = new double[blockers.size()];
        this.known_nM = new double[blockers.size()];
    }

    /** Fraction of the open channels left free at equilibrium with these free concentrations (nmol/L), in [0, 1]. */
    public static double unblockedAtEquilibrium(List<Blocker> blockers, double[] free_nM, double potential_mV) {
        double sum = 1.0;
        for (int i = 0; i < free_nM.length; i++) {
            sum += Math.max(0.0, free_nM[i]) / blockers.get(i).ic50_nM(potential_mV);
        }
        return 1.0 / sum;
    }

    /**
     * Holds everything constant for a time.
     *
     * @param time_min how long, min
     * @param free_nM free concentration of each blocker, nmol/L
     * @param open fraction of time a channel is active, 0 to 1
     * @param potential_mV potential of the membrane
     */
    public void advance(double time_min, double[] free_nM, double open, double potential_mV) {
        int n = blocked.length;
        if (n == 0 || time_min == 0.0) {
            return;
        }
        if (n == 1) {
            advanceOne(time_min, free_nM[0], open, potential_mV);
            return;
        }
        double[] on = new double[n];
        double[] off = new double[n];
        for (int i = 0; i < n; i++) {
            Blocker b = blockers.get(i);
            on[i] = open * b.off_per_min() * Math.max(0.0, free_nM[i]) / ic50_nM(i, potential_mV);
            off[i] = off_per_min(b, open);
        }
        SharedPool.advance(blocked, on, off, time_min);
        for (int i = 0; i < n; i++) {
            blocked[i] = Math.max(0.0, blocked[i]);
        }
    }

    /** Half-blocking concentrations stay as long as the potential does. */
    private double ic50_nM(int blocker, double potential_mV) {
        if (potential_mV != knownAt_mV) {
            for (int i = 0; i < known_nM.length; i++) {
                known_nM[i] = blockers.get(i).ic50_nM(potential_mV);
            }
            knownAt_mV = potential_mV;
        }
        return known_nM[blocker];
    }

    private static double off_per_min(Blocker b, double open) {
        return open * (b.off_per_min() + (1.0 - b.trapping()) * (1.0 - open) / ACTIVATION_min);
    }

    /** The same for a single blocker, whose equation needs no matrix. */
    private void advanceOne(double time_min, double free_nM, double open, double potential_mV) {
        Blocker b = blockers.get(0);
        double on = open * b.off_per_min() * Math.max(0.0, free_nM) / ic50_nM(0, potential_mV);
        double off = off_per_min(b, open);
        if (on + off > 0.0) {
            double goal = on / (on + off);
            blocked[0] = goal + (blocked[0] - goal) * StrictMath.exp(-(on + off) * time_min);
        }
    }

    /** Fraction of channels that are not blocked now, in [0, 1]. */
    public double unblocked() {
        double open = 1.0;
        for (double part : blocked) {
            open -= part;
        }
        return Math.min(1.0, Math.max(0.0, open));
    }
}
