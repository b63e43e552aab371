package org.rexed.pharmacology;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the subjects of a group are given.
 *
 * @param drugs every drug that doses or rules give
 * @param doses what is planned beforehand
 * @param rules what is decided while the study runs
 * @param contested names of contested actions that are taken as real, such as {@code methadone-nmda-block}
 */
public record Treatment(List<Drug> drugs, List<Dose> doses, List<DosingRule> rules, Set<String> contested) {
    /** Copies the collections. */
    public Treatment {
        drugs = List.copyOf(drugs);
        doses = List.copyOf(doses);
        rules = List.copyOf(rules);
        contested = Set.copyOf(contested);
    }

    /** Doses and nothing else. */
    public Treatment(List<Drug> drugs, List<Dose> doses) {
        this(drugs, doses, List.of(), Set.of());
    }

    /** Names of all drugs that are given, in the order in which they are written. */
    public static Set<String> drugNames(List<Dose> doses, List<DosingRule> rules) {
        Set<String> names = new LinkedHashSet<>();
        doses.forEach(dose -> names.add(dose.drug()));
        rules.forEach(rule -> names.add(rule.drug()));
        return names;
    }

    /** The drugs in one body. */
    public DrugLevels levels(Species species, Body body, double clearanceFactor, double volumeFactor) {
        List<Kinetics> kinetics = drugs.stream()
                .map(drug -> new Kinetics(drug, drug.set(species), body, clearanceFactor, volumeFactor,
                        doses.stream().filter(dose -> dose.drug().equals(drug.name())).toList()))
                .toList();
        return new DrugLevels(drugs, kinetics, rules, contested);
    }
}
