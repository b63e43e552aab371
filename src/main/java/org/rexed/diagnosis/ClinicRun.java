package org.rexed.diagnosis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.rexed.experiment.Csv;
import org.rexed.experiment.JsonText;
import org.rexed.experiment.RunFolder;
import org.rexed.experiment.Statistics;
import org.rexed.experiment.Statistics.Estimate;
import org.rexed.experiment.Version;
import org.rexed.measure.Observed;
import org.rexed.measure.Study;
import org.rexed.measure.StudyFolder;
import org.rexed.measure.StudyQueue;
import org.rexed.measure.VariableCheck;
import org.rexed.scenario.ModelLibrary;
import org.rexed.simulation.Assembly;

/** Simulates the patients of a clinic, judges each from its readouts, and counts how often that is right. */
public final class ClinicRun {
    /** What the manifest of a folder calls itself. */
    public static final String KIND = "diagnosis";
    /** Name of the file with everything that was found. */
    public static final String RESULT = "diagnosis.json";

    private final Clinic clinic;
    private final ModelLibrary library;
    private final Study study;
    private final StudyQueue.Simulator simulator;

    /**
     * A run that has not begun; all model files are read.
     *
     * @throws org.rexed.document.InputException if a slow variable does not exist
     */
    public ClinicRun(Clinic clinic, ModelLibrary library) {
        this(clinic, library, StudyQueue.Simulator.REAL);
    }

    ClinicRun(Clinic clinic, ModelLibrary library, StudyQueue.Simulator simulator) {
        this.clinic = clinic;
        this.library = library;
        this.simulator = simulator;
        study = new Study(new Assembly(clinic.scenario(), library), clinic.quantities(), null);
        VariableCheck variables = new VariableCheck();
        variables.check(study, clinic.places(), "");
        variables.throwIfAny();
    }

    /** Patients to simulate. */
    public int runs() {
        return study.runs();
    }

    /**
     * Simulates a single patient, whose cause stays unknown to the rules.
     *
     * @throws IllegalArgumentException if there is no such patient
     */
    public Verdict consult(String arm, int patient) {
        if (!clinic.truth().containsKey(arm) || patient < 0 || patient >= clinic.scenario().subjects()) {
            throw new IllegalArgumentException("no patient " + arm + "/" + patient + "; groups are "
                + String.join(", ", clinic.truth().keySet()) + ", patients 0 to " + (clinic.scenario().subjects() - 1));
        }
        Observed observed = new Observed(clinic.scenario().subjects(), clinic.scenario().tick_min());
        observed.add(arm, patient, simulator.run(study.assembly(), clinic.scenario().arm(arm), patient));
        return clinic.rules().judge(clinic.readings(arm, patient, observed));
    }

    /**
     * Simulates and writes the folder.
     *
     * @return everything that was found; without patients if one failed
     */
    public ObjectNode run(RunFolder folder, String command, int threads, StudyQueue.Watcher<Clinic> watcher) {
        folder.note("kind", KIND);
        String text = String.join("\n", clinic.text(), clinic.scenario().resolved());
        return new StudyFolder(folder, library, text).work(() -> folder.begin(command, clinic.name(),
            clinic.scenario().seed(), clinic.scenario().subjects(), study.runs()), simulator, simulating -> {
                StudyQueue<Clinic> queue = new StudyQueue<>(simulating);
                queue.add(clinic, study);
                queue.run(threads, watcher);
                return written(folder, command);
            });
    }

    private ObjectNode written(RunFolder folder, String command) {
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("name", clinic.name())
            .put("title", clinic.title()).put("folder", folder.path().toString()).put("version", Version.text());
        ArrayNode patients = result.putArray("patients");
        if (study.complete()) {
            Consultations consultations = Consultations.of(clinic, study.observed());
            describe(result);
            consultations.list().forEach(consultation -> patient(patients.addObject(), consultation));
            scores(result.putObject("scores"), consultations);
            folder.write("patients.csv", patientTable(consultations));
            folder.write("confusion.csv", confusionTable(consultations));
        }
        folder.write(RESULT, JsonText.of(result));
        study.write(folder, clinic.piece().given(clinic.scenario()), command);
        return result;
    }

    private void describe(ObjectNode result) {
        ArrayNode causes = result.putArray("causes");
        for (Cause cause : clinic.rules().causes()) {
            ObjectNode node = causes.addObject().put("name", cause.name()).put("title", cause.title())
                .put("reasoning", cause.reasoning());
            ObjectNode expects = node.putObject("expects");
            cause.expects().forEach((readout, findings) -> expects.put(readout, words(findings)));
        }
        ArrayNode readouts = result.putArray("readouts");
        clinic.rules().readouts().forEach(readout -> readouts.addObject().put("name", readout.name())
            .put("title", readout.title()).put("error", readout.error()).put("notable", readout.notable()));
    }

    private static String words(Iterable<Finding> findings) {
        List<String> words = new ArrayList<>();
        findings.forEach(finding -> words.add(finding.word()));
        return String.join(" or ", words);
    }

    private static void patient(ObjectNode node, Consultations.Consultation c) {
        node.put("arm", c.arm()).put("patient", c.patient()).put("truth", c.truth());
        c.verdict().addTo(node);
        node.put("statistics", c.statistics());
    }

    private void scores(ObjectNode scores, Consultations consultations) {
        JsonText.estimate(scores, "rules", consultations.accuracy(true));
        JsonText.estimate(scores, "statistics", consultations.accuracy(false));
        scores.put("patients", consultations.list().size());
        ArrayNode each = scores.putArray("by_cause");
        for (Cause cause : clinic.rules().causes()) {
            List<Consultations.Consultation> own =
                consultations.list().stream().filter(c -> c.truth().equals(cause.name())).toList();
            ObjectNode node = each.addObject().put("cause", cause.name()).put("patients", own.size());
            JsonText.estimate(node, "rules", share(own, true));
            JsonText.estimate(node, "statistics",
                share(own, false));
        }
        ArrayNode bins = scores.putArray("confidence");
        for (double[] bin : new double[][] {{0, 0.6}, {0.6, 0.8}, {0.8, 0.9}, {0.9, 0.97}, {0.97, 1.000001}}) {
            List<Consultations.Consultation> own = consultations.list().stream()
                .filter(c -> c.verdict().confidence() >= bin[0] && c.verdict().confidence() < bin[1]).toList();
            ObjectNode node = bins.addObject().put("from", bin[0]).put("to", Math.min(1, bin[1]))
                .put("patients", own.size());
            JsonText.estimate(node, "right", share(own, true));
        }
    }

    private static Estimate share(List<Consultations.Consultation> patients, boolean rules) {
        return Statistics.share((int) patients.stream().filter(c -> c.right(rules)).count(), patients.size());
    }

    private String patientTable(Consultations consultations) {
        List<String> names = clinic.rules().readouts().stream().map(Readout::name).toList();
        StringBuilder table = new StringBuilder("arm,patient,truth,verdict,confidence,right,statistics,"
            + String.join(",", names) + "\n");
        for (Consultations.Consultation c : consultations.list()) {
            List<Object> cells = new ArrayList<>(List.of(c.arm(), c.patient(), c.truth(), c.verdict().cause().name(),
                c.verdict().confidence(), c.right(true), c.statistics()));
            names.forEach(name -> cells.add(c.readings().get(name)));
            table.append(Csv.line(cells.toArray()));
        }
        return table.toString();
    }

    private String confusionTable(Consultations consultations) {
        List<String> names = clinic.rules().causes().stream().map(Cause::name).toList();
        StringBuilder table = new StringBuilder("by,truth," + String.join(",", names) + "\n");
        for (boolean rules : new boolean[] {true, false}) {
            for (Map.Entry<String, int[]> row : consultations.confusion(rules).entrySet()) {
                List<Object> cells = new ArrayList<>(List.of(rules ? "rules" : "statistics", row.getKey()));
                for (int count : row.getValue()) {
                    cells.add(count);
                }
                table.append(Csv.line(cells.toArray()));
            }
        }
        return table.toString();
    }
}
