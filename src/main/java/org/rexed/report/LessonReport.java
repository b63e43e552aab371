package org.rexed.report;

import static org.rexed.report.ResultJson.need;
import static org.rexed.report.ResultJson.number;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rexed.report.Html.Attribute;
import org.rexed.report.Html.Tag;

/** The page of a lesson: questions beside the figures of its run; for a teacher answers, notes and what was seen. */
public final class LessonReport {
    private static final String FILE = "lesson.json";

    private final Path folder;
    private final Path file;
    private final JsonNode lesson;
    private final boolean teacher;

    private LessonReport(Path folder, JsonNode lesson) {
        this.folder = folder;
        this.lesson = lesson;
        file = folder.resolve(FILE);
        teacher = need(file, lesson, "teacher").asBoolean();
    }

    /** Whether a folder holds the run of a lesson. */
    public static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE));
    }

    /**
     * Writes figures and {@code report.html} into the folder of a lesson, replacing older ones.
     *
     * @return the page
     * @throws UnreadableRunException if a table is missing or damaged
     * @throws UncheckedIOException if a file cannot be written
     */
    public static Path write(Path folder) {
        LessonReport report = ResultJson.read(folder.resolve(FILE), "lesson", root -> new LessonReport(folder, root));
        boolean protocol = ProbeFigures.areIn(folder);
        if (protocol) {
            ProbeFigures.write(folder);
        } else {
            RunFigures.write(folder);
        }
        Path page = folder.resolve("report.html");
        try {
            return Files.writeString(page, protocol ? report.ofProtocol() : report.ofRun(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(page.toString(), e);
        }
    }

    private String ofRun() {
        Tables tables = Tables.open(folder);
        ReportSections sections = new ReportSections(tables);
        return page(tables.manifest(), RunFigures.of(tables), List.of(sections.results(), sections.design(),
                Extrapolation.section(tables), sections.repeat(), sections.settings(), sections.parameters()));
    }

    private String ofProtocol() {
        ProbeFolder probe = ProbeFolder.open(folder);
        ProbeSections sections = new ProbeSections(probe);
        return page(probe.manifest(), ProbeFigures.of(probe), List.of(sections.results(), sections.design(),
                sections.repeat(), sections.protocol(), ReportSections.parameters(Tables.parameters(folder))));
    }

    private String page(Manifest manifest, List<Figure> figures, List<Html> rest) {
        String title = text(lesson, "title");
        List<String[]> links = new ArrayList<>(List.of(new String[] {"goals", "Goals"},
                new String[] {"questions", "Questions"}));
        List<Html> parts = new ArrayList<>(List.of(goals()));
        List<Figure> others = new ArrayList<>(figures);
        parts.add(questions(figures, others));
        if (teacher) {
            links.add(new String[] {"seen", "What was seen"});
            links.add(new String[] {"notes", "Notes for the teacher"});
            parts.add(seen());
            parts.add(paragraphs(ReportSections.section("notes", "Notes for the teacher"), text(lesson, "notes")));
        }
        if (!others.isEmpty()) {
            links.add(new String[] {"figures", "More figures"});
            parts.add(RunReport.figures(others));
        }
        links.add(new String[] {"results", "Tables"});
        if (!ProbeFigures.areIn(folder)) {
            links.add(new String[] {"extrapolation", "Extrapolation"});
        }
        links.add(new String[] {"repeat", "How to repeat"});
        links.add(new String[] {"parameters", "Parameters"});
        parts.addAll(rest);
        return RunReport.page("Rexed lesson: " + title,
                ReportSections.header(manifest, title, links.toArray(new String[0][])), parts);
    }

    private Html goals() {
        Html list = Html.of(Tag.UL);
        need(file, lesson, "goals").forEach(goal -> list.add(Html.of(Tag.LI, goal.asText())));
        return paragraphs(ReportSections.section("goals", "Goals").add(list,
                Html.of(Tag.P, text(lesson, "minutes") + " minutes. Write your predictions down before you read on.")
                        .with(Attribute.CLASS, "soft")), text(lesson, "background"));
    }

    /** Questions beside their figures; those that follow each other and look at one figure stand beside it together. */
    private Html questions(List<Figure> figures, List<Figure> others) {
        Html section = ReportSections.section("questions", "Questions");
        int room = RunReport.MOST_PICTURE_BYTES;
        int number = 1;
        String last = "";
        Html words = null;
        for (JsonNode question : need(file, lesson, "questions")) {
            String wanted = text(question, "figure");
            if (words == null || wanted.isEmpty() || !wanted.equals(last)) {
                words = Html.of(Tag.DIV);
                Html beside = Html.of(Tag.DIV).with(Attribute.CLASS, "beside");
                Figure figure = figures.stream().filter(each -> each.name().equals(wanted)).findFirst().orElse(null);
                if (figure != null && others.remove(figure)) {
                    RunReport.Picture picture = RunReport.Picture.of(figure, room);
                    room -= picture.bytes();
                    beside.add(picture.block("To question " + number));
                } else if (figure != null) {
                    step(words, "Figure", "as above: " + figure.title());
                }
                section.add(beside.add(words));
            }
            words.add(question(question, number));
            last = wanted;
            number++;
        }
        return section;
    }

    private Html question(JsonNode question, int number) {
        Html words = Html.of(Tag.DIV).with(Attribute.CLASS, "question").add(Html.of(Tag.H3, "Question " + number));
        step(words, "Predict", text(question, "predict"));
        step(words, "Look", text(question, "look"));
        step(words, "Explain", text(question, "explain"));
        return !teacher ? words : words.add(Html.of(Tag.P).with(Attribute.CLASS, "answer").add(
                Html.of(Tag.STRONG, "Answer ")).text(text(question, "answer")));
    }

    private static void step(Html words, String name, String text) {
        words.add(Html.of(Tag.P).add(Html.of(Tag.STRONG, name + " ")).text(text));
    }

    private Html seen() {
        Html body = Html.of(Tag.TBODY);
        for (JsonNode each : need(file, lesson, "expected")) {
            boolean holds = need(file, each, "holds").asBoolean();
            JsonNode ends = need(file, each, "found_ci95");
            double value = number(need(file, each, "found"));
            String found = !Double.isFinite(value) ? "not determined" : Numbers.brief(value)
                    + (ends.path(0).isNumber() ? " [" + Numbers.brief(number(ends.path(0))) + ", "
                            + Numbers.brief(number(ends.path(1))) + "]" : "");
            body.add(Html.of(Tag.TR).add(ReportSections.rowHead(text(each, "title")), ReportSections.number(found),
                    ReportSections.cell(text(each, "rule")), ReportSections.number(text(each, "n")),
                    Html.of(Tag.TD).add(Html.of(Tag.SPAN, holds ? "seen" : "not seen")
                            .with(Attribute.CLASS, holds ? "badge pass" : "badge fail"))));
        }
        return ReportSections.section("seen", "What was seen").add(Html.of(Tag.P, "What this lesson is about, as the"
                + " program checks it: the whole 95 % interval must lie where the third column says."),
                ReportSections.scroll(Html.of(Tag.TABLE).add(ReportSections.head(List.of("What"),
                        List.of("Found [95 %]", "number"), List.of("Must be"), List.of("n", "number"), List.of("")),
                        body)));
    }

    private static Html paragraphs(Html section, String text) {
        for (String paragraph : text.split("\n\\s*\n|\n")) {
            if (!paragraph.isBlank()) {
                section.add(Html.of(Tag.P, paragraph.strip()));
            }
        }
        return section;
    }

    private String text(JsonNode node, String key) {
        return need(file, node, key).asText();
    }
}
