package org.rexed.treatment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import org.rexed.document.Problems;
import org.rexed.experiment.Plan;
import org.rexed.experiment.ScenarioPiece;
import org.rexed.measure.Quantity;
import org.rexed.measure.QuantityReader;
import org.rexed.scenario.Arm;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.Scenario;

/**
 * A file that compares strategies: each arm of its scenario is one, the reference arm goes on as before.
 *
 * @param name file-safe name
 * @param title heading
 * @param piece the scenario as written
 * @param scenario the scenario as read
 * @param outcomes by what strategies are compared
 * @param leaving when patients give up; null if they never do
 * @param search what the best schedule is looked for in; null if it is not asked for
 * @param places where slow variables are named
 * @param text of the file without places and comments
 */
public record TreatmentPlan(String name, String title, ScenarioPiece piece, Scenario scenario, List<Outcome> outcomes,
                            Leaving leaving, Limits search, Map<List<String>, Location> places, String text) {
    private static final int MOST_EVALUATIONS = 100_000;
    private static final double LARGEST_WEIGHT = 1e6;

    /**
     * Limits of a search for the best schedule.
     *
     * @param arm the strategy that is varied
     * @param parameters fields of the scenario by path, with bounds
     * @param weights cost of each outcome for each unit; an outcome of which more is better lowers the cost
     * @param leavingWeight cost of everybody leaving
     * @param evaluations schedules that are tried
     */
    public record Limits(String arm, List<FreeParameter> parameters, Map<String, Double> weights, double leavingWeight,
                         int evaluations) {}

    /**
     * Reads a file.
     *
     * @param changes values of the scenario by path that take the place of others
     * @throws org.rexed.document.InputException with every problem
     */
    public static TreatmentPlan read(Path file, Map<String, String> changes, ModelLibrary library) {
        Problems problems = new Problems();
        Optional<Node.Mapping> tree = Document.tree(file, problems);
        problems.throwIfAny();
        return read(file, tree.orElseThrow(), changes, library, problems);
    }

    /**
     * Reads a comparison of the library, or the comparison that a planned regimen there becomes.
     *
     * @param changes values of the scenario by path that take the place of others
     * @throws org.rexed.document.InputException with every problem
     */
    public static TreatmentPlan named(String name, Map<String, String> changes, ModelLibrary library) {
        Path file = library.path(ModelLibrary.Kind.TREATMENT, name);
        boolean forecast = Document.tree(file, new Problems()).filter(Forecast::isOne).isPresent();
        return forecast ? Forecast.read(file, changes, library).plan() : read(file, changes, library);
    }

    static TreatmentPlan read(Path file, Node.Mapping tree, Map<String, String> changes, ModelLibrary library,
                              Problems problems) {
        Plan plan = Plan.read(file, tree, changes, library, problems);
        Fields f = plan.fields();
        Scenario scenario = plan.scenario();
        QuantityReader quantities = new QuantityReader(scenario, library, null);
        List<Outcome> outcomes = new ArrayList<>();
        f.namedMaps("outcomes").forEach((key, written) -> outcomes.add(outcome(key, written, quantities)));
        if (outcomes.isEmpty()) {
            f.problem("outcomes", "outcomes: at least one is needed");
        }
        Leaving leaving = f.has("leaving") ? leaving(f.map("leaving"), quantities) : null;
        Limits search = f.has("search") ? search(f.map("search"), scenario, outcomes) : null;
        f.done();
        problems.throwIfAny();
        if (search != null) {
            checkPaths(search, f.map("search"), plan.piece(), changes, library);
            problems.throwIfAny();
        }
        return new TreatmentPlan(plan.name(), plan.title(), plan.piece(), scenario, outcomes, leaving,
            search, quantities.places(), plan.text());
    }

    /** Tells what is wrong with a path before subjects are simulated, not when the search begins. */
    private static void checkPaths(Limits search, Fields f, ScenarioPiece piece, Map<String, String> changes,
                                   ModelLibrary library) {
        List<Fields> written = f.maps("parameters");
        for (int i = 0; i < written.size(); i++) {
            FreeParameter p = search.parameters().get(i);
            Map<String, String> all = new LinkedHashMap<>(changes);
            all.put(p.path(), p.text(p.start()));
            try {
                piece.scenario(all, library);
            } catch (InputException e) {
                written.get(i).problem("path", "path: " + e.problems().get(0).message());
            }
        }
    }

    private static Outcome outcome(String name, Fields f, QuantityReader quantities) {
        String title = f.text("title");
        Outcome.Better better = f.choice("better", Outcome.Better.class);
        Quantity quantity;
        if (f.has("days-until")) {
            Fields until = f.map("days-until");
            Quantity whole = quantities.read(until.map("of"));
            List<Double> times = times(whole);
            quantity = new DaysUntil(whole.oneByOne(), times, until.quantity("from", "min"),
                until.quantity("above", "1", Double.NEGATIVE_INFINITY),
                until.quantity("below", "1", Double.POSITIVE_INFINITY));
            if (times.isEmpty() || times.size() != whole.oneByOne().size()) {
                until.problem("of", "of: expected a reading or slow variable, or a difference of two, at several"
                    + " times");
            } else if (!rising(times)) {
                until.problem("of", "of: times must rise");
            }
            if (!until.has("above") && !until.has("below")) {
                f.problem("days-until", "days-until: expected above, below or both");
            }
            until.done();
        } else {
            quantity = quantities.read(f.map("of"));
        }
        f.done();
        return new Outcome(name, title, better, quantity);
    }

    /** Times of a quantity that is a mean over several. */
    private static List<Double> times(Quantity quantity) {
        if (quantity instanceof Quantity.Reading reading) {
            return reading.times_min();
        }
        if (quantity instanceof Quantity.State state) {
            return state.times_min();
        }
        return quantity instanceof Quantity.Difference difference ? times(difference.of()) : List.of();
    }

    private static boolean rising(List<Double> times) {
        return java.util.stream.IntStream.range(1, times.size()).noneMatch(i -> times.get(i) <= times.get(i - 1));
    }

    private static Leaving leaving(Fields f, QuantityReader quantities) {
        List<Leaving.Part> parts = new ArrayList<>();
        List<Double> times = List.of();
        for (Fields written : f.maps("discomfort", "at least one reading is needed")) {
            Quantity whole = quantities.read(written.map("of"));
            List<Double> own = times(whole);
            if (own.isEmpty() || whole.oneByOne().size() != own.size()) {
                written.problem("of", "of: expected a reading or slow variable at the times of the visits");
            } else if (!rising(own)) {
                written.problem("of", "of: times must rise");
            } else if (!times.isEmpty() && !times.equals(own)) {
                written.problem("of", "of: the times differ from those of the first reading; visits are the same for"
                    + " all");
            }
            times = times.isEmpty() ? own : times;
            parts.add(new Leaving.Part(whole.oneByOne(), written.quantity("weight", "1", 0, LARGEST_WEIGHT)));
            written.done();
        }
        Leaving leaving = new Leaving(parts, times, f.quantity("borne", "1", Double.MIN_NORMAL, LARGEST_WEIGHT),
            f.quantity("variation", "1", 0, 3));
        f.done();
        return leaving;
    }

    private static Limits search(Fields f, Scenario scenario, List<Outcome> outcomes) {
        String arm = f.named("arm", scenario.arms().stream().map(Arm::name).toList());
        List<FreeParameter> parameters = new ArrayList<>();
        for (Fields p : f.maps("parameters", "at least one is needed")) {
            String unit = p.text("unit");
            double low = p.quantity("from", unit);
            double high = p.quantity("to", unit);
            double start = p.quantity("start", unit, low, high);
            if (!(low < high)) {
                p.problem("to", "to: must be above from");
            }
            Transform transform = p.choice("transform", Transform.class, Transform.LINEAR);
            if (low < high && !transform.complaint(low, high).isEmpty()) {
                p.problem("transform", "transform: " + transform.complaint(low, high) + "; found " + p.raw("from")
                    + " to " + p.raw("to"));
            }
            parameters.add(new FreeParameter(p.text("path"), unit, low, high, start, transform));
            p.done();
        }
        Map<String, Double> weights = new LinkedHashMap<>();
        Fields cost = f.map("cost");
        List<String> names = outcomes.stream().map(Outcome::name).toList();
        double leaving = cost.quantity("leaving", "1", 0, LARGEST_WEIGHT, 0);
        for (String name : cost.keys(names)) {
            if (!name.equals("leaving")) {
                weights.put(name, cost.quantity(name, "1", 0, LARGEST_WEIGHT));
                if (!names.contains(name)) {
                    cost.problem(name, "cost: no outcome \"" + name + "\"; allowed: " + String.join(", ", names)
                        + ", leaving");
                }
            }
        }
        cost.done();
        int evaluations = (int) f.integer("evaluations", 1, MOST_EVALUATIONS);
        f.done();
        return new Limits(arm, parameters, weights, leaving, evaluations);
    }

    /** The same quantity of another arm. */
    Quantity of(Quantity quantity, String arm) {
        return quantity.inArms(name -> name.equals(scenario.reference()) ? arm : name);
    }

    /** Everything that has to be read in an arm. */
    List<Quantity> quantities(String arm) {
        List<Quantity> all = new ArrayList<>();
        outcomes.forEach(outcome -> all.add(of(outcome.of(), arm)));
        if (leaving != null) {
            all.addAll(leaving.quantities(scenario.reference(), arm));
        }
        return all;
    }
}
