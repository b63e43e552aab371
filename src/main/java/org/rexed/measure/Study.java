package org.rexed.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.rexed.document.Document;
import org.rexed.document.Node;
import org.rexed.document.Plain;
import org.rexed.document.Problems;
import org.rexed.experiment.DataFile;
import org.rexed.experiment.RecordChoice;
import org.rexed.experiment.RunFolder;
import org.rexed.experiment.StudyTables;
import org.rexed.recording.Recording;
import org.rexed.recording.StateSample;
import org.rexed.scenario.Arm;
import org.rexed.scenario.Scenario;
import org.rexed.simulation.Assembly;

/** An experiment that has to deliver some quantities: which subjects it needs, and what came of them. */
public final class Study {
    /** What two scenarios may differ in while a subject lives through the same. */
    private static final Set<String> NOT_LIVED = Set.of("rexed", "name", "title", "description", "subjects",
        "reference", "rasters", "arms", "mechanisms", "contested", "publication", "targets");
    private static final Set<String> NOT_LIVED_OF_ARM = Set.of("name", "label", "mechanisms", "contested");

    private final Assembly assembly;
    private final Needs needs = new Needs();
    /** Arms to simulate, with the name of the scenario's arm each is made from. */
    private final Map<Arm, String> arms = new LinkedHashMap<>();
    private final Map<String, Recording[]> recordings = new LinkedHashMap<>();
    private final Map<String, Map<Integer, Throwable>> failures = new LinkedHashMap<>();

    /**
     * An experiment that has to deliver some quantities; arms that none of them needs are not simulated.
     *
     * @param attribution by which arms are repeated with mechanisms switched off; null if there is none
     */
    public Study(Assembly assembly, List<Quantity> quantities, Attribution attribution) {
        this.assembly = assembly;
        quantities.forEach(quantity -> quantity.addTo(needs));
        for (Arm arm : scenario().arms()) {
            List<Arm> all = new ArrayList<>(List.of(arm));
            if (attribution != null) {
                all.addAll(attribution.variants(arm));
            }
            all.stream().filter(each -> needs.arms().contains(each.name()))
                .forEach(each -> arms.put(each, arm.name()));
        }
        arms.keySet().forEach(arm -> recordings.put(arm.name(), new Recording[scenario().subjects()]));
    }

    /** Its model files. */
    public Assembly assembly() {
        return assembly;
    }

    /** Its scenario. */
    public Scenario scenario() {
        return assembly.scenario();
    }

    /** Arms to simulate. */
    public Set<Arm> arms() {
        return arms.keySet();
    }

    /** What it has to deliver. */
    public Needs needs() {
        return needs;
    }

    /** Subjects to simulate. */
    public int runs() {
        return arms.size() * scenario().subjects();
    }

    /**
     * Everything on which the life of a subject of an arm depends besides its number and the model's files; subjects of
     * equal number and equal text need not be simulated twice.
     */
    public Map<Arm, String> lives() {
        Node.Mapping tree = Document.tree("resolved", scenario().resolved(), new Problems()).orElseThrow();
        String common = Plain.text(without(tree, NOT_LIVED));
        Node.Sequence written = (Node.Sequence) tree.entries().get("arms").value();
        Map<Arm, String> lives = new LinkedHashMap<>();
        arms.forEach((arm, base) -> {
            Node.Mapping own = written.items().stream().map(Node.Mapping.class::cast)
                .filter(item -> ((Node.Text) item.entries().get("name").value()).value().equals(base))
                .findFirst().orElseThrow();
            // A study keeps drugs in the order in which its arms name them, and so their effects are summed.
            List<String> drugs = scenario().arms().stream().flatMap(other -> other.drugs().stream()).distinct()
                .filter(arm.drugs()::contains).toList();
            lives.put(arm, DataFile.sha256(String.join("\n", common, Plain.text(without(own, NOT_LIVED_OF_ARM)),
                new TreeMap<>(arm.mechanisms()).toString(), new TreeSet<>(arm.contested()).toString(),
                drugs.toString())));
        });
        return lives;
    }

    private static Node.Mapping without(Node.Mapping mapping, Set<String> keys) {
        Map<String, Node.Entry> rest = new LinkedHashMap<>(mapping.entries());
        rest.keySet().removeAll(keys);
        return new Node.Mapping(rest, mapping.location());
    }

    /** Takes what the measures need of a recording; the rest would fill the memory of a large ledger. */
    public void finished(Arm arm, int subject, Recording recording) {
        Recording kept = new Recording();
        recording.observations().forEach(kept::add);
        recording.events().forEach(kept::add);
        for (StateSample sample : recording.states()) {
            if (needs.wants(sample.entity(), sample.variable())) {
                kept.add(sample);
            }
        }
        recordings.get(arm.name())[subject] = kept;
    }

    /** Notes a subject that could not be simulated. */
    public void failed(Arm arm, int subject, Throwable error) {
        failures.computeIfAbsent(arm.name(), name -> new TreeMap<>()).put(subject, error);
    }

    /** Whether no subject failed. */
    public boolean complete() {
        return failures.isEmpty();
    }

    /** What went wrong in subjects that failed, in words. */
    List<String> errors() {
        List<String> errors = new ArrayList<>();
        failures.forEach((arm, failed) -> failed.forEach((subject, error) ->
            errors.add(arm + "/" + subject + ": " + error.getMessage())));
        return errors;
    }

    /** Forgets what was kept. */
    public void release() {
        recordings.replaceAll((arm, all) -> new Recording[0]);
    }

    /** What was observed. */
    public Observed observed() {
        Observed observed = new Observed(scenario().subjects(), scenario().tick_min());
        recordings.forEach((arm, all) -> {
            for (int subject = 0; subject < all.length; subject++) {
                observed.add(arm, subject, all[subject]);
            }
        });
        return observed;
    }

    /** Writes the tables of all its subjects. */
    public void write(RunFolder folder, String given, String command) {
        try (StudyTables tables = new StudyTables(folder, assembly, RecordChoice.parse("spikes=none,states=all"),
                given, command, runs())) {
            recordings.forEach((arm, all) -> {
                Map<Integer, Throwable> failed = failures.getOrDefault(arm, Map.of());
                for (int subject = 0; subject < all.length; subject++) {
                    if (failed.containsKey(subject)) {
                        tables.failed(arm, subject, failed.get(subject));
                    } else {
                        tables.add(arm, subject, all[subject]);
                    }
                }
            });
            tables.finish();
        }
    }
}
