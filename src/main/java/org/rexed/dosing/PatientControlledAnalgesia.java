package org.rexed.dosing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.rexed.pharmacology.Amount;
import org.rexed.pharmacology.Dose;
import org.rexed.pharmacology.DosingRule;
import org.rexed.pharmacology.DrugLevels;
import org.rexed.pharmacology.Kinetics;
import org.rexed.pharmacology.Route;
import org.rexed.quantity.Units;

/**
 * A patient with a button. Each minute that the goal is missed the patient presses; the pump gives a bolus unless the
 * last one is more recent than the lock-out or the limit for a span of time would be passed. A patient who asks itself
 * whether it hurts presses at most once for each answer, a minute later.
 *
 * @param drug the drug
 * @param bolus amount of one press
 * @param route by which way
 * @param from_min when the pump is handed over, min
 * @param until_min when it is taken away, min
 * @param lockout_min least time between two boluses, min
 * @param limit most that is given within {@code window_min}, or null
 * @param window_min span of the limit, min; NaN without one
 * @param goal what the patient wants to reach
 */
public record PatientControlledAnalgesia(
        String drug, Amount bolus, Route route, double from_min, double until_min, double lockout_min, Amount limit,
        double window_min, Goal goal) implements DosingRule {
    private static final double PRESS_EVERY_min = 1.0;

    /** The rule in words. */
    @Override
    public String toString() {
        return bolus + " " + route.key() + " by button until " + goal + ", lock-out " + Units.text(lockout_min, "min")
                + (limit == null ? "" : ", at most " + limit + " in " + Units.text(window_min, "min"));
    }

    @Override
    public Optional<Asked> asked() {
        return goal.asked();
    }

    @Override
    public Course begin() {
        return new Button();
    }

    private record Given(double time_min, double nmol) {}

    private final class Button implements Course {
        private final Deque<Given> given = new ArrayDeque<>();
        private double last_min = Double.NEGATIVE_INFINITY;
        private long presses;
        private long answered = -1;

        @Override
        public double next_min() {
            double next = from_min + presses * PRESS_EVERY_min;
            return next < until_min ? next : Double.POSITIVE_INFINITY;
        }

        @Override
        public void decide(DrugLevels levels, Kinetics kinetics) {
            double now_min = next_min();
            presses++;
            long answer = goal.readings(levels);
            boolean heard = goal.measure() == Goal.Measure.ASSAY && answer == answered;
            answered = answer;
            if (!heard && goal.missed(levels, kinetics) && now_min - last_min >= lockout_min
                    && withinLimit(now_min, kinetics)) {
                kinetics.administer(Dose.bolus(drug, bolus, route, 0.0));
                last_min = now_min;
                given.add(new Given(now_min, kinetics.nanomoles(bolus)));
            }
        }

        private boolean withinLimit(double now_min, Kinetics kinetics) {
            if (limit == null) {
                return true;
            }
            while (!given.isEmpty() && given.peek().time_min() <= now_min - window_min) {
                given.remove();
            }
            double sum = given.stream().mapToDouble(Given::nmol).sum() + kinetics.nanomoles(bolus);
            return sum <= kinetics.nanomoles(limit) * (1 + 1e-9);
        }
    }
}
