package org.rexed.experiment;

import org.rexed.document.Problems;
import org.rexed.scenario.ModelLibrary;

/** What every result depends on beside its scenario: version, build, and the model's files without their comments. */
public final class ModelIdentity {
    private ModelIdentity() {}

    /**
     * SHA-256 of all of it.
     *
     * @throws org.rexed.document.InputException if a file cannot be read
     */
    public static String of(ModelLibrary library) {
        Problems problems = new Problems();
        String text = Version.text() + '\n' + Version.code() + library.content(problems);
        problems.throwIfAny();
        return DataFile.sha256(text);
    }
}
