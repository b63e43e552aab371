package org.rexed.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.rexed.document.Problems;
import org.rexed.document.Spelling;
import org.rexed.pharmacology.Body;
import org.rexed.pharmacology.Dose;
import org.rexed.pharmacology.Drug;
import org.rexed.pharmacology.DrugLibrary;
import org.rexed.pharmacology.KineticSet;
import org.rexed.pharmacology.PkStudy;
import org.rexed.pharmacology.Route;
import org.rexed.pharmacology.Sex;
import org.rexed.pharmacology.Site;
import org.rexed.pharmacology.Species;
import org.rexed.pharmacology.Treatment;
import org.rexed.quantity.Units;
import org.rexed.scenario.Arm;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.Scenario;
import org.rexed.scenario.ScenarioReader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rexed pk}: concentrations, receptor occupancy and channel block over time for drugs and their doses. */
@Command(name = "pk", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Concentrations over time for one drug or several at once: table, CSV, figure.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  rexed pk morphine --species rat --dose \"10 mg/kg sc\" --dose \"45 mg/kg/d pump from 1 h for 6 d\"",
            "  rexed pk morphine --dose \"10 mg oral every 12 h for 5 d\" --subject sex=female,mass=60",
            "  rexed pk ketamine --dose \"0.5 mg/kg iv\" --at 5,15,60 --json",
            "  rexed pk fentanyl --dose \"100 ug iv\" --dose \"naloxone 0.4 mg iv at 10 min\"",
            "  rexed pk --scenario models/scenarios/dosing-rules.yaml --arm target-controlled --out output/pump"})
public final class PkCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DRUG", arity = "0..1",
            description = "Name of a file in models/drugs, such as morphine. May be left out with --scenario.")
    private String drugName;

    @Option(names = "--dose", paramLabel = "TEXT",
            description = "\"100 ug iv bolus at 0 min\", \"0.1 ug/kg/min iv for 30 min\", "
                    + "\"10 mg iv over 15 min\", \"10 mg oral every 12 h for 5 d\", "
                    + "\"75 mg pellet release-half-life 40 h\"; may be repeated. "
                    + "The name of another drug in front gives that one too: \"naloxone 0.4 mg iv at 30 min\".")
    private List<String> doseTexts = new ArrayList<>();

    @Option(names = "--scenario", paramLabel = "FILE",
            description = "Takes species, subject and all that is given in an arm of a scenario, "
                    + "rules of dosing included.")
    private Path scenarioFile;

    @Option(names = "--arm", paramLabel = "NAME", description = "Which arm (default: the first that is given a drug).")
    private String armName;

    @Option(names = "--contested", split = ",", paramLabel = "NAME",
            description = "Takes a contested action as real, such as methadone-nmda-block.")
    private List<String> contested = new ArrayList<>();

    @Option(names = "--species", paramLabel = "NAME", description = "rat, mouse or human (default: human).")
    private String speciesName = "human";

    @Option(names = "--subject", paramLabel = "KEY=VALUE,...",
            description = "sex, age (years), mass (kg), height (cm), creatinine (mg/dL), for example "
                    + "sex=male,age=35,mass=70,height=177.")
    private String subject = "";

    @Option(names = "--model", paramLabel = "NAME",
            description = "Set of kinetic values, if not the drug's default; DRUG=NAME for another drug. "
                    + "May be repeated.")
    private List<String> models = new ArrayList<>();

    @Option(names = "--site", paramLabel = "NAME",
            description = "Site of action to show: spinal-cord or brainstem (default: spinal-cord).")
    private String siteName;

    @Option(names = "--at", split = ",", paramLabel = "TIME",
            description = "Times of the table, in minutes or with a unit: 5,15,\"2 h\".")
    private List<String> timeTexts;

    @Option(names = "--json", description = "Machine-readable result on standard output.")
    private boolean json;

    @Option(names = "--out", paramLabel = "DIR", description = "Writes pk.csv, pk.png and pk.svg into this folder.")
    private Path out;

    @Option(names = "--overwrite", description = "Allows replacing files of an earlier call in the folder.")
    private boolean overwrite;

    private final ModelLibrary library = ModelLibrary.ofInstallation();
    private final Problems problems = new Problems();
    private final DrugLibrary drugs = library.drugs(problems);

    /** Computes, prints and writes what was asked for; returns 0. */
    @Override
    public Integer call() {
        PkStudy study = scenarioFile == null ? study() : ofScenario();
        if (out != null && !overwrite && Files.exists(out.resolve("pk.csv"))) {
            throw wrong("--out: " + out.resolve("pk.csv") + " exists; add --overwrite to replace it");
        }
        List<Double> times = times(study);
        PkReport report = new PkReport(study, speciesName, times);
        spec.commandLine().getOut().print(json ? report.json() : report.table());
        spec.commandLine().getOut().flush();
        if (out != null) {
            report.write(out, "pk");
            spec.commandLine().getErr().println("wrote pk.csv, pk.png and pk.svg to " + out);
        }
        return 0;
    }

    /** What an arm of a scenario is given; tests are not run, so rules that wait for one see no reading. */
    private PkStudy ofScenario() {
        if (!doseTexts.isEmpty() || drugName != null || !subject.isEmpty() || speciesSaid()) {
            throw wrong("--scenario says what is given to whom; leave out DRUG, --dose, --species and --subject");
        }
        Scenario scenario = ScenarioReader.read(scenarioFile, Map.of(), library);
        List<String> names = scenario.arms().stream().map(Arm::name).toList();
        if (armName != null && !names.contains(armName)) {
            throw wrong("--arm: the scenario has no arm \"" + armName + "\"" + Spelling.hint(armName, names));
        }
        Arm arm = scenario.arms().stream()
                .filter(each -> armName == null ? !Treatment.drugNames(each.doses(), each.rules()).isEmpty()
                        : each.name().equals(armName))
                .findFirst()
                .orElseThrow(() -> wrong("--scenario: no arm is given a drug"));
        Set<String> given = Treatment.drugNames(arm.doses(), arm.rules());
        if (given.isEmpty()) {
            throw wrong("--arm: \"" + arm.name() + "\" is given no drug");
        }
        speciesName = scenario.species().key();
        drugs.choose(scenario.species(), scenario.kinetics());
        List<PkStudy.Regimen> regimens = new ArrayList<>();
        for (String name : given) {
            Drug drug = drug(name);
            regimens.add(new PkStudy.Regimen(drug, set(drug, scenario.species()),
                    arm.doses().stream().filter(dose -> dose.drug().equals(name)).toList()));
        }
        return new PkStudy(regimens, arm.body(), arm.rules(), arm.contested(), site());
    }

    private boolean speciesSaid() {
        return spec.commandLine().getParseResult().hasMatchedOption("--species");
    }

    /** Reads a drug; a broken file of another drug does not matter. */
    private Drug drug(String name) {
        List<String> names = library.names(ModelLibrary.Kind.DRUG);
        if (!names.contains(name)) {
            String hint = Spelling.hint(name, names);
            throw wrong("unknown drug \"" + name + "\"" + (hint.isEmpty() ? "; available are "
                    + String.join(", ", names) : hint + " (\"rexed list drugs\" names all)"));
        }
        Drug drug = drugs.drug(name);
        problems.throwIfAny();
        return drug;
    }

    private PkStudy study() {
        if (drugName == null || doseTexts.isEmpty()) {
            throw wrong(drugName == null ? "say which DRUG, or which --scenario" : "say at least one --dose");
        }
        if (armName != null) {
            throw wrong("--arm belongs to --scenario");
        }
        Map<String, List<String>> texts = new LinkedHashMap<>();
        texts.put(drugName, new ArrayList<>());
        for (String text : doseTexts) {
            String[] words = text.strip().split("\\s+", 2);
            boolean named = words.length == 2 && words[0].matches("[A-Za-z].*|6-mam");
            texts.computeIfAbsent(named ? words[0] : drugName, name -> new ArrayList<>()).add(named ? words[1] : text);
        }
        List<PkStudy.Regimen> regimens = new ArrayList<>();
        Species species = null;
        for (Map.Entry<String, List<String>> each : texts.entrySet()) {
            Drug drug = drug(each.getKey());
            species = species(drug);
            regimens.add(regimen(drug, species, each.getValue()));
        }
        for (String name : chosen().keySet()) {
            if (!texts.containsKey(name)) {
                throw wrong("--model: no dose of \"" + name + "\" is given; drugs of this study are "
                        + String.join(", ", texts.keySet()));
            }
        }
        try {
            PkStudy study = new PkStudy(regimens, body(species), List.of(), contested(regimens, species), site());
            study.at(List.of(0.0));
            return study;
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private Species species(Drug drug) {
        for (Species candidate : drug.species()) {
            if (candidate.key().equals(speciesName)) {
                return candidate;
            }
        }
        throw wrong(drug.name() + " has no kinetics for species \"" + speciesName + "\"; available are "
                + (drug.species().isEmpty() ? "none: it is known as a metabolite only"
                : String.join(", ", drug.species().stream().map(Species::key).toList()) + " (option --species)"));
    }

    private Site site() {
        for (Site site : Site.values()) {
            if (site.key().equals(siteName)) {
                return site;
            }
        }
        if (siteName != null) {
            throw wrong("--site: found \"" + siteName + "\"; allowed: spinal-cord, brainstem");
        }
        return null;
    }

    private Set<String> contested(List<PkStudy.Regimen> regimens, Species species) {
        Set<String> known = new TreeSet<>();
        regimens.forEach(regimen -> known.addAll(regimen.drug().contestedActions(species)));
        for (String each : contested) {
            if (!known.contains(each)) {
                throw wrong("--contested: these drugs have no contested action \"" + each + "\"; "
                        + (known.isEmpty() ? "there is none" : "allowed: " + String.join(", ", known)));
            }
        }
        return new LinkedHashSet<>(contested);
    }

    /** Sets of kinetic values asked for, by drug. */
    private Map<String, String> chosen() {
        Map<String, String> chosen = new LinkedHashMap<>();
        for (String model : models) {
            int equals = model.indexOf('=');
            chosen.put(equals < 0 ? drugName : model.substring(0, equals), model.substring(equals + 1));
        }
        return chosen;
    }

    private KineticSet set(Drug drug, Species species) {
        String model = chosen().get(drug.name());
        KineticSet set = model == null ? drug.set(species) : drug.sets(species).get(model);
        if (set == null) {
            throw wrong("unknown model \"" + model + "\"" + Spelling.hint(model, drug.sets(species).keySet())
                    + "; available for " + drug.name() + " in species " + species.key() + " are "
                    + String.join(", ", drug.sets(species).keySet()));
        }
        return set;
    }

    private PkStudy.Regimen regimen(Drug drug, Species species, List<String> texts) {
        KineticSet set = set(drug, species);
        List<Dose> doses = new ArrayList<>();
        for (String text : texts) {
            Dose dose;
            try {
                dose = Dose.parse(drug.name(), text);
            } catch (IllegalArgumentException e) {
                throw wrong(e.getMessage());
            }
            if (!set.routes().contains(dose.route())) {
                throw wrong("dose \"" + text + "\": " + drug.name() + " has no values for route "
                        + dose.route().key() + " in model " + set.name() + "; available are "
                        + String.join(", ", set.routes().stream().map(Route::key).toList()));
            }
            doses.add(dose);
        }
        return new PkStudy.Regimen(drug, set, doses);
    }

    private Body body(Species species) {
        Sex sex = Sex.MALE;
        Body typical = Body.ofMass(species.typicalMass_kg());
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("age", typical.age_y());
        numbers.put("mass", typical.mass_kg());
        numbers.put("height", typical.height_cm());
        numbers.put("creatinine", typical.creatinine_mg_per_dL());
        Set<String> said = new LinkedHashSet<>();
        Map<String, String> units = Map.of("age", "a", "mass", "kg", "height", "cm", "creatinine", "mg/dL");
        for (String part : subject.isBlank() ? new String[0] : subject.split(",")) {
            String[] pair = part.split("=", 2);
            String key = pair[0].strip();
            String value = pair.length == 2 ? pair[1].strip() : "";
            if (!said.add(key)) {
                throw wrong("--subject: " + key + " is said twice");
            }
            if (key.equals("sex") && (value.equals("male") || value.equals("female"))) {
                sex = value.equals("male") ? Sex.MALE : Sex.FEMALE;
            } else if (units.containsKey(key)) {
                numbers.put(key, quantity(value, units.get(key), "--subject " + key));
            } else {
                throw wrong("cannot read \"" + part + "\" of --subject; expected sex=male or sex=female, age=35, "
                        + "mass=70, height=177, creatinine=0.9, separated by commas");
            }
        }
        try {
            return new Body(sex, numbers.get("age"), numbers.get("mass"), numbers.get("height"),
                    numbers.get("creatinine"));
        } catch (IllegalArgumentException e) {
            throw wrong("--subject: " + e.getMessage());
        }
    }

    /** A number in the unit given, or with a unit of its own behind it. */
    private double quantity(String text, String unit, String option) {
        try {
            String spaced = text.strip().replaceAll("(?<=[0-9.])(?=[A-Za-z])(?![eE][-+]?[0-9])", " ");
            if (spaced.isEmpty()) {
                throw wrong(option + ": a number is missing");
            }
            return Units.parse(spaced.matches(".*[A-Za-z]") ? spaced : spaced + " " + unit, unit);
        } catch (IllegalArgumentException e) {
            throw wrong(option + ": " + e.getMessage());
        }
    }

    private List<Double> times(PkStudy study) {
        if (timeTexts == null) {
            return study.tableTimes_min();
        }
        List<Double> times = new ArrayList<>();
        for (String text : timeTexts) {
            double time = quantity(text, "min", "--at");
            if (time < 0.0) {
                throw wrong("--at: found " + text + ", before the start; times start at 0 min");
            }
            times.add(time);
        }
        return times;
    }

    private CommandLine.ParameterException wrong(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }
}
