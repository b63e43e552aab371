package org.rexed.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rexed.document.Location;
import org.rexed.document.Node;

/** Writes a completed scenario as YAML; a comment tells each value's origin: scenario, command line or default. */
final class ResolvedText {
    private static final Pattern SAFE = Pattern.compile("-?[A-Za-z0-9]([A-Za-z0-9 ._/%+-]*[A-Za-z0-9_/%])?");
    private static final List<String> ORDER = List.of("rexed", "name", "title", "description", "species", "subject",
        "anatomy", "subjects", "seed", "duration", "tick", "reference", "mechanisms", "assays", "rasters", "arms");

    private final StringBuilder out = new StringBuilder();

    private ResolvedText() {}

    static String of(Node.Mapping scenario) {
        ResolvedText text = new ResolvedText();
        text.out.append("# Every value of the scenario with its origin; running this file repeats the run.\n");
        List<String> keys = new ArrayList<>(ORDER);
        keys.retainAll(scenario.entries().keySet());
        for (String key : keys) {
            text.entry(key, scenario.entries().get(key).value(), 0);
        }
        return text.out.toString();
    }

    private void entry(String key, Node value, int indent) {
        out.append("  ".repeat(indent)).append(scalar(key)).append(':');
        value(value, indent);
    }

    private void value(Node value, int indent) {
        if (value instanceof Node.Mapping mapping && !mapping.entries().isEmpty()) {
            out.append('\n');
            for (Map.Entry<String, Node.Entry> inner : mapping.entries().entrySet()) {
                entry(inner.getKey(), inner.getValue().value(), indent + 1);
            }
        } else if (value instanceof Node.Sequence sequence && sequence.items().stream().anyMatch(this::isMapping)) {
            out.append('\n');
            for (Node item : sequence.items()) {
                item(item, indent + 1);
            }
        } else {
            out.append(' ').append(inline(value)).append("  # ").append(origin(value)).append('\n');
        }
    }

    private boolean isMapping(Node node) {
        return node instanceof Node.Mapping;
    }

    private void item(Node item, int indent) {
        int start = out.length();
        if (item instanceof Node.Mapping mapping) {
            mapping.entries().forEach((key, entry) -> entry(key, entry.value(), indent + 1));
        }
        // The dash of a list item takes the place of its first key's indentation.
        out.replace(start, start + 2 * (indent + 1), "  ".repeat(indent) + "- ");
    }

    private static String inline(Node node) {
        if (node instanceof Node.Text text) {
            return scalar(text.value());
        }
        if (node instanceof Node.Sequence sequence) {
            return sequence.items().stream().map(ResolvedText::inline).collect(Collectors.joining(", ", "[", "]"));
        }
        return "{}";
    }

    private static String origin(Node node) {
        if (node instanceof Node.Sequence sequence) {
            for (Node item : sequence.items()) {
                if (Overrides.isCommandLine(item.location())) {
                    return "command line";
                }
            }
        }
        Location location = node.location();
        return Overrides.isCommandLine(location) ? "command line"
            : Defaults.isDefault(location) ? "default" : "scenario";
    }

    private static String scalar(String text) {
        if (SAFE.matcher(text).matches()) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
