package org.rexed.scenario;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.rexed.assay.Assay;
import org.rexed.assay.Assays;
import org.rexed.document.Document;
import org.rexed.document.Fields;
import org.rexed.document.Grammar;
import org.rexed.document.Node;
import org.rexed.document.Problems;
import org.rexed.document.Spelling;
import org.rexed.dosing.Dosing;
import org.rexed.dosing.Equianalgesia;
import org.rexed.evidence.ParameterReader;
import org.rexed.mechanism.Injuries;
import org.rexed.nociception.ForceCoding;
import org.rexed.pharmacology.Body;
import org.rexed.pharmacology.Dose;
import org.rexed.pharmacology.DosingRule;
import org.rexed.pharmacology.Drug;
import org.rexed.pharmacology.DrugLibrary;
import org.rexed.pharmacology.Sex;
import org.rexed.pharmacology.Species;
import org.rexed.pharmacology.Treatment;
import org.rexed.quantity.Decimals;
import org.rexed.quantity.Units;

/** Reads scenario files, checks them against the model library, and tells every problem at once. */
public final class ScenarioReader {
    static final String SUBJECT = "subject";
    private static final String BATTERY = "battery";
    private static final int VERSION = 1;
    private static final List<String> NOT_LIVED = List.of("publication", "targets", "lesson");
    private static final int MOST_SUBJECTS = 100_000;
    private static final double LONGEST_MIN = 3 * 366 * 24 * 60.0;

    private final ModelLibrary library;
    private final Problems problems;
    private final List<String> mechanismNames;
    private final List<String> brainStates;
    private final List<String> sites;
    private Map<String, String> parameters = Map.of();
    private double duration_min;
    private String durationText = "";

    private ScenarioReader(ModelLibrary library, Problems problems, String anatomy) {
        this.library = library;
        this.problems = problems;
        brainStates = library.keys(ModelLibrary.Kind.ANATOMY, anatomy, "brain-states");
        sites = library.keys(ModelLibrary.Kind.ANATOMY, anatomy, "sites");
        this.mechanismNames = library.names(ModelLibrary.Kind.MECHANISM);
    }

    /**
     * Reads a scenario file.
     *
     * @param overrides values by path that take the place of those in the file, such as {@code subjects} to {@code 4}
     * @throws org.rexed.document.InputException with every problem of the file
     */
    public static Scenario read(Path file, Map<String, String> overrides, ModelLibrary library) {
        Problems problems = new Problems();
        return read(Document.tree(file, problems), overrides, library, problems);
    }

    /** Reads text as if it were a file of that name. */
    public static Scenario parse(String fileName, String text, Map<String, String> overrides, ModelLibrary library) {
        Problems problems = new Problems();
        return read(Document.tree(fileName, text, problems), overrides, library, problems);
    }

    /** Reads a scenario that is part of another file, such as a claim; problems are told at their places there. */
    public static Scenario read(Node.Mapping written, Map<String, String> overrides, ModelLibrary library) {
        return read(Optional.of(written), overrides, library, new Problems());
    }

    /** The same, with notes of what is asked of the file. */
    public static Scenario read(Node.Mapping written, ModelLibrary library, Grammar grammar) {
        return read(Optional.of(written), Map.of(), library, new Problems(), grammar);
    }

    private static Scenario read(Optional<Node.Mapping> written, Map<String, String> overrides, ModelLibrary library,
                                 Problems problems) {
        return read(written, overrides, library, problems, null);
    }

    private static Scenario read(Optional<Node.Mapping> written, Map<String, String> overrides, ModelLibrary library,
                                 Problems problems, Grammar grammar) {
        if (written.isEmpty()) {
            problems.throwIfAny();
        }
        Node.Mapping changed = new Overrides(problems).apply(written.orElseThrow(), overrides);
        ParameterChanges changes = ParameterChanges.read(changed, ParameterChanges.KEY, problems);
        ScenarioReader reader = new ScenarioReader(
            library.with(changes, problems), problems, Defaults.textOf(changed, "anatomy"));
        reader.parameters = changes.values();
        Node.Mapping tree = Defaults.complete(changed, reader.mechanismNames, reader.brainStates);
        Scenario scenario = reader.scenario(Document.fields(tree, problems, grammar), tree);
        problems.throwIfAny();
        return scenario;
    }

    private Scenario scenario(Fields f, Node.Mapping tree) {
        if (f.keys().contains("rexed") && !f.raw("rexed").equals(Integer.toString(VERSION))) {
            f.problem("rexed", "rexed: this program reads scenario version " + VERSION + "; found \"" + f.raw("rexed")
                + "\"");
        } else {
            f.integer("rexed", VERSION, VERSION);
        }
        duration_min = f.quantity("duration", "min", 1, LONGEST_MIN);
        durationText = f.raw("duration") + Times.place(f.locationOf("duration"));
        String name = Names.read(f, "name");
        String title = f.text("title", name);
        String description = f.text("description", "");
        Species species = f.choice("species", Species.class);
        List<String> described = library.names(ModelLibrary.Kind.SUBJECT);
        if (!described.isEmpty() && !described.contains(species.key())) {
            f.problem("species", "species: models/subjects has no file of species " + species.key() + "; allowed: "
                + String.join(", ", described));
        }
        Body body = body(f.map(SUBJECT), species);
        String anatomy = f.oneOf("anatomy", library.names(ModelLibrary.Kind.ANATOMY));
        String brainState = brainState(f, anatomy);
        ForceCoding coding = f.choice(ForceCoding.KEY, ForceCoding.class);
        int subjects = (int) f.integer("subjects", 1, MOST_SUBJECTS);
        long seed = f.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE);
        double tick_min = f.quantity("tick", "min", 0.5, 5);
        Map<String, Double> mechanisms = Strengths.read(f.map("mechanisms"), mechanismNames, Map.of());
        Map<String, Double> variation = Variation.read(f.mapOrEmpty(Variation.KEY), mechanismNames);
        variation.putAll(Variation.correlations(f.mapOrEmpty(Variation.CORRELATIONS), mechanismNames));
        List<AssaySchedule> assays = assays(f);
        List<Raster> rasters = rasters(f, assays);
        Pharmacy pharmacy = new Pharmacy(species, assays, contested(f));
        Injuries injuries = new InjuryReader(duration_min, durationText, this::site).read(f, Injuries.NONE);
        Map<String, String> kinetics = pharmacy.choose(f.mapOrEmpty("kinetics"));
        Arm unless = new Arm("", "", body, variation, List.of(), List.of(), Set.of(), List.of(), injuries, mechanisms);
        List<Arm> arms = arms(f, unless, pharmacy);
        pharmacy.checkContested(f);
        List<String> armNames = arms.stream().map(Arm::name).toList();
        String reference = f.named("reference", armNames);
        // What a publication reports of the study, or a lesson asks, is read where it is needed; it changes no result.
        NOT_LIVED.forEach(f::has);
        // The library has them already; what is wrong with them is told there.
        Fields changed = f.mapOrEmpty(ParameterChanges.KEY);
        changed.is(ParameterChanges.KEY).keys(List.of()).forEach(changed::text);
        f.done();
        return new Scenario(name, title, description, species, body, anatomy, brainState, coding, subjects, seed,
            duration_min, tick_min, reference, kinetics, parameters, mechanisms, variation, assays, rasters, arms,
            problems.any() ? "" : ResolvedText.of(withBatteries(tree)));
    }

    /** A place of the anatomy; one without places, or that does not exist, is told where it stands. */
    private String site(Fields f) {
        return sites.isEmpty() ? f.text("site") : f.oneOf("site", sites, () -> ofAnyAnatomy("sites"));
    }

    private Set<String> ofAnyAnatomy(String section) {
        Set<String> all = new LinkedHashSet<>();
        library.names(ModelLibrary.Kind.ANATOMY)
            .forEach(name -> all.addAll(library.keys(ModelLibrary.Kind.ANATOMY, name, section)));
        return all;
    }

    /** The state of the brain, which the anatomy must describe; an unknown anatomy is told where it stands. */
    private String brainState(Fields f, String anatomy) {
        if (!f.has("brain-state")) {
            return "";
        }
        if (!brainStates.isEmpty()) {
            return f.oneOf("brain-state", brainStates, () -> ofAnyAnatomy("brain-states"));
        }
        if (library.names(ModelLibrary.Kind.ANATOMY).contains(anatomy)) {
            f.problem("brain-state", "brain-state: anatomy " + anatomy + " describes no brain-states");
        }
        return f.text("brain-state");
    }

    private Body body(Fields f, Species species) {
        double typical_kg = species.typicalMass_kg();
        Sex sex = f.is(SUBJECT).choice("sex", Sex.class);
        double mass_kg = f.quantity("mass", "kg", typical_kg / 10, typical_kg * 10);
        boolean human = species == Species.HUMAN;
        double age_y = human ? f.quantity("age", "a", 0, 120) : 35;
        double height_cm = human ? f.quantity("height", "cm", 30, 280) : 177;
        f.done();
        boolean possible = mass_kg > 0 && age_y >= 0 && height_cm > 0;
        return possible ? new Body(sex, age_y, mass_kg, height_cm) : Body.ofMass(typical_kg);
    }

    private List<AssaySchedule> assays(Fields f) {
        List<String> names = library.names(ModelLibrary.Kind.ASSAY);
        List<AssaySchedule> result = new ArrayList<>();
        for (Fields each : f.maps("assays", "at least one is needed; a scenario without readings has no result")) {
            for (AssaySchedule schedule : schedules(each, names)) {
                for (AssaySchedule other : result) {
                    if (other.assay().equals(schedule.assay()) && other.site().equals(schedule.site())) {
                        each.problem("site", "assay " + schedule.assay() + " at " + schedule.site()
                            + " is there twice; first in line " + other.siteLocation().line());
                    }
                }
                result.add(schedule);
            }
        }
        return result;
    }

    /** An assay, or the assays of a battery, each so long after its times as the battery's file says. */
    private List<AssaySchedule> schedules(Fields f, List<String> assays) {
        List<Battery.Test> tests =
            f.either(List.of("assay", BATTERY)).equals(BATTERY) ? battery(f, assays)
                : List.of(new Battery.Test(f.has("assay") ? f.oneOf("assay", assays) : "", 0));
        String site = site(f);
        double baseline_min = time(f, "baseline");
        Times series = new Times(f, duration_min, durationText);
        List<Double> times = series.read(baseline_min);
        for (Battery.Test test : tests) {
            if (assays.contains(test.assay())) {
                series.checkRepeats(
                    test.assay() + " at " + site, repeatInterval_min(test.assay()), baseline_min, times);
            }
        }
        f.done();
        List<AssaySchedule> result = new ArrayList<>();
        for (Battery.Test test : tests) {
            List<Double> later = times.stream().map(t -> t + test.after_min()).toList();
            if (!later.isEmpty() && later.get(later.size() - 1) > duration_min) {
                f.problem(BATTERY, "battery: " + test.assay() + " of " + nameOfBattery(f) + " comes "
                    + Decimals.text(test.after_min()) + " min after the others begin, which is after the end of the"
                    + " scenario; duration " + durationText);
            }
            result.add(new AssaySchedule(
                test.assay(), site, baseline_min + test.after_min(), later, f.locationOf("site")));
        }
        return result;
    }

    /** Shortest time between two tests of one place; what is wrong in the assay's file is told when it is built. */
    private double repeatInterval_min(String assay) {
        return library.fields(ModelLibrary.Kind.ASSAY, assay, new Problems())
            .map("repeat-interval").quantity("value", "min");
    }

    private List<Battery.Test> battery(Fields f, List<String> assays) {
        List<String> known = library.names(ModelLibrary.Kind.BATTERY);
        if (f.isMap(BATTERY)) {
            Fields own = f.map(BATTERY);
            own.text("name");
            return Battery.read(own, assays).tests();
        }
        String name = f.oneOf(BATTERY, known);
        return known.contains(name)
            ? Battery.read(library.fields(ModelLibrary.Kind.BATTERY, name, f.problems()), assays).tests() : List.of();
    }

    private static String nameOfBattery(Fields f) {
        return f.isMap(BATTERY) ? f.map(BATTERY).raw("name") : f.raw(BATTERY);
    }

    /**
     * The scenario with the content of every battery in place of its name, so that a later change of the battery's
     * file does not change what a run was.
     */
    private Node.Mapping withBatteries(Node.Mapping tree) {
        return Defaults.withItems(tree, "assays", schedule -> {
            String name = Defaults.textOf(schedule, BATTERY);
            if (name.isEmpty()) {
                return schedule;
            }
            Node.Mapping battery = library.tree(ModelLibrary.Kind.BATTERY, name, problems).orElseThrow();
            Map<String, Node.Entry> entries = new LinkedHashMap<>();
            Node.Entry named = schedule.entries().get(BATTERY);
            entries.put("name", named);
            entries.putAll(battery.entries());
            return Defaults.put(schedule, BATTERY, new Node.Mapping(entries, named.value().location()));
        });
    }

    private List<Raster> rasters(Fields f, List<AssaySchedule> assays) {
        List<Raster> result = new ArrayList<>();
        List<String> names = assays.stream().map(AssaySchedule::assay).distinct().toList();
        for (Fields raster : f.maps("rasters")) {
            String assay = raster.named("assay", names);
            List<Double> at = raster.someQuantities("at", "min");
            for (int i = 0; i < at.size(); i++) {
                double time = at.get(i);
                boolean read = assays.stream().filter(schedule -> schedule.assay().equals(assay))
                    .anyMatch(schedule -> schedule.baseline_min() == time || schedule.times_min().contains(time));
                if (!read && names.contains(assay) && !Double.isNaN(time)) {
                    raster.problem("at", i, "at: " + assay + " has no reading at " + raster.raw("at", i)
                        + "; a raster shows the spikes of a reading");
                }
            }
            raster.done();
            result.add(new Raster(assay, at));
        }
        return result;
    }

    /**
     * Contested readings of mechanisms and actions of drugs that are taken as real; an arm that says so itself is not
     * bound by the scenario.
     */
    private static Set<String> contested(Fields f) {
        return new LinkedHashSet<>(f.texts("contested"));
    }

    /** What reading doses needs to know. */
    private final class Pharmacy {
        private final Species species;
        private final Set<String> contested;
        private final List<String> names = library.names(ModelLibrary.Kind.DRUG);
        private final DrugLibrary drugs = library.drugs(problems);
        private final Map<String, Dosing.Tested> tests = new LinkedHashMap<>();
        private final Set<String> known = new TreeSet<>();

        Pharmacy(Species species, List<AssaySchedule> assays, Set<String> contested) {
            this.species = species;
            this.contested = contested;
            assays.stream()
                .collect(Collectors.groupingBy(AssaySchedule::assay, LinkedHashMap::new, Collectors.toList()))
                .forEach((assay, schedules) -> tests.put(assay, new Dosing.Tested(unit(assay),
                    schedules.stream().map(AssaySchedule::site).toList())));
        }

        /** Unit of an assay's readings; what is wrong with its file is told when a study is assembled. */
        private String unit(String name) {
            Assay assay = library.names(ModelLibrary.Kind.ASSAY).contains(name) ? Assays.read(name,
                library.fields(ModelLibrary.Kind.ASSAY, name, new Problems()), new ParameterReader()) : null;
            return assay == null ? "1" : assay.unit();
        }

        Dosing.Study study(Body body) {
            return new Dosing.Study(names, drugs::drug, this::table, species, body, tests);
        }

        /** Sets of kinetic values that the scenario wants instead of the drugs' defaults. */
        Map<String, String> choose(Fields f) {
            Map<String, String> chosen = new LinkedHashMap<>();
            for (String name : f.keys(names)) {
                Drug drug = names.contains(name) ? drugs.drug(name) : null;
                if (drug == null || !drug.species().contains(species)) {
                    f.problems().add(f.locationOfKey(name), "kinetics: "
                    + (drug == null ? "unknown drug \"" + name + "\""
                        + Spelling.hint(name, names) : name + " has no kinetics for species " + species.key()));
                    f.text(name);
                } else {
                    String set = f.oneOf(name, drug.sets(species).keySet());
                    if (drug.sets(species).containsKey(set)) {
                        chosen.put(name, set);
                    }
                }
            }
            drugs.choose(species, chosen);
            return chosen;
        }

        private Equianalgesia table() {
            return Equianalgesia.read(library.fields(ModelLibrary.Kind.DOSING, "equianalgesia", problems));
        }

        /** The scenario's own list may name what any of its arms has. */
        void checkContested(Fields f) {
            contested.stream().filter(name -> !known.contains(name))
                .forEach(name -> refuse(f, "scenario", name, known));
        }

        private static void refuse(Fields f, String where, String name, Set<String> allowed) {
            f.problem("contested", "contested: no mechanism and no drug of this " + where
                + " has a contested reading \"" + name + "\""
                + (allowed.isEmpty() ? "; there is none" : Spelling.hint(name, allowed)));
        }

        Set<String> contested(Fields arm, List<Dose> doses, List<DosingRule> rules) {
            Set<String> own = new TreeSet<>(library.contestedReadings());
            for (String name : Treatment.drugNames(doses, rules)) {
                Drug drug = names.contains(name) ? drugs.drug(name) : null;
                if (drug != null && drug.species().contains(species)) {
                    own.addAll(drug.contestedActions(species));
                }
            }
            known.addAll(own);
            if (!arm.has("contested")) {
                Set<String> held = new LinkedHashSet<>(contested);
                held.retainAll(own);
                return held;
            }
            Set<String> said = ScenarioReader.contested(arm);
            said.stream().filter(name -> !own.contains(name)).forEach(name -> refuse(arm, "arm", name, own));
            return said;
        }
    }

    /** The arms; what one of them says nothing of is as in {@code outer}, the scenario's own. */
    private List<Arm> arms(Fields f, Arm outer, Pharmacy pharmacy) {
        Map<String, Arm> byName = new LinkedHashMap<>();
        Map<String, Integer> lines = new LinkedHashMap<>();
        List<Arm> result = new ArrayList<>();
        for (Fields arm : f.maps("arms", "at least one is needed")) {
            String name = Names.read(arm, "name");
            if (byName.containsKey(name) && !name.isEmpty()) {
                arm.problem("name", "two arms named \"" + name + "\"; first in line " + lines.get(name));
            }
            List<Dose> doses = new ArrayList<>();
            for (Fields dose : arm.maps("doses")) {
                doses.add(dose(dose, pharmacy));
            }
            Body body = arm.has(SUBJECT) ? body(arm.map(SUBJECT), pharmacy.species) : outer.body();
            Map<String, Double> variation = new LinkedHashMap<>(outer.variation());
            variation.putAll(Variation.read(arm.mapOrEmpty(Variation.KEY), mechanismNames));
            Dosing dosing = Dosing.read(arm.maps("dosing"), pharmacy.study(body));
            dosing.doses().stream().max(Comparator.comparingDouble(Dose::end_min))
                .ifPresent(dose -> inTime(arm, "dosing", dose.drug(), dose.start_min(), dose.end_min()));
            dosing.rules().forEach(rule -> inTime(arm, "dosing", rule.drug(), rule.from_min(), rule.until_min()));
            doses.addAll(dosing.doses());
            List<Lesion> lesions = new ArrayList<>();
            for (Fields lesion : arm.maps("lesions")) {
                lesions.add(lesion(lesion));
            }
            Arm read = new Arm(name, arm.text("label", name), body, variation, doses, dosing.rules(),
                pharmacy.contested(arm, doses, dosing.rules()), lesions,
                new InjuryReader(duration_min, durationText, this::site).read(arm, outer.injuries()),
                Strengths.read(arm.mapOrEmpty("mechanisms"), mechanismNames, outer.mechanisms()));
            arm.done();
            byName.put(name, read);
            lines.putIfAbsent(name, arm.locationOf("name").line());
            result.add(read);
        }
        return result;
    }

    private void inTime(Fields arm, String key, String drug, double start_min, double end_min) {
        if (start_min > duration_min || end_min > duration_min) {
            arm.problem(key, key + ": " + drug + " goes on until " + Units.text(end_min, "min")
                + ", after the end of the scenario; duration " + durationText);
        }
    }

    private Dose dose(Fields f, Pharmacy pharmacy) {
        Dose dose = Dose.read(f, pharmacy.names, pharmacy.drugs::drug, pharmacy.species);
        String start = f.has("rate") ? "from" : "at";
        if (dose.start_min() > duration_min) {
            f.problem(start, start + ": dose after the end of the scenario; found " + f.raw(start) + "; duration "
                + durationText);
        } else if (dose.end_min() > duration_min) {
            f.problem(start, "dosing goes on until " + Units.text(dose.end_min(), "min")
                + ", after the end of the scenario; duration " + durationText);
        }
        return dose;
    }

    private Lesion lesion(Fields f) {
        List<String> places = new ArrayList<>(Lesion.FUNICULUS);
        places.addAll(sites);
        String site = f.oneOf("site", places);
        double at_min = time(f, "at");
        double until_min = f.has("until") ? time(f, "until") : Double.POSITIVE_INFINITY;
        if (until_min <= at_min) {
            f.problem("until", "until: lesion ends before it begins; found " + f.raw("until") + "; at "
                + f.raw("at") + Times.place(f.locationOf("at")));
        }
        f.done();
        return new Lesion(site, at_min, until_min, f.locationOf("site"));
    }

    private double time(Fields f, String key) {
        double time = f.quantity(key, "min");
        if (time < 0 || time > duration_min) {
            f.problem(key, Times.outside(key, f.raw(key), time < 0, durationText));
        }
        return time;
    }
}
