package org.rexed.scenario;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rexed.mechanism.Injuries;
import org.rexed.pharmacology.Dose;
import org.rexed.pharmacology.DosingRule;
import org.rexed.pharmacology.Treatment;

/**
 * A group of subjects treated alike.
 *
 * @param name file-safe name, unique in the scenario
 * @param label text for figures
 * @param doses what is given, possibly nothing; tapers and rotations are among them
 * @param rules what is decided while the study runs: pumps with a target, patients with a button, titrations
 * @param contested contested actions of drugs that are taken as real
 * @param lesions parts of the nervous system put out of action
 * @param injuries what is injured, and how active the subjects are
 * @param mechanisms strength of every slow mechanism: 1 as published, 0 switched off
 */
public record Arm(String name, String label, List<Dose> doses, List<DosingRule> rules, Set<String> contested,
                  List<Lesion> lesions, Injuries injuries, Map<String, Double> mechanisms) {
    /** Keeps its own copies. */
    public Arm {
        doses = List.copyOf(doses);
        rules = List.copyOf(rules);
        contested = Collections.unmodifiableSet(new LinkedHashSet<>(contested));
        lesions = List.copyOf(lesions);
        mechanisms = Collections.unmodifiableMap(new LinkedHashMap<>(mechanisms));
    }

    /** Names of the drugs that are or can be given, in the order of the file. */
    public List<String> drugs() {
        return List.copyOf(Treatment.drugNames(doses, rules));
    }
}
