package org.rexed.document;

import java.util.Map;

/** The content of a piece of YAML as one text, the same wherever it stands and whatever is said in comments. */
public final class Plain {
    private Plain() {}

    /** The text of a node and all below it. */
    public static String text(Node node) {
        StringBuilder out = new StringBuilder();
        write(node, out);
        return out.toString();
    }

    private static void write(Node node, StringBuilder out) {
        if (node instanceof Node.Text text) {
            // Texts tell their length, so that no text can look like the structure around it.
            out.append(text.value().length()).append(':').append(text.value());
        } else if (node instanceof Node.Sequence sequence) {
            out.append('[');
            sequence.items().forEach(item -> write(item, out.append(' ')));
            out.append(']');
        } else {
            out.append('{');
            for (Map.Entry<String, Node.Entry> entry : ((Node.Mapping) node).entries().entrySet()) {
                out.append(' ').append(entry.getKey().length()).append(':').append(entry.getKey()).append('=');
                write(entry.getValue().value(), out);
            }
            out.append('}');
        }
    }
}
