package org.rexed.sensitivity;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rexed.calibration.FreeParameter;
import org.rexed.experiment.Csv;
import org.rexed.experiment.DataFile;
import org.rexed.experiment.FolderException;
import org.rexed.experiment.JsonText;
import org.rexed.experiment.ModelIdentity;
import org.rexed.experiment.RunFolder;
import org.rexed.experiment.Version;
import org.rexed.measure.Observed;
import org.rexed.measure.Quantity;
import org.rexed.measure.Study;
import org.rexed.measure.StudyQueue;
import org.rexed.measure.VariableCheck;
import org.rexed.random.RandomKey;
import org.rexed.scenario.ModelLibrary;
import org.rexed.simulation.Assembly;

/**
 * Simulates every point of a design and reads the indices. Points are on disk as soon as they are done, so that a stop
 * loses only the one under way; a point whose subjects failed is tried again by the next start, and left out and told
 * if it fails again.
 */
public final class SensitivityRun {
    /** What the manifest of a folder calls itself. */
    public static final String KIND = "sensitivity";
    /** Name of the file with everything that was found. */
    public static final String RESULT = "sensitivity.json";
    /** Name of the table of points. */
    public static final String POINTS = "points.csv";
    private static final int SEED_BITS = 44;

    private final SensitivityPlan plan;
    private final ModelLibrary library;
    private final Evaluator evaluator;

    /** Works out the outcomes of a point with one seed; NaN where an outcome does not exist. */
    interface Evaluator {
        double[] outcomes(Map<String, String> values, long seed, int threads);
    }

    /** Is told how far the work is. */
    public interface Watcher {
        /** A point is done. */
        void point(int done, int points, int failed);
    }

    /**
     * A run that has not begun.
     *
     * @throws org.rexed.document.InputException if a slow variable does not exist
     */
    public SensitivityRun(SensitivityPlan plan, ModelLibrary library) {
        this.plan = plan;
        this.library = library;
        evaluator = this::simulate;
        VariableCheck variables = new VariableCheck();
        variables.check(study(Map.of()), plan.places(), "");
        variables.throwIfAny();
    }

    SensitivityRun(SensitivityPlan plan, ModelLibrary library, Evaluator evaluator) {
        this.plan = plan;
        this.library = library;
        this.evaluator = evaluator;
    }

    private Study study(Map<String, String> values) {
        List<Quantity> quantities = plan.outcomes().stream().map(SensitivityPlan.Outcome::of).toList();
        return new Study(new Assembly(plan.piece().scenario(values, library), library), quantities, null);
    }

    private double[] simulate(Map<String, String> values, long seed, int threads) {
        Map<String, String> all = new LinkedHashMap<>(values);
        all.put("seed", Long.toString(seed));
        Study study = study(all);
        StudyQueue.simulate(study, threads);
        double[] outcomes = new double[plan.outcomes().size()];
        Observed observed = study.complete() ? study.observed() : null;
        for (int o = 0; o < outcomes.length; o++) {
            outcomes[o] = observed == null ? Double.NaN : plan.outcomes().get(o).of()
                .estimate(observed, RandomKey.of(0).child("outcome").child(o)).mean();
        }
        return outcomes;
    }

    /** Points of the design. */
    public int points() {
        return plan.points().size();
    }

    /** Subjects of all points together. */
    public long subjects() {
        return (long) points() * plan.replicates() * study(Map.of()).runs();
    }

    private long seed(int replicate) {
        return replicate == 0 ? plan.scenario().seed() : plan.key().child("replicate").child(replicate).high()
            >>> (Long.SIZE - SEED_BITS);
    }

    /** SHA-256 of everything that points depend on. */
    private String identity() {
        return DataFile.sha256(ModelIdentity.of(library) + "\n" + plan.text());
    }

    /**
     * Simulates what is missing and writes the folder.
     *
     * @throws FolderException if the folder was begun with something else
     */
    public ObjectNode run(RunFolder folder, String command, int threads, Watcher watcher) {
        return folder.locked(() -> work(folder, command, threads, watcher));
    }

    private ObjectNode work(RunFolder folder, String command, int threads, Watcher watcher) {
        String identity = identity();
        Map<String, double[]> known = known(folder, identity);
        folder.note("kind", KIND);
        folder.note("identity", identity);
        List<double[]> points = plan.points();
        folder.begin(command, plan.name(), plan.scenario().seed(), plan.scenario().subjects(), points.size());
        double[][][] outcomes = new double[points.size()][plan.replicates()][];
        int failed = 0;
        for (int i = 0; i < points.size(); i++) {
            boolean whole = true;
            for (int r = 0; r < plan.replicates(); r++) {
                String key = i + "," + r;
                if (!known.containsKey(key)) {
                    known.put(key, evaluator.outcomes(values(points.get(i)), seed(r), threads));
                    folder.write(POINTS, table(points, known));
                }
                outcomes[i][r] = known.get(key);
                for (double outcome : outcomes[i][r]) {
                    whole &= !Double.isNaN(outcome);
                }
            }
            failed += whole ? 0 : 1;
            watcher.point(i + 1, points.size(), failed);
        }
        ObjectNode result = result(outcomes, failed);
        result.put("folder", folder.path().toString());
        folder.write(RESULT, JsonText.of(result));
        folder.write("sensitivity.csv", table(result));
        folder.end(failed);
        return result;
    }

    /** All that is known, also of points behind the one under way, so that a stop during a later start loses none. */
    private String table(List<double[]> points, Map<String, double[]> known) {
        List<Object> head = new ArrayList<>(List.of("point", "replicate"));
        head.addAll(plan.columns());
        plan.outcomes().forEach(outcome -> head.add(outcome.title()));
        StringBuilder table = new StringBuilder(Csv.line(head.toArray()));
        for (int i = 0; i < points.size(); i++) {
            for (int r = 0; r < plan.replicates(); r++) {
                double[] outcomes = known.get(i + "," + r);
                table.append(outcomes == null ? "" : row(i, r, points.get(i), outcomes));
            }
        }
        return table.toString();
    }

    private String row(int point, int replicate, double[] place, double[] outcomes) {
        List<Object> cells = new ArrayList<>(List.of(point, replicate));
        for (int p = 0; p < plan.parameters().size(); p++) {
            cells.add(plan.parameters().get(p).value(place[p]));
        }
        cells.add(place[place.length - 1]);
        for (double outcome : outcomes) {
            cells.add(outcome);
        }
        return Csv.line(cells.toArray());
    }

    private Map<String, String> values(double... place) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int p = 0; p < plan.parameters().size(); p++) {
            FreeParameter parameter = plan.parameters().get(p);
            values.put(parameter.path(), parameter.text(parameter.value(place[p])));
        }
        return values;
    }

    /** Outcomes of an earlier start by point and replicate; failed ones are tried again. */
    private Map<String, double[]> known(RunFolder folder, String identity) {
        Map<String, double[]> known = new HashMap<>();
        Path file = folder.path().resolve(POINTS);
        if (!Files.isRegularFile(file)) {
            return known;
        }
        if (!folder.noted("identity").equals(identity)) {
            throw new FolderException(FolderException.Reason.FOREIGN, folder.path()
                + " was begun with another file, other settings, model files or version");
        }
        try {
            List<String> lines = Files.readAllLines(file);
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split(",", -1);
                double[] outcomes = new double[plan.outcomes().size()];
                boolean whole = cells.length == 2 + plan.columns().size() + outcomes.length;
                for (int o = 0; whole && o < outcomes.length; o++) {
                    String cell = cells[cells.length - outcomes.length + o];
                    whole = !cell.isEmpty() && !cell.equals("NaN");
                    outcomes[o] = whole ? Double.parseDouble(cell) : Double.NaN;
                }
                if (whole) {
                    known.put(cells[0] + "," + cells[1], outcomes);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return known;
    }

    private ObjectNode result(double[][][] outcomes, int failed) {
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("name", plan.name()).put("title", plan.title())
            .put("version", Version.text()).put("method", plan.method().name().toLowerCase(java.util.Locale.ROOT))
            .put("points", outcomes.length).put("failed", failed).put("replicates", plan.replicates());
        ArrayNode all = result.putArray("outcomes");
        for (int o = 0; o < plan.outcomes().size(); o++) {
            ObjectNode node = all.addObject().put("title", plan.outcomes().get(o).title());
            double[] means = new double[outcomes.length];
            double noise = 0;
            for (int i = 0; i < outcomes.length; i++) {
                double mean = 0;
                for (double[] replicate : outcomes[i]) {
                    mean += replicate[o] / outcomes[i].length;
                }
                double squares = 0;
                for (double[] replicate : outcomes[i]) {
                    squares += (replicate[o] - mean) * (replicate[o] - mean);
                }
                means[i] = mean;
                noise += outcomes[i].length < 2 ? Double.NaN
                    : squares / (outcomes[i].length - 1) / outcomes[i].length / outcomes.length;
            }
            JsonText.put(node, "noise_sd", StrictMath.sqrt(noise));
            if (failed == 0) {
                parameters(node.putArray("parameters"), means);
            } else {
                node.putArray("parameters");
            }
        }
        return result;
    }

    private void parameters(ArrayNode list, double[] means) {
        List<String> columns = plan.columns();
        List<Morris.Effects> effects = plan.method() == SensitivityPlan.Method.MORRIS
            ? plan.morris().effects(means, plan.key()) : List.of();
        List<Sobol.Indices> indices = plan.method() == SensitivityPlan.Method.SOBOL
            ? plan.sobol().indices(means, plan.key()) : List.of();
        for (int p = 0; p < columns.size(); p++) {
            ObjectNode node = list.addObject().put("path", columns.get(p));
            if (effects.isEmpty()) {
                put(node, "first", indices.get(p).first());
                put(node, "total", indices.get(p).total());
            } else {
                put(node, "mean_absolute", effects.get(p).meanAbsolute());
                put(node, "mean", effects.get(p).mean());
                put(node, "spread", effects.get(p).spread());
            }
        }
    }

    private static void put(ObjectNode node, String key, Interval interval) {
        JsonText.estimate(node, key, interval.value(), interval.low(), interval.high());
    }

    private static String table(ObjectNode result) {
        StringBuilder table = new StringBuilder("outcome,parameter,index,value,ci95_low,ci95_high\n");
        result.get("outcomes").forEach(outcome -> outcome.get("parameters").forEach(parameter ->
            parameter.fieldNames().forEachRemaining(key -> {
                if (parameter.get(key).isNumber()) {
                    boolean bounded = parameter.hasNonNull(key + "_ci95");
                    table.append(Csv.line(outcome.get("title").asText(), parameter.get("path").asText(), key,
                        parameter.get(key).asDouble(),
                        bounded ? parameter.get(key + "_ci95").get(0).asDouble() : Double.NaN,
                        bounded ? parameter.get(key + "_ci95").get(1).asDouble() : Double.NaN));
                }
            })));
        return table.toString();
    }
}
