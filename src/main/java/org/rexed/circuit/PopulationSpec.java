package org.rexed.circuit;

import java.util.Map;
import org.rexed.neuron.FiringPattern;
import org.rexed.neuron.Membrane;
import org.rexed.nociception.AfferentSpec;

/**
 * A class of cells of the anatomy.
 *
 * @param name class name, for example {@code dynorphin}
 * @param perDermatome whether every dermatome has its own groups; otherwise they lie in the region's nucleus
 * @param counts number of cells in a group, by lamina or nucleus
 * @param afferent response properties, for primary afferents only
 * @param membrane membrane, for all others
 * @param patterns share of the cells that have each firing pattern, sum 1
 * @param background_Hz rate of the background synaptic events each cell receives
 * @param background_nS AMPA conductance of one background event
 * @param arousal_Hz rate of further events in a fully aroused brain
 * @param cycle how far the background follows the brainstem cycle: 1 is high in the ON phase, -1 in the OFF phase
 * @param expression receptor expression by receptor name, relative to the richest population (0 to 1)
 * @param nmdaReceptors number of NMDA receptors in the cell's cluster, 0 for none
 */
public record PopulationSpec(
        String name,
        boolean perDermatome,
        Map<String, Integer> counts,
        AfferentSpec afferent,
        Membrane membrane,
        Map<FiringPattern, Double> patterns,
        double background_Hz,
        double background_nS,
        double arousal_Hz,
        double cycle,
        Map<String, Double> expression,
        int nmdaReceptors) {
    /** Whether the cells are primary afferents. */
    public boolean isAfferent() {
        return afferent != null;
    }

    /** The same class with other responses of its fibres. */
    PopulationSpec with(AfferentSpec other) {
        return new PopulationSpec(
                name, perDermatome, counts, other, membrane, patterns, background_Hz, background_nS, arousal_Hz, cycle,
                expression, nmdaReceptors);
    }

    /** Relative expression of a receptor, 0 if none. */
    public double expression(String receptor) {
        return expression.getOrDefault(receptor, 0.0);
    }
}
