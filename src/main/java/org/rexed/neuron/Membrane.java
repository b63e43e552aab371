package org.rexed.neuron;

/**
 * Passive and spiking properties shared by the cells of a population: a leaky integrate-and-fire cell; its adaptation
 * comes from its {@link FiringPattern}.
 *
 * @param capacitance_pF membrane capacitance
 * @param leak_nS leak conductance at rest
 * @param rest_mV leak reversal potential
 * @param threshold_mV potential at which a spike is fired
 * @param reset_mV potential after a spike
 * @param refractory_ms time after a spike during which the cell cannot fire
 * @param thresholdSpread_mV standard deviation of the threshold between cells
 * @param cationGain_nS_per_fC calcium-activated cation conductance opened by NMDA calcium, 0 for none
 * @param cationLimit_nS largest calcium-activated cation conductance
 */
public record Membrane(
        double capacitance_pF,
        double leak_nS,
        double rest_mV,
        double threshold_mV,
        double reset_mV,
        double refractory_ms,
        double thresholdSpread_mV,
        double cationGain_nS_per_fC,
        double cationLimit_nS) {
    /** The highest potential a cell may start a probe at: rest, or threshold if rest lies above. */
    public double highestStart_mV() {
        return Math.min(rest_mV, threshold_mV);
    }
}
