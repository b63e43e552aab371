package org.rexed.neuron;

import java.util.Arrays;
import org.rexed.numeric.Exponential;

/**
 * All membrane-bearing cells of a circuit as parallel columns, advanced together in steps of 0.1 ms. Neuron numbers are
 * those of the circuit; afferents come first and have no membrane here, so their entries stay unused.
 *
 * <p>Current balance: {@code C dV/dt = -gL (V-EL) - gK (V-EK) - gE V - gN B(V) V - gI (V-ECl)}, with excitatory
 * conductances (AMPA, NK1) and NMDA reversing at 0 mV, inhibitory ones (GABA-A, glycine) at the chloride reversal, and
 * added leak and adaptation at the potassium reversal. B(V) is the magnesium block of Jahr and Stevens 1990. Over a
 * step the conductances are held, which makes the equation linear; it is advanced by the trapezoidal rule (second
 * order).
 */
public final class Neurons {
    /** Length of a step in ms. */
    public static final double STEP_ms = 0.1;

    private static final double MAGNESIUM_HALF_mM = 3.57;
    private static final double MAGNESIUM_SLOPE_per_mV = -0.062;
    /** Conductances of silent cells stop here instead of becoming denormal numbers. */
    private static final double FLOOR_nS = 1e-18;
    private static final int COLUMNS = 26;

    // All columns in one block: collectors that move objects then keep them side by side (see Columns).
    private final double[] ampa_nS;
    private final double[] nk1_nS;
    private final double[] leak_nS;
    private final double[] total_nS;
    private final double[] gaba_nS;
    private final double[] glycine_nS;
    private final double[] inhibition_nS;
    private final double[] chloride_mV;
    private final double[] restCurrent_pA;
    private final double[] current_pA;
    private final double[] adaptation_nS;
    private final double[] adaptationDecay;
    private final double[] addedLeak_nS;
    private final double[] potential_mV;
    private final double[] openNmda_nS;
    private final double[] nmda_nS;
    private final double[] nmdaFactor;
    private final double[] calcium_fC;
    private final double[] halfStepOverCapacitance;
    /** The highest potential at which the cell does not fire; without limit while it is refractory or dead. */
    private final double[] gate_mV;
    /** The higher of potential and gate after a step. */
    private final double[] peak_mV;
    private final double[] highestSilent_mV;
    private final double[] threshold_mV;
    private final double[] rest_mV;
    private final double[] reset_mV;
    private final double[] adaptationStep_nS;

    private final SynapticKinetics kinetics;
    private final double[] channelDecay;
    private final int first;
    private final int end;
    private final int[] refractorySteps;
    private final int[] refractoryLeft;
    private final int[] refractory;
    private int refractoryCount;
    private final boolean[] alive;

    /**
     * Cells at rest.
     *
     * @param kinetics decay times and reversal potentials of the synaptic channels
     * @param membranes the membrane of each neuron, null for numbers below {@code first}
     * @param thresholdOffset_mV individual deviation of each neuron's threshold
     * @param first number of the first neuron with a membrane
     */
    public Neurons(SynapticKinetics kinetics, Membrane[] membranes, double[] thresholdOffset_mV, int first) {
        int n = membranes.length;
        this.kinetics = kinetics;
        channelDecay = new double[Channel.COUNT];
        for (Channel channel : Channel.VALUES) {
            channelDecay[channel.ordinal()] = Exponential.exp(-STEP_ms / kinetics.decay_ms(channel));
        }
        this.first = first;
        this.end = n;
        Columns columns = new Columns(COLUMNS, n);
        ampa_nS = columns.next();
        nk1_nS = columns.next();
        leak_nS = columns.next();
        total_nS = columns.next();
        gaba_nS = columns.next();
        glycine_nS = columns.next();
        inhibition_nS = columns.next();
        chloride_mV = columns.next();
        restCurrent_pA = columns.next();
        current_pA = columns.next();
        adaptation_nS = columns.next();
        adaptationDecay = columns.next();
        addedLeak_nS = columns.next();
        potential_mV = columns.next();
        openNmda_nS = columns.next();
        nmda_nS = columns.next();
        nmdaFactor = columns.next();
        calcium_fC = columns.next();
        halfStepOverCapacitance = columns.next();
        gate_mV = columns.next();
        peak_mV = columns.next();
        highestSilent_mV = columns.next();
        threshold_mV = columns.next();
        rest_mV = columns.next();
        reset_mV = columns.next();
        adaptationStep_nS = columns.next();
        refractorySteps = new int[n];
        refractoryLeft = new int[n];
        refractory = new int[n];
        alive = new boolean[n];
        Arrays.fill(alive, true);
        for (int i = first; i < n; i++) {
            Membrane m = membranes[i];
            rest_mV[i] = m.rest_mV();
            leak_nS[i] = m.leak_nS();
            restCurrent_pA[i] = m.leak_nS() * m.rest_mV();
            halfStepOverCapacitance[i] = 0.5 * STEP_ms / m.capacitance_pF();
            threshold_mV[i] = m.threshold_mV() + thresholdOffset_mV[i];
            reset_mV[i] = m.reset_mV();
            adaptationStep_nS[i] = m.adaptation_nS();
            adaptationDecay[i] = Exponential.exp(-STEP_ms / m.adaptation_ms());
            refractorySteps[i] = (int) StrictMath.round(m.refractory_ms() / STEP_ms);
        }
    }

    /** Puts every cell to rest and takes over the present modulation. */
    public void settle(ModulationPorts ports) {
        for (Channel channel : Channel.VALUES) {
            Arrays.fill(conductance(channel), FLOOR_nS);
        }
        Arrays.fill(adaptation_nS, 0);
        Arrays.fill(calcium_fC, 0);
        refractoryCount = 0;
        for (int i = first; i < end; i++) {
            potential_mV[i] = rest_mV[i];
            nmdaFactor[i] = ports.nmdaConductanceFactor[i] * ports.nmdaFreeFraction[i];
            chloride_mV[i] = kinetics.chloride_mV() + ports.chlorideShift_mV[i];
            addedLeak_nS[i] = ports.addedLeak_nS[i];
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

    /** The column of a synaptic conductance in nS; a synapse adds to it. */
    public double[] conductance(Channel channel) {
        return switch (channel) {
            case AMPA -> ampa_nS;
            case NMDA -> nmda_nS;
            case GABA -> gaba_nS;
            case GLYCINE -> glycine_nS;
            case NK1 -> nk1_nS;
        };
    }

    /** Membrane potential column in mV, by neuron number; longer than there are neurons. */
    public double[] potential() {
        return potential_mV;
    }

    /** Calcium that entered through NMDA channels since the probe began, in fC, by neuron number; may be longer. */
    public double[] calcium() {
        return calcium_fC;
    }

    /**
     * Advances conductances and potentials of all cells by one step; spikes are found by {@link #threshold}. Written as
     * several short loops over whole columns because the compiler vectorises only those; the two that divide are bound
     * by the division, so they carry what else would need a loop of its own.
     */
    public void integrate() {
        decayExcitation();
        decayInhibition();
        Exponential.roots(MAGNESIUM_SLOPE_per_mV, potential_mV, openNmda_nS, first, end);
        unblockNmda();
        addPotassium();
        movePotentials();
    }

    private void decayExcitation() {
        double[] ampa = ampa_nS;
        double[] nk1 = nk1_nS;
        double[] leak = leak_nS;
        double[] sum = total_nS;
        double ampaDecay = channelDecay[Channel.AMPA.ordinal()];
        double nk1Decay = channelDecay[Channel.NK1.ordinal()];
        for (int i = first; i < end; i++) {
            double fast = ampa[i] * ampaDecay + FLOOR_nS;
            double slow = nk1[i] * nk1Decay + FLOOR_nS;
            ampa[i] = fast;
            nk1[i] = slow;
            sum[i] = leak[i] + fast + slow;
        }
    }

    private void decayInhibition() {
        double[] gaba = gaba_nS;
        double[] glycine = glycine_nS;
        double[] inhibition = inhibition_nS;
        double[] reversal = chloride_mV;
        double[] rest = restCurrent_pA;
        double[] sum = current_pA;
        double gabaDecay = channelDecay[Channel.GABA.ordinal()];
        double glycineDecay = channelDecay[Channel.GLYCINE.ordinal()];
        for (int i = first; i < end; i++) {
            double slow = gaba[i] * gabaDecay + FLOOR_nS;
            double fast = glycine[i] * glycineDecay + FLOOR_nS;
            gaba[i] = slow;
            glycine[i] = fast;
            double both = slow + fast;
            inhibition[i] = both;
            sum[i] = rest[i] + both * reversal[i];
        }
    }

    /** On entry {@code openNmda_nS} holds the roots of exp(-0.062 V), on exit the unblocked NMDA conductance. */
    private void unblockNmda() {
        double[] nmda = nmda_nS;
        double[] factor = nmdaFactor;
        double[] open = openNmda_nS;
        double[] v = potential_mV;
        double[] calcium = calcium_fC;
        double decay = channelDecay[Channel.NMDA.ordinal()];
        double block = kinetics.magnesium_mM() / MAGNESIUM_HALF_mM;
        double calciumPerStep = kinetics.calciumShare() * STEP_ms;
        for (int i = first; i < end; i++) {
            double g = nmda[i] * decay + FLOOR_nS;
            nmda[i] = g;
            double conducting = g * factor[i] / (1.0 + block * Exponential.raise(open[i]));
            open[i] = conducting;
            calcium[i] -= calciumPerStep * conducting * v[i];
        }
    }

    private void addPotassium() {
        double[] adaptation = adaptation_nS;
        double[] decay = adaptationDecay;
        double[] added = addedLeak_nS;
        double[] inhibition = inhibition_nS;
        double[] open = openNmda_nS;
        double[] sum = total_nS;
        double[] drive = current_pA;
        double reversal_mV = kinetics.potassium_mV();
        for (int i = first; i < end; i++) {
            double decayed = adaptation[i] * decay[i];
            adaptation[i] = decayed;
            double potassium = decayed + added[i];
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
