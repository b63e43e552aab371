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
import org.rexed.simulation.Assembly;

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
            "    state: cck_level\n    entity: rvm\n    arm: morphine\n    time: 50 min\n");
        refuses("to: belongs to from; found beside value", "from: 3 s, to", "value: 3 s, to");
        refuses("arm: found \"morphin\"; did you mean \"morphine\"?", "    arm: morphine\n    time: 50",
            "    arm: morphin\n    time: 50");
    }

    @Test
    void amountsAndConcentrationsOfDrugsHaveUnits() throws IOException {
        Target given = changed(
            "    assay: hargreaves\n    arm: morphine\n    time: 50 min\n    as: percent-of-baseline\n",
            "    of: {state: given_mass, entity: \"drug:morphine\", arm: morphine, time: 60 min}\n"
                + "    minus: {state: given_mass, entity: \"drug:morphine\", arm: morphine, time: 10 min}\n",
            "above: 100 %", "above: 1 mg", "value: 112 %, sd: 6 %", "value: 3 mg, sd: 900 ug").targets().get(0);
        assertThat(given.unit()).isEqualTo("mg");
        assertThat(given.low()).isEqualTo(1);
        assertThat(given.published().standardError()).isCloseTo(0.9 / Math.sqrt(8), within(1e-12));
    }

    /** A thermode's 1 Cel more is 1 K more, not a temperature just above that of ice. */
    @Test
    void differencesOfTemperaturesAreTheSameNumberInKelvinAndCelsius() throws IOException {
        String[] person = {"species: rat\nanatomy: rat-dorsal-horn", "species: human\nanatomy: human-dorsal-horn",
            "assay: hargreaves, site: left-hindpaw", "assay: heat-pain-threshold, site: left-foot",
            "dose: 10 mg/kg, route: sc", "dose: 10 mg, route: iv", "assay: hargreaves", "assay: heat-pain-threshold"};
        for (String unit : new String[] {"K", "Cel"}) {
            String[] changes = java.util.Arrays.copyOf(person, person.length + 4);
            changes[person.length] = "direction: {above: 0 s}";
            changes[person.length + 1] = "direction: {above: 0.5 " + unit + "}";
            changes[person.length + 2] = "published: {from: 3 s, to: 4 s, n: 8}";
            changes[person.length + 3] = "published: {from: 1.1 " + unit + ", to: 2 " + unit + ", sd: 1 K, n: 8}";
            Target warmer = changed(changes).targets().get(2);
            assertThat(warmer.unit()).isEqualTo("Cel");
            assertThat(warmer.low()).isEqualTo(0.5);
            assertThat(warmer.published().low()).isEqualTo(1.1);
            assertThat(warmer.published().high()).isEqualTo(2);
        }
    }

    @Test
    void slowVariablesAreLookedForWhenAFileIsChecked() throws IOException {
        PublishedStudy wrong = changed(
            "    assay: hargreaves\n    arm: morphine\n    time: 50 min\n    as: percent-of-baseline\n",
            "    state: given_mass\n    entity: \"drug:morphin\"\n    arm: morphine\n    time: 50 min\n",
            "above: 100 %", "above: 1 mg", "value: 112 %, sd: 6 %", "value: 3 mg");
        Assembly assembly = new Assembly(wrong.scenario(), LIBRARY);
        assertThatThrownBy(() -> wrong.checkVariables(assembly)).isInstanceOf(InputException.class)
            .hasMessageContaining("Changed.yaml:")
            .hasMessageContaining("nothing called \"drug:morphin\" in arm morphine; did you mean \"drug:morphine\"?");
        PublishedStudy right = PublishedStudy.read(SAMPLE, LIBRARY);
        right.checkVariables(new Assembly(right.scenario(), LIBRARY));
    }

    @Test
    void targetsWithoutPublicationAreRefused() {
        refuses("publication", "publication:\n  citation: \"Nobody (2000) A sample of the format with <angles> & its"
            + " escapes\"\n  laboratory: Nowhere\n  left-out: everything\n", "");
    }
}
