package org.rexed.gui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rexed.experiment.Experiment;
import org.rexed.experiment.RecordChoice;
import org.rexed.experiment.RunFolder;
import org.rexed.recording.Recording;
import org.rexed.scenario.Scenario;
import org.rexed.scenario.ScenarioReader;
import org.rexed.simulation.Assembly;

/** Arms side by side and curves of dose and response, without a window. */
class ComparisonTest {
    @Test
    void bandIsTheIntervalOfTheTDistribution() {
        Band band = Band.over(List.of(new TreeMap<>(Map.of(1.0, 2.0, 5.0, 7.0)), new TreeMap<>(Map.of(1.0, 4.0)),
                new TreeMap<>(Map.of(1.0, 9.0))));
        Band.Point first = band.points().get(0);
        assertThat(first.mean()).isEqualTo(5);
        // t(0.975, 2) = 4.3027, standard deviation of 2, 4, 9 = sqrt(13).
        assertThat(first.high() - first.mean()).isCloseTo(4.3027 * Math.sqrt(13.0 / 3), within(1e-3));
        assertThat(first.mean() - first.low()).isCloseTo(first.high() - first.mean(), within(1e-12));
        assertThat(band.points().get(1)).isEqualTo(new Band.Point(5, 7, 7, 7, 1));
        assertThat(band.at(4.9)).isEqualTo(first);
        assertThat(band.at(0.9)).isNull();
    }

    private static Scenario shortStudy() {
        return ScenarioReader.parse("tiny.yaml", TinyStudy.YAML, Map.of("duration", "20 min",
                "assays.0.at", "[20 min]", "arms.morphine.doses", "[{drug: morphine, dose: 5 mg/kg, route: iv, at: 11"
                + " min}]", "arms.ketamine.doses", "[]"), TinyStudy.library());
    }

    @Test
    void aSavedRunStandsBesideWhatIsSimulatedNow(@TempDir Path folder) throws Exception {
        Scenario scenario = shortStudy();
        RunFolder saved = RunFolder.create(folder, "tiny", "earlier", false);
        new Experiment(new Assembly(scenario, TinyStudy.library()), RecordChoice.parse("states=all"))
                .run(saved, TinyStudy.YAML, "rexed run", 2, (done, failed, runs) -> { });
        List<Comparison.Group> groups = new ArrayList<>(SavedRun.read(saved.path()));
        assertThat(groups).extracting(Comparison.Group::title)
                .containsExactly("vehicle (tiny earlier)", "morphine (tiny earlier)", "ketamine (tiny earlier)");
        Comparison.Group now = new Comparison.Group("now", scenario, scenario.arm("morphine"));
        groups.add(now);
        try (Comparison comparison = new Comparison(groups, 2, 2)) {
            assertThat(comparison.total()).as("saved runs are not simulated again").isEqualTo(2);
            CountDownLatch arrived = new CountDownLatch(2);
            comparison.start(TinyStudy.library(), arrived::countDown);
            assertThat(arrived.await(120, TimeUnit.SECONDS)).isTrue();
            assertThat(comparison.measures()).hasSizeGreaterThan(20).allSatisfy(each ->
                    assertThat(comparison.band(groups.get(1), each)).as(each.toString())
                            .isEqualTo(comparison.band(now, each)));
        }
        Files.writeString(saved.path().resolve("observations.csv"), "x", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> SavedRun.read(saved.path())).hasMessageContaining("observations.csv:");
        assertThatThrownBy(() -> SavedRun.read(folder)).hasMessageContaining("manifest");
    }

    @Test
    void armsAreTheSameAsInABatchAndDifferencesAreWithinSubjects() throws Exception {
        Scenario scenario = shortStudy();
        List<Comparison.Group> groups = scenario.arms().stream().limit(2)
                .map(arm -> new Comparison.Group(arm.label(), scenario, arm)).toList();
        try (Comparison comparison = new Comparison(groups, 2, 2)) {
            CountDownLatch arrived = new CountDownLatch(4);
            comparison.start(TinyStudy.library(), arrived::countDown);
            assertThat(arrived.await(120, TimeUnit.SECONDS)).isTrue();
            assertThat(comparison.failure()).isEmpty();
            assertThat(comparison.finished()).isEqualTo(comparison.total()).isEqualTo(4);
            Measure latency = comparison.measures().get(0);
            assertThat(latency.toString()).isEqualTo("Hargreaves, left hindpaw");
            assertThat(comparison.measures()).anyMatch(each -> each.of().equals("drug:morphine"));
            double[] shift = new double[2];
            for (int subject = 0; subject < 2; subject++) {
                Assembly assembly = new Assembly(scenario, TinyStudy.library());
                Recording vehicle = assembly.simulation(scenario.arm("vehicle"), subject).run();
                Recording morphine = assembly.simulation(scenario.arm("morphine"), subject).run();
                shift[subject] = morphine.observations().get(1).percentOfBaseline()
                        - vehicle.observations().get(1).percentOfBaseline();
            }
            Band difference = comparison.difference(groups.get(1), groups.get(0), latency);
            assertThat(difference.at(20).mean()).isCloseTo((shift[0] + shift[1]) / 2, within(1e-9)).isPositive();
            assertThat(difference.at(20).n()).isEqualTo(2);
        }
    }

    @Test
    void theCurveFindsWhatMadeTheReadings() {
        double[] doses = {0, 1, 2, 4, 8, 16};
        DoseCurve made = new DoseCurve(9.5, 3.2, 2, 20);
        double[] readings = java.util.Arrays.stream(doses).map(made::at).toArray();
        DoseCurve found = DoseCurve.fit(doses, readings, 20);
        assertThat(found.baseline()).isCloseTo(9.5, within(1e-5));
        assertThat(found.ed50()).isCloseTo(3.2, within(1e-5));
        assertThat(found.slope()).isEqualTo(2);
        assertThat(made.at(3.2)).isCloseTo((9.5 + 20) / 2, within(1e-9));
        DoseCurve after = new DoseCurve(7.6, 6.4, 2, 20);
        assertThat(DoseResponse.words(found, after, "mg/kg", "s"))
                .contains("ED50 3.20 to 6.40 mg/kg, a factor of 2.00", "tolerance", "Baseline 9.50 to 7.60 s, -20 %",
                        "hyperalgesia");
    }

    @Test
    void readingsThatDoNotRiseHaveNoEd50() {
        DoseCurve flat = DoseCurve.fit(new double[] {0, 1, 2, 4}, new double[] {9, 9, 9, 9}, 20);
        assertThat(flat.ed50()).isNaN();
        assertThat(DoseResponse.words(flat, flat, "mg/kg", "s")).contains("do not tell both ED50");
        assertThatThrownBy(() -> DoseCurve.fit(new double[] {1, 2, 4}, new double[3], 20))
                .hasMessageContaining("without a dose");
    }

    @Test
    void dosesBecomeArmsOfAScenario() {
        DoseResponse asked = new DoseResponse("vehicle", "ketamine", "morphine", "sc", "mg/kg",
                DoseResponse.doses("5, 0 2.5"), "hargreaves", "left-hindpaw", 120, 30);
        Scenario scenario = ScenarioReader.parse("dose-response", asked.text(TinyStudy.scenario()), Map.of(),
                TinyStudy.library());
        assertThat(scenario.arms()).extracting(org.rexed.scenario.Arm::name).containsExactly("without-0", "without-1",
                "without-2", "exposed-0", "exposed-1", "exposed-2");
        assertThat(scenario.arm("without-0").doses()).isEmpty();
        assertThat(scenario.arm("exposed-2").doses()).hasSize(3);
        assertThat(scenario.arm("exposed-2").doses().get(2).toString()).isEqualTo("morphine 5 mg/kg sc at 90 min");
        assertThat(scenario.assays()).singleElement()
                .satisfies(each -> assertThat(each.times_min()).containsExactly(120.0));
        assertThat(asked.top(TinyStudy.library())).isEqualTo(20);
        assertThatThrownBy(() -> DoseResponse.doses("0 one")).hasMessageContaining("one");
        assertThatThrownBy(() -> new DoseResponse("a", "b", "morphine", "sc", "mg/kg", List.of(1.0, 2.0, 3.0), "x", "y",
                120, 30)).hasMessageContaining("write 0");
    }
}
