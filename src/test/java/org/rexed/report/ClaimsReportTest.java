package org.rexed.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a ledger: complete, honest, self-contained, and deaf to what names and texts try. */
class ClaimsReportTest {
    private static final String JSON = """
        {"quick": false, "folder": "x", "version": "1", "claims": [
          {"id": "A1", "title": "First", "verdict": "pass", "measure": "left", "folder": "x",
           "statement": "Less and less.", "examined": "", "note": "",
           "scenario": "Study", "description": "", "seed": 7, "subjects": 4,
           "measures": [
             {"measure": "left", "rule": "below 0.5", "judged": true, "holds": true, "above": null, "below": 0.5,
              "effect": 0.2, "ci95": [0.1, 0.3], "n": 4},
             {"measure": "moved", "rule": "reported", "judged": false, "holds": true, "above": null, "below": null,
              "effect": null, "ci95": [null, null], "n": 0}],
           "controls": [{"title": "receptor off", "broken": true, "set": {"mechanisms.x": "off"}, "measures": [
             {"measure": "left", "rule": "below 0.5", "judged": true, "holds": false, "above": null, "below": 0.5,
              "effect": 0.9, "ci95": [0.8, 1.0], "n": 4, "number": 0}]}],
           "arms": ["morphine", "vehicle", "morphine without a, b"],
           "readouts": [{"assay": "hargreaves", "site": "left-hindpaw"}],
           "states": [{"entity": "rvm", "variable": "cck_level"}]},
          {"id": "A2", "title": "Second", "verdict": "fail", "measure": "left", "folder": "x", "statement": "More.",
           "examined": "EXAMINED", "note": "NOTED", "scenario": "Study", "description": "", "seed": 7, "subjects": 4,
           "measures": [
             {"measure": "left", "rule": "between 1 and 2", "judged": true, "holds": false, "above": 1, "below": 2,
              "effect": 0.2, "ci95": [0.1, 1.3], "n": 4}],
           "controls": [], "arms": ["morphine"], "readouts": [], "states": []}]}
        """;

    @TempDir
    Path folder;

    @BeforeEach
    void ledger() throws IOException {
        for (String id : new String[] {"A1", "A2"}) {
            Files.createDirectories(folder.resolve(id));
            SyntheticRun.write(folder.resolve(id));
        }
        write("claims.json", JSON);
        write("manifest.json", "{\"kind\": \"claims\", \"rexed\": \"0.1.0\", \"scenario\": \"claims\", \"seed\": 0,"
            + " \"subjects\": 0, \"runs\": 2, \"failed\": 0, \"command\": \"rexed claims\","
            + " \"finished_utc\": \"2026-01-01T00:00:00Z\"}");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private String page() throws IOException {
        return Files.readString(ClaimsReport.write(folder));
    }

    @Test
    void everyClaimHasItsStatementMeasuresControlFigureAndVerdict() throws IOException {
        assertThat(ClaimsReport.isIn(folder)).isTrue();
        String html = page();
        assertThat(html).contains("1 of 2 claims hold.", "Less and less.", "1. left", "0.2 [0.1, 0.3], n = 4",
            "must be below 0.5: holds", "2. moved", "not determined", "reported, not judged", "receptor off",
            "mechanisms.x: off", "0.9 [0.8, 1] (must not be below 0.5)", "breaks the claim", "EXAMINED", "NOTED",
            "must be between 1 and 2: does not hold", "hargreaves, left-hindpaw (% of baseline)", "rvm cck level",
            "And 1 more arm ", "for clinical use",
            "class=\"badge pass\">holds<", "class=\"badge fail\">does not hold<");
        // A claim that fails is open, one that holds is not; both can be reached by a link.
        assertThat(html).contains("<details class=\"claim\"><summary>", "<details class=\"claim\" open=\"\"><summary>",
            "href=\"#A1\"", "<div id=\"A1\">");
        assertThat(html).doesNotContain("quick version", "has not ended", "morphine without a");
        // Two overview plots, three measures, two courses, and a legend of arms.
        assertThat(html.split("<svg ", -1)).hasSizeGreaterThan(1 + 2 + 3 + 2);
    }

    @Test
    void quickUnfinishedAndFailedLedgersSaySo() throws IOException {
        write("claims.json", JSON.replace("\"quick\": false", "\"quick\": true").replace("\"fail\"", "\"not-run\""));
        write("manifest.json", Files.readString(folder.resolve("manifest.json"))
            .replaceFirst(", \"finished_utc\": \"[^\"]*\"", ""));
        assertThat(page()).contains("Claims ledger: quick version", "No verdict on this page is a result",
            "holds (quick)", "no result (quick)", "4 (quick version)", "has not ended", "1 of 2 claims have no result");
    }

    @Test
    void thePageLoadsNothingAndTextsStayText() throws IOException {
        String evil = "<script>alert(1)</script>' onload='x&";
        String hostile = JSON;
        for (String text : new String[] {"Less and less.", "First", "left", "receptor off", "EXAMINED", "NOTED",
            "Study", "below 0.5", "mechanisms.x"}) {
            hostile = hostile.replace("\"" + text + "\"", "\"" + text + evil + "\"");
        }
        write("claims.json", hostile.replace("\"off\"", "\"</code><iframe>\""));
        for (String file : new String[] {"summary.csv", "events.csv", "states.csv"}) {
            SyntheticRun.replace(folder.resolve("A1"), file, "morphine", "m<img/src=x>");
        }
        write("claims.json", Files.readString(folder.resolve("claims.json")).replace("[\"morphine\"",
            "[\"m<img/src=x>\""));
        String html = page();
        assertThat(html).doesNotContain("<script", "<iframe", "<img", "' onload", "url(", "https://", " src=")
            .doesNotContainPattern("http:");
        assertThat(html).contains("&lt;script&gt;alert(1)&lt;/script&gt;&#39; onload=&#39;x&amp;",
            "content=\"default-src &#39;none&#39;;");
    }

    @Test
    void damagedLedgersAreOneClearMessage() throws IOException {
        write("claims.json", JSON.replace("\"verdict\": \"pass\",", ""));
        assertThat(catchThrowableOfType(UnreadableRunException.class, this::page))
            .hasMessageStartingWith("claims.json: field 'verdict' is missing");
        write("claims.json", JSON.replace("\"id\": \"A1\"", "\"id\": \"../A1\""));
        assertThat(catchThrowableOfType(UnreadableRunException.class, this::page))
            .hasMessageContaining("'../A1' cannot be the id of a claim");
        write("claims.json", JSON.substring(0, 500));
        assertThat(catchThrowableOfType(UnreadableRunException.class, this::page)).hasMessageContaining("not JSON");
        Files.delete(folder.resolve("claims.json"));
        assertThat(catchThrowableOfType(UnreadableRunException.class, this::page)).hasMessageContaining("file missing");
    }

    @Test
    void ticksAreRoundAndShort() {
        assertThat(Drawing.ticks(0.3, 10.2, 5)).containsExactly(2.0, 4.0, 6.0, 8.0, 10.0);
        assertThat(Drawing.ticks(-1, 1, 4)).containsExactly(-1.0, -0.5, 0.0, 0.5, 1.0);
        assertThat(Drawing.ticks(3, 3, 4)).containsExactly(3.0);
        assertThat(Drawing.label(2.5e-10)).isEqualTo("2.5e\u221210");
        assertThat(Drawing.label(-0.25)).isEqualTo("\u22120.25");
        assertThat(Drawing.label(3e7)).isEqualTo("3.0e7");
    }
}
