package org.rexed.dosing;

import org.rexed.pharmacology.DrugLevels;
import org.rexed.pharmacology.Kinetics;

/**
 * How a dose, a rate or a target is raised until it is enough. At each decision the goal is looked at: if it is missed
 * the amount is raised by a share, up to the largest; if it is passed by more than the margin the amount is lowered by
 * the inverse; otherwise it stays. Without a reading yet it stays too. With a hold it stays from the moment the goal is
 * reached, for that long, and then everything ends.
 *
 * @param from_min first decision, min
 * @param until_min no decision at or after this time, min
 * @param every_min time between decisions, min
 * @param step share by which the amount is raised
 * @param largest largest amount over the first
 * @param margin share beyond the goal from which the amount is lowered; infinite if it never is
 * @param hold_min how long the amount is held once the goal is reached, min; NaN if it goes on to the end
 * @param goal what is to be reached
 */
record Climb(double from_min, double until_min, double every_min, double step, double largest, double margin,
             double hold_min, Goal goal) {
    /** One subject's way up. */
    final class Way {
        private int decisions;
        private double factor = 1.0;
        private double end_min = until_min;
        private boolean held;

        /** Time of the next decision, min; infinity if the end comes before. */
        double next_min() {
            double next = from_min + decisions * every_min;
            return next < end_min ? next : Double.POSITIVE_INFINITY;
        }

        /** When everything ends, min; earlier than planned once the goal is reached and held. */
        double end_min() {
            return end_min;
        }

        /** Decides; the amount over the first amount from now on. */
        double decide(DrugLevels levels, Kinetics kinetics) {
            double now_min = next_min();
            if (decisions++ > 0 && !held) {
                if (goal.missed(levels, kinetics)) {
                    factor = Math.min(factor * (1.0 + step), largest);
                } else if (!Double.isNaN(hold_min)) {
                    if (goal.known(levels, kinetics)) {
                        held = true;
                        end_min = Math.min(until_min, now_min + hold_min);
                    }
                } else if (goal.passed(levels, kinetics, margin)) {
                    factor /= 1.0 + step;
                }
            }
            return factor;
        }
    }
}
