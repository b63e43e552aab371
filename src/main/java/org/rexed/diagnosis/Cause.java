package org.rexed.diagnosis;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Something that may ail a patient, and what readouts show then.
 *
 * @param name short name
 * @param title in words
 * @param reasoning why these findings are expected
 * @param expects findings that agree with it, by readout; readouts that are not named say nothing about it
 */
public record Cause(String name, String title, String reasoning, Map<String, Set<Finding>> expects) {
    /** Keeps its own copy. */
    public Cause {
        expects = new LinkedHashMap<>(expects);
    }
}
