package org.rexed.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rexed.document.InputException;
import org.rexed.document.Problems;
import org.rexed.evidence.ParameterReader;
import org.rexed.random.RandomKey;
import org.rexed.subject.Strain;

/** How much subjects differ, said by a scenario itself. */
class VariationTest {
    private static final ModelLibrary LIBRARY = new ModelLibrary(Path.of("."));
    private static final String YAML = """
        rexed: 1
        name: population
        species: rat
        anatomy: rat-dorsal-horn
        duration: 1 d
        reference: vehicle
        variation: {mechanisms: 60 %, dynorphin: 0.9, clearance: 35 %}
        assays:
          - {assay: hargreaves, site: left-hindpaw, baseline: 30 min, at: 6 h}
        arms:
          - name: vehicle
        """;

    private static Scenario read(String yaml, Map<String, String> set) {
        return ScenarioReader.parse("population.yaml", yaml, set, LIBRARY);
    }

    @Test
    void mechanismsTogetherOrByNameAndTraitsAndNothingElse() {
        Scenario s = read(YAML, Map.of("variation.volume", "5 %"));
        assertThat(s.variation()).containsEntry("nmda-sensitization", 0.6).containsEntry("dynorphin", 0.9)
            .containsEntry("clearance", 0.35).containsEntry("volume", 0.05).doesNotContainKey("body-mass");
        assertThat(s.resolved()).contains("variation:\n  mechanisms: 60 %  # scenario\n",
            "volume: 5 %  # command line");
        assertThat(read(s.resolved(), Map.of()).variation()).isEqualTo(s.variation());
        assertThat(read(YAML.replaceFirst("variation.*\n", ""), Map.of()).variation()).isEmpty();
    }

    @Test
    void wrongNamesAndNumbersAreRefusedAtTheirPlace() {
        refused("dynorphin: 0.9", "dynorfin: 0.9", "population.yaml:7:31: variation: nothing named \"dynorfin\"",
            "did you mean \"dynorphin\"?");
        refused("60 %", "400 %", "population.yaml:7:25: mechanisms: out of range");
        refused("60 %", "-1 %", "population.yaml:7:25: mechanisms: out of range");
        refused("60 %", "3 mg", "population.yaml:7:25");
    }

    private static void refused(String from, String to, String... messages) {
        InputException e = catchThrowableOfType(InputException.class, () -> read(YAML.replace(from, to), Map.of()));
        assertThat(e).as(to).isNotNull();
        assertThat(e).hasMessageContainingAll(messages);
    }

    @Test
    void onlyWhatIsNamedVariesOtherwise() {
        Problems problems = new Problems();
        Strain strain = Strain.read(LIBRARY.fields(ModelLibrary.Kind.SUBJECT, "rat", problems), new ParameterReader());
        Strain.Traits usual = strain.draw(RandomKey.of(3));
        Strain.Traits wide = strain.with(Map.of("dynorphin", 0.9, "volume", 0.0)).draw(RandomKey.of(3));
        assertThat(strain.with(Map.of())).isEqualTo(strain);
        assertThat(wide.clearanceFactor()).isEqualTo(usual.clearanceFactor());
        assertThat(wide.volumeFactor()).isEqualTo(1);
        assertThat(wide.strength().get("nmda-sensitization")).isEqualTo(usual.strength().get("nmda-sensitization"));
        // The same gaussian z times another sigma: ln factor = sqrt(ln(1 + cv^2)) z.
        double scale = StrictMath.sqrt(StrictMath.log1p(0.81) / StrictMath.log1p(0.12 * 0.12));
        assertThat(StrictMath.log(wide.strength().get("dynorphin")))
            .isCloseTo(scale * StrictMath.log(usual.strength().get("dynorphin")),
                org.assertj.core.data.Offset.offset(1e-12));
        assertThat(List.of(strain.draw(RandomKey.of(3)))).containsExactly(usual);
    }
}
