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

    /** Every port away from neutral, dead cells, and all the currents of the rat's dorsal horn. */
    @Test
    void modulatedDorsalHornFiresTheSameSpikes() throws IOException, InterruptedException {
        Anatomy anatomy = CircuitExport.withCertainRelease(PeerExport.read("rat-dorsal-horn"));
        Circuit circuit = Circuit.build(anatomy, RandomKey.of(3));
        PeerExport.modulate(circuit);
        Path export = folder.resolve("export");
        new CircuitExport(circuit, PeerExport.stimulus("heat"), RandomKey.of(4), 300).write(export);
        firesAlike(export);
    }

    /** Short, because this network multiplies the rounding errors of single precision within some 40 ms. */
    @Test
    void benchmarkNetworkFiresTheSameSpikes() throws IOException, InterruptedException {
        Path export = folder.resolve("export");
        PeerExport.write(
                PeerExport.read("vogels-abbott"), 1, 30, PeerExport.stimulus("none"), TimeStep.DEFAULT, export);
        firesAlike(export);
    }

    /** Runs Brian2 on an export; fails unless first spikes agree to a step and the counts of populations to 1 %. */
    private void firesAlike(Path export) throws IOException, InterruptedException {
        String result = folder.resolve("brian2").toString();
        run(SCRIPTS.resolve("brian2_circuit.py").toString(), export.toString(), result, "--target", "numpy");
        assertThat(Files.readAllLines(Path.of(result, "spikes.csv"))).hasSizeGreaterThan(100);
        run(SCRIPTS.resolve("compare.py").toString(), "spikes", export.toString(), result);
    }

    private void run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(python));
        command.addAll(List.of(arguments));
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
