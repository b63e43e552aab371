package org.rexed.document;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Reads YAML files strictly: every value arrives as the text that was written, with its place.
 *
 * <p>Anchors, aliases, tags, directives, several documents in one file, tabs and duplicate keys are refused; so are
 * files above 3 MiB, texts above 4 KiB and nesting deeper than 20. A file that cannot be read yields its problems and
 * an empty {@link Fields} that stays silent, so that one syntax error does not cause a list of missing keys.
 */
public final class Document {
    private Document() {}

    /** Reads a file whose outermost piece is a mapping. */
    public static Fields read(Path file, Problems problems) {
        return fields(tree(file, problems), file.toString(), problems);
    }

    /** Reads text as if it were the content of a file of that name. */
    public static Fields parse(String fileName, String text, Problems problems) {
        return fields(tree(fileName, text, problems), fileName, problems);
    }

    /** Fields of a mapping that was read, and perhaps changed, before. */
    public static Fields fields(Node.Mapping mapping, Problems problems) {
        return new Fields(mapping, problems, false);
    }

    /** The same, with notes of what is asked of them. */
    public static Fields fields(Node.Mapping mapping, Problems problems, Grammar grammar) {
        return new Fields(mapping, problems, false, grammar, "");
    }

    /** The mapping a file holds, or nothing after problems were added. */
    public static Optional<Node.Mapping> tree(Path file, Problems problems) {
        return TextFile.read(file, problems).flatMap(text -> tree(file.toString(), text, problems));
    }

    /** The mapping a text holds, or nothing after problems were added. */
    public static Optional<Node.Mapping> tree(String fileName, String text, Problems problems) {
        return TextFile.checked(fileName, text, problems)
            .flatMap(checked -> new TreeReader(fileName, problems).read(checked));
    }

    /** Stands for a file that could not be read, which has been told already: empty, and silent about it. */
    public static Fields unreadable(Location location, Problems problems) {
        return new Fields(new Node.Mapping(Map.of(), location), problems, true);
    }

    private static Fields fields(Optional<Node.Mapping> tree, String fileName, Problems problems) {
        return tree.map(mapping -> fields(mapping, problems))
            .orElseGet(() -> unreadable(new Location(fileName, 1, 1), problems));
    }
}
