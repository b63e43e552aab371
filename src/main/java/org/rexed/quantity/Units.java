package org.rexed.quantity;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.measure.IncommensurableException;
import javax.measure.Unit;
import javax.measure.UnitConverter;
import javax.measure.format.UnitFormat;
import systems.uom.ucum.format.UCUMFormat;
import systems.uom.ucum.internal.format.TokenMgrError;

/**
 * Units of measurement in UCUM notation: {@code mg/kg}, {@code ug/kg/min}, {@code nmol/L}, {@code Cel}, {@code %}.
 *
 * <p>Values are converted as exact decimals and rounded once, so that {@code 0.1 mg} and {@code 100 ug} are the same
 * double. UCUM itself treats {@code mg/kg} as a plain number; here a dose per body mass is a dimension of its own.
 * {@code µg}, {@code μg} and {@code °C} are accepted for {@code ug} and {@code Cel}.
 */
public final class Units {
    private static final Pattern COMPONENT = Pattern.compile("(1|%|[A-Za-z_\\[\\]']+)(-?[1-9])?");
    private static final Pattern SHAPE =
        Pattern.compile("/?" + COMPONENT.pattern() + "([./]" + COMPONENT.pattern() + ")*");
    private static final Pattern GROUP = Pattern.compile("/\\(([^()]*)\\)");
    private static final Pattern LEADING_NUMBER =
        Pattern.compile("(-?[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)(\\D.*)");
    private static final int MAX_LENGTH = 64;

    /** Loading the UCUM tables costs a fifth of a second, so it happens on first use only. */
    private static final class Ucum {
        /** Held strongly: Indriya logs a harmless missing prefix as SEVERE whenever UCUM is loaded. */
        private static final Logger CHATTER = Logger.getLogger("tech.units.indriya.format.SymbolMap");
        private static final UnitFormat FORMAT;

        static {
            Level before = CHATTER.getLevel();
            CHATTER.setLevel(Level.OFF);
            FORMAT = UCUMFormat.getInstance(UCUMFormat.Variant.CASE_SENSITIVE);
            CHATTER.setLevel(before);
        }
    }

    /** A unit as UCUM understands it, plus how often a mass stands below the line. */
    private record Parsed(Unit<?> unit, int perMass) {}

    private record Conversion(BigDecimal scale, BigDecimal offset) {
        BigDecimal apply(BigDecimal value) {
            return value.multiply(scale, MathContext.DECIMAL128).add(offset, MathContext.DECIMAL128);
        }
    }

    private static final Map<String, Parsed> PARSED = new ConcurrentHashMap<>();
    private static final Map<String, Conversion> CONVERSIONS = new ConcurrentHashMap<>();

    private Units() {}

    /**
     * Reads text such as {@code "0.1 mg/kg"} and converts it to a unit.
     *
     * @param text number, blank, unit; the unit may be left out only if {@code unit} is {@code "1"}
     * @param unit the UCUM unit of the result
     * @throws QuantityException if number or unit are missing, malformed, or of another dimension
     */
    public static double parse(String text, String unit) {
        String trimmed = text.replace('\u00a0', ' ').replace('\u202f', ' ').strip();
        if (trimmed.isEmpty()) {
            throw new QuantityException("value missing; " + expected(unit));
        }
        int blank = trimmed.indexOf(' ');
        String number = blank < 0 ? trimmed : trimmed.substring(0, blank);
        String found = blank < 0 ? "" : trimmed.substring(blank).strip();
        if (blank < 0) {
            refuseGluedUnit(trimmed);
        }
        BigDecimal value = Decimals.parse(number);
        if (found.isEmpty()) {
            if (!unit.equals("1")) {
                throw new QuantityException("unit missing; found \"" + trimmed + "\"; " + expected(unit)
                    + ", such as \"" + trimmed + " " + unit + "\"");
            }
            return Decimals.toDouble(value, number);
        }
        return Decimals.toDouble(conversion(found, unit, trimmed).apply(value), trimmed);
    }

    /**
     * Converts a value from one unit to another, correctly rounded.
     *
     * @throws QuantityException if a unit is unknown or the dimensions differ
     */
    public static double convert(double value, String from, String to) {
        if (from.equals(to) || !Double.isFinite(value)) {
            conversion(from, to, from);
            return value;
        }
        return conversion(from, to, from).apply(new BigDecimal(value)).doubleValue();
    }

    /**
     * The number by which values in {@code from} are multiplied to be in {@code to}.
     *
     * @throws QuantityException if a unit is unknown, the dimensions differ, or the zeros differ (Cel, K)
     */
    public static double factor(String from, String to) {
        Conversion conversion = conversion(from, to, from);
        if (conversion.offset().signum() != 0) {
            throw new QuantityException("no factor leads from " + from + " to " + to + ": their zeros differ");
        }
        return conversion.scale().doubleValue();
    }

    /** Whether values can be converted between two units; false also if one of them is no unit. */
    public static boolean compatible(String a, String b) {
        return derived(a, b).isPresent();
    }

    /** A value with its unit as text that {@link #parse} reads again, such as {@code 10 mg/kg}. */
    public static String text(double value, String unit) {
        return unit.equals("1") ? Decimals.text(value) : Decimals.text(value) + " " + unit;
    }

    private static void refuseGluedUnit(String text) {
        Matcher glued = LEADING_NUMBER.matcher(text);
        if (glued.matches() && Decimals.isNumber(glued.group(1)) && parsed(glued.group(2)).isPresent()) {
            throw new QuantityException("blank missing between number and unit; found \"" + text + "\"; write \""
                + glued.group(1) + " " + glued.group(2) + "\"");
        }
    }

    private static Conversion conversion(String from, String to, String text) {
        Conversion known = CONVERSIONS.get(from + ' ' + to);
        if (known != null) {
            return known;
        }
        if (parsed(to).isEmpty()) {
            throw new IllegalStateException("not a unit: " + to);
        }
        if (parsed(from).isEmpty()) {
            throw new QuantityException("unknown unit; found \"" + shortened(from) + "\"; " + expected(to)
                + UnitHints.forUnknown(from, to));
        }
        return derived(from, to).orElseThrow(() -> wrongDimension(from, to, text));
    }

    /** The conversion between two units, or nothing if one is unknown or the dimensions differ. */
    private static Optional<Conversion> derived(String from, String to) {
        String key = from + ' ' + to;
        Conversion known = CONVERSIONS.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Parsed> source = parsed(from);
        Optional<Parsed> target = parsed(to);
        if (source.isEmpty() || target.isEmpty() || source.get().perMass() != target.get().perMass()) {
            return Optional.empty();
        }
        try {
            UnitConverter converter = source.get().unit().getConverterToAny(target.get().unit());
            BigDecimal offset = decimal(converter.convert(BigDecimal.ZERO));
            BigDecimal scale = decimal(converter.convert(BigDecimal.ONE)).subtract(offset);
            Conversion conversion = new Conversion(scale, offset);
            CONVERSIONS.put(key, conversion);
            return Optional.of(conversion);
        } catch (IncommensurableException | RuntimeException e) {
            // Logarithmic units such as dB end in runtime exceptions; they have no place here either.
            return Optional.empty();
        }
    }

    private static QuantityException wrongDimension(String from, String to, String text) {
        return new QuantityException("wrong dimension; found \"" + shortened(text) + "\"" + UnitHints.kind(from)
            + "; " + expected(to) + UnitHints.kind(to) + UnitHints.forWrongDimension(from, to));
    }

    private static String expected(String unit) {
        return unit.equals("1") ? "expected a plain number" : "expected a quantity in " + unit;
    }

    private static BigDecimal decimal(Number number) {
        return number instanceof BigDecimal exact ? exact : new BigDecimal(number.toString());
    }

    /** The unit, or nothing if the text is none. */
    private static Optional<Parsed> parsed(String text) {
        Parsed known = PARSED.get(text);
        if (known != null) {
            return Optional.of(known);
        }
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String ucum = normalized(text);
        if (!SHAPE.matcher(ucum).matches()) {
            return Optional.empty();
        }
        try {
            Parsed parsed = new Parsed(Ucum.FORMAT.parse(ucum), massDenominators(ucum));
            PARSED.put(text, parsed);
            return Optional.of(parsed);
        } catch (RuntimeException | TokenMgrError e) {
            // UCUM's parser reports unknown symbols by several types, one of them an Error.
            return Optional.empty();
        }
    }

    static boolean isUnit(String text) {
        return parsed(text).isPresent();
    }

    private static String normalized(String text) {
        String ucum = text.replace('\u00b5', 'u').replace('\u03bc', 'u').replace("\u00b0C", "Cel")
            .replace("\u2103", "Cel").replace('\u00b7', '.').replace("\u03a9", "Ohm").replace("\u2126", "Ohm");
        Matcher group = GROUP.matcher(ucum);
        ucum = group.replaceAll(inner -> Matcher.quoteReplacement("/" + swapped(inner.group(1))));
        if (ucum.startsWith("/")) {
            ucum = "1" + ucum;
        }
        // In a compound unit a degree is a difference: UCUM cannot multiply scales whose zero is shifted.
        return ucum.equals("Cel") ? ucum : ucum.replaceAll("(?<![A-Za-z])Cel(?![A-Za-z])", "K");
    }

    private static String swapped(String product) {
        return product.replace('.', '\n').replace('/', '.').replace('\n', '/');
    }

    private static int massDenominators(String ucum) {
        int count = 0;
        int start = 0;
        boolean below = false;
        for (int i = 0; i <= ucum.length(); i++) {
            if (i == ucum.length() || ucum.charAt(i) == '/' || ucum.charAt(i) == '.') {
                Matcher component = COMPONENT.matcher(ucum.substring(start, i));
                if (component.matches() && isMass(component.group(1))) {
                    int power = component.group(2) == null ? 1 : Integer.parseInt(component.group(2));
                    count += StrictMath.max(0, below ? power : -power);
                }
                below = i < ucum.length() && ucum.charAt(i) == '/';
                start = i + 1;
            }
        }
        return count;
    }

    private static boolean isMass(String symbol) {
        return symbol.equals("g")
            || symbol.length() == 2 && symbol.charAt(1) == 'g' && "kmunpMd".indexOf(symbol.charAt(0)) >= 0;
    }

    private static String shortened(String text) {
        String line = text.replace('\n', ' ');
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "...";
    }
}
