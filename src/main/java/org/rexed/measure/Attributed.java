package org.rexed.measure;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.rexed.experiment.Statistics;
import org.rexed.experiment.Statistics.Estimate;
import org.rexed.random.RandomKey;

/**
 * Something asked of an {@link Attribution}.
 *
 * @param group number of the group it is about; -1 for all together
 */
public record Attributed(Attribution attribution, What what, int group) implements Quantity {
    /** In place of the number of a group. */
    public static final int ALL_GROUPS = -1;

    /** What is asked. */
    public enum What {
        /** The effect with all groups less that with none, in its own unit. */
        EFFECT(false),
        /** What a group contributes, in the unit of the effect. */
        CONTRIBUTION(true),
        /** The mean contribution of a group over the mean effect. */
        SHARE(true),
        /** The share of subjects in which the group contributes more than any other. */
        PREDOMINATES(true),
        /** Correlation over subjects of contributions from two sets of readings, of a group or the mean over groups. */
        RETEST(false),
        /** Largest difference in any subject between the sum of contributions and the effect. */
        SUM_ERROR(false);

        private final boolean ofGroup;

        What(boolean ofGroup) {
            this.ofGroup = ofGroup;
        }

        /** Whether it needs the name of a group. */
        boolean ofGroup() {
            return ofGroup;
        }
    }

    @Override
    public double of(Observed data, int[] subjects) {
        return switch (what) {
            case EFFECT -> mean(effects(data), subjects);
            case CONTRIBUTION -> mean(contributions(data, group), subjects);
            case SHARE -> mean(contributions(data, group), subjects) / mean(effects(data), subjects);
            case PREDOMINATES -> Arrays.stream(subjects).filter(s -> predominates(data, s)).count()
                / (double) subjects.length;
            case RETEST -> groups().mapToDouble(g -> Statistics.correlation(contributions(data, g),
                attribution.contributions(attribution.again(), data, g), subjects)).average().orElse(Double.NaN);
            case SUM_ERROR -> Arrays.stream(subjects).mapToDouble(s -> Math.abs(effects(data)[s]
                - IntStream.range(0, attribution.groups().size()).mapToDouble(g -> contributions(data, g)[s]).sum()))
                .max().orElse(Double.NaN);
        };
    }

    private IntStream groups() {
        return group < 0 ? IntStream.range(0, attribution.groups().size()) : IntStream.of(group);
    }

    private double[] effects(Observed data) {
        return data.values(java.util.List.of("effect", attribution),
            subject -> attribution.effect(attribution.of(), data, subject));
    }

    private double[] contributions(Observed data, int g) {
        return attribution.contributions(attribution.of(), data, g);
    }

    private boolean predominates(Observed data, int subject) {
        return IntStream.range(0, attribution.groups().size()).allMatch(g -> g == group
            || contributions(data, group)[subject] > contributions(data, g)[subject]);
    }

    private static double mean(double[] values, int[] subjects) {
        double sum = 0;
        for (int subject : subjects) {
            sum += values[subject];
        }
        return sum / subjects.length;
    }

    @Override
    public Estimate estimate(Observed data, RandomKey key) {
        int[] all = IntStream.range(0, data.subjects()).toArray();
        switch (what) {
            case PREDOMINATES -> {
                int[] known = Arrays.stream(all).filter(s -> Double.isFinite(effects(data)[s])).toArray();
                return Statistics.share((int) Arrays.stream(known).filter(s -> predominates(data, s)).count(),
                    known.length);
            }
            case RETEST -> {
                return group < 0 ? Statistics.bootstrap(data.subjects(), drawn -> of(data, drawn), key)
                    : Statistics.correlation(contributions(data, group),
                        attribution.contributions(attribution.again(), data, group));
            }
            case SUM_ERROR -> {
                // Found in every subject, not estimated.
                double largest = of(data, all);
                return new Estimate(data.subjects(), largest, Double.NaN, largest, largest);
            }
            default -> {
                return Quantity.super.estimate(data, key);
            }
        }
    }

    @Override
    public boolean additive() {
        return what == What.EFFECT || what == What.CONTRIBUTION;
    }

    @Override
    public void addTo(Needs needs) {
        attribution.addTo(needs);
    }

    @Override
    public Quantity inArms(UnaryOperator<String> other) {
        throw new IllegalStateException("an attribution names its own arms");
    }
}
