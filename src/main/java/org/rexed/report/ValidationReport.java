package org.rexed.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rexed.report.Html.Attribute;
import org.rexed.report.Html.Tag;

/**
 * The page of a validation, {@code validation.html}: scores of the model and its rivals, fitted and unfitted studies
 * apart, and each study with every published number over what was predicted. It runs no scripts and loads nothing.
 */
public final class ValidationReport {
    private static final String PAGE = "validation.html";

    private final Path folder;
    private final ValidationFile file;
    private final Manifest manifest;

    private ValidationReport(Path folder) {
        this.folder = folder;
        file = ValidationFile.read(folder);
        manifest = Manifest.read(folder.resolve("manifest.json"));
    }

    /** Whether a folder holds a validation. */
    public static boolean isIn(Path folder) {
        return Manifest.isKind(folder.resolve("manifest.json"), "validation");
    }

    /**
     * Writes {@code validation.html} into the folder of a validation, replacing an older one.
     *
     * @return the file
     * @throws UnreadableRunException if the folder holds no readable validation
     * @throws UncheckedIOException if the file cannot be written
     */
    public static Path write(Path folder) {
        Path page = folder.resolve(PAGE);
        try {
            return Files.writeString(page, new ValidationReport(folder).html(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(page.toString(), e);
        }
    }

    private String html() {
        List<Html> parts = new ArrayList<>(List.of(scores(), overview(), reading()));
        Html studies = ReportSections.section("one-by-one", "Studies one by one");
        file.studies().forEach(study -> studies.add(study(study)));
        parts.add(studies);
        parts.add(repeat());
        parts.addAll(ResultPage.parametersOfFirst(folder, file.studies().stream().map(ValidationFile.Study::id)
                .toList(), "study"));
        return RunReport.page("Rexed: validation" + (file.quick() ? " (quick)" : ""), header(), parts);
    }

    private Html header() {
        Html header = ReportSections.header(manifest, "Validation" + (file.quick() ? ": quick version" : ""),
                new String[][] {{"scores", "Scores"}, {"studies", "All studies"}, {"reading", "How to read this"},
                    {"one-by-one", "Studies one by one"}, {"repeat", "How to repeat"}});
        if (file.quick()) {
            header.add(Html.of(Tag.P, "Quick version: two subjects in each arm. It shows that the validation runs. No"
                    + " score on this page is a result.").with(Attribute.CLASS, "notice quick"));
        }
        List<String> changed = file.studies().stream().filter(ValidationFile.Study::changed)
                .map(ValidationFile.Study::id).toList();
        if (!changed.isEmpty()) {
            header.add(Html.of(Tag.P, "Targets changed after the split was laid down on " + file.recorded() + ": "
                    + String.join(", ", changed)).with(Attribute.CLASS, "warning"));
        }
        long open = file.studies().stream().filter(study -> !study.complete()).count();
        if (open > 0) {
            header.add(Html.of(Tag.P, open + " of " + file.studies().size() + " studies have no result, because"
                    + " subjects failed; failed.csv in their folders says which and why.")
                    .with(Attribute.CLASS, "warning"));
        }
        if (manifest.finished_utc().isEmpty()) {
            header.add(Html.of(Tag.P, "The validation has not ended; studies that are still under way are missing.")
                    .with(Attribute.CLASS, "warning"));
        }
        return header;
    }

    private Html scores() {
        Html section = ReportSections.section("scores", "Scores");
        section.add(Html.of(Tag.P, "Studies were dealt out on " + file.recorded() + ", before anything was fitted."
                + " Only the unfitted ones judge the model."));
        for (boolean fitted : new boolean[] {false, true}) {
            Map<String, ValidationFile.Score> scores = fitted ? file.fitted() : file.unfitted();
            section.add(Html.of(Tag.H3, fitted ? "Fitted studies" : "Unfitted studies"));
            if (scores.isEmpty()) {
                section.add(Html.of(Tag.P, "None was run."));
                continue;
            }
            Html body = Html.of(Tag.TBODY);
            scores.forEach((model, s) -> body.add(Html.of(Tag.TR).add(
                    ReportSections.rowHead(file.models().getOrDefault(model, model)),
                    ReportSections.number(s.right() + " of " + s.contrasts()),
                    ReportSections.number(s.nullsRight() + " of " + s.nulls()),
                    ReportSections.number(share(s.coverage()) + " of " + s.points()),
                    ReportSections.number(share(s.coverageBySubjects())),
                    ReportSections.number(share(s.medianError())), ReportSections.number(share(s.rmsError())))));
            section.add(ReportSections.scroll(Html.of(Tag.TABLE).add(ReportSections.head(List.of("Model"),
                    List.of("Direction right", "number"), List.of("No change predicted", "number"),
                    List.of("Inside the 90 % interval", "number"), List.of("the same, subjects alone", "number"),
                    List.of("Median error", "number"), List.of("Root mean square error", "number")), body)));
        }
        return section.add(Html.of(Tag.P, "Goals for the unfitted studies: direction right in at least 90 %, every null"
                + " result predicted, 80 to 97 % of the numbers inside their intervals, median error at most 30 %."));
    }

    private static String share(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.0f %%", 100 * value) : "\u2013";
    }

    private Html overview() {
        Html body = Html.of(Tag.TBODY);
        for (ValidationFile.Study study : file.studies()) {
            body.add(Html.of(Tag.TR).add(Html.of(Tag.TH).with(Attribute.SCOPE, "row").add(
                    Html.link(study.id(), study.id()), Html.of(Tag.SPAN, study.title()).with(Attribute.CLASS, "soft")),
                    ReportSections.cell(study.species()), ReportSections.cell(study.fitted() ? "fitted" : "unfitted"),
                    ReportSections.number(study.complete() ? study.right() + " of " + study.scored() : "no result"),
                    ReportSections.number(study.targets().stream().filter(t -> t.scored() && t.published()
                            && t.covered()).count() + " of " + study.targets().stream()
                                    .filter(t -> t.scored() && t.published()).count())));
        }
        return ReportSections.section("studies", "All studies").add(ReportSections.scroll(
                Html.of(Tag.TABLE).with(Attribute.CLASS, "ledger").add(ReportSections.head(List.of("Study"),
                        List.of("Species"), List.of("Share"), List.of("Directions right", "number"),
                        List.of("Numbers inside", "number")), body)));
    }

    private Html reading() {
        return ReportSections.section("reading", "How to read this").add(
                Html.of(Tag.P, "Each published experiment was simulated with its doses, times and tests. A target is"
                        + " something the publication reports. Its direction is right if the predicted mean lies in"
                        + " the green region: on the published side of no effect, or within the limits of no change."),
                Html.of(Tag.P, "Dark blue: where the means of 90 % of groups of the published size would lie by chance"
                        + " between subjects alone. Pale blue: the same with what laboratories differ by. Line: the"
                        + " mean of all simulated subjects. Diamond: the published number, with its standard error or"
                        + " range. Circles: what the rivals predict."),
                Html.of(Tag.P, "Targets of low confidence were recalled or are ambiguous; they are shown and never"
                        + " scored."));
    }

    private Html study(ValidationFile.Study study) {
        Html title = Html.of(Tag.SUMMARY).add(Html.of(Tag.SPAN, study.id()).with(Attribute.CLASS, "claim-id"),
                Html.of(Tag.SPAN, study.title()).with(Attribute.CLASS, "claim-title"),
                Html.of(Tag.SPAN, study.fitted() ? "fitted" : "unfitted").with(Attribute.CLASS, "badge open"),
                badge(study));
        Html content = Html.of(Tag.DIV).with(Attribute.ID, study.id());
        Html list = Html.of(Tag.DL);
        ReportSections.fact(list, "Publication", study.citation() + (study.doi().isEmpty() ? "" : "; " + study.doi()));
        ReportSections.fact(list, "Laboratory", study.laboratory());
        ReportSections.fact(list, "Left out", study.leftOut());
        ReportSections.fact(list, "Subjects in each arm", Integer.toString(study.subjects()));
        content.add(list);
        study.targets().forEach(target -> content.add(target(target)));
        if (study.complete()) {
            content.addAll(courses(study));
        }
        content.add(Html.of(Tag.P, "Every setting, dose, reading and parameter is in the folder " + study.id()
                + " beside this page.").with(Attribute.CLASS, "soft"));
        return Html.of(Tag.DETAILS).with(Attribute.CLASS, "claim").add(title, content);
    }

    private static Html badge(ValidationFile.Study study) {
        boolean all = study.right() == study.scored();
        return Html.of(Tag.SPAN, study.complete() ? study.right() + " of " + study.scored() + " right" : "no result")
                .with(Attribute.CLASS, "badge " + (!study.complete() ? "open" : all ? "pass" : "fail"));
    }

    private static Html target(ValidationFile.Target t) {
        String unit = t.unit().equals("1") ? "" : " " + t.unit();
        String published = t.published() ? "published " + (t.low() == t.high() ? Numbers.brief(t.observed())
                : Numbers.brief(t.low()) + " to " + Numbers.brief(t.high())) + unit + ", n = " + t.n()
                : t.nullResult() ? "published: no change" : "published: direction only";
        String verdict = !t.scored() ? "low confidence, not scored" : t.directionOk()
                ? t.nullResult() ? "no change: right" : "direction right"
                : t.nullResult() ? "no change: wrong" : "direction wrong";
        return Html.of(Tag.DIV).with(Attribute.CLASS, "measure").add(
                Html.of(Tag.DIV).add(Html.of(Tag.STRONG, t.name()), Html.of(Tag.BR), Html.of(Tag.SPAN, t.statement()),
                        Html.of(Tag.BR), Html.of(Tag.SPAN, published + "; predicted " + (Double.isFinite(t.predicted())
                                ? Numbers.brief(t.predicted()) + unit + " [" + Numbers.brief(t.outer()[0]) + ", "
                                        + Numbers.brief(t.outer()[1]) + "]" : "nothing")), Html.of(Tag.BR),
                        Html.of(Tag.SPAN, verdict + (t.scored() && t.published() ? t.covered()
                                ? "; number inside" : "; number outside" : "")).with(Attribute.CLASS,
                                        t.scored() && (!t.directionOk() || t.published() && !t.covered())
                                                ? "miss" : "soft")),
                new TargetPlot(t).html());
    }

    private List<Html> courses(ValidationFile.Study study) {
        Tables tables = Tables.open(folder.resolve(study.id()));
        List<String> arms = tables.arms();
        Palette palette = Palette.of(arms, tables.referenceArm());
        TimeScale scale = tables.timeScale();
        Map<List<String>, Map<String, List<CourseDataset.Point>>> all = new LinkedHashMap<>();
        for (Tables.Summary row : tables.summary()) {
            all.computeIfAbsent(List.of(row.assay(), row.site()), key -> new LinkedHashMap<>())
                    .computeIfAbsent(row.arm(), arm -> new ArrayList<>()).add(new CourseDataset.Point(
                            scale.of_min(row.time_min()), row.mean(), row.low(), row.high(), row.n(), 0));
        }
        Html panels = Html.of(Tag.DIV).with(Attribute.CLASS, "panels");
        all.forEach((readout, courses) -> panels.add(new CoursePlot(readout.get(0) + ", " + readout.get(1)
                + " (% of baseline)", scale, 100, courses, published(study, readout, scale)).html(palette)));
        if (panels.isEmpty()) {
            return List.of();
        }
        String caption = "Time courses: means of " + study.subjects() + " simulated subjects in each arm; bands are"
                + " 95 % intervals of the mean. Diamonds: published numbers.";
        return List.of(Html.of(Tag.FIGURE).add(panels, CoursePlot.legend(palette, arms),
                Html.of(Tag.FIGCAPTION, caption)));
    }

    private static Map<String, List<CourseDataset.Point>> published(ValidationFile.Study study, List<String> readout,
            TimeScale scale) {
        Map<String, List<CourseDataset.Point>> published = new LinkedHashMap<>();
        for (ValidationFile.Target t : study.targets()) {
            if (t.published() && t.at() != null && readout.equals(List.of(t.at().assay(), t.at().site()))) {
                double half = Double.isFinite(t.error()) ? t.error() : 0;
                published.computeIfAbsent(t.at().arm(), arm -> new ArrayList<>()).add(new CourseDataset.Point(
                        scale.of_min(t.at().time_min()), t.observed(), t.low() - half, t.high() + half, t.n(), 0));
            }
        }
        return published;
    }

    private Html repeat() {
        Html section = ReportSections.section("repeat", "How to repeat");
        if (!manifest.command().isEmpty()) {
            section.add(Html.of(Tag.P, "This validation was made with"), Html.of(Tag.PRE).add(Html.of(Tag.CODE,
                    manifest.command())));
        }
        return section.add(Html.of(Tag.P, "The same version of Rexed, files and seeds give the same numbers, bit by"
                + " bit, on any number of threads. The table validation.csv has a row for each target and model;"
                + " validation.json has everything on this page."));
    }
}
