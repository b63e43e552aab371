package org.rexed.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jfree.chart.axis.NumberAxis;

/**
 * The figures of an electrophysiology protocol: rates against the stimulus, peri-stimulus histograms, rasters, membrane
 * traces, wind-up, withdrawal and responses. Drawn from the tables of its folder; what was not recorded is left out.
 */
public final class ProbeFigures {
    private static final int PNG_SCALE = 2;
    private static final int PANEL_HEIGHT = 170;
    private static final int MOST_PANELS = 20;
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final String BAND = "Lines: mean over circuits; bands: 95 % confidence interval of the mean";
    private final Path folder;
    private final List<Figure> figures = new ArrayList<>();

    private ProbeFigures(Path folder) {
        this.folder = folder;
    }

    /** Whether a folder holds the tables of a protocol. */
    public static boolean areIn(Path folder) {
        return Files.isRegularFile(folder.resolve("rates.csv")) && Files.isRegularFile(folder.resolve("psth.csv"));
    }

    /**
     * Writes every figure as PNG (1600 pixels wide) and SVG into the folder's {@code figures}, replacing older ones.
     *
     * @return the files written
     * @throws UnreadableRunException if a table is damaged
     * @throws UncheckedIOException if a file cannot be written
     */
    public static List<Path> write(Path folder) {
        Path target = folder.resolve("figures");
        List<Path> files = new ArrayList<>();
        try {
            for (Figure figure : of(folder)) {
                Files.createDirectories(target);
                files.add(Files.write(target.resolve(figure.name() + ".png"),
                        FigureFiles.png(figure, PNG_SCALE, true)));
                files.add(Files.write(target.resolve(figure.name() + ".svg"), FigureFiles.svg(figure)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(target.toString(), e);
        }
        return files;
    }

    static List<Figure> of(Path folder) {
        ProbeFigures all = new ProbeFigures(folder);
        all.rates();
        all.histograms();
        all.windUp();
        all.withdrawal();
        all.responses();
        all.traces();
        all.rasters();
        return all.figures;
    }

    /** One row of a table as the figures need it. */
    private record Entry(String condition, String level, String panel, double x, CourseDataset.Point point) {}

    private List<Entry> read(String file, List<String> columns, Function<Row, Entry> entry) {
        List<Entry> entries = new ArrayList<>();
        if (Files.isRegularFile(folder.resolve(file))) {
            Row.each(folder.resolve(file), columns, row -> {
                Entry read = entry.apply(row);
                if (read != null) {
                    entries.add(read);
                }
            });
        }
        return entries;
    }

    private static CourseDataset.Point point(double x, Row row, String mean, String interval) {
        return new CourseDataset.Point(
                x, row.number(mean), row.number(interval + "_low"), row.number(interval + "_high"), row.integer("n"), 0);
    }

    /** The number a level such as {@code 50 mN} begins with; NaN if it has none. */
    private static double leading(String level) {
        Matcher number = NUMBER.matcher(level);
        return number.find() ? Double.parseDouble(number.group()) : Double.NaN;
    }

    /** What follows the number of a level: its unit. */
    private static String unit(String level) {
        Matcher number = NUMBER.matcher(level);
        return number.find() ? level.substring(number.end()).strip() : "";
    }

    private static Set<String> distinct(List<Entry> entries, Function<Entry, String> what) {
        Set<String> found = new LinkedHashSet<>();
        entries.forEach(entry -> found.add(what.apply(entry)));
        return found;
    }

    /** Whether levels can stand on an axis: several, all different numbers. */
    private static boolean areNumbers(Set<String> levels) {
        return levels.size() > 1
                && levels.stream().map(ProbeFigures::leading).filter(Double::isFinite).distinct().count()
                        == levels.size();
    }

    private void rates() {
        List<Entry> all = read("rates.csv",
                List.of("condition", "level", "class", "phase", "rate_hz", "ci95_low", "ci95_high", "n"), row ->
                        row.text("phase").equals("baseline") ? null : new Entry(
                                row.text("condition"), row.text("level"), row.text("class") + ", " + row.text("phase"),
                                leading(row.text("level")),
                                point(leading(row.text("level")), row, "rate_hz", "ci95")));
        Set<String> levels = distinct(all, Entry::level);
        if (areNumbers(levels)) {
            grid("rates", "Firing rate and stimulus", "Hz", levelAxis(levels), all, Entry::condition, BAND
                    + ". Mean over the recorded cells of a class.");
        }
    }

    private static NumberAxis levelAxis(Set<String> levels) {
        return axis("Stimulus, " + unit(levels.iterator().next()));
    }

    private static NumberAxis axis(String label) {
        NumberAxis axis = ChartStyle.valueAxis(label);
        axis.setAutoRangeIncludesZero(false);
        return axis;
    }

    private void histograms() {
        List<Entry> all = read("psth.csv",
                List.of("condition", "level", "class", "time_ms", "rate_hz", "ci95_low", "ci95_high", "n"), row ->
                        new Entry(row.text("condition"), row.text("level"), row.text("class"), 0,
                                point(row.finite("time_ms") / 1000, row, "rate_hz", "ci95")));
        String level = last(all);
        grid("psth", "Peri-stimulus time histogram" + (level.isEmpty() ? "" : ", " + level), "Hz",
                axis("Time from stimulus, s"), ofLevel(all, level), Entry::condition, BAND + ".");
    }

    private static String last(List<Entry> entries) {
        return entries.isEmpty() ? "" : entries.get(entries.size() - 1).level();
    }

    private static List<Entry> ofLevel(List<Entry> entries, String level) {
        return entries.stream().filter(entry -> entry.level().equals(level)).toList();
    }

    private void windUp() {
        List<Entry> all = read("windup.csv",
                List.of("condition", "level", "class", "pulse", "window", "spikes", "ci95_low", "ci95_high", "n"),
                row -> new Entry(row.text("condition"), row.text("level"),
                        row.text("class") + ", " + row.text("window"), 0,
                        point(row.finite("pulse"), row, "spikes", "ci95")));
        boolean several = distinct(all, Entry::level).size() > 1;
        grid("wind-up", "Wind-up", "spikes of a cell", axis("Pulse"), all,
                entry -> several ? entry.condition() + ", " + entry.level() : entry.condition(), BAND
                        + ". Spikes within a window of latency after each pulse.");
    }

    private void withdrawal() {
        List<String> columns = List.of("condition", "level", "latency_s", "latency_ci95_low", "latency_ci95_high",
                "intensity", "intensity_ci95_low", "intensity_ci95_high", "unit", "n");
        List<Entry> all = new ArrayList<>(read("withdrawal-summary.csv", columns, row -> new Entry(
                row.text("condition"), row.text("level"), "Latency, s", 0,
                point(leading(row.text("level")), row, "latency_s", "latency_ci95"))));
        all.addAll(read("withdrawal-summary.csv", columns, row -> new Entry(
                row.text("condition"), row.text("level"), "At withdrawal, " + row.text("unit"), 0,
                point(leading(row.text("level")), row, "intensity", "intensity_ci95"))));
        Set<String> levels = distinct(all, Entry::level);
        if (areNumbers(levels)) {
            grid("withdrawal", "Withdrawal", "", levelAxis(levels), all, Entry::condition, BAND + ".");
        }
    }

    private void responses() {
        List<ResponseBars.Bar> bars = new ArrayList<>();
        Path file = folder.resolve("responses.csv");
        if (Files.isRegularFile(file)) {
            Row.each(file, List.of("condition", "level", "class", "unit", "excited", "inhibited", "unchanged", "n"),
                    row -> bars.add(new ResponseBars.Bar(
                            row.text("condition") + (row.text("level").isEmpty() ? "" : ", " + row.text("level")),
                            row.text("class"), row.text("unit"), row.number("excited"), row.number("inhibited"),
                            row.number("unchanged"))));
        }
        if (!bars.isEmpty()) {
            ResponseBars chart = new ResponseBars(bars);
            figures.add(new Figure("responses", "Responses to the stimulus",
                    "Share of cells or trials whose firing rose, fell or stayed, by the protocol's criterion.",
                    PanelGrid.WIDTH, chart.height(), chart::paint));
        }
    }

    private void traces() {
        List<Entry> all = read("traces.csv",
                List.of("condition", "level", "seed", "neuron", "class", "time_ms", "potential_mV", "spike"), row ->
                        new Entry(row.text("condition"), row.text("level"),
                                row.text("class") + " " + row.text("neuron") + ", circuit " + row.text("seed"), 0,
                                new CourseDataset.Point(row.finite("time_ms") / 1000,
                                        row.number("spike") > 0 ? 0 : row.number("potential_mV"),
                                        Double.NaN, Double.NaN, 1, 0)));
        String level = last(all);
        List<Entry> shown = ofLevel(all, level);
        if (!shown.isEmpty()) {
            String first = shown.get(0).condition();
            shown = shown.stream().filter(entry -> entry.condition().equals(first)).toList();
            grid("traces", "Membrane potential" + (level.isEmpty() ? "" : ", " + level), "mV",
                    axis("Time from stimulus, s"), shown, Entry::condition,
                    "Single cells of condition " + first + ". Spikes are drawn up to 0 mV, a convention: the model cell"
                            + " resets at its threshold.");
        }
    }

    private void rasters() {
        Path file = folder.resolve("spikes.csv");
        List<SpikeDots.Spike> spikes = new ArrayList<>();
        if (Files.isRegularFile(file)) {
            Row.each(file, List.of("seed", "neuron", "class", "time_ms", "condition", "level"), row ->
                    spikes.add(new SpikeDots.Spike(row.text("condition"), row.text("level"), row.text("seed"),
                            row.integer("neuron"), row.text("class"), row.finite("time_ms") / 1000)));
        }
        if (!spikes.isEmpty()) {
            SpikeDots chart = SpikeDots.of(spikes);
            figures.add(new Figure("raster", chart.title(), "Each dot is a spike, each line a neuron of one circuit;"
                    + " classes in anatomical order, silent neurons are left out.",
                    PanelGrid.WIDTH, chart.height(), chart::paint));
        }
    }

    private void grid(String name, String title, String unit, NumberAxis below, List<Entry> entries,
            Function<Entry, String> series, String caption) {
        Map<String, CourseDataset> panels = new LinkedHashMap<>();
        entries.forEach(entry -> panels.computeIfAbsent(entry.panel(), p -> new CourseDataset())
                .add(series.apply(entry), entry.point()));
        if (panels.isEmpty()) {
            return;
        }
        List<String> names = List.copyOf(distinct(entries, series));
        PanelGrid grid = new PanelGrid(Palette.of(names, names.get(0)), () -> copy(below), PANEL_HEIGHT);
        panels.entrySet().stream().limit(MOST_PANELS).forEach(panel -> grid.add(panel.getKey(), unit,
                panel.getValue(), false, Double.NaN, List.of()));
        String rest = panels.size() > MOST_PANELS ? " The other " + (panels.size() - MOST_PANELS)
                + " panels are in the table only." : "";
        figures.add(new Figure(name.toLowerCase(Locale.ROOT), title, caption + rest, PanelGrid.WIDTH, grid.height(),
                grid::paint));
    }

    private static NumberAxis copy(NumberAxis axis) {
        return axis(axis.getLabel());
    }
}
