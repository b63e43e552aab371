package org.rexed.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rexed.Laboratory;
import org.rexed.document.Document;
import org.rexed.document.Problem;
import org.rexed.document.Problems;
import org.rexed.scenario.ModelLibrary.Kind;

/** Batteries in scenarios, and what wrong ones are told. */
class BatteryTest {
    private static final String TEXT = """
        rexed: 1
        name: battery
        species: rat
        anatomy: rat-dorsal-horn
        duration: 2 d
        reference: vehicle
        assays:
          - {battery: rat-thresholds, site: left-hindpaw, baseline: 30 min, at: [6 h, 1 d]}
          - {assay: hargreaves, site: left-knee, baseline: 30 min, at: [6 h]}
        arms:
          - name: vehicle
        """;

    private static Scenario read(String text) {
        return ScenarioReader.parse("b.yaml", text, Map.of(), Laboratory.LIBRARY);
    }

    @Test
    void eachAssayComesSoLongAfterTheTimesOfTheBattery() {
        Scenario scenario = read(TEXT);
        assertThat(scenario.assays()).extracting(AssaySchedule::assay)
            .containsExactly("von-frey", "hargreaves", "paw-pressure", "hargreaves");
        AssaySchedule heat = scenario.assays().get(1);
        assertThat(heat.site()).isEqualTo("left-hindpaw");
        assertThat(heat.baseline_min()).isEqualTo(35);
        assertThat(heat.times_min()).isEqualTo(List.of(365.0, 1445.0));
        Scenario again = read(scenario.resolved());
        assertThat(again.assays()).extracting(AssaySchedule::times_min)
            .isEqualTo(scenario.assays().stream().map(AssaySchedule::times_min).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "rat-thresholds | rat-treshold | b.yaml:8:15: battery: found \"rat-treshold\";"
            + " did you mean \"rat-thresholds\"?",
        "'6 h, 1 d' | '6 h, 2 d' | b.yaml:8:15: battery: hargreaves of rat-thresholds comes 5 min after the others"
            + " begin, which is after the end of the scenario; duration 2 d (line 5)",
        "left-knee | left-hindpaw | b.yaml:9:31: assay hargreaves at left-hindpaw is there twice; first in line 8",
        "'site: left-hindpaw, b' | 'b' | b.yaml:8:5: key \"site\" missing"
    })
    void whatCannotBeIsRefusedAtItsPlace(String found, String mistake, String message) {
        assertThat(TEXT).contains(found);
        assertThatThrownBy(() -> read(TEXT.replace(found, mistake))).hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "'{assay: hargreavs, after: 0 min}' | found \"hargreavs\"; did you mean \"hargreaves\"?",
        "'{assay: hargreaves, after: 5}' | after: ",
        "'{assay: hargreaves, after: 5 min}, {assay: von-frey, after: 4 min}' | after: earlier than the test before it",
        "'{assay: hargreaves, after: 5 min}, {assay: hargreaves, after: 9 min}' | hargreaves is there twice",
        "'' | tests: at least one is needed"
    })
    void aWrongFileIsToldWhy(String tests, String message) {
        Problems problems = new Problems();
        Battery.read(Document.parse("b.yaml", "title: t\ntests: [" + tests + "]\n", problems),
            Laboratory.LIBRARY.names(Kind.ASSAY));
        assertThat(problems.list()).extracting(Problem::toString).anyMatch(text -> text.contains(message));
    }
}
