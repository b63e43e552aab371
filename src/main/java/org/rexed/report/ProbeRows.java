package org.rexed.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows of the large tables of a protocol: spikes, and membrane potentials gathered by cell. */
final class ProbeRows {
    private ProbeRows() {}

    /** A spike; time in seconds from the stimulus. */
    record Spike(String condition, String level, String seed, String trial, int neuron, String population,
            double time_s) {}

    /** The circuit, trial, condition and level of a recording. */
    record Trial(String condition, String level, String seed, String trial) {}

    static List<Spike> spikes(ProbeFolder folder) {
        return folder.rows("spikes.csv", List.of("seed", "neuron", "class", "time_ms", "trial", "condition", "level"),
                row -> new Spike(row.text("condition"), row.text("level"), row.text("seed"), row.text("trial"),
                        row.integer("neuron"), row.text("class"), row.finite("time_ms") / 1000));
    }

    /** When the limb was withdrawn, in seconds; trials without withdrawal are left out. */
    static Map<Trial, Double> withdrawals(ProbeFolder folder) {
        Map<Trial, Double> all = new LinkedHashMap<>();
        folder.each("withdrawal.csv", List.of("condition", "level", "seed", "trial", "latency_s", "censored"), row -> {
            if (!row.flag("censored")) {
                all.put(new Trial(row.text("condition"), row.text("level"), row.text("seed"), row.text("trial")),
                        row.finite("latency_s"));
            }
        });
        return all;
    }

    /** A cell with an electrode in it. */
    record Cell(String condition, String level, String seed, String neuron, String population) {
        /** Whether it is the same cell, whatever was done to it. */
        boolean same(Cell other) {
            return seed.equals(other.seed) && neuron.equals(other.neuron);
        }
    }

    /** Its membrane potential over time. */
    static final class Trace {
        private double[] time_s = new double[4096];
        private double[] potential_mV = new double[4096];
        private boolean[] spike = new boolean[4096];
        private int size;

        void add(double at_s, double value_mV, boolean fired) {
            if (size == time_s.length) {
                time_s = Arrays.copyOf(time_s, 2 * size);
                potential_mV = Arrays.copyOf(potential_mV, 2 * size);
                spike = Arrays.copyOf(spike, 2 * size);
            }
            time_s[size] = at_s;
            potential_mV[size] = value_mV;
            spike[size++] = fired;
        }

        int size() {
            return size;
        }

        double time_s(int i) {
            return time_s[i];
        }

        double potential_mV(int i) {
            return potential_mV[i];
        }

        boolean spike(int i) {
            return spike[i];
        }

        /** Times of spikes. */
        List<Double> spikes_s() {
            List<Double> times = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                if (spike[i]) {
                    times.add(time_s[i]);
                }
            }
            return times;
        }
    }

    static Map<Cell, Trace> traces(ProbeFolder folder) {
        Map<Cell, Trace> traces = new LinkedHashMap<>();
        folder.each("traces.csv", List.of("condition", "level", "seed", "neuron", "class", "time_ms", "potential_mV",
                "spike"), row -> traces.computeIfAbsent(new Cell(row.text("condition"), row.text("level"),
                        row.text("seed"), row.text("neuron"), row.text("class")), cell -> new Trace())
                        .add(row.finite("time_ms") / 1000, row.finite("potential_mV"), row.integer("spike") > 0));
        return traces;
    }
}
