package org.rexed.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rexed.report.Html.Attribute;
import org.rexed.report.Html.Tag;

/**
 * The page of a claims ledger, {@code claims.html}: a table of all claims, and each with its statement, experiment,
 * measures, controls and time courses. It needs nothing else, runs no scripts and loads nothing.
 */
public final class ClaimsReport {
    private static final String PAGE = "claims.html";
    /** A plot of more lines shows none of them. */
    private static final int MOST_LINES = 8;

    private final Path folder;
    private final ClaimsFile file;
    private final Manifest manifest;

    private ClaimsReport(Path folder) {
        this.folder = folder;
        file = ClaimsFile.read(folder);
        manifest = Manifest.read(folder.resolve("manifest.json"));
    }

    /** Whether a folder holds a ledger. */
    public static boolean isIn(Path folder) {
        return Manifest.isKind(folder.resolve("manifest.json"), "claims");
    }

    /**
     * Writes {@code claims.html} into the folder of a ledger, replacing an older one.
     *
     * @return the file
     * @throws UnreadableRunException if the folder holds no readable ledger
     * @throws UncheckedIOException if the file cannot be written
     */
    public static Path write(Path folder) {
        Path page = folder.resolve(PAGE);
        try {
            return Files.writeString(page, new ClaimsReport(folder).html(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(page.toString(), e);
        }
    }

    private String html() {
        List<Html> parts = new ArrayList<>(List.of(overview(), reading()));
        Html claims = ReportSections.section("one-by-one", "Claims one by one");
        file.claims().forEach(claim -> claims.add(claim(claim)));
        parts.add(claims);
        parts.add(repeat());
        parts.add(Html.of(Tag.SECTION).add(Html.of(Tag.H2, "Where the model extrapolates"),
                Html.of(Tag.P, Extrapolation.RULE + " Each claim names what lies beyond.")));
        parts.addAll(ResultPage.parametersOfFirst(folder, file.claims().stream().map(ClaimsFile.Claim::id).toList(),
                "claim"));
        return RunReport.page("Rexed: claims ledger" + (file.quick() ? " (quick)" : ""), header(), parts);
    }

    private Html header() {
        Html header = ReportSections.header(manifest, "Claims ledger" + (file.quick() ? ": quick version" : ""),
                new String[][] {{"claims", "All claims"}, {"reading", "How to read this"},
                    {"one-by-one", "Claims one by one"}, {"repeat", "How to repeat"},
                    {"parameters", "Parameters"}});
        if (file.quick()) {
            header.add(Html.of(Tag.P, "Quick version: a few subjects in each arm. It shows that the ledger runs. No"
                    + " verdict on this page is a result.").with(Attribute.CLASS, "notice quick"));
        }
        long open = file.claims().stream().filter(claim -> claim.verdict().equals("not-run")).count();
        if (open > 0) {
            header.add(Html.of(Tag.P, open + " of " + file.claims().size() + " claims have no result, because subjects"
                    + " failed; failed.csv in their folders says which and why.").with(Attribute.CLASS, "warning"));
        }
        if (manifest.finished_utc().isEmpty()) {
            header.add(Html.of(Tag.P, "The ledger has not ended; claims that are still under way are missing.")
                    .with(Attribute.CLASS, "warning"));
        }
        return header;
    }

    private Html overview() {
        Html body = Html.of(Tag.TBODY);
        for (ClaimsFile.Claim claim : file.claims()) {
            Html line = Html.of(Tag.TR).add(Html.of(Tag.TH).with(Attribute.SCOPE, "row")
                    .add(Html.link(claim.id(), claim.id() + " " + claim.title())));
            if (claim.measures().isEmpty()) {
                line.add(ReportSections.cell("no result").with(Attribute.COLSPAN, "3"));
            } else {
                ClaimsFile.Finding main = claim.measures().get(0);
                line.add(ReportSections.cell(main.measure()).add(Html.of(Tag.SPAN, "must be " + main.rule())
                        .with(Attribute.CLASS, "soft")).with(Attribute.CLASS, "long"),
                        ReportSections.number(main.interval()),
                        Html.of(Tag.TD).add(new ForestPlot(main, true).add("", main).html(150)));
            }
            line.add(ReportSections.cell(controls(claim)), Html.of(Tag.TD).add(badge(claim.verdict())));
            body.add(line);
        }
        long held = file.claims().stream().filter(claim -> claim.verdict().equals("pass")).count();
        return ReportSections.section("claims", "All claims").add(
                Html.of(Tag.P, held + " of " + file.claims().size() + " claims hold"
                        + (file.quick() ? " (quick version, provisional)." : ".")),
                ReportSections.scroll(Html.of(Tag.TABLE).with(Attribute.CLASS, "ledger").add(
                        ReportSections.head(List.of("Claim"), List.of("Main measure"),
                                List.of("Effect [95 % interval]", "number"), List.of("Where it must lie"),
                                List.of("Controls"), List.of("Verdict")), body)));
    }

    private static String controls(ClaimsFile.Claim claim) {
        if (claim.controls().isEmpty()) {
            return "\u2013";
        }
        long broken = claim.controls().stream().filter(ClaimsFile.Control::broken).count();
        return claim.controls().size() == 1 ? broken == 1 ? "breaks it" : "does not break it"
                : broken + " of " + claim.controls().size() + " break it";
    }

    private Html badge(String verdict) {
        String word = switch (verdict) {
            case "pass" -> "holds";
            case "fail" -> "does not hold";
            default -> "no result";
        };
        return Html.of(Tag.SPAN, word + (file.quick() ? " (quick)" : "")).with(Attribute.CLASS, "badge "
                + (verdict.equals("pass") ? "pass" : verdict.equals("fail") ? "fail" : "open"));
    }

    private Html reading() {
        return ReportSections.section("reading", "How to read this").add(
                Html.of(Tag.P, "A claim is a statement of the literature with an experiment that would show it."
                        + " Subjects of equal number are the same in every arm, so differences are taken subject by"
                        + " subject. A claim holds if the 95 % interval of every judged measure lies entirely in the"
                        + " shaded region, and every control moves the measures it names out of it. An interval that"
                        + " reaches over the edge does not hold, so it takes many subjects to pass, and few to fail."),
                Html.of(Tag.P, "Intervals of means and differences are Student's t over subjects; of ratios and fitted"
                        + " doses, bootstraps over subjects (2,000 resamples); of shares of subjects, exact (Clopper"
                        + " and Pearson); of correlations, Fisher's. They express chance between subjects, not doubt"
                        + " about the model."));
    }

    private Html claim(ClaimsFile.Claim claim) {
        Html title = Html.of(Tag.SUMMARY).add(Html.of(Tag.SPAN, claim.id()).with(Attribute.CLASS, "claim-id"),
                Html.of(Tag.SPAN, claim.title()).with(Attribute.CLASS, "claim-title"), badge(claim.verdict()));
        Html content = Html.of(Tag.DIV).with(Attribute.ID, claim.id());
        content.add(Html.of(Tag.P, claim.statement()).with(Attribute.CLASS, "statement"));
        if (!claim.measures().isEmpty()) {
            content.add(Html.of(Tag.H3, "Measures"));
            content.add(legendOfPlots(claim));
            for (int i = 0; i < claim.measures().size(); i++) {
                content.add(measure(claim, i));
            }
        }
        if (!claim.controls().isEmpty()) {
            content.add(Html.of(Tag.H3, claim.controls().size() == 1 ? "Control" : "Controls"), controlTable(claim));
        }
        told(content, "What was examined", claim.examined());
        told(content, "Note", claim.note());
        content.add(Html.of(Tag.H3, "Experiment"));
        Path runs = folder.resolve(claim.id());
        Tables tables = Tables.open(runs);
        content.add(experiment(claim, tables));
        content.addAll(figure(claim, tables));
        List<String> beyond = Extrapolation.warnings(tables);
        if (beyond != null && !beyond.isEmpty()) {
            Html list = Html.of(Tag.UL);
            beyond.forEach(warning -> list.add(Html.of(Tag.LI, warning)));
            content.add(Html.of(Tag.H3, "Beyond published doses"), list);
        }
        Html details = Html.of(Tag.DETAILS).with(Attribute.CLASS, "claim").add(title, content);
        return claim.verdict().equals("pass") ? details : details.with(Attribute.OPEN, "");
    }

    private static void told(Html content, String title, String text) {
        if (!text.isEmpty()) {
            content.add(Html.of(Tag.H3, title), Html.of(Tag.P, text));
        }
    }

    private static Html legendOfPlots(ClaimsFile.Claim claim) {
        return Html.of(Tag.P, "Square: the experiment." + (claim.controls().isEmpty() ? ""
                : " Circle: under a control, which must leave the shaded region.")
                + " Lines: 95 % intervals. Shaded: where the interval must lie.").with(Attribute.CLASS, "soft");
    }

    private static Html measure(ClaimsFile.Claim claim, int number) {
        ClaimsFile.Finding finding = claim.measures().get(number);
        ForestPlot plot = new ForestPlot(finding, false).add("experiment", finding);
        for (int c = 0; c < claim.controls().size(); c++) {
            for (ClaimsFile.Finding each : claim.controls().get(c).measures()) {
                if (each.number() == number) {
                    plot.add(claim.controls().size() == 1 ? "control" : "control " + (c + 1), each);
                }
            }
        }
        String verdict = !finding.judged() ? "reported, not judged" : finding.holds() ? "holds" : "does not hold";
        return Html.of(Tag.DIV).with(Attribute.CLASS, "measure").add(
                Html.of(Tag.DIV).add(
                        Html.of(Tag.STRONG, (number + 1) + ". " + finding.measure()), Html.of(Tag.BR),
                        Html.of(Tag.SPAN, finding.interval() + ", n = " + finding.n()), Html.of(Tag.BR),
                        Html.of(Tag.SPAN, (finding.judged() ? "must be " + finding.rule() + ": " : "") + verdict)
                                .with(Attribute.CLASS, finding.judged() && !finding.holds() ? "miss" : "soft")),
                plot.html(400));
    }

    private static Html controlTable(ClaimsFile.Claim claim) {
        Html body = Html.of(Tag.TBODY);
        for (ClaimsFile.Control control : claim.controls()) {
            Html changes = Html.of(Tag.TD);
            control.set().forEach((path, value) ->
                    changes.add(Html.of(Tag.CODE, path + ": " + value), Html.of(Tag.BR)));
            Html found = Html.of(Tag.TD);
            control.measures().forEach(f -> found.add(Html.of(Tag.SPAN, (f.number() + 1) + ". " + f.interval()
                    + " (must not be " + f.rule() + ")"), Html.of(Tag.BR)));
            body.add(Html.of(Tag.TR).add(ReportSections.rowHead(control.title()), changes, found, Html.of(Tag.TD,
                    control.broken() ? "breaks the claim" : "does not break the claim").with(Attribute.CLASS,
                            control.broken() ? "" : "miss")));
        }
        return ReportSections.scroll(Html.of(Tag.TABLE).add(ReportSections.head(List.of("Control"),
                List.of("Changes"), List.of("Measures under the control"), List.of("Outcome")), body));
    }

    private Html experiment(ClaimsFile.Claim claim, Tables tables) {
        Html list = Html.of(Tag.DL);
        ReportSections.fact(list, "Scenario", claim.scenario());
        ReportSections.fact(list, "Description", claim.description());
        ReportSections.fact(list, "Subjects in each arm", claim.subjects() + (file.quick() ? " (quick version)" : ""));
        ReportSections.fact(list, "Seed", claim.seed());
        ReportSections sections = new ReportSections(tables);
        List<String> shown = claim.arms().stream().filter(arm -> !arm.contains(" ")).toList();
        Html body = Html.of(Tag.TBODY);
        shown.forEach(arm -> body.add(Html.of(Tag.TR).add(ReportSections.rowHead(arm),
                ReportSections.cell(sections.eventsInWords(arm)).with(Attribute.CLASS, "long"))));
        Html table = Html.of(Tag.TABLE).add(ReportSections.head(List.of("Arm"),
                List.of("Given (amounts of the first subject)")), body);
        Html part = Html.of(Tag.DIV).add(list, ReportSections.scroll(table));
        int variants = claim.arms().size() - shown.size();
        if (variants > 0) {
            part.add(Html.of(Tag.P, "And " + variants + (variants == 1 ? " more arm" : " more arms")
                    + " with groups of mechanisms switched off, for the shares of the effect.")
                    .with(Attribute.CLASS, "soft"));
        }
        return part.add(Html.of(Tag.P, "Every setting, dose, reading and parameter is in the folder " + claim.id()
                + " beside this page.").with(Attribute.CLASS, "soft"));
    }

    private static List<Html> figure(ClaimsFile.Claim claim, Tables tables) {
        List<String> arms = claim.arms().stream().filter(arm -> !arm.contains(" ")).limit(MOST_LINES).toList();
        Palette palette = Palette.of(arms, tables.referenceArm());
        TimeScale scale = tables.timeScale();
        Html panels = Html.of(Tag.DIV).with(Attribute.CLASS, "panels");
        for (List<String> readout : claim.readouts()) {
            Map<String, List<CourseDataset.Point>> courses = new LinkedHashMap<>();
            for (Tables.Summary row : tables.summary()) {
                if (arms.contains(row.arm()) && List.of(row.assay(), row.site()).equals(readout)) {
                    courses.computeIfAbsent(row.arm(), arm -> new ArrayList<>()).add(new CourseDataset.Point(
                            scale.of_min(row.time_min()), row.mean(), row.low(), row.high(), row.n(), 0));
                }
            }
            add(panels, courses, readout.get(0) + ", " + readout.get(1) + " (% of baseline)", 100, scale, palette);
        }
        StateCourses states = StateCourses.read(tables, scale,
                v -> claim.states().contains(List.of(v.entity(), v.name())));
        for (StateCourses.Variable variable : states.variables()) {
            Map<String, List<CourseDataset.Point>> courses = new LinkedHashMap<>();
            CourseDataset dataset = states.dataset(variable, arms, false);
            arms.stream().filter(arm -> !dataset.points(arm).isEmpty())
                    .forEach(arm -> courses.put(arm, dataset.points(arm)));
            String unit = states.unit(variable);
            add(panels, courses, variable.entity() + " " + variable.name().replace('_', ' ')
                    + (unit.isEmpty() || unit.equals("1") ? "" : " (" + unit + ")"), Double.NaN, scale, palette);
        }
        if (panels.isEmpty()) {
            return List.of();
        }
        return List.of(Html.of(Tag.FIGURE).add(panels, CoursePlot.legend(palette, arms), Html.of(Tag.FIGCAPTION,
                "Time courses of what was measured: means of " + claim.subjects() + " subjects in each arm; bands are"
                + " 95 % intervals of the mean.")));
    }

    private static void add(Html panels, Map<String, List<CourseDataset.Point>> courses, String title,
            double reference, TimeScale scale, Palette palette) {
        if (!courses.isEmpty()) {
            panels.add(new CoursePlot(title, scale, reference, courses).html(palette));
        }
    }

    private Html repeat() {
        Html section = ReportSections.section("repeat", "How to repeat");
        if (!manifest.command().isEmpty()) {
            section.add(Html.of(Tag.P, "This ledger was made with"), Html.of(Tag.PRE).add(Html.of(Tag.CODE,
                    manifest.command())));
        }
        return section.add(Html.of(Tag.P, "The same version of Rexed, files and seeds give the same numbers, bit by"
                + " bit, on any number of threads. The table claims.csv has a row for each measure and control;"
                + " claims.json has everything on this page."));
    }
}
