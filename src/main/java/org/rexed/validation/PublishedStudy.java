package org.rexed.validation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rexed.document.Document;
import org.rexed.document.Fields;
import org.rexed.document.Grammar;
import org.rexed.document.Location;
import org.rexed.document.Node;
import org.rexed.document.Plain;
import org.rexed.document.Problems;
import org.rexed.experiment.DataFile;
import org.rexed.measure.Quantity;
import org.rexed.measure.QuantityReader;
import org.rexed.measure.Study;
import org.rexed.measure.VariableCheck;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.ModelLibrary.Kind;
import org.rexed.scenario.Scenario;
import org.rexed.scenario.ScenarioReader;
import org.rexed.simulation.Assembly;

/**
 * A scenario that stands for a published experiment.
 *
 * @param id name of its file
 * @param given text of the file; empty if its tree was changed
 * @param tree the same as read
 * @param scenario the experiment
 * @param publication where it was published
 * @param targets what the publication reports
 * @param places where slow variables are named, by entity and name
 */
public record PublishedStudy(String id, String given, Node.Mapping tree, Scenario scenario, Publication publication,
                             List<Target> targets, Map<List<String>, Location> places) {
    private static final String FOLDER = "from-papers/";
    private static final int MOST_SUBJECTS = 100_000;

    /** Keeps its own copies. */
    public PublishedStudy {
        targets = List.copyOf(targets);
        places = Map.copyOf(places);
    }

    /** Names of the published experiments of a library, sorted. */
    public static List<String> names(ModelLibrary library) {
        return library.names(Kind.SCENARIO).stream().filter(name -> name.startsWith(FOLDER))
            .map(name -> name.substring(FOLDER.length())).toList();
    }

    /**
     * The file of a published experiment of a library.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Path path(ModelLibrary library, String id) {
        return library.path(Kind.SCENARIO, FOLDER + id);
    }

    /** Whether a scenario file says of itself that it was published; others have no targets. */
    public static boolean isOne(Node.Mapping tree) {
        return tree.entries().containsKey("publication") || tree.entries().containsKey("targets");
    }

    /**
     * Reads a scenario file with its publication and targets.
     *
     * @throws org.rexed.document.InputException with every problem of it
     */
    public static PublishedStudy read(Path file, ModelLibrary library) {
        Problems problems = new Problems();
        Optional<Node.Mapping> tree = Document.tree(file, problems);
        problems.throwIfAny();
        return of(file.getFileName().toString().replaceFirst("\\.ya?ml$", ""), DataFile.text(file),
            tree.orElseThrow(), library, null);
    }

    /** The same from a tree that was read, and perhaps changed, before; there is no text that was given. */
    public static PublishedStudy of(String id, Node.Mapping tree, ModelLibrary library) {
        return of(id, "", tree, library, null);
    }

    /** The same, with notes of what is asked of the file. */
    public static PublishedStudy of(String id, Node.Mapping tree, ModelLibrary library, Grammar grammar) {
        return of(id, "", tree, library, grammar);
    }

    private static PublishedStudy of(String id, String given, Node.Mapping tree, ModelLibrary library,
                                     Grammar grammar) {
        Scenario scenario = ScenarioReader.read(tree, library, grammar);
        Problems problems = new Problems();
        Fields f = Document.fields(tree, problems, grammar);
        Publication publication = Publication.read(f.map("publication"));
        QuantityReader reader = new QuantityReader(scenario, library, null);
        List<Target> targets = new ArrayList<>();
        Map<String, Integer> lines = new LinkedHashMap<>();
        for (Fields written : f.maps("targets", "at least one is needed beside publication; without them nothing is"
                + " compared")) {
            Target target = target(written, reader);
            Integer first = lines.putIfAbsent(target.name(), written.locationOf("name").line());
            if (first != null && !target.name().isEmpty()) {
                written.problem("name", "name: two targets are called \"" + target.name() + "\"; first in line "
                    + first);
            }
            targets.add(target);
        }
        problems.throwIfAny();
        return new PublishedStudy(id, given, tree, scenario, publication, targets, reader.places());
    }

    private static Target target(Fields f, QuantityReader reader) {
        String name = f.text("name");
        if (!name.isEmpty() && !name.matches("[a-z0-9][a-z0-9-]{0,63}")) {
            f.problem("name", "name: found \"" + name + "\"; allowed are a-z, 0-9 and - inside, at most 64 characters");
        }
        String statement = f.text("statement");
        Target.Confidence confidence = f.choice("confidence", Target.Confidence.class);
        int before = f.problems().list().size();
        Quantity quantity = reader.partWithUnit(f);
        String unit = f.problems().list().size() == before ? reader.unit(quantity) : "";
        if (unit.isEmpty()) {
            if (f.problems().list().size() == before) {
                f.problems().add(f.location(), "target " + name + ": the unit of this quantity is not fixed; compare it"
                    + " with another by of and over");
            }
            // Limits of a quantity without unit cannot be read; each problem is told once.
            f.has("direction");
            f.has("published");
            f.done();
            return new Target(name, statement, confidence, quantity, "1", 0, 0, null);
        }
        Fields direction = f.map("direction");
        boolean difference = quantity instanceof Quantity.Difference;
        double low = direction.has("above") ? number(direction, "above", unit, difference) : Double.NEGATIVE_INFINITY;
        double high = direction.has("below") ? number(direction, "below", unit, difference) : Double.POSITIVE_INFINITY;
        if (!direction.has("above") && !direction.has("below")) {
            f.problem("direction", "direction: expected above or below for a change, or both for a result that the"
                + " publication calls no change");
        } else if (low >= high) {
            f.problem("direction", "direction: above must be less than below, otherwise nothing agrees");
        }
        direction.done();
        Target.Published published = f.has("published") ? published(f.map("published"), unit, difference)
            : null;
        f.done();
        return new Target(name, statement, confidence, quantity, unit, low, high, published);
    }

    private static Target.Published published(Fields f, String unit, boolean difference) {
        String printed = f.either(List.of("value", "from"));
        double low = printed.isEmpty() ? Double.NaN : number(f, printed, unit, difference);
        double high = printed.equals("from") ? number(f, "to", unit, difference) : low;
        if (printed.equals("value") && f.has("to")) {
            f.problem("to", "to: belongs to from; found beside value");
        }
        if (low > high) {
            f.problem("from", "from: must not be above to");
        }
        int n = (int) f.integer("n", 1, MOST_SUBJECTS);
        double error = Double.NaN;
        if (f.has("sd")) {
            error = spread(f, "sd", unit) / StrictMath.sqrt(n);
        }
        if (f.has("sem")) {
            if (f.has("sd")) {
                f.problem("sem", "sem: sd is there too; state one of them");
            }
            error = spread(f, "sem", unit);
        }
        f.done();
        return new Target.Published(low, high, error, n);
    }

    /** A number in the unit of a quantity; a difference of temperatures is the same number in K and in Cel. */
    private static double number(Fields f, String key, String unit, boolean difference) {
        boolean kelvin = f.has(key) && f.raw(key).strip().endsWith("K");
        return f.reading(key, difference && kelvin ? difference(unit) : unit);
    }

    private static double spread(Fields f, String key, String unit) {
        double spread = f.reading(key, difference(unit));
        if (spread < 0) {
            f.problem(key, key + ": a spread is not negative; found " + f.raw(key));
        }
        return spread;
    }

    /** A spread of temperatures is a difference of them, whose zero is its own. */
    private static String difference(String unit) {
        return unit.equals("Cel") ? "K" : unit;
    }

    /**
     * Checks that the slow variables of the targets exist, for which a subject of each arm is begun.
     *
     * @param assembly of its scenario
     * @throws org.rexed.document.InputException with every problem
     */
    public void checkVariables(Assembly assembly) {
        VariableCheck variables = new VariableCheck();
        variables.check(new Study(assembly, targets.stream().map(Target::quantity).toList(), null), places, "");
        variables.throwIfAny();
    }

    /**
     * The experiment with values by path in place of those of the file.
     *
     * @throws org.rexed.document.InputException with every problem
     */
    public Scenario scenario(Map<String, String> changes, ModelLibrary library) {
        return ScenarioReader.read(tree, changes, library);
    }

    /** Everything that says what was published and how it is measured, without comments, for a checksum. */
    public String published() {
        return Plain.text(tree.entries().get("targets").value());
    }
}
