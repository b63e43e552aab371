package org.rexed.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rexed.Laboratory;
import org.rexed.document.InputException;
import org.rexed.document.Problem;
import org.rexed.recording.Observation;
import org.rexed.recording.Recording;
import org.rexed.scenario.ScenarioReader;

/** Injured animals on the schedule: where heat is felt earlier, recovery, events, and no injury without a trace. */
class InjuredSubjectTest {
    private static final String TEXT = """
        rexed: 1
        name: injured
        species: rat
        anatomy: rat-dorsal-horn
        subjects: 2
        seed: 3
        duration: 6 d
        tick: 5 min
        reference: sham
        assays:
          - {assay: hargreaves, site: left-hindpaw, baseline: 1 h, at: [12 h, 6 d]}
          - {assay: hargreaves, site: left-thigh, baseline: 1 h, at: [12 h, 6 d]}
        arms:
          - name: sham
          - name: off
            mechanisms: {peripheral-input: off}
          - name: inflammation
            injuries: [{kind: inflammation, site: left-hindpaw, at: 4.05 h, radius: 6 mm, until: 1 d}]
            activity: [{from: 2 d, until: 3 d, level: 1.5}]
          - name: switched-off
            mechanisms: {peripheral-input: off}
            injuries: [{kind: inflammation, site: left-hindpaw, at: 4.05 h, radius: 6 mm, until: 1 d}]
        """;
    private static Recording sham;
    private static Recording inflammation;

    @BeforeAll
    static void run() {
        sham = recording("sham");
        inflammation = recording("inflammation");
    }

    private static Assembly assembly(String text) {
        return new Assembly(ScenarioReader.parse("s.yaml", text, Map.of(), Laboratory.LIBRARY), Laboratory.LIBRARY);
    }

    private static Recording recording(String arm) {
        Assembly assembly = assembly(TEXT);
        return assembly.simulation(assembly.scenario().arm(arm), 0).run();
    }

    private static double latency_s(Recording recording, String site, double time_min) {
        return recording.observations().stream()
                .filter(o -> o.site().equals(site) && o.time_min() == time_min)
                .mapToDouble(Observation::reading).findFirst().orElseThrow();
    }

    @Test
    void heatIsFeltEarlierAtTheInjuredSiteAndMuchLessElsewhereAndItHeals() {
        double paw = latency_s(inflammation, "left-hindpaw", 720) / latency_s(sham, "left-hindpaw", 720);
        double thigh = latency_s(inflammation, "left-thigh", 720) / latency_s(sham, "left-thigh", 720);
        assertThat(paw).isLessThan(0.8);
        assertThat(thigh).isGreaterThan(0.88);
        double healed = latency_s(inflammation, "left-hindpaw", 8640) / latency_s(sham, "left-hindpaw", 8640);
        assertThat(healed).isGreaterThan(0.88);
        assertThat(latency_s(inflammation, "left-hindpaw", 60)).isEqualTo(latency_s(sham, "left-hindpaw", 60));
    }

    @Test
    void injuryAndActivityAreEventsAndTheLevelIsRecorded() {
        assertThat(inflammation.events().stream()
                .map(e -> e.time_min() + " " + e.event() + " " + e.what() + " " + e.amount() + e.unit() + e.note()))
                .containsExactly("243.0 injury inflammation 100.0%left-hindpaw",
                        "1440.0 injury end inflammation NaNleft-hindpaw",
                        "2880.0 activity activity 1.51", "4320.0 activity end activity NaN");
        assertThat(inflammation.states().stream()
                .filter(s -> s.entity().equals("injury:inflammation@left-hindpaw") && s.variable().equals("level"))
                .mapToDouble(s -> s.value()).max().orElseThrow()).isBetween(0.9, 1.0);
    }

    @Test
    void withoutAnInjuryTheMechanismLeavesNoTrace() {
        for (String arm : List.of("off", "switched-off")) {
            Recording other = recording(arm);
            assertThat(other.observations()).isEqualTo(sham.observations());
            assertThat(other.states()).isEqualTo(sham.states());
        }
        assertThat(inflammation.observations()).isNotEqualTo(sham.observations());
    }

    @Test
    void threadsDoNotMatter() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Future<Recording>> runs = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            runs.add(threads.submit(() -> recording("inflammation")));
        }
        for (Future<Recording> run : runs) {
            assertThat(run.get().observations()).isEqualTo(inflammation.observations());
            assertThat(run.get().states()).isEqualTo(inflammation.states());
        }
        threads.shutdown();
    }

    @Test
    void anUnknownPlaceIsRefusedOnceWhereItStands() {
        String text = TEXT.replace("arms:\n",
                "injuries: [{kind: incision, site: left-hindpow, at: 1 h, radius: 6 mm}]\narms:\n");
        InputException e = catchThrowableOfType(InputException.class, () -> assembly(text));
        assertThat(e.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")))
                .startsWith("s.yaml:13:35: site: found \"left-hindpow\"; did you mean \"left-hindpaw\"?")
                .contains("did you mean \"left-hindpaw\"?").doesNotContain("\n");
    }
}
