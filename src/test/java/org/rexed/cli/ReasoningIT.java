package org.rexed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attribution, diagnosis, treatments and a forecast through everything, each with a study of minutes. */
class ReasoningIT {
    private static final String STUDY = """
        scenario:
          rexed: 1
          name: tiny
          title: Two hours
          species: rat
          anatomy: rat-dorsal-horn
          subjects: 2
          seed: 5
          duration: 2 h
          reference: vehicle
          assays:
            - {assay: hargreaves, site: left-hindpaw, baseline: 10 min, at: [60 min, 80 min, 120 min]}
          arms:
            - name: vehicle
              label: Vehicle
            - name: morphine
              label: Morphine
              doses: [{drug: morphine, dose: 10 mg/kg, route: sc, at: 30 min}]
        """;
    private static final String READING =
        "{assay: hargreaves, arm: %s, time: %s, as: percent-of-baseline}";

    @TempDir
    private Path folder;
    private final Terminal terminal = new Terminal();

    private String file(String name, String text) throws IOException {
        Path file = folder.resolve(name + ".yaml");
        return Files.writeString(file, "rexed: 1\nname: " + name + "\ntitle: A tiny " + name + "\n" + text).toString();
    }

    private Path ran(String... arguments) throws IOException {
        String[] all = new String[arguments.length + 4];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--out";
        all[arguments.length + 1] = folder.resolve("out").toString();
        all[arguments.length + 2] = "--json";
        all[arguments.length + 3] = "--no-progress";
        assertThat(terminal.rexed(all)).as(terminal.err()).isZero();
        Path made = Path.of(terminal.json().get("folder").asText());
        String page = Files.readString(made.resolve("report.html"));
        assertThat(page).contains("Content-Security-Policy", "not for clinical use").doesNotContain("<script");
        assertThat(made.resolve("figures")).isNotEmptyDirectory();
        assertThat(made.resolve("manifest.json")).content().contains("\"finished\"");
        return made;
    }

    @Test
    void contributionsSumToTheEffect() throws IOException {
        String file = file("shares", STUDY + """
            arm: morphine
            mechanisms: {desensitization: mu-desensitization, adaptation: opponent-adaptation}
            effects:
              - title: threshold <90 min>
                of: %s
            """.formatted(READING.formatted("morphine", "[60 min, 80 min]")));
        assertThat(terminal.rexed("check", file)).as(terminal.out()).isZero();
        assertThat(terminal.rexed("attribute", file, "--dry-run")).isZero();
        assertThat(terminal.out()).startsWith("8 subjects");
        Path made = ran("attribute", file);
        JsonNode effect = terminal.json().get("effects").get(0);
        double sum = 0;
        for (JsonNode group : effect.get("groups")) {
            sum += group.get("contribution").asDouble();
        }
        assertThat(sum).isCloseTo(effect.get("effect").asDouble(), org.assertj.core.data.Offset.offset(1e-9));
        assertThat(effect.get("effect").asDouble()).isNotZero();
        assertThat(Files.readString(made.resolve("subjects.csv")).lines()).hasSize(5);
        assertThat(Files.readString(made.resolve("report.html"))).contains("threshold &lt;90 min&gt;");
        assertThat(terminal.rexed("report", made.toString())).isZero();
    }

    @Test
    void aClinicTellsTheTreatedFromTheUntreated() throws IOException {
        String file = file("clinic", STUDY + """
            patients: {vehicle: untreated, morphine: treated}
            misleading: 5 %%
            readouts:
              relief:
                title: latency an hour after, percent of baseline less 100
                of: {of: %s, minus: %s}
                error: 3
                notable: 15
            causes:
              untreated: {title: Untreated, reasoning: nothing was given, expects: {relief: [stays, falls]}}
              treated: {title: Treated, reasoning: an opioid was given, expects: {relief: rises}}
            """.formatted(READING.formatted("vehicle", "[60 min, 80 min]"), READING.formatted("vehicle", "10 min")));
        Path made = ran("diagnose", file);
        assertThat(terminal.json().get("scores").get("patients").asInt()).isEqualTo(4);
        assertThat(terminal.json().get("scores").get("rules").asDouble()).isEqualTo(1);
        assertThat(Files.readString(made.resolve("patients.csv")).lines()).hasSize(5);
        assertThat(terminal.rexed("diagnose", file, "--patient", "morphine/1", "--json")).isZero();
        assertThat(terminal.json().get("verdict").asText()).isEqualTo("treated");
        assertThat(terminal.json().get("reasons")).isNotEmpty();
        assertThat(terminal.json().get("truth").asText()).isEqualTo("treated");
        assertThat(terminal.rexed("diagnose", file, "--patient", "morphine/2")).isEqualTo(2);
        assertThat(terminal.err()).contains("no patient morphine/2", "patients 0 to 1");
    }

    @Test
    void readingsWrittenByHandAreJudgedWithoutSimulation() throws IOException {
        Path file = Files.writeString(folder.resolve("patient.yaml"), """
            rexed: 1
            clinic: pain-clinic
            readings: {signs: 0.8, before-dose: 1.2, diary: 0, remote: 0}
            """);
        assertThat(terminal.rexed("check", file.toString())).isZero();
        assertThat(terminal.rexed("diagnose", file.toString(), "--json")).isZero();
        assertThat(terminal.json().get("verdict").asText()).isEqualTo("withdrawal");
        assertThat(terminal.json().get("confidence").asDouble()).isGreaterThan(0.8);
        Files.writeString(file, Files.readString(file).replace("signs", "sings"));
        assertThat(terminal.rexed("diagnose", file.toString())).isEqualTo(2);
        assertThat(terminal.err()).contains("patient.yaml:3:12", "did you mean \"signs\"?");
    }

    @Test
    void strategiesAreComparedAndTheBestScheduleIsJudgedByOthers() throws IOException {
        String file = file("ways", STUDY + """
            outcomes:
              threshold: {title: Threshold, better: higher, of: %s}
              back:
                title: Days until back
                better: lower
                days-until: {of: %s, from: 30 min, below: 110}
            leaving:
              discomfort: [{of: %s, weight: 1}]
              borne: 1000
              variation: 0
            search:
              arm: morphine
              parameters: [{path: arms.morphine.doses.0.dose, unit: mg/kg, from: 1 mg/kg, to: 20 mg/kg, start: 2 mg/kg}]
              cost: {threshold: 1}
              evaluations: 3
            """.formatted(READING.formatted("vehicle", "[60 min, 80 min]"),
                READING.formatted("vehicle", "[60 min, 80 min, 120 min]"),
                READING.formatted("vehicle", "[60 min, 120 min]")));
        Path made = ran("treat", file, "--search");
        JsonNode strategies = terminal.json().get("strategies");
        assertThat(strategies).hasSize(2);
        assertThat(strategies.get(1).get("outcomes").get("threshold").get("as_planned").get("change").asDouble())
            .isPositive();
        assertThat(strategies.get(1).get("completed").asDouble()).isEqualTo(1);
        assertThat(terminal.json().get("search").get("schedules").asInt()).isLessThanOrEqualTo(3);
        assertThat(Files.readString(made.resolve("schedules.csv"))).startsWith("schedule,arms.morphine.doses.0.dose");
        assertThat(terminal.rexed("report", made.toString())).isZero();
    }

    @Test
    void aPlannedRegimenIsForecastWithANotice() throws IOException {
        String file = file("plan", """
            person: {sex: female, age: 50 a, mass: 70 kg, height: 165 cm}
            severity: 0 %
            regimen: {drug: morphine, dose: 30 mg, route: oral, every: 12 h}
            for: 7 d
            subjects: 2
            """);
        assertThat(terminal.rexed("check", file)).as(terminal.out()).isZero();
        Path made = ran("report", file);
        assertThat(Files.readString(made.resolve("report.html"))).contains("no medical advice", "Risk of hyperalgesia",
            "Assumptions", "are assumed and");
        assertThat(terminal.json().get("forecast").get("sentences")).hasSize(6);
        Files.writeString(Path.of(file), Files.readString(Path.of(file)).replace("drug: morphine", "drug: morfine"));
        assertThat(terminal.rexed("report", file)).isEqualTo(2);
        assertThat(terminal.err()).contains("plan.yaml:6:17", "did you mean \"morphine\"?");
    }
}
