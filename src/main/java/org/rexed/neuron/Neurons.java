package org.rexed.neuron;

import java.util.Arrays;
import java.util.List;
import org.rexed.numeric.Exponential;

/**
 * All membrane-bearing cells of a circuit as parallel columns of single precision, advanced together step by step. Neuron numbers are those
 * of the circuit; afferents come first and have no membrane here, so their entries stay unused.
 *
 * <p>Current balance: {@code C dV/dt = -gL (V-EL) - gK (V-EK) - gE V - gN B(V) V - gI (V-ECl) - gC (V-EC)}, with
 * excitatory conductances (AMPA, 5-HT3, NK1, CGRP, peptide tone) and NMDA reversing at 0 mV, inhibitory ones (GABA-A,
 * glycine) at the chloride reversal, adaptation, transient potassium, alpha-2 and added leak at the potassium reversal,
 * and the calcium-activated cation current at its own. B(V) is the magnesium block of Jahr and Stevens 1990. Over a
 * step the conductances are held, which makes the equation linear; it is advanced by the trapezoidal rule (second
 * order) and written as a change of potential, which keeps single precision accurate to 1e-4 mV. Currents that change over tens of milliseconds or slower are advanced once a millisecond, by {@link
 * SlowCurrents}, and enter as a base conductance.
 */
public final class Neurons {
    static final double MAGNESIUM_HALF_mM = 3.57;
    static final double MAGNESIUM_SLOPE_per_mV = -0.062;
    /** Conductances of silent cells stop here instead of becoming denormal numbers. */
    private static final float FLOOR_nS = 1e-18f;
    private static final int COLUMNS = 21;

    // All columns in one block: collectors that move objects then keep them side by side (see Columns).
    private final float[] ampa_nS;
    private final float[] total_nS;
    private final float[] base_nS;
    private final float[] gaba_nS;
    private final float[] glycine_nS;
    private final float[] inhibition_nS;
    private final float[] chloride_mV;
    private final float[] baseCurrent_pA;
    private final float[] current_pA;
    private final float[] adaptation_nS;
    private final float[] adaptationDecay;
    private final float[] potential_mV;
    /** One plus the magnesium term: the reciprocal of the share of NMDA channels that conduct. */
    private final float[] magnesium;
    private final float[] nmda_nS;
    private final float[] nmdaRising_nS;
    private final float[] halfStepOverCapacitance;
    /** The highest potential at which the cell does not fire; without limit while it is refractory or dead. */
    private final float[] gate_mV;
    /** The higher of potential and gate after a step. */
    private final float[] peak_mV;
    private final float[] highestSilent_mV;
    private final double[] threshold_mV;
    private final float[] reset_mV;
    private final float[] adaptationStep_nS;

    private final SynapticKinetics kinetics;
    private final TimeStep timeStep;
    private final SlowCurrents slow;
    private final Membrane[] membranes;
    private final float[][] receptive;
    private final float ampaDecay;
    private final float gabaDecay;
    private final float glycineDecay;
    private final float nmdaDecay;
    private final float nmdaRise;
    private final float nmdaTransfer;
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
        ampaDecay = (float) Exponential.exp(-step_ms / kinetics.ampaDecay_ms());
        gabaDecay = (float) Exponential.exp(-step_ms / kinetics.gabaDecay_ms());
        glycineDecay = (float) Exponential.exp(-step_ms / kinetics.glycineDecay_ms());
        nmdaDecay = (float) kinetics.nmda().decayFactor(step_ms);
        nmdaRise = (float) kinetics.nmda().riseFactor(step_ms);
        nmdaTransfer = (float) kinetics.nmda().transfer(step_ms);
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
        magnesium = columns.next();
        nmda_nS = columns.next();
        nmdaRising_nS = columns.next();
        halfStepOverCapacitance = columns.next();
        gate_mV = columns.next();
        peak_mV = columns.next();
        highestSilent_mV = columns.next();
        threshold_mV = new double[n];
        reset_mV = columns.next();
        adaptationStep_nS = columns.next();
        receptive = new float[Channel.COUNT][n];
        refractorySteps = new int[n];
        refractoryLeft = new int[n];
        refractory = new int[n];
        alive = new boolean[n];
        Arrays.fill(alive, true);
        for (int i = first; i < n; i++) {
            Membrane m = membranes[i];
            FiringPattern pattern = cells.pattern()[i];
            halfStepOverCapacitance[i] = (float) (0.5 * step_ms / m.capacitance_pF());
            threshold_mV[i] = m.threshold_mV() + cells.thresholdOffset_mV()[i];
            reset_mV[i] = (float) m.reset_mV();
            adaptationStep_nS[i] = (float) pattern.adaptation_nS();
            adaptationDecay[i] = (float) Exponential.exp(-step_ms / pattern.adaptation_ms());
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
        for (float[] column : List.of(ampa_nS, nmda_nS, nmdaRising_nS, gaba_nS, glycine_nS, adaptation_nS)) {
            Arrays.fill(column, FLOOR_nS);
        }
        refractoryCount = 0;
        for (Channel channel : Channel.VALUES) {
            for (int i = 0; i < end; i++) {
                receptive[channel.ordinal()][i] = (float) (ports.receptive(channel, i) * halfStep(channel));
            }
        }
        slow.settle(ports);
        for (int i = first; i < end; i++) {
            Membrane m = membranes[i];
            potential_mV[i] = (float) (m.reset_mV() + start[i] * (m.highestStart_mV() - m.reset_mV()));
            chloride_mV[i] = (float) (kinetics.chloride_mV() + ports.chlorideShift_mV[i]);
            double threshold = alive[i] ? threshold_mV[i] + ports.thresholdShift_mV[i] : Double.POSITIVE_INFINITY;
            if (alive[i] && !Double.isFinite(threshold)) {
                throw new ArithmeticException("Spike threshold of neuron " + i + " is not a number");
            }
            highestSilent_mV[i] = Math.nextDown((float) threshold);
            gate_mV[i] = highestSilent_mV[i];
            peak_mV[i] = gate_mV[i];
        }
    }

    /** Conductances that jump count from the middle of the step in which they open. */
    private double halfStep(Channel channel) {
        double decay_ms = switch (channel) {
            case AMPA, SEROTONIN -> kinetics.ampaDecay_ms();
            case GABA -> kinetics.gabaDecay_ms();
            case GLYCINE -> kinetics.glycineDecay_ms();
            default -> Double.POSITIVE_INFINITY;
        };
        return Exponential.exp(0.5 * timeStep.step_ms() / decay_ms);
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
    public float[] input(Channel channel) {
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
    public float[] receptive(Channel channel) {
        return receptive[channel.ordinal()];
    }

    /** Membrane potential column in mV, by neuron number; longer than there are neurons. */
    public float[] potential() {
        return potential_mV;
    }

    /** A copy of the calcium that entered through NMDA channels since the probe began, in fC, by neuron number. */
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
            slow.advance(potential_mV, nmda_nS, base_nS, baseCurrent_pA);
        }
        decaySynapses();
        decayNmda();
        decayAdaptation();
        blockNmda();
        balance();
        addNmda();
        movePotentials();
    }

    private void decaySynapses() {
        float[] ampa = ampa_nS;
        float[] gaba = gaba_nS;
        float[] glycine = glycine_nS;
        float[] inhibition = inhibition_nS;
        float[] base = base_nS;
        float[] sum = total_nS;
        float excitatory = ampaDecay;
        float slow = gabaDecay;
        float fast = glycineDecay;
        for (int i = first; i < end; i++) {
            float e = ampa[i] * excitatory + FLOOR_nS;
            float s = gaba[i] * slow + FLOOR_nS;
            float f = glycine[i] * fast + FLOOR_nS;
            ampa[i] = e;
            gaba[i] = s;
            glycine[i] = f;
            float both = s + f;
            inhibition[i] = both;
            sum[i] = base[i] + e + both;
        }
    }

    private void decayNmda() {
        float[] nmda = nmda_nS;
        float[] rising = nmdaRising_nS;
        float decay = nmdaDecay;
        float rise = nmdaRise;
        float transfer = nmdaTransfer;
        for (int i = first; i < end; i++) {
            nmda[i] = nmda[i] * decay + rising[i] * transfer;
            rising[i] = rising[i] * rise + FLOOR_nS;
        }
    }

    private void decayAdaptation() {
        float[] adaptation = adaptation_nS;
        float[] decay = adaptationDecay;
        float[] inhibition = inhibition_nS;
        float[] reversal = chloride_mV;
        float[] base = baseCurrent_pA;
        float[] drive = current_pA;
        float potassium_mV = (float) kinetics.potassium_mV();
        for (int i = first; i < end; i++) {
            float potassium = adaptation[i] * decay[i] + FLOOR_nS;
            adaptation[i] = potassium;
            drive[i] = base[i] + inhibition[i] * reversal[i] + potassium * potassium_mV;
        }
    }

    private void blockNmda() {
        float[] v = potential_mV;
        float[] blocked = magnesium;
        float block = (float) (kinetics.magnesium_mM() / MAGNESIUM_HALF_mM);
        float slope = (float) MAGNESIUM_SLOPE_per_mV;
        for (int i = first; i < end; i++) {
            blocked[i] = 1.0f + block * Exponential.exp(slope * v[i]);
        }
    }

    /**
     * Without NMDA: the current that flows, in {@code current_pA}, and the denominator of the trapezoidal rule, in
     * {@code total_nS}.
     */
    private void balance() {
        float[] v = potential_mV;
        float[] sum = total_nS;
        float[] adaptation = adaptation_nS;
        float[] drive = current_pA;
        float[] half = halfStepOverCapacitance;
        for (int i = first; i < end; i++) {
            float conductance = sum[i] + adaptation[i];
            drive[i] = drive[i] - conductance * v[i];
            sum[i] = 1.0f + conductance * half[i];
        }
    }

    /** Adds NMDA to current and denominator, both multiplied by the magnesium term, which saves a division. */
    private void addNmda() {
        float[] v = potential_mV;
        float[] denominator = total_nS;
        float[] drive = current_pA;
        float[] half = halfStepOverCapacitance;
        float[] nmda = nmda_nS;
        float[] blocked = magnesium;
        for (int i = first; i < end; i++) {
            float term = blocked[i];
            float g = nmda[i];
            drive[i] = drive[i] * term - g * v[i];
            denominator[i] = denominator[i] * term + g * half[i];
        }
    }

    private void movePotentials() {
        float[] v = potential_mV;
        float[] denominator = total_nS;
        float[] drive = current_pA;
        float[] half = halfStepOverCapacitance;
        float[] barred = gate_mV;
        float[] over = peak_mV;
        for (int i = first; i < end; i++) {
            float moved = v[i] + 2.0f * half[i] * drive[i] / denominator[i];
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
        requireFinite(neuron);
        potential_mV[neuron] = reset_mV[neuron];
        adaptation_nS[neuron] += adaptationStep_nS[neuron];
        if (refractorySteps[neuron] > 0) {
            refractoryLeft[neuron] = refractorySteps[neuron];
            gate_mV[neuron] = Float.MAX_VALUE;
            refractory[refractoryCount++] = neuron;
        }
    }

    private void requireFinite(int neuron) {
        if (!Float.isFinite(potential_mV[neuron])) {
            throw new ArithmeticException("Membrane potential of neuron " + neuron + " is not a number");
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
                requireFinite(i);
                potential_mV[i] = reset_mV[i];
                refractory[kept++] = i;
            }
        }
        refractoryCount = kept;
    }
}
