package org.rexed.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rexed.Laboratory;
import org.rexed.document.InputException;
import org.rexed.experiment.RunFolder;

/** Lessons are read with every problem told, run as their experiments run, and judged by what came out. */
class LessonTest {
    private static final String STUDY = """
        rexed: 1
        name: half-an-hour
        title: Half an hour of morphine
        species: rat
        anatomy: rat-dorsal-horn
        subjects: 2
        duration: 90 min
        reference: morphine
        assays:
          - {assay: hargreaves, site: left-hindpaw, baseline: 30 min, at: [90 min]}
        arms:
          - name: morphine
            doses: [{drug: morphine, dose: 10 mg/kg, route: sc, at: 1 h}]
        lesson:
          minutes: 45
          goals: [see something]
          background: a warm paw
          questions:
            - {predict: which way, look: here, figure: hyperalgesia-hargreaves, explain: why, answer: secret-word}
          expected:
            - title: relief
              measure: {assay: hargreaves, arm: morphine, time: 90 min, as: percent-of-baseline}
              pass: {below: 100}
            - title: receptors are held
              measure: {state: occupancy, entity: "receptor:mu", arm: morphine, time: 90 min}
              pass: {above: 0, below: 1}
          notes: nothing
        """;

    @TempDir
    private Path folder;

    private Lesson lesson(String text) throws IOException {
        return Lesson.read(Files.writeString(folder.resolve("l.yaml"), text), Map.of(), Laboratory.LIBRARY);
    }

    private void refused(String from, String to, String... message) {
        assertThatThrownBy(() -> lesson(STUDY.replace(from, to))).isInstanceOf(InputException.class)
            .satisfies(e -> assertThat(e.getMessage()).contains(message));
    }

    @Test
    void problemsAreToldWithTheirPlaces() {
        refused("figure: hyperalgesia-hargreaves", "figure: hyperalgesia-hargreves",
            "l.yaml:19:48", "hyperalgesia-hargreves", "did you mean \"hyperalgesia-hargreaves\"");
        refused("pass: {below: 100}", "pass: {}", "l.yaml:23:", "expected above, below or both");
        refused("time: 90 min, as", "time: 80 min, as", "l.yaml:22:", "no reading of hargreaves at 80 min");
        refused("minutes: 45", "minutes: 45\n  goal: x", "l.yaml:16:3", "unknown key \"goal\"");
        refused("goals: [see something]", "goals: []", "goals: at least one is needed");
        refused("lesson:", "lessn:", "the key lesson is missing");
    }

    @Test
    void unknownVariablesAreToldBeforeAnythingIsWritten() throws IOException {
        Lesson lesson = lesson(STUDY.replace("state: occupancy", "state: ocupancy"));
        assertThatThrownBy(() -> new LessonRun(lesson)).isInstanceOf(InputException.class)
            .hasMessageContaining("l.yaml:25:").hasMessageContaining("occupancy");
    }

    @Test
    void aLessonSaysWhatWasSeenAndTellsStudentsNoAnswers() throws IOException {
        LessonRun run = new LessonRun(lesson(STUDY));
        RunFolder students = RunFolder.create(folder, "half-an-hour", "students", false);
        ObjectNode result = run.run(students, "test", 1, false, (done, failed, runs) -> {});
        // Ten milligrams lengthen the time, so the expectation that they shorten it must fail; receptors are held.
        assertThat(result.get("shown").asInt()).isEqualTo(1);
        assertThat(result.get("expectations").asInt()).isEqualTo(2);
        assertThat(result.get("runs").asInt()).isEqualTo(2);
        assertThat(Files.readString(students.path().resolve("lesson.json"))).doesNotContain("secret-word")
            .doesNotContain("relief");
        assertThat(Files.readString(students.path().resolve("resolved.yaml"))).doesNotContain("secret-word");
        students.verify();
        ObjectNode teachers = run.run(RunFolder.create(folder, "half-an-hour", "teachers", false), "test", 2, true,
            (done, failed, runs) -> {});
        assertThat(teachers.at("/questions/0/answer").asText()).isEqualTo("secret-word");
        assertThat(teachers.at("/expected/0/holds").asBoolean()).isFalse();
        assertThat(teachers.at("/expected/0/found").asDouble()).isGreaterThan(110);
        assertThat(Files.readString(folder.resolve("half-an-hour/teachers/observations.csv")))
            .isEqualTo(Files.readString(students.path().resolve("observations.csv")));
    }

    @Test
    void protocolsAreLessonsToo() throws IOException {
        String text = """
            rexed: 1
            title: One shock
            anatomy: rat-dorsal-horn
            brain-state: anesthetized
            seeds: 1
            settle: 50 ms
            baseline: 50 ms
            duration: 200 ms
            stimulus: {kind: electrical, site: left-hindpaw, strength: 40, pulses: 1, frequency: 1 Hz, radius: 15 mm}
            record: {classes: [a-delta], within: 10 mm}
            lesson:
              minutes: 10
              goals: [see spikes]
              background: a shock
              questions: [{predict: how many, look: here, figure: psth, explain: why, answer: some}]
              expected:
                - title: spikes
                  measure: {rate: mean, class: a-delta, phase: stimulus, condition: control}
                  pass: {above: 0}
              notes: nothing
            """;
        Lesson lesson = lesson(text);
        assertThat(lesson.subjectsKey()).isEqualTo("seeds");
        ObjectNode result = new LessonRun(lesson).run(RunFolder.create(folder, "one-shock", null, false), "test", 1,
            true, (done, failed, runs) -> {});
        assertThat(result.at("/expected/0/found").asDouble()).isGreaterThan(0);
        assertThatThrownBy(() -> lesson(text.replace("class: a-delta, ph", "class: a-delt, ph")))
            .hasMessageContaining("l.yaml:18:").hasMessageContaining("did you mean \"a-delta\"");
    }

    @Test
    void everyLessonOfTheLibraryCanBeRead() {
        Map<String, Path> files = Lesson.files(Laboratory.LIBRARY);
        assertThat(files).hasSizeGreaterThanOrEqualTo(8);
        files.forEach((name, file) -> {
            Lesson lesson = Lesson.read(file, Map.of(), Laboratory.LIBRARY);
            assertThat(lesson.questions()).as(name).hasSizeGreaterThanOrEqualTo(3);
            assertThat(lesson.expected()).as(name).hasSizeGreaterThanOrEqualTo(3);
            lesson.trial().check();
        });
    }
}
