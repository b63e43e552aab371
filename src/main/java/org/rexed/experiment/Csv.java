package org.rexed.experiment;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Cells of the tables of a run: RFC 4180, decimal point, empty cell for a value that does not exist. */
public final class Csv {
    private static final int SHORTEST = 15;
    private static final int LONGEST = 17;
    private static final int PLAIN_DIGITS = 21;

    private Csv() {}

    /**
     * The shortest of the decimal numbers with 15 to 17 digits that reads back as the same value; empty for NaN. Own
     * code because {@link Double#toString} gives other digits since Java 19.
     *
     * @throws IllegalArgumentException for infinity, which no table may hold
     */
    public static String number(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        if (Double.isInfinite(value)) {
            throw new IllegalArgumentException("infinite value in a table");
        }
        if (value == StrictMath.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        BigDecimal exact = new BigDecimal(value);
        for (int digits = SHORTEST; digits < LONGEST; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == value) {
                return text(rounded);
            }
        }
        return text(exact.round(new MathContext(LONGEST, RoundingMode.HALF_EVEN)));
    }

    private static String text(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        String plain = stripped.toPlainString();
        return plain.length() <= PLAIN_DIGITS ? plain : stripped.toString();
    }

    /** A text cell; quoted where necessary, and with an apostrophe where a spreadsheet would compute it. */
    public static String text(String value) {
        String safe = !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        boolean quote = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quote ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    /** A line of cells that are numbers, whole numbers, switches or texts. */
    public static String line(Object... cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            Object cell = cells[i];
            line.append(i == 0 ? "" : ",");
            if (cell instanceof Double number) {
                line.append(number(number));
            } else if (cell instanceof Number || cell instanceof Boolean) {
                line.append(cell);
            } else {
                line.append(text(String.valueOf(cell)));
            }
        }
        return line.append('\n').toString();
    }
}
