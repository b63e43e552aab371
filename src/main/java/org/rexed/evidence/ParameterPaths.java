package org.rexed.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.rexed.document.Location;
import org.rexed.document.Node;

/** Finds the parameters of a model file by their shape: a mapping with a value and an origin. */
public final class ParameterPaths {
    private ParameterPaths() {}

    /** Every parameter below a node, by the keys that lead to it, such as {@code withdrawal.window}. */
    public static Map<String, Node.Mapping> of(Node node) {
        Map<String, Node.Mapping> found = new LinkedHashMap<>();
        walk(node, "", found::put);
        return found;
    }

    /** The path of every parameter by the place of its value. */
    public static Map<Location, String> byLocation(Node node) {
        Map<Location, String> paths = new LinkedHashMap<>();
        walk(node, "", (path, leaf) -> paths.put(leaf.entries().get("value").value().location(), path));
        return paths;
    }

    /** The tree with some parameters, by their paths, in another form; all else stays as it is. */
    public static Node.Mapping with(Node.Mapping tree, Map<String, UnaryOperator<Node.Mapping>> changes) {
        return (Node.Mapping) changed(tree, "", changes);
    }

    private static Node changed(Node node, String path, Map<String, UnaryOperator<Node.Mapping>> changes) {
        if (node instanceof Node.Mapping mapping) {
            if (isParameter(mapping)) {
                return changes.getOrDefault(path, UnaryOperator.identity()).apply(mapping);
            }
            Map<String, Node.Entry> entries = new LinkedHashMap<>();
            mapping.entries().forEach((key, entry) -> entries.put(key,
                new Node.Entry(entry.key(), changed(entry.value(), joined(path, key), changes))));
            return new Node.Mapping(entries, mapping.location());
        }
        if (node instanceof Node.Sequence sequence) {
            List<Node> items = new ArrayList<>();
            for (int i = 0; i < sequence.items().size(); i++) {
                items.add(changed(sequence.items().get(i), joined(path, Integer.toString(i)), changes));
            }
            return new Node.Sequence(items, sequence.location());
        }
        return node;
    }

    private static boolean isParameter(Node.Mapping mapping) {
        return mapping.entries().keySet().containsAll(List.of("value", "origin"));
    }

    private static void walk(Node node, String path, BiConsumer<String, Node.Mapping> use) {
        if (node instanceof Node.Mapping mapping) {
            if (isParameter(mapping)) {
                use.accept(path, mapping);
                return;
            }
            mapping.entries().forEach((key, entry) -> walk(entry.value(), joined(path, key), use));
        } else if (node instanceof Node.Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                walk(sequence.items().get(i), joined(path, Integer.toString(i)), use);
            }
        }
    }

    private static String joined(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
