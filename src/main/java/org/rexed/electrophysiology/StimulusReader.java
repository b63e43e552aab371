package org.rexed.electrophysiology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rexed.circuit.Anatomy;
import org.rexed.circuit.Site;
import org.rexed.document.Fields;
import org.rexed.document.Node;
import org.rexed.document.Problems;
import org.rexed.document.Spelling;
import org.rexed.nociception.Brush;
import org.rexed.nociception.ContactThermode;
import org.rexed.nociception.ElectricalTrain;
import org.rexed.nociception.HeatRamp;
import org.rexed.nociception.PunctateForce;
import org.rexed.nociception.Stimulus;
import org.rexed.quantity.Units;
import org.rexed.scenario.Defaults;
import org.rexed.scenario.ModelLibrary;

/** Reads the stimulus of a protocol; the only place that knows how kinds of stimuli are written. */
final class StimulusReader {
    private static final double LONGEST_ms = 600_000;
    private static final double HOTTEST_C = 60;
    private static final double STRONGEST_mN = 10_000;

    private final Anatomy anatomy;
    private final double onset_ms;

    /** A kind of stimulus, with its fields and their units. */
    enum Kind {
        /** Nothing: ongoing activity. */
        NONE(Map.of()),
        /** A filament pressed on the skin and held. */
        FORCE(Map.of("force", "mN", "hold", "s", "spread", "mm")),
        /** A lamp of constant power. */
        RADIANT_HEAT(Map.of("start", "Cel", "rise-in-first-second", "K", "spread", "mm")),
        /** A thermode that warms or cools some area of the skin. */
        CONTACT(Map.of("start", "Cel", "to", "Cel", "ramp", "K/s", "hold", "s", "area", "cm2", "edge", "mm")),
        /** Soft strokes along the dermatome. */
        BRUSH(Map.of(
                "force", "mN", "speed", "mm/s", "width", "mm", "length", "mm", "contact", "mm", "edge", "mm",
                "strokes", "1", "interval", "s")),
        /** Pulses to the nerve; the strength is in multiples of the A-beta threshold. */
        ELECTRICAL(Map.of("strength", "1", "pulses", "1", "frequency", "Hz", "radius", "mm"));

        private final Map<String, String> units;

        Kind(Map<String, String> units) {
            this.units = units;
        }

        /** Name used in files. */
        String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Unit of a field; empty for one that is a text. */
        String unit(String field) {
            return units.getOrDefault(field, "");
        }

        /** Fields that can be varied. */
        List<String> fields() {
            List<String> fields = new ArrayList<>(units.keySet().stream().sorted().toList());
            if (this != NONE) {
                fields.add("site");
            }
            return fields;
        }

        /** The kind of that name, or nothing known. */
        static Kind of(String name) {
            return Arrays.stream(values()).filter(kind -> kind.key().equals(name)).findFirst().orElse(NONE);
        }
    }

    /**
     * A reader for one anatomy.
     *
     * @param onset_ms time of the onset since a probe began
     */
    StimulusReader(Anatomy anatomy, double onset_ms) {
        this.anatomy = anatomy;
        this.onset_ms = onset_ms;
    }

    /** A stimulus's tree with the values of the usual assay filled in where nothing is said. */
    static Node.Mapping complete(Node.Mapping stimulus, ModelLibrary library) {
        Node.Entry kind = stimulus.entries().get("kind");
        if (kind == null || !(kind.value() instanceof Node.Text text)) {
            return stimulus;
        }
        Map<String, String> defaults = new LinkedHashMap<>();
        switch (Kind.of(text.value())) {
            case FORCE -> defaults.put("spread", assay(library, "von-frey", "spread", "mm"));
            case RADIANT_HEAT -> {
                defaults.put("start", assay(library, "hargreaves", "start-temperature", "Cel"));
                defaults.put("rise-in-first-second",
                    assay(library, "hargreaves", "temperature-rise-in-first-second", "K"));
                defaults.put("spread", assay(library, "hargreaves", "spread", "mm"));
            }
            case CONTACT -> defaults.put("start", assay(library, "hargreaves", "start-temperature", "Cel"));
            default -> { }
        }
        Node.Mapping result = stimulus;
        for (Map.Entry<String, String> entry : defaults.entrySet()) {
            result = Defaults.with(result, entry.getKey(), entry.getValue());
        }
        return result;
    }

    /** A parameter of an assay, as text; a broken assay file is told by whoever reads it as an assay. */
    private static String assay(ModelLibrary library, String assay, String key, String unit) {
        Fields f = library.fields(ModelLibrary.Kind.ASSAY, assay, new Problems());
        double value = f.isMap(key) ? f.map(key).quantity("value", unit) : Double.NaN;
        return Double.isNaN(value) ? "" : Units.text(value, unit);
    }

    /** Reads a stimulus; problems go to the file's list, and the result is then a placeholder. */
    Presented read(Fields f) {
        Kind kind = f.choice("kind", Kind.class);
        Presented presented = switch (kind) {
            case NONE -> new Presented(Stimulus.none(), null, Double.POSITIVE_INFINITY, new double[0], "");
            case FORCE -> force(f);
            case RADIANT_HEAT -> radiantHeat(f);
            case CONTACT -> contact(f);
            case BRUSH -> brush(f);
            case ELECTRICAL -> electrical(f);
        };
        f.done();
        return presented;
    }

    private Presented force(Fields f) {
        Site site = site(f);
        double force_mN = f.quantity("force", "mN", 0, STRONGEST_mN);
        double hold_ms = f.quantity("hold", "ms", 1, LONGEST_ms, LONGEST_ms);
        double spread_mm = f.quantity("spread", "mm", 0.1, 1000);
        Stimulus stimulus = new PunctateForce(site.x_mm(), site.y_mm(), force_mN, onset_ms, hold_ms, spread_mm);
        double end_ms = f.has("hold") ? hold_ms : Double.POSITIVE_INFINITY;
        return new Presented(stimulus, site, end_ms, new double[0], "mN");
    }

    private Presented radiantHeat(Fields f) {
        Site site = site(f);
        double start_C = f.quantity("start", "Cel", 0, 45);
        double rise_C = f.quantity("rise-in-first-second", "K", 0, 30);
        double spread_mm = f.quantity("spread", "mm", 0.1, 1000);
        Stimulus stimulus = new HeatRamp(site.x_mm(), site.y_mm(), start_C, rise_C, spread_mm, onset_ms);
        return new Presented(stimulus, site, Double.POSITIVE_INFINITY, new double[0], "Cel");
    }

    private Presented contact(Fields f) {
        Site site = site(f);
        double start_C = f.quantity("start", "Cel", 0, 45);
        double to_C = f.quantity("to", "Cel", 0, HOTTEST_C);
        double ramp_C_per_s = f.quantity("ramp", "K/s", 0.01, 1000);
        double hold_ms = f.quantity("hold", "ms", 1, LONGEST_ms);
        double area_cm2 = f.quantity("area", "cm2", 0.01, 1000);
        double edge_mm = f.quantity("edge", "mm", 0.1, 100);
        ContactThermode stimulus = new ContactThermode(
                site.x_mm(), site.y_mm(), start_C, to_C, ramp_C_per_s, onset_ms, hold_ms, area_cm2, edge_mm);
        return new Presented(stimulus, site, stimulus.end_ms() - onset_ms, new double[0], "Cel");
    }

    private Presented brush(Fields f) {
        Site site = site(f);
        double force_mN = f.quantity("force", "mN", 0, STRONGEST_mN);
        double speed_mm_per_s = f.quantity("speed", "mm/s", 0.1, 1000);
        double width_mm = f.quantity("width", "mm", 0.1, 1000);
        double length_mm = f.quantity("length", "mm", 0.1, 1000);
        double contact_mm = f.quantity("contact", "mm", 0.1, 1000);
        double edge_mm = f.quantity("edge", "mm", 0.1, 100);
        int strokes = count(f, "strokes");
        double interval_ms = f.quantity("interval", "ms", 1, LONGEST_ms);
        Brush stimulus = new Brush(
                site.x_mm(), site.y_mm(), force_mN, width_mm, length_mm, contact_mm, edge_mm, speed_mm_per_s,
                strokes, interval_ms, onset_ms);
        double last_ms = (strokes - 1) * interval_ms + (length_mm + contact_mm) / speed_mm_per_s * 1000;
        return new Presented(stimulus, site, last_ms, new double[0], "mN");
    }

    private Presented electrical(Fields f) {
        Site site = site(f);
        double strength = f.quantity("strength", "1", 0, 1000);
        int pulses = count(f, "pulses");
        double interval_ms = 1000 / f.quantity("frequency", "Hz", 0.001, 1000);
        double radius_mm = f.quantity("radius", "mm", 0.1, 1000);
        ElectricalTrain stimulus = new ElectricalTrain(
                site.x_mm(), site.y_mm(), strength, pulses, interval_ms, onset_ms, radius_mm);
        double[] sinceOnset_ms = Arrays.stream(stimulus.pulses_ms()).map(t -> t - onset_ms).toArray();
        return new Presented(stimulus, site, pulses * interval_ms, sinceOnset_ms, "T");
    }

    /** A whole number; varied fields are quantities of unit 1. */
    private static int count(Fields f, String key) {
        double value = f.quantity(key, "1", 1, 100_000);
        if (value != Math.rint(value)) {
            f.problem(key, key + ": must be a whole number; found " + f.raw(key));
        }
        return (int) value;
    }

    private Site site(Fields f) {
        String name = f.text("site");
        if (!name.isEmpty() && !anatomy.sites().containsKey(name)) {
            f.problem("site", "site: found \"" + name + "\"; anatomy " + anatomy.name() + (anatomy.sites().isEmpty()
                ? " has no sites" : " has " + String.join(", ", anatomy.sites().keySet()))
                + Spelling.nearest(name, anatomy.sites().keySet()).map(near -> "; did you mean \"" + near + "\"?")
                    .orElse(""));
        }
        return anatomy.sites().getOrDefault(name, new Site(name, "", 0, 0));
    }
}
