package org.rexed.receptor;

import java.util.List;

/**
 * Block of the NMDA receptor channel by drugs such as ketamine and MK-801, including a slowly leaving trapped part.
 *
 * <p>Blockers compete for one site in the channel: with x_i = (C_i / IC50_i)^h_i, blocker i holds
 * E_i = x_i / (1 + sum_j x_j) at equilibrium. A fraction phi_i of that block is trapped when the channel shuts and
 * follows by mass action: with k_i = ln2 / half-life of release, dT_i/dt = k_i (1 + sum_j x_j) (phi_i E_i - T_i), so it
 * comes faster at high concentrations than it leaves. The block is sum_i ((1 - phi_i) E_i + T_i), which equals sum E_i
 * at steady state and can never exceed 1. Concentrations are held constant during a step, and the trapped part is then
 * advanced exactly.
 */
public final class NmdaBlock {
    private static final double LN2 = 0.6931471805599453;

    private final List<Blocker> blockers;
    private final double[] trapped;
    private double[] equilibrium;

    /**
     * One blocker of the channel.
     *
     * @param ic50_nM concentration that blocks half the current in physiological magnesium near rest, nmol/L
     * @param hill slope of the concentration-block curve, without unit
     * @param trappingFraction part of the block that stays while the channel is shut, in [0, 1]
     * @param releaseHalfLife_min half-life of the trapped part, min; zero means that it follows at once
     */
    public record Blocker(double ic50_nM, double hill, double trappingFraction, double releaseHalfLife_min) {
        /** Refuses values outside their meaning. */
        public Blocker {
            if (!(ic50_nM > 0.0) || !(hill > 0.0) || !(trappingFraction >= 0.0) || trappingFraction > 1.0
                    || !(releaseHalfLife_min >= 0.0)) {
                throw new IllegalArgumentException("impossible NMDA blocker: ic50 " + ic50_nM + " nmol/L, hill " + hill
                        + ", trapping fraction " + trappingFraction + ", half-life " + releaseHalfLife_min + " min");
            }
        }
    }

    /** An unblocked channel population exposed to the given blockers. */
    public NmdaBlock(List<Blocker> blockers) {
        this.blockers = List.copyOf(blockers);
        this.trapped = new double[blockers.size()];
        this.equilibrium = new double[blockers.size()];
    }

    /** Fraction of the channels each blocker would hold at equilibrium; free concentrations in nmol/L. */
    public static double[] equilibrium(List<Blocker> blockers, double[] free_nM) {
        double[] held = new double[blockers.size()];
        double sum = 1.0;
        for (int i = 0; i < held.length; i++) {
            Blocker b = blockers.get(i);
            double ratio = Math.max(0.0, free_nM[i]) / b.ic50_nM();
            held[i] = b.hill() == 1.0 ? ratio : StrictMath.pow(ratio, b.hill());
            sum += held[i];
        }
        for (int i = 0; i < held.length; i++) {
            held[i] /= sum;
        }
        return held;
    }

    /** Fraction of channels left open to conduct at equilibrium with these free concentrations, in [0, 1]. */
    public static double unblockedAtEquilibrium(List<Blocker> blockers, double[] free_nM) {
        double open = 1.0;
        for (double held : equilibrium(blockers, free_nM)) {
            open -= held;
        }
        return Math.max(0.0, open);
    }

    /** Holds the free concentrations (nmol/L, one per blocker) constant for a time in minutes. */
    public void advance(double time_min, double[] free_nM) {
        equilibrium = equilibrium(blockers, free_nM);
        double speed = 1.0 / unblockedAtEquilibrium(blockers, free_nM);
        for (int i = 0; i < trapped.length; i++) {
            Blocker b = blockers.get(i);
            double goal = b.trappingFraction() * equilibrium[i];
            double left = b.releaseHalfLife_min() == 0.0 ? 0.0
                    : StrictMath.exp(-LN2 * time_min * speed / b.releaseHalfLife_min());
            trapped[i] = goal + (trapped[i] - goal) * left;
        }
    }

    /** Fraction of channels that are not blocked now, in [0, 1]. */
    public double unblocked() {
        double open = 1.0;
        for (int i = 0; i < trapped.length; i++) {
            open -= (1.0 - blockers.get(i).trappingFraction()) * equilibrium[i] + trapped[i];
        }
        return Math.min(1.0, Math.max(0.0, open));
    }
}
