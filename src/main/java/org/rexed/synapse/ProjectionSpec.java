package org.rexed.synapse;

import java.util.Map;
import java.util.Set;
import org.rexed.neuron.Channel;

/**
 * How one class of cells projects to another, before it is wired.
 *
 * @param name unique name, for example {@code c-peptidergic to projection}
 * @param from sending cells
 * @param to receiving cells
 * @param convergence mean number of senders that contact each receiver, within reach
 * @param reach_mm standard deviation of the Gaussian connection profile along and across the cord's skin map;
 *     infinite for projections without somatotopy
 * @param strength peak conductance of one release in nS, for each channel (see {@link Channel#unit})
 * @param delay_ms time from spike (of an afferent: from its arrival in the cord) to effect
 * @param releaseProbability probability that a spike releases transmitter at one synapse, 0 to 1
 * @param depression short-term depression
 * @param descending whether it runs through the dorsolateral funiculus
 */
public record ProjectionSpec(
        String name,
        End from,
        End to,
        double convergence,
        double reach_mm,
        Map<Channel, Double> strength,
        double delay_ms,
        double releaseProbability,
        Depression depression,
        boolean descending) {
    /**
     * One end of a projection.
     *
     * @param population name of the class of cells
     * @param regions laminae or nuclei it is confined to; empty for all
     */
    public record End(String population, Set<String> regions) {}
}
