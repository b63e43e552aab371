package org.rexed.measure;

import java.util.List;
import java.util.function.UnaryOperator;

/** Something that is true of a subject or not, built from what was measured in it. */
sealed interface Condition {
    /** Whether it holds for a subject. */
    Truth of(Observed data, int subject);

    /** Says what it is computed from. */
    void addTo(Needs needs);

    /** The same of other arms. */
    Condition inArms(UnaryOperator<String> other);

    /** Yes, no, or not to be told because something was not measured. */
    enum Truth {
        /** No. */
        NO,
        /** Cannot be told. */
        UNKNOWN,
        /** Yes. */
        YES;

        Truth and(Truth other) {
            return compareTo(other) < 0 ? this : other;
        }

        Truth or(Truth other) {
            return compareTo(other) > 0 ? this : other;
        }

        Truth not() {
            return values()[YES.ordinal() - ordinal()];
        }
    }

    /** A quantity of the subject lies between two limits, neither included. */
    record Within(Quantity quantity, double low, double high) implements Condition {
        @Override
        public Truth of(Observed data, int subject) {
            double value = quantity.of(data, new int[] {subject});
            return Double.isNaN(value) ? Truth.UNKNOWN : value > low && value < high ? Truth.YES : Truth.NO;
        }

        @Override
        public void addTo(Needs needs) {
            quantity.addTo(needs);
        }

        @Override
        public Within inArms(UnaryOperator<String> other) {
            return new Within(quantity.inArms(other), low, high);
        }
    }

    /** All of several. */
    record All(List<Condition> parts) implements Condition {
        /** Keeps its own copy. */
        public All {
            parts = List.copyOf(parts);
        }

        @Override
        public Truth of(Observed data, int subject) {
            return parts.stream().map(part -> part.of(data, subject)).reduce(Truth.YES, Truth::and);
        }

        @Override
        public void addTo(Needs needs) {
            parts.forEach(part -> part.addTo(needs));
        }

        @Override
        public All inArms(UnaryOperator<String> other) {
            return new All(parts.stream().map(part -> part.inArms(other)).toList());
        }
    }

    /** At least one of several. */
    record Any(List<Condition> parts) implements Condition {
        /** Keeps its own copy. */
        public Any {
            parts = List.copyOf(parts);
        }

        @Override
        public Truth of(Observed data, int subject) {
            return parts.stream().map(part -> part.of(data, subject)).reduce(Truth.NO, Truth::or);
        }

        @Override
        public void addTo(Needs needs) {
            parts.forEach(part -> part.addTo(needs));
        }

        @Override
        public Any inArms(UnaryOperator<String> other) {
            return new Any(parts.stream().map(part -> part.inArms(other)).toList());
        }
    }

    /** Not the other. */
    record Not(Condition part) implements Condition {
        @Override
        public Truth of(Observed data, int subject) {
            return part.of(data, subject).not();
        }

        @Override
        public void addTo(Needs needs) {
            part.addTo(needs);
        }

        @Override
        public Not inArms(UnaryOperator<String> other) {
            return new Not(part.inArms(other));
        }
    }
}
