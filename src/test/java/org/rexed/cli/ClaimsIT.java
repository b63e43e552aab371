package org.rexed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tiny claim through everything: simulation, table, JSON, CSV, page, a crash, going on, and refusals. */
class ClaimsIT {
    private static final String TINY = "src/test/resources/claims/tiny.yaml";

    @TempDir
    private Path folder;
    private final Terminal terminal = new Terminal();

    @Test
    void aTinyClaimThroughEverything() throws IOException {
        String[] quick = {"claims", TINY, "--quick", "--subjects", "2", "--out", folder.toString(), "--json",
            "--no-progress"};
        int code = terminal.rexed(quick);
        assertThat(terminal.json().get("quick").asBoolean()).isTrue();
        JsonNode claim = terminal.json().get("claims").get(0);
        assertThat(claim.get("id").asText()).isEqualTo("T1");
        assertThat(claim.get("verdict").asText()).isEqualTo(code == 0 ? "pass" : "fail");
        assertThat(code).isIn(0, 7);
        assertThat(claim.get("n").asInt()).isEqualTo(2);
        assertThat(claim.get("ci95")).hasSize(2);
        assertThat(claim.get("control").get("broken").isBoolean()).isTrue();
        assertThat(claim.get("measures")).hasSize(3);
        Path ledger = folder.resolve("claims/1");
        String table = Files.readString(ledger.resolve("claims.csv"));
        assertThat(table.lines().toList()).hasSize(5).allMatch(line -> line.contains(",quick,")
            || line.contains(",true,11,T1"));
        assertThat(Files.readString(ledger.resolve("claims.html"))).contains("Claims ledger: quick version",
            "&lt;of the format&gt; &amp; its escapes", "drug:morphine plasma concentration")
            .doesNotContain("has not ended");
        // The concentration is that of the folder's own table.
        assertThat(claim.get("measures").get(2).get("effect").asDouble()).isPositive();

        // As a crash before the end leaves it: the claim's folder says running, the tables of the ledger are gone.
        Path manifest = ledger.resolve("T1/manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"finished\"", "\"running\""));
        Files.delete(ledger.resolve("claims.csv"));
        Files.delete(ledger.resolve("claims.html"));
        assertThat(terminal.rexed("claims", "--resume", ledger.toString(), "--threads", "1")).isEqualTo(code);
        assertThat(terminal.out()).contains("quick: 2 subjects instead of 20 or more; verdicts are provisional",
            "(quick, provisional)", "not judged", "control: a thousandth of the dose");
        assertThat(Files.readString(ledger.resolve("claims.csv"))).isEqualTo(table);
        assertThat(terminal.rexed("claims", "--resume", ledger.toString())).isEqualTo(code);
        assertThat(terminal.err()).contains("T1 ", "(finished earlier)");
        assertThat(terminal.rexed("report", ledger.toString())).isZero();
        assertThat(terminal.out().strip()).endsWith("claims.html");

        Files.writeString(ledger.resolve("T1/observations.csv"), "x");
        assertThat(terminal.rexed("claims", "--resume", ledger.toString())).isEqualTo(5);
        assertThat(terminal.err()).contains("observations.csv is not what was written there");
    }

    @Test
    void wrongOptionsAreRefusedBeforeAnythingRuns() {
        assertThat(terminal.rexed("claims", TINY, "--subjects", "19", "--out", folder.toString())).isEqualTo(2);
        assertThat(terminal.err()).contains("--subjects: found 19; allowed 20 or more");
        assertThat(terminal.rexed("claims", TINY, TINY.replace("tiny", "tony"), "--out", folder.toString()))
            .isEqualTo(2);
        assertThat(terminal.rexed("claims", "--resume", folder.toString())).isEqualTo(5);
        assertThat(terminal.rexed("claims", "--resume", folder.toString(), "--name", "x")).isEqualTo(2);
        assertThat(folder).isEmptyDirectory();
    }
}
