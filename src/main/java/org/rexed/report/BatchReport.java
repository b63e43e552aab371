package org.rexed.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.rexed.report.Html.Attribute;
import org.rexed.report.Html.Tag;

/** The page of a batch: every combination of factors beside the others, with the spread over replicates. */
public final class BatchReport {
    private static final String TABLE = "batch-summary.csv";
    private static final String REPLICATE = "replicate";
    /** A picture of more rows cannot be read. */
    private static final int MOST_ROWS = 40;

    private final Path folder;
    private final Manifest manifest;
    private final List<String> factors = new ArrayList<>();
    private final Set<List<String>> combinations = new LinkedHashSet<>();
    private final Set<String> replicates = new LinkedHashSet<>();
    private final Set<String> seeds = new LinkedHashSet<>();
    private final Map<List<String>, Map<List<String>, Map<Double, DoubleSummaryStatistics>>> readouts =
            new LinkedHashMap<>();

    private BatchReport(Path folder) {
        this.folder = folder;
        manifest = Manifest.read(folder.resolve("manifest.json"));
        Row.each(folder.resolve(TABLE), List.of("run", REPLICATE, "seed", "arm", "assay", "site", "time_min", "mean"),
                this::add);
    }

    /** Whether a folder holds a batch. */
    public static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(TABLE));
    }

    /**
     * Writes {@code report.html} and {@code figures} into the folder of a batch, replacing older ones.
     *
     * @return the page
     * @throws UnreadableRunException if the folder holds no readable batch
     * @throws UncheckedIOException if a file cannot be written
     */
    public static Path write(Path folder) {
        BatchReport report = new BatchReport(folder);
        Manifest m = report.manifest;
        List<Figure> figures = report.figures();
        Html header = ReportSections.header(m, "Batch: " + m.scenario(), new String[][] {{"design", "What was run"},
            {"results", "Results"}, {"figures", "Figures"}, {"repeat", "How to repeat"}, {"settings", "Settings"}});
        return ResultPage.write(folder, "Rexed batch: " + m.scenario(), header, List.of(report.design(),
                report.results(), RunReport.figures(figures), ResultPage.repeat(m), report.settings()), figures);
    }

    private void add(Row row) {
        if (factors.isEmpty() && row.names().indexOf(REPLICATE) > 1) {
            factors.addAll(row.names().subList(1, row.names().indexOf(REPLICATE)));
        }
        List<String> combination = factors.stream().map(row::text).toList();
        combinations.add(combination);
        replicates.add(row.text(REPLICATE));
        seeds.add(row.text("seed"));
        List<String> line = new ArrayList<>(combination);
        line.add(row.text("arm"));
        double mean = row.number("mean");
        if (Double.isFinite(mean)) {
            readouts.computeIfAbsent(List.of(row.text("assay"), row.text("site")), key -> new LinkedHashMap<>())
                    .computeIfAbsent(line, key -> new LinkedHashMap<>())
                    .computeIfAbsent(row.finite("time_min"), time -> new DoubleSummaryStatistics()).accept(mean);
        }
    }

    private Html design() {
        Html section = ReportSections.section("design", "What was run");
        Html facts = Html.of(Tag.DL);
        ReportSections.fact(facts, "Combinations", Integer.toString(combinations.size()));
        ReportSections.fact(facts, "Replicates", Integer.toString(replicates.size()));
        ReportSections.fact(facts, "Subjects in each arm", Long.toString(manifest.subjects()));
        ReportSections.fact(facts, "Subjects", manifest.runs() + " planned, " + manifest.failed() + " failed");
        ReportSections.fact(facts, "Seeds", String.join(", ", seeds));
        ReportSections.fact(facts, "Versions", "Rexed " + manifest.version() + (manifest.java().isEmpty() ? ""
                : ", Java " + manifest.java()));
        ReportSections.fact(facts, "Finished", manifest.finished_utc());
        section.add(facts);
        if (manifest.failed() > 0) {
            section.add(Html.of(Tag.P, manifest.failed() + " of " + manifest.runs() + " subjects failed and are missing"
                    + " below; failed.csv says which and why.").with(Attribute.CLASS, "warning"));
        }
        Html body = Html.of(Tag.TBODY);
        for (int i = 0; i < factors.size(); i++) {
            int place = i;
            Set<String> values = new LinkedHashSet<>();
            combinations.forEach(combination -> values.add(combination.get(place)));
            body.add(Html.of(Tag.TR).add(ReportSections.rowHead(factors.get(i)),
                    ReportSections.cell(String.join("; ", values)).with(Attribute.CLASS, "long")));
        }
        return factors.isEmpty() ? section : section.add(ReportSections.scroll(Html.of(Tag.TABLE).add(
                ReportSections.head(List.of("Factor"), List.of("Values")), body)));
    }

    private TimeScale scale() {
        double latest = readouts.values().stream().flatMap(lines -> lines.values().stream())
                .flatMap(times -> times.keySet().stream()).mapToDouble(Double::doubleValue).max().orElse(0);
        return TimeScale.of(latest);
    }

    private Html results() {
        Html section = ReportSections.section("results", "Results").add(Html.of(Tag.P, "Percent of each subject's own"
                + " baseline: mean of the replicates' means"
                + (replicates.size() > 1 ? ", below it the lowest and highest of them" : "")
                + ". Replicates of a combination differ in their seed; the same seeds serve every combination. All"
                + " numbers are in batch-summary.csv, single readings in batch.csv."));
        if (readouts.isEmpty()) {
            return section.add(Html.of(Tag.P, "There are no readings."));
        }
        TimeScale scale = scale();
        readouts.forEach((readout, lines) -> {
            TreeSet<Double> all = new TreeSet<>();
            lines.values().forEach(times -> all.addAll(times.keySet()));
            List<Double> times = ReportSections.keyTimes(new ArrayList<>(all));
            Html titles = Html.of(Tag.TR);
            factors.forEach(factor -> titles.add(ReportSections.columnHead(List.of(factor))));
            titles.add(ReportSections.columnHead(List.of("Arm")));
            times.forEach(time -> titles.add(ReportSections.columnHead(List.of(scale.words(time), "number"))));
            Html body = Html.of(Tag.TBODY);
            lines.forEach((line, byTime) -> {
                Html row = Html.of(Tag.TR);
                line.forEach(cell -> row.add(ReportSections.cell(cell)));
                times.forEach(time -> row.add(cell(byTime.get(time))));
                body.add(row);
            });
            section.add(Html.of(Tag.H3, String.join(", ", readout)), ReportSections.scroll(Html.of(Tag.TABLE).add(
                    Html.of(Tag.THEAD).add(titles), body)));
        });
        return section;
    }

    private static Html cell(DoubleSummaryStatistics means) {
        if (means == null) {
            return ReportSections.number("\u2013");
        }
        Html cell = ReportSections.number(Numbers.fixed(means.getAverage(), 1));
        return means.getCount() < 2 ? cell : cell.add(Html.of(Tag.SPAN, Numbers.fixed(means.getMin(), 1) + " to "
                + Numbers.fixed(means.getMax(), 1)).with(Attribute.CLASS, "soft"));
    }

    private List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        TimeScale scale = scale();
        Set<String> names = new LinkedHashSet<>();
        readouts.forEach((readout, lines) -> {
            double last = lines.values().stream().flatMap(times -> times.keySet().stream())
                    .mapToDouble(Double::doubleValue).max().orElse(0);
            List<IntervalBars.Line> rows = new ArrayList<>();
            lines.forEach((line, times) -> {
                DoubleSummaryStatistics means = times.get(last);
                if (means != null && rows.size() < MOST_ROWS) {
                    boolean several = means.getCount() > 1;
                    rows.add(new IntervalBars.Line(String.join(", ", line), means.getAverage(),
                            several ? means.getMin() : Double.NaN, several ? means.getMax() : Double.NaN));
                }
            });
            String title = String.join(", ", readout) + " at " + scale.words(last) + ", % of baseline";
            figures.add(new IntervalBars(List.of(new IntervalBars.Panel(title, false, rows)))
                    .figure(ProbeFigures.fileName(names, "batch-" + readout.get(0)), "Combinations at the last reading",
                            "Mean of " + replicates.size() + " replicates of " + manifest.subjects() + " subjects; bars"
                            + " from the lowest to the highest replicate."
                            + (lines.size() > MOST_ROWS ? " Only the first " + MOST_ROWS + " of " + lines.size()
                                    + " rows are drawn." : "")));
        });
        return figures;
    }

    private Html settings() {
        Html section = ReportSections.section("settings", "Settings");
        Path file = folder.resolve("experiment.yaml");
        try {
            String yaml = Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
            return yaml.isEmpty() ? section.add(Html.of(Tag.P, "The experiment was not recorded."))
                    : section.add(Html.of(Tag.P, "The experiment as it was given (experiment.yaml). The numbers of the"
                            + " model are those of this version; rexed schema --parameters shows them with their"
                            + " origins."), Html.of(Tag.DETAILS).add(Html.of(Tag.SUMMARY, "Show "
                            + yaml.lines().count() + " lines"), Html.of(Tag.PRE).add(Html.of(Tag.CODE, yaml))));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
