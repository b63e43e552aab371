package org.rexed.validation;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rexed.document.Document;
import org.rexed.document.Fields;
import org.rexed.document.Node;
import org.rexed.document.Problems;
import org.rexed.document.Spelling;
import org.rexed.evidence.Parameter;
import org.rexed.experiment.DataFile;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.ModelLibrary.Kind;

/**
 * What was laid down before anything was fitted: which studies may be fitted and which only judge, with a checksum of
 * what each of them reports; how much laboratories differ; and which rivals the model has.
 *
 * @param recorded day on which the split was laid down
 * @param fitted studies that calibration may use
 * @param heldOut studies that only judge
 * @param checksums of the targets of each study, as they were then
 * @param laboratoryEffect standard deviation between laboratories of the logarithm of an effect
 * @param laboratoryReading standard deviation between laboratories of any result, as a share of its neutral value
 * @param rivals simpler explanations that are simulated too
 */
public record Plan(String recorded, List<String> fitted, List<String> heldOut, Map<String, String> checksums,
                   double laboratoryEffect, double laboratoryReading, List<Rival> rivals) {
    private static final int VERSION = 1;

    /** Keeps its own copies. */
    public Plan {
        fitted = List.copyOf(fitted);
        heldOut = List.copyOf(heldOut);
        checksums = Map.copyOf(checksums);
        rivals = List.copyOf(rivals);
    }

    /**
     * Reads {@code models/validation/plan.yaml} of an installation.
     *
     * @throws org.rexed.document.InputException with every problem of it
     */
    public static Plan read(ModelLibrary library) {
        return read(library.home().resolve("models").resolve("validation").resolve("plan.yaml"), library);
    }

    /**
     * Reads such a file from anywhere.
     *
     * @throws org.rexed.document.InputException with every problem of it
     */
    public static Plan read(Path file, ModelLibrary library) {
        Problems problems = new Problems();
        Optional<Node.Mapping> tree = Document.tree(file, problems);
        problems.throwIfAny();
        Fields f = Document.fields(tree.orElseThrow(), problems);
        f.integer("rexed", VERSION, VERSION);
        String recorded = f.text("recorded");
        f.text("rule");
        List<String> known = PublishedStudy.names(library);
        List<String> fitted = studies(f, "fitted", known);
        List<String> heldOut = studies(f, "held-out", known);
        for (int i = 0; i < heldOut.size(); i++) {
            if (fitted.contains(heldOut.get(i))) {
                f.problem("held-out", i, "held-out: " + heldOut.get(i) + " is among the fitted studies too");
            }
        }
        Map<String, String> checksums = new LinkedHashMap<>();
        Fields sums = f.map("checksums");
        for (String id : sums.keys()) {
            checksums.put(id, sums.text(id));
        }
        sums.done();
        Fields laboratories = f.map("laboratories");
        double effect = Parameter.read(laboratories, "effect", "1").value();
        double reading = Parameter.read(laboratories, "reading", "1").value();
        laboratories.done();
        List<Rival> rivals = Rival.read(f.maps("rivals"), library.names(Kind.MECHANISM));
        f.done();
        problems.throwIfAny();
        return new Plan(recorded, fitted, heldOut, checksums, effect, reading, rivals);
    }

    /** Whether a file looks like a plan. */
    public static boolean isOne(Node.Mapping tree) {
        return tree.entries().containsKey("held-out") || tree.entries().containsKey("rivals");
    }

    private static List<String> studies(Fields f, String key, List<String> known) {
        List<String> ids = f.texts(key);
        for (int i = 0; i < ids.size(); i++) {
            if (!known.contains(ids.get(i))) {
                f.problem(key, i, key + ": no study \"" + ids.get(i) + "\" in models/scenarios/from-papers/"
                    + Spelling.hint(ids.get(i), known));
            }
        }
        return ids;
    }

    /** Whether calibration may use a study; one that is not in the plan is never fitted. */
    public boolean isFitted(PublishedStudy study) {
        return fitted.contains(study.id());
    }

    /** Whether the targets of a study are no longer those of the day on which the split was laid down. */
    public boolean isChanged(PublishedStudy study) {
        String then = checksums.get(study.id());
        return then != null && !then.equals(checksum(study));
    }

    /** Checksum of what a study reports and how it is measured. */
    public static String checksum(PublishedStudy study) {
        return DataFile.sha256(study.published()).substring(0, 16);
    }
}
