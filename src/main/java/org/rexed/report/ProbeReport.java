package org.rexed.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The report of an electrophysiology protocol as one HTML file that needs nothing else, like that of a run. */
public final class ProbeReport {
    private ProbeReport() {}

    /**
     * Writes {@code report.html} into the folder of a protocol, replacing an older one.
     *
     * @return the file
     * @throws UnreadableRunException if a table is missing or damaged
     * @throws UncheckedIOException if the file cannot be written
     */
    public static Path write(Path folder) {
        Path file = folder.resolve("report.html");
        try {
            return Files.writeString(file, html(ProbeFolder.open(folder)), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    static String html(ProbeFolder folder) {
        ProbeSections sections = new ProbeSections(folder);
        return RunReport.page("Rexed protocol: " + folder.manifest().scenario(), sections.header(), List.of(
                sections.design(), RunReport.figures(ProbeFigures.of(folder)), sections.results(), sections.repeat(),
                sections.protocol(), ReportSections.parameters(Tables.parameters(folder.path()))));
    }
}
