package org.rexed.neuron;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.rexed.numeric.Exponential;

/**
 * All membrane-bearing cells of a circuit as parallel columns of single precision, advanced together step by step.
 * Neuron numbers are those of the circuit; afferents come first and have no membrane here, so their entries stay
 * unused.
 *
 * <p>Current balance: {@code C dV/dt = -gL (V-EL) - gK (V-EK) - gE V - gN B(V) V - gI (V-ECl) - gC (V-EC)}, with
 * excitatory conductances (AMPA, 5-HT3, NK1, CGRP, peptide tone) and NMDA reversing at 0 mV, inhibitory ones (GABA-A,
 * glycine) at the chloride reversal, adaptation, transient potassium, alpha-2 and added leak at the potassium reversal,
 * and the calcium-activated cation current at its own. B(V) is the magnesium block of Jahr and Stevens 1990. Over a
 * step the conductances are held, which makes the equation linear; it is advanced by the trapezoidal rule (second
 * order) and written as a change of potential, which keeps single precision accurate to 1e-4 mV. Currents that change
 * over tens of milliseconds or slower are advanced once a millisecond, by {@link SlowCurrents}, and enter as a base
 * conductance.
 */
public final class Neurons {
    /** Conductances of silent cells stop here instead of becoming denormal numbers. */
    private static final float FLOOR_nS = 1e-18f;
    private static final int COLUMNS = 21;
    private static final int NONE = -1;

    // All columns in one block: collectors that move objects then keep them side by side (see Columns).
    private final float[] ampa_nS;
    private final float[] total_nS;
    private final float[] base_nS;
    private final float[] gaba_nS;
    private final float[] glycine_nS;
    private final float[] chloride_mV;
    private final float[] baseCurrent_pA;
    private final float[] current_pA;
    private final float[] adaptation_nS;
    private final float[] adaptationLoss;
    private final float[] potential_mV;
    /** One plus the magnesium term: the reciprocal of the share of NMDA channels that conduct. */
    private final float[] magnesium;
    private final float[] nmda_nS;
    private final float[] nmdaRising_nS;
    private final float[] halfStepOverCapacitance;
    /** The highest potential at which the cell does not fire; without limit while it is refractory or dead. */
    private final float[] gate_mV;
    /** Zero where a cell is not above its gate after a step. */
    private final float[] over_mV;
    private final float[] zero;
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
    private final float nmdaDecayLoss;
    private final float nmdaRiseLoss;
    private final float nmdaTransfer;
    private final int first;
    private final int end;
    private final int[] refractorySteps;
    /** First cell that is refractory until a step, by the last bits of the step; the next of each is in following. */
    private final int[] released;
    private final int[] following;
    private int thresholds;
    private final float[] block;
    private final boolean fastOnly;
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

    /** Cells on which every channel may act; see the other constructor. */
    public Neurons(SynapticKinetics kinetics, IntrinsicCurrents intrinsic, Cells cells, TimeStep timeStep) {
        this(kinetics, intrinsic, cells, timeStep, EnumSet.allOf(Channel.class));
    }

    /**
     * Cells of a circuit.
     *
     * @param kinetics time courses and reversal potentials of the synaptic channels
     * @param intrinsic kinetics of the intrinsic currents
     * @param cells properties of the cells
     * @param timeStep length of a step
     * @param used channels that synapses open; the others are never written to, so loops may leave them out
     */
    public Neurons(
            SynapticKinetics kinetics, IntrinsicCurrents intrinsic, Cells cells, TimeStep timeStep, Set<Channel> used) {
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
        nmdaDecayLoss = (float) kinetics.nmda().decayLoss(step_ms);
        nmdaRiseLoss = (float) kinetics.nmda().riseLoss(step_ms);
        nmdaTransfer = (float) kinetics.nmda().transfer(step_ms);
        Columns columns = new Columns(COLUMNS, n);
        ampa_nS = columns.next();
        total_nS = columns.next();
        base_nS = columns.next();
        gaba_nS = columns.next();
        glycine_nS = columns.next();
        chloride_mV = columns.next();
        baseCurrent_pA = columns.next();
        current_pA = columns.next();
        adaptation_nS = columns.next();
        adaptationLoss = columns.next();
        potential_mV = columns.next();
        magnesium = columns.next();
        nmda_nS = columns.next();
        nmdaRising_nS = columns.next();
        halfStepOverCapacitance = columns.next();
        gate_mV = columns.next();
        over_mV = columns.next();
        zero = columns.next();
        highestSilent_mV = columns.next();
        threshold_mV = new double[n];
        reset_mV = columns.next();
        adaptationStep_nS = columns.next();
        receptive = new float[Channel.COUNT][n];
        refractorySteps = new int[n];
        following = new int[n];
        alive = new boolean[n];
        Arrays.fill(alive, true);
        for (int i = first; i < n; i++) {
            Membrane m = membranes[i];
            FiringPattern pattern = cells.pattern()[i];
            threshold_mV[i] = m.threshold_mV() + cells.thresholdOffset_mV()[i];
            reset_mV[i] = (float) m.reset_mV();
            adaptationStep_nS[i] = (float) pattern.adaptation_nS();
            adaptationLoss[i] = (float) RiseAndDecay.loss(step_ms, pattern.adaptation_ms());
            refractorySteps[i] = timeStep.steps(m.refractory_ms());
        }
        int longest = Arrays.stream(refractorySteps).max().orElse(0);
        released = new int[2 * Integer.highestOneBit(longest + 1)];
        block = MagnesiumBlock.coefficients(kinetics.magnesium_mM());
        fastOnly = isFastOnly(used, cells.pattern());
        slow = new SlowCurrents(kinetics, intrinsic, cells);
    }

    /** Whether nothing but AMPA, GABA and the slow currents acts on the membranes. */
    private static boolean isFastOnly(Set<Channel> used, FiringPattern[] patterns) {
        return !used.contains(Channel.NMDA)
                && !used.contains(Channel.GLYCINE)
                && Arrays.stream(patterns).filter(Objects::nonNull).allMatch(p -> p.adaptation_nS() == 0);
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
        thresholds = 0;
        Arrays.fill(released, NONE);
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
            halfStepOverCapacitance[i] = halfStepOverCapacitance(i);
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
        if (fastOnly) {
            decayFast();
            movePassive();
        } else {
            decayExcitation();
            decayInhibition();
            decayNmda();
            move();
        }
        compare();
    }

    // In these loops every column is read before any is written: otherwise the compiler, which must assume that columns
    // may overlap, soon gives up vectorising.

    /** Without NMDA, glycine and adaptation: summed conductance and its current at 0 mV. */
    private void decayFast() {
        float[] ampa = ampa_nS;
        float[] gaba = gaba_nS;
        float[] base = base_nS;
        float[] current = baseCurrent_pA;
        float[] reversal = chloride_mV;
        float[] total = total_nS;
        float[] drive = current_pA;
        float excitatory = ampaDecay;
        float inhibitory = gabaDecay;
        for (int i = first; i < end; i++) {
            float a = ampa[i];
            float g = gaba[i];
            float b = base[i];
            float c = current[i];
            float r = reversal[i];
            float e = a * excitatory + FLOOR_nS;
            float s = g * inhibitory + FLOOR_nS;
            ampa[i] = e;
            gaba[i] = s;
            total[i] = b + e + s;
            drive[i] = c + s * r;
        }
    }

    private void movePassive() {
        float[] v = potential_mV;
        float[] total = total_nS;
        float[] drive = current_pA;
        float[] half = halfStepOverCapacitance;
        for (int i = first; i < end; i++) {
            float u = v[i];
            float g = total[i];
            float h = half[i];
            v[i] = u + 2.0f * h * (drive[i] - g * u) / (1.0f + g * h);
        }
    }

    private void decayExcitation() {
        float[] ampa = ampa_nS;
        float[] adaptation = adaptation_nS;
        float[] loss = adaptationLoss;
        float[] base = base_nS;
        float[] current = baseCurrent_pA;
        float[] total = total_nS;
        float[] drive = current_pA;
        float excitatory = ampaDecay;
        float potassium_mV = (float) kinetics.potassium_mV();
        for (int i = first; i < end; i++) {
            float a = ampa[i];
            float k = adaptation[i];
            float l = loss[i];
            float b = base[i];
            float c = current[i];
            float e = a * excitatory + FLOOR_nS;
            float p = k - k * l + FLOOR_nS;
            ampa[i] = e;
            adaptation[i] = p;
            total[i] = b + e + p;
            drive[i] = c + p * potassium_mV;
        }
    }

    /** Completes the conductance without NMDA, and the current that flows through it. */
    private void decayInhibition() {
        float[] gaba = gaba_nS;
        float[] glycine = glycine_nS;
        float[] reversal = chloride_mV;
        float[] v = potential_mV;
        float[] total = total_nS;
        float[] drive = current_pA;
        float slow = gabaDecay;
        float fast = glycineDecay;
        for (int i = first; i < end; i++) {
            float ga = gaba[i];
            float gl = glycine[i];
            float t = total[i];
            float r = reversal[i];
            float c = drive[i];
            float u = v[i];
            float s = ga * slow + FLOOR_nS;
            float f = gl * fast + FLOOR_nS;
            float both = s + f;
            float sum = t + both;
            gaba[i] = s;
            glycine[i] = f;
            total[i] = sum;
            drive[i] = c + both * r - sum * u;
        }
    }

    private void decayNmda() {
        float[] nmda = nmda_nS;
        float[] rising = nmdaRising_nS;
        float[] v = potential_mV;
        float[] blocked = magnesium;
        float lost = nmdaDecayLoss;
        float passed = nmdaRiseLoss;
        float transfer = nmdaTransfer;
        float c0 = block[0];
        float c1 = block[1];
        float c2 = block[2];
        float c3 = block[3];
        float c4 = block[4];
        for (int i = first; i < end; i++) {
            float g = nmda[i];
            float r = rising[i];
            float u = v[i];
            nmda[i] = g - g * lost + r * transfer;
            rising[i] = r - r * passed + FLOOR_nS;
            blocked[i] = 1.0f + MagnesiumBlock.term(u, c0, c1, c2, c3, c4);
        }
    }

    /** The trapezoidal rule; current and denominator are multiplied by the magnesium term, which saves a division. */
    private void move() {
        float[] v = potential_mV;
        float[] total = total_nS;
        float[] drive = current_pA;
        float[] half = halfStepOverCapacitance;
        float[] nmda = nmda_nS;
        float[] blocked = magnesium;
        for (int i = first; i < end; i++) {
            float u = v[i];
            float m = blocked[i];
            float g = nmda[i];
            float h = half[i];
            v[i] = u + 2.0f * h * (drive[i] * m - g * u) / (m + (total[i] * m + g) * h);
        }
    }

    /** Writes 0 for every cell that is below its gate, and something else for the others. */
    private void compare() {
        float[] v = potential_mV;
        float[] gate = gate_mV;
        float[] over = over_mV;
        for (int i = first; i < end; i++) {
            float above = v[i] - gate[i];
            over[i] = above + Math.abs(above);
        }
    }

    /**
     * Finds the cells above threshold, resets them and writes their numbers into {@code fired} in rising order.
     *
     * @return how many fired
     * @throws ArithmeticException if a potential is not a number
     */
    public int threshold(int[] fired) {
        int count = 0;
        int i = first;
        for (int off = above(i); off >= 0; off = above(i)) {
            i += off;
            fire(i);
            fired[count++] = i;
            i++;
        }
        endRefractory();
        return count;
    }

    private int above(int from) {
        return Arrays.mismatch(over_mV, from, end, zero, from, end);
    }

    private void fire(int neuron) {
        if (!Float.isFinite(potential_mV[neuron])) {
            throw new ArithmeticException("Membrane potential of neuron " + neuron + " is not a number");
        }
        potential_mV[neuron] = reset_mV[neuron];
        adaptation_nS[neuron] += adaptationStep_nS[neuron];
        if (refractorySteps[neuron] > 0) {
            gate_mV[neuron] = Float.MAX_VALUE;
            halfStepOverCapacitance[neuron] = 0;
            int slot = (thresholds + refractorySteps[neuron]) & (released.length - 1);
            following[neuron] = released[slot];
            released[slot] = neuron;
        }
    }

    /** Lets the cells go whose refractory time ends with this step; until then they do not move, for lack of a step. */
    private void endRefractory() {
        int slot = thresholds & (released.length - 1);
        for (int i = released[slot]; i != NONE; i = following[i]) {
            gate_mV[i] = highestSilent_mV[i];
            halfStepOverCapacitance[i] = halfStepOverCapacitance(i);
        }
        released[slot] = NONE;
        thresholds++;
    }

    private float halfStepOverCapacitance(int neuron) {
        return (float) (0.5 * timeStep.step_ms() / membranes[neuron].capacitance_pF());
    }
}
