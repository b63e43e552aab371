package org.rexed.gui;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a session simulates: which subject of which arm, with which slow mechanisms. Takes effect at a reset.
 *
 * @param arm name of the arm
 * @param subject number of the subject from 0
 * @param mechanisms names of the slow mechanisms that are on
 */
public record Setup(String arm, int subject, Set<String> mechanisms) {
    /** Keeps its own copy. */
    public Setup {
        mechanisms = Set.copyOf(mechanisms);
    }

    /** The same with another arm. */
    public Setup withArm(String other) {
        return new Setup(other, subject, mechanisms);
    }

    /** The same with another subject. */
    public Setup withSubject(int other) {
        return new Setup(arm, other, mechanisms);
    }

    /** The same with one mechanism on or off. */
    public Setup with(String mechanism, boolean on) {
        Set<String> changed = new LinkedHashSet<>(mechanisms);
        if (on) {
            changed.add(mechanism);
        } else {
            changed.remove(mechanism);
        }
        return new Setup(arm, subject, changed);
    }
}
