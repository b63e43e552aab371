package org.rexed.experiment;

import java.util.List;
import org.rexed.document.Node;
import org.rexed.document.Plain;
import org.rexed.document.Problems;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.ModelLibrary.Kind;

/** What every result depends on beside its scenario: version, build, and the model's files without their comments. */
public final class ModelIdentity {
    private static final List<Kind> MODEL = List.of(Kind.ANATOMY, Kind.ASSAY, Kind.BATTERY, Kind.DOSING, Kind.DRUG,
        Kind.MECHANISM, Kind.RECEPTOR, Kind.SUBJECT);

    private ModelIdentity() {}

    /**
     * SHA-256 of all of it.
     *
     * @throws org.rexed.document.InputException if a file cannot be read
     */
    public static String of(ModelLibrary library) {
        StringBuilder text = new StringBuilder(Version.text()).append('\n').append(Version.code());
        Problems problems = new Problems();
        for (Kind kind : MODEL) {
            for (String name : library.names(kind)) {
                text.append('\n').append(kind).append(' ').append(name).append('\n')
                    .append(library.tree(kind, name, problems).map(tree -> Plain.text((Node) tree)).orElse(""));
            }
        }
        problems.throwIfAny();
        return DataFile.sha256(text.toString());
    }
}
