package org.rexed.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of runs never replace each other by accident. */
class RunFolderTest {
    @TempDir
    private Path out;

    private static void finish(RunFolder folder) {
        folder.begin("rexed run x", "x", 1, 2, 4);
        folder.write("observations.csv", "arm\n");
        folder.end(0);
    }

    @Test
    void numbersGoUpAndGapsStayGaps() throws IOException {
        assertThat(RunFolder.create(out, "x", null, false).path()).isEqualTo(out.resolve("x/1"));
        assertThat(RunFolder.create(out, "x", null, false).path()).isEqualTo(out.resolve("x/2"));
        Files.createDirectory(out.resolve("x/7"));
        Files.createDirectory(out.resolve("x/named"));
        assertThat(RunFolder.create(out, "x", null, false).path()).isEqualTo(out.resolve("x/8"));
    }

    @Test
    void aTakenNameIsRefusedAndReplacedOnlyOnRequest() throws IOException {
        finish(RunFolder.create(out, "x", "mine", false));
        Files.writeString(out.resolve("x/mine/notes.txt"), "keep me");
        FolderException taken = catchThrowableOfType(FolderException.class,
            () -> RunFolder.create(out, "x", "mine", false));
        assertThat(taken).hasMessageContaining("--overwrite");
        assertThat(taken.reason()).isEqualTo(FolderException.Reason.NAME);
        assertThat(out.resolve("x/mine/observations.csv")).exists();
        RunFolder.create(out, "x", "mine", true);
        assertThat(out.resolve("x/mine/observations.csv")).doesNotExist();
        assertThat(out.resolve("x/mine/manifest.json")).doesNotExist();
        assertThat(out.resolve("x/mine/notes.txt")).hasContent("keep me");
    }

    @Test
    void whatGoesOnAfterAStopKeepsTheCommandThatBeganIt() {
        RunFolder folder = RunFolder.create(out, "x", "long", false);
        folder.begin("rexed claims A1 --name long", "x", 1, 2, 4);
        RunFolder again = RunFolder.open(folder.path());
        again.begin("rexed claims --resume", "x", 1, 2, 4);
        again.end(0);
        assertThat(folder.path().resolve("manifest.json")).content().contains("rexed claims A1 --name long");
        RunFolder other = RunFolder.create(out, "x", "long", true);
        finish(other);
        assertThat(other.path().resolve("manifest.json")).content().contains("rexed run x");
    }

    @Test
    void aFolderOfSomebodyElseIsNeverReplaced() throws IOException {
        Path other = Files.createDirectories(out.resolve("x/thesis"));
        Files.writeString(other.resolve("observations.csv"), "mine");
        FolderException foreign = catchThrowableOfType(FolderException.class,
            () -> RunFolder.create(out, "x", "thesis", true));
        assertThat(foreign.reason()).isEqualTo(FolderException.Reason.FOREIGN);
        assertThat(other.resolve("observations.csv")).hasContent("mine");
    }

    @Test
    void aNameIsOneFolderAndOverwriteNeedsOne() {
        for (String bad : new String[] {"../up", "a/b", "", ".hidden", "x".repeat(65)}) {
            assertThatThrownBy(() -> RunFolder.create(out, "x", bad, false)).as(bad)
                .isInstanceOf(FolderException.class).hasMessageContaining("--name");
        }
        assertThatThrownBy(() -> RunFolder.create(out, "x", null, true)).hasMessageContaining("--name");
        assertThat(out.resolve("x")).doesNotExist();
    }

    @Test
    void aFileInTheWayIsAnInputOutputError() throws IOException {
        Path file = Files.writeString(out.resolve("plain"), "");
        assertThatThrownBy(() -> RunFolder.create(file, "x", null, false)).isInstanceOf(UncheckedIOException.class)
            .hasMessageContaining("cannot make a run folder");
    }
}
