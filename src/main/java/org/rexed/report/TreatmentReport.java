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

/** The page of a comparison of treatments, or of the forecast of a regimen. */
public final class TreatmentReport {
    private static final String RESULT = "treatment.json";
    private static final double SMALLEST = 5e-4;

    private final Path folder;
    private final JsonNode root;
    private final List<JsonNode> strategies = new ArrayList<>();

    private TreatmentReport(Path folder) {
        this.folder = folder;
        root = ResultJson.read(folder.resolve(RESULT), "treatment", node -> node);
        field(root, "strategies").forEach(strategies::add);
    }

    /** Whether a folder holds a comparison of treatments. */
    public static boolean isIn(Path folder) {
        return Manifest.isKind(folder.resolve("manifest.json"), "treatment");
    }

    /**
     * Writes {@code report.html} and {@code figures} into the folder of a comparison, replacing older ones.
     *
     * @return the page
     * @throws UnreadableRunException if the folder holds no readable comparison
     */
    public static Path write(Path folder) {
        TreatmentReport report = new TreatmentReport(folder);
        List<Figure> figures = List.of(report.figure());
        Manifest manifest = Manifest.read(folder.resolve("manifest.json"));
        String title = report.field(report.root, "title").asText();
        boolean forecast = report.root.has("forecast");
        List<Html> parts = new ArrayList<>();
        List<String[]> links = new ArrayList<>();
        if (forecast) {
            parts.add(report.forecast());
            links.add(new String[] {"forecast", "Forecast"});
        }
        parts.add(report.outcomes());
        links.add(new String[] {"outcomes", "Outcomes"});
        parts.add(RunReport.figures(figures));
        links.add(new String[] {"figures", "Figures"});
        if (report.root.has("search")) {
            parts.add(report.search());
            links.add(new String[] {"search", "Best schedule"});
        }
        parts.add(report.reading());
        links.add(new String[] {"reading", "How to read this"});
        parts.addAll(ResultPage.provenance(folder));
        parts.add(ResultPage.repeat(manifest));
        links.add(new String[] {"repeat", "How to repeat"});
        Html header = ReportSections.header(manifest, title, links.toArray(new String[0][]));
        return ResultPage.write(folder, "Rexed: " + title, header, parts, figures);
    }

    private JsonNode field(JsonNode node, String key) {
        return need(folder.resolve(RESULT), node, key);
    }

    private static double end(JsonNode node, String key, int end) {
        JsonNode interval = node.get(key);
        return interval == null || interval.isNull() ? Double.NaN : number(interval.get(end));
    }

    private String interval(JsonNode node, String key, double factor) {
        double mean = factor * number(field(node, key));
        double low = factor * end(node, key + "_ci95", 0);
        return !Double.isFinite(mean) ? "\u2013" : Double.isFinite(low)
            ? brief(mean) + " [" + brief(low) + ", " + brief(factor * end(node, key + "_ci95", 1)) + "]" : brief(mean);
    }

    /** Three digits; what is smaller than anybody could notice is nothing. */
    private static String brief(double value) {
        return Math.abs(value) < SMALLEST ? "0" : String.format(Locale.ROOT, "%.3g", value);
    }

    private Figure figure() {
        List<IntervalBars.Panel> panels = new ArrayList<>();
        for (JsonNode outcome : field(root, "outcomes")) {
            List<IntervalBars.Line> lines = new ArrayList<>();
            String before = "";
            for (JsonNode strategy : strategies) {
                JsonNode numbers = field(field(strategy, "outcomes"), outcome.get("name").asText());
                JsonNode counted = numbers.get(numbers.has("leavers_back") ? "leavers_back" : "as_planned");
                if (strategy.get("reference").asBoolean()) {
                    before = ", change from " + brief(number(field(field(numbers, "as_planned"), "mean")));
                } else {
                    lines.add(new IntervalBars.Line(field(strategy, "label").asText(),
                        number(field(counted, "change")), end(counted, "change_ci95", 0),
                        end(counted, "change_ci95", 1)));
                }
            }
            panels.add(new IntervalBars.Panel(outcome.get("title").asText() + before + " ("
                + outcome.get("better").asText() + " is better)", true, lines));
        }
        boolean leaving = strategies.get(0).has("completed");
        if (leaving) {
            panels.add(new IntervalBars.Panel("Stay to the end, % of patients (higher is better)", true,
                strategies.stream().map(s -> new IntervalBars.Line(s.get("label").asText(),
                    100 * number(s.get("completed")), 100 * end(s, "completed_ci95", 0),
                    100 * end(s, "completed_ci95", 1))).toList()));
        }
        return new IntervalBars(panels).figure("strategies", "Strategies side by side",
            "Bars: mean changes by each strategy against going on as before, in the same "
                + field(root, "subjects").asText() + " simulated subjects; lines: 95 % intervals of paired changes."
                + (leaving ? " Patients who give up count as if they had gone on as before."
                    : ""));
    }

    private Html outcomes() {
        Html section = ReportSections.section("outcomes", "Outcomes");
        for (JsonNode outcome : field(root, "outcomes")) {
            Html body = Html.of(Tag.TBODY);
            boolean leaving = false;
            for (JsonNode strategy : strategies) {
                JsonNode numbers = field(field(strategy, "outcomes"), outcome.get("name").asText());
                JsonNode planned = field(numbers, "as_planned");
                Html line = Html.of(Tag.TR).add(ReportSections.rowHead(field(strategy, "label").asText()),
                    ReportSections.number(interval(planned, "mean", 1)),
                    ReportSections.number(strategy.get("reference").asBoolean() ? "\u2013"
                        : interval(planned, "change", 1)),
                    ReportSections.number(brief(end(planned, "range90", 0)) + " to "
                        + brief(end(planned, "range90", 1))));
                leaving = numbers.has("leavers_back");
                if (leaving) {
                    line.add(ReportSections.number(interval(numbers.get("leavers_back"), "mean", 1)));
                }
                body.add(line);
            }
            Html heads = Html.of(Tag.TR).add(ReportSections.columnHead(List.of("Strategy")),
                ReportSections.columnHead(List.of("If all stay [95 %]", "number")),
                ReportSections.columnHead(List.of("Change by it [95 %]", "number")),
                ReportSections.columnHead(List.of("Nine of ten patients", "number")));
            if (leaving) {
                heads.add(ReportSections.columnHead(List.of("Leavers as before [95 %]", "number")));
            }
            section.add(Html.of(Tag.H3, outcome.get("title").asText()), ReportSections.scroll(Html.of(Tag.TABLE)
                .add(Html.of(Tag.THEAD).add(heads), body)));
        }
        if (strategies.get(0).has("completed")) {
            Html body = Html.of(Tag.TBODY);
            strategies.forEach(s -> body.add(Html.of(Tag.TR).add(ReportSections.rowHead(s.get("label").asText()),
                ReportSections.number(interval(s, "completed", 100) + " %"))));
            section.add(Html.of(Tag.H3, "Stay to the end"), ReportSections.scroll(Html.of(Tag.TABLE).add(
                ReportSections.head(List.of("Strategy"), List.of("Patients [95 %]", "number")), body)));
        }
        return section;
    }

    private Html search() {
        JsonNode search = field(root, "search");
        Html body = Html.of(Tag.TBODY);
        field(search, "parameters").forEach(p -> body.add(Html.of(Tag.TR).add(
            ReportSections.rowHead(field(p, "path").asText()),
            ReportSections.number(Numbers.brief(number(field(p, "start"))) + " " + p.get("unit").asText()),
            ReportSections.number(Numbers.brief(number(field(p, "best"))) + " " + p.get("unit").asText()),
            ReportSections.number(Numbers.brief(number(p.get("from"))) + " to "
                + Numbers.brief(number(p.get("to")))))));
        return ReportSections.section("search", "Best schedule").add(ReportSections.scroll(Html.of(Tag.TABLE).add(
            ReportSections.head(List.of("Field"), List.of("Start", "number"), List.of("Best found", "number"),
                List.of("Limits", "number")), body)),
            Html.of(Tag.P, field(search, "schedules").asText() + " schedules were tried (covariance matrix adaptation)."
                + " In " + field(search, "judged_by").asText() + " subjects who were not part of the search, the"
                + " cost of"
                + " the best less that of the start is " + interval(search, "gain", 1) + "."
                + " An interval that includes 0 means that nothing better than the start was shown."));
    }

    private Html forecast() {
        JsonNode forecast = field(root, "forecast");
        Html section = ReportSections.section("forecast", "Forecast").add(Html.of(Tag.P,
            "For teaching and research only: this is no medical advice, and no decision about a person may rest on"
                + " it. The"
                + " person is virtual; what a real person feels may differ by more than any interval here says.")
                .with(Attribute.CLASS, "warning"));
        field(forecast, "sentences").forEach(sentence -> section.add(Html.of(Tag.P, sentence.asText())));
        Html list = Html.of(Tag.UL);
        field(forecast, "assumptions").forEach(text -> list.add(Html.of(Tag.LI, text.asText())));
        return section.add(Html.of(Tag.H3, "Assumptions"), list);
    }

    private Html reading() {
        return ReportSections.section("reading", "How to read this").add(Html.of(Tag.P, "Each strategy is an arm of the"
            + " same subjects. Changes are taken subject by subject against going on as before, so chance between"
            + " subjects falls out; intervals are Student's t, of shares exact. They express chance between subjects,"
            + " not doubt about the model. Nine of ten patients: from the 5th to the 95th percentile."));
    }
}
