package org.rexed.neuron;

import java.util.Arrays;

/**
 * Where slow processes reach the millisecond circuit: one column for each port, one entry for each neuron. The circuit
 * reads the ports and never knows who wrote them; each minute they are reset to neutral and all contributors write
 * again.
 */
public final class ModulationPorts {
    /** Factor on the glutamate or GABA released by a spike of this neuron (1 is normal). */
    public final double[] releaseFactor;

    /** Factor on the substance P and CGRP released by a spike of this neuron (1 is normal). */
    public final double[] peptideFactor;

    /** Factor on the NMDA conductance of this neuron's synapses (1 is normal). */
    public final double[] nmdaConductanceFactor;

    /** Fraction of NMDA channels free of a channel blocker (1 is normal). */
    public final double[] nmdaFreeFraction;

    /** Shift of the chloride reversal potential, in mV (0 is normal; positive weakens inhibition). */
    public final double[] chlorideShift_mV;

    /** Potassium conductance added at rest, in nS (0 is normal). */
    public final double[] addedLeak_nS;

    /** Shift of the spike threshold, in mV (0 is normal; negative makes the cell more excitable). */
    public final double[] thresholdShift_mV;

    /** Excitatory conductance of standing peptide tone, in nS (0 is normal). */
    public final double[] peptideTone_nS;

    /** Fraction of AMPA receptors of this neuron free of an antagonist (1 is normal). */
    public final double[] ampaFreeFraction;

    /** The same for GABA-A receptors, those on afferent terminals included. */
    public final double[] gabaFreeFraction;

    /** The same for glycine receptors. */
    public final double[] glycineFreeFraction;

    /** The same for NK1 receptors. */
    public final double[] nk1FreeFraction;

    /** The same for CGRP receptors. */
    public final double[] cgrpFreeFraction;

    /** The same for serotonin 5-HT3 receptors. */
    public final double[] serotoninFreeFraction;

    /** Factor on synapses made by this neuron through the dorsolateral funiculus (1 is intact, 0 is cut). */
    public final double[] descendingGain;

    /** Shift of the heat threshold of an afferent, in K (0 is normal; negative makes it answer to less heat). */
    public final double[] heatThresholdShift_K;

    /** Factor on the force threshold of an afferent (1 is normal). */
    public final double[] forceThresholdFactor;

    /** Factor on the rate that heat, cold and force evoke in an afferent (1 is normal, 0 is cut off from the skin). */
    public final double[] transductionFactor;

    /** Ongoing discharge of an afferent beside that of a healthy one, in Hz (0 is normal). */
    public final double[] ongoingDischarge_Hz;

    /** Ports for this many neurons, all neutral. */
    public ModulationPorts(int neurons) {
        releaseFactor = new double[neurons];
        peptideFactor = new double[neurons];
        nmdaConductanceFactor = new double[neurons];
        nmdaFreeFraction = new double[neurons];
        chlorideShift_mV = new double[neurons];
        addedLeak_nS = new double[neurons];
        thresholdShift_mV = new double[neurons];
        peptideTone_nS = new double[neurons];
        ampaFreeFraction = new double[neurons];
        gabaFreeFraction = new double[neurons];
        glycineFreeFraction = new double[neurons];
        nk1FreeFraction = new double[neurons];
        cgrpFreeFraction = new double[neurons];
        serotoninFreeFraction = new double[neurons];
        descendingGain = new double[neurons];
        heatThresholdShift_K = new double[neurons];
        forceThresholdFactor = new double[neurons];
        transductionFactor = new double[neurons];
        ongoingDischarge_Hz = new double[neurons];
        reset();
    }

    /** Sets every port to neutral. */
    public void reset() {
        for (Port port : Port.values()) {
            Arrays.fill(column(port), port.neutral());
        }
    }

    /** The columns by name, for recording, inspection and tests of one port at a time. */
    public double[] column(Port port) {
        return switch (port) {
            case RELEASE_FACTOR -> releaseFactor;
            case PEPTIDE_FACTOR -> peptideFactor;
            case NMDA_CONDUCTANCE_FACTOR -> nmdaConductanceFactor;
            case NMDA_FREE_FRACTION -> nmdaFreeFraction;
            case CHLORIDE_SHIFT -> chlorideShift_mV;
            case ADDED_LEAK -> addedLeak_nS;
            case THRESHOLD_SHIFT -> thresholdShift_mV;
            case PEPTIDE_TONE -> peptideTone_nS;
            case AMPA_FREE_FRACTION -> ampaFreeFraction;
            case GABA_FREE_FRACTION -> gabaFreeFraction;
            case GLYCINE_FREE_FRACTION -> glycineFreeFraction;
            case NK1_FREE_FRACTION -> nk1FreeFraction;
            case CGRP_FREE_FRACTION -> cgrpFreeFraction;
            case SEROTONIN_FREE_FRACTION -> serotoninFreeFraction;
            case DESCENDING_GAIN -> descendingGain;
            case HEAT_THRESHOLD_SHIFT -> heatThresholdShift_K;
            case FORCE_THRESHOLD_FACTOR -> forceThresholdFactor;
            case TRANSDUCTION_FACTOR -> transductionFactor;
            case ONGOING_DISCHARGE -> ongoingDischarge_Hz;
        };
    }

    /** Factor on what a release opens at a neuron: its receptors of this kind that can still be activated. */
    public double receptive(Channel channel, int neuron) {
        return switch (channel) {
            case AMPA -> ampaFreeFraction[neuron];
            case NMDA -> nmdaConductanceFactor[neuron] * nmdaFreeFraction[neuron];
            case GABA, PRESYNAPTIC_INHIBITION -> gabaFreeFraction[neuron];
            case GLYCINE -> glycineFreeFraction[neuron];
            case SEROTONIN -> serotoninFreeFraction[neuron];
            case NK1 -> nk1FreeFraction[neuron];
            case CGRP -> cgrpFreeFraction[neuron];
            case NORADRENALINE -> 1;
        };
    }

    /** The modulation ports by name. */
    public enum Port {
        RELEASE_FACTOR("1", 1, 1),
        PEPTIDE_FACTOR("1", 1, 1),
        NMDA_CONDUCTANCE_FACTOR("1", 1, 1),
        NMDA_FREE_FRACTION("1", 1, 1),
        CHLORIDE_SHIFT("mV", 0, 10),
        ADDED_LEAK("nS", 0, 3),
        THRESHOLD_SHIFT("mV", 0, 5),
        PEPTIDE_TONE("nS", 0, 1),
        AMPA_FREE_FRACTION("1", 1, 1),
        GABA_FREE_FRACTION("1", 1, 1),
        GLYCINE_FREE_FRACTION("1", 1, 1),
        NK1_FREE_FRACTION("1", 1, 1),
        CGRP_FREE_FRACTION("1", 1, 1),
        SEROTONIN_FREE_FRACTION("1", 1, 1),
        DESCENDING_GAIN("1", 1, 1),
        HEAT_THRESHOLD_SHIFT("K", 0, 3),
        FORCE_THRESHOLD_FACTOR("1", 1, 1),
        TRANSDUCTION_FACTOR("1", 1, 1),
        ONGOING_DISCHARGE("Hz", 0, 5);

        private final String unit;
        private final double neutral;
        private final double scale;

        Port(String unit, double neutral, double scale) {
            this.unit = unit;
            this.neutral = neutral;
            this.scale = scale;
        }

        /** A large change, in the port's unit: changes of different ports are compared in such shares. */
        public double scale() {
            return scale;
        }

        /** Unit of its values. */
        public String unit() {
            return unit;
        }

        /** The value that changes nothing. */
        public double neutral() {
            return neutral;
        }

        /** Name in files, for example {@code added-leak}. */
        public String key() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }
}
