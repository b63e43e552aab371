package org.rexed.gui;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.rexed.mechanism.Wiring.Variable;
import org.rexed.recording.Observation;
import org.rexed.recording.Recording;
import org.rexed.recording.StateSample;

/**
 * Something that is measured over time in every subject: readings of a test in percent of the own baseline, or a slow
 * variable.
 *
 * @param reading whether it is a test
 * @param of test, or what the variable belongs to
 * @param name site of the test, or name of the variable
 * @param unit unit of its values
 */
record Measure(boolean reading, String of, String name, String unit) {
    /** What a recording holds, tests first. */
    static List<Measure> in(Recording recording) {
        Set<Measure> all = new LinkedHashSet<>();
        for (Observation each : recording.observations()) {
            all.add(new Measure(true, each.assay(), each.site(), "% of own baseline"));
        }
        for (StateSample each : recording.states()) {
            all.add(new Measure(false, each.entity(), each.variable(), each.unit()));
        }
        return new ArrayList<>(all);
    }

    /** Its values by time in minutes. */
    TreeMap<Double, Double> course(Recording recording) {
        TreeMap<Double, Double> course = new TreeMap<>();
        if (reading) {
            for (Observation each : recording.observations()) {
                if (each.assay().equals(of) && each.site().equals(name) && !Double.isNaN(each.percentOfBaseline())) {
                    course.put(each.time_min(), each.percentOfBaseline());
                }
            }
        } else {
            for (StateSample each : recording.states()) {
                if (each.entity().equals(of) && each.variable().equals(name)) {
                    course.put(each.time_min(), each.value());
                }
            }
        }
        return course;
    }

    /** Label of its axis. */
    String axis() {
        return reading ? unit : unit.equals("1") ? "" : unit;
    }

    @Override
    public String toString() {
        return reading ? Snapshot.assayTitle(of) + ", " + name.replace('-', ' ')
                : VariableChoice.title(new Variable(of, name, unit));
    }
}
