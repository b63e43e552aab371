package org.rexed.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.rexed.checkpoint.Journal;
import org.rexed.recording.Recording;
import org.rexed.scenario.Arm;
import org.rexed.simulation.Assembly;

/**
 * The {@link Journal journals} of a study's subjects, one file each in a folder, written while they are simulated. A
 * study that goes on takes from them what the millisecond clock answered before; so does a new study that branches off
 * an older one, as long as both are alike.
 */
public final class Checkpoints {
    /** Name of the folder in that of a run. */
    static final String FOLDER = "checkpoints";
    private static final String SUFFIX = ".probes";

    private final Path folder;
    private final Path branchedFrom;
    private final String model;
    private final AtomicLong recalled = new AtomicLong();
    private final AtomicLong asked = new AtomicLong();

    /**
     * Journals in a folder.
     *
     * @param folder where they grow
     * @param branchedFrom an older folder of journals whose answers serve as well; null for none
     * @param model identity of program and model files, on which all answers depend
     */
    Checkpoints(Path folder, Path branchedFrom, String model) {
        this.folder = folder;
        this.branchedFrom = branchedFrom;
        this.model = model;
    }

    /**
     * The journals of a run.
     *
     * @param branchOff the folder of another run whose journals serve as well; null for none
     * @throws FolderException if that run has none
     */
    public static Checkpoints of(RunFolder run, Path branchOff, String model) {
        Path other = branchOff == null ? null : branchOff.resolve(FOLDER);
        if (other != null && !Files.isDirectory(other)) {
            throw new FolderException(FolderException.Reason.NAME, "--branch: " + branchOff + " has no " + FOLDER
                + "; a run keeps them with --keep-checkpoints, and while it is not finished");
        }
        return new Checkpoints(run.path().resolve(FOLDER), other, model);
    }

    /**
     * Simulates a subject, as far as its journal does not know what comes of it.
     *
     * @param study file-safe name of the study in this folder; empty if there is one only
     * @throws org.rexed.checkpoint.DamagedJournalException if its journal cannot be gone on from
     */
    public Recording run(String study, Assembly assembly, Arm arm, int subject) {
        String foundation = model + "\n" + assembly.fastClock(subject);
        List<Journal> others = others(subject, foundation);
        try (Journal journal = Journal.open(file(study, arm, subject), foundation, others)) {
            Recording recording = assembly.simulation(arm, subject, journal).run();
            recalled.addAndGet(journal.recalled());
            asked.addAndGet(journal.asked());
            return recording;
        } finally {
            others.forEach(Journal::close);
        }
    }

    /**
     * Sees, before anything is simulated, whether what is there can be gone on from.
     *
     * @throws org.rexed.checkpoint.DamagedJournalException if not
     */
    void check(String study, Assembly assembly, Arm arm, int subject) {
        String foundation = model + "\n" + assembly.fastClock(subject);
        Path file = file(study, arm, subject);
        if (Files.exists(file)) {
            Journal.reading(file, foundation).close();
        }
        others(subject, foundation).forEach(Journal::close);
    }

    /** Makes the folder. */
    public void begin() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + folder, e);
        }
    }

    private Path file(String study, Arm arm, int subject) {
        return folder.resolve((study.isEmpty() ? "" : study + "-") + arm.name() + "-" + subject + SUFFIX);
    }

    /** The same subject in all arms of the other run: with which of them it shares its past is seen from answers. */
    private List<Journal> others(int subject, String foundation) {
        List<Journal> journals = new ArrayList<>();
        if (branchedFrom != null) {
            for (Path file : files(branchedFrom)) {
                if (file.getFileName().toString().endsWith("-" + subject + SUFFIX)) {
                    journals.add(Journal.reading(file, foundation));
                }
            }
        }
        return journals;
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }

    /** Removes the journals of one subject. */
    void remove(String study, Arm arm, int subject) {
        remove(file(study, arm, subject));
    }

    /** Removes all journals and the folder. */
    public void removeAll() {
        files(folder).forEach(Checkpoints::remove);
        remove(folder);
    }

    private static void remove(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + path, e);
        }
    }

    /** Number of answers that were known so far. */
    public long recalled() {
        return recalled.get();
    }

    /** Number of answers that the millisecond clock had to give so far. */
    public long asked() {
        return asked.get();
    }
}
