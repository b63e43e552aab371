package org.rexed.claims;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.rexed.document.Document;
import org.rexed.document.Node;
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

/** The experiment of a claim, or the same under a control: which subjects it needs, and what came of them. */
final class Setting {
    /** What two scenarios may differ in while a subject lives through the same. */
    private static final Set<String> NOT_LIVED = Set.of("rexed", "name", "title", "description", "subjects",
        "reference", "rasters", "arms", "mechanisms", "contested");
    private static final Set<String> NOT_LIVED_OF_ARM = Set.of("name", "label", "mechanisms", "contested");

    private final Claim.Control control;
    private final Assembly assembly;
    private final Needs needs = new Needs();
    /** Arms to simulate, with the name of the scenario's arm each is made from. */
    private final Map<Arm, String> arms = new LinkedHashMap<>();
    private final Map<String, Recording[]> recordings = new LinkedHashMap<>();
    private final Map<String, Map<Integer, Throwable>> failures = new LinkedHashMap<>();

    /**
     * An experiment that has to deliver some measures of a claim.
     *
     * @param control null for the experiment itself
     */
    Setting(Claim claim, Claim.Control control, List<Claim.Measure> measures, Assembly assembly) {
        this.control = control;
        this.assembly = assembly;
        measures.forEach(measure -> measure.quantity().addTo(needs));
        for (Arm arm : scenario().arms()) {
            List<Arm> all = new ArrayList<>(List.of(arm));
            if (claim.attribution() != null) {
                all.addAll(claim.attribution().variants(arm));
            }
            all.stream().filter(each -> needs.arms().contains(each.name()))
                .forEach(each -> arms.put(each, arm.name()));
        }
        arms.keySet().forEach(arm -> recordings.put(arm.name(), new Recording[scenario().subjects()]));
    }

    Claim.Control control() {
        return control;
    }

    Assembly assembly() {
        return assembly;
    }

    Scenario scenario() {
        return assembly.scenario();
    }

    Set<Arm> arms() {
        return arms.keySet();
    }

    Needs needs() {
        return needs;
    }

    int runs() {
        return arms.size() * scenario().subjects();
    }

    /**
     * Everything on which the life of a subject of an arm depends besides its number and the model's files; subjects of
     * equal number and equal text need not be simulated twice.
     */
    Map<Arm, String> lives() {
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
    void finished(Arm arm, int subject, Recording recording) {
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

    void failed(Arm arm, int subject, Throwable error) {
        failures.computeIfAbsent(arm.name(), name -> new TreeMap<>()).put(subject, error);
    }

    boolean complete() {
        return failures.isEmpty();
    }

    /** Forgets what was kept. */
    void release() {
        recordings.replaceAll((arm, all) -> new Recording[0]);
    }

    Observed observed() {
        Observed observed = new Observed(scenario().subjects(), scenario().tick_min());
        recordings.forEach((arm, all) -> {
            for (int subject = 0; subject < all.length; subject++) {
                observed.add(arm, subject, all[subject]);
            }
        });
        return observed;
    }

    /** Writes the tables of all its subjects. */
    void write(RunFolder folder, String given, String command) {
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
