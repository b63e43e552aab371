package org.rexed.neuron;

/**
 * Decay times of the synaptic conductances and the ionic conditions all cells share. Rise times of AMPA, GABA-A and
 * glycine (0.1 ms) equal the step and are taken as jumps; NMDA and NK1 jump as well, a simplification.
 *
 * @param ampaDecay_ms AMPA decay time
 * @param nmdaDecay_ms NMDA decay time
 * @param gabaDecay_ms GABA-A decay time
 * @param glycineDecay_ms glycine decay time
 * @param nk1Decay_ms decay time of the slow NK1 depolarization
 * @param chloride_mV reversal potential of GABA-A and glycine without a shift
 * @param potassium_mV reversal potential of adaptation and of added leak
 * @param magnesium_mM extracellular magnesium
 * @param calciumShare share of the NMDA current carried by calcium, 0 to 1
 */
public record SynapticKinetics(
        double ampaDecay_ms,
        double nmdaDecay_ms,
        double gabaDecay_ms,
        double glycineDecay_ms,
        double nk1Decay_ms,
        double chloride_mV,
        double potassium_mV,
        double magnesium_mM,
        double calciumShare) {
    /** Decay time of a channel's conductance in ms. */
    public double decay_ms(Channel channel) {
        return switch (channel) {
            case AMPA -> ampaDecay_ms;
            case NMDA -> nmdaDecay_ms;
            case GABA -> gabaDecay_ms;
            case GLYCINE -> glycineDecay_ms;
            case NK1 -> nk1Decay_ms;
        };
    }
}
