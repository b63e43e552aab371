package org.rexed.treatment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rexed.calibration.FreeParameter;
import org.rexed.calibration.Search;
import org.rexed.experiment.Csv;
import org.rexed.experiment.JsonText;
import org.rexed.experiment.RunFolder;
import org.rexed.experiment.Statistics;
import org.rexed.experiment.Statistics.Estimate;
import org.rexed.experiment.Version;
import org.rexed.measure.Quantity;
import org.rexed.measure.Study;
import org.rexed.measure.StudyFolder;
import org.rexed.measure.StudyQueue;
import org.rexed.measure.VariableCheck;
import org.rexed.random.RandomKey;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.Scenario;
import org.rexed.simulation.Assembly;

/** Simulates all strategies of a plan and compares them; searches the best schedule within the plan's limits. */
public final class TreatmentRun {
    /** What the manifest of a folder calls itself. */
    public static final String KIND = "treatment";
    /** Name of the file with everything that was found. */
    public static final String RESULT = "treatment.json";
    /** Spread of the first schedules over the limits. */
    private static final double SPREAD = 0.25;
    /** Bits of a derived seed: exact in every spreadsheet. */
    private static final int SEED_BITS = 44;

    private final TreatmentPlan plan;
    /** The planned regimen that the comparison forecasts; null if it is none. */
    private final Forecast forecast;
    private final Map<String, String> changes;
    private final ModelLibrary library;
    private final Study study;
    private final StudyQueue.Simulator given;
    private StudyQueue.Simulator simulator;

    /** Is told how far the work is. */
    public interface Watcher extends StudyQueue.Watcher<TreatmentPlan> {
        /** A schedule was tried; its cost and the lowest so far. */
        void tried(int schedules, int of, double cost, double lowest);
    }

    /**
     * A run that has not begun; all model files are read.
     *
     * @param changes values of the scenario by path with which the plan was read
     * @throws org.rexed.document.InputException if a slow variable does not exist
     */
    public TreatmentRun(TreatmentPlan plan, Map<String, String> changes, ModelLibrary library) {
        this(plan, null, changes, library, StudyQueue.Simulator.REAL);
    }

    /** The run of a forecast. */
    public TreatmentRun(Forecast forecast, ModelLibrary library) {
        this(forecast.plan(), forecast, Map.of(), library, StudyQueue.Simulator.REAL);
    }

    TreatmentRun(TreatmentPlan plan, Forecast forecast, Map<String, String> changes, ModelLibrary library,
                 StudyQueue.Simulator simulator) {
        this.plan = plan;
        this.forecast = forecast;
        this.changes = changes;
        this.library = library;
        this.given = simulator;
        this.simulator = simulator;
        List<Quantity> quantities = new ArrayList<>();
        plan.scenario().arms().forEach(arm -> quantities.addAll(plan.quantities(arm.name())));
        study = new Study(new Assembly(plan.scenario(), library), quantities, null);
        VariableCheck variables = new VariableCheck();
        variables.check(study, plan.places(), "");
        variables.throwIfAny();
    }

    /** Subjects to simulate for the comparison. */
    public int runs() {
        return study.runs();
    }

    /**
     * Simulates and writes the folder.
     *
     * @param search whether the best schedule is looked for too
     * @return everything that was found; without strategies if a subject failed
     */
    public ObjectNode run(RunFolder folder, String command, int threads, boolean search, Watcher watcher) {
        folder.note("kind", KIND);
        String text = String.join("\n", plan.text(), plan.scenario().resolved(), Boolean.toString(search));
        return new StudyFolder(folder, library, text).work(() -> folder.begin(command, plan.name(),
            plan.scenario().seed(), plan.scenario().subjects(), study.runs()), given, simulating -> {
                simulator = simulating;
                return found(folder, command, threads, search, watcher);
            });
    }

    private ObjectNode found(RunFolder folder, String command, int threads, boolean search, Watcher watcher) {
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("name", plan.name()).put("title", plan.title())
            .put("folder", folder.path().toString()).put("version", Version.text())
            .put("subjects", plan.scenario().subjects());
        simulate(study, threads, watcher);
        if (study.complete()) {
            StringBuilder table = new StringBuilder(
                "arm,outcome,how,n,mean,ci95_low,ci95_high,change,change_ci95_low,change_ci95_high\n");
            new Comparison(plan, study.observed()).addTo(result, table);
            folder.write("outcomes.csv", table.toString());
            if (forecast != null) {
                forecast.addTo(result, library);
            }
        } else {
            result.putArray("strategies");
        }
        if (search && study.complete()) {
            search(folder, result.putObject("search"), threads, watcher);
        }
        folder.write(RESULT, JsonText.of(result));
        study.write(folder, plan.piece().given(plan.scenario()), command);
        return result;
    }

    private void simulate(Study subjects, int threads, StudyQueue.Watcher<TreatmentPlan> watcher) {
        StudyQueue<TreatmentPlan> queue = new StudyQueue<>(simulator);
        queue.add(plan, subjects);
        queue.run(threads, watcher);
    }

    private void search(RunFolder folder, ObjectNode result, int threads, Watcher watcher) {
        TreatmentPlan.Limits limits = plan.search();
        StringBuilder table = new StringBuilder("schedule,"
            + String.join(",", limits.parameters().stream().map(FreeParameter::path).toList()) + ",cost\n");
        int[] tried = {0};
        double[] lowest = {Double.POSITIVE_INFINITY};
        Search.Best best = new Search(place -> {
            double cost = Statistics.mean(costs(texts(limits, place), plan.scenario().seed(), threads));
            lowest[0] = Math.min(lowest[0], cost);
            List<Object> cells = new ArrayList<>(List.of(++tried[0]));
            for (int i = 0; i < place.length; i++) {
                cells.add(limits.parameters().get(i).value(place[i]));
            }
            cells.add(cost);
            table.append(Csv.line(cells.toArray()));
            folder.write("schedules.csv", table.toString());
            watcher.tried(tried[0], limits.evaluations(), cost, lowest[0]);
            return cost;
        }, Search.usualPopulation(limits.parameters().size()), RandomKey.of(plan.scenario().seed()).child("schedule"))
            .minimise(start(limits), SPREAD, limits.evaluations(), 1);
        ArrayNode parameters = result.putArray("parameters");
        for (int i = 0; i < limits.parameters().size(); i++) {
            FreeParameter p = limits.parameters().get(i);
            JsonText.put(parameters.addObject().put("path", p.path()).put("unit", p.unit()).put("from", p.low())
                .put("to", p.high()).put("start", p.start()), "best", p.value(best.place()[i]));
        }
        result.put("schedules", tried[0]);
        JsonText.put(result, "cost_found", best.value());
        // The subjects of the search favour what it found; others judge it.
        long other = RandomKey.of(plan.scenario().seed()).child("judged").high() >>> (Long.SIZE - SEED_BITS);
        double[] found = costs(texts(limits, best.place()), other, threads);
        double[] before = costs(texts(limits, start(limits)), other, threads);
        Estimate gain = Statistics.paired(found, before);
        result.put("judged_by", found.length);
        JsonText.put(result, "cost_best", Statistics.mean(found));
        JsonText.put(result, "cost_start", Statistics.mean(before));
        JsonText.put(result, "gain", gain.mean());
        JsonText.interval(result, "gain_ci95", gain.low(), gain.high());
    }

    private static double[] start(TreatmentPlan.Limits limits) {
        return limits.parameters().stream().mapToDouble(p -> p.place(p.start())).toArray();
    }

    private static Map<String, String> texts(TreatmentPlan.Limits limits, double... place) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < place.length; i++) {
            FreeParameter p = limits.parameters().get(i);
            texts.put(p.path(), p.text(p.value(place[i])));
        }
        return texts;
    }

    /** Costs of a schedule for each patient; those who leave go back to the reference arm, which is simulated too. */
    private double[] costs(Map<String, String> schedule, long seed, int threads) {
        Map<String, String> all = new LinkedHashMap<>(changes);
        all.putAll(schedule);
        all.put("seed", Long.toString(seed));
        Scenario scenario = plan.piece().scenario(all, library);
        String arm = plan.search().arm();
        List<Quantity> quantities = new ArrayList<>(plan.quantities(arm));
        quantities.addAll(plan.quantities(scenario.reference()));
        Study varied = new Study(new Assembly(scenario, library), quantities, null);
        // Schedules are told, not their subjects.
        simulate(varied, threads, new StudyQueue.Watcher<>() {});
        if (!varied.complete()) {
            throw new IllegalStateException("a subject of the schedule " + schedule + " failed");
        }
        return new Comparison(plan, varied.observed(), seed).costs(plan.search(), arm);
    }
}
