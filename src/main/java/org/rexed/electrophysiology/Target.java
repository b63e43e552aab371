package org.rexed.electrophysiology;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.rexed.circuit.Anatomy;
import org.rexed.circuit.PopulationSpec;
import org.rexed.document.Fields;
import org.rexed.document.Spelling;
import org.rexed.neuron.Population;
import org.rexed.pharmacology.Site;

/**
 * Which cells a manipulation reaches: classes and places, each empty for all of them.
 *
 * @param classes names of populations
 * @param places dermatomes, laminae and nuclei
 */
record Target(Set<String> classes, Set<String> places) {
    /** All cells. */
    static final Target ALL = new Target(Set.of(), Set.of());

    /** Keeps its own copies. */
    Target {
        classes = Set.copyOf(classes);
        places = Set.copyOf(places);
    }

    /** Whether a population is reached. */
    boolean holds(Population population) {
        return (classes.isEmpty() || classes.contains(population.name()))
            && (places.isEmpty() || places.contains(population.group()) || places.contains(population.region()));
    }

    /** Reads the keys {@code in} (classes) and {@code at} (spinal-cord, brainstem, a dermatome, lamina or nucleus). */
    static Target read(Fields f, Anatomy anatomy) {
        List<String> classes = names(f, "in", anatomy.populations().stream().map(PopulationSpec::name).toList());
        List<String> places = names(f, "at", places(anatomy));
        Set<String> groups = new LinkedHashSet<>();
        for (String place : places) {
            if (place.equals(Site.SPINAL_CORD.key())) {
                groups.addAll(anatomy.dermatomes());
            } else if (place.equals(Site.BRAINSTEM.key())) {
                groups.addAll(nuclei(anatomy));
            } else {
                groups.add(place);
            }
        }
        return new Target(new LinkedHashSet<>(classes), groups);
    }

    /** Names under a key, each of which must be allowed; one text counts as a list of one. */
    static List<String> names(Fields f, String key, Collection<String> allowed) {
        List<String> names = f.texts(key);
        for (int i = 0; i < names.size(); i++) {
            if (!names.get(i).isEmpty() && !allowed.contains(names.get(i))) {
                f.problem(key, i, key + ": found \"" + names.get(i) + "\"" + Spelling.hint(names.get(i), allowed));
            }
        }
        return names;
    }

    private static List<String> places(Anatomy anatomy) {
        List<String> places = new ArrayList<>(List.of(Site.SPINAL_CORD.key(), Site.BRAINSTEM.key()));
        places.addAll(anatomy.dermatomes());
        anatomy.populations().forEach(p -> places.addAll(p.counts().keySet()));
        return places.stream().distinct().toList();
    }

    /** Regions of the populations that do not lie in dermatomes. */
    static Set<String> nuclei(Anatomy anatomy) {
        Set<String> nuclei = new LinkedHashSet<>();
        anatomy.populations().stream().filter(p -> !p.perDermatome()).forEach(p -> nuclei.addAll(p.counts().keySet()));
        return nuclei;
    }
}
