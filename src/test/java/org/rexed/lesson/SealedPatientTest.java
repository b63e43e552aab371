package org.rexed.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rexed.Laboratory;
import org.rexed.document.InputException;
import org.rexed.experiment.RunFolder;
import org.rexed.scenario.ModelLibrary;

/** What is special about a sealed patient cannot be read, cannot be changed, and acts in every experiment on it. */
class SealedPatientTest {
    private static final ModelLibrary LIBRARY = Laboratory.LIBRARY;
    private static final String OPEN = """
        rexed: 1
        patient: rat-7
        title: A rat without "tolerance"
        species: rat
        question: What is missing?
        mechanisms: {opponent-adaptation: off, dynorphin: 250 %}
        answer: Adaptation is missing.
        """;
    private static final String STUDY = """
        rexed: 1
        name: ten-hours
        species: rat
        anatomy: rat-dorsal-horn
        subjects: 1
        duration: 10 h
        reference: morphine
        assays:
          - {assay: hargreaves, site: left-hindpaw, baseline: 30 min, at: [10 h]}
        arms:
          - name: morphine
            doses: [{drug: morphine, rate: 45 mg/kg/d, route: pump, from: 1 h, for: 9 h}]
        """;

    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private SealedPatient patient() throws IOException {
        return SealedPatient.read(file("open.yaml", OPEN), "owl", LIBRARY);
    }

    @Test
    void theSealHidesAndOpensAgain() throws IOException {
        String sealed = patient().sealed();
        assertThat(sealed).contains("What is missing?").doesNotContain("adaptation").doesNotContain("dynorphin")
            .doesNotContain("owl").doesNotContain("250").doesNotContain("Adaptation is missing");
        SealedPatient again = SealedPatient.read(file("sealed.yaml", sealed), "", LIBRARY);
        assertThat(again).isEqualTo(patient());
        assertThat(again.strengths()).isEqualTo(Map.of("opponent-adaptation", 0.0, "dynorphin", 2.5));
        assertThat(again.unlockedBy("owl")).isTrue();
        assertThat(again.unlockedBy("cat")).isFalse();
    }

    @Test
    void aChangedSealIsRefused() throws IOException {
        String sealed = patient().sealed();
        int place = sealed.indexOf("code: ") + 20;
        char other = sealed.charAt(place) == 'A' ? 'B' : 'A';
        for (String changed : new String[] {sealed.replace("What is missing", "What is there"),
            sealed.substring(0, place) + other + sealed.substring(place + 1)}) {
            Path file = file("changed.yaml", changed);
            assertThatThrownBy(() -> SealedPatient.read(file, "", LIBRARY)).isInstanceOf(InputException.class)
                .hasMessageContaining("changed.yaml:").hasMessageContaining("changed after it was sealed");
        }
    }

    @Test
    void wrongPatientsAreTold() throws IOException {
        Path unknown = file("u.yaml", OPEN.replace("dynorphin:", "dinorphin:"));
        assertThatThrownBy(() -> SealedPatient.read(unknown, "x", LIBRARY)).hasMessageContaining("u.yaml:6:")
            .hasMessageContaining("did you mean \"dynorphin\"");
        Path usual = file("v.yaml", OPEN.replace("{opponent-adaptation: off, dynorphin: 250 %}", "{dynorphin: on}"));
        assertThatThrownBy(() -> SealedPatient.read(usual, "x", LIBRARY)).hasMessageContaining("v.yaml:6:")
            .hasMessageContaining("nothing to find out");
    }

    @Test
    void whatWouldShowTheSecretIsRefused() throws IOException {
        SealedPatient patient = patient();
        Path study = file("s.yaml", STUDY + "mechanisms: {dynorphin: off}\n");
        assertThatThrownBy(() -> patient.examination(study, Map.of(), LIBRARY)).hasMessageContaining("s.yaml:13:1")
            .hasMessageContaining("not with a sealed patient");
        Path plain = file("p.yaml", STUDY);
        assertThatThrownBy(() -> patient.examination(plain, Map.of("arms.morphine.mechanisms.dynorphin", "off"),
            LIBRARY)).hasMessageContaining("not with a sealed patient");
        Path human = file("h.yaml", STUDY.replace("species: rat", "species: mouse").replace("rat-dorsal",
            "mouse-dorsal"));
        assertThatThrownBy(() -> patient.examination(human, Map.of(), LIBRARY)).hasMessageContaining("h.yaml:3:")
            .hasMessageContaining("the patient is of species rat");
    }

    @Test
    void theSecretActsAndTheFolderDoesNotTellIt() throws IOException {
        Path study = file("p.yaml", STUDY);
        RunFolder sealed = RunFolder.create(folder, "sealed", "1", false);
        assertThat(patient().examination(study, Map.of(), LIBRARY).run(sealed, "test", 1, (d, f, r) -> {})).isZero();
        SealedPatient other = new SealedPatient("other", "t", patient().species(), "q", "a",
            Map.of("side-effects", 0.0), "");
        RunFolder usual = RunFolder.create(folder, "usual", "1", false);
        other.examination(study, Map.of(), LIBRARY).run(usual, "test", 1, (d, f, r) -> {});
        assertThat(Files.readString(sealed.path().resolve("observations.csv")))
            .isNotEqualTo(Files.readString(usual.path().resolve("observations.csv")));
        assertThat(sealed.path().resolve("states.csv")).doesNotExist();
        assertThat(Files.readString(sealed.path().resolve("resolved.yaml")))
            .isEqualTo(Files.readString(usual.path().resolve("resolved.yaml")));
    }
}
