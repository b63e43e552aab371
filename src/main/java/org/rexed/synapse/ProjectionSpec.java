package org.rexed.synapse;

import java.util.Map;
import org.rexed.neuron.Channel;

/**
 * How one class of cells projects to another, before it is wired.
 *
 * @param name unique name, for example {@code c-peptidergic to projection}
 * @param from name of the sending population
 * @param to name of the receiving population
 * @param convergence mean number of senders that contact each receiver, within reach
 * @param reach_mm standard deviation of the Gaussian connection profile along and across the cord's skin map;
 *     infinite for projections without somatotopy
 * @param conductance_nS conductance added by one release, for each channel
 * @param delay_ms time from spike to effect
 * @param releaseProbability probability that a spike releases transmitter at one synapse, 0 to 1
 * @param descending whether it runs through the dorsolateral funiculus
 */
public record ProjectionSpec(
        String name,
        String from,
        String to,
        double convergence,
        double reach_mm,
        Map<Channel, Double> conductance_nS,
        double delay_ms,
        double releaseProbability,
        boolean descending) {}
