package org.rexed.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rexed.document.Location;
import org.rexed.document.Node;
import org.rexed.document.Quoted;
import org.rexed.nociception.ForceCoding;

/** Writes a completed scenario or protocol as YAML; a comment tells each value's origin. */
public final class ResolvedText {
    private static final Pattern SAFE = Pattern.compile("-?[A-Za-z0-9]([A-Za-z0-9 ._/%+-]*[A-Za-z0-9_/%])?");
    private static final List<String> ORDER = List.of("rexed", "name", "title", "description", "species", "subject",
        "anatomy", "brain-state", ForceCoding.KEY, "subjects", "seed", "duration", "tick", "reference", "contested",
        "kinetics", ParameterChanges.KEY, "mechanisms", Variation.KEY, Variation.CORRELATIONS, "injuries",
        "activity", "assays", "rasters", "arms");

    private final StringBuilder out = new StringBuilder();
    private final String what;
    private final String file;

    private ResolvedText(String what, String file) {
        this.what = what;
        this.file = file;
    }

    static String of(Node.Mapping scenario) {
        return of(scenario, "scenario", ORDER);
    }

    /**
     * The text of a completed tree.
     *
     * @param what the word for such a file
     * @param order keys of the outermost mapping in the order wanted; others are left out
     */
    public static String of(Node.Mapping scenario, String what, List<String> order) {
        ResolvedText text = new ResolvedText(what, scenario.location().file());
        text.out.append("# Every value of the ").append(what)
            .append(" with its origin; running this file repeats the run.\n");
        List<String> keys = new ArrayList<>(order);
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

    private String origin(Node node) {
        if (node instanceof Node.Sequence sequence) {
            for (Node item : sequence.items()) {
                if (Overrides.isCommandLine(item.location())) {
                    return "command line";
                }
            }
        }
        Location location = node.location();
        return Overrides.isCommandLine(location) ? "command line"
            : Defaults.isDefault(location) ? "default" : location.file().equals(file) ? what : "library";
    }

    private static String scalar(String text) {
        if (SAFE.matcher(text).matches()) {
            return text;
        }
        return Quoted.text(text);
    }
}
