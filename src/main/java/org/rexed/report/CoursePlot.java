package org.rexed.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rexed.report.Html.Attribute;
import org.rexed.report.Html.Tag;

/** The time course of one readout: a line for the mean of each arm, a band for its 95 % interval. */
final class CoursePlot {
    private static final double WIDTH = 480;
    private static final double HEIGHT = 270;
    private static final double LEFT = 58;
    private static final double RIGHT = 12;
    private static final double TOP = 26;
    private static final double BOTTOM = 42;
    /** More points are no marks any more but a thick line. */
    private static final int MOST_MARKS = 30;
    private static final double DIAMOND = 6;

    private final String title;
    private final TimeScale scale;
    private final double reference;
    private final Map<String, List<CourseDataset.Point>> courses;
    private final Map<String, List<CourseDataset.Point>> published;

    /**
     * A plot.
     *
     * @param title what is shown, with its unit
     * @param reference a value to compare with; NaN for none
     * @param courses points by arm, times in the unit of the scale
     */
    CoursePlot(String title, TimeScale scale, double reference, Map<String, List<CourseDataset.Point>> courses) {
        this(title, scale, reference, courses, Map.of());
    }

    /** The same with published numbers, which are drawn as diamonds with their standard error or range. */
    CoursePlot(String title, TimeScale scale, double reference, Map<String, List<CourseDataset.Point>> courses,
            Map<String, List<CourseDataset.Point>> published) {
        this.published = published;
        this.title = title;
        this.scale = scale;
        this.reference = reference;
        this.courses = courses;
    }

    Html html(Palette palette) {
        double[] x = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        double[] y = {Double.isNaN(reference) ? Double.POSITIVE_INFINITY : reference,
            Double.isNaN(reference) ? Double.NEGATIVE_INFINITY : reference};
        for (Map<String, List<CourseDataset.Point>> shown : List.of(courses, published)) {
            shown.values().forEach(points -> points.forEach(p -> {
                widen(x, p.time());
                widen(y, p.mean());
                widen(y, p.low());
                widen(y, p.high());
            }));
        }
        double margin = y[1] > y[0] ? 0.06 * (y[1] - y[0]) : Math.max(1e-9, Math.abs(y[0]) * 0.1);
        double span = x[1] > x[0] ? x[1] - x[0] : 1;
        Axes axes = new Axes(x[0] - 0.02 * span, x[0] + 1.02 * span, y[0] - margin, y[1] + margin);
        Drawing drawing = new Drawing(WIDTH, HEIGHT, "Time course: " + title);
        drawing.text(LEFT, 15, "start", title, "panel");
        frame(drawing, axes);
        for (Map.Entry<String, List<CourseDataset.Point>> course : courses.entrySet()) {
            band(drawing, axes, course.getValue(), palette.style(course.getKey()));
        }
        for (Map.Entry<String, List<CourseDataset.Point>> course : courses.entrySet()) {
            course(drawing, axes, course.getValue(), palette.style(course.getKey()));
        }
        for (Map.Entry<String, List<CourseDataset.Point>> course : published.entrySet()) {
            course.getValue().forEach(p -> published(drawing, axes, p, palette.style(course.getKey())));
        }
        return drawing.html();
    }

    private static void published(Drawing drawing, Axes axes, CourseDataset.Point p, Palette.Style style) {
        double x = axes.x(p.time());
        double y = axes.y(p.mean());
        if (p.hasBand()) {
            drawing.line(x, axes.y(p.low()), x, axes.y(p.high()), "course").with(Attribute.STROKE, hex(style.color()));
        }
        drawing.points(true, List.of(x, y - DIAMOND, x + DIAMOND, y, x, y + DIAMOND, x - DIAMOND, y), "published")
                .with(Attribute.STROKE, hex(style.color()));
    }

    private static void widen(double[] range, double value) {
        if (Double.isFinite(value)) {
            range[0] = Math.min(range[0], value);
            range[1] = Math.max(range[1], value);
        }
    }

    /** Where values lie in the drawing. */
    private record Axes(double x0, double x1, double y0, double y1) {
        double x(double value) {
            return LEFT + (value - x0) / (x1 - x0) * (WIDTH - LEFT - RIGHT);
        }

        double y(double value) {
            return HEIGHT - BOTTOM - (value - y0) / (y1 - y0) * (HEIGHT - TOP - BOTTOM);
        }
    }

    private void frame(Drawing drawing, Axes axes) {
        double base = HEIGHT - BOTTOM;
        for (double tick : Drawing.ticks(axes.y0, axes.y1, 5)) {
            drawing.line(LEFT, axes.y(tick), WIDTH - RIGHT, axes.y(tick), "grid");
            drawing.text(LEFT - 7, axes.y(tick) + 4, "end", Drawing.label(tick), "tick");
        }
        for (double tick : Drawing.ticks(axes.x0, axes.x1, 8)) {
            drawing.line(axes.x(tick), base, axes.x(tick), base + 4, "axis");
            drawing.text(axes.x(tick), base + 17, "middle", Numbers.plain(tick, 2), "tick");
        }
        drawing.line(LEFT, base, WIDTH - RIGHT, base, "axis");
        drawing.text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6, "middle", "Time (" + scale.unit() + ")", "tick");
        if (Double.isFinite(reference)) {
            drawing.line(LEFT, axes.y(reference), WIDTH - RIGHT, axes.y(reference), "reference");
        }
    }

    private static void band(Drawing drawing, Axes axes, List<CourseDataset.Point> points, Palette.Style style) {
        List<Double> outline = new ArrayList<>();
        points.stream().filter(CourseDataset.Point::hasBand)
                .forEach(p -> outline.addAll(List.of(axes.x(p.time()), axes.y(p.high()))));
        for (int i = points.size() - 1; i >= 0; i--) {
            CourseDataset.Point p = points.get(i);
            if (p.hasBand()) {
                outline.addAll(List.of(axes.x(p.time()), axes.y(p.low())));
            }
        }
        if (outline.size() > 4) {
            drawing.points(true, outline, "band").with(Attribute.FILL, hex(style.color()));
        }
    }

    private static void course(Drawing drawing, Axes axes, List<CourseDataset.Point> points, Palette.Style style) {
        List<Double> line = new ArrayList<>();
        points.stream().filter(p -> Double.isFinite(p.mean()))
                .forEach(p -> line.addAll(List.of(axes.x(p.time()), axes.y(p.mean()))));
        dashed(drawing.points(false, line, "course"), style);
        for (int i = 0; points.size() <= MOST_MARKS && i < line.size(); i += 2) {
            drawing.circle(line.get(i), line.get(i + 1), 2.6, "dot").with(Attribute.FILL, hex(style.color()));
        }
    }

    private static Html dashed(Html line, Palette.Style style) {
        line.with(Attribute.STROKE, hex(style.color()));
        if (style.line() instanceof BasicStroke stroke && stroke.getDashArray() != null) {
            StringBuilder dashes = new StringBuilder();
            for (float dash : stroke.getDashArray()) {
                dashes.append(dashes.isEmpty() ? "" : " ").append(dash);
            }
            line.with(Attribute.STROKE_DASHARRAY, dashes.toString());
        }
        return line;
    }

    private static String hex(Color color) {
        return String.format(Locale.ROOT, "#%06x", color.getRGB() & 0xFFFFFF);
    }

    /** A piece of an arm's line and its name. */
    static Html legend(Palette palette, List<String> arms) {
        Html list = Html.of(Tag.UL).with(Attribute.CLASS, "legend");
        for (String arm : arms) {
            Drawing swatch = new Drawing(34, 12, arm);
            dashed(swatch.points(false, List.of(1.0, 6.0, 33.0, 6.0), "course"), palette.style(arm));
            list.add(Html.of(Tag.LI).add(swatch.html(), Html.of(Tag.SPAN, arm)));
        }
        return list;
    }
}
