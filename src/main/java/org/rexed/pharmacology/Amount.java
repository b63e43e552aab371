package org.rexed.pharmacology;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rexed.quantity.QuantityException;
import org.rexed.quantity.Units;

/**
 * An amount of drug, or an amount per minute, absolute or per kilogram of body mass.
 *
 * @param value the amount in mg or nmol (per kg if so marked; per min if it is a rate)
 * @param unit whether {@code value} counts milligrams or nanomoles
 * @param perKilogram whether {@code value} is per kg of body mass
 */
public record Amount(double value, Unit unit, boolean perKilogram) {
    private static final Pattern UNIT = Pattern.compile("[-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?\\s+([^/\\s]+)(.*)");

    /** What a dose is, for those who write one. */
    public static final String DOSE = "an amount such as 10 mg/kg";
    /** What the rate of an infusion is, for those who write one. */
    public static final String RATE = "an amount per time such as 1.5 mg/kg/h";
    private static final double LEAST_SHOWN = 0.05;
    private static final double DIGITS = 1e9;

    /** What the number counts. */
    public enum Unit {
        /** Milligrams of the drug (free base unless the drug's file says otherwise). */
        MILLIGRAM,
        /** Nanomoles. */
        NANOMOLE
    }

    /** Reads an amount such as {@code 10 mg/kg}. */
    public static Amount parse(String text) {
        return parse(text, false);
    }

    /** Reads an amount per time such as {@code 1.5 mg/kg/h}; the result is per minute. */
    public static Amount parseRate(String text) {
        return parse(text, true);
    }

    private static Amount parse(String text, boolean rate) {
        Matcher matcher = UNIT.matcher(text.strip());
        boolean found = matcher.matches();
        boolean moles = found && matcher.group(1).endsWith("mol");
        boolean perKilogram = found && matcher.group(2).contains("kg");
        String unit = (moles ? "nmol" : "mg") + (perKilogram ? "/kg" : "") + (rate ? "/min" : "");
        double value = Units.parse(text, unit);
        if (!(value > 0.0)) {
            throw new QuantityException("found \"" + text + "\"; a " + (rate ? "rate" : "dose")
                    + " must be greater than zero");
        }
        return new Amount(value, moles ? Unit.NANOMOLE : Unit.MILLIGRAM, perKilogram);
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

    /** The amount as text in the unit that keeps it readable, for example {@code 10 mg/kg} or {@code 0.1 ug/kg}. */
    @Override
    public String toString() {
        String of = unit == Unit.MILLIGRAM ? "g" : "mol";
        String[] prefixes = unit == Unit.MILLIGRAM ? new String[] {"m", "u", "n"} : new String[] {"n", "p"};
        double shown = value;
        int prefix = 0;
        while (shown < LEAST_SHOWN && prefix < prefixes.length - 1) {
            shown = StrictMath.rint(value * StrictMath.pow(1e3, ++prefix) * DIGITS) / DIGITS;
        }
        return Units.text(shown, prefixes[prefix] + of + (perKilogram ? "/kg" : ""));
    }
}
