package org.rexed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rexed run}, {@code batch} and {@code claims} with real subjects. */
class RunIT {
    @TempDir
    private Path folder;
    private final Terminal terminal = new Terminal();

    private String scenario() throws IOException {
        return Files.writeString(folder.resolve("mine.yaml"),
            WrongFilesTest.GOOD.replace("duration: 2 d", "duration: 6 h")
            .replace("subjects: 1", "subjects: 2")).toString();
    }

    @Test
    void runWritesAFolderAndPrintsATable() throws IOException {
        String out = folder.resolve("out").toString();
        assertThat(terminal.rexed("run", scenario(), "--out", out, "--no-progress")).as(terminal.err()).isZero();
        Path run = folder.resolve("out/mine/1");
        assertThat(terminal.out()).contains("morphine", "hargreaves", "95 % interval")
            .endsWith(run + System.lineSeparator());
        assertThat(terminal.err()).isEmpty();
        for (String file : new String[] {"manifest.json", "scenario.yaml", "resolved.yaml", "observations.csv",
            "states.csv", "events.csv", "spikes.csv", "summary.csv", "parameters.csv", "report.html"}) {
            assertThat(run.resolve(file)).exists();
        }
        assertThat(run.resolve("figures/hyperalgesia-hargreaves.png")).exists();
        assertThat(run.resolve("failed.csv")).doesNotExist();

        // What was resolved repeats the run, and a single subject is the same alone.
        assertThat(terminal.rexed("run", run.resolve("resolved.yaml").toString(), "--out", out, "--name", "again",
            "--threads", "1", "--quiet", "--no-report")).isZero();
        assertThat(terminal.out()).isEmpty();
        assertThat(folder.resolve("out/mine/again/observations.csv"))
            .hasSameTextualContentAs(run.resolve("observations.csv"));
        assertThat(terminal.rexed("run", scenario(), "--out", out, "--name", "alone", "--only", "morphine/1",
            "--quiet", "--strict"))
            .isZero();
        assertThat(Files.readString(run.resolve("observations.csv")))
            .endsWith(Files.readString(folder.resolve("out/mine/alone/observations.csv")).lines().skip(1)
                .reduce("", (a, b) -> a + b + "\n"));

        assertThat(terminal.rexed("run", scenario(), "--out", out, "--name", "again")).isEqualTo(2);
        assertThat(terminal.err()).contains("--overwrite");
        assertThat(terminal.rexed("report", run.toString())).isZero();
    }

    @Test
    void helpTellsOfStrictMode() {
        assertThat(terminal.rexed("run", "--help")).isZero();
        assertThat(terminal.out()).containsPattern("--strict +\\S").contains("declare");
    }

    @Test
    void jsonOfARun() throws IOException {
        assertThat(terminal.rexed("run", scenario(), "--out", folder.resolve("out").toString(), "--json", "--no-report",
            "--set", "arms.morphine.doses.0.dose=3 mg/kg")).isZero();
        JsonNode root = terminal.json();
        assertThat(root.get("runs").asInt()).isEqualTo(2);
        assertThat(root.get("failed").asInt()).isZero();
        assertThat(root.get("folder").asText()).endsWith("1");
        JsonNode row = root.get("summary").get(1);
        assertThat(row.get("arm").asText()).isEqualTo("morphine");
        assertThat(row.get("assay").asText()).isEqualTo("hargreaves");
        assertThat(row.get("time_min").asDouble()).isEqualTo(360);
        assertThat(row.get("n").asInt()).isEqualTo(2);
        assertThat(row.get("ci95").get(0).asDouble()).isLessThanOrEqualTo(row.get("mean").asDouble());
        assertThat(row.get("difference").isNull()).isTrue();
        assertThat(folder.resolve("out/mine/1/resolved.yaml")).content().contains("3 mg/kg  # command line");
    }

    @Test
    void jsonOfABatch() {
        assertThat(terminal.rexed("batch", "dose-by-dynorphin", "--out", folder.toString(), "--json",
            "--no-progress")).isZero();
        JsonNode root = terminal.json();
        assertThat(root.get("runs").asInt()).isEqualTo(8);
        assertThat(root.get("summary")).hasSize(8 * 3);
        JsonNode last = root.get("summary").get(23);
        assertThat(last.get("factors").get("mechanisms.dynorphin").asText()).isEqualTo("off");
        assertThat(last.get("replicate").asInt()).isEqualTo(2);
        assertThat(last.get("mean").asDouble()).isPositive();
    }

    @Test
    void jsonOfAQuickClaim() {
        int code = terminal.rexed("claims", "C11", "--quick", "--out", folder.toString(), "--json", "--no-progress");
        JsonNode root = terminal.json();
        assertThat(root.get("quick").asBoolean()).isTrue();
        JsonNode claim = root.get("claims").get(0);
        assertThat(claim.get("id").asText()).isEqualTo("C11");
        assertThat(claim.get("verdict").asText()).isEqualTo(code == 0 ? "pass" : "fail");
        assertThat(code).isIn(0, 7);
        assertThat(claim.get("effect").isNumber()).isTrue();
        assertThat(claim.get("ci95")).hasSize(2);
        assertThat(claim.get("n").asInt()).isEqualTo(4);
        assertThat(claim.get("control").isNull()).isTrue();
        assertThat(claim.get("measure").asText()).isNotEmpty();
        assertThat(folder.resolve("claims/1/claims.csv")).exists();
        assertThat(Path.of(claim.get("folder").asText()).resolve("observations.csv")).exists();
    }
}
