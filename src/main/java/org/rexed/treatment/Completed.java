package org.rexed.treatment;

import java.util.List;
import java.util.function.UnaryOperator;
import org.rexed.experiment.Statistics;
import org.rexed.experiment.Statistics.Estimate;
import org.rexed.measure.Needs;
import org.rexed.measure.Observed;
import org.rexed.measure.Quantity;
import org.rexed.random.RandomKey;

/**
 * The share of patients of a strategy who do not give up.
 *
 * @param plan comparison that says when patients leave
 * @param arm strategy
 */
public record Completed(TreatmentPlan plan, String arm) implements Quantity.Other {
    private double stays(Observed data, int patient) {
        int visit = plan.leaving().visit(data, plan.scenario().reference(), arm, patient, plan.scenario().seed());
        return visit == plan.leaving().times_min().size() ? 1 : 0;
    }

    @Override
    public double of(Observed data, int[] subjects) {
        double sum = 0;
        for (int patient : subjects) {
            sum += stays(data, patient);
        }
        return sum / subjects.length;
    }

    @Override
    public Estimate estimate(Observed data, RandomKey key) {
        int stayed = 0;
        for (int patient = 0; patient < data.subjects(); patient++) {
            stayed += (int) stays(data, patient);
        }
        return Statistics.share(stayed, data.subjects());
    }

    @Override
    public boolean additive() {
        return false;
    }

    @Override
    public void addTo(Needs needs) {
        List<Quantity> read = plan.leaving().quantities(plan.scenario().reference(), arm);
        read.forEach(quantity -> quantity.addTo(needs));
    }

    @Override
    public Quantity inArms(UnaryOperator<String> other) {
        return new Completed(plan, other.apply(arm));
    }
}
