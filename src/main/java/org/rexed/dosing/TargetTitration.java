package org.rexed.dosing;

import org.rexed.pharmacology.DrugLevels;
import org.rexed.pharmacology.Kinetics;
import org.rexed.quantity.Units;

/**
 * A pump with a target that is raised until it is enough ({@link Climb}).
 *
 * @param pump the pump at its first target
 * @param climb when the target is raised, by how much and until what
 */
record TargetTitration(TargetControlledInfusion pump, Climb climb) implements ClimbingRule {
    /** The rule in words. */
    @Override
    public String toString() {
        return pump + ", titrated every " + Units.text(climb.every_min(), "min") + " until " + climb.goal();
    }

    @Override
    public String drug() {
        return pump.drug();
    }

    @Override
    public Course begin() {
        return new Dosing();
    }

    private final class Dosing implements Course {
        private final Climb.Way way = climb.new Way();
        private final TargetControlledInfusion.Pump course = pump.begin();

        @Override
        public double next_min() {
            return Math.min(way.next_min(), course.next_min());
        }

        @Override
        public void decide(DrugLevels levels, Kinetics kinetics) {
            // The pump sets its rate after the target, so that a new target holds from its own minute on.
            if (way.next_min() <= course.next_min()) {
                course.aim(way.decide(levels, kinetics));
                course.endAt(way.end_min());
            } else {
                course.decide(levels, kinetics);
            }
        }
    }
}
