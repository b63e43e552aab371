package org.rexed.measure;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an experiment has to deliver so that its measures can be taken. */
public final class Needs {
    private final Set<String> arms = new LinkedHashSet<>();
    private final Set<Variable> variables = new LinkedHashSet<>();
    private final Map<String, Double> last_min = new HashMap<>();
    private final Set<Readout> readouts = new LinkedHashSet<>();

    /** A slow variable of an arm. */
    public record Variable(String arm, String entity, String variable) {}

    /** An assay at a site of an arm. */
    public record Readout(String arm, String assay, String site) {}

    private void until(String arm, List<Double> times_min) {
        times_min.forEach(time_min -> last_min.merge(arm, time_min, Math::max));
    }

    void addReading(String arm, String assay, String site, List<Double> times_min) {
        until(arm, times_min);
        arms.add(arm);
        readouts.add(new Readout(arm, assay, site));
    }

    void addState(String arm, String entity, String variable, List<Double> times_min) {
        until(arm, times_min);
        arms.add(arm);
        variables.add(new Variable(arm, entity, variable));
    }

    public Set<String> arms() {
        return arms;
    }

    /** Minutes after which nothing of an arm is needed. */
    public double last_min(String arm) {
        return last_min.getOrDefault(arm, 0.0);
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
