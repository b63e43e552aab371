package org.rexed.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rexed.document.Document;
import org.rexed.document.Fields;
import org.rexed.document.Node;
import org.rexed.document.Problems;
import org.rexed.document.Quoted;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.Scenario;
import org.rexed.scenario.ScenarioReader;

/**
 * The scenario that an experiment or a claim is about: written in place under {@code scenario}, or named there as a
 * file or a name of the library, and changed by the values under {@code set}.
 */
public final class ScenarioPiece {
    private final Node.Mapping tree;
    private final Map<String, String> changes;
    private final String given;

    private ScenarioPiece(Node.Mapping tree, Map<String, String> changes, String given) {
        this.tree = tree;
        this.changes = changes;
        this.given = given;
    }

    /**
     * Reads the keys {@code scenario} and {@code set} of a file.
     *
     * @param file the file they stand in; files named there are relative to its folder
     * @param outer the file's top-level mapping
     * @param f the same mapping as fields, which learn that both keys are known
     * @return nothing after problems were added
     */
    public static Optional<ScenarioPiece> read(Path file, Node.Mapping outer, Fields f, ModelLibrary library,
                                               Problems problems) {
        Map<String, String> changes = changes(outer, f, "set");
        if (f.isMap("scenario")) {
            f.has("scenario");
            Node.Mapping inner = (Node.Mapping) outer.entries().get("scenario").value();
            return Optional.of(new ScenarioPiece(inner, changes, null));
        }
        String name = f.text("scenario");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Path path = file.resolveSibling(name);
        if (!Files.exists(path)) {
            try {
                path = library.path(ModelLibrary.Kind.SCENARIO, name);
            } catch (IllegalArgumentException e) {
                f.problem("scenario", "scenario: no file of that name here, and " + e.getMessage());
                return Optional.empty();
            }
        }
        Path found = path;
        return Document.tree(path, problems).map(tree -> new ScenarioPiece(tree, changes, DataFile.text(found)));
    }

    /** Values by path, as under {@code set}; lists are written as in YAML. */
    public static Map<String, String> changes(Node.Mapping outer, Fields f, String key) {
        Map<String, String> changes = new LinkedHashMap<>();
        if (f.has(key) && f.isMap(key)) {
            ((Node.Mapping) outer.entries().get(key).value()).entries().forEach((path, entry) ->
                changes.put(path, inline(entry.value())));
        } else if (f.has(key)) {
            f.map(key);
        }
        return changes;
    }

    private static String inline(Node node) {
        if (node instanceof Node.Text text) {
            return text.value();
        }
        if (node instanceof Node.Sequence list) {
            return list.items().stream().map(ScenarioPiece::quoted).collect(Collectors.joining(", ", "[", "]"));
        }
        return ((Node.Mapping) node).entries().entrySet().stream()
            .map(entry -> entry.getKey() + ": " + quoted(entry.getValue().value()))
            .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String quoted(Node node) {
        return node instanceof Node.Text text ? Quoted.text(text.value()) : inline(node);
    }

    /** The same with more values by path that take the place of others. */
    public ScenarioPiece with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(changes);
        all.putAll(more);
        return new ScenarioPiece(tree, all, given);
    }

    /**
     * The scenario.
     *
     * @param more values by path that take the place of others
     * @throws org.rexed.document.InputException with every problem of it
     */
    public Scenario scenario(Map<String, String> more, ModelLibrary library) {
        Map<String, String> all = new LinkedHashMap<>(changes);
        all.putAll(more);
        return ScenarioReader.read(tree, all, library);
    }

    /** The scenario as it was written; with everything filled in if it stands inside another file. */
    public String given(Scenario scenario) {
        return given == null ? scenario.resolved() : given;
    }
}
