package org.rexed.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rexed.neuron.TimeStep;
import org.rexed.random.RandomKey;

/**
 * Brian2 runs exported circuits by its own means and fires the same spikes. Needs a Python 3 with Brian2: the one that
 * the environment variable {@code REXED_PYTHON} names, or any {@code python3} on the path; skipped if there is none.
 */
@Tag("peer")
class PeerTest {
    private static final Path SCRIPTS = Path.of("src", "test", "peers");
    private static String python = "";
    @TempDir
    private Path folder;

    @BeforeAll
    static void findPython() throws IOException, InterruptedException {
        List<String> candidates = new ArrayList<>();
        String named = System.getenv("REXED_PYTHON");
        if (named != null) {
            candidates.add(named);
        }
        for (String place : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            Path candidate = Path.of(place, "python3");
            if (Files.isExecutable(candidate)) {
                candidates.add(candidate.toString());
            }
        }
        for (String candidate : candidates) {
            Process process = new ProcessBuilder(candidate, "-c", "import brian2")
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            if (process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0) {
                python = candidate;
                return;
            }
            process.destroyForcibly();
        }
        assumeTrue(false, "comparison with Brian2 skipped: no python3 with Brian2 on the path; REXED_PYTHON names one");
    }

    /**
     * Every port away from neutral, dead cells, and all the currents of the rat's dorsal horn: Brian2 in single
     * precision fires every spike in the same step. In double precision a spike that rounding moves spreads, so there
     * every cell is compared by itself, hearing Rexed's spikes.
     */
    @Test
    void modulatedDorsalHornFiresTheSameSpikes() throws IOException, InterruptedException {
        Anatomy anatomy = CircuitExport.withCertainRelease(PeerExport.read("rat-dorsal-horn"));
        Circuit circuit = Circuit.build(anatomy, RandomKey.of(3));
        PeerExport.modulate(circuit);
        Path export = folder.resolve("export");
        new CircuitExport(circuit, PeerExport.stimulus("heat"), RandomKey.of(4), 300).write(export);
        firesAlike("same", export, "--precision", "single");
        firesAlike("replayed", export, "--precision", "double", "--replay");
        firesAlike("spikes", export, "--precision", "double");
    }

    @Test
    void benchmarkNetworkFiresTheSameSpikes() throws IOException, InterruptedException {
        Path export = folder.resolve("export");
        PeerExport.write(
                PeerExport.read("vogels-abbott"), 1, 150, PeerExport.stimulus("none"), TimeStep.DEFAULT, export);
        firesAlike("same", export, "--precision", "single");
        firesAlike("replayed", export, "--precision", "double", "--replay");
    }

    /** Two circuits in one network of Brian2 fire as each does alone: what verify.py relies on. */
    @Test
    void circuitsSideBySideFireTheSameSpikes() throws IOException, InterruptedException {
        Anatomy anatomy = CircuitExport.withCertainRelease(PeerExport.read("rat-dorsal-horn"));
        List<String> arguments = new ArrayList<>();
        for (String stimulus : List.of("force", "electrical")) {
            Path export = folder.resolve(stimulus);
            PeerExport.write(
                    anatomy, arguments.size(), 250, PeerExport.stimulus(stimulus), TimeStep.DEFAULT, export);
            arguments.addAll(List.of(export.toString(), export + "-brian2"));
        }
        arguments.addAll(List.of("--precision", "single"));
        run("brian2_circuit.py", arguments);
        for (int k = 0; k < 4; k += 2) {
            run("compare.py", List.of("same", arguments.get(k), arguments.get(k + 1)));
        }
    }

    /** Runs Brian2 on an export; fails unless the comparison of that kind holds. */
    private void firesAlike(String kind, Path export, String... options) throws IOException, InterruptedException {
        String result = folder.resolve("brian2-" + kind).toString();
        List<String> arguments = new ArrayList<>(List.of(export.toString(), result));
        arguments.addAll(List.of(options));
        run("brian2_circuit.py", arguments);
        assertThat(Files.readAllLines(Path.of(result, "spikes.csv"))).hasSizeGreaterThan(100);
        run("compare.py", List.of(kind, export.toString(), result));
    }

    private void run(String script, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(python, SCRIPTS.resolve(script).toString()));
        command.addAll(arguments);
        File output = folder.resolve("output.txt").toFile();
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        Process process = builder.start();
        boolean ended = process.waitFor(180, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly();
        }
        String text = Files.readString(output.toPath(), StandardCharsets.UTF_8);
        assertThat(ended).as(text).isTrue();
        assertThat(process.exitValue()).as(text).isZero();
    }
}
