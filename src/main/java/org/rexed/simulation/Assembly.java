package org.rexed.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.rexed.assay.Assay;
import org.rexed.assay.Assays;
import org.rexed.checkpoint.ProbeMemory;
import org.rexed.circuit.Anatomy;
import org.rexed.circuit.AnatomyReader;
import org.rexed.circuit.Site;
import org.rexed.document.Location;
import org.rexed.document.Problems;
import org.rexed.document.Spelling;
import org.rexed.evidence.Parameter;
import org.rexed.evidence.ParameterReader;
import org.rexed.mechanism.Mechanisms;
import org.rexed.mechanism.ReceptorSignaling;
import org.rexed.pharmacology.DosingRule;
import org.rexed.pharmacology.Drug;
import org.rexed.pharmacology.DrugLibrary;
import org.rexed.pharmacology.Treatment;
import org.rexed.random.RandomKey;
import org.rexed.scenario.Arm;
import org.rexed.scenario.AssaySchedule;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.ModelLibrary.Kind;
import org.rexed.scenario.Scenario;
import org.rexed.subject.Strain;
import org.rexed.subject.Subject;

/**
 * Turns a scenario into simulations: reads every model file it names once, checks names against the anatomy, and builds
 * one subject after another. The same subject number has the same random key in every arm, so arms can be compared pair
 * by pair.
 */
public final class Assembly {
    private static final double SAMPLES_PER_STUDY = 200;
    private final Scenario scenario;
    private final Anatomy anatomy;
    private final Mechanisms mechanisms;
    private final Strain strain;
    private final Map<String, Assay> assays = new LinkedHashMap<>();
    private final Map<String, Drug> drugs = new LinkedHashMap<>();
    private final ParameterReader numbers = new ParameterReader();
    private final boolean strict;

    /**
     * Reads and checks all model files of a scenario.
     *
     * @throws org.rexed.document.InputException with every problem found
     */
    public Assembly(Scenario scenario, ModelLibrary library) {
        this(scenario, library, false);
    }

    /**
     * Reads and checks all model files of a scenario.
     *
     * @param installed model files, of which the scenario may replace some values
     * @param strict whether a mechanism that does what it did not declare stops its subject
     * @throws org.rexed.document.InputException with every problem found
     */
    public Assembly(Scenario scenario, ModelLibrary installed, boolean strict) {
        ModelLibrary library = installed.with(scenario.parameters());
        this.scenario = scenario;
        this.strict = strict;
        Problems problems = new Problems();
        anatomy = AnatomyReader.read(
                scenario.anatomy(), library.fields(Kind.ANATOMY, scenario.anatomy(), problems), numbers)
                .with(scenario.cFibreCoding());
        mechanisms = mechanisms(library, numbers, problems);
        strain = Strain.read(library.fields(Kind.SUBJECT, scenario.species().key(), problems), numbers);
        for (AssaySchedule schedule : scenario.assays()) {
            assays.computeIfAbsent(
                    schedule.assay(),
                    name -> Assays.read(name, Assays.inSpecies(library.fields(Kind.ASSAY, name, problems),
                            scenario.species().key(), library.names(Kind.SUBJECT)), numbers));
            checkName("site", schedule.site(), anatomy.sites().keySet(), schedule.siteLocation(), problems);
        }
        DrugLibrary pharmacy = library.drugs(problems);
        pharmacy.choose(scenario.species(), scenario.kinetics());
        for (Arm arm : scenario.arms()) {
            for (String drug : Treatment.drugNames(arm.doses(), arm.rules())) {
                drugs.computeIfAbsent(drug, pharmacy::drug);
            }
        }
        // Arms share the injuries of the scenario; each is told once.
        scenario.arms().stream().flatMap(arm -> arm.injuries().injuries().stream()).distinct().forEach(injury ->
                checkName("site", injury.site(), anatomy.sites().keySet(), injury.location(), problems));
        if (!problems.any()) {
            assays.values().forEach(assay -> assay.check(anatomy, problems));
        }
        problems.throwIfAny();
    }

    /** The settings of all mechanisms of a library; what is wrong in their files goes to the problems. */
    public static Mechanisms mechanisms(ModelLibrary library, ParameterReader numbers, Problems problems) {
        return Mechanisms.read(
                name -> library.fields(
                        ReceptorSignaling.NAME.equals(name) ? Kind.RECEPTOR : Kind.MECHANISM, name, problems),
                numbers);
    }

    private static void checkName(
            String what, String found, java.util.Collection<String> allowed, Location where, Problems problems) {
        if (!allowed.contains(found)) {
            problems.add(where, what + ": unknown \"" + found + "\"; allowed: " + String.join(", ", allowed)
                    + Spelling.hint(found, allowed));
        }
    }

    /** Whether a mechanism that does what it did not declare stops its subject. */
    public boolean strict() {
        return strict;
    }

    /** The scenario. */
    public Scenario scenario() {
        return scenario;
    }

    /** The circuit description. */
    public Anatomy anatomy() {
        return anatomy;
    }

    /** Dermatomes in which the study tests, in the order of its assays. */
    public Set<String> testedDermatomes() {
        Set<String> tested = new LinkedHashSet<>();
        scenario.assays().forEach(schedule -> tested.add(anatomy.sites().get(schedule.site()).dermatome()));
        return tested;
    }

    /** Drugs that any arm receives. */
    public List<Drug> drugs() {
        return List.copyOf(drugs.values());
    }

    /** The scenario with every value used, and which drugs act with another species' kinetics taken to this one. */
    public String resolved() {
        StringBuilder text = new StringBuilder(scenario.resolved());
        for (Drug drug : drugs.values()) {
            if (drug.set(scenario.species()).derived()) {
                text.append("# kinetics of ").append(drug.name()).append(": ").append(drug.reason(scenario.species()))
                        .append(" (set ").append(drug.set(scenario.species()).name()).append(")\n");
            }
        }
        return text.toString();
    }

    /** Every parameter that was read, in the order of reading; of the drugs those for the species of the study. */
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(numbers.parameters());
        drugs.values().forEach(drug -> all.addAll(drug.parameters(scenario.species()).values()));
        return all;
    }

    /**
     * A simulation of one subject of an arm, ready to start.
     *
     * @param arm arm of the scenario
     * @param subject number of the subject from 0
     */
    public RexedSimulation simulation(Arm arm, int subject) {
        return simulation(arm, subject, ProbeMemory.NONE);
    }

    /** The same, with a memory that may know what the subject's circuit answers. */
    public RexedSimulation simulation(Arm arm, int subject, ProbeMemory memory) {
        return new RexedSimulation(plan(arm), protocol(arm, subject), key(subject), memory);
    }

    /**
     * What the circuit and the assays of a subject follow from, beside the model files; all else that a scenario says
     * reaches them through the modulation ports.
     */
    public String fastClock(int subject) {
        return String.join("\n", scenario.species().key(), scenario.anatomy(), String.valueOf(scenario.cFibreCoding()),
                new TreeMap<>(scenario.parameters()).toString(), key(subject).toString());
    }

    /** Random key of a subject; the same in every arm. */
    public RandomKey key(int subject) {
        return RandomKey.of(scenario.seed()).child("subject").child(subject);
    }

    private Subject.Plan plan(Arm arm) {
        Map<String, Double> strength = new LinkedHashMap<>(scenario.mechanisms());
        strength.putAll(arm.mechanisms());
        Set<String> given = Treatment.drugNames(arm.doses(), arm.rules());
        List<Drug> armDrugs =
                drugs.values().stream().filter(drug -> given.contains(drug.name())).toList();
        return new Subject.Plan(
                scenario.species(), arm.body(), strain.with(arm.variation()), anatomy, scenario.brainState(),
                mechanisms, strength,
                new Treatment(armDrugs, arm.doses(), arm.rules(), arm.contested()), arm.injuries(), strict);
    }

    private Protocol protocol(Arm arm, int subject) {
        List<Protocol.Test> tests = new ArrayList<>();
        for (AssaySchedule schedule : scenario.assays()) {
            Assay assay = assays.get(schedule.assay());
            Site site = anatomy.sites().get(schedule.site());
            tests.add(test(schedule.baseline_min(), assay, site, true, subject));
            schedule.times_min().forEach(time_min -> tests.add(test(time_min, assay, site, false, subject)));
        }
        arm.rules().forEach(rule -> rule.asked().ifPresent(asked -> ask(rule, asked, tests)));
        tests.sort(Comparator.comparingDouble(Protocol.Test::time_min));
        List<Protocol.Cut> cuts = arm.lesions().stream()
                .map(lesion -> new Protocol.Cut(lesion.at_min(), lesion.until_min(),
                        lesion.ofFuniculus() ? "" : anatomy.sites().get(lesion.site()).dermatome()))
                .toList();
        return new Protocol(scenario.duration_min(), scenario.tick_min(), tests, cuts, sampling_min());
    }

    private Protocol.Test test(double time_min, Assay assay, Site site, boolean baseline, int subject) {
        boolean keep = subject == 0
                && scenario.rasters().stream()
                        .anyMatch(r -> r.assay().equals(assay.name()) && r.times_min().contains(time_min));
        return new Protocol.Test(time_min, assay, site, baseline, keep, false);
    }

    /** Tests that a rule asks for; those the study does at the same minute anyway serve it too. */
    private void ask(DosingRule rule, DosingRule.Asked asked, List<Protocol.Test> tests) {
        Assay assay = assays.get(asked.assay());
        Site site = anatomy.sites().get(asked.site());
        for (int i = 0; rule.from_min() + i * asked.every_min() < rule.until_min(); i++) {
            double time_min = rule.from_min() + i * asked.every_min();
            if (tests.stream().noneMatch(t -> t.time_min() == time_min && t.assay() == assay && t.site() == site)) {
                tests.add(new Protocol.Test(time_min, assay, site, false, false, true));
            }
        }
    }

    /** Whole ticks, about two hundred samples in a study. */
    private double sampling_min() {
        double ticks = StrictMath.ceil(scenario.duration_min() / SAMPLES_PER_STUDY / scenario.tick_min());
        return Math.max(1, ticks) * scenario.tick_min();
    }
}
