package org.rexed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rexed.mechanism.Mechanisms;

/** Names with their kind, and what is told of a mechanism. */
class DescribeMechanismTest {
    private final Terminal terminal = new Terminal();

    private String[] lines() {
        return terminal.out().lines().map(String::strip).toArray(String[]::new);
    }

    @ParameterizedTest
    @CsvSource({"drug/morphine,drug morphine:", "assay/hargreaves,assay hargreaves:",
        "anatomy/rat-dorsal-horn,anatomy rat-dorsal-horn:", "claim/A1,claim A1:",
        "scenario/quickstart,scenario quickstart:",
        "population/dynorphin,population dynorphin:", "probe/wind-up,probe protocol wind-up:",
        "receptor/signaling,receptor file signaling:", "mechanisms/dynorphin,mechanism dynorphin:"})
    void aKindBeforeTheNameSaysWhichIsMeant(String path, String start) {
        assertThat(terminal.rexed("describe", path)).as(terminal.err()).isZero();
        assertThat(terminal.out()).startsWith(start).doesNotContain("the name of several things");
    }

    @Test
    void aNameOfSeveralThingsShowsThemAndHowToAskForOne() {
        assertThat(terminal.rexed("describe", "dynorphin")).isZero();
        assertThat(terminal.out()).startsWith("mechanism dynorphin:").contains("\npopulation dynorphin:")
            .endsWith("say mechanism/dynorphin or population/dynorphin\n");
        assertThat(terminal.rexed("describe", "side-effects")).isZero();
        assertThat(terminal.out()).doesNotContain("several things");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "mechanism/dynorphn | unknown mechanism \"dynorphn\"; did you mean \"dynorphin\"?",
        "mechansm/dynorphin | unknown kind \"mechansm\" in \"mechansm/dynorphin\"; did you mean \"mechanism\"?",
        "mechanism/morphine | unknown mechanism \"morphine\"; there is drug/morphine",
        "dynorfin | nothing is called \"dynorfin\"; did you mean \"dynorphin\"?"})
    void unknownNamesAreTold(String name, String message) {
        assertThat(terminal.rexed("describe", name)).isEqualTo(2);
        assertThat(terminal.err()).contains(message);
    }

    @Test
    void everyMechanismIsToldWhole() {
        for (String name : Mechanisms.SWITCHABLE) {
            assertThat(terminal.rexed("describe", "mechanism/" + name)).as(terminal.err()).isZero();
            assertThat(terminal.out()).as(name)
                .contains("explains: ", "against: ", "page: src/site/markdown/mechanisms/" + name + ".md",
                    "--set mechanisms." + name + "=off", "--set mechanisms." + name + "=0.5", "parameters.");
            assertThat(Arrays.asList(lines()).indexOf("equations")).as(name + " has equations").isPositive();
        }
        assertThat(terminal.rexed("list", "mechanisms")).isZero();
        assertThat(terminal.out().lines().skip(1).map(line -> line.strip().split(" ", 2)[0]))
            .containsExactlyInAnyOrderElementsOf(Mechanisms.SWITCHABLE);
    }

    @Test
    void wiringVariablesAndReadingsComeFromTheMechanism() {
        assertThat(terminal.rexed("describe", "mechanism/dynorphin")).isZero();
        assertThat(lines()).contains("kinase-c  [1], dermatomes, brainstem, from protein-kinase-c",
            "dynorphin  [nmol/L], dermatomes", "modulates: no port",
            "dorsal-horn  dynorphin_extracellular  [nmol/L]", "contested: dynorphin-falls",
            "taken as real by: contested: [dynorphin-falls]");
        assertThat(terminal.out()).contains("usual: Sustained delivery raises",
                "contested: Dynorphin of the cord falls",
            "dp/dt = (e - p) / tp");
        assertThat(terminal.rexed("describe", "mechanism/nmda-sensitization")).isZero();
        assertThat(lines()).contains("writes: no signal", "nmda-conductance-factor  [1]",
            "under presynaptic-nmda: release-factor  [1]", "dorsal-horn  nmda_trapped_fraction  [1]");
        assertThat(terminal.rexed("describe", "mechanism/peripheral-input")).isZero();
        assertThat(lines()).contains("heat-threshold-shift  [K]", "subject  activity_level  [1]");
    }

    @Test
    void programsReadTheSame() {
        assertThat(terminal.rexed("describe", "mechanism/nmda-sensitization", "--json")).isZero();
        JsonNode meaning = terminal.json().get("meanings").get(0);
        assertThat(meaning.get("contested").get("presynaptic-nmda").get("contested").asText()).contains("C fibres");
        assertThat(meaning.get("reads").findValuesAsText("unit")).containsExactly("1", "pA");
        assertThat(meaning.get("modulates").findValuesAsText("name")).containsExactly("nmda-conductance-factor");
        assertThat(meaning.get("records").findValuesAsText("variable")).contains("nmda_internalized_fraction");
        assertThat(meaning.get("equations").asText()).contains("exp(-rate time)");
        assertThat(meaning.get("parameters").findValuesAsText("name")).contains("parameters.conductance-gain");
    }
}
