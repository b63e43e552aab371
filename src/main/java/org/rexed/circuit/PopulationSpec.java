package org.rexed.circuit;

import java.util.Map;
import org.rexed.neuron.Membrane;
import org.rexed.nociception.AfferentSpec;

/**
 * A class of cells of the anatomy.
 *
 * @param name class name, for example {@code dynorphin}
 * @param region lamina or nucleus
 * @param perDermatome whether every dermatome has its own group; otherwise one group lies in the region's nucleus
 * @param count number of cells in each group
 * @param afferent response properties, for primary afferents only
 * @param membrane membrane, for all others
 * @param background_Hz rate of the background synaptic events each cell receives
 * @param background_nS AMPA conductance of one background event
 * @param expression receptor expression by receptor name, relative to the richest population (0 to 1)
 * @param nmdaReceptors number of NMDA receptors in the cell's cluster, 0 for none
 */
public record PopulationSpec(
        String name,
        String region,
        boolean perDermatome,
        int count,
        AfferentSpec afferent,
        Membrane membrane,
        double background_Hz,
        double background_nS,
        Map<String, Double> expression,
        int nmdaReceptors) {
    /** Whether the cells are primary afferents. */
    public boolean isAfferent() {
        return afferent != null;
    }

    /** Relative expression of a receptor, 0 if none. */
    public double expression(String receptor) {
        return expression.getOrDefault(receptor, 0.0);
    }
}
