package org.rexed.sensitivity;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.rexed.calibration.FreeParameter;
import org.rexed.calibration.Transform;
import org.rexed.document.Fields;
import org.rexed.document.InputException;
import org.rexed.document.Location;
import org.rexed.document.Plain;
import org.rexed.experiment.Plan;
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
        Plan plan = Plan.read(file, changes, library);
        Fields f = plan.fields();
        ScenarioPiece piece = plan.piece().with(changes);
        Scenario scenario = plan.scenario();
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
        plan.problems().throwIfAny();
        return new SensitivityPlan(plan.name(), plan.title(), piece, scenario, method, size, levels, replicates,
            parameters, outcomes,
            quantities.places(), Plain.text(plan.tree()) + changes);
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
