package org.rexed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rexed.random.RandomKey;
import org.rexed.random.RandomSequence;

/** Kills at times drawn at random, and a disk that is full after any number of bytes. */
@Tag("long")
class KillingFullTest {
    private static final int KILLS = 20;

    @TempDir
    private Path home;

    @Test
    void twentyKillsAtRandomTimes() throws IOException, InterruptedException {
        Killing batch = new Killing(home);
        long begin = System.nanoTime();
        assertThat(batch.run("whole")).isZero();
        long whole_ms = (System.nanoTime() - begin) / 1_000_000;
        RandomSequence chance = RandomKey.of(20).child("kills").sequence();
        for (int kill = 0; kill < KILLS; kill++) {
            String name = "k" + kill;
            Process process = batch.start(name);
            if (!process.waitFor((long) (chance.uniform() * whole_ms), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
            boolean begun = Files.isDirectory(batch.folder(name));
            assertThat(begun ? batch.run(name, "--resume") : batch.run(name)).as(batch.printed()).isZero();
            batch.isAs(name, "whole");
        }
    }

    @Test
    void aDiskThatIsFullAtAnyByte() throws IOException, InterruptedException {
        Killing batch = new Killing(home);
        assertThat(batch.run("whole")).isZero();
        for (int kilobytes = 1; kilobytes <= 60; kilobytes += kilobytes < 8 ? 1 : 7) {
            String name = "full-" + kilobytes;
            List<String> command = new ArrayList<>(List.of("/bin/bash", "-c", "ulimit -f " + kilobytes
                + "; exec \"$@\"", "bash"));
            command.addAll(batch.command(name));
            int code = batch.start(command).waitFor();
            assertThat(code).as("%d kB: %s", kilobytes, batch.printed()).isIn(0, 4);
            if (code == 4) {
                assertThat(batch.run(name, "--resume")).as(batch.printed()).isZero();
            }
            batch.isAs(name, "whole");
        }
    }
}
