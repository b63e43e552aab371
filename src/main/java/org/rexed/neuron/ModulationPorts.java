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

    /** Factor on synapses made by this neuron through the dorsolateral funiculus (1 is intact, 0 is cut). */
    public final double[] descendingGain;

    /** Ports for this many neurons, all neutral. */
    public ModulationPorts(int neurons) {
        releaseFactor = new double[neurons];
        peptideFactor = new double[neurons];
        nmdaConductanceFactor = new double[neurons];
        nmdaFreeFraction = new double[neurons];
        chlorideShift_mV = new double[neurons];
        addedLeak_nS = new double[neurons];
        thresholdShift_mV = new double[neurons];
        descendingGain = new double[neurons];
        reset();
    }

    /** Sets every port to neutral. */
    public void reset() {
        Arrays.fill(releaseFactor, 1);
        Arrays.fill(peptideFactor, 1);
        Arrays.fill(nmdaConductanceFactor, 1);
        Arrays.fill(nmdaFreeFraction, 1);
        Arrays.fill(chlorideShift_mV, 0);
        Arrays.fill(addedLeak_nS, 0);
        Arrays.fill(thresholdShift_mV, 0);
        Arrays.fill(descendingGain, 1);
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
            case DESCENDING_GAIN -> descendingGain;
        };
    }

    /** The modulation ports by name. */
    public enum Port {
        RELEASE_FACTOR,
        PEPTIDE_FACTOR,
        NMDA_CONDUCTANCE_FACTOR,
        NMDA_FREE_FRACTION,
        CHLORIDE_SHIFT,
        ADDED_LEAK,
        THRESHOLD_SHIFT,
        DESCENDING_GAIN
    }
}
