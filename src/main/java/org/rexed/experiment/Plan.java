package org.rexed.experiment;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.rexed.document.Document;
import org.rexed.document.Fields;
import org.rexed.document.Node;
import org.rexed.document.Plain;
import org.rexed.document.Problems;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.Scenario;

/**
 * What files that ask something of one scenario have in common: version, name, title, description, the scenario and
 * what of it is changed.
 *
 * @param tree the file as it was written
 * @param fields of the file; those read here are known, the rest is the reader's
 * @param problems that the rest adds to
 * @param name file-safe name
 * @param title heading
 * @param piece the scenario as written
 * @param scenario the scenario as read
 */
public record Plan(Node.Mapping tree, Fields fields, Problems problems, String name, String title, ScenarioPiece piece,
                   Scenario scenario) {
    private static final int VERSION = 1;

    /**
     * Reads the head of a file.
     *
     * @param changes values of the scenario by path that take the place of others
     * @throws org.rexed.document.InputException with every problem of the scenario
     */
    public static Plan read(Path file, Map<String, String> changes, ModelLibrary library) {
        Problems problems = new Problems();
        Optional<Node.Mapping> tree = Document.tree(file, problems);
        problems.throwIfAny();
        return read(file, tree.orElseThrow(), changes, library, problems);
    }

    /** The file without places and comments. */
    public String text() {
        return Plain.text(tree);
    }

    /** The same of a file whose text was read before. */
    public static Plan read(Path file, Node.Mapping tree, Map<String, String> changes, ModelLibrary library,
                            Problems problems) {
        Fields f = Document.fields(tree, problems);
        f.integer("rexed", VERSION, VERSION);
        String name = f.text("name");
        if (!name.isEmpty() && !name.matches("[a-z0-9][a-z0-9-]{0,63}")) {
            f.problem("name", "name: found \"" + name + "\"; allowed are a-z, 0-9 and - inside, at most 64 characters");
        }
        String title = f.text("title");
        f.text("description", "");
        Optional<ScenarioPiece> piece = ScenarioPiece.read(file, tree, f, library, problems);
        if (piece.isEmpty()) {
            problems.throwIfAny();
        }
        return new Plan(tree, f, problems, name, title, piece.orElseThrow(),
            piece.get().scenario(changes, library));
    }
}
