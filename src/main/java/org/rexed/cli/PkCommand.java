package org.rexed.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.rexed.document.Problems;
import org.rexed.pharmacology.Body;
import org.rexed.pharmacology.Dose;
import org.rexed.pharmacology.Drug;
import org.rexed.pharmacology.DrugLibrary;
import org.rexed.pharmacology.KineticSet;
import org.rexed.pharmacology.PkStudy;
import org.rexed.pharmacology.Route;
import org.rexed.pharmacology.Sex;
import org.rexed.pharmacology.Species;
import org.rexed.quantity.Units;
import org.rexed.report.KineticsChart;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rexed pk}: concentrations, receptor occupancy and channel block over time for one drug and some doses. */
@Command(name = "pk", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Concentrations over time for a drug: table, CSV, figure.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  rexed pk morphine --species rat --dose \"10 mg/kg sc\" --dose \"45 mg/kg/d pump from 1 h for 6 d\"",
            "  rexed pk morphine --dose \"10 mg oral every 12 h for 5 d\" --subject sex=female,mass=60",
            "  rexed pk ketamine --dose \"0.5 mg/kg iv\" --at 5,15,60 --json"})
public final class PkCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DRUG", description = "Name of a file in models/drugs, such as morphine.")
    private String drugName;

    @Option(names = "--dose", required = true, paramLabel = "TEXT",
            description = "\"100 ug iv bolus at 0 min\", \"0.1 ug/kg/min iv for 30 min\", "
                    + "\"10 mg oral every 12 h for 5 d\", \"75 mg pellet release-half-life 40 h\"; may be repeated.")
    private List<String> doseTexts;

    @Option(names = "--species", paramLabel = "NAME", description = "rat, mouse or human (default: human).")
    private String speciesName = "human";

    @Option(names = "--subject", paramLabel = "KEY=VALUE,...",
            description = "sex, age (years), mass (kg), height (cm), for example sex=male,age=35,mass=70,height=177.")
    private String subject = "";

    @Option(names = "--model", paramLabel = "NAME", description = "Set of kinetic values, if not the drug's default.")
    private String model;

    @Option(names = "--at", split = ",", paramLabel = "TIME",
            description = "Times of the table, in minutes or with a unit: 5,15,\"2 h\".")
    private List<String> timeTexts;

    @Option(names = "--json", description = "Machine-readable result on standard output.")
    private boolean json;

    @Option(names = "--out", paramLabel = "DIR", description = "Writes pk.csv, pk.png and pk.svg into this folder.")
    private Path out;

    @Option(names = "--overwrite", description = "Allows replacing files of an earlier call in the folder.")
    private boolean overwrite;

    /** Computes, prints and writes what was asked for; returns 0. */
    @Override
    public Integer call() {
        Problems problems = new Problems();
        Path home = Path.of(System.getProperty("rexed.home", "."));
        Map<String, Drug> drugs = DrugLibrary.read(home.resolve("models").resolve("drugs"), problems);
        problems.throwIfAny();
        PkStudy study = study(drugs);
        if (out != null && !overwrite && Files.exists(out.resolve("pk.csv"))) {
            throw wrong("--out: " + out.resolve("pk.csv") + " exists; add --overwrite to replace it");
        }
        List<PkStudy.Point> points = study.at(times(study));
        if (json) {
            print(toJson(study, points));
        } else {
            print(table(study, points));
        }
        if (out != null) {
            write(study, points);
        }
        return 0;
    }

    private PkStudy study(Map<String, Drug> drugs) {
        Drug drug = drugs.get(drugName);
        if (drug == null) {
            throw wrong("unknown drug \"" + drugName + "\"; available are " + String.join(", ", drugs.keySet()));
        }
        Species species = null;
        for (Species candidate : drug.species()) {
            species = candidate.key().equals(speciesName) ? candidate : species;
        }
        if (species == null) {
            throw wrong(drugName + " has no kinetics for species \"" + speciesName + "\"; available are "
                    + String.join(", ", drug.species().stream().map(Species::key).toList()) + " (option --species)");
        }
        KineticSet set = model == null ? drug.set(species) : drug.sets(species).get(model);
        if (set == null) {
            throw wrong("unknown model \"" + model + "\"; available are "
                    + String.join(", ", drug.sets(species).keySet()));
        }
        List<Dose> doses = new ArrayList<>();
        for (String text : doseTexts) {
            try {
                Dose dose = Dose.parse(drugName, text);
                if (!set.routes().contains(dose.route())) {
                    throw wrong("dose \"" + text + "\": " + drugName + " has no values for route "
                            + dose.route().key() + " in model " + set.name() + "; available are "
                            + String.join(", ", set.routes().stream().map(Route::key).toList()));
                }
                doses.add(dose);
            } catch (IllegalArgumentException e) {
                throw wrong(e.getMessage());
            }
        }
        return new PkStudy(drug, set, body(species), doses);
    }

    private Body body(Species species) {
        Sex sex = Sex.MALE;
        Body typical = Body.ofMass(species.typicalMass_kg());
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("age", typical.age_y());
        numbers.put("mass", typical.mass_kg());
        numbers.put("height", typical.height_cm());
        Map<String, String> units = Map.of("age", "a", "mass", "kg", "height", "cm");
        for (String part : subject.isBlank() ? new String[0] : subject.split(",")) {
            String[] pair = part.split("=", 2);
            String key = pair[0].strip();
            String value = pair.length == 2 ? pair[1].strip() : "";
            if (key.equals("sex") && (value.equals("male") || value.equals("female"))) {
                sex = value.equals("male") ? Sex.MALE : Sex.FEMALE;
            } else if (units.containsKey(key)) {
                numbers.put(key, quantity(value, units.get(key), "--subject " + key));
            } else {
                throw wrong("cannot read \"" + part + "\" of --subject; expected sex=male or sex=female, age=35, "
                        + "mass=70, height=177, separated by commas");
            }
        }
        try {
            return new Body(sex, numbers.get("age"), numbers.get("mass"), numbers.get("height"));
        } catch (IllegalArgumentException e) {
            throw wrong("--subject: " + e.getMessage());
        }
    }

    /** A number in the unit given, or with a unit of its own behind it. */
    private double quantity(String text, String unit, String option) {
        try {
            return Units.parse(text.strip().matches(".*[A-Za-z]") ? text : text.strip() + " " + unit, unit);
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

    private void print(String text) {
        PrintWriter writer = spec.commandLine().getOut();
        writer.print(text);
        writer.flush();
    }

    private static Map<String, Double> fractions(PkStudy.Point point) {
        Map<String, Double> fractions = new LinkedHashMap<>();
        point.occupancy().forEach((receptor, occupancy) -> fractions.put(receptor.key(), occupancy));
        if (!Double.isNaN(point.nmdaBlocked())) {
            fractions.put("nmda-blocked", point.nmdaBlocked());
        }
        return fractions;
    }

    private String table(PkStudy study, List<PkStudy.Point> points) {
        StringBuilder text = new StringBuilder();
        text.append(study.drug().title()).append("; ").append(speciesName).append(", ")
                .append(Units.text(study.body().mass_kg(), "kg")).append('\n');
        text.append(study.set().title()).append(" (").append(study.set().name()).append(")\n");
        if (study.set().extrapolates(study.body())) {
            text.append("note: this body mass lies outside the masses the model was made for\n");
        }
        study.doses().forEach(dose -> text.append("dose: ").append(dose).append('\n'));
        text.append(String.format(Locale.ROOT, "%n%10s %14s %14s %14s", "time", study.set().matrix(), "effect site",
                "unbound there"));
        fractions(points.get(0)).keySet().forEach(name -> text.append(String.format(Locale.ROOT, " %12s", name)));
        text.append(String.format(Locale.ROOT, "%n%10s %14s %14s %14s", "min", "ng/mL", "ng/mL", "nmol/L"));
        fractions(points.get(0)).keySet().forEach(name -> text.append(String.format(Locale.ROOT, " %12s", "1")));
        text.append(System.lineSeparator());
        for (PkStudy.Point point : points) {
            text.append(String.format(Locale.ROOT, "%10s %14.5g %14.5g %14.5g", Units.text(point.time_min(), "1"),
                    point.plasma_ng_per_mL(), point.effectSite_ng_per_mL(), point.unbound_nM()));
            fractions(point).values().forEach(value -> text.append(String.format(Locale.ROOT, " %12.4f", value)));
            text.append(System.lineSeparator());
        }
        return text.toString();
    }

    private String toJson(PkStudy study, List<PkStudy.Point> points) {
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode root = mapper.createObjectNode();
        root.put("drug", study.drug().name());
        root.put("species", speciesName);
        root.put("model", study.set().name());
        root.put("matrix", study.set().matrix());
        root.putObject("subject").put("sex", study.body().sex().name().toLowerCase(Locale.ROOT))
                .put("age", study.body().age_y()).put("mass", study.body().mass_kg())
                .put("height", study.body().height_cm());
        ArrayNode doses = root.putArray("doses");
        study.doses().forEach(dose -> doses.add(dose.toString()));
        root.put("site", study.site().key());
        ArrayNode array = root.putArray("points");
        for (PkStudy.Point point : points) {
            ObjectNode node = array.addObject();
            node.put("time_min", point.time_min());
            node.put("plasma", point.plasma_ng_per_mL());
            node.put("effect_site", point.effectSite_ng_per_mL());
            node.put("unit", "ng/mL");
            node.put("effect_site_unbound_nM", point.unbound_nM());
            ObjectNode occupancy = node.putObject("occupancy");
            point.occupancy().forEach((receptor, value) -> occupancy.put(receptor.key(), value));
            if (!Double.isNaN(point.nmdaBlocked())) {
                node.put("nmda_blocked", point.nmdaBlocked());
            }
        }
        try {
            return mapper.writeValueAsString(root) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(PkStudy study, List<PkStudy.Point> points) {
        try {
            Files.createDirectories(out);
            Files.writeString(out.resolve("pk.csv"), csv(points), StandardCharsets.UTF_8);
            double end = Math.max(points.get(points.size() - 1).time_min(), 1.0);
            List<PkStudy.Point> curve = study.at(study.curveTimes_min(end));
            double[] time_min = curve.stream().mapToDouble(PkStudy.Point::time_min).toArray();
            Map<String, double[]> concentrations = new LinkedHashMap<>();
            concentrations.put(study.set().matrix(),
                    curve.stream().mapToDouble(PkStudy.Point::plasma_ng_per_mL).toArray());
            concentrations.put("effect site",
                    curve.stream().mapToDouble(PkStudy.Point::effectSite_ng_per_mL).toArray());
            Map<String, double[]> fractions = new LinkedHashMap<>();
            fractions(curve.get(0)).keySet().forEach(name -> fractions.put(name,
                    curve.stream().mapToDouble(point -> fractions(point).get(name)).toArray()));
            new KineticsChart(study.drug().name() + ", " + speciesName + ": " + study.set().title(), time_min,
                    concentrations, fractions).write(out, "pk");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + out + ": " + e.getMessage(), e);
        }
        spec.commandLine().getErr().println("wrote pk.csv, pk.png and pk.svg to " + out);
    }

    private static String csv(List<PkStudy.Point> points) {
        StringBuilder text = new StringBuilder("time_min,plasma_ng_per_mL,effect_site_ng_per_mL,"
                + "effect_site_unbound_nmol_per_L");
        fractions(points.get(0)).keySet().forEach(name -> text.append(name.equals("nmda-blocked")
                ? ",nmda_blocked" : ",occupancy_" + name.replace('-', '_')));
        text.append('\n');
        for (PkStudy.Point point : points) {
            text.append(point.time_min()).append(',').append(point.plasma_ng_per_mL()).append(',')
                    .append(point.effectSite_ng_per_mL()).append(',').append(point.unbound_nM());
            fractions(point).values().forEach(value -> text.append(',').append(value.doubleValue()));
            text.append('\n');
        }
        return text.toString();
    }
}
