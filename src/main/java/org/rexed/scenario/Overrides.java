package org.rexed.scenario;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.rexed.document.Document;
import org.rexed.document.Location;
import org.rexed.document.Node;
import org.rexed.document.Problems;
import org.rexed.document.Spelling;

/**
 * Values given on the command line as {@code path=value}, put into the tree of a file before it is read.
 *
 * <p>A path names keys and list positions, such as {@code arms.morphine.doses.0.dose}; items of a list may be named by
 * their {@code name}, {@code assay} or {@code drug}. A key that no reader knows is reported by the reader.
 */
public final class Overrides {
    private static final String PREFIX = "--set ";
    private static final String MODEL_VALUES = ParameterChanges.KEY + ".";
    private static final List<String> NAMING_KEYS = List.of("name", "assay", "drug", "site");

    private final Problems problems;

    /** Puts values in and tells these problems. */
    public Overrides(Problems problems) {
        this.problems = problems;
    }

    /** Whether a place is on the command line. */
    static boolean isCommandLine(Location location) {
        return location.file().startsWith(PREFIX);
    }

    /** The tree with all values put in; a path that leads nowhere is a problem. */
    public Node.Mapping apply(Node.Mapping tree, Map<String, String> values) {
        Node.Mapping result = tree;
        for (Map.Entry<String, String> entry : values.entrySet()) {
            String path = entry.getKey();
            Location at = new Location(PREFIX + path + "=" + entry.getValue(), 1, 1);
            // A path into a model file has points of its own.
            List<String> steps = Arrays.asList(path.split("\\.", path.startsWith(MODEL_VALUES) ? 2 : -1));
            if (steps.contains("")) {
                problems.add(at, "path has an empty part; expected keys and positions such as arms.0.doses.0.dose");
                continue;
            }
            Optional<Node> value = value(entry.getValue(), at);
            if (value.isPresent()) {
                result = (Node.Mapping) replaced(result, steps, 0, value.get(), at);
            }
        }
        return result;
    }

    private Optional<Node> value(String text, Location at) {
        if (!text.startsWith("[") && !text.startsWith("{")) {
            return Optional.of(new Node.Text(text, true, at));
        }
        return Document.tree(at.file(), "value: " + text, problems).map(tree -> tree.entries().get("value").value());
    }

    private Node replaced(Node node, List<String> steps, int depth, Node value, Location at) {
        if (depth == steps.size()) {
            return value;
        }
        String step = steps.get(depth);
        if (node instanceof Node.Mapping mapping) {
            Map<String, Node.Entry> entries = new LinkedHashMap<>(mapping.entries());
            Node.Entry old = entries.get(step);
            Node inner = old != null ? old.value() : new Node.Mapping(Map.of(), at);
            Node changed = replaced(inner, steps, depth + 1, value, at);
            entries.put(step, new Node.Entry(old != null ? old.key() : at, changed));
            return new Node.Mapping(entries, mapping.location());
        }
        if (node instanceof Node.Sequence sequence) {
            int index = indexOf(sequence, step);
            if (index < 0) {
                String where = String.join(".", steps.subList(0, depth));
                problems.add(at, "nothing named \"" + step + "\" in " + where + hint(sequence, step));
                return sequence;
            }
            List<Node> items = new ArrayList<>(sequence.items());
            items.set(index, replaced(items.get(index), steps, depth + 1, value, at));
            return new Node.Sequence(items, sequence.location());
        }
        problems.add(at, String.join(".", steps.subList(0, depth)) + " holds no further keys; found " + node.kind());
        return node;
    }

    private static int indexOf(Node.Sequence sequence, String step) {
        for (int i = 0; i < sequence.items().size(); i++) {
            Node item = sequence.items().get(i);
            if (step.equals(Integer.toString(i)) || namesOf(item).anyMatch(step::equals)) {
                return i;
            }
        }
        return -1;
    }

    private static String hint(Node.Sequence sequence, String step) {
        List<String> names = sequence.items().stream().flatMap(Overrides::namesOf).distinct().toList();
        int size = sequence.items().size();
        String positions = size == 0 ? "; the list is empty" : "; allowed positions: 0 to " + (size - 1);
        return names.isEmpty() ? positions : positions + Spelling.hint(step, names).replace("; allowed", "; names");
    }

    private static Stream<String> namesOf(Node item) {
        if (!(item instanceof Node.Mapping mapping)) {
            return Stream.empty();
        }
        return NAMING_KEYS.stream()
            .map(mapping.entries()::get)
            .filter(entry -> entry != null && entry.value() instanceof Node.Text)
            .limit(1)
            .map(entry -> ((Node.Text) entry.value()).value());
    }
}
