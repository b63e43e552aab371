package org.rexed.gui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rexed.Laboratory;
import org.rexed.circuit.Circuit;
import org.rexed.gui.Snapshot.State;
import org.rexed.scenario.Scenario;
import org.rexed.scenario.ScenarioReader;

/** What the pulses of a train evoke, and what a session keeps of it. */
class WindUpTest {
    private static final String YAML = """
            rexed: 1
            name: trains
            title: Two trains of pulses
            species: human
            anatomy: human-dorsal-horn
            subjects: 1
            seed: 7
            duration: 30 min
            tick: 1 min
            reference: ketamine
            assays:
              - {assay: temporal-summation, site: left-foot, baseline: 5 min, at: [25 min]}
            arms:
              - name: ketamine
                doses:
                  - {drug: ketamine, dose: 35 mg, route: iv, at: 15 min}
            """;

    @Test
    void spikesOfAscendingCellsCountForThePulseBeforeThem() {
        Circuit circuit = Laboratory.milieu().circuit();
        int wide = circuit.populations("wide-dynamic-range").get(0).first();
        int projection = circuit.populations("projection").get(0).first();
        int fibre = circuit.populations("a-beta").get(0).first();
        FastClock.Raster raster = new FastClock.Raster("train", 3300,
                new float[] {50, 399, 401, 450, 1299, 1401, 3299, 500},
                new int[] {wide, wide, wide, projection, wide, projection, wide, fibre});
        // The test ends 200 ms later than the pause after the last pulse: windows from 300 to 1200 ms after each.
        double[] pulses_ms = {100, 1100, 2100};
        assertThat(WindUp.of(raster, pulses_ms, 5, circuit).spikes()).containsExactly(3, 1, 1);
        assertThat(WindUp.of(raster, new double[] {100}, 5, circuit)).as("one pulse is no train").isNull();
        assertThat(WindUp.of(raster, new double[0], 5, circuit)).isNull();
    }

    @Test
    void aSessionKeepsEveryTrainWithItsTime() throws InterruptedException {
        Scenario scenario = ScenarioReader.parse("trains.yaml", YAML, Map.of(), TinyStudy.library());
        try (Session session = new Session(scenario, TinyStudy.library())) {
            session.setSpeed(Session.UNLIMITED);
            session.setProbeSpeed(Session.UNLIMITED);
            TinyStudy.await(session, s -> s.state() == State.PAUSED);
            session.run();
            Snapshot end = TinyStudy.await(session, s -> s.state() == State.FINISHED);
            List<WindUp> trains = end.fast().windUps();
            assertThat(trains).extracting(WindUp::title).containsOnly("Temporal summation, left foot");
            assertThat(trains).extracting(WindUp::time_min).as("two trials each").hasSize(4)
                    .satisfies(times -> assertThat(times.get(1)).isLessThan(times.get(2)));
            int[] naive = trains.get(0).spikes();
            assertThat(naive).hasSize(10);
            assertThat(sum(naive, 7)).as("the last pulses").isGreaterThan(sum(naive, 0));
            assertThat(IntStream.of(trains.get(3).spikes()).sum()).as("under ketamine")
                    .isLessThan(IntStream.of(naive).sum());
            assertThat(end.past(10).fast().windUps()).isEqualTo(trains.subList(0, 2));
        }
    }

    private static int sum(int[] spikes, int from) {
        return spikes[from] + spikes[from + 1] + spikes[from + 2];
    }
}
