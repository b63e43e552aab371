package org.rexed.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rexed.Laboratory;
import org.rexed.experiment.FolderException;
import org.rexed.experiment.RunFolder;
import org.rexed.recording.Observation;
import org.rexed.scenario.Arm;
import org.rexed.scenario.ScenarioReader;
import org.rexed.simulation.Assembly;

/** Work that was stopped goes on in its folder to the same result, and in no other. */
class StudyFolderIT {
    @TempDir
    private Path out;

    private final Assembly assembly =
        new Assembly(ScenarioReader.parse("short.yaml", Laboratory.ONE_HOUR, Map.of(), Laboratory.LIBRARY),
            Laboratory.LIBRARY);

    private <R> R work(RunFolder folder, String plan, Function<StudyQueue.Simulator, R> work) {
        return new StudyFolder(folder, Laboratory.LIBRARY, plan).work(() -> folder.begin("", "short", 4, 2, 2),
            StudyQueue.Simulator.REAL, work);
    }

    private List<Observation> both(StudyQueue.Simulator simulator) {
        Arm arm = assembly.scenario().arms().get(0);
        List<Observation> all = new java.util.ArrayList<>(simulator.run(assembly, arm, 0).observations());
        all.addAll(simulator.run(assembly, arm, 1).observations());
        return all;
    }

    @Test
    void stoppedWorkGoesOn() {
        RunFolder folder = RunFolder.create(out, "short", "a", false);
        Path journals = folder.path().resolve("checkpoints");
        assertThatThrownBy(() -> work(folder, "plan", simulator -> {
            simulator.run(assembly, assembly.scenario().arms().get(0), 0);
            throw new IllegalStateException("stopped");
        })).hasMessage("stopped");
        assertThat(journals).isNotEmptyDirectory();

        assertThatThrownBy(() -> work(RunFolder.resume(out, "short", "a"), "another plan", this::both))
            .isInstanceOf(FolderException.class).hasMessageContaining("begun with another file");

        assertThat(ended(1)).hasSize(4);
        assertThat(journals).as("a subject failed, the others need not live again").isNotEmptyDirectory();
        List<Observation> found = ended(0);
        assertThat(found).isEqualTo(both(StudyQueue.Simulator.REAL)).hasSize(4);
        assertThat(Files.exists(journals)).isFalse();
    }

    private List<Observation> ended(int failed) {
        RunFolder folder = RunFolder.resume(out, "short", "a");
        return work(folder, "plan", simulator -> {
            List<Observation> found = both(simulator);
            folder.end(failed);
            return found;
        });
    }
}
