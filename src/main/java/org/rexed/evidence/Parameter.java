package org.rexed.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rexed.document.Fields;
import org.rexed.document.Location;
import org.rexed.quantity.Units;

/**
 * A number of the model with its unit, origin, source and plausible range.
 *
 * @param name what the number is, as in the model file
 * @param value in {@code unit}
 * @param unit UCUM unit the model computes with
 * @param source reference keys separated by {@code "; "}, or empty
 * @param note where in the source, formula, target, reason and remarks, separated by {@code "; "}
 * @param low smallest plausible value, in {@code unit}
 * @param high largest plausible value, in {@code unit}
 * @param location of the value in the model file
 */
public record Parameter(String name, double value, String unit, Origin origin, String source, String note, double low,
                        double high, Location location) {
    /** Key of a changed value that tells the value before. */
    public static final String REPLACES = "replaces";

    /**
     * Reads {@code key: {value: 20 mL/min, origin: measured, source: Author_2007a, range: [10 mL/min, 40 mL/min]}}.
     *
     * <p>Measured values need a source, derived ones a source or a formula, fitted ones a target, assumed ones a
     * reason; all need a range that holds the value. Anything else, a bare number above all, is a problem.
     */
    public static Parameter read(Fields parent, String key, String unit) {
        if (parent.has(key) && !parent.isMap(key)) {
            parent.problem(key, key + ": number without origin; expected {value: ..., origin: measured | derived"
                + " | fitted | assumed, source: ..., range: [low, high]}");
            return new Parameter(key, Double.NaN, unit, Origin.ASSUMED, "", "", Double.NaN, Double.NaN,
                parent.locationOf(key));
        }
        return of(parent.map(key), key, unit);
    }

    private static Parameter of(Fields f, String name, String unit) {
        double value = f.quantity("value", unit);
        Origin origin = origin(f);
        String source = String.join("; ", f.texts("source"));
        String formula = f.text("formula", "");
        String target = f.text("target", "");
        String reason = f.text("reason", "");
        if (f.raw("origin").equals(origin.name().toLowerCase(Locale.ROOT))) {
            checkOrigin(f, name, origin, source, formula);
        }
        List<Double> range = range(f, name, value, unit);
        List<String> notes = new ArrayList<>();
        addNote(notes, "", f.text("where", ""));
        addNote(notes, "species: ", f.text("species", ""));
        addNote(notes, "formula: ", formula);
        addNote(notes, "target: ", target);
        addNote(notes, "reason: ", reason);
        addNote(notes, "replaces: ", f.text(REPLACES, ""));
        addNote(notes, "", f.text("note", ""));
        f.done();
        return new Parameter(name, value, unit, origin, source, String.join("; ", notes), range.get(0), range.get(1),
            f.locationOf("value"));
    }

    /** What model files may say of the origin of a value. */
    private enum Written {
        MEASURED, DERIVED, FITTED, ASSUMED
    }

    /** The required origin; {@code overridden} only where it is said what was replaced. */
    static Origin origin(Fields f) {
        return f.has(REPLACES) && f.raw("origin").equals("overridden") && f.has("origin") ? Origin.OVERRIDDEN
            : Origin.valueOf(f.choice("origin", Written.class).name());
    }

    private static void addNote(List<String> notes, String label, String text) {
        if (!text.isBlank()) {
            notes.add(label + text.strip());
        }
    }

    static void checkOrigin(Fields f, String name, Origin origin, String source, String formula) {
        String missing = switch (origin) {
            case MEASURED -> source.isBlank() ? "\"source\"" : "";
            case DERIVED -> source.isBlank() && formula.isBlank() ? "\"source\" or \"formula\"" : "";
            case FITTED -> f.has("target") ? "" : "\"target\"";
            case ASSUMED -> f.has("reason") ? "" : "\"reason\"";
            case OVERRIDDEN -> "";
        };
        if (!missing.isEmpty()) {
            f.problem("origin", name + ": origin \"" + f.raw("origin") + "\" needs " + missing);
        }
    }

    private static List<Double> range(Fields f, String name, double value, String unit) {
        List<Double> nothing = List.of(Double.NaN, Double.NaN);
        if (!f.has("range")) {
            f.problem("value", name + ": range missing; expected range: [low, high] in " + unit);
            return nothing;
        }
        List<Double> range = f.quantities("range", unit);
        if (range.size() != 2) {
            f.problem("range", name + ": range needs two values, lowest and highest; found " + range.size());
            return nothing;
        }
        double low = range.get(0);
        double high = range.get(1);
        if (low > high) {
            f.problem("range", name + ": range begins above its end; found " + Units.text(low, unit) + " to "
                + Units.text(high, unit));
        } else if (value < low || value > high) {
            f.problem("value", name + ": value outside its own range; found " + Units.text(value, unit) + "; range "
                + Units.text(low, unit) + " to " + Units.text(high, unit));
        }
        return range;
    }
}
