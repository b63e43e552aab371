package org.rexed.neuron;

/**
 * Passive and spiking properties shared by the cells of a population: a leaky integrate-and-fire cell with
 * spike-triggered potassium adaptation.
 *
 * @param capacitance_pF membrane capacitance
 * @param leak_nS leak conductance at rest
 * @param rest_mV leak reversal potential
 * @param threshold_mV potential at which a spike is fired
 * @param reset_mV potential after a spike
 * @param refractory_ms time after a spike during which the cell cannot fire
 * @param adaptation_nS potassium conductance added by each spike
 * @param adaptation_ms decay time of that conductance
 * @param thresholdSpread_mV standard deviation of the threshold between cells
 */
public record Membrane(
        double capacitance_pF,
        double leak_nS,
        double rest_mV,
        double threshold_mV,
        double reset_mV,
        double refractory_ms,
        double adaptation_nS,
        double adaptation_ms,
        double thresholdSpread_mV) {}
