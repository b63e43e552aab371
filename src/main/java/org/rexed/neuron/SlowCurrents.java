package org.rexed.neuron;

import java.util.Arrays;
import org.rexed.numeric.Exponential;

/**
 * The currents of all cells that change over tens of milliseconds or slower: peptides, noradrenaline, calcium through
 * NMDA channels and the cation current it opens, transient potassium. Advanced once a millisecond and handed to the
 * membranes as one base conductance and its current at 0 mV.
 */
final class SlowCurrents {
    private static final double STEP_ms = 1;
    private static final double FLOOR_nS = 1e-18;
    private final SynapticKinetics kinetics;
    private final IntrinsicCurrents intrinsic;
    private final int first;
    private final int end;
    private final Course nk1;
    private final Course cgrp;
    private final Course noradrenaline;
    private final double[] leak_nS;
    private final double[] leakCurrent_pA;
    private final double[] restLeak_nS;
    private final double[] rest_mV;
    private final double[] calcium_fC;
    private final double[] cation_nS;
    private final double[] cationGain;
    private final double[] cationLimit_nS;
    private final double[] transient_nS;
    private final double[] available;
    private final double cationDecay;
    private final double availableStep;

    /** A synaptic conductance that rises and decays, in all cells. */
    private static final class Course {
        final double[] rising_nS;
        final double[] g_nS;
        final double rise;
        final double decay;
        final double transfer;

        Course(RiseAndDecay times, int neurons) {
            rising_nS = new double[neurons];
            g_nS = new double[neurons];
            rise = times.riseFactor(STEP_ms);
            decay = times.decayFactor(STEP_ms);
            transfer = times.transfer(STEP_ms);
        }

        void clear() {
            Arrays.fill(rising_nS, FLOOR_nS);
            Arrays.fill(g_nS, FLOOR_nS);
        }

        void advance(int from, int to) {
            for (int i = from; i < to; i++) {
                g_nS[i] = g_nS[i] * decay + rising_nS[i] * transfer;
                rising_nS[i] = rising_nS[i] * rise + FLOOR_nS;
            }
        }
    }

    SlowCurrents(SynapticKinetics kinetics, IntrinsicCurrents intrinsic, Neurons.Cells cells) {
        this.kinetics = kinetics;
        this.intrinsic = intrinsic;
        first = cells.first();
        end = cells.membrane().length;
        nk1 = new Course(kinetics.nk1(), end);
        cgrp = new Course(kinetics.cgrp(), end);
        noradrenaline = new Course(kinetics.noradrenaline(), end);
        leak_nS = new double[end];
        leakCurrent_pA = new double[end];
        restLeak_nS = new double[end];
        rest_mV = new double[end];
        calcium_fC = new double[end];
        cation_nS = new double[end];
        cationGain = new double[end];
        cationLimit_nS = new double[end];
        transient_nS = new double[end];
        available = new double[end];
        cationDecay = Exponential.exp(-STEP_ms / intrinsic.cationDecay_ms());
        availableStep = 1 - Exponential.exp(-STEP_ms / intrinsic.inactivation_ms());
        for (int i = first; i < end; i++) {
            Membrane m = cells.membrane()[i];
            restLeak_nS[i] = m.leak_nS();
            rest_mV[i] = m.rest_mV();
            cationGain[i] = m.cationGain_nS_per_fC();
            cationLimit_nS[i] = Math.max(m.cationLimit_nS(), FLOOR_nS);
            transient_nS[i] = cells.pattern()[i].transientPotassium_nS();
        }
    }

    /** No slow current flows; leak, added leak and peptide tone as modulated. */
    void settle(ModulationPorts ports) {
        nk1.clear();
        cgrp.clear();
        noradrenaline.clear();
        Arrays.fill(calcium_fC, 0);
        Arrays.fill(cation_nS, 0);
        Arrays.fill(available, 1);
        for (int i = first; i < end; i++) {
            leak_nS[i] = restLeak_nS[i] + ports.addedLeak_nS[i] + ports.peptideTone_nS[i];
            leakCurrent_pA[i] = restLeak_nS[i] * rest_mV[i] + ports.addedLeak_nS[i] * kinetics.potassium_mV();
        }
    }

    double[] input(Channel channel) {
        return switch (channel) {
            case NK1 -> nk1.rising_nS;
            case CGRP -> cgrp.rising_nS;
            case NORADRENALINE -> noradrenaline.rising_nS;
            default -> throw new IllegalArgumentException(channel + " is not slow");
        };
    }

    double[] calcium_fC() {
        return calcium_fC;
    }

    /**
     * Advances by one millisecond.
     *
     * @param v potentials in mV
     * @param nmda NMDA conductances without block in nS
     * @param root 64th root of the exponential of the magnesium block
     * @param base receives the summed conductance in nS
     * @param drive receives its current at 0 mV in pA
     */
    void advance(double[] v, double[] nmda, double[] root, double[] base, double[] drive) {
        nk1.advance(first, end);
        cgrp.advance(first, end);
        noradrenaline.advance(first, end);
        admitCalcium(v, nmda, root);
        inactivate(v);
        sum(v, base, drive);
    }

    private void admitCalcium(double[] v, double[] nmda, double[] root) {
        double magnesium_mM = kinetics.magnesium_mM();
        double share = kinetics.calciumShare() * STEP_ms;
        for (int i = first; i < end; i++) {
            double entered_fC = -share * nmda[i] * Neurons.unblocked(root[i], magnesium_mM) * v[i];
            calcium_fC[i] += entered_fC;
            double opened = cationGain[i] * entered_fC * (1 - cation_nS[i] / cationLimit_nS[i]);
            cation_nS[i] = cation_nS[i] * cationDecay + opened;
        }
    }

    private void inactivate(double[] v) {
        double end_mV = intrinsic.inactivationEnd_mV();
        double width_mV = end_mV - intrinsic.inactivationStart_mV();
        for (int i = first; i < end; i++) {
            double steady = ramp((end_mV - v[i]) / width_mV);
            available[i] += (steady - available[i]) * availableStep;
        }
    }

    private void sum(double[] v, double[] base, double[] drive) {
        double start_mV = intrinsic.activationStart_mV();
        double width_mV = intrinsic.activationEnd_mV() - start_mV;
        double potassium_mV = kinetics.potassium_mV();
        double cation_mV = intrinsic.cation_mV();
        for (int i = first; i < end; i++) {
            double active = transient_nS[i] * available[i] * ramp((v[i] - start_mV) / width_mV);
            double potassium = noradrenaline.g_nS[i] + active;
            base[i] = leak_nS[i] + nk1.g_nS[i] + cgrp.g_nS[i] + cation_nS[i] + potassium;
            drive[i] = leakCurrent_pA[i] + potassium * potassium_mV + cation_nS[i] * cation_mV;
        }
    }

    private static double ramp(double x) {
        return Math.max(0, Math.min(1, x));
    }
}
