package org.rexed.measure;

import java.util.function.Function;
import org.rexed.experiment.Checkpoints;
import org.rexed.experiment.DataFile;
import org.rexed.experiment.ModelIdentity;
import org.rexed.experiment.RunFolder;
import org.rexed.scenario.ModelLibrary;

/**
 * A folder in which studies are simulated with checkpoints: a later start of the same plan in it goes on to the same
 * result.
 *
 * @param folder the folder
 * @param library model files
 * @param plan text of all that was asked for
 */
public record StudyFolder(RunFolder folder, ModelLibrary library, String plan) {
    /**
     * Does work in the folder, alone, and removes the checkpoints if no subject has failed.
     *
     * @param begin writes the manifest
     * @param simulator a made-up one, which needs no checkpoints; {@link StudyQueue.Simulator#REAL} for real subjects
     * @param work gets the simulator to use, and ends the folder
     * @throws org.rexed.experiment.FolderException if the folder was begun with something else, or another start works
     *     in it
     */
    public <R> R work(Runnable begin, StudyQueue.Simulator simulator, Function<StudyQueue.Simulator, R> work) {
        return folder.locked(() -> {
            String model = ModelIdentity.of(library);
            folder.claim(DataFile.sha256(model + "\n" + plan));
            begin.run();
            if (simulator != StudyQueue.Simulator.REAL) {
                return work.apply(simulator);
            }
            Checkpoints checkpoints = Checkpoints.of(folder, null, model);
            checkpoints.begin();
            R result = work.apply((assembly, arm, subject) -> checkpoints.run(
                DataFile.sha256(assembly.scenario().resolved()).substring(0, 16), assembly, arm, subject));
            if (folder.finished()) {
                checkpoints.removeAll();
            }
            return result;
        });
    }
}
