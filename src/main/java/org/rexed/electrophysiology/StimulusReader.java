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
import org.rexed.nociception.HeatRamp;
import org.rexed.nociception.Modality;
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
        /** A warm probe of some area on the skin. */
        CONTACT_HEAT(Map.of("start", "Cel", "to", "Cel", "ramp", "K/s", "hold", "s", "area", "cm2"));

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
            case CONTACT_HEAT -> defaults.put("start", assay(library, "hargreaves", "start-temperature", "Cel"));
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
            case CONTACT_HEAT -> contactHeat(f);
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

    private Presented contactHeat(Fields f) {
        Site site = site(f);
        double start_C = f.quantity("start", "Cel", 0, 45);
        double to_C = f.quantity("to", "Cel", 0, HOTTEST_C);
        if (to_C < start_C) {
            f.problem("to", "to: colder than the skin; found " + f.raw("to") + "; start " + f.raw("start"));
        }
        double ramp_C_per_s = f.quantity("ramp", "K/s", 0.01, 1000);
        double hold_ms = f.quantity("hold", "ms", 1, LONGEST_ms);
        double area_cm2 = f.quantity("area", "cm2", 0.01, 1000);
        ContactHeat stimulus = new ContactHeat(site.x_mm(), site.y_mm(), start_C, to_C, ramp_C_per_s,
            onset_ms, hold_ms, 10 * StrictMath.sqrt(area_cm2 / StrictMath.PI));
        return new Presented(stimulus, site, stimulus.end_ms() - onset_ms, new double[0], "Cel");
    }

    /**
     * A round probe on the skin that warms at a constant rate, holds, and is taken off.
     *
     * @param ramp_C_per_s how fast it warms
     * @param hold_ms time at the highest temperature
     * @param radius_mm radius of the probe; skin beside it keeps its temperature
     */
    private record ContactHeat(double x_mm, double y_mm, double start_C, double to_C, double ramp_C_per_s,
                               double onset_ms, double hold_ms, double radius_mm) implements Stimulus {
        @Override
        public Modality modality() {
            return Modality.HEAT;
        }

        double end_ms() {
            return onset_ms + (to_C - start_C) / ramp_C_per_s * 1000 + hold_ms;
        }

        @Override
        public double intensity(double time_ms) {
            return time_ms < onset_ms || time_ms >= end_ms() ? start_C
                : Math.min(to_C, start_C + ramp_C_per_s * (time_ms - onset_ms) / 1000);
        }

        @Override
        public double resting() {
            return start_C;
        }

        @Override
        public double share(double x, double y) {
            return StrictMath.hypot(x - x_mm, y - y_mm) <= radius_mm ? 1 : 0;
        }
    }

    private Site site(Fields f) {
        String name = f.oneOf("site", anatomy.sites().keySet());
        return anatomy.sites().getOrDefault(name, new Site(name, "", 0, 0));
    }
}
