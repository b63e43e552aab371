package org.rexed.diagnosis;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rexed.document.Fields;
import org.rexed.document.Location;
import org.rexed.document.Spelling;
import org.rexed.experiment.Plan;
import org.rexed.experiment.ScenarioPiece;
import org.rexed.measure.Observed;
import org.rexed.measure.Quantity;
import org.rexed.measure.QuantityReader;
import org.rexed.random.RandomKey;
import org.rexed.scenario.Arm;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.Scenario;

/**
 * A clinic: groups of patients whose true cause only the simulator knows, what is read of them, and the rules.
 *
 * @param name file-safe name
 * @param title heading
 * @param piece the scenario as written
 * @param scenario the scenario; each arm of {@code truth} is a group of patients
 * @param truth cause of each group, by arm
 * @param rules the reasoning
 * @param places where slow variables are named
 * @param text of the file without places and comments
 */
public record Clinic(String name, String title, ScenarioPiece piece, Scenario scenario, Map<String, String> truth,
                     RuleBook rules, Map<List<String>, Location> places, String text) {
    private static final double MOST_MISLEADING = 0.5;

    /**
     * Reads a file.
     *
     * @param changes values of the scenario by path that take the place of others
     * @throws org.rexed.document.InputException with every problem
     */
    public static Clinic read(Path file, Map<String, String> changes, ModelLibrary library) {
        Plan plan = Plan.read(file, changes, library);
        Fields f = plan.fields();
        Scenario scenario = plan.scenario();
        QuantityReader quantities = new QuantityReader(scenario, library, null);
        double misleading = f.quantity("misleading", "1", 0, MOST_MISLEADING);
        List<Readout> readouts = new ArrayList<>();
        f.namedMaps("readouts").forEach((key, written) -> readouts.add(readout(key, written, quantities)));
        if (readouts.isEmpty()) {
            f.problem("readouts", "readouts: at least one is needed");
        }
        Set<String> names = new LinkedHashSet<>(readouts.stream().map(Readout::name).toList());
        List<Cause> causes = new ArrayList<>();
        f.namedMaps("causes").forEach((key, written) -> causes.add(cause(key, written, names)));
        if (causes.size() < 2) {
            f.problem("causes", "causes: at least two are needed; found " + causes.size());
        }
        Map<String, String> truth = truth(f.map("patients"), scenario, causes);
        f.done();
        plan.problems().throwIfAny();
        return new Clinic(plan.name(), plan.title(), plan.piece(), scenario, truth,
            new RuleBook(readouts, causes, misleading), quantities.places(), plan.text());
    }

    private static Readout readout(String name, Fields f, QuantityReader quantities) {
        Readout readout = new Readout(name, f.text("title"), quantities.read(f.map("of")),
            f.quantity("error", "1", Double.MIN_NORMAL, Double.MAX_VALUE),
            f.quantity("notable", "1", 0, Double.MAX_VALUE));
        f.done();
        return readout;
    }

    private static Cause cause(String name, Fields f, Set<String> readouts) {
        String title = f.text("title");
        String reasoning = f.text("reasoning");
        Map<String, Set<Finding>> expects = new LinkedHashMap<>();
        Fields written = f.map("expects");
        for (String readout : written.keys()) {
            if (!readouts.contains(readout)) {
                written.problems().add(written.locationOfKey(readout), "expects: no readout \"" + readout + "\""
                    + Spelling.hint(readout, readouts));
            }
            Set<Finding> findings = EnumSet.noneOf(Finding.class);
            List<String> words = written.texts(readout);
            for (int i = 0; i < words.size(); i++) {
                try {
                    findings.add(Finding.valueOf(words.get(i).toUpperCase(java.util.Locale.ROOT)));
                } catch (IllegalArgumentException e) {
                    written.problem(readout, i, readout + ": found \"" + words.get(i)
                        + "\"; allowed are rises, stays and falls, one or two of them");
                }
            }
            if (words.isEmpty() || findings.size() == Finding.values().length) {
                written.problem(readout, readout + ": expected one or two of rises, stays and falls");
            }
            expects.put(readout, findings);
        }
        f.done();
        return new Cause(name, title, reasoning, expects);
    }

    private static Map<String, String> truth(Fields f, Scenario scenario, List<Cause> causes) {
        List<String> arms = scenario.arms().stream().map(Arm::name).toList();
        List<String> names = causes.stream().map(Cause::name).toList();
        Map<String, String> truth = new LinkedHashMap<>();
        for (String arm : f.keys()) {
            if (!arms.contains(arm)) {
                f.problems().add(f.locationOfKey(arm), "patients: no arm \"" + arm + "\"" + Spelling.hint(arm, arms));
            }
            truth.put(arm, f.oneOf(arm, names));
        }
        if (truth.isEmpty()) {
            f.problems().add(f.location(), "patients: at least one group is needed");
        }
        return truth;
    }

    /** What is read of the patients of an arm. */
    Quantity of(Readout readout, String arm) {
        String first = scenario.arms().get(0).name();
        return readout.of().inArms(name -> name.equals(first) ? arm : name);
    }

    /** Everything that has to be read. */
    public List<Quantity> quantities() {
        return truth.keySet().stream().flatMap(arm -> rules.readouts().stream().map(readout -> of(readout, arm)))
            .toList();
    }

    /** What the clinic reads of a patient, with its errors; the same patient is always read the same. */
    Map<String, Double> readings(String arm, int patient, Observed observed) {
        RandomKey key = RandomKey.of(scenario.seed()).child("clinic").child(arm).child(patient);
        Map<String, Double> readings = new LinkedHashMap<>();
        for (Readout readout : rules.readouts()) {
            double error = readout.error() * key.child(readout.name()).sequence().gaussian();
            readings.put(readout.name(), of(readout, arm).of(observed, new int[] {patient}) + error);
        }
        return readings;
    }
}
