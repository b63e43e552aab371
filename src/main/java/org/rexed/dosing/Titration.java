package org.rexed.dosing;

import org.rexed.pharmacology.Amount;
import org.rexed.pharmacology.Dose;
import org.rexed.pharmacology.DosingRule;
import org.rexed.pharmacology.DrugLevels;
import org.rexed.pharmacology.Kinetics;
import org.rexed.pharmacology.Route;
import org.rexed.quantity.Units;

/**
 * Doses that are raised until they are enough. At each time of dosing the goal is looked at: if it is not reached the
 * dose is raised by a share, up to the largest; if it is passed by more than the margin the dose is lowered by the
 * inverse; otherwise it stays. Without a reading yet it stays too.
 *
 * @param drug the drug
 * @param first first dose, or first amount per minute
 * @param rate whether it is an infusion whose rate is changed, otherwise boluses
 * @param route by which way
 * @param from_min first dose, min
 * @param until_min no dose at or after this time, min
 * @param every_min time between doses, or between changes of the rate, min
 * @param step share by which the dose is raised
 * @param largest largest dose or amount per minute
 * @param margin share above the goal from which the dose is lowered
 * @param goal what is to be reached
 */
public record Titration(
        String drug, Amount first, boolean rate, Route route, double from_min, double until_min, double every_min,
        double step, Amount largest, double margin, Goal goal) implements DosingRule {
    /** The rule in words. */
    @Override
    public String toString() {
        return "titrated " + route.key() + " from " + first + (rate ? "/min" : "") + " every "
                + Units.text(every_min, "min") + " until " + goal;
    }

    @Override
    public Course begin() {
        return new Dosing();
    }

    private final class Dosing implements Course {
        private int given;
        private double factor = 1.0;
        private boolean ended;

        @Override
        public double next_min() {
            double next = from_min + given * every_min;
            return next < until_min ? next : rate && !ended ? until_min : Double.POSITIVE_INFINITY;
        }

        @Override
        public void decide(DrugLevels levels, Kinetics kinetics) {
            if (next_min() >= until_min) {
                kinetics.setInfusionRate("titration", route, 0.0, true);
                ended = true;
                return;
            }
            double now = goal.measured(levels, kinetics);
            if (given > 0 && now < goal.atLeast()) {
                factor = Math.min(factor * (1.0 + step), largest.value() / first.value());
            } else if (given > 0 && now > goal.atLeast() * (1.0 + margin)) {
                factor /= 1.0 + step;
            }
            Amount amount = first.times(factor);
            if (rate) {
                kinetics.setInfusionRate("titration", route, kinetics.nanomoles(amount), true);
            } else {
                kinetics.administer(Dose.bolus(drug, amount, route, 0.0));
            }
            given++;
        }
    }
}
