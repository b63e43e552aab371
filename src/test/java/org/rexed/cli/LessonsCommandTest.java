package org.rexed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lessons and sealed patients as typed. */
class LessonsCommandTest {
    private static final String LESSON = """
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
          goals: [<b>see</b> something]
          background: a warm paw
          questions:
            - {predict: which way, look: here, figure: hyperalgesia-hargreaves, explain: why, answer: secret-word}
            - {predict: how long, look: here, figure: hyperalgesia-hargreaves, explain: why, answer: secret-word}
          expected:
            - title: relief
              measure: {assay: hargreaves, arm: morphine, time: 90 min, as: percent-of-baseline}
              pass: {above: -1000}
          notes: nothing
        """;

    @TempDir
    private Path folder;
    private final Terminal terminal = new Terminal();

    @Test
    void lessonsAreListedAndShown() {
        assertThat(terminal.rexed("lessons")).isZero();
        assertThat(terminal.out()).contains("wind-up", "design-a-taper", "45 min");
        assertThat(terminal.rexed("lessons", "--json")).isZero();
        assertThat(terminal.json().get("lessons").size()).isGreaterThanOrEqualTo(8);
        assertThat(terminal.rexed("lessons", "wind-up")).isZero();
        assertThat(terminal.out()).contains("Goals", "Predict:", "Explain:", "not for clinical use")
            .doesNotContain("Answer:").doesNotContain("must be seen");
        assertThat(terminal.rexed("lessons", "wind-up", "--teacher")).isZero();
        assertThat(terminal.out()).contains("Answer:", "What must be seen", "above 0", "Notes");
    }

    @Test
    void wrongWordsAreTold() throws IOException {
        assertThat(terminal.rexed("lessons", "windup")).isEqualTo(2);
        assertThat(terminal.err()).contains("unknown lesson \"windup\"; did you mean \"wind-up\"?");
        assertThat(terminal.rexed("lessons", "--run")).isEqualTo(2);
        assertThat(terminal.err()).contains("which lesson? allowed are");
        assertThat(terminal.rexed("lessons", "wind-up", "--subjects", "3")).isEqualTo(2);
        assertThat(terminal.err()).contains("go with --run");
        assertThat(terminal.rexed("lessons", "models/scenarios/quickstart.yaml")).isEqualTo(2);
        assertThat(terminal.err()).contains("quickstart.yaml:1:1: no lesson: the key lesson is missing");
        Path wrong = Files.writeString(folder.resolve("w.yaml"), LESSON.replace("pass:", "pas:"));
        assertThat(terminal.rexed("check", wrong.toString())).isEqualTo(2);
        assertThat(terminal.err()).contains("w.yaml:24:", "unknown key \"pas\"; did you mean \"pass\"?");
    }

    @Test
    void theStudentsPageHasQuestionsAndNoAnswers() throws IOException {
        Path file = Files.writeString(folder.resolve("l.yaml"), LESSON);
        assertThat(terminal.rexed("lessons", file.toString(), "--run", "--out", folder.toString(), "--name", "s",
            "--subjects", "1", "--no-progress", "--threads", "1")).as(terminal.err()).isEqualTo(7);
        // One subject has no interval, so nothing can be seen.
        assertThat(terminal.out()).contains("0 of 1 things");
        Path page = folder.resolve("l/s/report.html");
        assertThat(Files.readString(page)).contains("Question 2", "which way", "&lt;b&gt;see", "To question 1",
            "Where the model extrapolates", "default-src &#39;none&#39;")
            .doesNotContain("secret-word").doesNotContain("<script").doesNotContain("What was seen");
        assertThat(terminal.rexed("report", folder.resolve("l/s").toString())).isZero();
        assertThat(terminal.rexed("lessons", file.toString(), "--run", "--teacher", "--out", folder.toString(),
            "--name", "t", "--no-progress", "--threads", "1")).as(terminal.err()).isZero();
        assertThat(terminal.out()).contains("1 of 1 things", "must be above -1000: seen");
        assertThat(Files.readString(folder.resolve("l/t/report.html"))).contains("secret-word", "What was seen",
            "Notes for the teacher");
    }

    @Test
    void aPatientIsSealedOnceAndOpenedWithTheWordOnly() throws IOException {
        String sealed = folder.resolve("p.sealed.yaml").toString();
        assertThat(terminal.rexed("lessons", "seal", "models/patients/rat-7.yaml", "--key", "owl", "--to", sealed))
            .isZero();
        assertThat(Files.readString(Path.of(sealed))).contains("sealed-patient: rat-7").doesNotContain("facilitation");
        assertThat(terminal.rexed("check", sealed, "models/patients/rat-7.yaml")).isZero();
        assertThat(terminal.rexed("lessons", "seal", "models/patients/rat-7.yaml", "--key", "owl", "--to", sealed))
            .isEqualTo(2);
        assertThat(terminal.err()).contains("exists; add --overwrite");
        assertThat(terminal.rexed("lessons", "seal", sealed, "--key", "owl")).isEqualTo(2);
        assertThat(terminal.err()).contains("is sealed already; --open");
        assertThat(terminal.rexed("lessons", "seal", sealed, "--open", "--key", "cat")).isEqualTo(2);
        assertThat(terminal.err()).contains("not the word");
        assertThat(terminal.rexed("lessons", "seal", sealed, "--open", "--key", "owl")).isZero();
        assertThat(terminal.out()).contains("descending-facilitation", "off", "Answer:");
        assertThat(terminal.rexed("lessons", "examine", "models/patients/rat-7.yaml", "quickstart")).isEqualTo(2);
        assertThat(terminal.err()).contains("is no sealed patient");
    }

    @Test
    void aStudentExaminesAPatient() throws IOException {
        String sealed = folder.resolve("p.sealed.yaml").toString();
        terminal.rexed("lessons", "seal", "models/patients/rat-7.yaml", "--key", "owl", "--to", sealed);
        Path study = Files.writeString(folder.resolve("study.yaml"), LESSON.substring(0, LESSON.indexOf("lesson:")));
        assertThat(terminal.rexed("lessons", "examine", sealed, study.toString(), "--subjects", "1", "--out",
            folder.toString(), "--no-progress", "--threads", "1")).as(terminal.err()).isZero();
        assertThat(terminal.out()).contains("Which pathway is silent?");
        assertThat(Files.readString(folder.resolve("rat-7/1/report.html"))).contains("sealed patient rat-7")
            .doesNotContain("descending-facilitation: off");
        assertThat(folder.resolve("rat-7/1/states.csv")).doesNotExist();
    }
}
