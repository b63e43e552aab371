package org.rexed.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.rexed.report.Html.Tag;

/** What pages of results have in common: how the folder was made, and figures beside the page. */
final class ResultPage {
    private static final int PNG_SCALE = 2;

    private ResultPage() {}

    /** Writes {@code report.html} and each figure as PNG and SVG into {@code figures}. */
    static Path write(Path folder, String title, Html header, List<Html> parts, List<Figure> figures) {
        Path pictures = folder.resolve("figures");
        Path page = folder.resolve("report.html");
        try {
            if (!figures.isEmpty()) {
                Files.createDirectories(pictures);
            }
            for (Figure figure : figures) {
                Files.write(pictures.resolve(figure.name() + ".png"), FigureFiles.png(figure, PNG_SCALE, true));
                Files.write(pictures.resolve(figure.name() + ".svg"), FigureFiles.svg(figure));
            }
            return Files.writeString(page, RunReport.page(title, header, parts), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder, e);
        }
    }

    /** Where an experiment lies beyond published doses, and every number it used; nothing without tables. */
    static List<Html> provenance(Path folder) {
        return !Files.isRegularFile(folder.resolve("observations.csv")) ? List.of()
            : List.of(Extrapolation.section(Tables.open(folder)),
                ReportSections.parameters(Tables.parameters(folder)));
    }

    /** The numbers that the first of several experiments used. */
    static List<Html> parametersOfFirst(Path folder, List<String> parts, String what) {
        return parts.stream().filter(part -> !Tables.parameters(folder.resolve(part)).isEmpty()).findFirst()
            .map(part -> List.of(ReportSections.parameters(Tables.parameters(folder.resolve(part)))
                .add(Html.of(Tag.P, "These are the numbers that " + what + " " + part + " used; the folder of every "
                    + what + " has its own parameters.csv.")))).orElse(List.of());
    }

    /** The section that says by which command a folder was made. */
    static Html repeat(Manifest manifest) {
        Html section = ReportSections.section("repeat", "How to repeat");
        if (!manifest.command().isEmpty()) {
            section.add(Html.of(Tag.P, "This folder was made with"), Html.of(Tag.PRE).add(Html.of(Tag.CODE,
                manifest.command())));
        }
        return section.add(Html.of(Tag.P, "The same version of Rexed, files and seeds give the same numbers, bit by"
            + " bit,"
            + " on any number of threads. Tables and settings are in the folder beside this page."));
    }
}
