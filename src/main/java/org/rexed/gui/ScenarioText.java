package org.rexed.gui;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rexed.document.Node;
import org.rexed.document.Quoted;

/** Writes a tree as YAML that people read: what fits goes into one line. */
final class ScenarioText {
    private static final int WIDTH = 110;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9 _./%+-]*[A-Za-z0-9%]|[A-Za-z]"
            + "|-?[0-9][0-9.]*([eE]-?[0-9]+)?( [A-Za-z%/0-9.]+)?");
    private static final Pattern NOT_TEXT = Pattern.compile("(?i)true|false|yes|no|null");

    private ScenarioText() {}

    /** The text of a mapping, without comments. */
    static String of(Node.Mapping tree) {
        StringBuilder out = new StringBuilder();
        tree.entries().forEach((key, entry) -> entry(out, key, entry.value(), 0));
        return out.toString();
    }

    private static void entry(StringBuilder out, String key, Node value, int indent) {
        String head = "  ".repeat(indent) + scalar(key, true) + ":";
        String flow = flow(value);
        boolean scalar = value instanceof Node.Text;
        boolean list = value instanceof Node.Sequence;
        if (scalar || head.length() + 1 + flow.length() <= WIDTH && !(list && holdsMappings(value))) {
            out.append(head).append(' ').append(flow).append('\n');
        } else if (value instanceof Node.Mapping mapping) {
            out.append(head).append('\n');
            mapping.entries().forEach((inner, each) -> entry(out, inner, each.value(), indent + 1));
        } else {
            out.append(head).append('\n');
            ((Node.Sequence) value).items().forEach(item -> item(out, item, indent + 1));
        }
    }

    private static boolean holdsMappings(Node value) {
        return ((Node.Sequence) value).items().stream().anyMatch(Node.Mapping.class::isInstance);
    }

    private static void item(StringBuilder out, Node item, int indent) {
        String dash = "  ".repeat(indent) + "- ";
        String flow = flow(item);
        if (dash.length() + flow.length() <= WIDTH || !(item instanceof Node.Mapping mapping)) {
            out.append(dash).append(flow).append('\n');
            return;
        }
        int start = out.length();
        mapping.entries().forEach((key, entry) -> entry(out, key, entry.value(), indent + 1));
        // The dash takes the place of the first key's indentation.
        out.replace(start, start + 2 * (indent + 1), dash);
    }

    private static String flow(Node node) {
        if (node instanceof Node.Text text) {
            return scalar(text.value(), text.plain());
        }
        if (node instanceof Node.Sequence sequence) {
            List<Node> items = sequence.items();
            return items.stream().map(ScenarioText::flow).collect(Collectors.joining(", ", "[", "]"));
        }
        Map<String, Node.Entry> entries = ((Node.Mapping) node).entries();
        return entries.entrySet().stream()
                .map(each -> scalar(each.getKey(), true) + ": " + flow(each.getValue().value()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String scalar(String text, boolean plain) {
        if (plain && PLAIN.matcher(text).matches() || PLAIN.matcher(text).matches() && text.matches("[A-Za-z].*")
                && !NOT_TEXT.matcher(text).matches()) {
            return text;
        }
        return Quoted.text(text);
    }
}
