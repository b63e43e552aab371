package org.rexed.gui;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rexed.circuit.Anatomy;
import org.rexed.circuit.PopulationSpec;
import org.rexed.neuron.Channel;
import org.rexed.synapse.ProjectionSpec;

/**
 * The long pathways of an anatomy, gathered from its projections: what ascends from the cord to the brainstem, what
 * descends, and what runs from nucleus to nucleus.
 */
final class Pathways {
    private final Anatomy anatomy;
    private final Map<String, Set<String>> ascending = new LinkedHashMap<>();
    private final Map<String, Descent> descending = new LinkedHashMap<>();
    private final List<Link> links = new ArrayList<>();

    /** What the firing of a pathway does to its receivers. */
    enum Effect {
        EXCITES("excites"),
        INHIBITS("inhibits");

        final String words;

        Effect(String words) {
            this.words = words;
        }

        static Effect of(Map<Channel, Double> strength) {
            double inhibition = 0;
            double excitation = 0;
            for (Map.Entry<Channel, Double> part : strength.entrySet()) {
                switch (part.getKey()) {
                    case GABA, GLYCINE, NORADRENALINE, PRESYNAPTIC_INHIBITION -> inhibition += part.getValue();
                    default -> excitation += part.getValue();
                }
            }
            return inhibition > excitation ? INHIBITS : EXCITES;
        }
    }

    /**
     * One class of the brainstem that descends.
     *
     * @param effects what it does in each region of the cord it reaches
     */
    record Descent(String population, Map<String, Effect> effects) {}

    /** A pathway from one nucleus to another. */
    record Link(String from, String to, Effect effect) {}

    Pathways(Anatomy anatomy) {
        this.anatomy = anatomy;
        for (ProjectionSpec projection : anatomy.projections()) {
            PopulationSpec sender = anatomy.population(projection.from().population());
            PopulationSpec receiver = anatomy.population(projection.to().population());
            Effect effect = Effect.of(projection.strength());
            Collection<String> to = regions(receiver, projection.to());
            for (String from : regions(sender, projection.from())) {
                if (inCord(sender) && !inCord(receiver)) {
                    ascending.computeIfAbsent(from, r -> new LinkedHashSet<>()).addAll(to);
                } else if (!inCord(sender) && inCord(receiver)) {
                    Descent descent = descending.computeIfAbsent(
                            sender.name(), n -> new Descent(n, new LinkedHashMap<>()));
                    to.forEach(region -> descent.effects().put(region, effect));
                } else if (!inCord(sender)) {
                    to.forEach(region -> link(from, region, effect));
                }
            }
        }
    }

    private static Collection<String> regions(PopulationSpec population, ProjectionSpec.End end) {
        return end.regions().isEmpty() ? population.counts().keySet() : end.regions();
    }

    private boolean inCord(PopulationSpec population) {
        return population.perDermatome() && !anatomy.dermatomes().isEmpty();
    }

    private void link(String from, String to, Effect effect) {
        if (!from.equals(to) && links.stream().noneMatch(l -> l.from().equals(from) && l.to().equals(to))) {
            links.add(new Link(from, to, effect));
        }
    }

    /** Nuclei reached from each region of the cord. */
    Map<String, Set<String>> ascending() {
        return ascending;
    }

    /** Classes that descend, by name. */
    Map<String, Descent> descending() {
        return descending;
    }

    /** Pathways between nuclei. */
    List<Link> links() {
        return links;
    }

    /** All effects that pathways to the cord or between nuclei have. */
    Set<Effect> effects() {
        Set<Effect> all = java.util.EnumSet.noneOf(Effect.class);
        descending.values().forEach(descent -> all.addAll(descent.effects().values()));
        links.forEach(link -> all.add(link.effect()));
        return all;
    }

    /** Nuclei from the top: one that sends to another stands above it, otherwise as the anatomy names them. */
    List<String> nuclei() {
        Set<String> left = new LinkedHashSet<>();
        anatomy.populations().stream().filter(p -> !inCord(p)).forEach(p -> left.addAll(p.counts().keySet()));
        List<String> order = new ArrayList<>();
        while (!left.isEmpty()) {
            String next = left.stream()
                    .filter(n -> links.stream().noneMatch(l -> l.to().equals(n) && left.contains(l.from())))
                    .findFirst()
                    .orElse(left.iterator().next());
            left.remove(next);
            order.add(next);
        }
        return order;
    }
}
