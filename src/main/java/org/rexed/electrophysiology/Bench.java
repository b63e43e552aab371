package org.rexed.electrophysiology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rexed.circuit.Anatomy;
import org.rexed.circuit.AnatomyReader;
import org.rexed.circuit.Circuit;
import org.rexed.circuit.CircuitExport;
import org.rexed.document.Fields;
import org.rexed.document.Problems;
import org.rexed.evidence.Parameter;
import org.rexed.evidence.ParameterReader;
import org.rexed.mechanism.Injuries;
import org.rexed.mechanism.Mechanisms;
import org.rexed.mechanism.ReceptorSignaling;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.Population;
import org.rexed.pharmacology.Body;
import org.rexed.pharmacology.Drug;
import org.rexed.pharmacology.DrugLibrary;
import org.rexed.pharmacology.Species;
import org.rexed.pharmacology.Treatment;
import org.rexed.random.RandomKey;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.ModelLibrary.Kind;
import org.rexed.simulation.RexedSimulation;
import org.rexed.subject.Strain;
import org.rexed.subject.Subject;

/**
 * Prepares circuits for recording: draws the circuit of a seed, lets drugs and slow mechanisms act for the time that a
 * condition waits, and applies its blocks, ports, dead cells and lesions. The circuit of a seed is that of the first
 * subject of a scenario with this seed, and the same under every condition.
 */
public final class Bench {
    private static final double TICK_min = 1;

    private final ModelLibrary library;
    private final Problems problems;
    private final ParameterReader numbers = new ParameterReader();
    private final Map<String, Drug> drugs = new LinkedHashMap<>();
    private final Set<String> given = new LinkedHashSet<>();
    private Anatomy anatomy;
    private Species species;
    private Mechanisms mechanisms;
    private Strain strain;

    Bench(ModelLibrary library, Problems problems) {
        this.library = library;
        this.problems = problems;
    }

    /** Reads the anatomy a protocol names; null if there is none of that name. */
    Anatomy anatomy(Fields f) {
        String name = f.oneOf("anatomy", library.names(Kind.ANATOMY));
        if (!library.names(Kind.ANATOMY).contains(name)) {
            return null;
        }
        anatomy = AnatomyReader.read(name, library.fields(Kind.ANATOMY, name, problems), numbers);
        species = Arrays.stream(Species.values()).filter(s -> s.key().equals(anatomy.species())).findFirst()
            .orElse(null);
        return anatomy;
    }

    /**
     * A reader of conditions, after the files they need.
     *
     * @param f the protocol
     * @param dosed whether drugs are needed
     * @param slow whether slow mechanisms are needed
     */
    ConditionReader conditions(Fields f, boolean dosed, boolean slow) {
        if (dosed) {
            DrugLibrary pharmacy = library.drugs(problems);
            library.names(Kind.DRUG).forEach(name -> drugs.put(name, pharmacy.drug(name)));
        }
        if (slow) {
            mechanisms = Mechanisms.read(name -> library.fields(
                ReceptorSignaling.NAME.equals(name) ? Kind.RECEPTOR : Kind.MECHANISM, name, problems), numbers);
            if (library.names(Kind.SUBJECT).contains(anatomy.species())) {
                strain = Strain.read(library.fields(Kind.SUBJECT, anatomy.species(), problems), numbers);
            } else {
                f.problem("conditions", "conditions: drugs and waiting need a file of the animals, and models/subjects"
                    + " has none for species " + anatomy.species());
            }
        }
        return new ConditionReader(anatomy, library, drugs, species);
    }

    /** The circuit's description. */
    Anatomy anatomy() {
        return anatomy;
    }

    /** Every parameter the recordings of these conditions use. */
    List<Parameter> parameters(List<Condition> conditions) {
        List<Parameter> all = new ArrayList<>(numbers.parameters());
        conditions.forEach(condition -> given.addAll(named(condition)));
        given.forEach(drug -> all.addAll(drugs.get(drug).parameters(species).values()));
        return all;
    }

    private static Set<String> named(Condition condition) {
        Set<String> names = new LinkedHashSet<>();
        condition.doses().forEach(dose -> names.add(dose.drug()));
        condition.applied().forEach(local -> names.add(local.drug()));
        return names;
    }

    /** The key of everything that makes the animal of a seed. */
    static RandomKey key(long seed) {
        return RandomKey.of(seed).child("subject").child(0);
    }

    /** The key of the draws of one presentation of a stimulus. */
    static RandomKey chance(long seed, Protocol.Level stimulus, int trial) {
        return key(seed).child("probe").child(stimulus.label()).child(trial);
    }

    /** From now on every spike releases at every synapse, for comparing with other simulators. */
    void makeReleaseCertain() {
        anatomy = CircuitExport.withCertainRelease(anatomy);
    }

    /** A circuit under a condition, ready for its first probe. */
    Circuit prepare(Condition condition, long seed) {
        Circuit circuit = condition.waits() ? treated(condition, seed)
            : Circuit.build(anatomy.with(condition.cFibreCoding()), key(seed).child("circuit"));
        choose(circuit, condition);
        ModulationPorts ports = circuit.ports();
        if (condition.dorsolateralFuniculusCut()) {
            Arrays.fill(ports.descendingGain, 0);
        }
        for (Condition.Change change : condition.changes()) {
            double[] column = ports.column(change.port());
            boolean adds = Ports.adds(change.port());
            for (Population p : circuit.populations()) {
                for (int i = p.first(); i < p.end() && change.target().holds(p); i++) {
                    column[i] = adds ? column[i] + change.value() : column[i] * change.value();
                }
            }
        }
        condition.deaths().forEach(death -> kill(circuit, death, key(seed).child("deaths")));
        return circuit;
    }

    private static void choose(Circuit circuit, Condition condition) {
        if (!condition.brainState().isEmpty()) {
            circuit.brainState(condition.brainState());
        }
    }

    /** A larger share kills the same cells and some more. */
    private static void kill(Circuit circuit, Condition.Death death, RandomKey key) {
        for (Population p : circuit.populations()) {
            if (death.target().holds(p)) {
                List<Integer> order = new ArrayList<>();
                for (int i = p.first(); i < p.end(); i++) {
                    order.add(i);
                }
                RandomKey chance = key.child(p.toString());
                order.sort(Comparator.comparingDouble(i -> chance.uniform(i - p.first(), 0)));
                long dead = StrictMath.round(death.fraction() * p.count());
                order.subList(0, (int) dead).forEach(circuit.neurons()::kill);
            }
        }
    }

    private Circuit treated(Condition condition, long seed) {
        Set<String> names = named(condition);
        List<Drug> mine = drugs.values().stream().filter(drug -> names.contains(drug.name())).toList();
        Subject.Plan plan = new Subject.Plan(species, Body.ofMass(species.typicalMass_kg()), strain,
            anatomy.with(condition.cFibreCoding()), condition.brainState(), mechanisms, condition.mechanisms(),
            new Treatment(mine, condition.doses(), List.of(), condition.contested()), Injuries.NONE, false);
        double ticks = StrictMath.ceil(condition.wait_min() / TICK_min);
        List<org.rexed.simulation.Protocol.Cut> cuts = condition.dorsolateralFuniculusCut()
            ? List.of(org.rexed.simulation.Protocol.Cut.FUNICULUS) : List.of();
        RexedSimulation simulation = new RexedSimulation(plan, new org.rexed.simulation.Protocol(condition.wait_min(),
            condition.wait_min() / ticks, Collections.emptyList(), cuts, 0), key(seed));
        simulation.start();
        condition.applied().forEach(local ->
            simulation.subject().drugs().hold(local.drug(), local.site(), local.concentration_nM()));
        while (simulation.advance()) {
            // each tick does its own work
        }
        simulation.subject().modulate();
        Circuit circuit = simulation.subject().circuit();
        simulation.finish();
        return circuit;
    }
}
