package org.rexed.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rexed.Laboratory.LIBRARY;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rexed.experiment.Csv;
import org.rexed.experiment.RunFolder;
import org.rexed.experiment.Runner;

/** A known affinity of morphine comes back from readings that the simulator itself made with it. */
abstract class SimulatedRecovery {
    private static final String KI = "drugs/morphine:receptors.mu.ki";
    private static final String STUDY = """
        rexed: 1
        name: made-up
        species: rat
        anatomy: rat-dorsal-horn
        duration: 150 min
        reference: morphine-2
        publication: {citation: Made up, laboratory: None}
        assays:
          - {assay: hargreaves, site: left-hindpaw, baseline: 20 min, at: [60 min, 90 min, 150 min]}
        arms:
          - {name: morphine-2, doses: [{drug: morphine, dose: 2 mg/kg, route: sc, at: 30 min}]}
          - {name: morphine-6, doses: [{drug: morphine, dose: 6 mg/kg, route: sc, at: 30 min}]}
        targets:
        """;
    private static final String FILE = """
        rexed: 1
        name: recovery
        subjects: %d
        seed: %d
        evaluations: %d
        population: 5
        model-error: {reading: {relative: 0.1}}
        %s
        stages:
          - name: acute
            parameters: [{path: "drugs/morphine:receptors.mu.ki", transform: log}]
            studies: [{study: made-up.yaml}]
        """;

    private final int subjects;
    private final int evaluations;
    private final long seedOfData;
    private final List<Double> truths;
    private final double tolerance;
    private final boolean profile;

    @TempDir
    private Path folder;

    /**
     * A recovery.
     *
     * @param seedOfData of the animals that give the data; those of the fit have seed 1
     * @param truths affinity constants to recover, nmol/L
     * @param tolerance largest factor between fitted and true
     */
    SimulatedRecovery(int subjects, int evaluations, long seedOfData, List<Double> truths, double tolerance,
                      boolean profile) {
        this.subjects = subjects;
        this.evaluations = evaluations;
        this.seedOfData = seedOfData;
        this.truths = truths;
        this.tolerance = tolerance;
        this.profile = profile;
    }

    private Calibration read(long seed, String measurements) throws IOException {
        StringBuilder study = new StringBuilder(STUDY);
        for (String arm : List.of("morphine-2", "morphine-6")) {
            for (int time : new int[] {60, 90, 150}) {
                study.append("  - {name: ").append(arm).append("-at-").append(time)
                    .append(", statement: longer latency, confidence: high, assay: hargreaves, arm: ").append(arm)
                    .append(", time: ").append(time).append(" min, as: reading, direction: {above: 1 s}}\n");
            }
        }
        Files.writeString(folder.resolve("made-up.yaml"), study);
        Path file = folder.resolve("recovery.yaml");
        Files.writeString(file, String.format(java.util.Locale.ROOT, FILE, subjects, seed, evaluations, measurements));
        return Calibration.read(file, LIBRARY);
    }

    /** Readings of animals with a known affinity constant. */
    double[] predicted(long seed, double ki, List<String> targets) throws IOException {
        return new Simulated(LIBRARY, Runner.allCores()).predict(
            List.of(new Simulated.Wanted(read(seed, "").studies().get(0), targets)), Map.of(KI, ki + " nmol/L"));
    }

    @Test
    void theKnownValueComesBack() throws IOException {
        for (double truth : truths) {
            Calibration source = read(seedOfData, "");
            List<Term> terms = source.stages().get(0).terms();
            double[] made = predicted(seedOfData, truth, terms.stream().map(Term::target).toList());
            StringBuilder table = new StringBuilder("observableId\tsimulationConditionId\tmeasurement\n");
            for (int i = 0; i < made.length; i++) {
                table.append(Measurements.observable("made-up", terms.get(i).target())).append("\tmade_up\t")
                    .append(Csv.number(made[i])).append('\n');
            }
            Files.writeString(folder.resolve("made.tsv"), table);
            RunFolder out = RunFolder.create(folder, "recovery", null, false);
            CalibrationRun.Result result = CalibrationRun.start(read(1, "measurements: made.tsv"), LIBRARY, out)
                .run("test", Runner.allCores(), profile, (stage, evaluation, most, lowest, best) -> {});
            CalibrationRun.Fitted fitted = result.parameters().get(0);
            assertThat(fitted.value() / truth).as("fitted " + fitted + " for " + truth)
                .isBetween(1 / tolerance, tolerance);
            assertThat(result.stages().get(0).objective()).isLessThan(result.stages().get(0).before());
            if (profile) {
                assertThat(!(fitted.low() > truth) && !(fitted.high() < truth)).as("interval of " + fitted).isTrue();
            }
        }
    }
}
