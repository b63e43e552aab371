package org.rexed.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rexed.Laboratory;
import org.rexed.recording.Event;
import org.rexed.recording.Observation;
import org.rexed.recording.Recording;
import org.rexed.recording.StateSample;
import org.rexed.scenario.Scenario;
import org.rexed.scenario.ScenarioReader;

/** A subject with a button that asks itself: what it is told, what it does, and how much it takes. */
class AskedTest {
    private static final String TEXT = """
        rexed: 1
        name: asked
        species: rat
        anatomy: rat-dorsal-horn
        duration: 90 min
        reference: vehicle
        mechanisms: {microglial-bdnf: off, excitotoxic-loss: off}
        assays:
          - {assay: hargreaves, site: left-hindpaw, baseline: 10 min, at: [40 min, 90 min]}
        arms:
          - name: vehicle
          - name: button
            doses:
              - {drug: morphine, dose: 1 nmol/kg, route: iv, at: 5 min}
            dosing:
              - {rule: patient-controlled, drug: morphine, dose: 1.5 mg/kg, route: iv, lockout: 5 min, from: 20 min,
                 until: 80 min, goal: {assay: hargreaves, above: 130 %, as: percent-of-baseline, every: 10 min}}
        """;

    @Test
    void eachAnswerIsHeardOnceAndWhatIsTakenIsCounted() {
        Scenario scenario = ScenarioReader.parse("asked.yaml", TEXT, Map.of(), Laboratory.LIBRARY);
        Assembly assembly = new Assembly(scenario, Laboratory.LIBRARY);
        Recording button = assembly.simulation(scenario.arm("button"), 0).run();
        assertThat(button.observations()).extracting(Observation::time_min).containsExactly(10.0, 40.0, 90.0);
        List<StateSample> answers = new ArrayList<>(button.states().stream()
            .filter(s -> s.entity().equals("asked:hargreaves")).toList());
        assertThat(answers).extracting(StateSample::time_min).containsExactly(20.0, 30.0, 50.0, 60.0, 70.0);
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.variable()).isEqualTo("reading_left-hindpaw");
            assertThat(answer.unit()).isEqualTo("s");
        });
        Observation baseline = button.observations().get(0);
        List<Double> expected = new ArrayList<>();
        answers.forEach(a -> expected.addAll(a.value() < 1.3 * baseline.reading() ? List.of(a.time_min() + 1)
            : List.of()));
        // The reading of the study at 40 min is an answer too.
        if (button.observations().get(1).reading() < 1.3 * baseline.reading()) {
            expected.add(41.0);
        }
        expected.sort(null);
        List<Event> pressed = button.events().stream().filter(e -> e.time_min() > 5).toList();
        assertThat(expected).as("pain without, none with enough").hasSizeBetween(1, 5).startsWith(21.0);
        assertThat(pressed).extracting(Event::time_min).isEqualTo(expected);
        double taken_mg = button.events().stream().mapToDouble(Event::amount).sum();
        List<StateSample> given = button.states().stream().filter(s -> s.variable().equals("given_mass")).toList();
        assertThat(given.get(0).value()).isZero();
        assertThat(given.get(given.size() - 1).value()).isCloseTo(taken_mg, within(1e-12));
        assertThat(given.get(given.size() - 1).entity()).isEqualTo("drug:morphine");
        assertThat(given).allMatch(sample -> sample.unit().equals("mg"));
    }
}
