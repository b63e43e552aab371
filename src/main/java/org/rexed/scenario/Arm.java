package org.rexed.scenario;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rexed.pharmacology.Dose;

/**
 * A group of subjects treated alike.
 *
 * @param name file-safe name, unique in the scenario
 * @param label text for figures
 * @param doses what is given, possibly nothing
 * @param lesions parts of the nervous system put out of action
 * @param mechanisms strength of every slow mechanism: 1 as published, 0 switched off
 */
public record Arm(String name, String label, List<Dose> doses, List<Lesion> lesions, Map<String, Double> mechanisms) {
    /** Keeps its own copies. */
    public Arm {
        doses = List.copyOf(doses);
        lesions = List.copyOf(lesions);
        mechanisms = Collections.unmodifiableMap(new LinkedHashMap<>(mechanisms));
    }
}
