package org.rexed.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as a reader wants them: no trailing zeros where they say nothing, a true minus sign, a dash for none. */
final class Numbers {
    private Numbers() {}

    /** At most so many decimals, none that are zero. */
    static String plain(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return "\u2013";
        }
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : minus(rounded.stripTrailingZeros().toPlainString());
    }

    /** Exactly so many decimals, for columns of a table. */
    static String fixed(double value, int decimals) {
        return Double.isFinite(value)
                ? minus(BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString())
                : "\u2013";
    }

    /** Three significant digits. */
    static String brief(double value) {
        if (!Double.isFinite(value)) {
            return "\u2013";
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(3));
        return rounded.signum() == 0 ? "0" : minus(rounded.stripTrailingZeros().toPlainString());
    }

    private static String minus(String text) {
        return text.startsWith("-") ? "\u2212" + text.substring(1) : text;
    }
}
