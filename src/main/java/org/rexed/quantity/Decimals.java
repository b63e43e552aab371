package org.rexed.quantity;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finite decimal numbers as people write them, such as {@code 12}, {@code -0.5} or {@code 1e-6}.
 *
 * <p>The grammar is stricter than {@link Double#parseDouble}: {@code 10d}, {@code 0x1p3}, {@code NaN}, {@code 1_000},
 * {@code 010}, {@code +5} and {@code 1,5} are refused, because each of them is more often a mistake than a number.
 */
public final class Decimals {
    private static final int MAX_LENGTH = 64;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?");
    private static final Pattern COMMA = Pattern.compile("-?[0-9]+,[0-9]+");
    private static final Pattern LEADING_ZERO = Pattern.compile("-?0[0-9]+(\\.[0-9]+)?");
    private static final Pattern BARE_POINT = Pattern.compile("-?(\\.[0-9]+|[0-9]+\\.)");
    private static final Set<String> NOT_FINITE = Set.of("nan", ".nan", "inf", "-inf", "+inf", ".inf", "-.inf", "+.inf",
        "infinity", "-infinity", "+infinity");

    private Decimals() {}

    /** Whether the text is a number by this grammar. */
    public static boolean isNumber(String text) {
        return text.length() <= MAX_LENGTH && NUMBER.matcher(text).matches();
    }

    /**
     * Reads a number exactly.
     *
     * @throws QuantityException saying why the text is not a number, with the likely correction
     */
    public static BigDecimal parse(String text) {
        if (isNumber(text)) {
            return new BigDecimal(text);
        }
        throw new QuantityException(complaint(text));
    }

    /** The nearest double, refusing what a double cannot hold. */
    static double toDouble(BigDecimal exact, String text) {
        double value = exact.doubleValue();
        if (!Double.isFinite(value)) {
            throw new QuantityException("number too large; found " + quoted(text));
        }
        if (value == 0 && exact.signum() != 0) {
            throw new QuantityException("number too small to be told from zero; found " + quoted(text));
        }
        return value;
    }

    /** Shortest text of a number without a trailing {@code .0}, for messages: {@code 10}, {@code 0.1}, {@code 1e-9}. */
    public static String text(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal decimal = BigDecimal.valueOf(value).stripTrailingZeros();
        if (decimal.signum() == 0) {
            return "0";
        }
        int exponent = decimal.precision() - decimal.scale() - 1;
        if (exponent >= -5 && exponent < 15) {
            return decimal.toPlainString();
        }
        String digits = decimal.unscaledValue().abs().toString();
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        return (decimal.signum() < 0 ? "-" : "") + digits.charAt(0) + fraction + "e" + exponent;
    }

    static String quoted(String text) {
        return text.length() <= MAX_LENGTH ? '"' + text + '"' : '"' + text.substring(0, MAX_LENGTH - 3) + "...\"";
    }

    private static String complaint(String text) {
        String found = "; found " + quoted(text);
        if (text.isEmpty()) {
            return "number missing";
        }
        if (text.length() > MAX_LENGTH) {
            return "number too long (" + text.length() + " characters; allowed " + MAX_LENGTH + ")";
        }
        if (NOT_FINITE.contains(text.toLowerCase(Locale.ROOT))) {
            return "number must be finite" + found;
        }
        if (COMMA.matcher(text).matches()) {
            return "decimal comma? write " + text.replace(',', '.') + found;
        }
        if (text.startsWith("+") && isNumber(text.substring(1))) {
            return "number with a leading plus sign; write " + text.substring(1) + found;
        }
        if (text.indexOf('_') > 0 && isNumber(text.replace("_", ""))) {
            return "number with underscores; write " + text.replace("_", "") + found;
        }
        if (LEADING_ZERO.matcher(text).matches()) {
            return "number with a leading zero; write " + text(Double.parseDouble(text)) + found;
        }
        if (BARE_POINT.matcher(text).matches()) {
            return "number with digits on one side of the point only; write " + text(Double.parseDouble(text)) + found;
        }
        if (text.indexOf(':') > 0) {
            return "clock time is not a number; write a duration with its unit, such as \"12.5 h\"" + found;
        }
        return "not a number" + found + "; expected a decimal number such as 12, -0.5 or 1e-6";
    }
}
