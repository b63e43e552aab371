package org.rexed.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rexed.Laboratory;
import org.rexed.assay.Assay;
import org.rexed.circuit.Anatomy;
import org.rexed.circuit.Circuit;
import org.rexed.document.InputException;
import org.rexed.random.RandomKey;
import org.rexed.recording.Observation;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.ModelLibrary.Kind;
import org.rexed.scenario.Scenario;
import org.rexed.scenario.ScenarioReader;

/** Mice: what naive ones do in assays, and a study from file to readings. */
class MouseScenarioTest {
    private static Scenario scenario(Map<String, String> changes) {
        return ScenarioReader.read(
                Laboratory.LIBRARY.path(Kind.SCENARIO, "mouse-morphine"), changes, Laboratory.LIBRARY);
    }

    /** Usual readings of naive mice: lamp on the tail 2 to 4 s, lamp on the paw 6 to 12 s, filaments 0.6 to 1.5 g. */
    @ParameterizedTest
    @CsvSource({
        "tail-flick, tail, 2, 4", "hargreaves, left-hindpaw, 6, 12", "von-frey, left-hindpaw, 0.6, 1.5",
        "hot-plate, left-hindpaw, 7, 14", "paw-pressure, left-hindpaw, 10, 30",
    })
    void naiveMiceReadAsUsual(String name, String site, double low, double high) {
        Anatomy mouse = Laboratory.anatomy("mouse-dorsal-horn");
        Assay assay = Laboratory.assayFor("mouse", name);
        double sum = 0;
        for (int seed = 1; seed <= 4; seed++) {
            Circuit circuit = Circuit.build(mouse, RandomKey.of(seed));
            sum += assay.measure(circuit, mouse.sites().get(site), RandomKey.of(100 + seed), probe -> {}).value();
        }
        assertThat(sum / 4).isBetween(low, high);
    }

    /** Half an hour after 10 mg/kg under the skin. */
    @Test
    void morphineRelievesPainInMice() {
        Scenario scenario = scenario(Map.of("duration", "2 h", "assays",
                "[{assay: tail-flick, site: tail, baseline: 30 min, at: [90 min]},"
                        + " {assay: von-frey, site: left-hindpaw, baseline: 35 min, at: [95 min]}]"));
        Assembly assembly = new Assembly(scenario, Laboratory.LIBRARY);
        assertThat(assembly.resolved()).startsWith(scenario.resolved()).contains("# kinetics of morphine: ")
                .contains("those of the rat by allometry (set groenendaal-2007-from-rat)");
        List<Observation> readings = new ArrayList<>();
        for (int subject = 0; subject < 2; subject++) {
            readings.addAll(assembly.simulation(scenario.arms().get(2), subject).run().observations());
        }
        assertThat(readings).hasSize(8);
        assertThat(readings.stream().filter(o -> o.time_min() > 60).mapToDouble(Observation::percentOfBaseline)
                .average().orElseThrow()).isGreaterThan(130);
    }

    @Test
    void aChangeForASpeciesHasToBeOneOfWhatTheFileSays(@TempDir Path home) throws IOException {
        ModelLibrary library = Laboratory.copy(home);
        Path assay = home.resolve("models/assays/tail-flick.yaml");
        String text = Files.readString(assay);
        Files.writeString(assay, text.replaceAll("(?s)(in-species:.*)spread:", "$1spreed:"));
        assertProblem(library, "tail-flick.yaml:", "unknown key \"spreed\"", "did you mean \"spread\"");
        Files.writeString(assay, text.replace("in-species:\n  mouse:", "in-species:\n  mouze:"));
        assertProblem(library, "tail-flick.yaml:", "in-species: unknown species \"mouze\"",
                "allowed: human, mouse, rat");
    }

    private static void assertProblem(ModelLibrary library, String... parts) {
        assertThatThrownBy(() -> new Assembly(scenario(Map.of()), library)).isInstanceOf(InputException.class)
                .satisfies(e -> assertThat(((InputException) e).problems()).singleElement().extracting(Object::toString)
                        .asString().contains(parts));
    }
}
