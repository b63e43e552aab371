package org.rexed.gui;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.rexed.mechanism.Dynorphin;
import org.rexed.mechanism.NmdaReceptors;
import org.rexed.mechanism.PeripheralInput;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.ModulationPorts.Port;
import org.rexed.subject.Subject;
import sim.util.Properties;

/**
 * Everything known of one neuron at one moment, as rows for a table. Read through MASON's properties, so whatever a
 * view offers as {@code getX} appears.
 *
 * @param neuron number of the neuron
 * @param title what it is
 * @param population its class
 * @param rows names and values, in sections
 */
public record Inspection(int neuron, String title, String population, List<Row> rows) {
    /**
     * One row; a row without a value begins a section.
     *
     * @param name what
     * @param value value as text
     * @param unit unit, possibly empty
     * @param changed whether the value differs from its neutral value
     */
    public record Row(String name, String value, String unit, boolean changed) {
        static Row section(String name) {
            return new Row(name, "", "", false);
        }

        /** Whether a section begins here. */
        public boolean isSection() {
            return value.isEmpty();
        }
    }

    /** Looks at a neuron; to be called by the thread that simulates. */
    static Inspection of(Subject subject, int neuron) {
        NeuronView view = NeuronView.of(subject.circuit(), subject.milieu(), neuron);
        List<Row> rows = new ArrayList<>();
        rows.add(Row.section(view instanceof NeuronView.Fibre ? "Fibre" : "Neuron"));
        addProperties(view, rows);
        rows.add(Row.section("Modulation now"));
        addPorts(subject.circuit().ports(), neuron, rows);
        addInjuries(view, subject.mechanism(PeripheralInput.class), rows);
        NmdaReceptors.Cluster cluster = subject.mechanism(NmdaReceptors.class).clusterOf(neuron);
        if (cluster != null) {
            rows.add(Row.section("NMDA receptors"));
            addProperties(cluster, rows);
        }
        Dynorphin dynorphin = subject.mechanism(Dynorphin.class);
        Dynorphin.ReleaseSite site = dynorphin == null ? null : dynorphin.site(neuron);
        if (site != null) {
            rows.add(Row.section("Dynorphin release site"));
            addProperties(site, rows);
        }
        return new Inspection(neuron, view.toString(), view.population().name(), List.copyOf(rows));
    }

    /** The injuries of the animal; what they do to this fibre stands among its ports. */
    private static void addInjuries(NeuronView view, PeripheralInput input, List<Row> rows) {
        if (view instanceof NeuronView.Fibre && input != null) {
            List<Row> injuries = new ArrayList<>();
            input.sample((entity, variable, value, unit) -> injuries.add(new Row(
                    entity.equals("subject") ? "Activity" : words(entity.replace("injury:", "").replace("@", ", ")
                            .replace('-', ' ')), text(value), "", value != (entity.equals("subject") ? 1 : 0))));
            if (!injuries.isEmpty()) {
                rows.add(Row.section("Injuries of the animal, level"));
                rows.addAll(injuries);
            }
        }
    }

    private static void addProperties(Object view, List<Row> rows) {
        Properties properties = Properties.getProperties(view);
        Map<String, Object> byName = new TreeMap<>();
        for (int i = 0; i < properties.numProperties(); i++) {
            if (!properties.isHidden(i)) {
                byName.put(properties.getName(i), properties.getValue(i));
            }
        }
        byName.forEach((name, value) -> {
            int mark = name.indexOf('_');
            String words = words(mark < 0 ? name : name.substring(0, mark));
            rows.add(new Row(words, text(value), mark < 0 ? "" : unit(name.substring(mark + 1)), "dead".equals(value)));
        });
    }

    /** Adds what modulates a neuron now. */
    static void addPorts(ModulationPorts ports, int neuron, List<Row> rows) {
        for (Port port : Port.values()) {
            double value = ports.column(port)[neuron];
            boolean changed = Math.abs(value - port.neutral()) > 5e-4;
            boolean factor = port.unit().equals("1");
            String text = factor ? "\u00d7 " + text(value) : text(value);
            if (changed || !seldomMoved(port)) {
                rows.add(new Row(title(port), text, factor ? "" : port.unit(), changed));
            }
        }
    }

    /** What people call a port. */
    static String title(Port port) {
        return switch (port) {
            case RELEASE_FACTOR -> "Transmitter release";
            case PEPTIDE_FACTOR -> "Peptide release";
            case NMDA_CONDUCTANCE_FACTOR -> "NMDA conductance";
            case NMDA_FREE_FRACTION -> "NMDA unblocked";
            case CHLORIDE_SHIFT -> "Chloride reversal shift";
            case ADDED_LEAK -> "Added potassium leak";
            case THRESHOLD_SHIFT -> "Threshold shift";
            case PEPTIDE_TONE -> "Peptide tone";
            case AMPA_FREE_FRACTION -> "AMPA unblocked";
            case GABA_FREE_FRACTION -> "GABA-A unblocked";
            case GLYCINE_FREE_FRACTION -> "Glycine unblocked";
            case NK1_FREE_FRACTION -> "NK1 unblocked";
            case CGRP_FREE_FRACTION -> "CGRP unblocked";
            case SEROTONIN_FREE_FRACTION -> "5-HT3 unblocked";
            case DESCENDING_GAIN -> "Descending gain (DLF)";
            case HEAT_THRESHOLD_SHIFT -> "Heat threshold shift";
            case FORCE_THRESHOLD_FACTOR -> "Force threshold";
            case TRANSDUCTION_FACTOR -> "Answer to the skin";
            case ONGOING_DISCHARGE -> "Ongoing discharge";
        };
    }

    /** Whether only an antagonist or an injury moves a port, so that it is shown only while it is moved. */
    private static boolean seldomMoved(Port port) {
        return switch (port) {
            case AMPA_FREE_FRACTION, GABA_FREE_FRACTION, GLYCINE_FREE_FRACTION, NK1_FREE_FRACTION,
                    CGRP_FREE_FRACTION, SEROTONIN_FREE_FRACTION, HEAT_THRESHOLD_SHIFT, FORCE_THRESHOLD_FACTOR,
                    TRANSDUCTION_FACTOR, ONGOING_DISCHARGE -> true;
            default -> false;
        };
    }

    /** {@code NmdaCalciumCurrent} becomes {@code NMDA calcium current}. */
    static String words(String name) {
        String spaced = name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT)
                .replace("nmda", "NMDA").replace("kinase cactivity", "kinase C activity");
        return spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
    }

    static String unit(String suffix) {
        return suffix.replace("_per_", "/").replace("Cel", "\u00b0C").replace("nM", "nmol/L");
    }

    static String text(Object value) {
        if (!(value instanceof Double number)) {
            return String.valueOf(value);
        }
        if (Double.isInfinite(number) || Double.isNaN(number)) {
            return "none";
        }
        double size = Math.abs(number);
        int digits = size == 0 || size >= 1000 ? 0 : size >= 100 ? 1 : size >= 0.1 ? 2 : size >= 0.001 ? 4 : -1;
        return digits < 0 ? String.format(Locale.ROOT, "%.1e", number)
                : String.format(Locale.ROOT, "%." + digits + "f", number);
    }
}
