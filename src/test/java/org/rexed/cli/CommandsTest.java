package org.rexed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that do not simulate, as typed. */
class CommandsTest {
    @TempDir
    private Path folder;
    private final Terminal terminal = new Terminal();

    @Test
    void aBatteryIsListedAndDescribedWithItsTests() {
        assertThat(terminal.rexed("list", "batteries")).isZero();
        assertThat(terminal.out()).contains("human-qst", "rat-thresholds");
        assertThat(terminal.rexed("describe", "battery/rat-thresholds")).isZero();
        assertThat(terminal.out()).contains("assay: von-frey, after: 0 min", "assay: hargreaves, after: 5 min");
        assertThat(terminal.rexed("describe", "rat-thresholds", "--json")).isZero();
        assertThat(terminal.out()).contains("\"assay\"", "paw-pressure");
    }

    @Test
    void helpAndVersion() {
        assertThat(terminal.rexed("--help")).isZero();
        assertThat(terminal.out()).contains("run", "probe", "check", "pk", "batch", "claims", "gui", "report", "list",
            "describe", "Examples", "Not for clinical use");
        assertThat(terminal.rexed()).isZero();
        assertThat(terminal.rexed("--version")).isZero();
        assertThat(terminal.out()).startsWith("rexed ").contains("Java ");
        for (String command : List.of("run", "probe", "check", "list", "describe", "pk", "batch", "calibrate", "claims",
                "report", "gui")) {
            assertThat(terminal.rexed(command, "--help")).as(command).isZero();
            assertThat(terminal.out()).as(command).contains("Example").contains("rexed " + command);
        }
        assertThat(terminal.rexed("generate-completion")).isZero();
        assertThat(terminal.out()).contains("complete ");
    }

    @Test
    void wrongWordsOnTheCommandLine() {
        assertThat(terminal.rexed("rum")).isEqualTo(2);
        assertThat(terminal.err()).contains("unknown command \"rum\"; did you mean \"run\"?");
        assertThat(terminal.rexed("run", "quickstart", "--subject", "3")).isEqualTo(2);
        assertThat(terminal.err()).contains("unknown option \"--subject\"; did you mean \"--subjects\"?");
        assertThat(terminal.rexed("run", "quickstrat")).isEqualTo(2);
        assertThat(terminal.err()).contains("did you mean \"quickstart\"?");
        assertThat(terminal.rexed("run", "nowhere.yaml")).isEqualTo(2);
        assertThat(terminal.err()).contains("nowhere.yaml:1:1: file not found");
        assertThat(terminal.rexed("run")).isEqualTo(2);
        assertThat(terminal.rexed("run", "quickstart", "--set", "subjects")).isEqualTo(2);
        assertThat(terminal.err()).contains("expected path=value");
        assertThat(terminal.rexed("run", "quickstart", "--seed=")).isEqualTo(2);
        assertThat(terminal.rexed("run", "quickstart", "--seed", "1", "--set", "seed=2")).isEqualTo(2);
        assertThat(terminal.err()).contains("seed is given twice");
        assertThat(terminal.rexed("run", "quickstart", "--threads", "0")).isEqualTo(2);
        assertThat(terminal.err()).contains("allowed 1 to");
        assertThat(terminal.rexed("run", "quickstart", "--only", "vehicle")).isEqualTo(2);
        assertThat(terminal.rexed("run", "quickstart", "--record", "everything")).isEqualTo(2);
        assertThat(terminal.rexed("list", "drogs")).isEqualTo(2);
        assertThat(terminal.err()).contains("did you mean \"drugs\"?");
        assertThat(terminal.rexed("describe", "morfine")).isEqualTo(2);
        assertThat(terminal.err()).contains("did you mean \"morphine\"?");
        assertThat(terminal.rexed("claims", "A99")).isEqualTo(2);
        assertThat(terminal.rexed("batch", "nothing")).isEqualTo(2);
        assertThat(terminal.rexed("gui")).as("tests run without a display").isEqualTo(2);
        assertThat(terminal.err()).contains("display");
    }

    @Test
    void aCalibrationIsListedCheckedPlannedAndExported() throws IOException {
        assertThat(terminal.rexed("list", "calibrations")).isZero();
        assertThat(terminal.out()).contains("rodent");
        assertThat(terminal.rexed("check", "models/calibrations/rodent.yaml")).as(terminal.err()).isZero();
        assertThat(terminal.rexed("calibrate", "rodent", "--dry-run", "--json")).isZero();
        JsonNode stages = terminal.json().path("stages");
        assertThat(stages).hasSize(3);
        assertThat(stages.get(0).path("name").asText()).isEqualTo("acute-effect");
        assertThat(stages.get(0).path("subjects").asInt()).isPositive();
        assertThat(terminal.rexed("calibrate", "rodent", "--petab", folder.resolve("petab").toString())).isZero();
        assertThat(Files.readAllLines(folder.resolve("petab").resolve("measurements.tsv"))).hasSizeGreaterThan(2);
        assertThat(terminal.rexed("calibrate", "rodent", "--petab", folder.resolve("petab").toString())).isEqualTo(2);
        assertThat(terminal.err()).contains("is there already");
        assertThat(terminal.rexed("calibrate", "rodnt")).isEqualTo(2);
        assertThat(terminal.err()).contains("did you mean \"rodent\"?");
        assertThat(terminal.rexed("calibrate", "rodent", "--resume", folder.toString())).isEqualTo(5);
        assertThat(terminal.err()).contains("is no run folder");
    }

    @Test
    void parametersOfModelFilesAreChangedByOptionAndFile() throws IOException {
        assertThat(terminal.rexed("run", "quickstart", "--set", "parameters.drugs/morphine:receptors.mu.ki=2 mol/L"))
            .isEqualTo(2);
        assertThat(terminal.err()).contains("outside the range of this parameter", "14 nmol/L to 1000 nmol/L");
        Path file = folder.resolve("fitted.yaml");
        Files.writeString(file, "parameters: {\"drugs/morphine:receptors.mu.kj\": 300 nmol/L}\n");
        assertThat(terminal.rexed("run", "quickstart", "--parameters", file.toString())).isEqualTo(2);
        assertThat(terminal.err()).contains("did you mean \"receptors.mu.ki\"?");
    }

    @Test
    void setChangesAreReadLikeTheFile() {
        assertThat(terminal.rexed("run", "quickstart", "--set", "mechanisms.dynorphin=of", "--set", "duration=8"))
            .isEqualTo(2);
        assertThat(terminal.err()).contains("mechanisms.dynorphin=of").contains("duration");
    }

    @Test
    void listShowsEverythingThatExists() {
        assertThat(terminal.rexed("list")).isZero();
        assertThat(terminal.out()).contains("drugs", "morphine", "hargreaves", "nmda-sensitization", "quickstart",
            "wide-dynamic-range", "A1");
        assertThat(terminal.rexed("list", "drugs", "--json")).isZero();
        JsonNode drugs = terminal.json().get("drugs");
        assertThat(terminal.json().size()).isEqualTo(1);
        assertThat(drugs.findValuesAsText("name")).contains("ketamine", "morphine").isSorted();
    }

    @Test
    void describeGivesUnitRangeOriginAndSource() {
        assertThat(terminal.rexed("describe", "morphine")).isZero();
        assertThat(terminal.out()).contains("receptors.mu.ki").contains("nmol/L").contains("sources\n")
            .contains("Groenendaal D et al. (2007)")
            .contains("set, mouse: groenendaal-2007-from-rat (default: the file has no values for the mouse")
            .contains("kinetics.mouse.groenendaal-2007-from-rat.clearance  0.003102");
        assertThat(terminal.rexed("describe", "morphine", "--json")).isZero();
        assertThat(terminal.json().findValuesAsText("name")).contains(
            "kinetics.mouse.groenendaal-2007-from-rat.clearance");
        assertThat(terminal.rexed("describe", "dynorphin", "--json")).isZero();
        JsonNode meanings = terminal.json().get("meanings");
        assertThat(meanings.findValuesAsText("kind")).containsExactly("mechanism", "population", "population",
            "population");
        for (JsonNode parameter : meanings.get(0).get("parameters")) {
            for (String key : List.of("name", "value", "range", "origin", "citations")) {
                assertThat(parameter.has(key)).as(key).isTrue();
            }
        }
        assertThat(terminal.rexed("describe", "quickstart")).isZero();
        assertThat(terminal.out()).contains("arm morphine").contains("drug: morphine, rate: ");
        assertThat(terminal.rexed("describe", "hargreaves")).isZero();
        assertThat(terminal.out()).contains("cutoff").contains("20 s");
    }

    @Test
    void anAnatomyBasedOnAnotherIsDescribedWholeAndChecked() throws IOException {
        assertThat(terminal.rexed("list", "anatomies")).isZero();
        assertThat(terminal.out()).contains("human-dorsal-horn", "mouse-dorsal-horn", "rat-dorsal-horn");
        assertThat(terminal.rexed("list", "subjects")).isZero();
        assertThat(terminal.out()).contains("human", "mouse", "rat");
        assertThat(terminal.rexed("list", "populations")).isZero();
        assertThat(terminal.out()).contains("cells, human-dorsal-horn");
        assertThat(terminal.rexed("describe", "human-dorsal-horn")).isZero();
        assertThat(terminal.out().lines()).anyMatch(line -> line.matches(" *skin.afferent-path +1000 mm .*"))
            .anyMatch(line -> line.matches(" *synapses.ampa-decay +5 ms .*"));
        Path mine = Files.writeString(folder.resolve("mine.yaml"), """
            based-on: human-dorsal-horn
            skin:
              afferent-path: {value: 700 mm, origin: assumed, reason: arm, range: [500 mm, 900 mm]}
            """);
        assertThat(terminal.rexed("check", mine.toString())).as(terminal.err()).isZero();
        Files.writeString(mine, "based-on: human-dorsal-horn\nskin:\n  aferent-path: {value: 700 mm}\n");
        assertThat(terminal.rexed("check", mine.toString())).isEqualTo(2);
        assertThat(terminal.err().lines()).filteredOn(line -> line.contains("mine.yaml:")).singleElement().asString()
            .contains("mine.yaml:3:3: ", "unknown key \"aferent-path\"", "did you mean \"afferent-path\"?");
    }

    @Test
    void everyFileOfTheModelIsRight() throws IOException {
        List<String> arguments = new ArrayList<>(List.of("check"));
        try (Stream<Path> files = Files.walk(Path.of("models"))) {
            files.filter(file -> file.toString().endsWith(".yaml")).map(Path::toString).sorted()
                .forEach(arguments::add);
        }
        assertThat(arguments).hasSizeGreaterThan(25);
        int code = terminal.rexed(arguments.toArray(String[]::new));
        assertThat(code).as(terminal.err()).isZero();
        assertThat(terminal.out().lines().count()).isEqualTo(arguments.size() - 1);
    }

    @Test
    void checkTellsKindsApartOutsideOfModels() throws IOException {
        for (String name : List.of("drugs/morphine", "mechanisms/dynorphin", "assays/hargreaves", "subjects/rat",
                "anatomy/rat-dorsal-horn", "scenarios/quickstart", "claims/A1", "experiments/dose-by-dynorphin",
                "probes/force-steps")) {
            Path file = Files.copy(Path.of("models", name + ".yaml"), folder.resolve(name.split("/")[1] + ".yaml"));
            assertThat(terminal.rexed("check", file.toString())).as(name + ": " + terminal.err()).isZero();
        }
        Path drug = folder.resolve("morphine.yaml");
        Files.writeString(drug, Files.readString(drug).replace("origin: measured", "origin: mesured"));
        assertThat(terminal.rexed("check", drug.toString())).isEqualTo(2);
        assertThat(terminal.err()).contains("did you mean \"measured\"?");
        Path other = Files.writeString(folder.resolve("shopping.yaml"), "milk: 2\n");
        assertThat(terminal.rexed("check", other.toString())).isEqualTo(2);
        assertThat(terminal.err()).contains("cannot tell what kind of file");
    }

    @Test
    void reportNeedsARunFolder() {
        assertThat(terminal.rexed("report", folder.toString())).isEqualTo(5);
        assertThat(terminal.err()).contains("manifest.json");
    }

    @Test
    void reportOfATruncatedProtocolIsOneClearMessage() throws IOException {
        Files.writeString(folder.resolve("manifest.json"), "{\"kind\": \"probe\", \"rexed\": \"0.1.0\", \"scenario\":"
            + " \"x\", \"seed\": 1, \"subjects\": 1, \"runs\": 1, \"failed\": 0}");
        assertThat(terminal.rexed("report", folder.toString())).isEqualTo(5);
        assertThat(terminal.err().lines()).singleElement().asString().contains("psth.csv: file missing", "protocol");
        Files.writeString(folder.resolve("psth.csv"), "condition\n");
        Files.writeString(folder.resolve("rates.csv"), "condition,level\ncontrol,5 m");
        assertThat(terminal.rexed("report", folder.toString())).isEqualTo(5);
        assertThat(terminal.err().lines().reduce((a, b) -> b).orElseThrow()).contains("rates.csv:1: columns 'class'");
        assertThat(folder.resolve("report.html")).doesNotExist();
    }

    @Test
    void dryRunSaysHowManyRuns() {
        assertThat(terminal.rexed("batch", "dose-by-dynorphin", "--dry-run", "--out", folder.toString())).isZero();
        assertThat(terminal.out()).startsWith("8 runs, 8 subjects" + System.lineSeparator())
            .containsPattern("about [0-9.]+ min on [0-9]+ threads, by one subject of the first run; about 0.0 MB");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anUnwritablePlaceIsAnInputOutputError() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThat(terminal.rexed("run", "quickstart", "--out", file.toString())).isEqualTo(4);
        assertThat(terminal.err()).startsWith("rexed: cannot make a run folder");
        assertThat(terminal.err().lines().count()).isEqualTo(1);
    }
}
