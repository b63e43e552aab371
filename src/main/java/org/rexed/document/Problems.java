package org.rexed.document;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The problems found so far while reading one or more files; readers go on after a problem, so that all are told. */
public final class Problems {
    private final Set<Problem> found = new LinkedHashSet<>();

    /** Adds a problem; the same problem at the same place is kept once. */
    public void add(Location location, String message) {
        found.add(new Problem(location, message));
    }

    /** Whether there is at least one problem. */
    public boolean any() {
        return !found.isEmpty();
    }

    /** All problems: files in the order they were first complained about, then by line and column. */
    public List<Problem> list() {
        List<String> files = new ArrayList<>(found.stream().map(p -> p.location().file()).distinct().toList());
        List<Problem> ordered = new ArrayList<>(found);
        ordered.sort(Comparator.comparingInt((Problem p) -> files.indexOf(p.location().file()))
            .thenComparingInt(p -> p.location().line())
            .thenComparingInt(p -> p.location().column()));
        return List.copyOf(ordered);
    }

    /** Throws if there is at least one problem. */
    public void throwIfAny() {
        if (any()) {
            throw new InputException(list());
        }
    }
}
