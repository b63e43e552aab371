package org.rexed.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rexed.checkpoint.DamagedJournalException;

/** A study that was stopped goes on to the same bytes; a new one that shares its past takes that from it. */
class CheckpointsIT {
    private static final List<String> TABLES =
        List.of("observations.csv", "states.csv", "events.csv", "spikes.csv", "summary.csv");

    @TempDir
    private Path out;

    private Experiment study;
    private RunFolder whole;
    private Checkpoints known;

    @BeforeEach
    void aRunThatKeepsItsCheckpoints() {
        study = new Experiment(TinyStudy.assembly(Map.of()), RecordChoice.parse("spikes,states=all"));
        whole = RunFolder.create(out, "tiny", "whole", false);
        known = Checkpoints.of(whole, null, "this model");
        assertThat(run(study, whole, 2, known).failures()).isEmpty();
    }

    private static Experiment.Result run(Experiment study, RunFolder folder, int threads, Checkpoints checkpoints) {
        return study.run(folder, TinyStudy.YAML, "", threads, (done, failed, runs) -> { }, checkpoints);
    }

    private Path journals(String run) {
        return out.resolve("tiny").resolve(run).resolve(Checkpoints.FOLDER);
    }

    private void tablesAreThoseOf(String run) throws IOException {
        for (String table : TABLES) {
            assertThat(Files.readString(out.resolve("tiny").resolve(run).resolve(table))).as(table)
                .isEqualTo(Files.readString(whole.path().resolve(table)));
        }
    }

    @Test
    void checkpointsChangeNothing() throws IOException {
        Experiment.Result plain = study.run(RunFolder.create(out, "tiny", "plain", false), TinyStudy.YAML, "", 2,
            (done, failed, runs) -> { });
        assertThat(plain.failures()).isEmpty();
        tablesAreThoseOf("plain");
    }

    /** Journals end where a kill ended them, each elsewhere and some in the middle of a record. */
    @Test
    void theFutureIsTheSameWhereverItStopped() throws IOException {
        for (int share = 0; share <= 4; share++) {
            String name = "stopped-" + share;
            Files.createDirectories(journals(name));
            int rest = 0;
            for (Path file : journals()) {
                byte[] bytes = Files.readAllBytes(file);
                int length = bytes.length * share / 4 - 7 * rest++;
                if (length > 0) {
                    Files.write(journals(name).resolve(file.getFileName()), Arrays.copyOf(bytes, length));
                }
            }
            Checkpoints checkpoints = new Checkpoints(journals(name), null, "this model");
            RunFolder folder = RunFolder.create(out, "tiny", null, false);
            assertThat(run(study, folder, 1 + share, checkpoints).failures()).isEmpty();
            tablesAreThoseOf(folder.path().getFileName().toString());
            long probes = checkpoints.recalled() + checkpoints.asked();
            assertThat(checkpoints.recalled()).isBetween(probes * share / 4 - 16, probes * share / 4 + 16);
        }
    }

    private List<Path> journals() throws IOException {
        try (Stream<Path> files = Files.list(journals("whole"))) {
            return files.sorted().toList();
        }
    }

    /** The dose of the new arm differs after half of the time; until then it is the old arm, of another name. */
    @Test
    void aBranchTakesWhatItSharesAndNothingElse() throws IOException {
        Map<String, String> later = Map.of("arms.morphine.doses.0.for", "10 h");
        Experiment branch = new Experiment(TinyStudy.assembly(later), RecordChoice.parse("spikes,states=all"));
        RunFolder alone = RunFolder.create(out, "tiny", "alone", false);
        Checkpoints own = Checkpoints.of(alone, null, "this model");
        run(branch, alone, 2, own);
        RunFolder folder = RunFolder.create(out, "tiny", "branch", false);
        Checkpoints shared = Checkpoints.of(folder, whole.path(), "this model");
        run(branch, folder, 2, shared);
        for (String table : TABLES) {
            assertThat(Files.readString(folder.path().resolve(table))).as(table)
                .isEqualTo(Files.readString(alone.path().resolve(table)));
        }
        assertThat(Files.readString(folder.path().resolve("states.csv")))
            .isNotEqualTo(Files.readString(whole.path().resolve("states.csv")));
        assertThat(shared.recalled()).isPositive().isLessThan(shared.recalled() + shared.asked());
        assertThat(shared.asked()).as("the vehicle arm and ten hours are known").isLessThan(own.asked() / 2);
    }

    @Test
    void anotherModelOrSeedTakesNothing() {
        RunFolder folder = RunFolder.create(out, "tiny", "other", false);
        assertThatThrownBy(() -> run(study, folder, 1, Checkpoints.of(folder, whole.path(), "another model")))
            .isInstanceOf(DamagedJournalException.class).hasMessageContaining("another study");
    }

    @Test
    void damageIsSeenBeforeAnythingIsSimulated() throws IOException {
        Path file = journals().get(3);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 4;
        Files.write(file, bytes);
        Files.delete(whole.path().resolve("observations.csv"));
        assertThatThrownBy(() -> run(study, whole, 1, Checkpoints.of(whole, null, "this model")))
            .isInstanceOf(DamagedJournalException.class).hasMessageContaining(file.getFileName().toString());
        assertThat(whole.path().resolve("observations.csv")).doesNotExist();
    }

    @Test
    void aRunThatKeptNoneIsNoTrunk() {
        RunFolder folder = RunFolder.create(out, "tiny", "none", false);
        assertThatThrownBy(() -> Checkpoints.of(folder, folder.path(), "this model"))
            .isInstanceOf(FolderException.class).hasMessageContaining("--keep-checkpoints");
    }
}
