package org.rexed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stops from outside, a full disk and a second start; {@link KillingFullTest} has more of them. */
class KillingIT {
    @TempDir
    private static Path home;

    private static Killing batch;

    @BeforeAll
    static void undisturbed() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "signals and limits of Unix");
        batch = new Killing(home);
        assertThat(batch.run("whole")).as(batch.printed()).isZero();
    }

    @Test
    void stopsAreGoneOnFromToTheSameBytes() throws IOException, InterruptedException {
        assertThat(batch.stopped("stopped", 1, "KILL")).isEqualTo(137);
        assertThat(batch.finished("stopped")).isNotEmpty();
        assertThat(batch.stopped("stopped", 2, "HUP", "--resume")).as("a closed terminal").isEqualTo(129);
        assertThat(batch.stopped("stopped", 4, "TERM", "--resume")).isEqualTo(143);
        assertThat(batch.printed()).contains("stopped; go on with: rexed batch").contains("--name stopped --resume");
        assertThat(batch.run("stopped", "--resume")).isZero();
        batch.isAs("stopped", "whole");
    }

    /** Whoever reads what is printed goes away: the code says that it was not printed, the folder is complete. */
    @Test
    void nobodyHasToReadWhatIsPrinted() throws IOException, InterruptedException {
        String unread = "\"$@\" 2>&1 | true; exit ${PIPESTATUS[0]}";
        List<String> command = new ArrayList<>(List.of("/bin/bash", "-c", unread, "bash"));
        command.addAll(batch.command("unread"));
        command.remove("--no-progress");
        assertThat(batch.start(command).waitFor()).isEqualTo(4);
        batch.isAs("unread", "whole");
    }

    @Test
    void aFolderThatIsTakenAwayIsToldAndNothingIsSaidToBeDone() throws IOException, InterruptedException {
        Process process = batch.start("gone");
        batch.until("gone", 1, process);
        Path away = Files.move(batch.folder("gone"), home.resolve("away"));
        Files.writeString(batch.folder("gone"), "a file where the folder was");
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(4);
        // Whatever it did first after the folder was gone.
        assertThat(batch.printed()).containsPattern("cannot (write|remove|delete) \\S*gone").doesNotContain("at org.");
        Files.delete(batch.folder("gone"));
        Files.move(away, batch.folder("gone"));
        assertThat(batch.run("gone", "--resume")).isZero();
        batch.isAs("gone", "whole");
    }

    @Test
    void onlyOneStartWorksInAFolder() throws IOException, InterruptedException {
        Process first = batch.start("twice");
        batch.until("twice", 1, first);
        Process second = new ProcessBuilder(batch.command("twice", "--resume")).redirectErrorStream(true).start();
        String told = new String(second.getInputStream().readAllBytes());
        assertThat(second.waitFor()).isEqualTo(5);
        assertThat(told).contains("another rexed works in").doesNotContain("at org.");
        assertThat(first.waitFor()).isZero();
        batch.isAs("twice", "whole");
    }

    /** A limit on the size of files stops the program in the middle of one, as a full disk does. */
    @Test
    void aFullDiskIsToldAndLosesNothing() throws IOException, InterruptedException {
        String limited = "ulimit -f 2; exec \"$@\"";
        List<String> command = new ArrayList<>(List.of("/bin/bash", "-c", limited, "bash"));
        command.addAll(batch.command("full"));
        assertThat(batch.start(command).waitFor()).isEqualTo(4);
        assertThat(batch.printed()).contains("cannot write").doesNotContain("at org.");
        assertThat(batch.run("full", "--resume")).isZero();
        batch.isAs("full", "whole");
    }
}
