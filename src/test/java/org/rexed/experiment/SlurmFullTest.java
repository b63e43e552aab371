package org.rexed.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A batch on a real Slurm of this machine, with tasks that are killed and queued again: the joined tables are those of
 * one start. Needs root and Debian's slurm-wlm and munge; left out where they are missing.
 */
@Tag("long")
class SlurmFullTest {
    private static final Path SCRIPT = Path.of("src/test/slurm/single-node.sh");

    @TempDir
    private Path folder;

    private final ProcessBuilder shell = new ProcessBuilder();

    @BeforeEach
    void cluster() throws Exception {
        boolean there = Files.isExecutable(Path.of("/usr/sbin/slurmctld"))
            && Files.isExecutable(Path.of("/usr/sbin/munged")) && System.getProperty("user.name").equals("root");
        Assumptions.assumeTrue(there, "no Slurm on this machine");
        Path cluster = folder.resolve("cluster");
        String known = run(List.of("bash", SCRIPT.toString(), "start", cluster.toString(), "2"));
        assertThat(known).contains("SLURM_CONF");
        shell.environment().put("SLURM_CONF", cluster.resolve("slurm.conf").toString());
    }

    @AfterEach
    void end() throws Exception {
        if (shell.environment().containsKey("SLURM_CONF")) {
            run(List.of("bash", SCRIPT.toString(), "stop", folder.resolve("cluster").toString()));
        }
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(shell.environment());
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text;
    }

    @Test
    void killedAndRequeuedTasksGiveTheTablesOfOneMachine() throws Exception {
        Path out = folder.resolve("out");
        String launcher = Path.of("rexed").toAbsolutePath().toString();
        run(List.of(launcher, "batch", "dose-by-dynorphin", "--out", out.toString(), "--name", "alone", "--quiet"));
        String submitted = run(List.of(launcher, "slurm", "dose-by-dynorphin", "--out", out.toString(), "--name",
            "array", "--tasks", "3", "--submit"));
        String array = submitted.replaceAll("(?s).*array ([0-9]+),.*", "$1");
        int kills = 0;
        Path merged = out.resolve("dose-by-dynorphin/array/batch.csv");
        List<String> told = new ArrayList<>();
        for (int second = 0; second < 600 && !Files.exists(merged); second++) {
            Thread.sleep(1000);
            String queue = run(List.of("squeue", "-h", "-o", "%i %T"));
            if (kills < 4 && second % 9 == 8 && queue.contains("RUNNING")) {
                String task = queue.lines().filter(line -> line.contains("RUNNING") && line.startsWith(array + "_"))
                    .findFirst().map(line -> line.split(" ")[0]).orElse("");
                if (!task.isEmpty()) {
                    run(List.of("scontrol", "requeue", task));
                    told.add(task);
                    kills++;
                }
            }
        }
        assertThat(kills).as("tasks %s", told).isGreaterThanOrEqualTo(2);
        for (String table : List.of("batch.csv", "batch-summary.csv")) {
            assertThat(out.resolve("dose-by-dynorphin/array").resolve(table))
                .hasSameTextualContentAs(out.resolve("dose-by-dynorphin/alone").resolve(table));
        }
        List<String> ledger = Files.readAllLines(out.resolve("dose-by-dynorphin/array/ledger.csv"));
        assertThat(ledger.stream().filter(line -> !line.isEmpty())).hasSize(8).doesNotHaveDuplicates();
    }
}
