package org.rexed.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rexed.Laboratory;
import org.rexed.document.InputException;
import org.rexed.document.Problem;
import org.rexed.mechanism.Injuries;
import org.rexed.mechanism.Injury;

/** Injuries and activity in scenario files. */
class InjuryReaderTest {
    private static final String TEXT = """
        rexed: 1
        name: injured
        species: rat
        anatomy: rat-dorsal-horn
        duration: 8 d
        reference: sham
        assays: [{assay: hargreaves, site: left-hindpaw, baseline: 1 h, at: 2 d}]
        injuries:
          - {kind: inflammation, site: left-hindpaw, at: 1 d, radius: 6 mm}
        activity:
          - {from: 2 d, until: 4 d, level: 2}
        arms:
          - {name: sham, injuries: [], activity: []}
          - {name: inflammation}
          - name: other
            injuries:
              - {kind: nerve-injury, site: left-knee, at: 0 h, severity: 50 %, progression: 5 %/d}
              - {kind: incision, site: left-hindpaw, at: 12 h, severity: 150 %, radius: 0.5 cm, until: 3 d}
        """;

    private static Scenario read(String text, Map<String, String> changes) {
        return ScenarioReader.parse("s.yaml", text, changes, Laboratory.LIBRARY);
    }

    @Test
    void readsKindPlaceTimeAndSize() {
        Scenario s = read(TEXT, Map.of());
        assertThat(s.arm("sham").injuries()).isEqualTo(Injuries.NONE);
        Injuries held = s.arm("inflammation").injuries();
        assertThat(held.activity()).containsExactly(new Injuries.Activity(2880, 5760, 2));
        assertThat(held.level(2879)).isEqualTo(1);
        assertThat(held.level(2880)).isEqualTo(2);
        assertThat(held.level(5760)).isEqualTo(1);
        Injury inflammation = held.injuries().get(0);
        assertThat(inflammation.kind()).isEqualTo(Injury.Kind.INFLAMMATION);
        assertThat(inflammation.severity()).isEqualTo(1);
        assertThat(inflammation.until_min()).as("left to the kind").isNaN();
        assertThat(inflammation.location()).hasToString("s.yaml:9:32");
        List<Injury> other = s.arm("other").injuries().injuries();
        assertThat(other.get(0).severity()).isEqualTo(0.5);
        assertThat(other.get(0).progression_per_min()).isCloseTo(0.05 / 1440, within(1e-15));
        assertThat(other.get(0).until_min()).as("a disease goes on").isInfinite();
        assertThat(other.get(0).radius_mm()).isNaN();
        assertThat(other.get(1).radius_mm()).isCloseTo(5, within(1e-12));
        assertThat(other.get(1).until_min()).isEqualTo(3 * 1440);
        assertThat(s.arm("other").injuries().activity()).as("an arm keeps what it does not say").hasSize(1);
    }

    @Test
    void resolvedTextGivesTheSameInjuriesAndTheCommandLineChangesThem() {
        Scenario s = read(TEXT, Map.of("arms.other.injuries.1.severity", "20 %", "activity.0.level", "3"));
        assertThat(s.arm("other").injuries().injuries().get(1).severity()).isCloseTo(0.2, within(1e-12));
        assertThat(s.arm("inflammation").injuries().level(3000)).isEqualTo(3);
        assertThat(s.resolved()).contains("severity: 20 %  # command line\n", "severity: 100 %  # default\n",
            "level: 3  # command line\n");
        Scenario again = read(s.resolved(), Map.of());
        assertThat(again.arms()).usingRecursiveComparison().withEqualsForType(Double::equals, Double.class)
            .ignoringFieldsMatchingRegexes(".*location").isEqualTo(s.arms());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "kind: inflammation | kind: inflamation | s.yaml:9:12: kind: found \"inflamation\"; did you mean"
            + " \"inflammation\"?",
        "at: 1 d, radius: 6 mm | at: 1 d | s.yaml:9:5: key \"radius\" missing",
        "radius: 6 mm | radius: 6 ms | s.yaml:9:63: radius: wrong dimension",
        "radius: 6 mm | radius: -6 mm | s.yaml:9:63: radius",
        "at: 1 d | at: 9 d | s.yaml:9:50: at: after the end of the scenario; found 9 d",
        "at: 1 d | at: 1 d, until: 12 h | s.yaml:9:62: until: the cause of the injury ends before it begins",
        "at: 1 d | at: 1 d, severity: 900 % | s.yaml:9:65: severity",
        "at: 1 d | at: 1 d, severity: -1 % | s.yaml:9:65: severity",
        "at: 1 d | at: 1 d, progression: 5 % | s.yaml:9:68: progression: wrong dimension",
        "at: 1 d | at: 1 d, sevrity: 5 % | s.yaml:9:55: unknown key \"sevrity\"; did you mean \"severity\"?",
        "at: 0 h, severity | at: 0 h, radius: 5 mm, severity | s.yaml:17:64: radius: an injured nerve concerns the"
            + " whole dermatome",
        "kind: inflammation | kind: electrical-stimulation | s.yaml:9:5: key \"until\" missing",
        "inflammation, site: left-hindpaw, at: 1 d | electrical-stimulation, site: left-hindpaw, at: 1 d, until: 2 d,"
            + " progression: 5 %/d | s.yaml:9:90: progression: a current does not grow by itself; found 5 %/d",
        "level: 2 | level: 20 | s.yaml:11:36: level",
        "until: 4 d, level | until: 1 d, level | s.yaml:11:24: until: the spell of activity ends before it begins",
        "level: 2} | level: 2}, {from: 3 d, until: 5 d, level: 1}] | s.yaml:11:47: from: two spells"
            + " of activity overlap",
    })
    void refuses(String found, String replacement, String message) {
        String text = TEXT;
        if (replacement.contains("}, {from")) {
            text = text.replace("activity:\n  - {from", "activity:\n   [{from");
        }
        assertThat(text).contains(found);
        String changed = text.replace(found, replacement);
        InputException e = catchThrowableOfType(InputException.class, () -> read(changed, Map.of()));
        assertThat(e).as("a problem is expected").isNotNull();
        assertThat(e.problems().stream().map(Problem::toString)).anyMatch(problem -> problem.startsWith(message));
    }
}
