package org.rexed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A small batch in a process of its own, that is stopped in all ways a process can be stopped. */
final class Killing {
    private static final String YAML = """
        rexed: 1
        name: grid
        scenario:
          rexed: 1
          name: short
          species: rat
          anatomy: rat-dorsal-horn
          subjects: 1
          seed: 5
          duration: 1 h
          reference: morphine
          assays:
            - {assay: hargreaves, site: left-hindpaw, baseline: 10 min, at: [1 h]}
          arms:
            - name: morphine
              doses:
                - {drug: morphine, dose: 3 mg/kg, route: sc, at: 20 min}
        replicates: 2
        factors:
          arms.morphine.doses.0.dose: [1 mg/kg, 10 mg/kg, 30 mg/kg]
        """;

    private final Path home;
    private final Path experiment;

    Killing(Path home) throws IOException {
        this.home = home;
        experiment = Files.writeString(home.resolve("grid.yaml"), YAML);
    }

    Path folder(String name) {
        return home.resolve("grid").resolve(name);
    }

    List<String> command(String name, String... more) {
        String[] arguments = Stream.concat(Stream.of("batch", experiment.toString(), "--out", home.toString(), "--name",
            name, "--no-progress"), Arrays.stream(more)).toArray(String[]::new);
        return OtherJvm.command(null, List.of("-XX:TieredStopAtLevel=1"), arguments);
    }

    Process start(String name, String... more) throws IOException {
        return start(command(name, more));
    }

    Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command).redirectErrorStream(true)
            .redirectOutput(home.resolve("printed").toFile()).start();
    }

    String printed() throws IOException {
        return Files.readString(home.resolve("printed"), StandardCharsets.UTF_8);
    }

    /** Runs to the end; the exit code. */
    int run(String name, String... more) throws IOException, InterruptedException {
        return start(name, more).waitFor();
    }

    /** Waits until a batch has filed so many runs. */
    void until(String name, int runs, Process process) throws IOException, InterruptedException {
        for (int i = 0; i < 3000 && process.isAlive() && finished(name).size() < runs; i++) {
            Thread.sleep(20);
        }
    }

    List<String> finished(String name) throws IOException {
        Path ledger = folder(name).resolve("ledger.csv");
        return Files.exists(ledger) ? Files.readAllLines(ledger).stream().filter(line -> !line.isEmpty()).toList()
            : List.of();
    }

    /** A stop by a signal, once so many runs are there; the exit code. */
    int stopped(String name, int runs, String signal, String... more) throws IOException, InterruptedException {
        Process process = start(name, more);
        until(name, runs, process);
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** Nothing lost, nothing twice, nothing left over: the same tables as those of an undisturbed start. */
    void isAs(String name, String undisturbed) throws IOException {
        for (String table : List.of("batch.csv", "batch-summary.csv")) {
            assertThat(folder(name).resolve(table)).hasSameTextualContentAs(folder(undisturbed).resolve(table));
        }
        List<String> keys = new ArrayList<>();
        finished(name).stream().filter(line -> line.length() == 81).forEach(line -> keys.add(line.substring(0, 16)));
        assertThat(keys).hasSize(6).doesNotHaveDuplicates();
        try (Stream<Path> files = Files.walk(folder(name))) {
            assertThat(files.map(Path::toString)).noneMatch(file -> file.endsWith(".part")
                || file.endsWith(".probes"));
        }
    }
}
