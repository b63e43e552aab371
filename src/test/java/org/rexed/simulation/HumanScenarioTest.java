package org.rexed.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rexed.Laboratory;
import org.rexed.document.InputException;
import org.rexed.recording.Observation;
import org.rexed.recording.StateSample;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.ModelLibrary.Kind;
import org.rexed.scenario.Scenario;
import org.rexed.scenario.ScenarioReader;

/** Studies of people run from file to readings. */
class HumanScenarioTest {
    private static Scenario battery(Map<String, String> changes) {
        return ScenarioReader.read(
                Laboratory.LIBRARY.path(Kind.SCENARIO, "human-battery"), changes, Laboratory.LIBRARY);
    }

    @Test
    void theBatteryRunsAndRemifentanilRelievesPainWhileItRuns() {
        Scenario scenario = battery(Map.of("duration", "90 min", "assays",
                "[{assay: pain-rating, site: left-foot, baseline: 30 min, at: [85 min]},"
                        + " {assay: pinprick-area, site: left-foot, baseline: 30 min, at: [85 min]}]"));
        Assembly assembly = new Assembly(scenario, Laboratory.LIBRARY);
        List<Observation> readings = assembly.simulation(scenario.arms().get(1), 0).run().observations();
        assertThat(readings).extracting(Observation::unit).containsExactlyInAnyOrder("1", "1", "cm2", "cm2");
        assertThat(readings).filteredOn(o -> o.assay().equals("pain-rating") && o.time_min() == 85)
                .singleElement().satisfies(o -> assertThat(o.percentOfBaseline()).isBetween(0.0, 95.0));
        assertThat(readings).filteredOn(o -> o.assay().equals("pinprick-area"))
                .allSatisfy(o -> assertThat(o.percentOfBaseline()).as("no percent of 0").isNaN());
    }

    @Test
    void peopleAdaptToLessOfAnOpioidThanRelievesThem() {
        Map<String, String> changes = new HashMap<>(Map.of("duration", "90 min", "assays",
                "[{assay: pain-rating, site: left-foot, baseline: 30 min, at: [31 min]}]"));
        List<StateSample> people = states(changes);
        changes.put("parameters.subjects/human:receptors.mu-potency-beside-relief", "1 1");
        List<StateSample> alike = states(changes);
        assertThat(first(people, "effect_spinal-cord")).as("relief").isEqualTo(first(alike, "effect_spinal-cord"));
        assertThat(last(people, "microglia_activation")).isGreaterThan(1.1 * last(alike, "microglia_activation"));
        assertThat(last(people, "respiratory_depression"))
                .isGreaterThan(1.5 * last(alike, "respiratory_depression"));
    }

    private static List<StateSample> states(Map<String, String> changes) {
        Scenario scenario = battery(changes);
        return new Assembly(scenario, Laboratory.LIBRARY).simulation(scenario.arms().get(1), 0).run().states();
    }

    private static double first(List<StateSample> states, String variable) {
        return states.stream().filter(s -> s.variable().equals(variable) && s.value() > 0).findFirst().orElseThrow()
                .value();
    }

    private static double last(List<StateSample> states, String variable) {
        return states.stream().filter(s -> s.variable().equals(variable)).reduce((a, b) -> b).orElseThrow().value();
    }

    @Test
    void anAssayWhoseCellsTheAnatomyLacksIsRefusedWithItsPlace(@TempDir Path home) throws IOException {
        ModelLibrary library = Laboratory.copy(home);
        Path assay = home.resolve("models/assays/pain-rating.yaml");
        Files.writeString(assay, Files.readString(assay).replace("cells: [projection, ", "cells: [projektion, "));
        Scenario scenario = battery(Map.of());
        assertThatThrownBy(() -> new Assembly(scenario, library)).isInstanceOf(InputException.class)
                .satisfies(e -> assertThat(((InputException) e).problems()).singleElement().extracting(Object::toString)
                        .asString().contains("pain-rating.yaml:").contains("no class \"projektion\"")
                        .contains("did you mean \"projection\"?"));
    }
}
