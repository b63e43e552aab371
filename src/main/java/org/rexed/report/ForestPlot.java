package org.rexed.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Intervals of one measure above each other, in the experiment and under controls, on the region in which they must
 * lie.
 */
final class ForestPlot {
    private static final double ROW = 22;
    private static final double AXIS = 24;
    private static final double LABEL = 78;
    private static final double MARGIN = 14;

    private final ClaimsFile.Finding rule;
    private final List<ClaimsFile.Finding> findings = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private final boolean small;

    /** A plot on the region of a rule; a small one has one row and no words. */
    ForestPlot(ClaimsFile.Finding rule, boolean small) {
        this.rule = rule;
        this.small = small;
    }

    ForestPlot add(String label, ClaimsFile.Finding finding) {
        labels.add(label);
        findings.add(finding);
        return this;
    }

    private double[] range() {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        List<Double> all = new ArrayList<>(List.of(rule.above(), rule.below()));
        findings.forEach(f -> all.addAll(List.of(f.effect(), f.low(), f.high())));
        for (double value : all) {
            low = Double.isFinite(value) ? Math.min(low, value) : low;
            high = Double.isFinite(value) ? Math.max(high, value) : high;
        }
        if (!(low <= high)) {
            return new double[] {0, 1};
        }
        double margin = high > low ? 0.12 * (high - low) : Math.max(Math.abs(low) * 0.2, 1e-12);
        return new double[] {low - margin, high + margin};
    }

    Html html(double width) {
        double left = small ? 2 : LABEL;
        double right = small ? width - 2 : width - MARGIN;
        double[] range = range();
        double scale = (right - left) / (range[1] - range[0]);
        double height = findings.size() * ROW;
        Drawing drawing = new Drawing(width, height + (small ? 0 : AXIS), words());
        if (rule.judged()) {
            double from = Double.isFinite(rule.above()) ? left + (rule.above() - range[0]) * scale : left;
            double to = Double.isFinite(rule.below()) ? left + (rule.below() - range[0]) * scale : right;
            drawing.rectangle(from, 1, to - from, height - 2, "allowed");
            for (double bound : new double[] {rule.above(), rule.below()}) {
                if (Double.isFinite(bound)) {
                    double x = left + (bound - range[0]) * scale;
                    drawing.line(x, 1, x, height - 1, "bound");
                }
            }
        }
        if (!small) {
            drawing.line(left, height, right, height, "axis");
            for (double tick : Drawing.ticks(range[0], range[1], 5)) {
                double x = left + (tick - range[0]) * scale;
                drawing.line(x, height, x, height + 4, "axis");
                drawing.text(x, height + 17, "middle", Drawing.label(tick), "tick");
            }
        }
        for (int i = 0; i < findings.size(); i++) {
            row(drawing, findings.get(i), labels.get(i), i, left, range[0], scale);
        }
        return drawing.html();
    }

    private void row(Drawing drawing, ClaimsFile.Finding f, String label, int row, double left, double from,
            double scale) {
        double y = (row + 0.5) * ROW;
        if (!small) {
            drawing.text(left - 8, y + 4, "end", label, "tick");
        }
        if (!Double.isFinite(f.effect())) {
            drawing.text(left + 6, y + 4, "start", small ? "?" : "not determined", "tick");
            return;
        }
        // What counts against the claim is drawn open: a measure that misses, a control that breaks nothing.
        boolean control = row > 0;
        String style = (control ? "control" : f.judged() ? f.holds() ? "hit" : "miss" : "plain");
        double x = left + (f.effect() - from) * scale;
        if (Double.isFinite(f.low()) && Double.isFinite(f.high())) {
            double low = left + (f.low() - from) * scale;
            double high = left + (f.high() - from) * scale;
            drawing.line(low, y, high, y, "whisker " + style);
            drawing.line(low, y - 4, low, y + 4, "whisker " + style);
            drawing.line(high, y - 4, high, y + 4, "whisker " + style);
        }
        if (control) {
            drawing.circle(x, y, 4, "mark " + style);
        } else {
            drawing.rectangle(x - 4, y - 4, 8, 8, "mark " + style);
        }
    }

    private String words() {
        StringBuilder words = new StringBuilder(rule.measure());
        for (int i = 0; i < findings.size(); i++) {
            words.append("; ").append(labels.get(i)).append(' ').append(findings.get(i).interval());
        }
        return words.append("; must be ").append(rule.rule()).toString();
    }
}
