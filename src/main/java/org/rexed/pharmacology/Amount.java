package org.rexed.pharmacology;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of drug, or an amount per minute, absolute or per kilogram of body mass.
 *
 * @param value the amount in mg or nmol (per kg if so marked; per min if it is a rate)
 * @param unit whether {@code value} counts milligrams or nanomoles
 * @param perKilogram whether {@code value} is per kg of body mass
 */
public record Amount(double value, Unit unit, boolean perKilogram) {
    private static final Pattern QUANTITY =
            Pattern.compile("\\s*([-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?)\\s*(\\S.*?)?\\s*");
    private static final Map<String, Double> MILLIGRAMS =
            Map.of("g", 1e3, "mg", 1.0, "ug", 1e-3, "mcg", 1e-3, "ng", 1e-6);
    private static final Map<String, Double> NANOMOLES =
            Map.of("mol", 1e9, "mmol", 1e6, "umol", 1e3, "nmol", 1.0, "pmol", 1e-3);
    private static final Map<String, Double> MINUTES =
            Map.of("s", 1.0 / 60.0, "min", 1.0, "h", 60.0, "d", 1440.0, "wk", 10080.0);

    /** What the number counts. */
    public enum Unit {
        /** Milligrams of the drug (free base unless the drug's file says otherwise). */
        MILLIGRAM,
        /** Nanomoles. */
        NANOMOLE
    }

    /** Reads an amount such as {@code 10 mg/kg}. */
    static Amount parse(String text) {
        return parse(text, false);
    }

    /** Reads an amount per time such as {@code 1.5 mg/kg/h}; the result is per minute. */
    static Amount parseRate(String text) {
        return parse(text, true);
    }

    private static Amount parse(String text, boolean rate) {
        Matcher matcher = QUANTITY.matcher(text);
        String expected = rate ? "a rate such as \"45 mg/kg/d\"" : "an amount such as \"10 mg/kg\"";
        if (!matcher.matches() || matcher.group(2) == null) {
            throw new IllegalArgumentException("found \"" + text + "\"; expected a number with a unit, " + expected);
        }
        String[] parts = plain(matcher.group(2)).split("/");
        double value = Double.parseDouble(matcher.group(1));
        boolean mass = MILLIGRAMS.containsKey(parts[0]);
        if (!mass && !NANOMOLES.containsKey(parts[0])) {
            throw new IllegalArgumentException("unknown unit of amount \"" + parts[0] + "\" in \"" + text
                    + "\"; allowed are g, mg, ug, ng, mmol, umol, nmol, pmol");
        }
        value *= mass ? MILLIGRAMS.get(parts[0]) : NANOMOLES.get(parts[0]);
        boolean perKilogram = parts.length > 1 && parts[1].equals("kg");
        int used = perKilogram ? 2 : 1;
        boolean timed = parts.length == used + 1 && MINUTES.containsKey(parts[used]);
        if (parts.length != used && !timed) {
            throw new IllegalArgumentException("cannot read the unit of \"" + text + "\"; expected " + expected
                    + (rate ? " (per s, min, h or d)" : ""));
        }
        if (timed != rate) {
            throw new IllegalArgumentException("found \"" + text + "\", "
                    + (rate ? "an amount without a time" : "an amount per time") + "; expected " + expected);
        }
        if (timed) {
            value /= MINUTES.get(parts[used]);
        }
        if (!(value > 0.0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("found \"" + text + "\"; a dose must be greater than zero");
        }
        return new Amount(value, mass ? Unit.MILLIGRAM : Unit.NANOMOLE, perKilogram);
    }

    /** Reads a time such as {@code 30 min} and returns minutes. */
    static double parseTime_min(String text) {
        Matcher matcher = QUANTITY.matcher(text);
        String unit = matcher.matches() && matcher.group(2) != null ? plain(matcher.group(2)) : "";
        if (!MINUTES.containsKey(unit)) {
            throw new IllegalArgumentException("found \"" + text
                    + "\"; expected a time with one of the units s, min, h, d, wk");
        }
        return Double.parseDouble(matcher.group(1)) * MINUTES.get(unit);
    }

    private static String plain(String unit) {
        return unit.replace('\u00b5', 'u').replace('\u03bc', 'u').replace("day", "d").replace("hr", "h")
                .replace("mcg", "ug");
    }

    /** The same amount times a factor. */
    public Amount times(double factor) {
        return new Amount(value * factor, unit, perKilogram);
    }

    /** Nanomoles (or nanomoles per minute) in a body of the given mass, for a molar mass in g/mol. */
    public double nanomoles(double molarMass_g_per_mol, double mass_kg) {
        double absolute = perKilogram ? value * mass_kg : value;
        return unit == Unit.NANOMOLE ? absolute : absolute * 1e6 / molarMass_g_per_mol;
    }

    /** The amount as text, for example {@code 10.0 mg/kg}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %s%s", value, unit == Unit.MILLIGRAM ? "mg" : "nmol",
                perKilogram ? "/kg" : "");
    }
}
