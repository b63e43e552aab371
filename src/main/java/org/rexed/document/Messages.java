package org.rexed.document;

import java.util.Locale;

/** Wording shared by the problems of this package. */
final class Messages {
    private static final int LONGEST = 60;

    private Messages() {}

    /** The text in quotes, on one line, cut if long. */
    static String quoted(String text) {
        StringBuilder line = new StringBuilder("\"");
        text.codePoints().limit(LONGEST).forEach(c -> line.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        return line.append(text.codePointCount(0, text.length()) > LONGEST ? "...\"" : "\"").toString();
    }

    /** The name of a constant as files have it. */
    static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What stands for a value in a unit. */
    static String exampleOf(String unit) {
        return unit.equals("1") ? "a plain number" : "a quantity in " + unit;
    }
}
