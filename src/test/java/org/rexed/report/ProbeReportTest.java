package org.rexed.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of a protocol is complete, self-contained and safe. */
class ProbeReportTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void write() {
        SyntheticProbe.write(folder);
    }

    @Test
    void holdsFiguresTablesProtocolAndProvenance() throws Exception {
        Path file = ProbeReport.write(folder);
        String html = Files.readString(file);
        assertThat(file).isEqualTo(folder.resolve("report.html"));
        assertThat(html).contains("<h1>A &lt;firm&gt; press</h1>", "What was recorded", "8 planned, 8 ok, 0 failed",
                "Vehicle, NMDA block (compared with Vehicle)", "5 mN, 50 mN, 400 mN",
                "stimulus 0 to 2 s from the stimulus", "Figure 10.", "data:image/png;base64,",
                "Firing rate (Hz), phase stimulus, 400 mN",
                "Withdrawal", "Wind-up", "Responses", "How to repeat", "rexed probe example",
                "rexed probe resolved.yaml", "protocol.yaml", "anatomy: rat-dorsal-horn", "seed: 1  # default",
                "Author_2000", "models/anatomy/x.yaml (1)");
        // Means with intervals, and the paired difference.
        assertThat(html).contains("40.00 [32.00, 48.00]", "20.00 [16.00, 24.00]",
                "\u0394 \u221220.00 [\u221220.10, \u221219.90]", "1.25 [1.00, 1.50]", "120.0 [100.0, 140.0]");
        assertThat(html).doesNotContain("<script", "http://", "https://", "src=\"figures", "<firm>");
        assertThat(ProbeReport.html(ProbeFolder.open(folder))).as("same again").isEqualTo(html);
    }

    @Test
    void failedRecordingsAreSaidLoudly() {
        SyntheticRun.replace(folder, "manifest.json", "\"failed\": 0", "\"failed\": 3");
        assertThat(new ProbeSections(ProbeFolder.open(folder)).design().toString())
                .contains("8 planned, 5 ok, 3 failed", "3 of 8 recordings failed");
    }

    @Test
    void hostileNamesStayText() {
        String evil = "<script>alert(1)</script>";
        SyntheticRun.replace(folder, "rates.csv", "projection", evil);
        SyntheticRun.replace(folder, "conditions.csv", "NMDA block", "<b>&");
        SyntheticRun.replace(folder, "protocol.yaml", "anatomy", "</pre><iframe>");
        String html = ProbeReport.html(ProbeFolder.open(folder));
        assertThat(html).doesNotContain("<script", "<b>", "<iframe");
        assertThat(html).contains("&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;b&gt;&amp;");
    }
}
