package org.rexed.neuron;

/**
 * Time courses of the synaptic conductances and the ionic conditions all cells share. Rise times of AMPA, GABA-A and
 * glycine (0.1 ms) equal the step and are taken as jumps.
 *
 * @param ampaDecay_ms AMPA and 5-HT3 decay time
 * @param nmda NMDA rise and decay
 * @param gabaDecay_ms GABA-A decay time
 * @param glycineDecay_ms glycine decay time
 * @param nk1 slow depolarization by substance P
 * @param cgrp slow depolarization by CGRP
 * @param noradrenaline slow potassium conductance by alpha-2 receptors
 * @param presynapticDecay_ms decay time of presynaptic inhibition
 * @param chloride_mV reversal potential of GABA-A and glycine without a shift
 * @param potassium_mV reversal potential of adaptation, transient potassium, alpha-2 and added leak
 * @param magnesium_mM extracellular magnesium
 * @param calciumShare share of the NMDA current carried by calcium, 0 to 1
 */
public record SynapticKinetics(
        double ampaDecay_ms,
        RiseAndDecay nmda,
        double gabaDecay_ms,
        double glycineDecay_ms,
        RiseAndDecay nk1,
        RiseAndDecay cgrp,
        RiseAndDecay noradrenaline,
        double presynapticDecay_ms,
        double chloride_mV,
        double potassium_mV,
        double magnesium_mM,
        double calciumShare) {}
