package org.rexed.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A tree of HTML elements. Names of tags and attributes come from this class only, and every text and attribute value
 * is escaped, so no name in a run folder can become markup.
 */
final class Html {
    private final StringBuilder start = new StringBuilder();
    private final List<Object> content = new ArrayList<>();
    private final Tag tag;

    /** Elements a report may hold. */
    enum Tag {
        HTML, HEAD, META, TITLE, STYLE, BODY, MAIN, HEADER, SECTION, NAV, H1, H2, H3, P, UL, LI, TABLE, CAPTION, THEAD,
        TBODY, TR, TH, TD, FIGURE, FIGCAPTION, IMG, PRE, CODE, DETAILS, SUMMARY, STRONG, SPAN, DIV, A, BR, DL, DT, DD,
        SVG, G, LINE, RECT, CIRCLE, POLYLINE, POLYGON, TEXT;

        private boolean isVoid() {
            return this == META || this == IMG || this == BR;
        }
    }

    /** Attributes a report may hold; none of them runs scripts. */
    enum Attribute {
        LANG, CHARSET, NAME, CONTENT, HTTP_EQUIV, CLASS, ID, SRC, ALT, SCOPE, COLSPAN, WIDTH, HEIGHT,
        OPEN, ROLE, ARIA_LABEL, VIEWBOX, X, Y, X1, Y1, X2, Y2, CX, CY, R, POINTS, FILL, STROKE, STROKE_DASHARRAY,
        TEXT_ANCHOR
    }

    private Html(Tag tag) {
        this.tag = tag;
    }

    static Html of(Tag tag, String... texts) {
        Html html = new Html(tag);
        for (String text : texts) {
            html.text(text);
        }
        return html;
    }

    /** A link to a place in the same document. */
    static Html link(String id, String text) {
        Html html = of(Tag.A, text);
        html.start.append(" href=\"#").append(escape(id)).append('"');
        return html;
    }

    Html with(Attribute attribute, String value) {
        start.append(' ').append(attribute.name().toLowerCase(Locale.ROOT).replace('_', '-')).append("=\"")
                .append(escape(value)).append('"');
        return this;
    }

    Html text(String text) {
        content.add(text);
        return this;
    }

    Html add(Html... children) {
        content.addAll(List.of(children));
        return this;
    }

    Html addAll(List<Html> children) {
        content.addAll(children);
        return this;
    }

    boolean isEmpty() {
        return content.isEmpty();
    }

    /** The whole document as text. */
    String document() {
        StringBuilder out = new StringBuilder("<!DOCTYPE html>\n");
        write(out);
        return out.append('\n').toString();
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        write(out);
        return out.toString();
    }

    private void write(StringBuilder out) {
        String name = tag.name().toLowerCase(Locale.ROOT);
        out.append('<').append(name).append(start).append('>');
        for (Object child : content) {
            if (child instanceof Html html) {
                html.write(out);
            } else if (tag == Tag.STYLE) {
                // Raw text in HTML; only the constant style sheet of the report comes here.
                out.append(child);
            } else {
                out.append(escape((String) child));
            }
        }
        if (!tag.isVoid()) {
            out.append("</").append(name).append('>');
            if (content.isEmpty() || tag.compareTo(Tag.CAPTION) < 0 || tag == Tag.TR) {
                out.append('\n');
            }
        }
    }

    /** Makes text safe inside elements and quoted attributes; characters HTML forbids become U+FFFD. */
    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(forbidden(c) ? 0xFFFD : c);
            }
        });
        return out.toString();
    }

    /** Control characters, lone surrogates, non-characters, and marks that reverse the direction of reading. */
    private static boolean forbidden(int c) {
        boolean control = (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0);
        boolean direction = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        return control || direction || (c >= 0xD800 && c < 0xE000) || (c & 0xFFFE) == 0xFFFE
                || (c >= 0xFDD0 && c <= 0xFDEF);
    }
}
