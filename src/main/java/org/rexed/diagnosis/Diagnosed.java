package org.rexed.diagnosis;

import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rexed.experiment.Statistics.Estimate;
import org.rexed.measure.Needs;
import org.rexed.measure.Observed;
import org.rexed.measure.Quantity;
import org.rexed.random.RandomKey;

/**
 * The share of a clinic's patients whose true cause is named.
 *
 * @param clinic the clinic
 * @param by by the rules or by the classifier
 */
public record Diagnosed(Clinic clinic, By by) implements Quantity.Other {
    /** Who names the cause. */
    public enum By {
        /** The rules of the clinic. */
        RULES,
        /** The statistical classifier. */
        STATISTICS
    }

    @Override
    public double of(Observed data, int[] subjects) {
        Set<Integer> asked = IntStream.of(subjects).boxed().collect(Collectors.toSet());
        return Consultations.of(clinic, data).list().stream().filter(c -> asked.contains(c.patient()))
            .mapToDouble(c -> c.right(by == By.RULES) ? 1 : 0).average().orElse(Double.NaN);
    }

    @Override
    public Estimate estimate(Observed data, RandomKey key) {
        return Consultations.of(clinic, data).accuracy(by == By.RULES);
    }

    @Override
    public boolean additive() {
        return false;
    }

    @Override
    public void addTo(Needs needs) {
        clinic.quantities().forEach(quantity -> quantity.addTo(needs));
    }

    @Override
    public Quantity inArms(UnaryOperator<String> other) {
        throw new IllegalStateException("a clinic names its own arms");
    }
}
