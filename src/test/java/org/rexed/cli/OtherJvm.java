package org.rexed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.rexed.experiment.ReferenceRun;

/** The program in a Java of its own, with other flags, another locale or another version. */
final class OtherJvm {
    private static final Path THIS = Path.of(System.getProperty("java.home"), "bin", "java");

    private OtherJvm() {}

    /** Checks that a Java started like this computes the bits of the release, and says so. */
    static void hasTheBitsOfTheRelease(Path java, List<String> flags, Map<String, String> environment)
            throws IOException, InterruptedException {
        String printed = rexed(java, flags, environment, "doctor");
        assertThat(printed).as("%s %s %s", java, flags, environment)
            .contains("ok    a short study has the bits of the release: " + ReferenceRun.expected().substring(0, 16));
    }

    /** What a command prints. */
    static String rexed(Path java, List<String> flags, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command(java, flags, arguments)).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return printed;
    }

    /** The command line of a command. */
    static List<String> command(Path java, List<String> flags, String... arguments) {
        List<String> command = new ArrayList<>(List.of((java == null ? THIS : java).toString()));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
