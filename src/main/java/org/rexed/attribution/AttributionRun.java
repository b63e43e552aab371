package org.rexed.attribution;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.rexed.experiment.Csv;
import org.rexed.experiment.JsonText;
import org.rexed.experiment.RunFolder;
import org.rexed.experiment.Statistics;
import org.rexed.experiment.Statistics.Estimate;
import org.rexed.experiment.Version;
import org.rexed.measure.Attributed;
import org.rexed.measure.Attributed.What;
import org.rexed.measure.Attribution;
import org.rexed.measure.Observed;
import org.rexed.measure.Quantity;
import org.rexed.measure.Study;
import org.rexed.measure.StudyFolder;
import org.rexed.measure.StudyQueue;
import org.rexed.measure.VariableCheck;
import org.rexed.random.RandomKey;
import org.rexed.scenario.ModelLibrary;
import org.rexed.simulation.Assembly;

/** Simulates every combination that a plan needs and divides its effects, as a group and subject by subject. */
public final class AttributionRun {
    /** What the manifest of a folder calls itself. */
    public static final String KIND = "attribution";
    /** Name of the file with everything that was found. */
    public static final String RESULT = "attribution.json";

    private final AttributionPlan plan;
    private final ModelLibrary library;
    private final Study study;
    private final StudyQueue.Simulator simulator;

    /**
     * A run that has not begun; all model files are read.
     *
     * @throws org.rexed.document.InputException if a slow variable does not exist
     */
    public AttributionRun(AttributionPlan plan, ModelLibrary library) {
        this(plan, library, StudyQueue.Simulator.REAL);
    }

    AttributionRun(AttributionPlan plan, ModelLibrary library, StudyQueue.Simulator simulator) {
        this.plan = plan;
        this.library = library;
        this.simulator = simulator;
        List<Quantity> quantities = new ArrayList<>();
        plan.effects().forEach(effect ->
            quantities.add(new Attributed(effect.attribution(), What.EFFECT, Attributed.ALL_GROUPS)));
        study = new Study(new Assembly(plan.scenario(), library), quantities, plan.effects().get(0).attribution());
        VariableCheck variables = new VariableCheck();
        variables.check(study, plan.places(), "");
        variables.throwIfAny();
    }

    /** Subjects to simulate. */
    public int runs() {
        return study.runs();
    }

    /**
     * Simulates and writes the folder.
     *
     * @return everything that was found; without effects if a subject failed
     */
    public ObjectNode run(RunFolder folder, String command, int threads, StudyQueue.Watcher<AttributionPlan> watcher) {
        folder.note("kind", KIND);
        String text = String.join("\n", plan.text(), plan.scenario().resolved());
        return new StudyFolder(folder, library, text).work(() -> folder.begin(command, plan.name(),
            plan.scenario().seed(), plan.scenario().subjects(), study.runs()), simulator, simulating -> {
                StudyQueue<AttributionPlan> queue = new StudyQueue<>(simulating);
                queue.add(plan, study);
                queue.run(threads, watcher);
                return written(folder, command);
            });
    }

    private ObjectNode written(RunFolder folder, String command) {
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("name", plan.name()).put("title", plan.title())
            .put("folder", folder.path().toString()).put("version", Version.text())
            .put("subjects", plan.scenario().subjects()).put("runs", study.runs());
        ArrayNode effects = result.putArray("effects");
        if (study.complete()) {
            Observed observed = study.observed();
            StringBuilder groups = new StringBuilder("effect,group,mechanisms,contribution,ci95_low,ci95_high,share,"
                + "share_ci95_low,share_ci95_high,predominates,predominates_ci95_low,predominates_ci95_high,n\n");
            StringBuilder subjects = new StringBuilder("effect,subject,group,contribution,ci95_low,ci95_high,whole\n");
            plan.effects().forEach(effect -> divide(effect, observed, effects.addObject(), groups, subjects));
            folder.write("groups.csv", groups.toString());
            folder.write("subjects.csv", subjects.toString());
        }
        folder.write(RESULT, JsonText.of(result));
        study.write(folder, plan.piece().given(plan.scenario()), command);
        return result;
    }

    private static void divide(AttributionPlan.Effect effect, Observed observed, ObjectNode json,
                               StringBuilder groups, StringBuilder subjects) {
        Attribution attribution = effect.attribution();
        Estimate whole = estimate(effect, What.EFFECT, Attributed.ALL_GROUPS, observed);
        json.put("title", effect.title()).put("orders", attribution.orders().size()).put("n", whole.n());
        JsonText.estimate(json, "effect", whole);
        JsonText.put(json, "sum_error", estimate(effect, What.SUM_ERROR, Attributed.ALL_GROUPS, observed).mean());
        ArrayNode written = json.putArray("groups");
        for (int g = 0; g < attribution.names().size(); g++) {
            String name = attribution.names().get(g);
            List<String> mechanisms = attribution.groups().get(name);
            Estimate contribution = estimate(effect, What.CONTRIBUTION, g, observed);
            Estimate share = estimate(effect, What.SHARE, g, observed);
            Estimate predominates = estimate(effect, What.PREDOMINATES, g, observed);
            ObjectNode group = written.addObject().put("group", name);
            mechanisms.forEach(group.putArray("mechanisms")::add);
            JsonText.estimate(group, "contribution", contribution);
            JsonText.estimate(group, "share", share);
            JsonText.estimate(group, "predominates", predominates);
            groups.append(Csv.line(effect.title(), name, String.join(" ", mechanisms), contribution.mean(),
                contribution.low(), contribution.high(), share.mean(), share.low(), share.high(), predominates.mean(),
                predominates.low(), predominates.high(), contribution.n()));
            ArrayNode each = group.putArray("subjects");
            for (int s = 0; s < observed.subjects(); s++) {
                Estimate one = ofSubject(attribution, g, s, observed);
                JsonText.estimate(each.addObject(), "contribution", one);
                subjects.append(Csv.line(effect.title(), s, name, one.mean(), one.low(), one.high(),
                    attribution.effect(attribution.of(), observed, s)));
            }
        }
    }

    private static Estimate estimate(AttributionPlan.Effect effect, What what, int group, Observed observed) {
        return new Attributed(effect.attribution(), what, group).estimate(observed,
            RandomKey.of(0).child("bootstrap").child(effect.title()).child(what.name()).child(group));
    }

    /**
     * What a group contributes in one subject. The interval is Student's t over the readings of which the effect is the
     * mean, and over those of {@code again}: it tells how far the test of one subject can be repeated.
     */
    private static Estimate ofSubject(Attribution attribution, int group, int subject, Observed observed) {
        List<Quantity> readings = new ArrayList<>(attribution.of().oneByOne());
        if (attribution.again() != null) {
            readings.addAll(attribution.again().oneByOne());
        }
        Estimate repeated = Statistics.of(readings.stream()
            .mapToDouble(reading -> attribution.contributions(reading, observed, group)[subject]).toArray());
        double mean = attribution.contributions(attribution.of(), observed, group)[subject];
        double shift = mean - repeated.mean();
        return new Estimate(repeated.n(), mean, repeated.sd(), repeated.low() + shift, repeated.high() + shift);
    }
}
