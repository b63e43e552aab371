package org.rexed.report;

import static org.rexed.report.ResultJson.need;
import static org.rexed.report.ResultJson.number;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rexed.report.Html.Attribute;
import org.rexed.report.Html.Tag;

/** The page of an attribution: what each group of mechanisms contributes to each effect, on average and by subject. */
public final class AttributionReport {
    private static final String RESULT = "attribution.json";

    private final Path folder;
    private final JsonNode root;
    private final List<Figure> figures = new ArrayList<>();

    private AttributionReport(Path folder) {
        this.folder = folder;
        root = ResultJson.read(folder.resolve(RESULT), "attribution", node -> node);
    }

    /** Whether a folder holds an attribution. */
    public static boolean isIn(Path folder) {
        return Manifest.isKind(folder.resolve("manifest.json"), "attribution");
    }

    /**
     * Writes {@code report.html} and {@code figures} into the folder of an attribution, replacing older ones.
     *
     * @return the page
     * @throws UnreadableRunException if the folder holds no readable attribution
     */
    public static Path write(Path folder) {
        AttributionReport report = new AttributionReport(folder);
        List<Html> parts = new ArrayList<>();
        Html shares = ReportSections.section("shares", "Shares");
        report.array(report.root, "effects").forEach(effect -> shares.add(report.effect(effect)));
        parts.add(shares);
        parts.add(RunReport.figures(report.figures));
        parts.add(report.reading());
        Manifest manifest = Manifest.read(folder.resolve("manifest.json"));
        parts.add(ResultPage.repeat(manifest));
        String title = report.text(report.root, "title");
        Html header = ReportSections.header(manifest, title, new String[][] {{"shares", "Shares"},
            {"figures", "Figures"}, {"reading", "How to read this"}, {"repeat", "How to repeat"}});
        return ResultPage.write(folder, "Rexed: " + title, header, parts, report.figures);
    }

    private JsonNode field(JsonNode node, String key) {
        return need(folder.resolve(RESULT), node, key);
    }

    private String text(JsonNode node, String key) {
        return field(node, key).asText();
    }

    private List<JsonNode> array(JsonNode node, String key) {
        List<JsonNode> items = new ArrayList<>();
        field(node, key).forEach(items::add);
        return items;
    }

    private double end(JsonNode node, String key, int end) {
        JsonNode interval = node.get(key);
        return interval == null || interval.isNull() ? Double.NaN : number(interval.get(end));
    }

    private Html effect(JsonNode effect) {
        String title = text(effect, "title");
        List<JsonNode> groups = array(effect, "groups");
        Html body = Html.of(Tag.TBODY);
        List<IntervalBars.Line> lines = new ArrayList<>();
        double[][] contributions = new double[groups.size()][];
        for (int g = 0; g < groups.size(); g++) {
            JsonNode group = groups.get(g);
            String name = text(group, "group");
            body.add(Html.of(Tag.TR).add(ReportSections.rowHead(name),
                ReportSections.number(interval(group, "contribution", 1)),
                ReportSections.number(interval(group, "share", 100) + " %"),
                ReportSections.number(interval(group, "predominates", 100) + " %")));
            lines.add(new IntervalBars.Line(name, number(field(group, "contribution")),
                end(group, "contribution_ci95", 0), end(group, "contribution_ci95", 1)));
            contributions[g] = array(group, "subjects").stream().mapToDouble(s ->
                number(field(s, "contribution"))).toArray();
        }
        String whole = ReportSections.withInterval(number(field(effect, "effect")), end(effect, "effect_ci95", 0),
            end(effect, "effect_ci95", 1));
        int number = figures.size() / 2 + 1;
        figures.add(new IntervalBars(List.of(new IntervalBars.Panel(title, true, lines))).figure("shares-" + number,
            "Contributions to: " + title, "Bars: mean Shapley contribution of each group of mechanisms over "
                + text(effect, "n") + " subjects, with 95 % intervals; together they are the whole effect, " + whole
                + "."));
        figures.add(new SubjectShares(groups.stream().map(group -> text(group, "group")).toList(), contributions)
            .figure("subjects-" + number, "Each subject: " + title, "Contributions of each group in each subject."
                + " What adds to the effect is stacked upwards, what lessens it downwards."));
        int orders = field(effect, "orders").asInt();
        return Html.of(Tag.DIV).add(Html.of(Tag.H3, title), Html.of(Tag.P, "Whole effect of these groups: " + whole
                + (orders == 0 ? "; all combinations were simulated."
                    : "; " + orders + " orders of switching on, drawn by chance.")),
            ReportSections.scroll(Html.of(Tag.TABLE).add(ReportSections.head(List.of("Group"),
                List.of("Contribution [95 % interval]", "number"), List.of("Share of the effect", "number"),
                List.of("Largest in so many subjects", "number")), body)));
    }

    private String interval(JsonNode node, String key, double factor) {
        double mean = factor * number(field(node, key));
        return Double.isFinite(mean) ? String.format(Locale.ROOT, "%.3g [%.3g, %.3g]", mean,
            factor * end(node, key + "_ci95", 0), factor * end(node, key + "_ci95", 1)) : "not determined";
    }

    private Html reading() {
        return ReportSections.section("reading", "How to read this").add(
            Html.of(Tag.P, "The effect is that with all groups of mechanisms less that with none, in the same subjects"
                + " with the same random numbers. A group's contribution is the mean of what it adds over the orders in"
                + " which groups can be switched on (Shapley), so that contributions sum to the effect in every"
                + " subject. A negative one lessens the effect. Where mechanisms need each other, they share what they"
                + " do together in equal parts."),
            Html.of(Tag.P, "Intervals of contributions are Student's t over subjects, of shares bootstraps, of numbers"
                + " of subjects exact. Those of single subjects, in subjects.csv, are Student's t over repeated"
                + " readings.").with(Attribute.CLASS, "soft"));
    }
}
