package org.rexed.measure;

import java.util.LinkedHashSet;
import java.util.Set;

/** What an experiment has to deliver so that its measures can be taken. */
public final class Needs {
    private final Set<String> arms = new LinkedHashSet<>();
    private final Set<Variable> variables = new LinkedHashSet<>();
    private final Set<Readout> readouts = new LinkedHashSet<>();

    /** A slow variable of an arm. */
    public record Variable(String arm, String entity, String variable) {}

    /** An assay at a site of an arm. */
    public record Readout(String arm, String assay, String site) {}

    void addReading(String arm, String assay, String site) {
        arms.add(arm);
        readouts.add(new Readout(arm, assay, site));
    }

    void addState(String arm, String entity, String variable) {
        arms.add(arm);
        variables.add(new Variable(arm, entity, variable));
    }

    public Set<String> arms() {
        return arms;
    }

    public Set<Variable> variables() {
        return variables;
    }

    public Set<Readout> readouts() {
        return readouts;
    }

    /** Whether a slow variable is asked for, in whatever arm. */
    public boolean wants(String entity, String variable) {
        return variables.stream().anyMatch(v -> v.entity.equals(entity) && v.variable.equals(variable));
    }
}
