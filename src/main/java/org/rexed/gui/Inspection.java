package org.rexed.gui;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.rexed.mechanism.Dynorphin;
import org.rexed.mechanism.NmdaSensitization;
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

    private static final Map<Port, String> PORTS = Map.of(
            Port.RELEASE_FACTOR, "Transmitter release",
            Port.PEPTIDE_FACTOR, "Peptide release",
            Port.NMDA_CONDUCTANCE_FACTOR, "NMDA conductance",
            Port.NMDA_FREE_FRACTION, "NMDA unblocked",
            Port.CHLORIDE_SHIFT, "Chloride reversal shift",
            Port.ADDED_LEAK, "Added potassium leak",
            Port.PEPTIDE_TONE, "Peptide tone",
            Port.THRESHOLD_SHIFT, "Threshold shift",
            Port.DESCENDING_GAIN, "Descending gain (DLF)");

    /** Looks at a neuron; to be called by the thread that simulates. */
    static Inspection of(Subject subject, int neuron) {
        NeuronView view = NeuronView.of(subject.circuit(), subject.milieu(), neuron);
        List<Row> rows = new ArrayList<>();
        rows.add(Row.section(view instanceof NeuronView.Fibre ? "Fibre" : "Neuron"));
        addProperties(view, rows);
        rows.add(Row.section("Modulation now"));
        addPorts(subject.circuit().ports(), neuron, rows);
        NmdaSensitization nmda = subject.mechanism(NmdaSensitization.class);
        NmdaSensitization.Cluster cluster = nmda == null ? null : nmda.cluster(neuron);
        if (cluster != null) {
            rows.add(Row.section("NMDA receptor cluster"));
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
            rows.add(new Row(words, text(value), mark < 0 ? "" : unit(name.substring(mark + 1)), false));
        });
    }

    private static void addPorts(ModulationPorts ports, int neuron, List<Row> rows) {
        for (Port port : Port.values()) {
            double value = ports.column(port)[neuron];
            boolean changed = Math.abs(value - port.neutral()) > 5e-4;
            boolean factor = port.unit().equals("1");
            String text = factor ? "\u00d7 " + text(value) : text(value);
            if (changed || PORTS.containsKey(port)) {
                rows.add(new Row(PORTS.getOrDefault(port, title(port)), text, factor ? "" : port.unit(), changed));
            }
        }
    }

    /** {@code AMPA_FREE_FRACTION} becomes {@code AMPA free fraction}; for ports that are shown once they act. */
    private static String title(Port port) {
        int end = port.name().indexOf('_');
        return port.name().substring(0, end) + port.name().substring(end).replace('_', ' ').toLowerCase(Locale.ROOT);
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
