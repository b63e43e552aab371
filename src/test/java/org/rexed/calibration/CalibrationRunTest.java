package org.rexed.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rexed.Laboratory.LIBRARY;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rexed.experiment.FolderException;
import org.rexed.experiment.RunFolder;
import org.rexed.quantity.Units;
import org.rexed.scenario.ParameterChanges;
import org.rexed.validation.PublishedStudy;

/** Calibration files, their folders, stops and tables, with made-up predictions. */
class CalibrationRunTest {
    private static final String KI = "drugs/fentanyl:receptors.mu.ki";
    private static final String GAIN = "mechanisms/opponent-adaptation:parameters.release-gain";
    private static final String FILE = """
        rexed: 1
        name: two-stages
        subjects: 2
        seed: 5
        evaluations: 80
        population: 6
        profile-evaluations: 10
        model-error: {percent: {additive: 5 %}}
        stages:
          - name: acute
            parameters: [{path: "drugs/fentanyl:receptors.mu.ki", transform: log}]
            studies: [{study: Celerier_2000.yaml, targets: [early-analgesia, ketamine-prevents]}]
          - name: late
            evaluations: 60
            parameters: [{path: "mechanisms/opponent-adaptation:parameters.release-gain", transform: linear,
              bounds: [0.2, 1.2], start: 0.5}]
            studies: [{study: Celerier_2000.yaml, targets: [late-hyperalgesia], weight: 2}]
        """;
    private static final CalibrationRun.Watcher NOBODY = (stage, evaluation, most, lowest, best) -> {};

    @TempDir
    private Path folder;
    private final AtomicInteger calls = new AtomicInteger();

    private Calibration read(String text) throws IOException {
        // A study of one's own beside the file may be fitted, whatever it is a copy of.
        Path study = folder.resolve("Celerier_2000.yaml");
        if (!Files.exists(study)) {
            Files.copy(PublishedStudy.path(LIBRARY, "Celerier_2000"), study);
        }
        Path file = folder.resolve("two-stages.yaml");
        Files.writeString(file, text);
        return Calibration.read(file, LIBRARY);
    }

    /** Early analgesia falls with the affinity constant, the late phase deepens with the gain. */
    private double[] predict(List<Simulated.Wanted> wanted, Map<String, String> values) {
        calls.incrementAndGet();
        double ki = Units.parse(values.get(KI), "nmol/L");
        double gain = Units.parse(values.get(GAIN), "1");
        return wanted.stream().flatMap(each -> each.targets().stream()).mapToDouble(target -> switch (target) {
            case "early-analgesia" -> 150 - 4 * ki;
            case "ketamine-prevents" -> 90 + ki;
            default -> 100 - 40 * gain;
        }).toArray();
    }

    private CalibrationRun.Result run(CalibrationRun run) {
        return run.run(this::predict, "rexed calibrate", true, NOBODY);
    }

    private RunFolder made(String name) {
        return RunFolder.create(folder, "two-stages", name, false);
    }

    @Test
    void stagesFollowEachOtherAndKeepWhatEarlierOnesFound() throws IOException {
        CalibrationRun.Result result = run(CalibrationRun.start(read(FILE), LIBRARY, made("a")));
        assertThat(result.parameters()).extracting(f -> f.parameter().path()).containsExactly(KI, GAIN);
        CalibrationRun.Fitted gain = result.parameters().get(1);
        // Published: 70 % of baseline; sd 5 % and weight 2.
        assertThat(gain.value()).isBetween(0.74, 0.76);
        double half = Math.sqrt(Profile.THRESHOLD / 2) * 5 / 40;
        assertThat(gain.low()).isBetween(0.75 - 1.15 * half, 0.75 - 0.85 * half);
        assertThat(gain.high()).isBetween(0.75 + 0.85 * half, 0.75 + 1.15 * half);
        assertThat(gain.identified()).isTrue();
        // The null result holds the constant near 10, nothing holds it from below within 1.96 of both.
        assertThat(result.parameters().get(0).value()).isBetween(2.0, 12.0);
        assertThat(result.stages().get(0).objective()).isLessThanOrEqualTo(result.stages().get(0).before());
        assertThat(result.targets()).hasSize(3).allSatisfy(t -> assertThat(t.laboratory()).isEqualTo("Simonnet"));
        Map<String, String> fitted = ParameterChanges.read(result.folder().resolve("fitted.yaml")).values();
        assertThat(Units.parse(fitted.get(GAIN), "1")).isEqualTo(gain.value());
        assertThat(Files.readAllLines(result.folder().resolve("best.csv"))).hasSize(4);
        assertThat(result.folder().resolve("profiles.csv")).isRegularFile();
        assertThat(RunFolder.open(result.folder()).finished()).isTrue();
        RunFolder.open(result.folder()).verify();
    }

    @Test
    void aStopLosesNothingThatWasLoggedAndTheEndIsTheSame() throws IOException {
        Calibration calibration = read(FILE);
        CalibrationRun.Result whole = run(CalibrationRun.start(calibration, LIBRARY, made("whole")));
        int all = calls.getAndSet(0);
        CalibrationRun stopped = CalibrationRun.start(calibration, LIBRARY, made("stopped"));
        assertThatThrownBy(() -> stopped.run((wanted, values) -> {
            if (calls.get() == 40) {
                throw new IllegalStateException("power failure");
            }
            return predict(wanted, values);
        }, "rexed calibrate", true, NOBODY)).hasMessage("power failure");
        Path log = stopped.path().resolve("evaluations.csv");
        assertThat(Files.readAllLines(log)).hasSize(41);
        Files.writeString(log, Files.readString(log) + "41,acute,3.1");
        calls.set(0);
        CalibrationRun.Result resumed = run(CalibrationRun.resume(calibration, LIBRARY, stopped.path()));
        assertThat(calls.get()).isEqualTo(all - 40);
        for (String file : List.of("evaluations.csv", "fitted.yaml", "best.csv", "profiles.csv",
                "fitted-parameters.csv")) {
            assertThat(resumed.folder().resolve(file)).hasSameTextualContentAs(whole.folder().resolve(file));
        }
    }

    @Test
    void aFolderOfAnotherPlanIsRefused() throws IOException {
        CalibrationRun run = CalibrationRun.start(read(FILE), LIBRARY, made("a"));
        run(run);
        Calibration other = read(FILE.replace("seed: 5", "seed: 6"));
        assertThatThrownBy(() -> CalibrationRun.resume(other, LIBRARY, run.path()))
            .isInstanceOf(FolderException.class).hasMessageContaining("another plan");
    }

    @Test
    void whatNoTargetFeelsIsNotIdentified() throws IOException {
        CalibrationRun run = CalibrationRun.start(read(FILE), LIBRARY, made("a"));
        CalibrationRun.Result result = run.run((wanted, values) -> wanted.stream()
            .flatMapToDouble(each -> each.targets().stream().mapToDouble(t -> 95)).toArray(), "x", true, NOBODY);
        assertThat(result.parameters()).allSatisfy(f -> assertThat(f.identified()).isFalse());
        assertThat(Files.readString(result.folder().resolve("fitted-parameters.csv"))).contains(",no,0.35,30,log");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "release-gain\", transform: linear | release-gian\", transform: linear | did you"
            + " mean \"parameters.release-gain\"?",
        "[0.2, 1.2] | [0.05, 1.2] | two-stages.yaml:16:15: bounds: outside the range of mechanisms/opponent-adaptation",
        "[0.2, 1.2] | [1.2, 0.2] | the lowest must be below the highest",
        "[0.2, 1.2] | [0.2] | two values are needed",
        "start: 0.5 | start: 1.5 | start: outside the bounds; found 1.5; bounds 0.2 to 1.2",
        "transform: linear | transform: logit | logit needs bounds above 0 and below 1",
        "transform: linear | transform: liner | did you mean \"linear\"?",
        "targets: [late-hyperalgesia] | targets: [late-hyperalgesa] | did you mean \"late-hyperalgesia\"?",
        "study: Celerier_2000.yaml, targets: [late | study: Celerier_20000, targets: [late"
            + " | did you mean \"Celerier_2000\"?",
        "study: Celerier_2000.yaml, targets: [late | study: Celerier_2000, targets: [late"
            + " | study: Celerier_2000 only judges the model (models/validation/plan.yaml);"
            + " fitted may be Carranza_2022",
        "additive: 5 % | additive: 0 % | expected additive or relative above 0",
        "model-error: {percent | model-error: {ratio | nothing is said of percent, to which"
            + " target early-analgesia of Celerier_2000 belongs",
        "evaluations: 60 | evaluations: 4 | is not even one population",
        "name: late | name: acute | two stages are called \"acute\"",
        "subjects: 2 | subject: 2 | unknown key \"subject\"; did you mean \"subjects\"?",
        "mechanisms/opponent-adaptation:parameters.release-gain | drugs/fentanyl:receptors.mu.ki | is fitted already in"
            + " line 11",
    })
    void everyWrongInputHasItsMessage(String good, String bad, String message) {
        assertThatThrownBy(() -> read(FILE.replace(good, bad))).hasMessageContaining(message);
    }

    @Test
    void tablesHaveThePetabColumnsAndMeasurementsCanBeReadBack() throws IOException {
        Calibration calibration = read(FILE);
        Path tables = folder.resolve("petab");
        Petab.write(calibration, tables);
        assertThat(Files.readAllLines(tables.resolve("parameters.tsv")).get(0)).startsWith(
            "parameterId\tparameterName\tparameterScale\tlowerBound\tupperBound\tnominalValue\testimate");
        assertThat(Files.readString(tables.resolve("measurements.tsv")))
            .contains("Celerier_2000__late_hyperalgesia\tCelerier_2000\t70\tinf\t5\tvalue\t\t%\t2");
        assertThat(Files.readAllLines(tables.resolve("observables.tsv"))).hasSize(4);
        assertThatThrownBy(() -> Petab.write(calibration, tables)).hasMessageContaining("is there already");

        Files.writeString(folder.resolve("made.tsv"), "observableId\tsimulationConditionId\tmeasurement\t"
            + "noiseParameters\nCelerier_2000__late_hyperalgesia\tCelerier_2000\t60\t12\n");
        Term term = read(FILE + "measurements: made.tsv\n").terms().get("Celerier_2000/late-hyperalgesia");
        assertThat(term.low()).isEqualTo(60);
        assertThat(term.sd()).isEqualTo(13);
        Files.writeString(folder.resolve("made.tsv"), "observableId\tsimulationConditionId\tmeasurement\n"
            + "Celerier_2000__late_hyperalgsia\tCelerier_2000\t60\nx\t\n");
        assertThatThrownBy(() -> read(FILE + "measurements: made.tsv\n"))
            .hasMessageContaining("made.tsv:2:1: observableId").hasMessageContaining("made.tsv:3:1: found 2 cells");
    }
}
