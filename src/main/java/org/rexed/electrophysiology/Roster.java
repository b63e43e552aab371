package org.rexed.electrophysiology;

import java.util.Arrays;
import java.util.List;
import org.rexed.circuit.Circuit;
import org.rexed.circuit.Site;
import org.rexed.neuron.Population;

/**
 * The cells of one circuit that are recorded: living ones, and, where a distance is given, those whose field lies that
 * near to the stimulated place. Motoneurons and cells without a place on the skin are always recorded.
 */
final class Roster {
    /** Place of each neuron in its group; -1 if it is not recorded. */
    private final int[] place;
    private final int[] cells;

    /**
     * Goes through a circuit.
     *
     * @param site stimulated place; null if there is none
     * @param within_mm largest distance; infinite for all cells
     */
    Roster(Circuit circuit, List<Group> groups, Site site, double within_mm) {
        place = new int[circuit.size()];
        Arrays.fill(place, -1);
        cells = new int[groups.size()];
        for (int g = 0; g < cells.length; g++) {
            for (Population p : groups.get(g).members(circuit)) {
                boolean anywhere = site == null || p.name().equals(circuit.anatomy().motorPool())
                    || !circuit.anatomy().dermatomes().contains(p.group());
                for (int i = p.first(); i < p.end(); i++) {
                    boolean near = anywhere || StrictMath.hypot(circuit.x_mm(i) - site.x_mm(),
                        circuit.y_mm(i) - site.y_mm()) <= within_mm;
                    place[i] = near && circuit.neurons().alive(i) ? cells[g]++ : -1;
                }
            }
        }
    }

    /** Whether a neuron is recorded. */
    boolean has(int neuron) {
        return place[neuron] >= 0;
    }

    /** Place of a recorded neuron in its group. */
    int place(int neuron) {
        return place[neuron];
    }

    /** Number of recorded cells of a group. */
    int cells(int group) {
        return cells[group];
    }
}
