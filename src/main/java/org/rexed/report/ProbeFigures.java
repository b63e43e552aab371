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
import java.util.function.Supplier;
import org.jfree.chart.axis.NumberAxis;
import org.rexed.report.PanelGrid.Base;
import org.rexed.report.ProbeFolder.Estimate;
import org.rexed.report.ProbeFolder.Phase;

/**
 * The figures of an electrophysiology protocol: rates against the stimulus, peri-stimulus histograms, wind-up,
 * withdrawal, responses, membrane traces and rasters. Drawn from the tables of its folder; what was not recorded is
 * left out.
 */
public final class ProbeFigures {
    private static final int PNG_SCALE = 2;
    private static final int PANEL_HEIGHT = 160;
    private static final int WIDE_COLUMNS = 2;
    private static final int MANY_COLUMNS = 3;
    private static final int MANY = 8;
    private static final int MOST_PANELS = 30;
    private static final int MOST_LEVELS = 4;
    private static final int MOST_FIGURES = 3;
    private static final int MOST_BINS = 160;
    private static final String MEANS = "Lines: mean over circuits; bands: 95 % confidence interval of the mean";
    private static final String CUT = " Bands end at zero and where they would hide the means.";
    private static final String MARKS = "Markers: mean over circuits; lines: 95 % confidence interval of the mean";
    private final ProbeFolder folder;
    private final List<Figure> figures = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();

    private ProbeFigures(ProbeFolder folder) {
        this.folder = folder;
    }

    /** Whether a folder is that of a protocol. */
    public static boolean areIn(Path folder) {
        return ProbeFolder.is(folder);
    }

    /**
     * Writes every figure as PNG (1600 pixels wide) and SVG into the folder's {@code figures}, replacing older ones.
     *
     * @return the files written
     * @throws UnreadableRunException if a table is missing or damaged
     * @throws UncheckedIOException if a file cannot be written
     */
    public static List<Path> write(Path folder) {
        Path target = folder.resolve("figures");
        List<Path> files = new ArrayList<>();
        try {
            for (Figure figure : of(ProbeFolder.open(folder))) {
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

    static List<Figure> of(ProbeFolder folder) {
        ProbeFigures all = new ProbeFigures(folder);
        all.rates();
        all.histograms();
        all.windUp();
        all.withdrawal();
        all.responses();
        all.figures.addAll(new SingleTrials(folder).figures());
        return all.figures;
    }

    /** The name of a file; a second one of that name gets a number. */
    static String fileName(Set<String> names, String wish) {
        String plain = wish.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]+", "-").replaceAll("^[.-]+|[.-]+$", "");
        String name = plain;
        for (int i = 2; !names.add(name); i++) {
            name = plain + "-" + i;
        }
        return name;
    }

    private void add(String name, String title, String caption, int height, Figure.Painter painter) {
        figures.add(new Figure(fileName(names, name), title, caption, PanelGrid.WIDTH, height, painter));
    }

    /** At most so many of a list, spread evenly, the last among them. */
    static <T> List<T> spread(List<T> all, int most) {
        if (all.size() <= most) {
            return all;
        }
        List<T> some = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            some.add(all.get((int) Math.round(i * (all.size() - 1.0) / (most - 1))));
        }
        return some;
    }

    /** A level with its units as they are printed. */
    static String shown(String level) {
        return level.replace(" Cel", " \u00B0C").replace(" cm2", " cm\u00B2");
    }

    private String series(String condition, String level) {
        String rest = folder.axis() < 0 ? "" : folder.rest(level);
        return folder.label(condition) + (rest.isEmpty() ? "" : ", " + shown(rest));
    }

    private Palette conditions() {
        return Palette.of(folder.conditions().stream().map(folder::label).toList(),
                folder.label(folder.reference()));
    }

    private Palette palette(List<String> all) {
        String reference = folder.label(folder.reference());
        return Palette.of(all, all.contains(reference) ? reference : all.get(0));
    }

    private static String n(List<Integer> numbers) {
        int least = numbers.stream().mapToInt(Integer::intValue).min().orElse(0);
        int most = numbers.stream().mapToInt(Integer::intValue).max().orElse(0);
        return "; n = " + (least == most ? "" : least + " to ") + most + (most == 1 ? " circuit" : " circuits") + ".";
    }

    private LevelAxis levelAxis() {
        return new LevelAxis(folder.axisLabel(), folder.levels().stream().map(folder::x).toList());
    }

    private static Supplier<NumberAxis> axis(String label) {
        return () -> ChartStyle.valueAxis(label);
    }

    private void rates() {
        for (String phase : folder.phases()) {
            List<ProbeFolder.Rate> rates = folder.rates().stream().filter(r -> r.phase().equals(phase)).toList();
            Phase bounds = folder.levels().stream().allMatch(level -> folder.stimulus(level) == null) ? null
                    : folder.phase(phase);
            String caption = n(rates.stream().map(r -> r.rate().n()).toList()) + " Rate of a cell, mean over the"
                    + " recorded cells of a class." + (bounds == null ? "" : " Phase: " + bounds.words() + ".");
            if (folder.axis() < 0) {
                IntervalRows rows = new IntervalRows(conditions(), "Firing rate (Hz)");
                rates.forEach(r -> rows.add(folder.cells(r.population(), r.place())
                        + (folder.levels().size() > 1 ? ", " + shown(r.level()) : ""), folder.label(r.condition()),
                        r.rate()));
                add("rates-" + phase, "Firing rate, phase " + phase, MARKS + caption, rows.height(), rows::paint);
            } else if (!phase.equals("baseline")) {
                Panels panels = new Panels();
                LevelAxis axis = levelAxis();
                rates.forEach(r -> panels.add(folder.cells(r.population(), r.place()),
                        series(r.condition(), r.level()), r.rate().at(axis.place(folder.x(r.level())))));
                panels.draw("rates-" + phase, "Firing rate and stimulus, phase " + phase, "Rate (Hz)",
                        this::levelAxis, MEANS + caption + CUT, panels.size() > MANY ? MANY_COLUMNS : WIDE_COLUMNS);
            }
        }
    }

    /** Panels by title; courses of a panel by series. */
    private final class Panels {
        private final Map<String, Map<String, List<CourseDataset.Point>>> panels = new LinkedHashMap<>();
        private final Set<String> series = new LinkedHashSet<>();

        void add(String panel, String name, CourseDataset.Point point) {
            series.add(name);
            panels.computeIfAbsent(panel, p -> new LinkedHashMap<>()).computeIfAbsent(name, s -> new ArrayList<>())
                    .add(point);
        }

        int size() {
            return panels.size();
        }

        boolean isEmpty() {
            return panels.isEmpty();
        }

        /** Series in the order of the table; points of each from left to right. */
        CourseDataset dataset(String panel) {
            CourseDataset dataset = new CourseDataset();
            panels.get(panel).forEach((name, points) -> points.stream()
                    .sorted((a, b) -> Double.compare(a.time(), b.time())).forEach(p -> dataset.add(name, p)));
            return dataset;
        }

        void draw(String name, String title, String unit, Supplier<NumberAxis> axis, String caption, int columns) {
            if (!isEmpty()) {
                draw(name, title, unit, caption, new PanelGrid(palette(List.copyOf(series)), axis,
                        PANEL_HEIGHT, columns), List.of());
            }
        }

        void draw(String name, String title, String unit, String caption, PanelGrid grid, List<DoseMark> marks) {
            panels.keySet().stream().limit(MOST_PANELS).forEach(panel -> grid.add(panel, unit, dataset(panel),
                    Base.FLOOR, marks));
            String rest = panels.size() > MOST_PANELS ? " The other " + (panels.size() - MOST_PANELS)
                    + " panels are in the table only." : "";
            ProbeFigures.this.add(name, title, caption + rest, grid.height(), grid::paint);
        }
    }

    private record Bin(String condition, String level, String cells, Estimate rate, double time_s, double wide_s) {}

    private void histograms() {
        List<Bin> all = folder.rows("psth.csv", List.of("condition", "level", "class", "dermatome", "time_ms",
                "bin_ms", "rate_hz", "ci95_low", "ci95_high", "n"), row -> new Bin(row.text("condition"),
                        row.text("level"), folder.cells(row.text("class"), row.text("dermatome")),
                        ProbeFolder.estimate(row, "rate_hz", "ci95"), row.finite("time_ms") / 1000,
                        row.finite("bin_ms") / 1000));
        if (all.isEmpty()) {
            return;
        }
        boolean oneCondition = folder.conditions().size() == 1;
        List<String> levels = spread(folder.levels(), oneCondition ? MOST_LEVELS : MOST_FIGURES);
        if (oneCondition && levels.size() > 1) {
            histogram("psth", "Peri-stimulus time histogram",
                    all.stream().filter(bin -> levels.contains(bin.level)).toList(), true, levels);
            return;
        }
        for (String level : levels) {
            boolean several = folder.levels().size() > 1;
            histogram(several ? "psth-" + level : "psth",
                    "Peri-stimulus time histogram" + (several ? ", " + shown(level) : ""),
                    all.stream().filter(bin -> bin.level.equals(level)).toList(), false, List.of(level));
        }
    }

    private void histogram(String name, String title, List<Bin> bins, boolean byLevel, List<String> levels) {
        Map<List<String>, List<Bin>> courses = new LinkedHashMap<>();
        bins.forEach(bin -> courses.computeIfAbsent(List.of(bin.cells,
                byLevel ? shown(bin.level) : folder.label(bin.condition)), key -> new ArrayList<>()).add(bin));
        int most = courses.values().stream().mapToInt(List::size).max().orElse(1);
        int merged = (most + MOST_BINS - 1) / MOST_BINS;
        Panels panels = new Panels();
        courses.forEach((key, course) -> merge(course, merged).stream().filter(p -> p.n() > 0).forEach(
                point -> panels.add(key.get(0), key.get(1), point)));
        StimulusCourse stimulus = folder.stimulus(levels.get(levels.size() - 1));
        PanelGrid grid = new PanelGrid(palette(List.copyOf(panels.series)),
                axis(stimulus == null ? "Time (s)" : "Time from stimulus (s)"), PANEL_HEIGHT - 20, WIDE_COLUMNS);
        if (stimulus != null && !stimulus.isPulsed()) {
            double end = bins.stream().filter(bin -> Double.isFinite(bin.rate.mean()))
                    .mapToDouble(bin -> bin.time_s + bin.wide_s).max().orElse(Double.MAX_VALUE);
            CourseDataset given = new CourseDataset();
            for (String level : levels) {
                StimulusCourse course = folder.stimulus(level);
                if (course != null) {
                    course.until(end).forEach(s -> given.add(byLevel ? shown(level) : "stimulus",
                            new CourseDataset.Point(s[0], s[1], Double.NaN, Double.NaN, 0, 0)));
                }
            }
            grid.add("Stimulus", stimulus.unit(), given, Base.DATA, List.of());
        }
        double wide_ms = 1000 * merged * bins.get(0).wide_s;
        String numbers = n(bins.stream().map(bin -> bin.rate.n()).filter(n -> n > 0).toList());
        panels.draw(name, title, "Rate (Hz)", MEANS + numbers + CUT + " Bins of "
                + Numbers.plain(wide_ms, 1) + " ms, shown at their middle"
                + (merged == 1 ? "." : ", " + merged + " of the table in each; the band is then a little too wide.")
                + (stimulus == null ? "" : stimulus.isPulsed() ? " Hairlines: pulses."
                        : " Stimulus: at the middle of the stimulated place; grey ground: it differs from rest"
                                + (byLevel ? " (" + shown(levels.get(levels.size() - 1)) + ")." : ".")),
                grid, stimulus == null ? List.of() : stimulus.marks());
    }

    /** Means of so many neighbouring bins; the mean of their limits is never narrower than the limits of their mean. */
    private static List<CourseDataset.Point> merge(List<Bin> course, int merged) {
        List<CourseDataset.Point> points = new ArrayList<>();
        for (int i = 0; i + merged <= course.size(); i += merged) {
            List<Bin> some = course.subList(i, i + merged);
            points.add(new CourseDataset.Point(some.get(0).time_s + merged * some.get(0).wide_s / 2,
                    some.stream().mapToDouble(b -> b.rate.mean()).average().orElseThrow(),
                    some.stream().mapToDouble(b -> b.rate.low()).average().orElseThrow(),
                    some.stream().mapToDouble(b -> b.rate.high()).average().orElseThrow(), some.get(0).rate.n(), 0));
        }
        return points;
    }

    private void windUp() {
        for (String level : folder.levels()) {
            Panels panels = new Panels();
            List<Integer> numbers = new ArrayList<>();
            Set<String> windows = new LinkedHashSet<>();
            folder.each("windup.csv", List.of("condition", "level", "class", "dermatome", "pulse", "window", "spikes",
                    "ci95_low", "ci95_high", "n"), row -> {
                        if (row.text("level").equals(level)) {
                            Estimate spikes = ProbeFolder.estimate(row, "spikes", "ci95");
                            numbers.add(spikes.n());
                            windows.add(row.text("window"));
                            panels.add(folder.cells(row.text("class"), row.text("dermatome")) + ", "
                                    + row.text("window") + " window", folder.label(row.text("condition")),
                                    spikes.at(row.finite("pulse")));
                        }
                    });
            List<String> bounds = windows.stream().filter(w -> folder.phase(w) != null)
                    .map(w -> w + " " + folder.phase(w).words()).toList();
            boolean several = folder.levels().size() > 1;
            panels.draw(several ? "wind-up-" + level : "wind-up", "Wind-up" + (several ? " at " + shown(level) : ""),
                    "Spikes per cell", axis("Pulse number"), MEANS + n(numbers) + " Spikes within windows of latency"
                            + (bounds.isEmpty() ? "." : ": " + String.join("; ", bounds) + ".") + CUT, WIDE_COLUMNS);
        }
    }

    private record Reflex(String condition, String level, Estimate latency, Estimate intensity, String unit,
            double censored) {}

    private void withdrawal() {
        List<Reflex> all = folder.rows("withdrawal-summary.csv", List.of("condition", "level", "latency_s",
                "latency_ci95_low", "latency_ci95_high", "intensity", "intensity_ci95_low", "intensity_ci95_high",
                "unit", "censored_share", "n"), row -> new Reflex(row.text("condition"), row.text("level"),
                        ProbeFolder.estimate(row, "latency_s", "latency_ci95"),
                        ProbeFolder.estimate(row, "intensity", "intensity_ci95"),
                        ProbeFolder.unit(row.text("unit")), row.number("censored_share")));
        if (all.isEmpty()) {
            return;
        }
        String unit = all.get(0).unit;
        String latency = "Latency (s)";
        String intensity = unit.equals("\u00B0C") ? "Skin temperature (\u00B0C)" : "Intensity (" + unit + ")";
        List<String> censored = all.stream().filter(r -> r.censored > 0).map(r -> folder.label(r.condition)
                + (folder.levels().size() > 1 ? " at " + shown(r.level) : "") + " "
                + Numbers.plain(100 * r.censored, 0) + " %").toList();
        String caption = n(all.stream().map(r -> r.latency.n()).toList())
                + (censored.isEmpty() ? " Every limb was withdrawn."
                        : " Trials without withdrawal count with their whole length in the latency and not in the"
                                + " intensity: " + String.join(", ", censored) + ".");
        if (folder.axis() < 0) {
            IntervalRows rows = new IntervalRows(conditions(), latency);
            all.forEach(r -> rows.add(folder.levels().size() > 1 ? shown(r.level) : "withdrawal",
                    folder.label(r.condition), r.latency));
            add("withdrawal", "Withdrawal", MARKS + caption, rows.height(), rows::paint);
            return;
        }
        LevelAxis axis = levelAxis();
        Panels panels = new Panels();
        for (Reflex r : all) {
            double x = axis.place(folder.x(r.level));
            panels.add("Time to withdrawal", series(r.condition, r.level), r.latency.at(x));
            panels.add("At withdrawal", series(r.condition, r.level), r.intensity.at(x));
        }
        PanelGrid grid = new PanelGrid(palette(List.copyOf(panels.series)), this::levelAxis, 220, WIDE_COLUMNS);
        grid.add("Time to withdrawal", latency, panels.dataset("Time to withdrawal"), Base.FLOOR, List.of());
        grid.add("At withdrawal", intensity, panels.dataset("At withdrawal"), Base.DATA, List.of());
        add("withdrawal", "Withdrawal", MEANS + caption, grid.height(), grid::paint);
    }

    private void responses() {
        Map<String, List<ResponseBars.Bar>> units = new LinkedHashMap<>();
        List<Integer> numbers = new ArrayList<>();
        folder.each("responses.csv", List.of("condition", "level", "class", "dermatome", "unit", "excited",
                "excited_ci95_low", "excited_ci95_high", "inhibited", "inhibited_ci95_low", "inhibited_ci95_high",
                "n"), row -> {
                    numbers.add(row.integer("n"));
                    units.computeIfAbsent(row.text("unit"), unit -> new ArrayList<>()).add(new ResponseBars.Bar(
                            folder.cells(row.text("class"), row.text("dermatome")) + ", "
                                    + folder.label(row.text("condition"))
                                    + (folder.levels().size() > 1 ? ", " + shown(row.text("level")) : ""),
                            ProbeFolder.estimate(row, "excited", "excited_ci95"),
                            ProbeFolder.estimate(row, "inhibited", "inhibited_ci95")));
                });
        units.forEach((unit, bars) -> {
            ResponseBars chart = new ResponseBars(bars);
            boolean cells = unit.equals("cell");
            add("responses-" + unit, cells ? "Responses of single cells" : "Responses of whole classes",
                    (cells ? "Share of cells" : "Share of trials in which the spikes of all cells of a class together")
                            + " whose firing rose or fell by the protocol's criterion; the rest did not change. Lines:"
                            + " 95 % confidence interval over circuits" + n(numbers), chart.height(), chart::paint);
        });
    }
}
