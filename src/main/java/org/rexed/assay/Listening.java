package org.rexed.assay;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.rexed.circuit.Anatomy;
import org.rexed.circuit.Circuit;
import org.rexed.circuit.PopulationSpec;
import org.rexed.circuit.Site;
import org.rexed.document.Fields;
import org.rexed.document.Location;
import org.rexed.document.Problems;
import org.rexed.document.Spelling;
import org.rexed.evidence.ParameterReader;
import org.rexed.neuron.Population;
import org.rexed.synapse.SpikeLog;

/**
 * Whose spikes an assay counts: classes of cells, near the stimulated point if a distance is given, else in the
 * dermatome of the site. Classes that no dermatome holds, those of the brainstem, count with all their cells.
 *
 * @param classes names of the classes
 * @param places where each name is written
 * @param within_mm greatest distance of a receptive field from the stimulated point; NaN for the whole dermatome
 */
record Listening(List<String> classes, List<Location> places, double within_mm) {
    private static final double MS_PER_s = 1000;

    /** Reads {@code cells}, one class or a list, and {@code within} if it is there. */
    static Listening read(Fields f, ParameterReader numbers) {
        List<String> classes = f.texts("cells");
        if (!f.has("cells") || classes.isEmpty()) {
            f.problem("cells", "cells: none; expected a class of cells of the anatomy, or a list of them");
        }
        List<Location> places = new ArrayList<>();
        for (int i = 0; i < classes.size(); i++) {
            places.add(f.locationOf("cells", i));
        }
        double within_mm = f.has("within") ? Window.positive(f, "within", "mm", numbers) : Double.NaN;
        return new Listening(classes, places, within_mm);
    }

    /** Adds a problem for each class that an anatomy does not have. */
    void check(Anatomy anatomy, Problems problems) {
        Set<String> known = anatomy.populations().stream().map(PopulationSpec::name)
                .collect(Collectors.toCollection(TreeSet::new));
        for (int i = 0; i < classes.size(); i++) {
            if (!known.contains(classes.get(i))) {
                problems.add(places.get(i), "cells: anatomy " + anatomy.name() + " has no class \"" + classes.get(i)
                        + "\"" + Spelling.hint(classes.get(i), known));
            }
        }
    }

    /** The cells of one circuit around a site. */
    Cells at(Circuit circuit, Site site) {
        return at(circuit, site, site.x_mm(), site.y_mm());
    }

    /** The cells of one circuit around a point of the skin map. */
    Cells at(Circuit circuit, Site site, double x_mm, double y_mm) {
        List<Population> populations = new ArrayList<>();
        boolean[] member = new boolean[circuit.size()];
        int count = 0;
        for (String name : classes) {
            for (Population p : circuit.populations(name)) {
                boolean inCord = circuit.anatomy().dermatomes().contains(p.group());
                if (inCord && Double.isNaN(within_mm) && !p.group().equals(site.dermatome())) {
                    continue;
                }
                populations.add(p);
                for (int i = p.first(); i < p.end(); i++) {
                    double dx = circuit.x_mm(i) - x_mm;
                    double dy = circuit.y_mm(i) - y_mm;
                    boolean far = inCord && dx * dx + dy * dy > within_mm * within_mm;
                    member[i] = !far;
                    count += far ? 0 : 1;
                }
            }
        }
        return new Cells(circuit, populations, member, count);
    }

    /**
     * Cells of one circuit.
     *
     * @param circuit the circuit
     * @param populations the populations they belong to
     * @param member whether each neuron of the circuit is one of them
     * @param count how many they are
     */
    record Cells(Circuit circuit, List<Population> populations, boolean[] member, int count) {
        /** Their spikes in a window of the present probe, in the time of that probe, its end excluded. */
        int spikes(Window window) {
            int from = circuit.timeStep().steps(window.from_ms());
            int to = circuit.timeStep().steps(window.until_ms());
            int spikes = 0;
            for (Population population : populations) {
                SpikeLog log = circuit.log(population);
                for (int i = log.size() - 1; i >= 0 && log.step(i) >= from; i--) {
                    spikes += log.step(i) < to && member[log.neuron(i)] ? 1 : 0;
                }
            }
            return spikes;
        }

        /** Their discharge, summed over cells, in Hz. */
        double discharge_Hz(Window window) {
            return spikes(window) * MS_PER_s / (window.until_ms() - window.from_ms());
        }

        /** Their discharge as this person hears it: less if more is asked for. */
        double felt_Hz(Window window) {
            return discharge_Hz(window) / circuit.criterion();
        }

        /** Their mean rate in Hz. */
        double rate_Hz(Window window) {
            return discharge_Hz(window) / count;
        }
    }
}
