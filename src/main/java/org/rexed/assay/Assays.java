package org.rexed.assay;

import java.util.List;
import org.rexed.document.Fields;
import org.rexed.evidence.ParameterReader;

/** The kinds of assay that files in {@code models/assays} can describe. */
public final class Assays {
    private static final String RADIANT_HEAT = "radiant-heat";
    private static final String VON_FREY = "von-frey-up-down";

    private Assays() {}

    /** Reads an assay file; null if its kind is not known (a problem is reported then). */
    public static Assay read(String name, Fields f, ParameterReader numbers) {
        String kind = f.oneOf("kind", List.of(RADIANT_HEAT, VON_FREY));
        if (RADIANT_HEAT.equals(kind)) {
            return RadiantHeat.read(name, f, numbers);
        }
        return VON_FREY.equals(kind) ? VonFrey.read(name, f, numbers) : null;
    }
}
