package org.rexed.treatment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.rexed.experiment.Csv;
import org.rexed.experiment.JsonText;
import org.rexed.experiment.Statistics;
import org.rexed.experiment.Statistics.Estimate;
import org.rexed.measure.Observed;
import org.rexed.measure.Quantity;
import org.rexed.random.RandomKey;
import org.rexed.scenario.Arm;

/** Outcomes of all strategies from what was observed. */
final class Comparison {
    private final TreatmentPlan plan;
    private final Observed observed;
    private final long seed;

    Comparison(TreatmentPlan plan, Observed observed) {
        this(plan, observed, plan.scenario().seed());
    }

    /** The same of patients of another seed, who bear more or less too. */
    Comparison(TreatmentPlan plan, Observed observed, long seed) {
        this.plan = plan;
        this.observed = observed;
        this.seed = seed;
    }

    /** Visits at which patients of an arm leave; the number of visits for those who stay. */
    private int[] visits(String arm) {
        int[] visits = new int[observed.subjects()];
        for (int patient = 0; patient < visits.length; patient++) {
            visits[patient] = plan.leaving() == null ? 0 : plan.leaving().visit(observed, plan.scenario().reference(),
                arm, patient, seed);
        }
        return visits;
    }

    private boolean stays(int visit) {
        return plan.leaving() == null || visit == plan.leaving().times_min().size();
    }

    /** Share of patients of an arm who do not give up. */
    Estimate completed(String arm) {
        int stayed = 0;
        for (int visit : visits(arm)) {
            stayed += stays(visit) ? 1 : 0;
        }
        return Statistics.share(stayed, observed.subjects());
    }

    /** Each patient's outcome, with that of going on as before for those who leave if so asked. */
    double[] values(Outcome outcome, String arm, boolean leaversGoBack) {
        int[] visits = visits(arm);
        Quantity own = plan.of(outcome.of(), arm);
        double[] values = new double[observed.subjects()];
        for (int patient = 0; patient < values.length; patient++) {
            Quantity counted = leaversGoBack && !stays(visits[patient]) ? outcome.of() : own;
            values[patient] = counted.of(observed, new int[] {patient});
        }
        return values;
    }

    /** Mean over patients of the costs that a search lowers. */
    double[] costs(TreatmentPlan.Limits limits, String arm) {
        int[] visits = visits(arm);
        double[] costs = new double[observed.subjects()];
        for (Outcome outcome : plan.outcomes()) {
            double weight = limits.weights().getOrDefault(outcome.name(), 0.0)
                * (outcome.better() == Outcome.Better.LOWER ? 1 : -1);
            double[] values = values(outcome, arm, true);
            for (int patient = 0; patient < costs.length; patient++) {
                costs[patient] += weight == 0 ? 0 : weight * values[patient];
            }
        }
        for (int patient = 0; patient < costs.length; patient++) {
            costs[patient] += stays(visits[patient]) ? 0 : limits.leavingWeight();
        }
        return costs;
    }

    /** Adds outcomes, strategies and their numbers to an object, and a row for each to a table. */
    void addTo(ObjectNode result, StringBuilder table) {
        ArrayNode outcomes = result.putArray("outcomes");
        plan.outcomes().forEach(outcome -> outcomes.addObject().put("name", outcome.name())
            .put("title", outcome.title()).put("better", outcome.better().name().toLowerCase(java.util.Locale.ROOT)));
        ArrayNode strategies = result.putArray("strategies");
        for (Arm arm : plan.scenario().arms()) {
            ObjectNode strategy = strategies.addObject().put("arm", arm.name()).put("label", arm.label())
                .put("reference", arm.name().equals(plan.scenario().reference()));
            if (plan.leaving() != null) {
                Estimate completed = completed(arm.name());
                JsonText.estimate(strategy, "completed", completed);
                table.append(Csv.line(arm.name(), "completed", "share", completed.n(), completed.mean(),
                    completed.low(), completed.high(), "", "", ""));
                ArrayNode left = strategy.putArray("left_at_min");
                for (int visit : visits(arm.name())) {
                    if (!stays(visit)) {
                        left.add(plan.leaving().times_min().get(visit));
                    }
                }
            }
            ObjectNode numbers = strategy.putObject("outcomes");
            for (Outcome outcome : plan.outcomes()) {
                outcome(outcome, arm, numbers.putObject(outcome.name()), table);
            }
        }
    }

    private void outcome(Outcome outcome, Arm arm, ObjectNode node, StringBuilder table) {
        double[] reference = values(outcome, plan.scenario().reference(), false);
        for (boolean goBack : plan.leaving() == null ? new boolean[] {false} : new boolean[] {false, true}) {
            String how = goBack ? "leavers_back" : "as_planned";
            double[] values = values(outcome, arm.name(), goBack);
            boolean one = plan.of(outcome.of(), arm.name()).additive();
            Estimate mean = one || goBack ? Statistics.of(values) : plan.of(outcome.of(), arm.name())
                .estimate(observed, RandomKey.of(0).child("bootstrap").child(outcome.name()).child(arm.name()));
            Estimate change = Statistics.paired(values, reference);
            ObjectNode part = node.putObject(how);
            JsonText.estimate(part, "mean", mean);
            JsonText.estimate(part, "change", change);
            double[] range = range(values);
            JsonText.interval(part, "range90", range[0], range[1]);
            table.append(Csv.line(arm.name(), outcome.name(), how, mean.n(), mean.mean(), mean.low(), mean.high(),
                change.mean(), change.low(), change.high()));
        }
    }

    /** Between which values nine of ten patients lie. */
    private static double[] range(double[] values) {
        List<Double> sorted = new ArrayList<>();
        for (double value : values) {
            if (!Double.isNaN(value)) {
                sorted.add(value);
            }
        }
        sorted.sort(null);
        return sorted.isEmpty() ? new double[] {Double.NaN, Double.NaN}
            : new double[] {quantile(sorted, 0.05), quantile(sorted, 0.95)};
    }

    private static double quantile(List<Double> sorted, double share) {
        double place = share * (sorted.size() - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.size() - 1);
        return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
    }
}
