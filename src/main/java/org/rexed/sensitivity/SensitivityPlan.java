package org.rexed.sensitivity;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rexed.calibration.FreeParameter;
import org.rexed.calibration.Transform;
import org.rexed.document.Document;
import org.rexed.document.Fields;
import org.rexed.document.InputException;
import org.rexed.document.Location;
import org.rexed.document.Node;
import org.rexed.document.Plain;
import org.rexed.document.Problems;
import org.rexed.experiment.ScenarioPiece;
import org.rexed.measure.Quantity;
import org.rexed.measure.QuantityReader;
import org.rexed.random.RandomKey;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.Scenario;

/**
 * A file that asks how much fields of a scenario matter for outcomes.
 *
 * @param name file-safe name
 * @param title heading
 * @param piece the scenario as written
 * @param scenario the scenario as read
 * @param method Morris or Sobol
 * @param size trajectories or samples
 * @param levels of the grid of Morris
 * @param replicates seeds with which every point is simulated
 * @param parameters fields with bounds
 * @param outcomes quantities by title, in the order of the file
 * @param places where slow variables are named
 * @param text of the file without places and comments
 */
public record SensitivityPlan(String name, String title, ScenarioPiece piece, Scenario scenario, Method method,
                              int size, int levels, int replicates, List<FreeParameter> parameters,
                              List<Outcome> outcomes, Map<List<String>, Location> places, String text) {
    /** Name of a parameter that does nothing: what it seems to do is noise. */
    public static final String DUMMY = "dummy";

    private static final int VERSION = 1;
    private static final int MOST_SAMPLES = 65_536;
    private static final int MOST_LEVELS = 20;
    private static final int MOST_REPLICATES = 1000;
    private static final int MOST_PARAMETERS = 400;

    /** How points are laid and read. */
    public enum Method {
        /** Screening by elementary effects. */
        MORRIS,
        /** Variance-based indices. */
        SOBOL
    }

    /**
     * Something that may depend on the parameters.
     *
     * @param title in words
     * @param of how it is measured
     */
    public record Outcome(String title, Quantity of) {}

    /**
     * Reads a file.
     *
     * @param changes values of the scenario by path that take the place of others
     * @throws InputException with every problem
     */
    public static SensitivityPlan read(Path file, Map<String, String> changes, ModelLibrary library) {
        Problems problems = new Problems();
        Optional<Node.Mapping> tree = Document.tree(file, problems);
        problems.throwIfAny();
        Fields f = Document.fields(tree.orElseThrow(), problems);
        f.integer("rexed", VERSION, VERSION);
        String name = f.text("name");
        if (!name.isEmpty() && !name.matches("[a-z0-9][a-z0-9-]{0,63}")) {
            f.problem("name", "name: found \"" + name + "\"; allowed are a-z, 0-9 and - inside, at most 64 characters");
        }
        String title = f.text("title");
        f.text("description", "");
        Optional<ScenarioPiece> written = ScenarioPiece.read(file, tree.get(), f, library, problems);
        if (written.isEmpty()) {
            problems.throwIfAny();
        }
        ScenarioPiece piece = written.orElseThrow().with(changes);
        Scenario scenario = piece.scenario(Map.of(), library);
        Method method = f.choice("method", Method.class);
        boolean morris = method == Method.MORRIS;
        int size = (int) f.integer(morris ? "trajectories" : "samples", 2, MOST_SAMPLES);
        int levels = morris ? (int) f.integer("levels", 2, MOST_LEVELS, 4) : 0;
        if (levels % 2 != 0) {
            f.problem("levels", "levels: found " + levels + "; allowed are even numbers");
        }
        int replicates = (int) f.integer("replicates", 1, MOST_REPLICATES, 1);
        List<FreeParameter> parameters = new ArrayList<>();
        for (Fields p : f.maps("parameters", "at least one parameter is needed")) {
            parameter(p, parameters, piece, library);
        }
        if (parameters.size() > MOST_PARAMETERS) {
            f.problem("parameters", "parameters: found " + parameters.size() + "; allowed " + MOST_PARAMETERS);
        }
        QuantityReader quantities = new QuantityReader(scenario, library, null);
        List<Outcome> outcomes = new ArrayList<>();
        for (Fields o : f.maps("outcomes", "at least one outcome is needed")) {
            outcomes.add(new Outcome(o.text("title"), quantities.read(o.map("of"))));
            o.done();
        }
        f.done();
        problems.throwIfAny();
        return new SensitivityPlan(name, title, piece, scenario, method, size, levels, replicates, parameters, outcomes,
            quantities.places(), Plain.text(tree.get()) + changes);
    }

    private static void parameter(Fields p, List<FreeParameter> parameters, ScenarioPiece piece,
                                  ModelLibrary library) {
        String path = p.text("path");
        String unit = p.text("unit", "1");
        double low = p.quantity("from", unit);
        double high = p.quantity("to", unit);
        Transform transform = p.choice("transform", Transform.class, Transform.LINEAR);
        p.done();
        if (!(low < high)) {
            p.problem("to", "to: must be above from");
            return;
        }
        if (transform != Transform.LINEAR && low <= 0) {
            p.problem("from", "from: a transform by " + transform.name().toLowerCase(java.util.Locale.ROOT)
                + " needs values above zero");
            return;
        }
        if (parameters.stream().anyMatch(other -> other.path().equals(path))) {
            p.problem("path", "path: " + path + " is there twice");
        }
        FreeParameter parameter = new FreeParameter(path, unit, low, high, low, transform);
        parameters.add(parameter);
        for (double end : new double[] {0, 1}) {
            try {
                piece.scenario(Map.of(path, parameter.text(parameter.value(end))), library);
            } catch (InputException e) {
                e.problems().forEach(problem -> p.problem("path", path + " cannot be "
                    + parameter.text(parameter.value(end)) + ": " + problem.message()));
                return;
            }
        }
    }

    /** Parameters and the dummy. */
    public List<String> columns() {
        List<String> columns = new ArrayList<>(parameters.stream().map(FreeParameter::path).toList());
        columns.add(DUMMY);
        return columns;
    }

    Morris morris() {
        return new Morris(parameters.size() + 1, size, levels, key());
    }

    Sobol sobol() {
        return new Sobol(parameters.size() + 1, size, key());
    }

    RandomKey key() {
        return RandomKey.of(scenario.seed()).child("sensitivity");
    }

    /** Places of all points. */
    public List<double[]> points() {
        return method == Method.MORRIS ? morris().points() : sobol().points();
    }
}
