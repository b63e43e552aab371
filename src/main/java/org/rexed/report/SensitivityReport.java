package org.rexed.report;

import static org.rexed.report.ResultJson.need;
import static org.rexed.report.ResultJson.number;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.rexed.report.Html.Tag;

/** The page of a sensitivity analysis: which parameters matter for which outcome, over the floor of noise. */
public final class SensitivityReport {
    private static final String RESULT = "sensitivity.json";

    private final Path folder;
    private final JsonNode root;
    private final boolean morris;

    private SensitivityReport(Path folder) {
        this.folder = folder;
        root = ResultJson.read(folder.resolve(RESULT), "sensitivity analysis", node -> node);
        morris = field(root, "method").asText().equals("morris");
    }

    /** Whether a folder holds a sensitivity analysis. */
    public static boolean isIn(Path folder) {
        return Manifest.isKind(folder.resolve("manifest.json"), "sensitivity");
    }

    /**
     * Writes {@code report.html} and {@code figures} into the folder of an analysis, replacing older ones.
     *
     * @return the page
     * @throws UnreadableRunException if the folder holds no readable analysis
     */
    public static Path write(Path folder) {
        SensitivityReport report = new SensitivityReport(folder);
        Manifest manifest = Manifest.read(folder.resolve("manifest.json"));
        String title = report.field(report.root, "title").asText();
        List<Figure> figures = report.figures();
        Html header = ReportSections.header(manifest, title, new String[][] {{"indices", "Indices"},
            {"figures", "Figures"}, {"reading", "How to read this"}, {"repeat", "How to repeat"}});
        return ResultPage.write(folder, "Rexed: " + title, header, List.of(report.indices(),
            RunReport.figures(figures), report.reading(), ResultPage.repeat(manifest)), figures);
    }

    private JsonNode field(JsonNode node, String key) {
        return need(folder.resolve(RESULT), node, key);
    }

    private String main() {
        return morris ? "mean_absolute" : "total";
    }

    /** Parameters from the one that matters most. */
    private List<JsonNode> sorted(JsonNode outcome) {
        List<JsonNode> parameters = new ArrayList<>();
        field(outcome, "parameters").forEach(parameters::add);
        parameters.sort(Comparator.comparingDouble((JsonNode p) -> number(field(p, main()))).reversed());
        return parameters;
    }

    private static double end(JsonNode node, String key, int end) {
        JsonNode interval = node.get(key + "_ci95");
        return interval == null || interval.isNull() ? Double.NaN : number(interval.get(end));
    }

    private static String interval(JsonNode node, String key) {
        return String.format(Locale.ROOT, "%.3g [%.3g, %.3g]", number(node.get(key)), end(node, key, 0),
            end(node, key, 1));
    }

    private List<Figure> figures() {
        List<IntervalBars.Panel> panels = new ArrayList<>();
        for (JsonNode outcome : field(root, "outcomes")) {
            List<IntervalBars.Line> lines = new ArrayList<>();
            for (JsonNode p : sorted(outcome)) {
                String path = field(p, "path").asText();
                lines.add(new IntervalBars.Line(path.substring(path.indexOf(':') + 1), number(p.get(main())),
                    end(p, main(), 0), end(p, main(), 1)));
            }
            panels.add(new IntervalBars.Panel(field(outcome, "title").asText(), true, lines));
        }
        return List.of(new IntervalBars(panels).figure("indices", morris ? "Mean absolute elementary effects"
            : "Total Sobol indices", (morris ? "Mean of absolute effects over the range of each parameter, in the"
                + " unit of"
                + " the outcome" : "Share of the variance that would be left if all other parameters were known")
                + "; lines: 95 % bootstrap intervals. What the dummy seems to do is noise."));
    }

    private Html indices() {
        Html section = ReportSections.section("indices", "Indices");
        int failed = field(root, "failed").asInt();
        if (failed > 0) {
            section.add(Html.of(Tag.P, failed + " of " + field(root, "points").asText() + " points failed; there are no"
                + " indices until they are repeated with --resume.").with(Html.Attribute.CLASS, "warning"));
        }
        List<String> keys = morris ? List.of("mean_absolute", "mean", "spread") : List.of("first", "total");
        for (JsonNode outcome : field(root, "outcomes")) {
            Html body = Html.of(Tag.TBODY);
            for (JsonNode p : sorted(outcome)) {
                Html line = Html.of(Tag.TR).add(ReportSections.rowHead(field(p, "path").asText()));
                keys.forEach(key -> line.add(ReportSections.number(interval(p, key))));
                body.add(line);
            }
            Html heads = Html.of(Tag.TR).add(ReportSections.columnHead(List.of("Parameter")));
            keys.forEach(key -> heads.add(ReportSections.columnHead(List.of(switch (key) {
                case "mean_absolute" -> "Mean absolute effect [95 %]";
                case "mean" -> "Mean effect [95 %]";
                case "spread" -> "Spread of effects [95 %]";
                case "first" -> "First order [95 %]";
                default -> "Total [95 %]";
            }, "number"))));
            double noise = number(field(outcome, "noise_sd"));
            section.add(Html.of(Tag.H3, field(outcome, "title").asText()));
            if (Double.isFinite(noise)) {
                section.add(Html.of(Tag.P, "Noise of replicates: standard error " + Numbers.brief(noise)
                    + " at each point."));
            }
            section.add(ReportSections.scroll(Html.of(Tag.TABLE).add(Html.of(Tag.THEAD).add(heads), body)));
        }
        return section;
    }

    private Html reading() {
        return ReportSections.section("reading", "How to read this").add(Html.of(Tag.P, morris
            ? "Every parameter moves once in each of many walks through its range; an elementary effect is what the"
                + " outcome"
                + " changes for a step over the whole range. The mean of absolute effects ranks parameters; a large"
                + " spread"
                + " tells of interactions or curvature."
            : "Indices are shares of the variance of the outcome when all parameters vary over their ranges: first"
                + " order,"
                + " what a parameter explains alone; total, with all its interactions."),
            Html.of(Tag.P, "The dummy is a parameter that does nothing. An index whose interval overlaps that of the"
                + " dummy"
                + " is not told from noise. Ranges decide what matters: they are those of the file."));
    }
}
