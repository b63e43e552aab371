package org.rexed.claims;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rexed.recording.Observation;
import org.rexed.recording.Recording;
import org.rexed.recording.StateSample;

/** What was observed in an experiment, by subject; NaN where a subject is missing. */
final class Observed {
    private static final double SAME_TIME_min = 1e-6;

    private final int subjects;
    private final Map<List<Object>, double[]> readings = new HashMap<>();
    private final Map<List<Object>, double[]> baselines = new HashMap<>();
    private final Map<List<Object>, double[]> states = new HashMap<>();
    private final List<Quantity.State> wanted;

    /** Keeps readings, and of the slow variables those wanted. */
    Observed(int subjects, List<Quantity.State> wanted) {
        this.subjects = subjects;
        this.wanted = List.copyOf(wanted);
    }

    int subjects() {
        return subjects;
    }

    void add(String arm, int subject, Recording recording) {
        for (Observation o : recording.observations()) {
            List<Object> key = List.of(arm, o.assay(), o.site(), o.time_min());
            column(readings, key)[subject] = o.reading();
            column(baselines, key)[subject] = o.baseline();
        }
        for (Quantity.State state : wanted) {
            if (state.arm().equals(arm)) {
                double[] column = column(states, key(state.arm(), state.entity(), state.variable(), state.time_min()));
                // The last sample that is not later.
                for (StateSample sample : recording.states()) {
                    if (sample.time_min() <= state.time_min() + SAME_TIME_min
                            && sample.entity().equals(state.entity()) && sample.variable().equals(state.variable())) {
                        column[subject] = sample.value();
                    }
                }
            }
        }
    }

    private double[] column(Map<List<Object>, double[]> columns, List<Object> key) {
        return columns.computeIfAbsent(key, k -> {
            double[] column = new double[subjects];
            Arrays.fill(column, Double.NaN);
            return column;
        });
    }

    private static List<Object> key(String arm, String a, String b, double time_min) {
        return List.of(arm, a, b, time_min);
    }

    double reading(String arm, String assay, String site, double time_min, int subject) {
        return value(readings, key(arm, assay, site, time_min), subject);
    }

    double baseline(String arm, String assay, String site, double time_min, int subject) {
        return value(baselines, key(arm, assay, site, time_min), subject);
    }

    double state(String arm, String entity, String variable, double time_min, int subject) {
        return value(states, key(arm, entity, variable, time_min), subject);
    }

    private static double value(Map<List<Object>, double[]> columns, List<Object> key, int subject) {
        double[] column = columns.get(key);
        return column == null ? Double.NaN : column[subject];
    }
}
