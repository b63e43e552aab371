package org.rexed.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rexed.mechanism.Mechanism;
import org.rexed.mechanism.Wiring;
import org.rexed.mechanism.Wiring.Variable;
import org.rexed.recording.StateSample;
import org.rexed.simulation.Assembly;
import org.rexed.simulation.RexedSimulation;

/** What {@code --record} keeps, and what the page on mechanisms says of it. */
class RecordedVariablesTest {
    private static final Set<String> TESTED = Set.of("L5");
    private static final RecordChoice ALL = RecordChoice.parse("states=all");

    @TempDir
    private Path out;

    private static String key(String entity, String variable) {
        return entity + " " + variable;
    }

    private static boolean isKept(RecordChoice choice, String entity, String variable) {
        return choice.keeps(new StateSample(0, entity, variable, 0, "1"), TESTED);
    }

    private static RexedSimulation started(String... changes) {
        Map<String, String> overrides = new java.util.LinkedHashMap<>(Map.of("subjects", "1"));
        for (int i = 0; i < changes.length; i += 2) {
            overrides.put(changes[i], changes[i + 1]);
        }
        Assembly assembly = TinyStudy.assembly(overrides);
        RexedSimulation simulation = assembly.simulation(assembly.scenario().arm("morphine"), 0);
        simulation.start();
        return simulation;
    }

    @Test
    void allMeansEveryVariableOfEveryMechanism() throws IOException {
        RexedSimulation simulation = started();
        Set<String> reported = simulation.subject().mechanisms().stream()
            .flatMap(mechanism -> Wiring.of(mechanism).variables().stream())
            .map(variable -> key(variable.entity(), variable.name()))
            .collect(Collectors.toSet());
        assertThat(reported).hasSizeGreaterThan(35);
        RunFolder folder = RunFolder.create(out, "tiny", "all", false);
        Assembly assembly = TinyStudy.assembly(Map.of("subjects", "1"));
        try (StudyTables tables = new StudyTables(folder, assembly, ALL, TinyStudy.YAML, "rexed run", 1)) {
            tables.add("morphine", 0, simulation.observed());
            tables.finish();
        }
        Set<String> written = Files.readAllLines(folder.path().resolve("states.csv")).stream().skip(1)
            .map(line -> line.split(","))
            .map(cells -> key(cells[3], cells[4]))
            .collect(Collectors.toSet());
        assertThat(written).containsAll(reported)
            .contains("fast-clock ongoing_spells", "rvm:on firing_rate", "drug:morphine plasma_concentration");
    }

    @Test
    void theUsualChoiceKeepsWhatFiguresShowAndNothingThatIsNotThere() {
        Set<String> there = started().observed().states().stream()
            .map(sample -> key(sample.entity(), sample.variable()))
            .collect(Collectors.toSet());
        assertThat(there).containsAll(RecordChoice.SHOWN);
        for (String shown : RecordChoice.SHOWN) {
            String[] words = shown.split(" ");
            assertThat(isKept(RecordChoice.STANDARD, words[0], words[1])).as(shown).isTrue();
        }
        assertThat(isKept(RecordChoice.STANDARD, "dorsal-horn:L5", "glutamate_level")).as("tested").isTrue();
        assertThat(isKept(RecordChoice.STANDARD, "dorsal-horn:L2", "glutamate_level")).as("not tested").isFalse();
        assertThat(isKept(RecordChoice.STANDARD, "injury:incision@left-hindpaw", "level")).isTrue();
        assertThat(isKept(RecordChoice.STANDARD, "dorsal-horn", "dynorphin_content")).isFalse();
        assertThat(isKept(RecordChoice.NOTHING, "rvm", "cck_level")).isFalse();
    }

    @Test
    void theStudyKeepsTheDermatomeItTests() throws IOException {
        RunFolder folder = RunFolder.create(out, "tiny", "usual", false);
        Assembly assembly = TinyStudy.assembly(Map.of("subjects", "1"));
        try (StudyTables tables = new StudyTables(folder, assembly, RecordChoice.STANDARD, TinyStudy.YAML, "", 1)) {
            tables.add("morphine", 0, started().observed());
            tables.finish();
        }
        assertThat(Files.readString(folder.path().resolve("states.csv"))).contains(",dorsal-horn:L5,glutamate_level,")
            .doesNotContain(",dorsal-horn:L1,");
    }

    /** The table of the page, made from the mechanisms themselves. */
    @Test
    void thePageListsEveryVariable() throws IOException {
        List<String> rows = new ArrayList<>();
        for (Mechanism mechanism : started().subject().mechanisms()) {
            for (Variable variable : Wiring.of(mechanism).variables()) {
                String star = isKept(RecordChoice.STANDARD, variable.entity(), variable.name()) ? " *" : "";
                String entity = variable.entity().replaceFirst("^dorsal-horn:.*", "dorsal-horn:DERMATOME");
                rows.add("| " + mechanism.name() + " | `" + entity + "` | `" + variable.name() + "`"
                    + (entity.endsWith("DERMATOME") ? " *" : star) + " | " + variable.unit() + " |");
            }
        }
        List<String> table = Stream.concat(
            Stream.of("| from | entity | variable | unit |", "|---|---|---|---|"), rows.stream().distinct()).toList();
        String page = Files.readString(Path.of("src/site/markdown/mechanisms/README.md"));
        assertThat(page).as("paste this into the page:%n%s", String.join("\n", table))
            .contains(String.join("\n", table));
    }
}
