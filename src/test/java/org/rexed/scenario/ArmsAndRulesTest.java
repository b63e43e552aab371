package org.rexed.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rexed.Laboratory;
import org.rexed.pharmacology.Amount;
import org.rexed.pharmacology.DosingRule;
import org.rexed.pharmacology.Sex;
import org.rexed.simulation.Assembly;
import org.rexed.simulation.Protocol;
import org.rexed.simulation.RexedSimulation;

/** Arms that differ in their subjects, and rules of dosing that need readings. */
class ArmsAndRulesTest {
    private static final String TEXT = """
        rexed: 1
        name: two-groups
        species: human
        subject: {sex: male, mass: 80 kg, age: 40 a, height: 180 cm}
        anatomy: human-dorsal-horn
        duration: 1 d
        reference: healthy
        variation: {clearance: 20 %, mechanisms: 10 %}
        assays:
          - {assay: pain-rating, site: left-foot, baseline: 30 min, at: [2 h, 6 h]}
          - {assay: pain-rating, site: left-sole, baseline: 30 min, at: [6 h]}
        arms:
          - name: healthy
          - name: patients
            subject: {sex: female, mass: 60 kg}
            variation: {dynorphin: 0.9, volume: 5 %}
            mechanisms: {spinal-ltp: off}
            doses:
              - {drug: morphine, dose: 30 mg, route: oral, every: 12 h, times: 2}
            dosing:
              - {rule: patient-controlled, drug: morphine, dose: 1 mg, route: iv, lockout: 6 min, from: 1 h, for: 2 h,
                 goal: {assay: pain-rating, below: 3, every: 20 min}}
        """;

    @TempDir
    private Path home;

    private static Scenario read(String text) {
        return ScenarioReader.parse("g.yaml", text, Map.of(), Laboratory.LIBRARY);
    }

    @Test
    void anArmSaysHowItsSubjectsDiffer() {
        Scenario s = read(TEXT);
        Arm healthy = s.arm("healthy");
        Arm patients = s.arm("patients");
        assertThat(healthy.body()).isEqualTo(s.body());
        assertThat(healthy.variation()).isEqualTo(s.variation());
        assertThat(patients.body().sex()).isEqualTo(Sex.FEMALE);
        assertThat(patients.body().mass_kg()).isEqualTo(60);
        assertThat(patients.body().age_y()).as("as in the scenario").isEqualTo(40);
        assertThat(patients.body().height_cm()).isEqualTo(180);
        assertThat(patients.variation()).containsEntry("clearance", 0.2).containsEntry("nmda-sensitization", 0.1)
            .containsEntry("dynorphin", 0.9).containsEntry("volume", 0.05);
        assertThat(patients.mechanisms()).containsEntry("spinal-ltp", 0.0).containsEntry("dynorphin", 1.0);
        assertThat(s.resolved()).contains("      sex: female  # scenario\n", "      age: 40 a  # default\n");
        Scenario again = read(s.resolved());
        assertThat(again.arms()).usingRecursiveComparison().withEqualsForType(Double::equals, Double.class)
            .isEqualTo(s.arms());
    }

    @Test
    void anArmsBodyReachesItsSubjects() {
        Scenario s = read(TEXT.replace("{clearance: 20 %, mechanisms: 10 %}", "{body-mass: 0, clearance: 0, volume: 0}")
            .replace("volume: 5 %", "volume: 0"));
        Assembly assembly = new Assembly(s, Laboratory.LIBRARY);
        RexedSimulation simulation = assembly.simulation(s.arm("patients"), 0);
        simulation.start();
        assertThat(simulation.subject().drugs().kinetics().get(0).nanomoles(
            Amount.parse("1 nmol/kg"))).isEqualTo(60);
    }

    @Test
    void aPatientWhoAsksItselfIsTestedBesidesTheStudy() {
        Scenario s = read(TEXT);
        DosingRule rule = s.arm("patients").rules().get(0);
        assertThat(rule.asked()).contains(new DosingRule.Asked("pain-rating", "left-foot", 20));
        assertThat(rule).hasToString("1 mg iv by button until pain-rating down to 3, lock-out 6 min");
        Protocol protocol = new Assembly(s, Laboratory.LIBRARY).simulation(s.arm("patients"), 0).protocol();
        assertThat(protocol.tests().stream().filter(Protocol.Test::asked)).extracting(Protocol.Test::time_min)
            .as("the reading of the study at 2 h serves too").containsExactly(60.0, 80.0, 100.0, 140.0, 160.0);
        assertThat(new Assembly(s, Laboratory.LIBRARY).simulation(s.arm("healthy"), 0).protocol().tests())
            .noneMatch(Protocol.Test::asked).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "mass: 60 kg | mass: 600 g | g.yaml:15:34: mass: out of range; found 600 g; allowed 7 kg to 700 kg",
        "mass: 60 kg | mas: 60 kg | g.yaml:15:28: unknown key \"mas\"; did you mean \"mass\"?",
        "dynorphin: 0.9 | dynorfin: 0.9 | g.yaml:16:17: variation: nothing named \"dynorfin\" varies; did you mean"
            + " \"dynorphin\"?",
        "variation: {dynorphin | variaton: {dynorphin | g.yaml:16:5: unknown key \"variaton\"; did you mean"
            + " \"variation\"?",
        "spinal-ltp: off | spinal-lpt: off | g.yaml:17:18: unknown mechanism \"spinal-lpt\"; did you mean"
            + " \"spinal-ltp\"?",
        "below: 3, every | every | g.yaml:22:16: expected one of of-baseline, above, below; found none of them",
        "below: 3, | below: 3, above: 2, | g.yaml:22:37: expected one of of-baseline, above, below; found above and"
            + " below",
        "below: 3 | below: 3 mm | g.yaml:22:44: below: wrong dimension; found \"3 mm\" (a length); expected a"
            + " plain number",
        "below: 3, every: 20 min | below: 3 | g.yaml:22:16: goal: how often does the patient ask itself? say it, such"
            + " as \"every: 10 min\"",
        "every: 20 min | every: 20 s | g.yaml:22:54: every: out of range; found 20 s; allowed 1 min to 1000000 min",
        "below: 3, every | site: left-ankel, below: 3, every | g.yaml:22:43: site: found \"left-ankel\"; allowed:"
            + " left-foot, left-sole",
        "'goal: {assay: pain-rating' | 'goal: {assay: pain-ratin' | g.yaml:22:24: assay: found \"pain-ratin\"; did you"
            + " mean \"pain-rating\"?",
        "below: 3, every | below: 3, as: percent, every | g.yaml:22:51: as: found \"percent\"",
    })
    void whatCannotBeIsRefusedAtItsPlace(String found, String mistake, String message) {
        assertThat(TEXT).contains(found);
        assertThatThrownBy(() -> read(TEXT.replace(found, mistake))).hasMessageContaining(message);
    }

    @Test
    void theResolvedTextHoldsTheContentOfABattery() throws IOException {
        ModelLibrary library = Laboratory.copy(home);
        String text = TEXT.replaceAll("(?s)assays:.*arms:", "assays:\n  - {battery: human-qst, site: left-foot,"
            + " baseline: 30 min, at: [2 h]}\narms:");
        Scenario s = ScenarioReader.parse("g.yaml", text, Map.of(), library);
        assertThat(s.resolved()).contains("  - battery:\n      name: human-qst  # scenario\n      title: ",
            "        - assay: heat-pain-threshold  # library\n          after: 0 min  # library\n");
        Path file = library.path(ModelLibrary.Kind.BATTERY, "human-qst");
        Files.writeString(file, "title: Something else\ntests: [{assay: pain-rating, after: 0 min}]\n");
        Scenario again = ScenarioReader.parse("g.yaml", s.resolved(), Map.of(), library);
        assertThat(again.assays()).extracting(AssaySchedule::assay, AssaySchedule::times_min)
            .isEqualTo(s.assays().stream().map(a -> Tuple.tuple(a.assay(), a.times_min()))
                .toList());
        assertThatThrownBy(() -> read(s.resolved().replace("assay: pain-rating  ", "assay: pain-ratin  ")))
            .hasMessageContaining("did you mean \"pain-rating\"?");
        assertThatThrownBy(() -> read(s.resolved().replace("duration: 1 d", "duration: 2.1 h")))
            .hasMessageContaining("of human-qst comes 8 min after the others begin");
        assertThat(List.of(s.resolved())).noneMatch(resolved -> resolved.contains("battery: human-qst"));
    }
}
