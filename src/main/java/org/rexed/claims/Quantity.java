package org.rexed.claims;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A number that can be computed from any group of subjects of an experiment: a mean, a difference, a ratio, an ED50.
 */
sealed interface Quantity {
    /** Its value for these subjects; NaN if it does not exist. */
    double of(Observed data, int[] subjects);

    /** Whether the value of a group is the mean of the values of its subjects, so that a t interval applies. */
    boolean additive();

    /** Adds the arms it needs. */
    void addArms(Set<String> arms);

    /** How several readings of a subject become one. */
    enum Take {
        /** The highest, such as a peak effect. */
        HIGHEST,
        /** The lowest. */
        LOWEST,
        /** The mean. */
        MEAN
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
            double sum = 0;
            for (int subject : subjects) {
                double best = take == Take.HIGHEST ? Double.NEGATIVE_INFINITY
                    : take == Take.LOWEST ? Double.POSITIVE_INFINITY : 0;
                for (double time_min : times_min) {
                    double value = expressed(data.reading(arm, assay, site, time_min, subject),
                        data.baseline(arm, assay, site, time_min, subject));
                    best = switch (take) {
                        case HIGHEST -> Math.max(best, value);
                        case LOWEST -> Math.min(best, value);
                        case MEAN -> best + value / times_min.size();
                    };
                }
                sum += best;
            }
            return sum / subjects.length;
        }

        private double expressed(double reading, double baseline) {
            return switch (as) {
                case READING -> reading;
                case PERCENT_OF_BASELINE -> 100 * reading / baseline;
                case FALL -> 100 - 100 * reading / baseline;
                case PERCENT_OF_MAXIMUM -> 100 * (reading - baseline) / (cutoff - baseline);
            };
        }

        @Override
        public boolean additive() {
            return true;
        }

        @Override
        public void addArms(Set<String> arms) {
            arms.add(arm);
        }
    }

    /** Mean of a slow variable. */
    record State(String arm, String entity, String variable, double time_min) implements Quantity {
        @Override
        public double of(Observed data, int[] subjects) {
            double sum = 0;
            for (int subject : subjects) {
                sum += data.state(arm, entity, variable, time_min, subject);
            }
            return sum / subjects.length;
        }

        @Override
        public boolean additive() {
            return true;
        }

        @Override
        public void addArms(Set<String> arms) {
            arms.add(arm);
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
        public void addArms(Set<String> arms) {
            of.addArms(arms);
            minus.addArms(arms);
        }
    }

    /** One quantity of the group over another, such as the share of an effect that is left. */
    record Ratio(Quantity of, Quantity over) implements Quantity {
        @Override
        public double of(Observed data, int[] subjects) {
            return of.of(data, subjects) / over.of(data, subjects);
        }

        @Override
        public boolean additive() {
            return false;
        }

        @Override
        public void addArms(Set<String> arms) {
            of.addArms(arms);
            over.addArms(arms);
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
                effect[i++] = new Reading(entry.getKey(), reading.assay, reading.site, reading.times_min, reading.take,
                    As.PERCENT_OF_MAXIMUM, reading.cutoff).of(data, subjects);
            }
            return DoseResponse.halfEffectDose(dose, effect);
        }

        @Override
        public boolean additive() {
            return false;
        }

        @Override
        public void addArms(Set<String> arms) {
            arms.addAll(doses.keySet());
        }
    }
}
