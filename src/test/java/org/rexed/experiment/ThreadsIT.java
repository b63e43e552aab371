package org.rexed.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real subjects give the same bytes for any number of threads; nothing finds a race as surely. */
class ThreadsIT {
    @TempDir
    private Path out;

    @Test
    void tablesHaveTheSameBytesForOneTwoAndFourThreads() throws IOException {
        for (int threads : new int[] {1, 2, 4}) {
            Experiment.Result result = new Experiment(TinyStudy.assembly(Map.of()), RecordChoice.parse("states=all"))
                .run(RunFolder.create(out, "tiny", "threads-" + threads, false), TinyStudy.YAML, "", threads,
                    (done, failed, runs) -> { });
            assertThat(result.failures()).isEmpty();
        }
        for (String file : new String[] {"observations.csv", "states.csv", "events.csv", "spikes.csv", "summary.csv"}) {
            String one = read("threads-1", file);
            assertThat(one.lines().count()).as(file).isGreaterThan(2);
            assertThat(read("threads-2", file)).as(file).isEqualTo(one);
            assertThat(read("threads-4", file)).as(file).isEqualTo(one);
        }
        // Otherwise equal bytes would show nothing.
        assertThat(read("threads-1", "observations.csv").lines().map(line -> line.split(",")[6]).distinct().count())
            .isGreaterThan(4);
    }

    private String read(String run, String file) throws IOException {
        return Files.readString(out.resolve("tiny").resolve(run).resolve(file));
    }
}
