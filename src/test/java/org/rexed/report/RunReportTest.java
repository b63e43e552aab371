package org.rexed.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report is complete, self-contained and cannot be turned into a program by names in a run folder. */
class RunReportTest {
    @TempDir
    Path folder;

    @Test
    void holdsEverySectionAndLoadsNothing() throws Exception {
        SyntheticRun.write(folder);
        Path file = RunReport.write(folder);
        String html = Files.readString(file);

        assertThat(file).isEqualTo(folder.resolve("report.html"));
        assertThat(html).contains("not for clinical use", "48 planned, 48 ok, 0 failed", "What was run", "Results",
                "How to repeat", "rexed run resolved.yaml", "Settings", "duration: 8 d", "Seeds", "4007", "Parameters",
                "models/drugs/morphine.yaml (12)", "Groenendaal_2007a", "25 %", "Figure 10.",
                "content=\"default-src &#39;none&#39;; img-src data:; style-src &#39;unsafe-inline&#39;\"");
        assertThat(html).doesNotContain("<script", "http://", "https://", "src=\"figures", "url(");
        assertThat(Files.size(file)).isLessThan(10_000_000);
        assertThat(RunReport.html(Tables.open(folder))).as("same again").isEqualTo(html);
    }

    @Test
    void tableShowsMeanIntervalAndPairedDifferenceOfTheSummary() {
        SyntheticRun.write(folder);
        Tables tables = Tables.open(folder);
        Tables.Summary row = tables.summary().stream()
                .filter(r -> r.arm().equals("morphine") && r.time_min() == 8 * 1440).findFirst().orElseThrow();
        assertThat(new ReportSections(tables).results().toString())
                .contains(Numbers.fixed(row.mean(), 1) + " [" + Numbers.fixed(row.low(), 1) + ", "
                        + Numbers.fixed(row.high(), 1) + "]")
                .contains("\u0394 " + Numbers.fixed(row.difference(), 1) + " ["
                        + Numbers.fixed(row.differenceLow(), 1) + ", ");
    }

    @Test
    void failedRunsAreSaidLoudly() {
        SyntheticRun.write(folder);
        SyntheticRun.replace(folder, "manifest.json", "\"failed\": 0", "\"failed\": 3");
        assertThat(new ReportSections(Tables.open(folder)).design().toString())
                .contains("48 planned, 45 ok, 3 failed", "3 of 48 runs failed");
    }

    @Test
    void hostileNamesStayText() {
        SyntheticRun.write(folder);
        String evil = "<script>alert(1)</script>' onload='x&";
        for (String file : List.of("summary.csv", "observations.csv", "events.csv", "spikes.csv", "states.csv")) {
            SyntheticRun.replace(folder, file, "dlf-cut", evil);
        }
        SyntheticRun.replace(folder, "summary.csv", "von-frey", "\"\"\"><img src=x>\"");
        SyntheticRun.replace(folder, "manifest.json", "\"scenario\": \"example\"",
                "\"scenario\": \"</title><b>\\u0000\\u202Egnp\"");
        SyntheticRun.replace(folder, "resolved.yaml", "given", "</pre><iframe>");
        SyntheticRun.replace(folder, "parameters.csv", "parameter-3,", "<a href=javascript:x>,");
        String html = RunReport.html(Tables.open(folder));

        assertThat(html).doesNotContain("<script", "<img src=x", "<b>", "<iframe", "<a href=j", "\u0000", "\u202E",
                "' onload");
        assertThat(html).contains("&lt;script&gt;alert(1)&lt;/script&gt;&#39; onload=&#39;x&amp;",
                "alt=\"Pain threshold: &quot;&gt;&lt;img src=x&gt;", "&lt;/title&gt;&lt;b&gt;\uFFFD\uFFFDgnp");
        assertThat(new String(FigureFiles.svg(RunFigures.of(Tables.open(folder)).get(0)),
                java.nio.charset.StandardCharsets.UTF_8)).doesNotContain("<script");
    }

    @Test
    void keyTimesKeepFirstAndLast() {
        assertThat(ReportSections.keyTimes(List.of(0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0)))
                .containsExactly(0.0, 2.0, 4.0, 6.0, 8.0);
        assertThat(ReportSections.keyTimes(List.of(3.0))).containsExactly(3.0);
    }

    @Test
    void numbersAreRoundedForReaders() {
        assertThat(Numbers.plain(-0.001, 2)).isEqualTo("0");
        assertThat(Numbers.plain(2.50, 2)).isEqualTo("2.5");
        assertThat(Numbers.fixed(-3, 1)).isEqualTo("\u22123.0");
        assertThat(Numbers.brief(0.00012345)).isEqualTo("0.000123");
        assertThat(Numbers.brief(Double.NaN)).isEqualTo("\u2013");
    }
}
