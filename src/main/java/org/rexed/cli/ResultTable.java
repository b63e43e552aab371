package org.rexed.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rexed.experiment.Statistics.Estimate;
import org.rexed.experiment.Summary;
import org.rexed.pharmacology.Dose;
import org.rexed.scenario.Arm;
import org.rexed.scenario.Scenario;

/** The result of a run in a few lines: before the drug, at its best on the first day, at the end. */
final class ResultTable {
    private static final double DAY_min = 1440;

    private final Scenario scenario;
    private final Map<List<String>, List<Summary.Row>> series = new LinkedHashMap<>();

    ResultTable(Scenario scenario, List<Summary.Row> rows) {
        this.scenario = scenario;
        for (Summary.Row row : rows) {
            series.computeIfAbsent(List.of(row.arm(), row.assay(), row.site()), key -> new ArrayList<>()).add(row);
        }
    }

    String text() {
        double first_min = firstDose_min();
        int width = scenario.arms().stream().mapToInt(arm -> arm.name().length()).max().orElse(3);
        String format = "%-" + width + "s  %-12s %12s %11s %22s %26s%n";
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, format, "arm", "assay", "baseline",
            "first day", "last reading", "difference"));
        text.append(String.format(Locale.ROOT, format, "", "", "", "peak %", "% [95 % interval]",
            "to " + scenario.reference()));
        series.forEach((key, rows) -> {
            Summary.Row last = rows.get(rows.size() - 1);
            double peak = Double.NaN;
            for (Summary.Row row : rows) {
                if (row.time_min() > first_min && row.time_min() <= first_min + DAY_min) {
                    peak = Double.isNaN(peak) ? row.percent().mean() : Math.max(peak, row.percent().mean());
                }
            }
            text.append(String.format(Locale.ROOT, format, key.get(0), key.get(1),
                String.format(Locale.ROOT, "%.2f %s", last.baseline(), last.unit()), number(peak),
                interval(last.percent(), false), interval(last.difference(), true)));
        });
        return text.toString();
    }

    /** Time of the first dose of any arm; the first reading counts from the start if nothing is given. */
    private double firstDose_min() {
        return scenario.arms().stream().map(Arm::doses).flatMap(List::stream).mapToDouble(Dose::start_min).min()
            .orElse(0);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.1f", value);
    }

    private static String interval(Estimate e, boolean signed) {
        if (Double.isNaN(e.mean())) {
            return "-";
        }
        String mean = String.format(Locale.ROOT, signed ? "%+.1f" : "%.1f", e.mean());
        return Double.isNaN(e.low()) ? mean
            : mean + String.format(Locale.ROOT, signed ? " [%+.1f, %+.1f]" : " [%.1f, %.1f]", e.low(), e.high());
    }
}
