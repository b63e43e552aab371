package org.rexed.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rexed.experiment.FolderException;
import org.rexed.experiment.RunFolder;
import org.rexed.recording.Observation;
import org.rexed.recording.Recording;
import org.rexed.report.ValidationReport;
import org.rexed.scenario.Arm;
import org.rexed.scenario.ModelLibrary;
import org.rexed.simulation.Assembly;

/** Validation with made-up subjects: predictions, scores, folders, and how a stopped one goes on. */
class ValidationTest {
    private static final ModelLibrary LIBRARY = PublishedStudyTest.LIBRARY;

    @TempDir
    private Path folder;
    private final AtomicInteger lives = new AtomicInteger();
    private double rise_s = 1.2;

    /** Ten seconds at baseline; morphine adds a rise that differs between subjects, of which rivals have half. */
    private Recording madeUp(Assembly assembly, Arm arm, int subject) {
        lives.incrementAndGet();
        boolean rival = arm.mechanisms().containsValue(0.0) || assembly.scenario().mechanisms().containsValue(0.0);
        double added = arm.doses().isEmpty() ? 0 : (rival ? 0.5 : 1) * rise_s * (0.8 + 0.4 * subject / 7);
        Recording recording = new Recording();
        for (double time_min : new double[] {10, 50, 60}) {
            recording.add(new Observation(time_min, "hargreaves", "left-hindpaw", time_min == 10 ? 10 : 10 + added,
                "s", 10, false));
        }
        return recording;
    }

    private Validation start(String name, boolean rivals) {
        return Validation.start(LIBRARY, RunFolder.create(folder, "validation", name, false),
            new Validation.Choice(false, rivals, null, null), this::madeUp);
    }

    private List<StudyResult> score(Validation validation, int threads) {
        lives.set(0);
        return validation.score(List.of(PublishedStudy.read(PublishedStudyTest.SAMPLE, LIBRARY)), List.of(), "",
            threads, new Quiet());
    }

    /** Watches and says nothing. */
    private static final class Quiet implements Validation.Watcher {
        @Override
        public void ended(int done, int failed, int runs) {
            assertThat(done).isBetween(1, runs);
        }

        @Override
        public void scored(StudyResult result) {
            assertThat(result.folder().resolve("manifest.json")).exists();
        }
    }

    @Test
    void predictsWithIntervalsAndScoresRivals() {
        Validation validation = start("one", true);
        StudyResult result = score(validation, 2).get(0);
        assertThat(lives.get()).isEqualTo(2 * 8 * (1 + validation.plan().rivals().size()));
        Prediction full = result.prediction("full", 0);
        assertThat(full.value()).isCloseTo(112, within(1e-9));
        assertThat(full.subjectsLow()).isBetween(110.0, 112.0);
        assertThat(full.subjectsHigh()).isBetween(112.0, 114.0);
        assertThat(full.low()).isLessThan(full.subjectsLow());
        assertThat(full.high()).isGreaterThan(full.subjectsHigh());
        assertThat(result.prediction("no-oih", 0).value()).isCloseTo(106, within(1e-9));
        assertThat(result.prediction("no-change", 0).value()).isEqualTo(100);
        assertThat(result.prediction("no-change", 0).subjectsLow()).isEqualTo(100);
        Map<String, Score> scores = validation.scores(List.of(result), false);
        assertThat(scores.keySet()).containsExactly("full", "no-oih", "tolerance-only", "no-change");
        // The recalled target is not scored.
        assertThat(scores.get("full").contrasts()).isEqualTo(1);
        assertThat(scores.get("full").points()).isEqualTo(1);
        assertThat(scores.get("full").right()).isEqualTo(1);
        assertThat(scores.get("full").medianError()).isCloseTo(0, within(1e-12));
        assertThat(scores.get("no-change").right()).isZero();
        assertThat(scores.get("no-change").nullsRight()).isEqualTo(1);
        assertThat(scores.get("no-change").medianError()).isCloseTo(12 / 112.0, within(1e-12));
        assertThat(validation.scores(List.of(result), true)).isEmpty();
    }

    @Test
    void anEffectThatIsTooLargeLiesOutside() {
        rise_s = 12;
        StudyResult result = score(start("one", false), 1).get(0);
        Score score = Score.of("full", List.of(result));
        assertThat(score.right()).isEqualTo(1);
        assertThat(score.covered()).isZero();
        assertThat(score.medianError()).isCloseTo(108 / 112.0, within(1e-9));
        assertThat(score.reached()).isFalse();
    }

    @Test
    void threadsDoNotChangeTheTables() throws IOException {
        score(start("one", true), 1);
        score(start("two", true), 3);
        for (String file : List.of("validation.csv", "Nobody_2000/observations.csv",
                "Nobody_2000/no-oih/observations.csv")) {
            assertThat(Files.readString(folder.resolve("validation/two").resolve(file))).as(file)
                .isEqualTo(Files.readString(folder.resolve("validation/one").resolve(file)));
        }
    }

    @Test
    void goesOnWithoutRepeatingAndRefusesOtherFolders() throws IOException {
        score(start("one", true), 1);
        List<StudyResult> again =
            score(Validation.resume(LIBRARY, folder.resolve("validation/one"), this::madeUp), 1);
        assertThat(lives.get()).isZero();
        assertThat(again.get(0).earlier()).isTrue();
        assertThat(again.get(0).prediction("full", 0).value()).isCloseTo(112, within(1e-9));
        assertThat(Double.isNaN(again.get(0).prediction("full", 0).low())).isFalse();
        Files.writeString(folder.resolve("validation/one/Nobody_2000/observations.csv"), "x");
        assertThatThrownBy(() ->
            score(Validation.resume(LIBRARY, folder.resolve("validation/one"), this::madeUp), 1))
            .isInstanceOf(FolderException.class).hasMessageContaining("damaged");
        RunFolder.create(folder, "other", "x", false).begin("", "other", 1, 1, 1);
        assertThatThrownBy(() -> Validation.resume(LIBRARY, folder.resolve("other/x"), this::madeUp))
            .isInstanceOf(FolderException.class).hasMessageContaining("no folder of a validation");
    }

    @Test
    void aFailedSubjectLeavesTheStudyWithoutResult() throws IOException {
        Validation validation = Validation.start(LIBRARY, RunFolder.create(folder, "validation", "one", false),
            new Validation.Choice(false, false, null, null), (assembly, arm, subject) -> {
                if (subject == 3) {
                    throw new IllegalStateException("it broke");
                }
                return madeUp(assembly, arm, subject);
            });
        StudyResult result = score(validation, 1).get(0);
        assertThat(result.complete()).isFalse();
        assertThat(Files.readString(folder.resolve("validation/one/Nobody_2000/failed.csv"))).contains("it broke");
        assertThat(ValidationReport.write(validation.path())).content().contains("no result");
    }

    @Test
    void aStudyOfWhichOnlyARivalFailedIsDoneAgain() {
        Validation failing = Validation.start(LIBRARY, RunFolder.create(folder, "validation", "one", false),
            new Validation.Choice(false, true, null, null), (assembly, arm, subject) -> {
                if (subject == 3 && assembly.scenario().mechanisms().containsValue(0.0)) {
                    throw new IllegalStateException("it broke");
                }
                return madeUp(assembly, arm, subject);
            });
        assertThat(score(failing, 1).get(0).complete()).isFalse();
        StudyResult again =
            score(Validation.resume(LIBRARY, folder.resolve("validation/one"), this::madeUp), 1).get(0);
        assertThat(lives.get()).isPositive();
        assertThat(again.complete()).isTrue();
        assertThat(again.prediction("no-oih", 0).value()).isCloseTo(106, within(1e-9));
    }

    @Test
    void thePageShowsEveryTargetAndEscapes() throws IOException {
        Validation validation = start("one", true);
        score(validation, 1);
        String page = Files.readString(ValidationReport.write(validation.path()));
        assertThat(page).contains("relief", "vehicle-inert", "recalled", "low confidence, not scored",
            "no change: right", "&lt;angles&gt; &amp; its escapes", "1 of 1").doesNotContain("<script", "NaN");
    }

    @Test
    void goalsAreThoseOfTheIssue() {
        assertThat(new Score(3, 10, 9, 2, 2, 10, 9, 5, 0.3, 0.5).reached()).isTrue();
        assertThat(new Score(3, 10, 8, 2, 2, 10, 9, 5, 0.3, 0.5).reached()).isFalse();
        assertThat(new Score(3, 10, 9, 2, 1, 10, 9, 5, 0.3, 0.5).reached()).isFalse();
        assertThat(new Score(3, 10, 9, 2, 2, 10, 7, 5, 0.3, 0.5).reached()).isFalse();
        assertThat(new Score(3, 10, 9, 2, 2, 10, 10, 5, 0.3, 0.5).reached()).as("intervals too wide").isFalse();
        assertThat(new Score(3, 10, 9, 2, 2, 10, 9, 5, 0.31, 0.5).reached()).isFalse();
    }
}
