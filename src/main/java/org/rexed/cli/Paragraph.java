package org.rexed.cli;

/** Text broken into lines for a terminal. */
final class Paragraph {
    private static final int WIDTH = 100;

    private Paragraph() {}

    /** Text in lines of at most 100 characters. */
    static String of(String text) {
        return broken(text, "");
    }

    /** The same behind a mark, further lines indented by two. */
    static String item(String mark, String text) {
        return broken(mark + " " + text, "  ");
    }

    private static String broken(String text, String indent) {
        StringBuilder out = new StringBuilder();
        int used = 0;
        for (String word : text.strip().split("\\s+")) {
            if (used > 0 && used + 1 + word.length() > WIDTH) {
                out.append('\n').append(indent);
                used = indent.length();
            } else if (used > 0) {
                out.append(' ');
                used++;
            }
            out.append(word);
            used += word.length();
        }
        return out.toString();
    }
}
