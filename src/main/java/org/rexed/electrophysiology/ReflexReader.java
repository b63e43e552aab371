package org.rexed.electrophysiology;

import org.rexed.assay.Assays;
import org.rexed.assay.Withdrawal;
import org.rexed.document.Fields;
import org.rexed.electrophysiology.Protocol.Reflex;
import org.rexed.evidence.ParameterReader;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.ModelLibrary.Kind;

/** Reads when a limb counts as withdrawn: as in an assay, or by numbers of the protocol. */
final class ReflexReader {
    private static final int MOST_SPIKES = 100_000;
    private static final double LONGEST_ms = 600_000;

    private final ModelLibrary library;
    private final String species;

    /** A reader of criteria that hold for a species; an empty name for none in particular. */
    ReflexReader(ModelLibrary library, String species) {
        this.library = library;
        this.species = species;
    }

    /** Reads {@code withdrawal: hargreaves}, or a mapping with {@code criterion} and {@code stop-after}. */
    Reflex read(Fields f) {
        if (!f.isMap("withdrawal")) {
            return new Reflex(asIn(f, "withdrawal"), Double.POSITIVE_INFINITY);
        }
        Fields w = f.map("withdrawal");
        Withdrawal criterion;
        if (w.has("criterion")) {
            criterion = asIn(w, "criterion");
        } else {
            int spikes = (int) w.integer("spikes", 1, MOST_SPIKES);
            criterion = new Withdrawal(spikes, w.quantity("window", "ms", 1, LONGEST_ms),
                w.quantity("motor-delay", "ms", 0, LONGEST_ms));
        }
        double stop_ms = w.quantity("stop-after", "ms", 0, LONGEST_ms, Double.POSITIVE_INFINITY);
        w.done();
        return new Reflex(criterion, stop_ms);
    }

    private Withdrawal asIn(Fields f, String key) {
        String assay = f.oneOf(key, library.names(Kind.ASSAY));
        if (!library.names(Kind.ASSAY).contains(assay)) {
            return new Withdrawal(1, 1, 0);
        }
        Fields file = Assays.inSpecies(library.fields(Kind.ASSAY, assay, f.problems()), species,
            library.names(Kind.SUBJECT));
        return Withdrawal.read(file.map("withdrawal"), new ParameterReader());
    }
}
