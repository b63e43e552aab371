package org.rexed.measure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.rexed.experiment.Statistics;
import org.rexed.experiment.Statistics.Estimate;
import org.rexed.random.RandomKey;

/**
 * A number that can be computed from any group of subjects of an experiment: a mean, a difference, a ratio, a fitted
 * dose-response curve, a share of subjects, a share of an effect.
 */
public sealed interface Quantity permits Attributed, FittedCurve, Quantity.Difference, Quantity.HalfEffectDose,
        Quantity.Other, Quantity.Overlap, Quantity.Ratio, Quantity.Reading, Quantity.Share, Quantity.State {
    /** Its value for these subjects; NaN if it does not exist. */
    double of(Observed data, int[] subjects);

    /** Whether the value of a group is the mean of the values of its subjects, so that a t interval applies. */
    boolean additive();

    /** Says what it is computed from. */
    void addTo(Needs needs);

    /** The same of other arms. */
    Quantity inArms(UnaryOperator<String> other);

    /** A mean over several times as quantities of one time each; a quantity of another kind stays whole. */
    default List<Quantity> oneByOne() {
        return List.of(this);
    }

    /** Its value for all subjects with the 95 % interval that suits it; bootstrapping draws by the key. */
    default Estimate estimate(Observed data, RandomKey key) {
        return additive() ? Statistics.of(data.values(this, subject -> of(data, new int[] {subject})))
            : Statistics.bootstrap(data.subjects(), drawn -> of(data, drawn), key);
    }

    /** Mean over subjects of a number that is worked out once for each subject. */
    private static double mean(Quantity quantity, Observed data, int[] subjects,
                               java.util.function.IntToDoubleFunction one) {
        double[] values = data.values(List.of("one by one", quantity), one);
        double sum = 0;
        for (int subject : subjects) {
            sum += values[subject];
        }
        return sum / subjects.length;
    }

    /** In what a reading is expressed. */
    enum As {
        /** As read. */
        READING,
        /** Percent of the subject's own baseline. */
        PERCENT_OF_BASELINE,
        /** How far it lies below the subject's own baseline, in percent of it. */
        FALL,
        /** Percent of the maximum possible effect: 100 (reading - baseline) / (cutoff - baseline). */
        PERCENT_OF_MAXIMUM
    }

    /**
     * Mean reading of an assay.
     *
     * @param cutoff of the assay in its own unit; NaN if not needed
     */
    record Reading(String arm, String assay, String site, List<Double> times_min, Take take, As as, double cutoff)
            implements Quantity {
        /** Keeps its own copy of the times. */
        public Reading {
            times_min = List.copyOf(times_min);
        }

        @Override
        public double of(Observed data, int[] subjects) {
            return mean(this, data, subjects, subject -> take.of(times_min, times_min.stream()
                .mapToDouble(time_min -> expressed(data.reading(arm, assay, site, time_min, subject),
                    data.baseline(arm, assay, site, time_min, subject))).toArray()));
        }

        private double expressed(double reading, double baseline) {
            return switch (as) {
                case READING -> reading;
                case PERCENT_OF_BASELINE -> 100 * Ratio.of(reading, baseline);
                case FALL -> 100 - 100 * Ratio.of(reading, baseline);
                case PERCENT_OF_MAXIMUM -> 100 * Ratio.of(reading - baseline, cutoff - baseline);
            };
        }

        @Override
        public List<Quantity> oneByOne() {
            return take != Take.MEAN ? List.of(this) : times_min.stream().<Quantity>map(time_min ->
                new Reading(arm, assay, site, List.of(time_min), take, as, cutoff)).toList();
        }

        /** The same reading in another arm, expressed otherwise. */
        Reading of(String otherArm, As otherAs) {
            return new Reading(otherArm, assay, site, times_min, take, otherAs, cutoff);
        }

        @Override
        public boolean additive() {
            return true;
        }

        @Override
        public void addTo(Needs needs) {
            needs.addReading(arm, assay, site, times_min);
        }

        @Override
        public Reading inArms(UnaryOperator<String> other) {
            return of(other.apply(arm), as);
        }
    }

    /** Mean of a slow variable. */
    record State(String arm, String entity, String variable, List<Double> times_min, Take take) implements Quantity {
        /** Keeps its own copy of the times. */
        public State {
            times_min = List.copyOf(times_min);
        }

        @Override
        public double of(Observed data, int[] subjects) {
            return mean(this, data, subjects, subject -> take.of(times_min, times_min.stream()
                .mapToDouble(time_min -> data.state(arm, entity, variable, time_min, subject)).toArray()));
        }

        @Override
        public boolean additive() {
            return true;
        }

        @Override
        public void addTo(Needs needs) {
            needs.addState(arm, entity, variable, times_min);
        }

        @Override
        public List<Quantity> oneByOne() {
            return take != Take.MEAN ? List.of(this) : times_min.stream().<Quantity>map(time_min ->
                new State(arm, entity, variable, List.of(time_min), take)).toList();
        }

        @Override
        public State inArms(UnaryOperator<String> other) {
            return new State(other.apply(arm), entity, variable, times_min, take);
        }
    }

    /** One quantity less another, subject by subject. */
    record Difference(Quantity of, Quantity minus) implements Quantity {
        @Override
        public double of(Observed data, int[] subjects) {
            return of.of(data, subjects) - minus.of(data, subjects);
        }

        @Override
        public boolean additive() {
            return of.additive() && minus.additive();
        }

        @Override
        public void addTo(Needs needs) {
            of.addTo(needs);
            minus.addTo(needs);
        }

        /** Pairs if both have as many times; otherwise those of the first less the whole second. */
        @Override
        public List<Quantity> oneByOne() {
            List<Quantity> first = of.oneByOne();
            List<Quantity> second = minus.oneByOne();
            return java.util.stream.IntStream.range(0, first.size()).<Quantity>mapToObj(i ->
                new Difference(first.get(i), second.size() == first.size() ? second.get(i) : minus)).toList();
        }

        @Override
        public Difference inArms(UnaryOperator<String> other) {
            return new Difference(of.inArms(other), minus.inArms(other));
        }
    }

    /** One quantity of the group over another, such as the share of an effect that is left. */
    record Ratio(Quantity of, Quantity over) implements Quantity {
        @Override
        public double of(Observed data, int[] subjects) {
            return of(of.of(data, subjects), over.of(data, subjects));
        }

        /** Of nothing, no number is so many times as much: NaN, not infinity. */
        private static double of(double number, double over) {
            return over == 0 ? Double.NaN : number / over;
        }

        @Override
        public boolean additive() {
            return false;
        }

        @Override
        public void addTo(Needs needs) {
            of.addTo(needs);
            over.addTo(needs);
        }

        @Override
        public Ratio inArms(UnaryOperator<String> other) {
            return new Ratio(of.inArms(other), over.inArms(other));
        }
    }

    /** What other parts of the program work out of what was observed. */
    non-sealed interface Other extends Quantity {}

    /**
     * How much two lists of changes have in common: of each pair the smaller over the larger if both go the same way,
     * otherwise nothing; the mean over pairs, those in which nothing changed left out. 1 if all changes are equal.
     */
    record Overlap(List<Quantity> first, List<Quantity> second) implements Quantity {
        /** Keeps its own copies. */
        public Overlap {
            first = List.copyOf(first);
            second = List.copyOf(second);
        }

        @Override
        public double of(Observed data, int[] subjects) {
            double sum = 0;
            int pairs = 0;
            for (int i = 0; i < first.size(); i++) {
                double a = first.get(i).of(data, subjects);
                double b = second.get(i).of(data, subjects);
                double larger = Math.max(Math.abs(a), Math.abs(b));
                if (Double.isNaN(larger)) {
                    return Double.NaN;
                }
                if (larger > 0) {
                    sum += a * b > 0 ? Math.min(Math.abs(a), Math.abs(b)) / larger : 0;
                    pairs++;
                }
            }
            return pairs == 0 ? Double.NaN : sum / pairs;
        }

        @Override
        public boolean additive() {
            return false;
        }

        @Override
        public void addTo(Needs needs) {
            first.forEach(quantity -> quantity.addTo(needs));
            second.forEach(quantity -> quantity.addTo(needs));
        }

        @Override
        public Overlap inArms(UnaryOperator<String> other) {
            return new Overlap(first.stream().map(q -> q.inArms(other)).toList(),
                second.stream().map(q -> q.inArms(other)).toList());
        }
    }

    /** The dose with half of the maximum possible effect, from arms that differ in one dose. */
    record HalfEffectDose(Map<String, Double> doses, Reading reading) implements Quantity {
        /** Keeps its own copy of the doses. */
        public HalfEffectDose {
            doses = new LinkedHashMap<>(doses);
        }

        @Override
        public double of(Observed data, int[] subjects) {
            double[] dose = new double[doses.size()];
            double[] effect = new double[doses.size()];
            int i = 0;
            for (Map.Entry<String, Double> entry : doses.entrySet()) {
                dose[i] = entry.getValue();
                effect[i++] = reading.of(entry.getKey(), As.PERCENT_OF_MAXIMUM).of(data, subjects);
            }
            return DoseResponse.halfEffectDose(dose, effect);
        }

        @Override
        public boolean additive() {
            return false;
        }

        @Override
        public void addTo(Needs needs) {
            doses.keySet().forEach(arm -> needs.addReading(arm, reading.assay, reading.site, reading.times_min));
        }

        @Override
        public HalfEffectDose inArms(UnaryOperator<String> other) {
            Map<String, Double> renamed = new LinkedHashMap<>();
            doses.forEach((arm, dose) -> renamed.put(other.apply(arm), dose));
            return new HalfEffectDose(renamed, reading);
        }
    }

    /** The share of the subjects that meet a condition, of those in which it can be told. */
    record Share(Condition condition) implements Quantity {
        @Override
        public double of(Observed data, int[] subjects) {
            int[] counts = counts(data, subjects);
            return counts[1] == 0 ? Double.NaN : (double) counts[0] / counts[1];
        }

        private int[] counts(Observed data, int[] subjects) {
            double[] met = data.values(this, subject -> switch (condition.of(data, subject)) {
                case YES -> 1;
                case NO -> 0;
                case UNKNOWN -> Double.NaN;
            });
            int[] counts = new int[2];
            for (int subject : subjects) {
                counts[0] += met[subject] == 1 ? 1 : 0;
                counts[1] += Double.isNaN(met[subject]) ? 0 : 1;
            }
            return counts;
        }

        @Override
        public Estimate estimate(Observed data, RandomKey key) {
            int[] counts = counts(data, java.util.stream.IntStream.range(0, data.subjects()).toArray());
            return Statistics.share(counts[0], counts[1]);
        }

        @Override
        public boolean additive() {
            return false;
        }

        @Override
        public void addTo(Needs needs) {
            condition.addTo(needs);
        }

        @Override
        public Share inArms(UnaryOperator<String> other) {
            return new Share(condition.inArms(other));
        }
    }
}
