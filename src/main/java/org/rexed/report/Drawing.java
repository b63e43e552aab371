package org.rexed.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rexed.report.Html.Attribute;
import org.rexed.report.Html.Tag;

/** A drawing inside a page, in pixels; colours come from classes of the style sheet unless an arm has its own. */
final class Drawing {
    private static final double[] STEPS = {1, 2, 2.5, 5, 10};
    private final Html svg;

    /**
     * An empty drawing.
     *
     * @param words what it shows, for those who cannot see it
     */
    Drawing(double width, double height, String words) {
        svg = Html.of(Tag.SVG).with(Attribute.VIEWBOX, "0 0 " + number(width) + " " + number(height))
                .with(Attribute.WIDTH, number(width)).with(Attribute.HEIGHT, number(height))
                .with(Attribute.ROLE, "img").with(Attribute.ARIA_LABEL, words);
    }

    Html html() {
        return svg;
    }

    Html line(double x1, double y1, double x2, double y2, String style) {
        return add(Html.of(Tag.LINE).with(Attribute.X1, number(x1)).with(Attribute.Y1, number(y1))
                .with(Attribute.X2, number(x2)).with(Attribute.Y2, number(y2)).with(Attribute.CLASS, style));
    }

    Html rectangle(double x, double y, double width, double height, String style) {
        return add(Html.of(Tag.RECT).with(Attribute.X, number(x)).with(Attribute.Y, number(y))
                .with(Attribute.WIDTH, number(Math.max(0, width))).with(Attribute.HEIGHT, number(height))
                .with(Attribute.CLASS, style));
    }

    Html circle(double x, double y, double radius, String style) {
        return add(Html.of(Tag.CIRCLE).with(Attribute.CX, number(x)).with(Attribute.CY, number(y))
                .with(Attribute.R, number(radius)).with(Attribute.CLASS, style));
    }

    /** Lines through points, given as x and y in turn; closed ones are filled. */
    Html points(boolean closed, List<Double> xy, String style) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < xy.size(); i += 2) {
            points.append(i == 0 ? "" : " ").append(number(xy.get(i))).append(',').append(number(xy.get(i + 1)));
        }
        return add(Html.of(closed ? Tag.POLYGON : Tag.POLYLINE).with(Attribute.POINTS, points.toString())
                .with(Attribute.CLASS, style));
    }

    /** Text; {@code anchor} is start, middle or end. */
    Html text(double x, double y, String anchor, String text, String style) {
        return add(Html.of(Tag.TEXT, text).with(Attribute.X, number(x)).with(Attribute.Y, number(y))
                .with(Attribute.TEXT_ANCHOR, anchor).with(Attribute.CLASS, style));
    }

    private Html add(Html element) {
        svg.add(element);
        return element;
    }

    private static String number(double value) {
        return Numbers.plain(value, 1).replace('\u2212', '-');
    }

    /** A number on an axis, short also when it is very small or large. */
    static String label(double value) {
        double size = Math.abs(value);
        return size == 0 || size >= 1e-4 && size < 1e6 ? Numbers.brief(value)
                : String.format(Locale.ROOT, "%.1e", value).replace("e-0", "e-").replace("e+0", "e")
                        .replace('-', '\u2212');
    }

    /** Round numbers within a range, about so many. */
    static List<Double> ticks(double low, double high, int wanted) {
        double raw = (high - low) / wanted;
        if (!(raw > 0) || !Double.isFinite(raw)) {
            return List.of(low);
        }
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double step = STEPS[STEPS.length - 1] * power;
        for (int i = STEPS.length - 1; i >= 0; i--) {
            step = STEPS[i] * power >= raw ? STEPS[i] * power : step;
        }
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }
}
