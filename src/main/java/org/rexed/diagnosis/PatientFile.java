package org.rexed.diagnosis;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rexed.document.Document;
import org.rexed.document.Fields;
import org.rexed.document.Node;
import org.rexed.document.Problems;
import org.rexed.document.Spelling;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.ModelLibrary.Kind;

/**
 * What was read of one patient: {@code clinic}, the name of the clinic whose rules apply, and {@code readings} by name
 * of the readout. Readouts that are not named were not read.
 *
 * @param clinic the clinic
 * @param readings by name of the readout, in its unit
 */
public record PatientFile(Clinic clinic, Map<String, Double> readings) {
    private static final int VERSION = 1;

    /** Whether a file is one. */
    public static boolean isOne(Node.Mapping tree) {
        return tree.entries().containsKey("readings") && tree.entries().containsKey("clinic");
    }

    /**
     * Reads a file.
     *
     * @throws org.rexed.document.InputException with every problem
     */
    public static PatientFile read(Path file, ModelLibrary library) {
        Problems problems = new Problems();
        Node.Mapping tree = Document.tree(file, problems).orElse(null);
        problems.throwIfAny();
        Fields f = Document.fields(tree, problems);
        f.integer("rexed", VERSION, VERSION);
        String name = f.oneOf("clinic", library.names(Kind.CLINIC));
        f.text("title", "");
        if (problems.any()) {
            problems.throwIfAny();
        }
        Clinic clinic = Clinic.read(library.path(Kind.CLINIC, name), Map.of(), library);
        List<String> names = clinic.rules().readouts().stream().map(Readout::name).toList();
        Fields written = f.map("readings");
        Map<String, Double> readings = new LinkedHashMap<>();
        for (String readout : written.keys()) {
            if (!names.contains(readout)) {
                problems.add(written.locationOfKey(readout), "readings: no readout \"" + readout + "\""
                    + Spelling.hint(readout, names));
            } else {
                readings.put(readout, written.quantity(readout, "1"));
            }
        }
        if (readings.isEmpty()) {
            f.problem("readings", "readings: at least one is needed");
        }
        f.done();
        problems.throwIfAny();
        return new PatientFile(clinic, readings);
    }
}
