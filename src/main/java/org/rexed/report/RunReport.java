package org.rexed.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The report of a run as one HTML file that needs nothing else: figures are inside it, it runs no scripts and loads
 * nothing. Equal run folders give equal reports.
 */
public final class RunReport {
    /** Pictures beyond this stay in the folder and are only named, so that the file can be mailed. */
    static final int MOST_PICTURE_BYTES = 9_000_000;
    private static final String POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

    private RunReport() {}

    /**
     * Writes {@code report.html} into the run folder, replacing an older one.
     *
     * @return the file
     * @throws UnreadableRunException if the folder holds no readable run
     * @throws UncheckedIOException if the file cannot be written
     */
    public static Path write(Path runFolder) {
        Path file = runFolder.resolve("report.html");
        try {
            return Files.writeString(file, html(Tables.open(runFolder)), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    static String html(Tables tables) {
        ReportSections sections = new ReportSections(tables);
        String title = "Rexed report: " + tables.manifest().scenario();
        List<Html> parts = new ArrayList<>(List.of(
                sections.design(), sections.results(), figures(RunFigures.of(tables)), Extrapolation.section(tables),
                sections.repeat(),
                sections.settings(), sections.seeds(), sections.parameters()));
        return page(title, sections.header(), parts);
    }

    /** A whole page that loads nothing and runs nothing. */
    static String page(String title, Html header, List<Html> parts) {
        Html head = Html.of(Html.Tag.HEAD).add(
                Html.of(Html.Tag.META).with(Html.Attribute.CHARSET, "utf-8"),
                Html.of(Html.Tag.META).with(Html.Attribute.HTTP_EQUIV, "Content-Security-Policy")
                        .with(Html.Attribute.CONTENT, POLICY),
                Html.of(Html.Tag.META).with(Html.Attribute.NAME, "viewport")
                        .with(Html.Attribute.CONTENT, "width=device-width, initial-scale=1"),
                Html.of(Html.Tag.TITLE, title),
                Html.of(Html.Tag.STYLE, style()));
        return Html.of(Html.Tag.HTML).with(Html.Attribute.LANG, "en").add(head,
                Html.of(Html.Tag.BODY).add(Html.of(Html.Tag.MAIN).add(header).addAll(parts))).document();
    }

    /** The section of all figures, with their captions. */
    static Html figures(List<Figure> figures) {
        Html section = ReportSections.section("figures", "Figures");
        if (figures.isEmpty()) {
            return section.add(Html.of(Html.Tag.P, "Nothing was recorded that could be drawn."));
        }
        int room = MOST_PICTURE_BYTES;
        int number = 1;
        for (Figure figure : figures) {
            Picture picture = Picture.of(figure, room);
            room -= picture.bytes();
            section.add(picture.block("Figure " + number));
            number++;
        }
        return section;
    }

    /**
     * A figure as it stands in a page.
     *
     * @param data base64 text of the PNG; empty if there was no room for it
     */
    record Picture(Figure figure, String data) {
        static Picture of(Figure figure, int room) {
            String data = Base64.getEncoder().encodeToString(FigureFiles.png(figure, 2, false));
            return new Picture(figure, data.length() <= room ? data : "");
        }

        int bytes() {
            return data.length();
        }

        /** The picture with its caption, or where to find it. */
        Html block(String label) {
            Html block = Html.of(Html.Tag.FIGURE);
            if (data.isEmpty()) {
                block.add(Html.of(Html.Tag.P, "Left out to keep this file small: see figures/" + figure.name()
                        + ".png in the run folder."));
            } else {
                block.add(Html.of(Html.Tag.IMG).with(Html.Attribute.ALT, figure.title())
                        .with(Html.Attribute.SRC, "data:image/png;base64," + data));
            }
            return block.add(Html.of(Html.Tag.FIGCAPTION).add(
                    Html.of(Html.Tag.STRONG, label + ". " + figure.title() + ". ")).text(figure.caption()));
        }
    }

    private static String style() {
        try (InputStream in = RunReport.class.getResourceAsStream("report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("report.css", e);
        }
    }
}
