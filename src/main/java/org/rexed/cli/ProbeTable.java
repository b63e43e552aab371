package org.rexed.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.rexed.electrophysiology.Results;
import org.rexed.experiment.Statistics.Estimate;

/** The result of a protocol in a few lines: rates of each class by phase, wind-up, withdrawal and responses. */
final class ProbeTable {
    private ProbeTable() {}

    static String text(Results results) {
        StringBuilder text = new StringBuilder();
        rates(results, text);
        windUp(results.windUp(), text);
        reflexes(results.reflexes(), text);
        responses(results.responses(), text);
        return text.toString();
    }

    /** Mean rates of the phase that shows the response, one column for each level. */
    private static void rates(Results results, StringBuilder text) {
        Set<String> levels = new LinkedHashSet<>();
        Map<List<String>, Map<String, String>> lines = new LinkedHashMap<>();
        for (Results.Rate r : results.rates()) {
            if (r.phase().equals(results.mainPhase())) {
                levels.add(r.level());
                lines.computeIfAbsent(List.of(r.condition(), r.population(), r.dermatome()),
                    key -> new LinkedHashMap<>()).put(r.level(), rate(r));
            }
        }
        List<List<String>> table = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("condition", "class", "at"));
        levels.forEach(level -> head.add(level + " Hz"));
        table.add(head);
        lines.forEach((key, cells) -> {
            List<String> line = new ArrayList<>(key);
            levels.forEach(level -> line.add(cells.getOrDefault(level, "-")));
            table.add(line);
        });
        text.append("rates in phase ").append(results.mainPhase()).append(System.lineSeparator());
        print(table, text);
    }

    private static String rate(Results.Rate r) {
        return Double.isNaN(r.rate().low()) ? number(r.rate().mean())
            : String.format(Locale.ROOT, "%.2f \u00b1%.2f", r.rate().mean(), r.rate().high() - r.rate().mean());
    }

    private static void windUp(List<Results.WindUp> rows, StringBuilder text) {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("condition", "level", "class", "window", "spikes", "excess", "5th/1st", "reduction"));
        for (Results.WindUp w : rows) {
            table.add(List.of(w.condition(), w.level(), w.population(), w.window(), number(w.total().mean()),
                interval(w.excess()), number(w.ratio().mean()), number(w.reduction().mean())));
        }
        print(table, text);
    }

    private static void reflexes(List<Results.Reflex> rows, StringBuilder text) {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("condition", "level", "withdrawal s", "at", "without"));
        for (Results.Reflex r : rows) {
            table.add(List.of(r.condition(), r.level(), interval(r.latency()),
                interval(r.intensity()) + " " + r.unit(), percent(r.censored())));
        }
        print(table, text);
    }

    private static void responses(List<Results.Response> rows, StringBuilder text) {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("condition", "level", "class", "unit", "excited", "inhibited", "unchanged", "onset ms"));
        for (Results.Response r : rows) {
            table.add(List.of(r.condition(), r.level(), r.population(), r.unit(), percent(r.excited().mean()),
                percent(r.inhibited().mean()), percent(r.unchanged().mean()), interval(r.onset())));
        }
        print(table, text);
    }

    /** Columns as wide as their widest cell; nothing for a table without rows. */
    private static void print(List<List<String>> table, StringBuilder text) {
        if (table.size() < 2) {
            return;
        }
        int columns = table.get(0).size();
        int[] width = new int[columns];
        table.forEach(line -> {
            for (int c = 0; c < columns; c++) {
                width[c] = Math.max(width[c], line.get(c).length());
            }
        });
        text.append(text.indexOf(System.lineSeparator()) == text.length() - 1 ? "" : System.lineSeparator());
        for (List<String> line : table) {
            StringBuilder row = new StringBuilder();
            for (int c = 0; c < columns; c++) {
                row.append(line.get(c)).append(" ".repeat(width[c] - line.get(c).length() + 2));
            }
            text.append(row.toString().stripTrailing()).append(System.lineSeparator());
        }
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    private static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.2f", value) : "-";
    }

    private static String interval(Estimate e) {
        return !Double.isFinite(e.mean()) ? "-" : Double.isNaN(e.low()) ? number(e.mean())
            : String.format(Locale.ROOT, "%.2f [%.2f, %.2f]", e.mean(), e.low(), e.high());
    }
}
