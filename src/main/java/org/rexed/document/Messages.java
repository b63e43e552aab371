package org.rexed.document;

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
}
