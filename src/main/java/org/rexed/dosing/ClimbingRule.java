package org.rexed.dosing;

import java.util.Optional;
import org.rexed.pharmacology.DosingRule;

/** A rule whose amount is raised until it is enough; it begins, ends and asks as its climb does. */
interface ClimbingRule extends DosingRule {
    /** When the amount is raised, by how much and until what. */
    Climb climb();

    @Override
    default double from_min() {
        return climb().from_min();
    }

    @Override
    default double until_min() {
        return climb().until_min();
    }

    @Override
    default Optional<Asked> asked() {
        return climb().goal().asked();
    }
}
