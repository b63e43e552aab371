package org.rexed.nociception;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The kinds of stimuli that files can describe: the fields of each with units and limits, and how a stimulus is made of
 * their values. Probe protocols and assays read the same kinds; they differ in where the values come from.
 */
public enum StimulusKind {
    /** Nothing: ongoing activity. */
    NONE("") {
        @Override
        public Stimulus at(double x_mm, double y_mm, double onset_ms, Map<String, Double> values) {
            return Stimulus.none();
        }
    },
    /** A filament pressed on the skin and held. */
    FORCE("mN",
            field("force", "mN", 0, Limits.STRONGEST_mN),
            new Field("hold", "s", "ms", 1, Limits.LONGEST_ms, false, Limits.LONGEST_ms),
            field("spread", "mm", 0.1, 1000)) {
        @Override
        public Stimulus at(double x_mm, double y_mm, double onset_ms, Map<String, Double> values) {
            return new PunctateForce(
                    x_mm, y_mm, values.get("force"), onset_ms, values.get("hold"), values.get("spread"));
        }

        @Override
        public double duration_ms(Map<String, Double> values) {
            return values.get("hold") < Limits.LONGEST_ms ? values.get("hold") : Double.POSITIVE_INFINITY;
        }
    },
    /** A blunt tip pressed on the skin with a force that rises until it is taken away. */
    PRESSURE("mN",
            field("rate", "mN/s", 0.1, Limits.STRONGEST_mN),
            field("felt-share", "1", 0.0001, 1),
            field("spread", "mm", 0.1, 1000)) {
        @Override
        public Stimulus at(double x_mm, double y_mm, double onset_ms, Map<String, Double> values) {
            return new RisingPressure(
                    x_mm, y_mm, values.get("rate"), values.get("felt-share"), onset_ms, values.get("spread"));
        }
    },
    /** A lamp of constant power. */
    RADIANT_HEAT("Cel",
            field("start", "Cel", 0, Limits.WARMEST_SKIN_C),
            field("rise-in-first-second", "K", 0, 30),
            field("spread", "mm", 0.1, 1000)) {
        @Override
        public Stimulus at(double x_mm, double y_mm, double onset_ms, Map<String, Double> values) {
            return new HeatRamp(
                    x_mm, y_mm, values.get("start"), values.get("rise-in-first-second"), values.get("spread"),
                    onset_ms);
        }
    },
    /** A thermode that warms or cools some area of the skin. */
    CONTACT("Cel",
            field("start", "Cel", 0, Limits.WARMEST_SKIN_C),
            field("to", "Cel", 0, Limits.HOTTEST_C),
            field("ramp", "K/s", 0.01, 1000),
            new Field("hold", "s", "ms", 1, Limits.LONGEST_ms, false, Double.NaN),
            field("area", "cm2", 0.01, 1000),
            field("edge", "mm", 0.1, 100)) {
        @Override
        public Stimulus at(double x_mm, double y_mm, double onset_ms, Map<String, Double> values) {
            return new ContactThermode(
                    x_mm, y_mm, values.get("start"), values.get("to"), values.get("ramp"), onset_ms,
                    values.get("hold"), values.get("area"), values.get("edge"));
        }

        @Override
        public double duration_ms(Map<String, Double> values) {
            return Math.abs(values.get("to") - values.get("start")) / values.get("ramp") * 1000 + values.get("hold");
        }
    },
    /** A plate or bath of constant temperature, which the nerve endings take on. */
    SURFACE("Cel",
            field("start", "Cel", 0, Limits.WARMEST_SKIN_C),
            field("to", "Cel", 0, Limits.HOTTEST_C),
            field("time-constant", "s", 0.01, 1000),
            field("area", "cm2", 0.01, 1000),
            field("edge", "mm", 0.1, 100)) {
        @Override
        public Stimulus at(double x_mm, double y_mm, double onset_ms, Map<String, Double> values) {
            return new SurfaceContact(
                    x_mm, y_mm, values.get("start"), values.get("to"), values.get("time-constant"), onset_ms,
                    values.get("area"), values.get("edge"));
        }
    },
    /** Soft strokes along the dermatome. */
    BRUSH("mN",
            field("force", "mN", 0, Limits.STRONGEST_mN),
            field("speed", "mm/s", 0.1, 1000),
            field("width", "mm", 0.1, 1000),
            field("length", "mm", 0.1, 1000),
            field("contact", "mm", 0.1, 1000),
            field("edge", "mm", 0.1, 100),
            new Field("strokes", "1", "1", 1, Limits.MOST, true, Double.NaN),
            new Field("interval", "s", "ms", 1, Limits.LONGEST_ms, false, Double.NaN)) {
        @Override
        public Stimulus at(double x_mm, double y_mm, double onset_ms, Map<String, Double> values) {
            return new Brush(
                    x_mm, y_mm, values.get("force"), values.get("width"), values.get("length"), values.get("contact"),
                    values.get("edge"), values.get("speed"), values.get("strokes").intValue(), values.get("interval"),
                    onset_ms);
        }

        @Override
        public double duration_ms(Map<String, Double> values) {
            double stroke_ms = (values.get("length") + values.get("contact")) / values.get("speed") * 1000;
            return (values.get("strokes").intValue() - 1) * values.get("interval") + stroke_ms;
        }
    },
    /** Pulses to the nerve; the strength is in multiples of the A-beta threshold. */
    ELECTRICAL("T",
            field("strength", "1", 0, 1000),
            new Field("pulses", "1", "1", 1, Limits.MOST, true, Double.NaN),
            field("frequency", "Hz", 0.001, 1000),
            field("radius", "mm", 0.1, 1000)) {
        @Override
        public Stimulus at(double x_mm, double y_mm, double onset_ms, Map<String, Double> values) {
            return new ElectricalTrain(
                    x_mm, y_mm, values.get("strength"), values.get("pulses").intValue(),
                    1000 / values.get("frequency"), onset_ms, values.get("radius"));
        }

        @Override
        public double duration_ms(Map<String, Double> values) {
            return values.get("pulses").intValue() * (1000 / values.get("frequency"));
        }
    };

    private final String unit;
    private final List<Field> fields;

    /** What devices can do at most, in any file. */
    private static final class Limits {
        static final double LONGEST_ms = 600_000;
        static final double WARMEST_SKIN_C = 45;
        static final double HOTTEST_C = 60;
        static final double STRONGEST_mN = 10_000;
        static final int MOST = 100_000;
    }

    /**
     * A field of a kind.
     *
     * @param name key in files
     * @param unit unit in which people write and compare it
     * @param read unit of the value a stimulus is made of
     * @param low smallest value allowed, in the latter
     * @param high largest value allowed
     * @param whole whether it counts something
     * @param otherwise value if the field is missing; NaN if it must not be
     */
    public record Field(
            String name, String unit, String read, double low, double high, boolean whole, double otherwise) {}

    StimulusKind(String unit, Field... fields) {
        this.unit = unit;
        this.fields = List.of(fields);
    }

    private static Field field(String name, String unit, double low, double high) {
        return new Field(name, unit, unit, low, high, false, Double.NaN);
    }

    /**
     * A stimulus of this kind.
     *
     * @param x_mm centre on the skin map
     * @param y_mm centre on the skin map
     * @param onset_ms when it begins, since the start of a probe
     * @param values a value for each of the {@link #fields()}, in its {@link Field#read} unit
     */
    public abstract Stimulus at(double x_mm, double y_mm, double onset_ms, Map<String, Double> values);

    /** How long a stimulus of these values lasts, in ms; infinite if nothing ends it. */
    public double duration_ms(Map<String, Double> values) {
        return Double.POSITIVE_INFINITY;
    }

    /** Its fields in the order in which they are read. */
    public List<Field> fields() {
        return fields;
    }

    /** Unit of the intensity; empty for none, {@code T} for multiples of the A-beta threshold. */
    public String unit() {
        return unit;
    }

    /** Name used in files. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind of that name, or {@link #NONE} for an unknown one. */
    public static StimulusKind of(String name) {
        return Arrays.stream(values()).filter(kind -> kind.key().equals(name)).findFirst().orElse(NONE);
    }
}
