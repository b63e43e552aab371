package org.rexed.circuit;

import org.rexed.neuron.Population;

/**
 * What a probe tells the slow processes: for each neuron how often it fired, how much calcium entered through its NMDA
 * channels and how often it released peptides. Nothing else leaves the millisecond clock.
 *
 * @param duration_ms length of the probe
 * @param spikes number of spikes of each neuron
 * @param calcium_fC NMDA calcium charge of each neuron
 * @param peptideReleases release events of substance P and CGRP of each neuron: 1 is a spike that releases at all of
 *     its peptide synapses with neutral factors
 *     ({@link org.rexed.synapse.Projection#addPeptideReleases}); 0 for neurons without peptide
 */
public record FiringSummary(double duration_ms, int[] spikes, double[] calcium_fC, double[] peptideReleases) {
    /** Mean firing rate of a neuron in Hz. */
    public double rate_Hz(int neuron) {
        return spikes[neuron] / duration_ms * 1000;
    }

    /** Mean firing rate over a population in Hz. */
    public double rate_Hz(Population population) {
        long sum = 0;
        for (int i = population.first(); i < population.end(); i++) {
            sum += spikes[i];
        }
        return sum / duration_ms * 1000 / population.count();
    }

    /** Release events of peptides of a whole population. */
    public double peptideReleases(Population population) {
        double sum = 0;
        for (int i = population.first(); i < population.end(); i++) {
            sum += peptideReleases[i];
        }
        return sum;
    }

    /** Mean NMDA calcium current of a neuron in pA. */
    public double calcium_pA(int neuron) {
        return calcium_fC[neuron] / duration_ms;
    }
}
