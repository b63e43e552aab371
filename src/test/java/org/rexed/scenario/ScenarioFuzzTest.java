package org.rexed.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rexed.document.InputException;

/** Damaged scenario files are accepted or refused with positions, never anything else. */
class ScenarioFuzzTest {
    private static final List<String> BAD_VALUES = List.of(
        "NaN", ".inf", "-1 mg/kg", "-0 h", "1e400 d", "1e-400 d", "1e308 d", "2147483648", "9223372036854775808",
        "10d", "5f", "0x1p3", "1,5", "1_000", "010", "12:30", "\u0661", "", "[1, 2]", "{a: 1}", "&a x", "*a",
        "!!int 3", "\"", "'", "~", "null", "\u00b5", "on", "- x", "? x", "|", ">", "%", "@", "`", "# x", "dB", "m//s",
        "1 dB", "1 [pH]", "1 10*3", "1 h/", "1 /", "1 ()", "1 h(", "3 B[SPL]");

    @TempDir
    private Path home;

    @Test
    void damagedFilesNeverCrashTheReader() throws IOException {
        readDamaged(1500, 20261123);
    }

    @Tag("long")
    @Test
    void norDoTwentyThousandOthers() throws IOException {
        readDamaged(20_000, 20261201);
    }

    private void readDamaged(int files, long seed) throws IOException {
        ScenarioReaderTest.copyDrugs(home);
        for (String file : List.of("anatomy/rat-dorsal-horn", "assays/hargreaves", "assays/von-frey",
            "mechanisms/dynorphin", "mechanisms/opponent-adaptation")) {
            Path path = home.resolve("models").resolve(file + ".yaml");
            Files.createDirectories(path.getParent());
            Files.writeString(path, "a: 1\n");
        }
        ModelLibrary library = new ModelLibrary(home);
        SplittableRandom random = new SplittableRandom(seed);
        int accepted = 0;
        for (int i = 0; i < files; i++) {
            String text = damaged(ScenarioReaderTest.QUICKSTART, random);
            try {
                Scenario scenario = ScenarioReader.parse("s.yaml", text, Map.of(), library);
                String again = ScenarioReader.parse("s.yaml", scenario.resolved(), Map.of(), library).resolved();
                assertThat(withoutOrigins(again)).as("%s", text).isEqualTo(withoutOrigins(scenario.resolved()));
                accepted++;
            } catch (InputException e) {
                assertThat(e.problems()).isNotEmpty().allSatisfy(problem -> {
                    assertThat(problem.location().line()).isPositive();
                    assertThat(problem.location().column()).isPositive();
                    assertThat(problem.message()).isNotBlank().doesNotContain("Exception");
                });
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("reading failed with " + e + " for\n" + text, e);
            }
        }
        assertThat(accepted).as("some damage is harmless, most is not").isBetween(files / 50, files / 2);
    }

    private static String withoutOrigins(String resolved) {
        return resolved.replaceAll("  # (scenario|command line|default)\n", "\n");
    }

    private static String damaged(String text, SplittableRandom random) {
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n")));
        int line = random.nextInt(lines.size());
        switch (random.nextInt(6)) {
            case 0 -> lines.remove(line);
            case 1 -> lines.add(random.nextInt(lines.size()), lines.get(line));
            case 2 -> lines.set(line, lines.set(random.nextInt(lines.size()), lines.get(line)));
            case 3 -> lines.set(line, " ".repeat(random.nextInt(4)) + lines.get(line).strip());
            case 4 -> {
                String bad = BAD_VALUES.get(random.nextInt(BAD_VALUES.size()));
                lines.set(line, lines.get(line).replaceFirst(": [^,}]*", ": " + bad));
            }
            default -> {
                StringBuilder all = new StringBuilder(text);
                for (int k = random.nextInt(3); k >= 0; k--) {
                    all.setCharAt(random.nextInt(all.length()), (char) random.nextInt(1, 256));
                }
                return all.toString();
            }
        }
        return String.join("\n", lines) + "\n";
    }
}
