package org.rexed.electrophysiology;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.rexed.circuit.Anatomy;
import org.rexed.circuit.PopulationSpec;
import org.rexed.document.Fields;
import org.rexed.document.Spelling;
import org.rexed.electrophysiology.Condition.Applied;
import org.rexed.electrophysiology.Condition.Change;
import org.rexed.electrophysiology.Condition.Death;
import org.rexed.neuron.ModulationPorts.Port;
import org.rexed.nociception.ForceCoding;
import org.rexed.pharmacology.Dose;
import org.rexed.pharmacology.Drug;
import org.rexed.pharmacology.Site;
import org.rexed.pharmacology.Species;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.Strengths;

/** Reads the conditions of a protocol: blocks, ports, dead cells, lesions, drugs and mechanisms. */
final class ConditionReader {
    private static final List<String> LESIONS = List.of("dlf", "dorsolateral-funiculus");
    private static final double LONGEST_min = 366 * 24 * 60.0;
    private static final double HIGHEST_nM = 1e9;
    private static final double LARGEST = 1000;

    private final Anatomy anatomy;
    private final ModelLibrary library;
    private final Map<String, Drug> drugs;
    private final Species species;

    /**
     * A reader for one anatomy.
     *
     * @param drugs drugs of the library, by name
     * @param species of the anatomy
     */
    ConditionReader(Anatomy anatomy, ModelLibrary library, Map<String, Drug> drugs, Species species) {
        this.anatomy = anatomy;
        this.library = library;
        this.drugs = drugs;
        this.species = species;
    }

    /**
     * Reads one condition.
     *
     * @param outerState brain state of the protocol; empty if it names none
     * @param outerCoding how C fibres code strong forces in the protocol
     */
    Condition read(String name, Fields f, String outerState, ForceCoding outerCoding) {
        String label = f.text("label", name);
        String state = f.has("brain-state") ? brainState(f, anatomy) : outerState;
        ForceCoding coding = f.choice(ForceCoding.KEY, ForceCoding.class, outerCoding);
        List<Change> changes = new ArrayList<>();
        blocks(f.mapOrEmpty("block"), changes);
        f.maps("modulate").forEach(change -> change(change, changes));
        List<Death> deaths = new ArrayList<>();
        deaths(f.mapOrEmpty("dead"), deaths);
        boolean cut = !Target.names(f, "lesions", LESIONS).isEmpty();
        List<Dose> doses = new ArrayList<>();
        f.maps("doses").forEach(dose -> doses.add(dose(dose)));
        List<Applied> applied = new ArrayList<>();
        f.maps("apply").forEach(local -> applied.add(applied(local)));
        boolean given = f.has("doses") || f.has("apply") || f.has("mechanisms");
        double wait_min = f.quantity("wait", "min", 0, LONGEST_min, 0);
        if (given && !(wait_min > 0) && !Double.isNaN(wait_min)) {
            f.problem("wait", "wait: a condition with drugs or mechanisms needs the time from minute 0 to the"
                + " recording; expected such as wait: 10 min");
        }
        for (Dose dose : doses) {
            if (dose.start_min() >= wait_min && wait_min > 0) {
                f.problem("wait", "wait: the recording begins before a dose is given; found " + f.raw("wait")
                    + "; dose of " + dose.drug() + " at " + dose.start_min() + " min");
            }
        }
        Map<String, Double> mechanisms =
            Strengths.read(f.mapOrEmpty("mechanisms"), library.names(ModelLibrary.Kind.MECHANISM), Map.of());
        f.done();
        return new Condition(name, label, state, coding, changes, deaths, cut, doses,
            contested(f, doses, applied), applied, wait_min, mechanisms);
    }

    private Set<String> contested(Fields f, List<Dose> doses, List<Applied> applied) {
        Set<String> known = new TreeSet<>();
        Set<String> given = new TreeSet<>();
        doses.forEach(dose -> given.add(dose.drug()));
        applied.forEach(local -> given.add(local.drug()));
        for (String name : given) {
            Drug drug = drugs.get(name);
            if (drug != null && species != null && drug.species().contains(species)) {
                known.addAll(drug.contestedActions(species));
            }
        }
        List<String> said = f.texts("contested");
        for (String each : said) {
            if (!known.contains(each)) {
                f.problem("contested", "contested: no drug of this condition has a contested action \"" + each + "\"; "
                    + (known.isEmpty() ? "there is none" : "allowed: " + String.join(", ", known)));
            }
        }
        return Set.copyOf(said);
    }

    /** The state of the brain, which the anatomy must describe. */
    static String brainState(Fields f, Anatomy anatomy) {
        List<String> states = List.copyOf(anatomy.brainStates().keySet());
        String found = f.text("brain-state");
        if (!found.isEmpty() && !states.contains(found)) {
            f.problem("brain-state", "brain-state: found \"" + found + "\"" + (states.isEmpty()
                ? "; anatomy " + anatomy.name() + " describes no brain-states" : Spelling.hint(found, states)));
        }
        return states.contains(found) ? found : "";
    }

    private void blocks(Fields f, List<Change> changes) {
        Map<String, Port> channels = Ports.channels();
        for (String name : f.keys()) {
            double share;
            Target target = Target.ALL;
            if (f.isMap(name)) {
                Fields inner = f.map(name);
                share = inner.quantity("fraction", "1", 0, 1);
                target = Target.read(inner, anatomy);
                inner.done();
            } else {
                share = f.quantity(name, "1", 0, 1);
            }
            if (!channels.containsKey(name)) {
                f.problems().add(f.locationOfKey(name), "block: no receptor channel \"" + name + "\""
                    + Spelling.hint(name, channels.keySet()));
            } else {
                changes.add(new Change(target, channels.get(name), 1 - share));
            }
        }
    }

    private void change(Fields f, List<Change> changes) {
        Map<String, Port> ports = Ports.ports();
        Port port = ports.get(f.oneOf("port", ports.keySet()));
        if (port == null) {
            f.has("value");
        } else {
            boolean falls = Ports.adds(port) && port != Port.ONGOING_DISCHARGE;
            changes.add(new Change(Target.ALL, port,
                f.quantity("value", port.unit(), falls ? -LARGEST : 0, LARGEST)));
        }
        Target target = Target.read(f, anatomy);
        if (port != null) {
            Change read = changes.remove(changes.size() - 1);
            changes.add(new Change(target, read.port(), read.value()));
        }
        f.done();
    }

    private void deaths(Fields f, List<Death> deaths) {
        List<String> classes = anatomy.populations().stream().filter(p -> !p.isAfferent()).map(PopulationSpec::name)
            .toList();
        for (String name : f.keys()) {
            if (!classes.contains(name)) {
                f.problems().add(f.locationOfKey(name), "dead: no class of cells with a membrane is called \"" + name
                    + "\"" + Spelling.hint(name, classes));
            }
            double fraction;
            Target place = Target.ALL;
            if (f.isMap(name)) {
                Fields inner = f.map(name);
                fraction = inner.quantity("fraction", "1", 0, 1);
                place = Target.read(inner, anatomy);
                if (!place.classes().isEmpty()) {
                    inner.problem("in", "in: the class is named already; found \"" + inner.raw("in")
                        + "\"; allowed: at");
                }
                inner.done();
            } else {
                fraction = f.quantity(name, "1", 0, 1);
            }
            deaths.add(new Death(new Target(Set.of(name), place.places()), fraction));
        }
    }

    private Dose dose(Fields f) {
        return species == null ? Dose.read(f, drugs.keySet()) : Dose.read(f, drugs.keySet(), drugs::get, species);
    }

    private Applied applied(Fields f) {
        String drug = f.oneOf("drug", drugs.keySet());
        Site site = f.choice("at", Site.class);
        double concentration_nM = f.quantity("concentration", "nmol/L", 0, HIGHEST_nM);
        Drug known = drugs.get(drug);
        if (known != null && species != null && !known.species().contains(species)) {
            f.problem("drug", "drug: " + drug + " has no kinetics for species " + species.key());
        }
        f.done();
        return new Applied(drug, site, concentration_nM);
    }
}
