package org.rexed.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rexed.document.InputException;
import org.rexed.experiment.FolderException;
import org.rexed.experiment.RunFolder;
import org.rexed.scenario.ModelLibrary;

/** Analyses of made-up outcomes: what is asked of the simulator, what is read of it, how a stopped one goes on. */
class SensitivityRunTest {
    private static final ModelLibrary LIBRARY = new ModelLibrary(Path.of("."));
    private static final String YAML = """
        rexed: 1
        name: made-up
        title: Made up
        scenario:
          rexed: 1
          name: made-up
          title: Made up
          species: rat
          anatomy: rat-dorsal-horn
          subjects: 2
          seed: 3
          duration: 2 h
          reference: morphine
          assays:
            - {assay: hargreaves, site: left-hindpaw, baseline: 10 min, at: [60 min]}
          arms:
            - name: morphine
              doses: [{drug: morphine, dose: 5 mg/kg, route: sc, at: 30 min}]
        method: morris
        trajectories: 4
        replicates: 2
        parameters:
          - {path: arms.morphine.doses.0.dose, unit: mg/kg, from: 1 mg/kg, to: 9 mg/kg}
          - {path: "parameters.drugs/morphine:receptors.mu.ki", unit: nmol/L, from: 200 nmol/L, to: 800 nmol/L,
             transform: log}
        outcomes:
          - title: latency
            of: {assay: hargreaves, arm: morphine, time: 60 min, as: reading}
        """;

    @TempDir
    private Path folder;
    private final AtomicInteger asked = new AtomicInteger();

    private SensitivityPlan plan(String... replacements) throws IOException {
        String yaml = YAML;
        for (int i = 0; i < replacements.length; i += 2) {
            assertThat(yaml).contains(replacements[i]);
            yaml = yaml.replace(replacements[i], replacements[i + 1]);
        }
        return SensitivityPlan.read(Files.writeString(folder.resolve("made-up.yaml"), yaml), Map.of(), LIBRARY);
    }

    /** Ten times the dose plus the logarithm of the affinity; the second seed lies 1 higher. */
    private double[] outcomes(Map<String, String> values, long seed, int threads) {
        asked.incrementAndGet();
        double dose = Double.parseDouble(values.get("arms.morphine.doses.0.dose").split(" ")[0]);
        double ki = Double.parseDouble(values.get("parameters.drugs/morphine:receptors.mu.ki").split(" ")[0]);
        return new double[] {10 * dose + Math.log(ki) + (seed == 3 ? 0 : 1)};
    }

    private JsonNode run(SensitivityPlan plan, Path path) {
        RunFolder made = Files.exists(path) ? RunFolder.open(path) : RunFolder.create(folder, "out", "a", false);
        return new SensitivityRun(plan, LIBRARY, this::outcomes).run(made, "rexed", 1, (done, points, failed) -> { });
    }

    @Test
    void effectsAreThoseOfTheWholeRangeAndNoiseIsToldApart() throws IOException {
        JsonNode result = run(plan(), folder.resolve("out/a"));
        assertThat(asked).hasValue(4 * 4 * 2);
        JsonNode outcome = result.get("outcomes").get(0);
        JsonNode parameters = outcome.get("parameters");
        assertThat(parameters).hasSize(3);
        assertThat(parameters.get(0).get("mean_absolute").asDouble()).isCloseTo(80, within(1e-6));
        assertThat(parameters.get(1).get("mean").asDouble()).isCloseTo(Math.log(4), within(1e-6));
        assertThat(parameters.get(2).get("path").asText()).isEqualTo("dummy");
        assertThat(parameters.get(2).get("mean_absolute").asDouble()).isZero();
        // Two seeds 1 apart: variance 0.5, of their mean 0.25.
        assertThat(outcome.get("noise_sd").asDouble()).isCloseTo(0.5, within(1e-9));
        assertThat(Files.readString(folder.resolve("out/a/points.csv")).lines()).hasSize(1 + 32);
    }

    @Test
    void aStoppedAnalysisGoesOnAndAForeignOneIsRefused() throws IOException {
        Path path = folder.resolve("out/a");
        JsonNode whole = run(plan(), path);
        List<String> lines = Files.readAllLines(path.resolve("points.csv"));
        Files.write(path.resolve("points.csv"), lines.subList(0, 10));
        asked.set(0);
        assertThat(run(plan(), path)).isEqualTo(whole);
        assertThat(asked).hasValue(32 - 9);
        assertThat(Files.readAllLines(path.resolve("points.csv"))).isEqualTo(lines);
        SensitivityPlan other = plan("to: 9 mg/kg", "to: 8 mg/kg");
        assertThat(catchThrowableOfType(FolderException.class, () -> run(other, path)))
            .hasMessageContaining("was begun with another file");
    }

    @Test
    void aFailedPointIsToldAndTriedAgain() throws IOException {
        Path path = folder.resolve("out/a");
        RunFolder made = RunFolder.create(folder, "out", "a", false);
        JsonNode result = new SensitivityRun(plan(), LIBRARY, (values, seed, threads) ->
            asked.incrementAndGet() == 5 ? new double[] {Double.NaN} : outcomes(values, seed, threads))
            .run(made, "rexed", 1, (done, points, failed) -> { });
        assertThat(result.get("failed").asInt()).isEqualTo(1);
        assertThat(result.get("outcomes").get(0).get("parameters")).isEmpty();
        asked.set(0);
        assertThat(run(plan(), path).get("failed").asInt()).isZero();
        assertThat(asked).hasValue(1);
    }

    @Test
    void aStopDuringALaterStartLosesNoPoint() throws IOException {
        Path path = folder.resolve("out/a");
        run(plan(), path);
        List<String> lines = new java.util.ArrayList<>(Files.readAllLines(path.resolve("points.csv")));
        // Two points failed early on; the next start is stopped when it tries the second.
        lines.remove(4);
        lines.remove(7);
        Files.write(path.resolve("points.csv"), lines);
        asked.set(0);
        assertThat(catchThrowableOfType(IllegalStateException.class, () -> new SensitivityRun(plan(), LIBRARY,
            (values, seed, threads) -> {
                if (asked.get() == 1) {
                    throw new IllegalStateException("stopped");
                }
                return outcomes(values, seed, threads);
            }).run(RunFolder.open(path), "rexed", 1, (done, points, failed) -> { }))).isNotNull();
        assertThat(Files.readAllLines(path.resolve("points.csv"))).hasSize(lines.size() + 1).containsAll(lines);
    }

    @Test
    void wrongFilesAreRefusedAtTheirPlace() {
        refused("from: 1 mg/kg, to: 9 mg/kg", "from: 9 mg/kg, to: 1 mg/kg", ":23:", "to: must be above from");
        refused("to: 800 nmol/L", "to: 900000 nmol/L", "cannot be 900000 nmol/L");
        refused("doses.0.dose, unit", "doses.7.dose, unit", ":23:", "cannot be");
        refused("method: morris", "method: moris", ":19:9", "did you mean \"morris\"?");
        refused("trajectories: 4", "trajectories: 4\nlevels: 5", "even numbers");
    }

    private void refused(String from, String to, String... messages) {
        InputException e = catchThrowableOfType(InputException.class, () -> plan(from, to));
        assertThat(e).as(to).isNotNull();
        assertThat(e).hasMessageContainingAll(messages);
    }
}
