package org.rexed.neuron;

import java.util.Arrays;
import org.rexed.numeric.Exponential;

/**
 * All membrane-bearing cells of a circuit as parallel columns, advanced together step by step. Neuron numbers are those
 * of the circuit; afferents come first and have no membrane here, so their entries stay unused.
 *
 * <p>Current balance: {@code C dV/dt = -gL (V-EL) - gK (V-EK) - gE V - gN B(V) V - gI (V-ECl) - gC (V-EC)}, with
 * excitatory conductances (AMPA, 5-HT3, NK1, CGRP, peptide tone) and NMDA reversing at 0 mV, inhibitory ones (GABA-A,
 * glycine) at the chloride reversal, adaptation, transient potassium, alpha-2 and added leak at the potassium reversal,
 * and the calcium-activated cation current at its own. B(V) is the magnesium block of Jahr and Stevens 1990. Over a
 * step the conductances are held, which makes the equation linear; it is advanced by the trapezoidal rule (second
 * order). Currents that change over tens of milliseconds or slower are advanced once a millisecond, by {@link
 * SlowCurrents}, and enter as a base conductance.
 */
public final class Neurons {
    private static final double MAGNESIUM_HALF_mM = 3.57;
    private static final double MAGNESIUM_SLOPE_per_mV = -0.062;
    /** Conductances of silent cells stop here instead of becoming denormal numbers. */
    private static final double FLOOR_nS = 1e-18;
    private static final int COLUMNS = 22;

    // All columns in one block: collectors that move objects then keep them side by side (see Columns).
    private final double[] ampa_nS;
    private final double[] total_nS;
    private final double[] base_nS;
    private final double[] gaba_nS;
    private final double[] glycine_nS;
    private final double[] inhibition_nS;
    private final double[] chloride_mV;
    private final double[] baseCurrent_pA;
    private final double[] current_pA;
    private final double[] adaptation_nS;
    private final double[] adaptationDecay;
    private final double[] potential_mV;
    private final double[] openNmda_nS;
    private final double[] nmda_nS;
    private final double[] nmdaRising_nS;
    private final double[] halfStepOverCapacitance;
    /** The highest potential at which the cell does not fire; without limit while it is refractory or dead. */
    private final double[] gate_mV;
    /** The higher of potential and gate after a step. */
    private final double[] peak_mV;
    private final double[] highestSilent_mV;
    private final double[] threshold_mV;
    private final double[] reset_mV;
    private final double[] adaptationStep_nS;

    private final SynapticKinetics kinetics;
    private final TimeStep timeStep;
    private final SlowCurrents slow;
    private final Membrane[] membranes;
    private final double[][] receptive;
    private final double ampaDecay;
    private final double gabaDecay;
    private final double glycineDecay;
    private final double nmdaDecay;
    private final double nmdaRise;
    private final double nmdaTransfer;
    private final int first;
    private final int end;
    private final int[] refractorySteps;
    private final int[] refractoryLeft;
    private final int[] refractory;
    private int refractoryCount;
    private final boolean[] alive;

    /**
     * Properties of the cells; each array has one entry for each neuron, unused for those without a membrane.
     *
     * @param membrane membrane of each neuron
     * @param pattern firing pattern of each neuron
     * @param thresholdOffset_mV individual deviation of each neuron's threshold
     * @param first number of the first neuron with a membrane
     */
    public record Cells(Membrane[] membrane, FiringPattern[] pattern, double[] thresholdOffset_mV, int first) {}

    /**
     * Cells of a circuit.
     *
     * @param kinetics time courses and reversal potentials of the synaptic channels
     * @param intrinsic kinetics of the intrinsic currents
     * @param cells properties of the cells
     * @param timeStep length of a step
     */
    public Neurons(SynapticKinetics kinetics, IntrinsicCurrents intrinsic, Cells cells, TimeStep timeStep) {
        this.kinetics = kinetics;
        this.timeStep = timeStep;
        membranes = cells.membrane();
        first = cells.first();
        end = membranes.length;
        int n = end;
        double step_ms = timeStep.step_ms();
        ampaDecay = Exponential.exp(-step_ms / kinetics.ampaDecay_ms());
        gabaDecay = Exponential.exp(-step_ms / kinetics.gabaDecay_ms());
        glycineDecay = Exponential.exp(-step_ms / kinetics.glycineDecay_ms());
        nmdaDecay = kinetics.nmda().decayFactor(step_ms);
        nmdaRise = kinetics.nmda().riseFactor(step_ms);
        nmdaTransfer = kinetics.nmda().transfer(step_ms);
        Columns columns = new Columns(COLUMNS, n);
        ampa_nS = columns.next();
        total_nS = columns.next();
        base_nS = columns.next();
        gaba_nS = columns.next();
        glycine_nS = columns.next();
        inhibition_nS = columns.next();
        chloride_mV = columns.next();
        baseCurrent_pA = columns.next();
        current_pA = columns.next();
        adaptation_nS = columns.next();
        adaptationDecay = columns.next();
        potential_mV = columns.next();
        openNmda_nS = columns.next();
        nmda_nS = columns.next();
        nmdaRising_nS = columns.next();
        halfStepOverCapacitance = columns.next();
        gate_mV = columns.next();
        peak_mV = columns.next();
        highestSilent_mV = columns.next();
        threshold_mV = columns.next();
        reset_mV = columns.next();
        adaptationStep_nS = columns.next();
        receptive = new double[Channel.COUNT][n];
        refractorySteps = new int[n];
        refractoryLeft = new int[n];
        refractory = new int[n];
        alive = new boolean[n];
        Arrays.fill(alive, true);
        for (int i = first; i < n; i++) {
            Membrane m = membranes[i];
            FiringPattern pattern = cells.pattern()[i];
            halfStepOverCapacitance[i] = 0.5 * step_ms / m.capacitance_pF();
            threshold_mV[i] = m.threshold_mV() + cells.thresholdOffset_mV()[i];
            reset_mV[i] = m.reset_mV();
            adaptationStep_nS[i] = pattern.adaptation_nS();
            adaptationDecay[i] = Exponential.exp(-step_ms / pattern.adaptation_ms());
            refractorySteps[i] = timeStep.steps(m.refractory_ms());
        }
        slow = new SlowCurrents(kinetics, intrinsic, cells);
    }

    /**
     * Clears every conductance, takes over the present modulation and puts every cell between its reset and resting
     * potential, so that cells do not begin in step.
     *
     * @param ports modulation; later changes have no effect on this probe
     * @param start where each cell begins, 0 (reset) to 1 (rest, or threshold if that is lower)
     */
    public void settle(ModulationPorts ports, double[] start) {
        for (double[] column : new double[][] {ampa_nS, nmda_nS, nmdaRising_nS, gaba_nS, glycine_nS}) {
            Arrays.fill(column, FLOOR_nS);
        }
        Arrays.fill(adaptation_nS, 0);
        refractoryCount = 0;
        for (Channel channel : Channel.VALUES) {
            for (int i = 0; i < end; i++) {
                receptive[channel.ordinal()][i] = ports.receptive(channel, i);
            }
        }
        slow.settle(ports);
        for (int i = first; i < end; i++) {
            Membrane m = membranes[i];
            potential_mV[i] = m.reset_mV() + start[i] * (m.highestStart_mV() - m.reset_mV());
            chloride_mV[i] = kinetics.chloride_mV() + ports.chlorideShift_mV[i];
            double threshold = alive[i] ? threshold_mV[i] + ports.thresholdShift_mV[i] : Double.POSITIVE_INFINITY;
            highestSilent_mV[i] = Math.nextDown(threshold);
            gate_mV[i] = highestSilent_mV[i];
            peak_mV[i] = gate_mV[i];
        }
    }

    /** Marks a cell as dead: it never fires again. Takes effect when a probe settles. */
    public void kill(int neuron) {
        alive[neuron] = false;
    }

    /** Threshold of a cell without modulation, in mV. */
    public double threshold_mV(int neuron) {
        return threshold_mV[neuron];
    }

    /** Whether the cell lives. */
    public boolean alive(int neuron) {
        return alive[neuron];
    }

    /** Length of a step. */
    public TimeStep timeStep() {
        return timeStep;
    }

    /** The column a synapse of this channel adds to, in nS; null for presynaptic inhibition, which acts elsewhere. */
    public double[] input(Channel channel) {
        return switch (channel) {
            case AMPA, SEROTONIN -> ampa_nS;
            case NMDA -> nmdaRising_nS;
            case GABA -> gaba_nS;
            case GLYCINE -> glycine_nS;
            case NK1, CGRP, NORADRENALINE -> slow.input(channel);
            case PRESYNAPTIC_INHIBITION -> null;
        };
    }

    /** Share of each neuron's receptors that a release of this channel's transmitter can activate in this probe. */
    public double[] receptive(Channel channel) {
        return receptive[channel.ordinal()];
    }

    /** Membrane potential column in mV, by neuron number; longer than there are neurons. */
    public double[] potential() {
        return potential_mV;
    }

    /** Calcium that entered through NMDA channels since the probe began, in fC, by neuron number. */
    public double[] calcium() {
        return slow.calcium_fC();
    }

    /**
     * Advances conductances and potentials of all cells by one step; spikes are found by {@link #threshold}. Written as
     * several short loops over whole columns because the compiler vectorises only those.
     *
     * @param step number of the step; the slow currents move at the first of each millisecond
     */
    public void integrate(int step) {
        if (step % timeStep.perMillisecond() == 0) {
            block(openNmda_nS);
            slow.advance(potential_mV, nmda_nS, openNmda_nS, base_nS, baseCurrent_pA);
        }
        decayExcitation();
        decayInhibition();
        block(openNmda_nS);
        unblockNmda();
        addAdaptation();
        movePotentials();
    }

    /** Writes the 64th root of the exponential of the magnesium block. */
    private void block(double[] root) {
        Exponential.roots(MAGNESIUM_SLOPE_per_mV, potential_mV, root, first, end);
    }

    /** Share of NMDA channels free of magnesium, from the root that {@link #block} has written. */
    static double unblocked(double root, double magnesium_mM) {
        return 1.0 / (1.0 + magnesium_mM / MAGNESIUM_HALF_mM * Exponential.raise(root));
    }

    private void decayExcitation() {
        double[] ampa = ampa_nS;
        double[] base = base_nS;
        double[] sum = total_nS;
        double[] nmda = nmda_nS;
        double[] rising = nmdaRising_nS;
        double fast = ampaDecay;
        double decay = nmdaDecay;
        double rise = nmdaRise;
        double transfer = nmdaTransfer;
        for (int i = first; i < end; i++) {
            double g = ampa[i] * fast + FLOOR_nS;
            ampa[i] = g;
            sum[i] = base[i] + g;
        }
        for (int i = first; i < end; i++) {
            nmda[i] = nmda[i] * decay + rising[i] * transfer;
            rising[i] = rising[i] * rise + FLOOR_nS;
        }
    }

    private void decayInhibition() {
        double[] gaba = gaba_nS;
        double[] glycine = glycine_nS;
        double[] inhibition = inhibition_nS;
        double[] reversal = chloride_mV;
        double[] base = baseCurrent_pA;
        double[] sum = current_pA;
        double slowDecay = gabaDecay;
        double fastDecay = glycineDecay;
        for (int i = first; i < end; i++) {
            double slowly = gaba[i] * slowDecay + FLOOR_nS;
            double fast = glycine[i] * fastDecay + FLOOR_nS;
            gaba[i] = slowly;
            glycine[i] = fast;
            double both = slowly + fast;
            inhibition[i] = both;
            sum[i] = base[i] + both * reversal[i];
        }
    }

    /** On entry {@code openNmda_nS} holds the roots of exp(-0.062 V), on exit the unblocked NMDA conductance. */
    private void unblockNmda() {
        double[] nmda = nmda_nS;
        double[] open = openNmda_nS;
        double block = kinetics.magnesium_mM() / MAGNESIUM_HALF_mM;
        for (int i = first; i < end; i++) {
            open[i] = nmda[i] / (1.0 + block * Exponential.raise(open[i]));
        }
    }

    private void addAdaptation() {
        double[] adaptation = adaptation_nS;
        double[] decay = adaptationDecay;
        double[] inhibition = inhibition_nS;
        double[] open = openNmda_nS;
        double[] sum = total_nS;
        double[] drive = current_pA;
        double reversal_mV = kinetics.potassium_mV();
        for (int i = first; i < end; i++) {
            double potassium = adaptation[i] * decay[i];
            adaptation[i] = potassium;
            sum[i] = sum[i] + open[i] + inhibition[i] + potassium;
            drive[i] = drive[i] + potassium * reversal_mV;
        }
    }

    private void movePotentials() {
        double[] v = potential_mV;
        double[] conductance = total_nS;
        double[] drive = current_pA;
        double[] half = halfStepOverCapacitance;
        double[] barred = gate_mV;
        double[] over = peak_mV;
        for (int i = first; i < end; i++) {
            double a = conductance[i] * half[i];
            double b = 2.0 * drive[i] * half[i];
            double moved = (v[i] * (1.0 - a) + b) / (1.0 + a);
            v[i] = moved;
            over[i] = Math.max(moved, barred[i]);
        }
    }

    /**
     * Finds the cells above threshold, resets them and writes their numbers into {@code fired} in rising order.
     *
     * @return how many fired
     * @throws ArithmeticException if a potential is not a number
     */
    public int threshold(int[] fired) {
        holdRefractory();
        int count = 0;
        int i = first;
        // Where peak and gate differ, a cell is above its gate, not a number, or has just left its refractory time.
        for (int off = differs(i); off >= 0; off = differs(i)) {
            i += off;
            if (!(potential_mV[i] <= gate_mV[i])) {
                fire(i);
                fired[count++] = i;
            }
            i++;
        }
        return count;
    }

    private int differs(int from) {
        return Arrays.mismatch(peak_mV, from, end, gate_mV, from, end);
    }

    private void fire(int neuron) {
        if (Double.isNaN(potential_mV[neuron])) {
            throw new ArithmeticException("Membrane potential of neuron " + neuron + " is not a number");
        }
        potential_mV[neuron] = reset_mV[neuron];
        adaptation_nS[neuron] += adaptationStep_nS[neuron];
        if (refractorySteps[neuron] > 0) {
            refractoryLeft[neuron] = refractorySteps[neuron];
            gate_mV[neuron] = Double.MAX_VALUE;
            refractory[refractoryCount++] = neuron;
        }
    }

    /** Keeps the few cells that have just fired at reset, so that the loops over all cells need no branch for them. */
    private void holdRefractory() {
        int kept = 0;
        for (int r = 0; r < refractoryCount; r++) {
            int i = refractory[r];
            if (refractoryLeft[i] == 0) {
                gate_mV[i] = highestSilent_mV[i];
            } else {
                refractoryLeft[i]--;
                potential_mV[i] = reset_mV[i];
                refractory[kept++] = i;
            }
        }
        refractoryCount = kept;
    }
}
