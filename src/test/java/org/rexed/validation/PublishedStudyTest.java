package org.rexed.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rexed.document.InputException;
import org.rexed.scenario.ModelLibrary;

/** Reading of what a scenario says of a publication, and every message about it. */
class PublishedStudyTest {
    static final ModelLibrary LIBRARY = new ModelLibrary(Path.of("."));
    static final Path SAMPLE = Path.of("src/test/resources/validation/Nobody_2000.yaml");

    @TempDir
    private Path folder;

    private PublishedStudy changed(String... replacements) throws IOException {
        String yaml = Files.readString(SAMPLE);
        for (int i = 0; i < replacements.length; i += 2) {
            assertThat(yaml).contains(replacements[i]);
            yaml = yaml.replace(replacements[i], replacements[i + 1]);
        }
        return PublishedStudy.read(Files.writeString(folder.resolve("Changed.yaml"), yaml), LIBRARY);
    }

    private void refuses(String message, String... replacements) {
        assertThatThrownBy(() -> changed(replacements)).isInstanceOf(InputException.class)
            .hasMessageContaining(message);
    }

    @Test
    void readsPublicationAndTargets() {
        PublishedStudy study = PublishedStudy.read(SAMPLE, LIBRARY);
        assertThat(study.id()).isEqualTo("Nobody_2000");
        assertThat(study.publication().laboratory()).isEqualTo("Nowhere");
        assertThat(study.targets()).extracting(Target::name).containsExactly("relief", "vehicle-inert", "recalled");
        Target relief = study.targets().get(0);
        assertThat(relief.unit()).isEqualTo("%");
        assertThat(relief.published().value()).isEqualTo(112);
        assertThat(relief.published().standardError()).isCloseTo(6 / Math.sqrt(8), within(1e-12));
        assertThat(relief.agrees(100.5)).isTrue();
        assertThat(relief.agrees(99.5)).isFalse();
        assertThat(study.targets().get(1).isNull()).isTrue();
        Target recalled = study.targets().get(2);
        assertThat(recalled.unit()).isEqualTo("s");
        assertThat(recalled.published().value()).isEqualTo(3.5);
        assertThat(recalled.scored()).isFalse();
    }

    @Test
    void checksumDependsOnTargetsAloneAndNotOnComments() throws IOException {
        String sum = Plan.checksum(PublishedStudy.read(SAMPLE, LIBRARY));
        assertThat(Plan.checksum(changed("title: Morphine", "title: Other morphine"))).isEqualTo(sum);
        assertThat(Plan.checksum(changed("targets:\n", "targets:\n  # a comment\n"))).isEqualTo(sum);
        assertThat(Plan.checksum(changed("value: 112 %", "value: 113 %"))).isNotEqualTo(sum);
    }

    @Test
    void tellsWhatIsWrong() {
        refuses("confidence: found \"hihg\"; did you mean \"high\"?", "confidence: high", "confidence: hihg");
        refuses("two targets are called \"relief\"", "name: vehicle-inert", "name: relief");
        refuses("name: found \"Relief it\"", "name: relief", "name: Relief it");
        refuses("unit missing; found \"112\"", "value: 112 %", "value: 112");
        refuses("expected above or below", "direction: {above: 100 %}", "direction: {}");
        refuses("above must be less than below", "below: 105 %", "below: 95 %");
        refuses("the scenario has no reading of hargreaves at 40 min", "    time: 60 min\n", "    time: 40 min\n");
        refuses("unknown key \"publishd\"", "    published: {value", "    publishd: {value");
        refuses("expected one of value, from; found value and from", "from: 3 s", "value: 3 s, from: 3 s");
        refuses("from: must not be above to", "from: 3 s", "from: 5 s");
        refuses("sem: sd is there too", "sd: 6 %", "sd: 6 %, sem: 2 %");
        refuses("the unit of this quantity is not fixed",
            "    assay: hargreaves\n    arm: morphine\n    time: 50 min\n    as: percent-of-baseline\n",
            "    state: plasma_concentration\n    entity: \"drug:morphine\"\n    arm: morphine\n    time: 50 min\n");
        refuses("arm: found \"morphin\"; did you mean \"morphine\"?", "    arm: morphine\n    time: 50",
            "    arm: morphin\n    time: 50");
    }

    @Test
    void targetsWithoutPublicationAreRefused() {
        refuses("publication", "publication:\n  citation: \"Nobody (2000) A sample of the format with <angles> & its"
            + " escapes\"\n  laboratory: Nowhere\n  left-out: everything\n", "");
    }
}
