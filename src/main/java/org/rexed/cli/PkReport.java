package org.rexed.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.ToDoubleFunction;
import org.rexed.experiment.JsonText;
import org.rexed.pharmacology.DosingRule;
import org.rexed.pharmacology.PkStudy;
import org.rexed.quantity.Units;
import org.rexed.receptor.Receptor;
import org.rexed.report.KineticsChart;
import org.rexed.report.KineticsChart.Curve;

/** A kinetic study as table, CSV, JSON and figure. */
final class PkReport {
    private static final int MOST_DOSES = 3;
    /** Fractions below this lie on the axis of a figure. */
    private static final double SEEN = 0.01;

    private final PkStudy study;
    private final String species;
    private final List<PkStudy.Point> points;

    PkReport(PkStudy study, String species, List<Double> times_min) {
        this.study = study;
        this.species = species;
        points = study.at(times_min);
    }

    /** Whether others than the first drug itself circulate: metabolites, enantiomers, further drugs. */
    private boolean hasOthers() {
        return points.get(0).substances().size() > 1;
    }

    /** What is shown of a point, column by column; the names hold the unit. */
    private Map<String, Double> columns(PkStudy.Point point) {
        Map<String, Double> columns = new LinkedHashMap<>();
        put(columns, "", point.drug());
        if (hasOthers()) {
            point.substances().forEach((name, level) -> put(columns, name + " ", level));
        }
        columns.putAll(fractions(point));
        return columns;
    }

    private void put(Map<String, Double> columns, String of, PkStudy.Level level) {
        columns.put(of + study.set().matrix() + " (ng/mL)", level.plasma_ng_per_mL());
        columns.put(of + "effect site (ng/mL)", level.effectSite_ng_per_mL());
        columns.put(of + "unbound there (nmol/L)", level.unbound_nM());
        if (!Double.isNaN(level.fluid_ng_per_mL())) {
            columns.put(of + "spinal fluid (ng/mL)", level.fluid_ng_per_mL());
        }
    }

    private Map<String, Double> fractions(PkStudy.Point point) {
        Map<String, Double> fractions = new LinkedHashMap<>();
        point.occupancy().forEach((receptor, all) -> {
            fractions.put(receptor.key(), all);
            Map<String, Double> shares = point.shares().get(receptor);
            if (shares.size() > 1) {
                shares.forEach((name, share) -> fractions.put(receptor.key() + " by " + name, share));
            }
        });
        if (!Double.isNaN(point.nmdaBlocked())) {
            fractions.put("nmda-blocked", point.nmdaBlocked());
        }
        return fractions;
    }

    /** The table for the terminal. */
    String table() {
        StringBuilder text = new StringBuilder();
        text.append(study.drug().title()).append("; ").append(species).append(", ")
                .append(Units.text(study.body().mass_kg(), "kg")).append('\n');
        for (PkStudy.Regimen regimen : study.regimens()) {
            text.append(regimen.set().title()).append(" (").append(regimen.set().name())
                    .append("; trust: ").append(regimen.set().trust().key()).append(")\n");
            if (regimen.set().extrapolates(study.body())) {
                text.append("note: this body mass lies outside the masses the model was made for\n");
            }
        }
        study.doses().forEach(dose -> text.append("dose: ").append(dose).append('\n'));
        study.rules().forEach(rule -> text.append("rule: ").append(words(rule)).append('\n'));
        String again = study.drug().name() + " ";
        List<String> names = columns(points.get(0)).keySet().stream().filter(name -> !name.startsWith(again)).toList();
        text.append('\n').append(String.format(Locale.ROOT, "%10s", "time"));
        names.forEach(name -> text.append(String.format(Locale.ROOT, " %" + width(name) + "s", words(name))));
        text.append('\n').append(String.format(Locale.ROOT, "%10s", "min"));
        names.forEach(name -> text.append(String.format(Locale.ROOT, " %" + width(name) + "s", unit(name))));
        text.append('\n');
        for (PkStudy.Point point : points) {
            text.append(String.format(Locale.ROOT, "%10s", Units.text(point.time_min(), "1")));
            Map<String, Double> columns = columns(point);
            names.forEach(name -> text.append(String.format(Locale.ROOT,
                    " %" + width(name) + (name.endsWith(")") ? ".5g" : ".4f"), columns.get(name))));
            text.append('\n');
        }
        return text.toString();
    }

    private static String words(DosingRule rule) {
        return rule.drug() + " " + rule + ", from " + Units.text(rule.from_min(), "min") + " until "
                + Units.text(rule.until_min(), "min");
    }

    private static int width(String name) {
        return Math.max(12, words(name).length());
    }

    private static String words(String name) {
        return name.replaceAll(" \\(.*\\)", "");
    }

    private static String unit(String name) {
        return name.endsWith(")") ? name.substring(name.indexOf('(') + 1, name.length() - 1) : "1";
    }

    /** The result for programs. */
    String json() {
        ObjectNode root = Json.object();
        root.put("drug", study.drug().name());
        root.put("species", species);
        root.put("model", study.set().name());
        root.put("trust", study.set().trust().key());
        root.put("matrix", study.set().matrix());
        root.putObject("subject").put("sex", study.body().sex().name().toLowerCase(Locale.ROOT))
                .put("age", study.body().age_y()).put("mass", study.body().mass_kg())
                .put("height", study.body().height_cm()).put("creatinine", study.body().creatinine_mg_per_dL());
        ArrayNode doses = root.putArray("doses");
        study.doses().forEach(dose -> doses.add(dose.toString()));
        study.rules().forEach(rule -> doses.add(words(rule)));
        root.put("site", study.site().key());
        ArrayNode array = root.putArray("points");
        for (PkStudy.Point point : points) {
            ObjectNode node = array.addObject();
            node.put("time_min", point.time_min());
            level(node, point.drug());
            ObjectNode occupancy = node.putObject("occupancy");
            point.occupancy().forEach((receptor, value) -> occupancy.put(receptor.key(), value));
            if (!Double.isNaN(point.nmdaBlocked())) {
                node.put("nmda_blocked", point.nmdaBlocked());
            }
            if (hasOthers()) {
                ObjectNode substances = node.putObject("substances");
                point.substances().forEach((name, level) -> level(substances.putObject(name), level));
                ObjectNode shares = node.putObject("occupancy_by");
                point.shares().forEach((receptor, by) -> {
                    ObjectNode share = shares.putObject(receptor.key());
                    by.forEach(share::put);
                });
            }
        }
        return JsonText.of(root);
    }

    private static void level(ObjectNode node, PkStudy.Level level) {
        node.put("plasma", level.plasma_ng_per_mL());
        node.put("effect_site", level.effectSite_ng_per_mL());
        node.put("unit", "ng/mL");
        node.put("effect_site_unbound_nM", level.unbound_nM());
        if (!Double.isNaN(level.fluid_ng_per_mL())) {
            node.put("spinal_fluid", level.fluid_ng_per_mL());
        }
    }

    /** Writes a table and a figure as {@code name.csv}, {@code name.png} and {@code name.svg}. */
    void write(Path folder, String name) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(name + ".csv"), csv(), StandardCharsets.UTF_8);
            double end = Math.max(points.get(points.size() - 1).time_min(), 1.0);
            figure(end).write(folder, name);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder + ": " + e.getMessage(), e);
        }
    }

    private KineticsChart figure(double end_min) {
        List<PkStudy.Point> curve = study.at(study.curveTimes_min(end_min));
        double[] time_min = curve.stream().mapToDouble(PkStudy.Point::time_min).toArray();
        List<String> substances = List.copyOf(curve.get(0).substances().keySet());
        List<Curve> concentrations = new ArrayList<>();
        for (int i = 0; i < substances.size(); i++) {
            String name = substances.get(i);
            concentrations.add(new Curve(name + ", " + study.set().matrix(),
                    values(curve, p -> p.substances().get(name).plasma_ng_per_mL()), i, 0));
            add(concentrations, new Curve(name + ", effect site",
                    values(curve, p -> p.substances().get(name).effectSite_ng_per_mL()), i, 1), 0.0);
        }
        List<String> remarks = new ArrayList<>();
        study.regimens().forEach(each -> remarks.add(each.set().title()));
        List<String> given = new ArrayList<>();
        study.doses().forEach(dose -> given.add(dose.toString()));
        study.rules().forEach(rule -> given.add(words(rule)));
        remarks.add(String.join("; ", given.subList(0, Math.min(MOST_DOSES, given.size())))
                + (given.size() > MOST_DOSES ? "; and " + (given.size() - MOST_DOSES) + " more" : ""));
        return new KineticsChart(study.drug().name() + ", " + species + ", "
                + Units.text(study.body().mass_kg(), "kg"), remarks, time_min, concentrations,
                held(curve, substances));
    }

    /** What is held of each receptor; of the one that is held most also by whom. */
    private List<Curve> held(List<PkStudy.Point> curve, List<String> substances) {
        Map<Receptor, double[]> all = new EnumMap<>(Receptor.class);
        curve.get(0).occupancy().keySet().forEach(receptor ->
                all.put(receptor, values(curve, p -> p.occupancy().get(receptor))));
        Receptor main = all.keySet().stream()
                .max(Comparator.comparingDouble(receptor -> Arrays.stream(all.get(receptor)).max().orElse(0)))
                .orElse(null);
        List<Curve> curves = new ArrayList<>();
        int others = 0;
        for (Map.Entry<Receptor, double[]> each : all.entrySet()) {
            Receptor receptor = each.getKey();
            if (receptor != main) {
                others++;
                add(curves, new Curve(receptor.key(), each.getValue(), -1, others), SEEN);
                continue;
            }
            curves.add(new Curve(receptor.key(), each.getValue(), -1, 0));
            Set<String> by = curve.get(0).shares().get(receptor).keySet();
            for (String name : by.size() > 1 ? by : Set.<String>of()) {
                add(curves, new Curve(receptor.key() + " by " + name,
                        values(curve, p -> p.shares().get(receptor).get(name)), substances.indexOf(name), 0), SEEN);
            }
        }
        if (!Double.isNaN(curve.get(0).nmdaBlocked())) {
            curves.add(new Curve("NMDA channels", values(curve, PkStudy.Point::nmdaBlocked), -1,
                    all.isEmpty() ? 0 : 3));
        }
        return curves;
    }

    /** Leaves out a curve that would lie on the axis. */
    private static void add(List<Curve> curves, Curve curve, double least) {
        if (Arrays.stream(curve.values()).max().orElse(0.0) > least) {
            curves.add(curve);
        }
    }

    private static double[] values(List<PkStudy.Point> curve, ToDoubleFunction<PkStudy.Point> of) {
        return curve.stream().mapToDouble(of).toArray();
    }

    private String csv() {
        StringJoiner header = new StringJoiner(",");
        header.add("time_min");
        columns(points.get(0)).keySet().forEach(name -> header.add(column(name)));
        StringBuilder text = new StringBuilder(header + "\n");
        for (PkStudy.Point point : points) {
            text.append(point.time_min());
            columns(point).values().forEach(value -> text.append(',').append(value.doubleValue()));
            text.append('\n');
        }
        return text.toString();
    }

    /** A name such as {@code plasma_ng_per_mL}, {@code occupancy_mu} or {@code nmda_blocked}. */
    private static String column(String name) {
        String whole = name.endsWith(")") || name.equals("nmda-blocked") ? name : "occupancy " + name;
        return whole.replace("unbound there", "effect site unbound").replace("/", " per ").replaceAll("[()]", "")
                .replaceAll("[^A-Za-z0-9]+", "_");
    }
}
