package org.rexed.pharmacology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.rexed.document.Fields;
import org.rexed.evidence.Parameter;
import org.rexed.receptor.Binding;
import org.rexed.receptor.NmdaBlock;
import org.rexed.receptor.Receptor;

/**
 * A drug as its file in {@code models/drugs} describes it: what it binds to, how it blocks NMDA channels, and how each
 * species absorbs, distributes and eliminates it.
 */
public final class Drug {
    private final String name;
    private final String title;
    private final Map<String, Parameter> own = new LinkedHashMap<>();
    private final Map<Receptor, Binding> bindings = new EnumMap<>(Receptor.class);
    private final Map<Species, Map<Receptor, Binding>> ownBindings = new EnumMap<>(Species.class);
    private final Map<Species, Parameter> ownIc50 = new EnumMap<>(Species.class);
    private final Map<Species, Sets> species = new EnumMap<>(Species.class);
    private final Set<Target> targets = EnumSet.noneOf(Target.class);
    private final boolean blocksNmda;
    private final String contestedBlock;

    private record Sets(String standard, String reason, Dose standardDose, Map<String, KineticSet> byName) {}

    private Drug(Fields f, Function<String, Drug> others) {
        name = f.text("name");
        title = f.text("title");
        own.put("molar-mass", Parameter.read(f, "molar-mass", "g/mol"));
        f.namedMaps("receptors").forEach((key, inner) -> readBinding(f, key, inner));
        blocksNmda = f.has("nmda-block");
        if (blocksNmda) {
            Fields block = f.map("nmda-block");
            contestedBlock = block.text("contested", "");
            own.put("nmda-block.ic50", Parameter.read(block, "ic50", "nmol/L"));
            own.put("nmda-block.depth", Parameter.read(block, "depth", "1"));
            own.put("nmda-block.magnesium-share", Parameter.read(block, "magnesium-share", "1"));
            own.put("nmda-block.open-channel-release", Parameter.read(block, "open-channel-release", "1/min"));
            own.put("nmda-block.trapping-fraction", Parameter.read(block, "trapping-fraction", "1"));
            for (Species each : Species.values()) {
                if (block.has(each.key())) {
                    Fields there = block.map(each.key());
                    ownIc50.put(each, Parameter.read(there, "ic50", "nmol/L"));
                    own.put("nmda-block." + each.key() + ".ic50", ownIc50.get(each));
                    there.done();
                }
            }
            block.done();
        } else {
            contestedBlock = "";
        }
        f.namedMaps("targets").forEach((key, inner) -> readTarget(f, key, inner));
        f.namedMaps("kinetics").forEach((key, inner) -> readSpecies(f, key, inner, others));
        for (Species each : Species.values()) {
            each.relative().filter(known -> species.containsKey(known) && !species.containsKey(each))
                    .ifPresent(known -> derive(new Allometry(known, each)));
        }
        f.done();
    }

    private Drug(Drug other, Species which, String set) {
        name = other.name;
        title = other.title;
        own.putAll(other.own);
        bindings.putAll(other.bindings);
        ownBindings.putAll(other.ownBindings);
        ownIc50.putAll(other.ownIc50);
        species.putAll(other.species);
        targets.addAll(other.targets);
        blocksNmda = other.blocksNmda;
        contestedBlock = other.contestedBlock;
        Sets sets = other.required(which);
        if (!sets.byName().containsKey(set)) {
            throw new IllegalArgumentException(name + " has no set of kinetic values \"" + set + "\"");
        }
        species.put(which, new Sets(set, "chosen", sets.standardDose(), sets.byName()));
    }

    /**
     * Reads a drug; problems go to the file's list.
     *
     * @param others gives the drugs named as metabolites or parts of a mixture, or null for unknown ones
     */
    public static Drug read(Fields f, Function<String, Drug> others) {
        return new Drug(f, others);
    }

    private void readTarget(Fields outer, String key, Fields f) {
        for (Target target : Target.values()) {
            if (target.key().equals(key)) {
                Parameter half = Parameter.read(f, "ec50", "nmol/L");
                Parameter largest = Parameter.read(f, "largest-effect", "1");
                if (half.value() <= 0.0 || largest.value() < 0.0 || largest.value() > 1.0) {
                    f.problem("ec50", key + ": ec50 must be greater than zero and largest-effect lie in 0 to 1");
                }
                own.put("targets." + key + ".ec50", half);
                own.put("targets." + key + ".largest-effect", largest);
                targets.add(target);
                f.done();
                return;
            }
        }
        outer.problem("targets", "targets: unknown target \"" + key + "\"; allowed: "
                + String.join(", ", Arrays.stream(Target.values()).map(Target::key).toList()));
    }

    private void readBinding(Fields outer, String key, Fields f) {
        for (Receptor receptor : Receptor.values()) {
            if (receptor.key().equals(key)) {
                Binding binding = Binding.read(f);
                bindings.put(receptor, binding);
                binding.parameters(null).forEach((each, value) -> own.put("receptors." + key + "." + each, value));
                for (Species candidate : Species.values()) {
                    if (f.has(candidate.key())) {
                        Binding there = binding.butFor(f.map(candidate.key()));
                        ownBindings.computeIfAbsent(candidate, s -> new EnumMap<>(Receptor.class)).put(receptor, there);
                        there.parameters(binding).forEach((each, value) ->
                                own.put("receptors." + key + "." + candidate.key() + "." + each, value));
                    }
                }
                f.done();
                return;
            }
        }
        outer.problem("receptors", "receptors: unknown receptor \"" + key + "\"; allowed: "
                + String.join(", ", Arrays.stream(Receptor.values()).map(Receptor::key).toList()));
    }

    private void readSpecies(Fields outer, String key, Fields f, Function<String, Drug> others) {
        for (Species candidate : Species.values()) {
            if (candidate.key().equals(key)) {
                Map<String, KineticSet> sets = new LinkedHashMap<>();
                f.namedMaps("sets").forEach((set, inner) -> sets.put(
                        set, KineticSet.read(set, this, candidate, inner, others)));
                String standard = f.oneOf("default", sets.keySet());
                species.put(candidate, new Sets(standard, f.text("reason"), standardDose(f), sets));
                if (sets.containsKey(standard)) {
                    checkStandardDose(f, candidate);
                }
                f.done();
                return;
            }
        }
        outer.problem("kinetics", "kinetics: unknown species \"" + key + "\"; allowed: "
                + String.join(", ", Arrays.stream(Species.values()).map(Species::key).toList()));
    }

    /** Kinetics of a species of which the file says nothing, from those of a relative. */
    private void derive(Allometry allometry) {
        Sets known = species.get(allometry.from());
        Map<String, KineticSet> sets = new LinkedHashMap<>();
        String standard = "";
        for (KineticSet each : known.byName().values()) {
            KineticSet there = each.by(allometry);
            sets.put(there.name(), there);
            standard = each.name().equals(known.standard()) ? there.name() : standard;
        }
        if (ownBindings.containsKey(allometry.from())) {
            ownBindings.putIfAbsent(allometry.to(), ownBindings.get(allometry.from()));
        }
        if (ownIc50.containsKey(allometry.from())) {
            ownIc50.putIfAbsent(allometry.to(), ownIc50.get(allometry.from()));
        }
        Dose dose = known.standardDose();
        boolean grows = dose != null && !dose.amount().perKilogram();
        species.put(allometry.to(), new Sets(standard, "the file has no values for the " + allometry.to().key()
                + "; those of the " + allometry.from().key() + " by allometry",
                grows ? dose.scaled(allometry.ratio()) : dose, sets));
    }

    private Dose standardDose(Fields f) {
        String text = f.text("standard-dose");
        try {
            return text.isEmpty() ? null : Dose.parse(name, text);
        } catch (IllegalArgumentException e) {
            f.problem("standard-dose", "standard-dose: " + e.getMessage());
            return null;
        }
    }

    private void checkStandardDose(Fields f, Species which) {
        Dose dose = required(which).standardDose();
        if (dose != null && f.problems().list().isEmpty()) {
            try {
                new Kinetics(this, set(which), which.typicalMass_kg(), 1.0, 1.0, List.of(dose));
            } catch (IllegalArgumentException e) {
                f.problem("standard-dose", "standard-dose: " + e.getMessage());
            }
        }
    }

    /** Name used in scenarios. */
    public String name() {
        return name;
    }

    /** What the drug is, in a line. */
    public String title() {
        return title;
    }

    /** Molar mass of the form that doses are given in, g/mol. */
    public double molarMass_g_per_mol() {
        return own.get("molar-mass").value();
    }

    /** Receptors the drug binds, with affinity and efficacy, where a species has no values of its own. */
    public Map<Receptor, Binding> receptors() {
        return Collections.unmodifiableMap(bindings);
    }

    /** Receptors the drug binds in a species. */
    public Map<Receptor, Binding> receptors(Species which) {
        Map<Receptor, Binding> all = new EnumMap<>(Receptor.class);
        all.putAll(bindings);
        all.putAll(ownBindings.getOrDefault(which, Map.of()));
        return all;
    }

    /** Name under which a scenario takes the block of NMDA channels as real, or empty if nobody contests it. */
    public String contestedBlock() {
        return contestedBlock;
    }

    /**
     * How the drug blocks NMDA receptor channels of a species, if it does.
     *
     * @param contested contested actions that are taken as real
     */
    public Optional<NmdaBlock.Blocker> nmdaBlock(Species which, Set<String> contested) {
        boolean real = contestedBlock.isEmpty() || contested.contains(contestedBlock);
        Parameter ic50 = ownIc50.getOrDefault(which, own.get("nmda-block.ic50"));
        return blocksNmda && real ? Optional.of(new NmdaBlock.Blocker(ic50.value(),
                own.get("nmda-block.depth").value(), own.get("nmda-block.magnesium-share").value(),
                own.get("nmda-block.open-channel-release").value(),
                own.get("nmda-block.trapping-fraction").value())) : Optional.empty();
    }

    /** What the drug acts on besides receptors and NMDA channels. */
    public Set<Target> targets() {
        return Collections.unmodifiableSet(targets);
    }

    /** Effect on a target at a free concentration in nmol/L, from 0 to the drug's largest effect. */
    public double effect(Target target, double free_nM) {
        if (!targets.contains(target)) {
            return 0.0;
        }
        double ratio = Math.max(0.0, free_nM) / own.get("targets." + target.key() + ".ec50").value();
        return own.get("targets." + target.key() + ".largest-effect").value() * ratio / (1.0 + ratio);
    }

    /** This drug or one that becomes of it: a metabolite or part of a mixture, by name. */
    public Drug moiety(String which) {
        if (which.equals(name)) {
            return this;
        }
        for (Sets sets : species.values()) {
            for (KineticSet set : sets.byName().values()) {
                for (Drug other : set.others()) {
                    if (other.name().equals(which)) {
                        return other;
                    }
                }
            }
        }
        throw new IllegalArgumentException(name + " does not become " + which);
    }

    /** Contested actions of the drug in a species, of its enantiomers and metabolites included. */
    public Set<String> contestedActions(Species which) {
        Set<String> names = new TreeSet<>();
        names.addAll(contestedActions());
        for (KineticSet set : required(which).byName().values()) {
            set.others().forEach(other -> names.addAll(other.contestedActions()));
        }
        names.remove("");
        return names;
    }

    private List<String> contestedActions() {
        List<String> names = new ArrayList<>(List.of(contestedBlock));
        bindings.values().forEach(binding -> names.add(binding.unless()));
        return names;
    }

    /** Species the drug has kinetics for. */
    public Set<Species> species() {
        return Collections.unmodifiableSet(species.keySet());
    }

    /** All sets of values for a species, by name. */
    public Map<String, KineticSet> sets(Species which) {
        return Collections.unmodifiableMap(required(which).byName());
    }

    /** The set of values used for a species unless another is asked for. */
    public KineticSet set(Species which) {
        return required(which).byName().get(required(which).standard());
    }

    /** The same drug with another of its sets as the one used for a species. */
    public Drug with(Species which, String set) {
        return new Drug(this, which, set);
    }

    /** A usual dose in a species, for showing what the drug does. */
    public Dose standardDose(Species which) {
        return required(which).standardDose();
    }

    /** Why that set is the standard. */
    public String reason(Species which) {
        return required(which).reason();
    }

    private Sets required(Species which) {
        Sets sets = species.get(which);
        if (sets == null) {
            throw new IllegalArgumentException(name + " has no kinetics for species " + which.key());
        }
        return sets;
    }

    /** Every number with its evidence, by its path in the file; of derived sets by the path it would have. */
    public Map<String, Parameter> parameters() {
        return parameters(species.keySet());
    }

    /** Every number of the drug that a subject of a species may need, by its path. */
    public Map<String, Parameter> parameters(Species which) {
        return parameters(species.containsKey(which) ? Set.of(which) : Set.of());
    }

    private Map<String, Parameter> parameters(Set<Species> which) {
        Map<String, Parameter> all = new LinkedHashMap<>(own);
        which.forEach(each -> species.get(each).byName().forEach((set, values) -> values.parameters().forEach(
                (path, parameter) -> all.put("kinetics." + each.key() + "." + set + "." + path, parameter))));
        return all;
    }
}
