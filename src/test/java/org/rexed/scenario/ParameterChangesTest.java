package org.rexed.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rexed.Laboratory.LIBRARY;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rexed.document.Node;
import org.rexed.document.Plain;
import org.rexed.document.Problems;
import org.rexed.evidence.Origin;
import org.rexed.evidence.Parameter;
import org.rexed.experiment.ParameterTable;
import org.rexed.scenario.ModelLibrary.Kind;
import org.rexed.simulation.Assembly;

/** Other values of parameters of model files, in a library and in a scenario. */
class ParameterChangesTest {
    private static final String KI = "drugs/morphine:receptors.mu.ki";
    private static final String SCENARIO = """
        rexed: 1
        name: changed
        species: rat
        anatomy: rat-dorsal-horn
        subjects: 1
        duration: 3 h
        reference: morphine
        assays:
          - {assay: hargreaves, site: left-hindpaw, baseline: 30 min, at: [2 h]}
        arms:
          - name: morphine
            doses:
              - {drug: morphine, dose: 5 mg/kg, route: sc, at: 1 h}
        """;

    @TempDir
    private Path folder;
    private final Problems problems = new Problems();

    private static Parameter find(Assembly assembly, String file, String name) {
        return assembly.parameters().stream()
            .filter(p -> p.location().file().endsWith(file) && p.name().endsWith(name)).findFirst().orElseThrow();
    }

    private static Scenario scenario(String more) {
        return ScenarioReader.parse("s.yaml", SCENARIO + more, Map.of(), LIBRARY);
    }

    @Test
    void everyKindOfFileCanBeChangedAndAllElseStaysAsItIs() {
        Map<String, String> values = Map.of(KI, "0.3 umol/L",
            "mechanisms/microglial-bdnf:parameters.largest-shift", "5 mV",
            "receptors/signaling:parameters." + firstParameter(Kind.RECEPTOR, "signaling").substring(11), low(
                Kind.RECEPTOR, "signaling"),
            "assays/hargreaves:withdrawal.spikes", "7",
            "anatomy/rat-dorsal-horn:skin.width", low("anatomy", "rat-dorsal-horn", "skin.width"));
        ModelLibrary changed = LIBRARY.with(values);
        Assembly before = new Assembly(scenario(""), LIBRARY);
        Assembly after = new Assembly(scenario(""), changed);
        List<Parameter> old = before.parameters();
        List<Parameter> now = after.parameters();
        assertThat(now).hasSameSizeAs(old);
        int different = 0;
        for (int i = 0; i < old.size(); i++) {
            if (!old.get(i).equals(now.get(i))) {
                different++;
                assertThat(now.get(i).origin()).isEqualTo(Origin.OVERRIDDEN);
                assertThat(now.get(i).note()).contains("replaces: ");
                assertThat(now.get(i).low()).isEqualTo(old.get(i).low());
            }
        }
        assertThat(different).isEqualTo(values.size());
        assertThat(find(after, "drugs/morphine.yaml", "ki").value()).isEqualTo(300);
        assertThat(ParameterTable.csv(now)).contains(
            "models/drugs/morphine.yaml,receptors.mu.ki,300,nmol/L,overridden,,14,1000,replaces: 400 nmol/L (fitted)");
    }

    private static String firstParameter(Kind kind, String name) {
        return org.rexed.evidence.ParameterPaths.of(LIBRARY.tree(kind, name, new Problems()).orElseThrow()).keySet()
            .stream().filter(path -> path.startsWith("parameters.")).findFirst().orElseThrow();
    }

    private static String low(Kind kind, String name) {
        return low(kind.folder(), name, firstParameter(kind, name));
    }

    private static String low(String folder, String name, String path) {
        Kind kind = java.util.Arrays.stream(Kind.values()).filter(k -> k.folder().equals(folder)).findFirst()
            .orElseThrow();
        Node.Mapping leaf = org.rexed.evidence.ParameterPaths.of(
            LIBRARY.tree(kind, name, new Problems()).orElseThrow()).get(path);
        return ((Node.Text) ((Node.Sequence) leaf.entries().get("range").value()).items().get(0)).value();
    }

    @Test
    void laterChangesTakeThePlaceOfEarlierOnesAndTheInstallationKeepsItsOwn() {
        ModelLibrary twice = LIBRARY.with(Map.of(KI, "300 nmol/L")).with(Map.of(KI, "200 nmol/L"));
        assertThat(find(new Assembly(scenario(""), twice), "drugs/morphine.yaml", "ki").value())
            .isEqualTo(200);
        assertThat(find(new Assembly(scenario(""), LIBRARY), "drugs/morphine.yaml", "ki").value())
            .isEqualTo(400);
        assertThat(twice.content(problems)).isNotEqualTo(LIBRARY.content(problems));
        assertThat(LIBRARY.with(Map.of())).isSameAs(LIBRARY);
    }

    @Test
    void anAnatomyBasedOnAnotherSeesItsChanges() {
        String path = "anatomy/rat-dorsal-horn:populations.deep-wdr.count";
        String first = org.rexed.evidence.ParameterPaths.of(
            LIBRARY.tree(Kind.ANATOMY, "rat-dorsal-horn", problems).orElseThrow()).keySet().stream()
            .filter(p -> p.startsWith("projections.")).findFirst().orElse(path);
        String value = low("anatomy", "rat-dorsal-horn", first);
        ModelLibrary changed = LIBRARY.with(Map.of("anatomy/rat-dorsal-horn:" + first, value));
        String human = Plain.text(changed.tree(Kind.ANATOMY, "human-dorsal-horn", problems).orElseThrow());
        assertThat(human).contains("overridden");
        assertThat(Plain.text(LIBRARY.tree(Kind.ANATOMY, "human-dorsal-horn", problems).orElseThrow()))
            .doesNotContain("overridden");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "drugs/morphine:receptors.mu.kI | 300 nmol/L | has no parameter \"receptors.mu.kI\"; did you mean"
            + " \"receptors.mu.ki\"?",
        "mechanisms/microglial-bdnf:parameters.shift | 5 mV | did you mean \"parameters.largest-shift\"?",
        "drugs/morfine:receptors.mu.ki | 300 nmol/L | unknown drug \"morfine\"; did you mean \"morphine\"?",
        "drug/morphine:receptors.mu.ki | 300 nmol/L | no folder \"drug\" with parameters; did you mean \"drugs\"?",
        "claims/A1:measures.0 | 3 | no folder \"claims\" with parameters",
        "morphine.ki | 3 | expected folder/name:path",
        "drugs/morphine:receptors.mu.ki | 300 | unit missing",
        "drugs/morphine:receptors.mu.ki | 300 mg | wrong dimension",
        "drugs/morphine:receptors.mu.ki | 2 umol/L | outside the range of this parameter; found 2 umol/L;"
            + " range 14 nmol/L to 1000 nmol/L",
    })
    void wrongChangesAreTold(String path, String value, String message) {
        assertThatThrownBy(() -> LIBRARY.with(Map.of(path, value))).hasMessageContaining(message);
        assertThatThrownBy(() -> scenario("parameters: {\"" + path + "\": " + value + "}\n"))
            .hasMessageContaining("s.yaml:14:").hasMessageContaining(message);
    }

    @Test
    void aScenarioCarriesItsValuesIntoTheAssemblyAndItsResolvedText() {
        Scenario scenario = scenario("parameters: {\"" + KI + "\": 300 nmol/L}\n");
        Parameter ki = find(new Assembly(scenario, LIBRARY), "drugs/morphine.yaml", "ki");
        assertThat(ki.value()).isEqualTo(300);
        assertThat(ki.origin()).isEqualTo(Origin.OVERRIDDEN);
        Scenario again = ScenarioReader.parse("r.yaml", scenario.resolved(), Map.of(), LIBRARY);
        assertThat(again.parameters()).isEqualTo(scenario.parameters());
        Scenario set = ScenarioReader.parse("s.yaml", SCENARIO, Map.of("parameters." + KI, "200 nmol/L"), LIBRARY);
        assertThat(set.parameters()).containsExactly(Map.entry(KI, "200 nmol/L"));
        assertThat(set.resolved()).contains("\"" + KI + "\": 200 nmol/L  # command line");
    }

    @Test
    void aFileOfFittedValuesSaysWhatTheyWereFittedTo() throws IOException {
        Path file = folder.resolve("fitted.yaml");
        Files.writeString(file, "calibration: rodent\nstudies: [A_2001, B_2002]\nparameters:\n  \"" + KI
            + "\": 300 nmol/L\n");
        ModelLibrary changed = LIBRARY.with(ParameterChanges.read(file), problems);
        assertThat(problems.any()).isFalse();
        Parameter ki = find(new Assembly(scenario(""), changed), "drugs/morphine.yaml", "ki");
        assertThat(ki.origin()).isEqualTo(Origin.FITTED);
        assertThat(ki.note()).contains("target: calibration rodent to A_2001, B_2002", "replaces: 400 nmol/L (fitted)");
        Files.writeString(file, "parameter: {}\n");
        assertThatThrownBy(() -> ParameterChanges.read(file)).hasMessageContaining("did you mean \"parameters\"?");
    }

    @Test
    void noModelFileMaySayThatItsValueWasOverridden() {
        Parameter.read(org.rexed.document.Document.parse("d.yaml",
            "a: {value: 1, origin: overridden, range: [0, 2]}\n", problems), "a", "1");
        assertThat(problems.list()).singleElement().asString().contains("allowed: measured, derived, fitted, assumed");
    }
}
