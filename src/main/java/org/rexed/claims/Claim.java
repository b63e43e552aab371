package org.rexed.claims;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rexed.document.Document;
import org.rexed.document.Fields;
import org.rexed.document.Node;
import org.rexed.document.Problems;
import org.rexed.experiment.ScenarioPiece;
import org.rexed.quantity.Units;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.Scenario;

/**
 * A statement and the experiment that shows it: what is measured, when it counts as shown, and which mechanisms,
 * switched off, must break it.
 *
 * @param id short name, such as {@code A1}
 * @param title heading
 * @param statement what is claimed
 * @param piece the scenario
 * @param scenario the scenario as read, with all subjects
 * @param measures what is measured; the first is the main one
 * @param control what must break the claim; null if nothing is named
 */
public record Claim(String id, String title, String statement, ScenarioPiece piece, Scenario scenario,
                    List<Measure> measures, Control control) {
    private static final int VERSION = 1;
    /** A claim rests on at least so many subjects. */
    private static final int FEWEST_SUBJECTS = 20;

    /**
     * Something measured and the interval it must lie in.
     *
     * @param title what is measured, in words
     * @param quantity how
     * @param low the 95 % interval must lie above; negative infinity if unbounded
     * @param high the 95 % interval must lie below; infinity if unbounded
     */
    public record Measure(String title, Quantity quantity, double low, double high) {
        /** The rule in words. */
        public String rule() {
            if (low == Double.NEGATIVE_INFINITY) {
                return "below " + Units.text(high, "1");
            }
            return high == Double.POSITIVE_INFINITY ? "above " + Units.text(low, "1")
                : "between " + Units.text(low, "1") + " and " + Units.text(high, "1");
        }
    }

    /**
     * The same experiment with something switched off.
     *
     * @param title what is switched off, in words
     * @param changes values by path
     */
    public record Control(String title, Map<String, String> changes) {}

    /** Keeps its own copy. */
    public Claim {
        measures = List.copyOf(measures);
    }

    /**
     * Reads a claim file.
     *
     * @throws org.rexed.document.InputException with every problem
     */
    public static Claim read(Path file, ModelLibrary library) {
        Problems problems = new Problems();
        Optional<Node.Mapping> tree = Document.tree(file, problems);
        problems.throwIfAny();
        Fields f = Document.fields(tree.orElseThrow(), problems);
        f.integer("rexed", VERSION, VERSION);
        String id = f.text("id");
        String title = f.text("title");
        String statement = f.text("statement");
        Optional<ScenarioPiece> piece = ScenarioPiece.read(file, tree.get(), f, library, problems);
        if (piece.isEmpty()) {
            problems.throwIfAny();
        }
        Scenario scenario = piece.orElseThrow().scenario(Map.of(), library);
        if (scenario.subjects() < FEWEST_SUBJECTS) {
            f.problem("scenario", "scenario: a claim needs at least " + FEWEST_SUBJECTS + " subjects; found "
                + scenario.subjects());
        }
        QuantityReader reader = new QuantityReader(scenario, library);
        List<Measure> measures = new ArrayList<>();
        for (Fields measure : f.maps("measures")) {
            measures.add(measure(measure, reader));
        }
        if (measures.isEmpty()) {
            f.problem("measures", "measures: at least one is needed");
        }
        Control control = f.has("control") ? control(tree.get(), f.map("control")) : null;
        f.done();
        problems.throwIfAny();
        Claim claim = new Claim(id, title, statement, piece.get(), scenario, measures, control);
        if (control != null) {
            claim.controlScenario(Map.of(), library);
        }
        return claim;
    }

    private static Measure measure(Fields f, QuantityReader reader) {
        String title = f.text("title");
        Quantity quantity = reader.part(f);
        Fields pass = f.map("pass");
        double low = pass.quantity("above", "1", Double.NEGATIVE_INFINITY);
        double high = pass.quantity("below", "1", Double.POSITIVE_INFINITY);
        if (!pass.has("above") && !pass.has("below")) {
            f.problem("pass", "pass: expected above, below or both; the 95 % interval must lie there");
        }
        pass.done();
        f.done();
        return new Measure(title, quantity, low, high);
    }

    private static Control control(Node.Mapping outer, Fields f) {
        Node.Mapping inner = outer.entries().get("control").value() instanceof Node.Mapping mapping ? mapping : null;
        String title = f.text("title");
        Map<String, String> changes = inner == null ? Map.of() : ScenarioPiece.changes(inner, f, "set");
        if (changes.isEmpty()) {
            f.map("set");
        }
        f.done();
        return new Control(title, changes);
    }

    /** The scenario with the control's changes. */
    Scenario controlScenario(Map<String, String> more, ModelLibrary library) {
        Map<String, String> all = new java.util.LinkedHashMap<>(control.changes());
        all.putAll(more);
        return piece.scenario(all, library);
    }
}
