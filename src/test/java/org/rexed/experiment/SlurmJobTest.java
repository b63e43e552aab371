package org.rexed.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts do what they say, with a program in place of Rexed and of Slurm that notes how it is called. */
class SlurmJobTest {
    @TempDir
    private Path folder;

    private Path home;
    private Path noted;

    @BeforeEach
    void programs() throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "scripts of Slurm need bash");
        // Names that a careless script would take apart.
        home = Files.createDirectory(folder.resolve("it's µ $HOME 100% \"there\""));
        noted = home.resolve("noted");
        program("rexed", "printf '%s\\n' \"$@\" \"$LC_ALL\" > \"$NOTED\"; eval \"$THEN\"");
        program("scontrol", "printf '%s\\n' scontrol \"$@\" >> \"$NOTED\"");
    }

    private void program(String name, String body) throws IOException {
        Path file = Files.writeString(home.resolve(name), "#!/bin/bash\n" + body + "\n", StandardCharsets.UTF_8);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private SlurmJob job(int minutes) {
        return new SlurmJob(home.resolve("rexed"), home.resolve("my grid.yaml"), home.resolve("output"), "grid", "a", 3,
            List.of("--partition=short", "--exclusive"), 2, minutes);
    }

    private Process start(String script, String then) throws IOException {
        Path file = Files.writeString(home.resolve("script.sh"), script, StandardCharsets.UTF_8);
        ProcessBuilder builder = new ProcessBuilder("/bin/bash", file.toString()).redirectErrorStream(true)
            .redirectOutput(home.resolve("printed").toFile());
        builder.environment().putAll(Map.of("SLURM_ARRAY_TASK_ID", "2", "SLURM_ARRAY_JOB_ID", "77", "NOTED",
            noted.toString(), "THEN", then, "PATH", home + ":" + System.getenv("PATH")));
        return builder.start();
    }

    private List<String> arguments() throws IOException {
        return Files.readAllLines(noted);
    }

    @Test
    void aTaskDoesItsShardInItsOwnFolderAndEndsAsItDoes() throws IOException, InterruptedException {
        assertThat(start(job(0).array(), "exit 6").waitFor()).isEqualTo(6);
        assertThat(arguments()).containsExactly("batch", home.resolve("my grid.yaml").toString(), "--out",
            home.resolve("output").toString(), "--name", "a-part-2", "--shard", "2/3", "--resume", "--threads", "2",
            "--no-progress", "C.UTF-8");
        assertThat(home.resolve("output/grid/a-part-2")).isDirectory();
        assertThat(job(0).array().lines()).contains("#SBATCH --array=\"1-3\"", "#SBATCH --requeue",
            "#SBATCH --partition=\"short\"", "#SBATCH --exclusive", "#SBATCH --cpus-per-task=\"2\"")
            .anyMatch(line -> line.startsWith("#SBATCH --output=") && line.contains("100%% \\\"there\\\""))
            .noneMatch(line -> line.contains("--time"));
        assertThat(job(90).array().lines()).contains("#SBATCH --time=\"90\"", "#SBATCH --signal=\"B:USR1@60\"");
    }

    @Test
    void aTaskWhoseTimeIsUpIsQueuedAgain() throws Exception {
        Process task = start(job(90).array(), "trap 'echo told >> \"$NOTED\"; exit 143' TERM; sleep 60 & wait");
        signal(task, "USR1");
        assertThat(task.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(task.exitValue()).isZero();
        assertThat(arguments()).endsWith("told", "scontrol", "requeue", "77_2");
    }

    @Test
    void aTaskThatIsStoppedStopsItsProgram() throws Exception {
        Process task = start(job(0).array(), "trap 'echo told >> \"$NOTED\"; exit 143' TERM; sleep 60 & wait");
        signal(task, "TERM");
        assertThat(task.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(task.exitValue()).isEqualTo(143);
        assertThat(arguments()).endsWith("told");
    }

    /** Once the program runs, so that it can be told. */
    private void signal(Process task, String name) throws IOException, InterruptedException {
        for (int i = 0; i < 200 && !(Files.exists(noted) && Files.readString(noted).contains("UTF-8")); i++) {
            Thread.sleep(50);
        }
        Thread.sleep(300);
        new ProcessBuilder("kill", "-" + name, Long.toString(task.pid())).start().waitFor();
    }

    @Test
    void theLastJobJoinsAllShards() throws IOException, InterruptedException {
        assertThat(start(job(0).merge(), "exit 0").waitFor()).isZero();
        List<String> expected = new ArrayList<>(List.of("merge", home.resolve("my grid.yaml").toString(), "--out",
            home.resolve("output").toString(), "--name", "a", "--overwrite"));
        for (int task = 1; task <= 3; task++) {
            expected.add(home.resolve("output/grid/a-part-" + task).toString());
        }
        expected.add("C.UTF-8");
        assertThat(arguments()).isEqualTo(expected);
    }
}
