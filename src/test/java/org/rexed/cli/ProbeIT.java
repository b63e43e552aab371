package org.rexed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rexed probe} as typed. */
class ProbeIT {
    private static final String PRESS = """
        anatomy: rat-dorsal-horn
        seeds: 2
        settle: 100 ms
        baseline: 200 ms
        duration: 600 ms
        stimulus: {kind: force, site: left-hindpaw, hold: 500 ms}
        vary: {force: [10 mN, 400 mN]}
        conditions: {control: {}, blocked: {block: {ampa: 1, nmda: 1}}}
        withdrawal: hargreaves
        record: {classes: [c-peptidergic, projection, on]}
        """;

    @TempDir
    private Path folder;
    private final Terminal terminal = new Terminal();

    private String press() throws IOException {
        return Files.writeString(folder.resolve("press.yaml"), PRESS).toString();
    }

    @Test
    void writesAFolderAndPrintsATable() throws IOException {
        String out = folder.resolve("out").toString();
        assertThat(terminal.rexed("probe", press(), "--out", out, "--no-progress", "--threads", "2"))
            .as(terminal.err()).isZero();
        Path run = folder.resolve("out/press/1");
        assertThat(terminal.out()).contains("blocked", "projection", "400 mN Hz", "withdrawal s", run.toString());
        for (String file : List.of("protocol.yaml", "resolved.yaml", "parameters.csv", "manifest.json", "rates.csv",
                "circuits.csv", "psth.csv", "spikes.csv", "withdrawal.csv", "withdrawal-summary.csv")) {
            assertThat(run.resolve(file)).as(file).isNotEmptyFile();
        }
        assertThat(Files.readAllLines(run.resolve("rates.csv")).get(0)).startsWith(
            "condition,level,force_mN,class,dermatome,phase,rate_hz,ci95_low,ci95_high");
        assertThat(Files.readAllLines(run.resolve("withdrawal.csv"))).hasSize(1 + 2 * 2 * 2);
        assertThat(Files.readString(run.resolve("manifest.json"))).contains("\"kind\" : \"probe\"",
            "\"status\" : \"finished\"", "rates.csv");
        for (String file : List.of("conditions.csv", "phases.csv", "stimulus.csv", "report.html",
                "figures/rates-stimulus.png", "figures/withdrawal.svg", "figures/raster-control.png")) {
            assertThat(run.resolve(file)).as(file).isNotEmptyFile();
        }
        String report = Files.readString(run.resolve("report.html"));
        Files.delete(run.resolve("report.html"));
        Files.delete(run.resolve("figures/withdrawal.svg"));
        assertThat(terminal.rexed("report", run.toString())).as(terminal.err()).isZero();
        assertThat(run.resolve("report.html")).hasContent(report);
        assertThat(run.resolve("figures/withdrawal.svg")).isNotEmptyFile();
        // The resolved protocol repeats the run.
        assertThat(terminal.rexed("probe", run.resolve("resolved.yaml").toString(), "--out", out, "--name", "again",
            "--quiet")).isZero();
        assertThat(terminal.out()).isEmpty();
        for (String file : List.of("rates.csv", "spikes.csv", "psth.csv")) {
            assertThat(folder.resolve("out/press/again").resolve(file)).hasSameTextualContentAs(run.resolve(file));
        }
    }

    @Test
    void jsonHasTheShapeThatScriptsRelyOn() throws IOException {
        assertThat(terminal.rexed("probe", press(), "--out", folder.toString(), "--json", "--seeds", "3", "--set",
            "vary.force=[400 mN]", "--seed", "7")).as(terminal.err()).isZero();
        JsonNode root = terminal.json();
        assertThat(Path.of(root.get("folder").asText()).resolve("rates.csv")).exists();
        assertThat(root.get("classes")).hasSize(2 * 3 * 3);
        JsonNode projection = root.get("classes").get(4);
        assertThat(projection.get("class").asText()).isEqualTo("projection");
        assertThat(projection.get("phase").asText()).isEqualTo("stimulus");
        assertThat(projection.get("condition").asText()).isEqualTo("control");
        assertThat(projection.get("stimulus").get("force_mN").asDouble()).isEqualTo(400);
        assertThat(projection.get("rate_hz").asDouble()).isPositive();
        assertThat(projection.get("ci95")).hasSize(2);
        assertThat(projection.get("n").asInt()).isEqualTo(3);
        assertThat(projection.get("difference_hz").isNull()).isTrue();
        JsonNode blocked = root.get("classes").get(9 + 4);
        assertThat(blocked.get("difference_hz").asDouble())
            .isEqualTo(blocked.get("rate_hz").asDouble() - projection.get("rate_hz").asDouble(), withinRounding());
        assertThat(root.get("withdrawal")).hasSize(2);
        assertThat(root.get("withdrawal").get(1).get("censored_share").asDouble()).isEqualTo(1);
        List<String> seeds = Files.readAllLines(Path.of(root.get("folder").asText()).resolve("circuits.csv")).stream()
            .skip(1).map(line -> line.split(",")[3]).distinct().toList();
        assertThat(seeds).containsExactly("7", "8", "9");
    }

    private static Offset<Double> withinRounding() {
        return Offset.offset(1e-9);
    }

    @Test
    void nothingIsOverwrittenUnasked() throws IOException {
        String[] first = {"probe", press(), "--out", folder.toString(), "--name", "one", "--quiet", "--seeds", "1"};
        assertThat(terminal.rexed(first)).isZero();
        String rates = Files.readString(folder.resolve("press/one/rates.csv"));
        assertThat(terminal.rexed(first)).isEqualTo(2);
        assertThat(terminal.err()).contains("exists; add --overwrite");
        assertThat(folder.resolve("press/one/rates.csv")).hasContent(rates);
        String[] again = {"probe", press(), "--out", folder.toString(), "--name", "one", "--quiet", "--seeds", "1",
            "--seed", "5", "--overwrite"};
        assertThat(terminal.rexed(again)).isZero();
        assertThat(Files.readString(folder.resolve("press/one/rates.csv"))).isNotEqualTo(rates);
    }

    @Test
    void mistakesEndWithTwoBeforeAnythingIsWritten() throws IOException {
        Path out = folder.resolve("out");
        Path wrong = Files.writeString(folder.resolve("wrong.yaml"), PRESS.replace("10 mN", "10 mm"));
        assertThat(terminal.rexed("probe", wrong.toString(), "--out", out.toString())).isEqualTo(2);
        assertThat(terminal.err()).contains(wrong + ":7:16: ");
        assertThat(terminal.rexed("check", wrong.toString())).isEqualTo(2);
        assertThat(terminal.err()).contains(wrong + ":7:16: ");
        assertThat(terminal.rexed("probe", "force-stepps", "--out", out.toString())).isEqualTo(2);
        assertThat(terminal.err()).contains("did you mean \"force-steps\"?");
        assertThat(terminal.rexed("probe", press(), "--set", "conditions.control.blok.nmda=1", "--out", out.toString()))
            .isEqualTo(2);
        assertThat(terminal.err()).contains("did you mean \"block\"?");
        assertThat(terminal.rexed("probe", press(), "--seeds", "many", "--out", out.toString())).isEqualTo(2);
        assertThat(out).doesNotExist();
    }

    @Test
    void anotherAnatomyIsAnOption() throws IOException {
        String out = folder.resolve("out").toString();
        assertThat(terminal.rexed("probe", press(), "--anatomy", "human-dorsal-horn", "--out", out)).isEqualTo(2);
        assertThat(terminal.err()).contains("press.yaml:6:31: site: found \"left-hindpaw\"; anatomy human-dorsal-horn"
            + " has left-foot, right-foot, left-sole, left-thigh, left-ankle");
        assertThat(terminal.rexed("probe", press(), "--anatomy", "human-dorsal-hron", "--out", out)).isEqualTo(2);
        assertThat(terminal.err().lines().filter(line -> line.contains(":1:1: anatomy:") || line.endsWith("1 problem")))
            .hasSize(2);
        assertThat(terminal.err()).contains("did you mean \"human-dorsal-horn\"?");
        assertThat(terminal.rexed("probe", press(), "--anatomy", "a", "--set", "anatomy=b", "--out", out)).isEqualTo(2);
        assertThat(terminal.err()).contains("anatomy is given twice");
        assertThat(folder.resolve("out")).doesNotExist();
        assertThat(terminal.rexed("probe", press(), "--anatomy", "human-dorsal-horn", "--set",
            "stimulus.site=left-foot", "--seeds", "1", "--out", out, "--no-progress")).as(terminal.err()).isZero();
        assertThat(Files.readString(folder.resolve("out/press/1/resolved.yaml")))
            .contains("anatomy: human-dorsal-horn", "site: left-foot");
    }

    @Test
    void probesAreListedDescribedAndChecked() throws IOException {
        assertThat(terminal.rexed("list", "probes")).isZero();
        assertThat(terminal.out()).contains("force-steps", "heat-ramps", "spontaneous");
        assertThat(terminal.rexed("describe", "force-steps")).isZero();
        assertThat(terminal.out()).startsWith("probe protocol force-steps: ");
        assertThat(terminal.rexed("check", press())).as(terminal.err()).isZero();
    }

    @Test
    void exportsCircuitsForOtherSimulators() throws IOException {
        Path export = folder.resolve("export");
        assertThat(terminal.rexed("probe", press(), "--seeds", "1", "--export", export.toString(),
            "--certain-release")).as(terminal.err()).isZero();
        assertThat(terminal.out()).contains("4 circuits in " + export);
        for (String place : List.of("control/level-1", "control/level-2", "blocked/level-1", "blocked/level-2")) {
            Path one = export.resolve(place).resolve("seed-1");
            JsonNode config = new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(one.resolve("config.json").toFile());
            assertThat(config.get("steps").asInt()).isEqualTo(9000);
            assertThat(Files.readAllLines(one.resolve("synapses.csv"))).hasSize(1 + config.get("synapses").asInt());
            assertThat(Files.readAllLines(one.resolve("projections.csv")).stream().skip(1))
                .allMatch(line -> line.split(",")[4].equals("1"));
        }
        // Blocked receptors cannot be activated; the stimulus differs between levels, the circuit does not.
        assertThat(Files.readString(export.resolve("blocked/level-1/seed-1/neurons.csv")))
            .isNotEqualTo(Files.readString(export.resolve("control/level-1/seed-1/neurons.csv")));
        assertThat(export.resolve("control/level-1/seed-1/synapses.csv"))
            .hasSameTextualContentAs(export.resolve("control/level-2/seed-1/synapses.csv"));
        assertThat(Files.readAllLines(export.resolve("control/level-2/seed-1/afferent-spikes.csv")).size())
            .isGreaterThan(Files.readAllLines(export.resolve("control/level-1/seed-1/afferent-spikes.csv")).size());
        assertThat(terminal.rexed("probe", press(), "--seeds", "1", "--export", export.toString())).isEqualTo(2);
        assertThat(terminal.err()).contains("seed-1 exists");
        assertThat(terminal.rexed("probe", press(), "--certain-release")).isEqualTo(2);
        assertThat(terminal.err()).contains("--certain-release goes with --export");
    }
}
