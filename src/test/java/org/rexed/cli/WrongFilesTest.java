package org.rexed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Ten mistakes that people make: refused with place, finding and way out, before anything is written. */
class WrongFilesTest {
    static final String GOOD = """
        rexed: 1
        name: mine
        species: rat
        anatomy: rat-dorsal-horn
        subjects: 1
        seed: 1
        duration: 2 d
        reference: morphine
        assays:
          - {assay: hargreaves, site: left-hindpaw, baseline: 1 h, at: [6 h]}
        arms:
          - name: morphine
            doses:
              - {drug: morphine, dose: 10 mg/kg, route: sc, at: 2 h}
        """;

    @TempDir
    private Path folder;
    private final Terminal terminal = new Terminal();

    static Stream<Arguments> mistakes() {
        return Stream.of(
            Arguments.of("unknown key", "subjects: 1", "subject-count: 1", "5:1", "unknown key \"subject-count\""),
            Arguments.of("misspelt key", "duration: 2 d", "durations: 2 d", "7:1", "did you mean \"duration\"?"),
            Arguments.of("wrong unit", "10 mg/kg", "10 mL", "14:32", "mL"),
            Arguments.of("missing unit", "10 mg/kg", "10", "14:32", "unit"),
            Arguments.of("negative dose", "10 mg/kg", "-10 mg/kg", "14:32", "-10 mg/kg"),
            Arguments.of("NaN", "10 mg/kg", "NaN mg/kg", "14:32", "NaN"),
            Arguments.of("duplicate key", "seed: 1", "seed: 1\nseed: 2", "7:1", "duplicate key \"seed\""),
            Arguments.of("tab", "  - name", "\t- name", "12:1", "tab"),
            Arguments.of("dose before the start", "at: 2 h}", "at: -2 h}", "14:57", "start"),
            Arguments.of("unknown drug", "drug: morphine", "drug: morfine", "14:16", "did you mean \"morphine\"?"),
            Arguments.of("decimal comma", "10 mg/kg", "\"1,5 mg/kg\"", "14:32", "1.5"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void isRefusedWithItsPlace(String what, String from, String to, String place, String words) throws IOException {
        assertThat(GOOD).contains(from);
        Path file = Files.writeString(folder.resolve("mine.yaml"), GOOD.replace(from, to));
        Path out = folder.resolve("out");
        assertThat(terminal.rexed("run", file.toString(), "--out", out.toString())).isEqualTo(2);
        assertThat(terminal.err().lines().toList()).anySatisfy(line ->
            assertThat(line).startsWith(file + ":" + place + ": ").contains(words));
        assertThat(terminal.err()).doesNotContain("Exception").doesNotContain("\tat ");
        assertThat(terminal.out()).isEmpty();
        assertThat(out).doesNotExist();
        assertThat(terminal.rexed("check", file.toString())).isEqualTo(2);
        assertThat(terminal.err()).contains(file + ":" + place + ": ").contains(words);
    }

    @Test
    void theGoodFileIsGood() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), GOOD);
        assertThat(terminal.rexed("check", file.toString())).as(terminal.err()).isZero();
        assertThat(terminal.out()).contains("mine.yaml: ok");
    }

    @Test
    void allProblemsAreToldAtOnceAndAsJson() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"),
            GOOD.replace("species: rat", "species: rta").replace("10 mg/kg", "10").replace("hargreaves", "hargreave"));
        assertThat(terminal.rexed("check", file.toString(), "--json")).isEqualTo(2);
        assertThat(terminal.json().get("ok").asBoolean()).isFalse();
        var problems = terminal.json().get("files").get(0).get("problems");
        assertThat(problems).hasSize(3);
        assertThat(problems.get(0).get("line").asInt()).isEqualTo(3);
        assertThat(problems.get(0).get("column").asInt()).isEqualTo(10);
        assertThat(problems.get(0).get("message").asText()).contains("did you mean \"rat\"?");
    }

    @Test
    void namesInsideTheAnatomyAreCheckedToo() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), GOOD.replace("left-hindpaw", "left-hindpow"));
        assertThat(terminal.rexed("check", file.toString())).isEqualTo(2);
        assertThat(terminal.err()).contains("mine.yaml:10:31: ").contains("did you mean \"left-hindpaw\"?");
    }
}
