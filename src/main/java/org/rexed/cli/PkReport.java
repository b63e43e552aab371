package org.rexed.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.rexed.pharmacology.DosingRule;
import org.rexed.pharmacology.PkStudy;
import org.rexed.quantity.Units;
import org.rexed.report.KineticsChart;

/** A kinetic study as table, CSV, JSON and figure. */
final class PkReport {
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
        List<String> names = List.copyOf(columns(points.get(0)).keySet());
        text.append('\n').append(String.format(Locale.ROOT, "%10s", "time"));
        names.forEach(name -> text.append(String.format(Locale.ROOT, " %" + width(name) + "s", words(name))));
        text.append('\n').append(String.format(Locale.ROOT, "%10s", "min"));
        names.forEach(name -> text.append(String.format(Locale.ROOT, " %" + width(name) + "s", unit(name))));
        text.append('\n');
        for (PkStudy.Point point : points) {
            text.append(String.format(Locale.ROOT, "%10s", Units.text(point.time_min(), "1")));
            columns(point).forEach((name, value) -> text.append(String.format(Locale.ROOT,
                    " %" + width(name) + (name.endsWith(")") ? ".5g" : ".4f"), value)));
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
        return Json.text(root);
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
        Map<String, double[]> concentrations = new LinkedHashMap<>();
        if (hasOthers()) {
            curve.get(0).substances().keySet().forEach(name -> concentrations.put(name + ", " + study.set().matrix(),
                    curve.stream().mapToDouble(p -> p.substances().get(name).plasma_ng_per_mL()).toArray()));
        } else {
            concentrations.put(study.set().matrix(),
                    curve.stream().mapToDouble(point -> point.drug().plasma_ng_per_mL()).toArray());
        }
        concentrations.put(hasOthers() ? study.drug().name() + ", effect site" : "effect site",
                curve.stream().mapToDouble(point -> point.drug().effectSite_ng_per_mL()).toArray());
        Map<String, double[]> fractions = new LinkedHashMap<>();
        fractions(curve.get(0)).keySet().forEach(name -> fractions.put(name,
                curve.stream().mapToDouble(point -> fractions(point).get(name)).toArray()));
        return new KineticsChart(
                study.drug().name() + ", " + species + ": " + study.set().title(), time_min, concentrations, fractions);
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
