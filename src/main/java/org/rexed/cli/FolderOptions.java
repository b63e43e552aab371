package org.rexed.cli;

import java.nio.file.Path;
import org.rexed.experiment.FolderException;
import org.rexed.experiment.RunFolder;
import picocli.CommandLine.Option;

/** Options that say where results go. */
final class FolderOptions {
    @Option(names = "--out", paramLabel = "DIR", description = "Folder of all results (default: output).")
    private Path out = Path.of("output");

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the run's folder (default: the next number).")
    private String name;

    @Option(names = "--overwrite", description = "Replace the run of that name.")
    private boolean overwrite;

    /** A new folder for a run of that scenario, experiment or ledger. */
    RunFolder create(String scenario) {
        return RunFolder.create(out, scenario, name, overwrite);
    }

    /** The same, or that of an earlier start, to go on in. */
    RunFolder create(String scenario, boolean resume) {
        if (!resume) {
            return create(scenario);
        }
        RunFolder folder = RunFolder.resume(out, scenario, name);
        if (folder.finished()) {
            throw new FolderException(FolderException.Reason.FOREIGN, folder.path()
                + " is finished: there is nothing to go on with");
        }
        return folder;
    }

    Path out() {
        return out;
    }

    String name() {
        return name;
    }
}
