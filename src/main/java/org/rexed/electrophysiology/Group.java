package org.rexed.electrophysiology;

import java.util.List;
import java.util.Set;
import org.rexed.circuit.Circuit;
import org.rexed.neuron.Population;

/**
 * Cells that are reported together: one class in one dermatome, in all, or in its nucleus.
 *
 * @param population name of the class
 * @param place dermatome, {@code all} dermatomes together, or nucleus
 * @param places groups of the circuit it stands for
 */
record Group(String population, String place, Set<String> places) {
    /** Keeps its own copy. */
    Group {
        places = Set.copyOf(places);
    }

    /** Its populations in a circuit, in neuron order. */
    List<Population> members(Circuit circuit) {
        return circuit.populations(population).stream().filter(p -> places.contains(p.group())).toList();
    }
}
