package org.rexed.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A published number over the interval that the model predicts, with what the rivals predict. */
final class TargetPlot {
    private static final double WIDTH = 400;
    private static final double MARGIN = 14;
    private static final double TOP = 10;
    private static final double BAND = 26;
    private static final double AXIS = 24;
    private static final double DIAMOND = 6;

    private final ValidationFile.Target target;

    TargetPlot(ValidationFile.Target target) {
        this.target = target;
    }

    Html html() {
        double[] range = range();
        double scale = (WIDTH - 2 * MARGIN) / (range[1] - range[0]);
        Drawing drawing = new Drawing(WIDTH, TOP + BAND + TOP + AXIS, words());
        double bottom = TOP + BAND + TOP;
        double from = Double.isFinite(target.above()) ? x(target.above(), range, scale) : MARGIN;
        double to = Double.isFinite(target.below()) ? x(target.below(), range, scale) : WIDTH - MARGIN;
        drawing.rectangle(from, 1, to - from, bottom - 1, "allowed");
        band(drawing, target.outer(), range, scale, 0, "prediction");
        band(drawing, target.inner(), range, scale, 6, "prediction inner");
        if (Double.isFinite(target.predicted())) {
            double x = x(target.predicted(), range, scale);
            drawing.line(x, TOP - 3, x, TOP + BAND + 3, "predicted");
        }
        for (Map.Entry<String, Double> rival : target.rivals().entrySet()) {
            if (Double.isFinite(rival.getValue())) {
                drawing.circle(x(rival.getValue(), range, scale), TOP + BAND / 2, 4, "rival");
            }
        }
        if (target.published()) {
            published(drawing, range, scale);
        }
        drawing.line(MARGIN, bottom, WIDTH - MARGIN, bottom, "axis");
        for (double tick : Drawing.ticks(range[0], range[1], 5)) {
            drawing.line(x(tick, range, scale), bottom, x(tick, range, scale), bottom + 4, "axis");
            drawing.text(x(tick, range, scale), bottom + 17, "middle", Drawing.label(tick), "tick");
        }
        return drawing.html();
    }

    private void published(Drawing drawing, double[] range, double scale) {
        double y = TOP + BAND / 2;
        double half = Double.isFinite(target.error()) ? target.error() : 0;
        drawing.line(x(target.low() - half, range, scale), y, x(target.high() + half, range, scale), y, "whisker");
        double x = x(target.observed(), range, scale);
        drawing.points(true, List.of(x, y - DIAMOND, x + DIAMOND, y, x, y + DIAMOND, x - DIAMOND, y), "published");
    }

    private static void band(Drawing drawing, double[] ends, double[] range, double scale, double inset, String style) {
        if (Double.isFinite(ends[0]) && Double.isFinite(ends[1])) {
            double from = x(ends[0], range, scale);
            drawing.rectangle(from, TOP + inset, Math.max(1, x(ends[1], range, scale) - from), BAND - 2 * inset, style);
        }
    }

    private static double x(double value, double[] range, double scale) {
        return MARGIN + (value - range[0]) * scale;
    }

    private double[] range() {
        List<Double> all = new ArrayList<>(List.of(target.above(), target.below(), target.observed(),
                target.predicted(), target.low() - (Double.isFinite(target.error()) ? target.error() : 0),
                target.high() + (Double.isFinite(target.error()) ? target.error() : 0), target.outer()[0],
                target.outer()[1], target.inner()[0], target.inner()[1]));
        all.addAll(target.rivals().values());
        double low = all.stream().filter(Double::isFinite).mapToDouble(v -> v).min().orElse(0);
        double high = all.stream().filter(Double::isFinite).mapToDouble(v -> v).max().orElse(1);
        double margin = high > low ? 0.06 * (high - low) : Math.max(Math.abs(low) * 0.2, 1e-12);
        return new double[] {low - margin, high + margin};
    }

    private String words() {
        return target.name() + (target.published() ? "; published " + Numbers.brief(target.observed()) : "")
                + "; predicted " + Numbers.brief(target.predicted()) + ", 90 % interval "
                + Numbers.brief(target.outer()[0]) + " to " + Numbers.brief(target.outer()[1]);
    }
}
