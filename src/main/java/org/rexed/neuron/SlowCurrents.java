package org.rexed.neuron;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.rexed.numeric.Exponential;

/**
 * The currents of all cells that change over tens of milliseconds or slower: peptides, noradrenaline, calcium through
 * NMDA channels and the cation current it opens, transient potassium. Advanced once a millisecond and handed to the
 * membranes as one base conductance and its current at 0 mV. What all cells have is written as short loops over whole
 * columns, which the compiler vectorises.
 */
final class SlowCurrents {
    private static final double STEP_ms = 1;
    private static final float FLOOR_nS = 1e-18f;
    private static final int SUMMED_ms = 100;
    private static final int COLUMNS = 13;
    private final SynapticKinetics kinetics;
    private final IntrinsicCurrents intrinsic;
    private final int first;
    private final int end;
    private final Course nk1;
    private final Course cgrp;
    private final Course noradrenaline;
    private final float[] leak_nS;
    private final float[] leakCurrent_pA;
    /** Calcium that entered in the millisecond, and since the sum was last brought up to date. */
    private final float[] entered_fC;
    private final float[] recent_fC;
    private final double[] calcium_fC;
    private int milliseconds;
    private final Membrane[] membranes;
    private final int[] cationCells;
    private final double[] cation_nS;
    private final double cationDecay;
    private final float[] transient_nS;
    private final float[] available;
    private final float[] open_nS;
    private final float availableStep;
    private final float[] block;

    /** A synaptic conductance that rises and decays, in all cells. */
    private static final class Course {
        final float[] rising_nS;
        final float[] g_nS;
        final float riseLoss;
        final float decayLoss;
        final float transfer;

        Course(RiseAndDecay times, Columns columns) {
            rising_nS = columns.next();
            g_nS = columns.next();
            riseLoss = (float) times.riseLoss(STEP_ms);
            decayLoss = (float) times.decayLoss(STEP_ms);
            transfer = (float) times.transfer(STEP_ms);
        }

        void clear() {
            Arrays.fill(rising_nS, FLOOR_nS);
            Arrays.fill(g_nS, FLOOR_nS);
        }

        void advance(int from, int to) {
            float[] g = g_nS;
            float[] rising = rising_nS;
            float lost = decayLoss;
            float passed = riseLoss;
            float share = transfer;
            for (int i = from; i < to; i++) {
                float conductance = g[i];
                float r = rising[i];
                g[i] = conductance - conductance * lost + r * share;
                rising[i] = r - r * passed + FLOOR_nS;
            }
        }
    }

    SlowCurrents(SynapticKinetics kinetics, IntrinsicCurrents intrinsic, Neurons.Cells cells) {
        this.kinetics = kinetics;
        this.intrinsic = intrinsic;
        membranes = cells.membrane();
        first = cells.first();
        end = membranes.length;
        Columns columns = new Columns(COLUMNS, end);
        nk1 = new Course(kinetics.nk1(), columns);
        cgrp = new Course(kinetics.cgrp(), columns);
        noradrenaline = new Course(kinetics.noradrenaline(), columns);
        leak_nS = columns.next();
        leakCurrent_pA = columns.next();
        entered_fC = columns.next();
        recent_fC = columns.next();
        transient_nS = columns.next();
        available = columns.next();
        open_nS = columns.next();
        calcium_fC = new double[end];
        block = MagnesiumBlock.coefficients(kinetics.magnesium_mM());
        cationCells = IntStream.range(first, end)
                .filter(i -> membranes[i].cationGain_nS_per_fC() > 0 && membranes[i].cationLimit_nS() > 0)
                .toArray();
        cation_nS = new double[cationCells.length];
        cationDecay = Exponential.exp(-STEP_ms / intrinsic.cationDecay_ms());
        availableStep = (float) (1 - Exponential.exp(-STEP_ms / intrinsic.inactivation_ms()));
        for (int i = first; i < end; i++) {
            transient_nS[i] = (float) cells.pattern()[i].transientPotassium_nS();
        }
    }

    /** No slow current flows; leak, added leak and peptide tone as modulated. */
    void settle(ModulationPorts ports) {
        nk1.clear();
        cgrp.clear();
        noradrenaline.clear();
        Arrays.fill(calcium_fC, 0);
        Arrays.fill(recent_fC, 0);
        milliseconds = 0;
        Arrays.fill(cation_nS, 0);
        Arrays.fill(available, 1);
        for (int i = first; i < end; i++) {
            Membrane m = membranes[i];
            leak_nS[i] = (float) (m.leak_nS() + ports.addedLeak_nS[i] + ports.peptideTone_nS[i]);
            leakCurrent_pA[i] =
                    (float) (m.leak_nS() * m.rest_mV() + ports.addedLeak_nS[i] * kinetics.potassium_mV());
        }
    }

    float[] input(Channel channel) {
        return switch (channel) {
            case NK1 -> nk1.rising_nS;
            case CGRP -> cgrp.rising_nS;
            case NORADRENALINE -> noradrenaline.rising_nS;
            default -> throw new IllegalArgumentException(channel + " is not slow");
        };
    }

    /** Calcium that has entered each cell since the probe began. */
    double[] calcium_fC() {
        double[] sum = calcium_fC.clone();
        for (int i = first; i < end; i++) {
            sum[i] += recent_fC[i];
        }
        return sum;
    }

    /**
     * Advances by one millisecond.
     *
     * @param v potentials in mV
     * @param nmda NMDA conductances without block in nS
     * @param base receives the summed conductance in nS
     * @param drive receives its current at 0 mV in pA
     */
    void advance(float[] v, float[] nmda, float[] base, float[] drive) {
        nk1.advance(first, end);
        cgrp.advance(first, end);
        noradrenaline.advance(first, end);
        admitCalcium(v, nmda);
        sum(base, drive);
        addCation(base, drive);
        inactivate(v);
        addTransient(v, base, drive);
    }

    private void admitCalcium(float[] v, float[] nmda) {
        float[] entered = entered_fC;
        float c0 = block[0];
        float c1 = block[1];
        float c2 = block[2];
        float c3 = block[3];
        float c4 = block[4];
        float share = (float) (-kinetics.calciumShare() * STEP_ms);
        for (int i = first; i < end; i++) {
            entered[i] = 1.0f + MagnesiumBlock.term(v[i], c0, c1, c2, c3, c4);
        }
        for (int i = first; i < end; i++) {
            entered[i] = share * nmda[i] * v[i] / entered[i];
        }
        float[] recent = recent_fC;
        for (int i = first; i < end; i++) {
            recent[i] += entered[i];
        }
        // Single precision is good for a sum of so many, not for one of a minute.
        if (++milliseconds % SUMMED_ms == 0) {
            for (int i = first; i < end; i++) {
                calcium_fC[i] += recent[i];
                recent[i] = 0;
            }
        }
    }

    private void sum(float[] base, float[] drive) {
        float[] leak = leak_nS;
        float[] current = leakCurrent_pA;
        float[] substanceP = nk1.g_nS;
        float[] peptide = cgrp.g_nS;
        float[] potassium = noradrenaline.g_nS;
        float potassium_mV = (float) kinetics.potassium_mV();
        for (int i = first; i < end; i++) {
            base[i] = leak[i] + substanceP[i] + peptide[i] + potassium[i];
        }
        for (int i = first; i < end; i++) {
            drive[i] = current[i] + potassium[i] * potassium_mV;
        }
    }

    private void addCation(float[] base, float[] drive) {
        for (int c = 0; c < cationCells.length; c++) {
            int i = cationCells[c];
            Membrane m = membranes[i];
            double opened = m.cationGain_nS_per_fC() * entered_fC[i] * (1 - cation_nS[c] / m.cationLimit_nS());
            cation_nS[c] = cation_nS[c] * cationDecay + opened;
            base[i] += (float) cation_nS[c];
            drive[i] += (float) (cation_nS[c] * intrinsic.cation_mV());
        }
    }

    private void inactivate(float[] v) {
        float[] share = available;
        float end_mV = (float) intrinsic.inactivationEnd_mV();
        float per_mV = (float) (1 / (intrinsic.inactivationEnd_mV() - intrinsic.inactivationStart_mV()));
        float step = availableStep;
        for (int i = first; i < end; i++) {
            float steady = Math.max(0.0f, Math.min(1.0f, (end_mV - v[i]) * per_mV));
            share[i] += (steady - share[i]) * step;
        }
    }

    private void addTransient(float[] v, float[] base, float[] drive) {
        float[] open = open_nS;
        float[] largest = transient_nS;
        float[] share = available;
        float start_mV = (float) intrinsic.activationStart_mV();
        float per_mV = (float) (1 / (intrinsic.activationEnd_mV() - intrinsic.activationStart_mV()));
        float potassium_mV = (float) kinetics.potassium_mV();
        for (int i = first; i < end; i++) {
            float active = Math.max(0.0f, Math.min(1.0f, (v[i] - start_mV) * per_mV));
            open[i] = largest[i] * share[i] * active;
        }
        for (int i = first; i < end; i++) {
            base[i] += open[i];
            drive[i] += open[i] * potassium_mV;
        }
    }
}
