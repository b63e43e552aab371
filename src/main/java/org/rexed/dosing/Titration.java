package org.rexed.dosing;

import org.rexed.pharmacology.Amount;
import org.rexed.pharmacology.Dose;
import org.rexed.pharmacology.DrugLevels;
import org.rexed.pharmacology.Kinetics;
import org.rexed.pharmacology.Route;
import org.rexed.quantity.Units;

/**
 * Doses, or the rate of an infusion, that are raised until they are enough ({@link Climb}).
 *
 * @param drug the drug
 * @param first first dose, or first amount per minute
 * @param rate whether it is an infusion whose rate is changed, otherwise boluses
 * @param route by which way
 * @param climb when it is raised, by how much and until what
 */
record Titration(String drug, Amount first, boolean rate, Route route, Climb climb) implements ClimbingRule {
    /** The rule in words. */
    @Override
    public String toString() {
        return "titrated " + route.key() + " from " + first + (rate ? "/min" : "") + " every "
                + Units.text(climb.every_min(), "min") + " until " + climb.goal();
    }

    @Override
    public Course begin() {
        return new Dosing();
    }

    private final class Dosing implements Course {
        private final Climb.Way way = climb.new Way();
        private boolean ended;

        @Override
        public double next_min() {
            double next = way.next_min();
            return next < way.end_min() ? next : rate && !ended ? way.end_min() : Double.POSITIVE_INFINITY;
        }

        @Override
        public void decide(DrugLevels levels, Kinetics kinetics) {
            if (next_min() >= way.end_min()) {
                kinetics.setInfusionRate("titration", route, 0.0, true);
                ended = true;
                return;
            }
            Amount amount = first.times(way.decide(levels, kinetics));
            if (rate) {
                kinetics.setInfusionRate("titration", route, kinetics.nanomoles(amount), true);
            } else {
                kinetics.administer(Dose.bolus(drug, amount, route, 0.0));
            }
        }
    }
}
