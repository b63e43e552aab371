package org.rexed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rexed.Laboratory;

/** A finished folder again, and what differs between two. */
class ReproduceIT {
    @TempDir
    private Path folder;

    private final Terminal terminal = new Terminal();

    private int run(String name, String... more) throws IOException {
        Path scenario = Files.writeString(folder.resolve("s.yaml"), Laboratory.ONE_HOUR);
        String[] arguments = {"run", scenario.toString(), "--out", folder.toString(), "--name", name, "--quiet",
            "--no-report"};
        String[] all = java.util.stream.Stream.of(arguments, more).flatMap(java.util.Arrays::stream)
            .toArray(String[]::new);
        return terminal.rexed(all);
    }

    private String path(String name) {
        return folder.resolve("short").resolve(name).toString();
    }

    @Test
    void aRunIsReproducedAndItsDifferencesAreShown() throws IOException {
        assertThat(run("a", "--only", "morphine/1", "--record", "states=all")).isZero();
        assertThat(terminal.rexed("reproduce", path("a"), "--no-progress")).isZero();
        assertThat(terminal.out()).contains("the same, byte by byte");

        assertThat(run("b", "--set", "seed=5", "--only", "morphine/1")).isZero();
        assertThat(terminal.rexed("diff", path("a"), path("b"))).isEqualTo(7);
        assertThat(terminal.out()).contains("observations.csv, line 2:").contains("  morphine,1,4,")
            .contains("  morphine,1,5,");
        assertThat(terminal.rexed("diff", path("a"), path("a"), "--json")).isZero();
        assertThat(terminal.json().get("same").asBoolean()).isTrue();

        Path table = Path.of(path("a"), "observations.csv");
        Files.writeString(table, Files.readString(table).replace("morphine", "morfine"));
        assertThat(terminal.rexed("reproduce", path("a"))).isEqualTo(5);
        assertThat(terminal.err()).contains("observations.csv").contains("damaged");
        assertThat(terminal.rexed("diff", path("a"), folder.toString())).isEqualTo(5);
    }

    @Test
    void namesOfFoldersMayHoldBlanksAndAnyLetter() throws IOException {
        Path odd = Files.createDirectory(folder.resolve("it's a µ-Δ folder, 100 %"));
        Path scenario = Files.writeString(odd.resolve("ein Versuch.yaml"), Laboratory.ONE_HOUR);
        assertThat(terminal.rexed("run", scenario.toString(), "--out", odd.resolve("aus gabe").toString(), "--quiet"))
            .isZero();
        Path run = odd.resolve("aus gabe/short/1");
        assertThat(run.resolve("report.html")).isNotEmptyFile();
        assertThat(Files.readString(run.resolve("manifest.json"))).contains("'\\\\''").contains("µ-Δ");
        assertThat(terminal.rexed("reproduce", run.toString(), "--no-progress")).isZero();
    }
}
