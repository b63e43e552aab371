package org.rexed.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The folder of an electrophysiology protocol. {@code manifest.json}, {@code rates.csv} and {@code psth.csv} must
 * exist; the other tables depend on the protocol. Conditions, levels and classes keep the order of the tables, which
 * for classes is that of the anatomy.
 */
final class ProbeFolder {
    private static final List<String> RATES = List.of("condition", "level", "class", "dermatome", "phase", "rate_hz",
            "ci95_low", "ci95_high", "difference_hz", "difference_ci95_low", "difference_ci95_high", "cells", "n");
    /** Endings of columns and what they mean to a reader; longer ones first. */
    private static final Map<String, String> UNITS = units();

    private final Path folder;
    private final Manifest manifest;
    private final List<Rate> rates = new ArrayList<>();
    private final Map<String, String> labels = new LinkedHashMap<>();
    private final Map<String, Phase> phases = new LinkedHashMap<>();
    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private final Map<String, StimulusCourse> courses = new LinkedHashMap<>();
    private final List<String> varied = new ArrayList<>();
    private final Map<String, Set<String>> places = new LinkedHashMap<>();
    private String reference = "";

    /** A mean with its 95 % interval; NaN where there is none. */
    record Estimate(double mean, double low, double high, int n) {
        CourseDataset.Point at(double x) {
            return new CourseDataset.Point(x, mean, low, high, n, 0);
        }
    }

    /** Rate of a class of cells in one phase. */
    record Rate(String condition, String level, String population, String place, String phase, Estimate rate,
            Estimate difference, double cells) {}

    /** A window of time; counts from the stimulus, the withdrawal or each pulse. */
    record Phase(String name, String countsFrom, double from_ms, double until_ms) {
        String words() {
            boolean seconds = Math.max(Math.abs(from_ms), Math.abs(until_ms)) >= 1000;
            double unit = seconds ? 1000 : 1;
            return Numbers.plain(from_ms / unit, 3) + " to " + Numbers.plain(until_ms / unit, 3)
                    + (seconds ? " s" : " ms") + " from the " + countsFrom;
        }
    }

    private static Map<String, String> units() {
        Map<String, String> units = new LinkedHashMap<>();
        units.put("_mm_s", "mm/s");
        units.put("_K_s", "K/s");
        units.put("_Cel", "\u00B0C");
        units.put("_cm2", "cm\u00B2");
        units.put("_mN", "mN");
        units.put("_mm", "mm");
        units.put("_Hz", "Hz");
        units.put("_K", "K");
        units.put("_s", "s");
        return units;
    }

    private ProbeFolder(Path folder) {
        this.folder = folder;
        manifest = Manifest.read(required("manifest.json"));
        required("psth.csv");
        Row.each(required("rates.csv"), RATES, this::rate);
        if (rates.isEmpty()) {
            throw new UnreadableRunException(folder.resolve("rates.csv"), "there are no rates below the header");
        }
        each("conditions.csv", List.of("condition", "label", "reference"), row -> {
            labels.put(row.text("condition"), row.text("label"));
            reference = row.flag("reference") ? row.text("condition") : reference;
        });
        each("phases.csv", List.of("name", "counts_from", "from_ms", "until_ms"), row -> phases.put(row.text("name"),
                new Phase(row.text("name"), row.text("counts_from"), row.finite("from_ms"), row.finite("until_ms"))));
        each("stimulus.csv", List.of("level", "time_ms", "intensity", "resting", "unit", "pulse"), row -> courses
                .computeIfAbsent(row.text("level"), level -> new StimulusCourse(unit(row.text("unit"))))
                .add(row.finite("time_ms") / 1000, row.finite("intensity"), row.finite("resting"),
                        !row.text("pulse").isEmpty()));
    }

    private void rate(Row row) {
        if (rates.isEmpty()) {
            List<String> names = row.names();
            varied.addAll(names.subList(names.indexOf("level") + 1, names.indexOf("class")));
        }
        Rate rate = new Rate(row.text("condition"), row.text("level"), row.text("class"), row.text("dermatome"),
                row.text("phase"), estimate(row, "rate_hz", "ci95"), estimate(row, "difference_hz", "difference_ci95"),
                row.number("cells"));
        rates.add(rate);
        labels.putIfAbsent(rate.condition, rate.condition);
        values.putIfAbsent(rate.level, varied.stream().map(row::text).toList());
        places.computeIfAbsent(rate.population, p -> new LinkedHashSet<>()).add(rate.place);
    }

    /**
     * Opens a folder and reads its small tables.
     *
     * @throws UnreadableRunException if a file or column is missing or malformed
     */
    static ProbeFolder open(Path folder) {
        return new ProbeFolder(folder);
    }

    /** Whether a folder says that it belongs to a protocol, or holds its first table. */
    static boolean is(Path folder) {
        return Files.isRegularFile(folder.resolve("manifest.json")) && (Files.isRegularFile(folder.resolve("rates.csv"))
                || Manifest.isKind(folder.resolve("manifest.json"), "probe"));
    }

    private Path required(String name) {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new UnreadableRunException(file, "file missing; is this the folder of a finished protocol?");
        }
        return file;
    }

    /** Passes every row of a table; none if the protocol did not ask for it. */
    void each(String name, List<String> columns, Consumer<Row> use) {
        Path file = folder.resolve(name);
        if (Files.isRegularFile(file)) {
            Row.each(file, columns, use);
        }
    }

    /** Rows of a table; none if the protocol did not ask for it. */
    <T> List<T> rows(String name, List<String> columns, Function<Row, T> read) {
        List<T> rows = new ArrayList<>();
        each(name, columns, row -> rows.add(read.apply(row)));
        return rows;
    }

    /** A mean with its interval from a row; the number behind it from the column n. */
    static Estimate estimate(Row row, String mean, String interval) {
        return new Estimate(row.number(mean), row.number(interval + "_low"), row.number(interval + "_high"),
                row.integer("n"));
    }

    Path path() {
        return folder;
    }

    Manifest manifest() {
        return manifest;
    }

    List<Rate> rates() {
        return rates;
    }

    /** Names of conditions as tables have them. */
    List<String> conditions() {
        return rates.stream().map(Rate::condition).distinct().toList();
    }

    /** A condition as readers know it. */
    String label(String condition) {
        String label = labels.getOrDefault(condition, "");
        return label.isEmpty() ? condition : label;
    }

    /** The condition the others are compared with; the first if the folder does not say. */
    String reference() {
        return reference.isEmpty() ? conditions().get(0) : reference;
    }

    List<String> levels() {
        return List.copyOf(values.keySet());
    }

    /** Names of phases in their order. */
    List<String> phases() {
        return rates.stream().map(Rate::phase).distinct().toList();
    }

    /** The bounds of a phase or window; null if the folder does not say. */
    Phase phase(String name) {
        return phases.get(name);
    }

    /** Classes in anatomical order. */
    List<String> classes() {
        return List.copyOf(places.keySet());
    }

    /** A class with its dermatome where it was recorded in several. */
    String cells(String population, String place) {
        return places.getOrDefault(population, Set.of()).size() > 1 ? population + ", " + place : population;
    }

    /** What was given at a level; null if nothing was or the folder does not say. */
    StimulusCourse stimulus(String level) {
        return courses.get(level);
    }

    /** Text of a file of the folder; empty if it is not there. */
    String text(String name) {
        Path file = folder.resolve(name);
        try {
            return Files.isRegularFile(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    /** The varied field that can be an axis: the first whose values are different numbers; -1 if there is none. */
    int axis() {
        for (int field = 0; field < varied.size(); field++) {
            int column = field;
            boolean numbers = values.values().stream().allMatch(v -> Double.isFinite(number(v.get(column))));
            if (numbers && values.values().stream().map(v -> v.get(column)).distinct().count() > 1) {
                return field;
            }
        }
        return -1;
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Place of a level on the axis. */
    double x(String level) {
        return values.containsKey(level) ? number(values.get(level).get(axis())) : Double.NaN;
    }

    /** What tells levels of equal place on the axis apart; empty if nothing does. */
    String rest(String level) {
        List<String> rest = new ArrayList<>();
        String[] parts = level.split(", ");
        for (int field = 0; field < varied.size(); field++) {
            if (field != axis() && parts.length == varied.size()) {
                rest.add(parts[field]);
            }
        }
        return String.join(", ", rest);
    }

    /** Name and unit of the axis. */
    String axisLabel() {
        String column = varied.get(axis());
        for (Map.Entry<String, String> unit : UNITS.entrySet()) {
            if (column.endsWith(unit.getKey())) {
                String field = column.substring(0, column.length() - unit.getKey().length());
                // The power of a lamp is told by what it does.
                return words(field) + " (" + unit.getValue()
                        + (field.equals("rise_in_first_second") ? " in 1st second)" : ")");
            }
        }
        return words(column);
    }

    private static String words(String field) {
        return switch (field) {
            case "to" -> "Temperature";
            case "strength" -> "Strength (multiples of A-beta threshold)";
            case "rise_in_first_second" -> "Lamp power";
            default -> Character.toUpperCase(field.charAt(0)) + field.substring(1).replace('_', ' ');
        };
    }

    /** A unit as it is printed. */
    static String unit(String code) {
        return switch (code) {
            case "Cel" -> "\u00B0C";
            case "T" -> "\u00D7 A-beta threshold";
            default -> code;
        };
    }
}
