package org.rexed.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rexed.document.Location;
import org.rexed.document.Node;
import org.rexed.nociception.ForceCoding;
import org.rexed.pharmacology.Species;
import org.rexed.quantity.Units;

/** The one table of values a scenario may leave out, put into its tree before it is read; protocols have their own. */
public final class Defaults {
    private static final Location DEFAULT = new Location("default", 1, 1);

    private Defaults() {}

    /** Whether a value was filled in here. */
    public static boolean isDefault(Location location) {
        return location.file().equals(DEFAULT.file());
    }

    /** The scenario's tree with everything filled in that was left out. */
    static Node.Mapping complete(Node.Mapping scenario, List<String> mechanisms, List<String> brainStates) {
        Node.Mapping result = scenario;
        result = with(result, "title", textOf(scenario, "name"));
        result = with(result, "brain-state", brainStates.isEmpty() ? "" : brainStates.get(0));
        result = with(result, ForceCoding.KEY, ForceCoding.LINEAR.key());
        result = with(result, "subjects", "8");
        result = with(result, "seed", "1");
        result = with(result, "tick", "1 min");
        result = withInner(result, "subject", subject -> subject(subject, textOf(scenario, "species")));
        result = withInner(result, "mechanisms", strengths -> {
            Node.Mapping all = strengths;
            for (String name : mechanisms) {
                all = with(all, name, "on");
            }
            return all;
        });
        result = withItems(result, "injuries", injury -> with(injury, "severity", "100 %"));
        String duration = textOf(scenario, "duration");
        result = withItems(result, "assays", assay -> assay.entries().containsKey("every")
            ? with(with(assay, "from", textOf(assay, "every")), "until", duration) : assay);
        Node.Entry typical = result.entries().get(ScenarioReader.SUBJECT);
        return withItems(result, "arms", arm -> arm(arm, typical.value()));
    }

    private static Node.Mapping subject(Node.Mapping subject, String species) {
        Node.Mapping result = with(subject, "sex", "male");
        // An unknown species is told where it stands; a missing mass would only confuse.
        Species typical = Species.RAT;
        for (Species known : Species.values()) {
            typical = known.key().equals(species) ? known : typical;
        }
        result = with(result, "mass", Units.text(typical.typicalMass_kg(), "kg"));
        return species.equals(Species.HUMAN.key()) ? with(with(result, "age", "35 a"), "height", "177 cm") : result;
    }

    private static Node.Mapping arm(Node.Mapping arm, Node typical) {
        Node.Mapping subject = arm.entries().containsKey(ScenarioReader.SUBJECT) && typical instanceof Node.Mapping all
            ? withInner(arm, ScenarioReader.SUBJECT, own -> withRest(own, all)) : arm;
        Node.Mapping result = withItems(subject, "injuries", injury -> with(injury, "severity", "100 %"));
        return withItems(with(result, "label", textOf(arm, "name")), "doses",
            // Of both it is one too many, which the reader tells; a start would be one more problem.
            dose -> dose.entries().keySet().containsAll(List.of("dose", "rate")) ? dose
                : with(dose, dose.entries().containsKey("rate") ? "from" : "at", "0 min"));
    }

    /** The mapping with every entry of another that it lacks, as a default. */
    private static Node.Mapping withRest(Node.Mapping mapping, Node.Mapping other) {
        Node.Mapping result = mapping;
        for (String key : other.entries().keySet()) {
            result = with(result, key, textOf(other, key));
        }
        return result;
    }

    /** A change of a mapping. */
    @FunctionalInterface
    public interface Change {
        /** The changed mapping. */
        Node.Mapping of(Node.Mapping mapping);
    }

    /** Text of a key; empty if there is none. */
    static String textOf(Node.Mapping mapping, String key) {
        Node.Entry entry = mapping.entries().get(key);
        return entry != null && entry.value() instanceof Node.Text text ? text.value() : "";
    }

    /** The mapping with a text under a key, unless the key is there or the text is empty. */
    public static Node.Mapping with(Node.Mapping mapping, String key, String text) {
        return text.isEmpty() || mapping.entries().containsKey(key) ? mapping
            : put(mapping, key, new Node.Text(text, true, DEFAULT));
    }

    /** The mapping with a value under a key, whatever was there. */
    public static Node.Mapping put(Node.Mapping mapping, String key, Node value) {
        Map<String, Node.Entry> entries = new LinkedHashMap<>(mapping.entries());
        Node.Entry old = entries.get(key);
        entries.put(key, new Node.Entry(old != null ? old.key() : value.location(), value));
        return new Node.Mapping(entries, mapping.location());
    }

    /** The mapping with the mapping under a key changed, or made if there is none. */
    public static Node.Mapping withInner(Node.Mapping mapping, String key, Change change) {
        Node.Entry entry = mapping.entries().get(key);
        if (entry == null) {
            return put(mapping, key, change.of(new Node.Mapping(Map.of(), DEFAULT)));
        }
        return entry.value() instanceof Node.Mapping inner ? put(mapping, key, change.of(inner)) : mapping;
    }

    static Node.Mapping withItems(Node.Mapping mapping, String key, Change change) {
        Node.Entry entry = mapping.entries().get(key);
        if (entry == null || !(entry.value() instanceof Node.Sequence sequence)) {
            return mapping;
        }
        List<Node> items = new ArrayList<>();
        for (Node item : sequence.items()) {
            items.add(item instanceof Node.Mapping inner ? change.of(inner) : item);
        }
        return put(mapping, key, new Node.Sequence(items, sequence.location()));
    }
}
