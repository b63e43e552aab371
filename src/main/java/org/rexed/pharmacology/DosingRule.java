package org.rexed.pharmacology;

import java.util.Optional;

/**
 * Something that decides while a study runs what is given: a pump that aims at a level, a patient with a button, a
 * physician who titrates. A rule is the same for all subjects; what has happened to one of them is its {@link Course}.
 */
public interface DosingRule {
    /** The drug that is given. */
    String drug();

    /** When the rule starts, min. */
    double from_min();

    /** When the rule ends, min. */
    double until_min();

    /** What a subject is asked again and again while the rule is at work, besides the tests of the study. */
    default Optional<Asked> asked() {
        return Optional.empty();
    }

    /** The rule at work in one subject. */
    Course begin();

    /**
     * A test that a rule has done by itself, for example a patient who asks itself whether it hurts.
     *
     * @param assay name of the test
     * @param site where
     * @param every_min time between two, min
     */
    record Asked(String assay, String site, double every_min) {}

    /** A rule at work in one subject. */
    interface Course {
        /** Time of the next decision, min; infinity after the last. */
        double next_min();

        /**
         * Decides. Called once for each {@link #next_min()}, when everything before that time has happened.
         *
         * @param levels all drugs of the subject, and what tests have shown
         * @param kinetics those of the rule's drug, to give doses to or set rates of
         */
        void decide(DrugLevels levels, Kinetics kinetics);
    }
}
