package org.rexed.gui;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.rexed.mechanism.Mechanisms;
import org.rexed.scenario.Arm;

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

    /** Strength of every mechanism: that of the arm; one that the arm has off and is on here acts as published. */
    Map<String, Double> strengths(Arm of) {
        Map<String, Double> strengths = new LinkedHashMap<>(of.mechanisms());
        for (String name : Mechanisms.SWITCHABLE) {
            double written = of.mechanisms().getOrDefault(name, 1.0);
            strengths.put(name, mechanisms.contains(name) ? (written == 0 ? 1.0 : written) : 0.0);
        }
        return strengths;
    }
}
