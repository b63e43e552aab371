package org.rexed.scenario;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rexed.mechanism.Injuries;
import org.rexed.pharmacology.Body;
import org.rexed.pharmacology.Dose;
import org.rexed.pharmacology.DosingRule;
import org.rexed.pharmacology.Treatment;

/**
 * A group of subjects treated alike.
 *
 * @param name file-safe name, unique in the scenario
 * @param label text for figures
 * @param body of a typical subject of the group
 * @param variation coefficients of variation between subjects, by trait or mechanism, that take the place of those of
 *     the subject file; none for those as they are there
 * @param doses what is given, possibly nothing; tapers and rotations are among them
 * @param rules what is decided while the study runs: pumps with a target, patients with a button, titrations
 * @param contested contested actions of drugs that are taken as real
 * @param lesions parts of the nervous system put out of action
 * @param injuries what is injured, and how active the subjects are
 * @param mechanisms strength of every slow mechanism: 1 as published, 0 switched off
 */
public record Arm(String name, String label, Body body, Map<String, Double> variation, List<Dose> doses,
                  List<DosingRule> rules, Set<String> contested, List<Lesion> lesions, Injuries injuries,
                  Map<String, Double> mechanisms) {
    /** Keeps its own copies. */
    public Arm {
        variation = Collections.unmodifiableMap(new LinkedHashMap<>(variation));
        doses = List.copyOf(doses);
        rules = List.copyOf(rules);
        contested = Collections.unmodifiableSet(new LinkedHashSet<>(contested));
        lesions = List.copyOf(lesions);
        mechanisms = Collections.unmodifiableMap(new LinkedHashMap<>(mechanisms));
    }

    /** The same arm under another name and with other strengths of mechanisms. */
    public Arm with(String otherName, String otherLabel, Map<String, Double> otherMechanisms) {
        return new Arm(otherName, otherLabel, body, variation, doses, rules, contested, lesions, injuries,
            otherMechanisms);
    }

    /** The same arm with other doses. */
    public Arm with(List<Dose> otherDoses) {
        return new Arm(name, label, body, variation, otherDoses, rules, contested, lesions, injuries, mechanisms);
    }

    /** Names of the drugs that are or can be given, in the order of the file. */
    public List<String> drugs() {
        return List.copyOf(Treatment.drugNames(doses, rules));
    }
}
