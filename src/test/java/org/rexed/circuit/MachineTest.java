package org.rexed.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.rexed.nociception.PunctateForce;
import org.rexed.random.RandomKey;

/** The same bits from a Java machine that compiles differently: nothing may depend on how it does mathematics. */
class MachineTest {
    private static final int STEPS = 6_000;

    /** Prints a digest of a probe; run in machines of its own. */
    public static void main(String[] args) {
        System.out.println(digest());
    }

    private static String digest() {
        Anatomy anatomy = RatAnatomy.read();
        Site paw = anatomy.sites().get("left-hindpaw");
        Circuit circuit = Circuit.build(anatomy, RandomKey.of(1));
        Probe probe = new Probe(
                circuit, new PunctateForce(paw.x_mm(), paw.y_mm(), 150, 100, 400, 4), RandomKey.of(2));
        probe.advance(STEPS);
        List<String> spikes = RatAnatomy.spikes(circuit);
        float[] potential = Arrays.copyOfRange(
                circuit.neurons().potential(), circuit.afferents().count(), circuit.size());
        return "spikes " + spikes.size() + " " + spikes.hashCode() + " potentials " + Arrays.hashCode(potential)
                + " calcium " + Arrays.hashCode(probe.summary().calcium_fC());
    }

    private static String elsewhere(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+IgnoreUnrecognizedVMOptions", "-XX:+UnlockDiagnosticVMOptions"));
        command.addAll(List.of(options));
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        command.addAll(List.of("-cp", classes, MachineTest.class.getName()));
        Process process = new ProcessBuilder(command)
                .directory(new File("."))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return output.lines().filter(line -> line.startsWith("spikes ")).findFirst().orElse(output);
    }

    @Test
    void mathematicsOfTheMachineDoesNotMatter() throws IOException, InterruptedException {
        String here = digest();
        assertThat(here).matches("spikes \\d{4,} .*");
        assertThat(elsewhere("-XX:-InlineMathNatives", "-XX:-UseLibmIntrinsic", "-XX:-UseFMA")).isEqualTo(here);
    }

    @Test
    void vectorsAndTheOptimizingCompilerDoNotMatter() throws IOException, InterruptedException {
        String here = digest();
        assertThat(elsewhere("-XX:-UseSuperWord", "-XX:-UseVectorizedMismatchIntrinsic")).isEqualTo(here);
        assertThat(elsewhere("-XX:TieredStopAtLevel=1")).isEqualTo(here);
    }
}
