package org.rexed.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rexed.assay.Assays;
import org.rexed.document.Fields;
import org.rexed.document.Location;
import org.rexed.document.Problems;
import org.rexed.document.Spelling;
import org.rexed.evidence.Parameter;
import org.rexed.evidence.ParameterReader;
import org.rexed.quantity.Units;
import org.rexed.scenario.Arm;
import org.rexed.scenario.AssaySchedule;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.Scenario;
import org.rexed.simulation.DrugVariable;

/** Reads what a claim measures, and checks that the scenario delivers it. */
public final class QuantityReader {
    private static final int FEWEST_DOSES = 3;
    private static final int FEWEST_FOR_TREND = 2;

    /** Keys that tell what is measured; without any of them it is a reading. */
    private static final List<String> FORMS =
        List.of("of", "state", "share-of-subjects", "fitted-ed50", "fitted-baseline", "ed50");
    private static final List<String> WITH_UNIT = List.of("of", "state", "share-of-subjects");

    private final Scenario scenario;
    private final ModelLibrary library;
    private final Attribution attribution;
    private final List<String> arms;
    private final Map<List<String>, Location> places = new LinkedHashMap<>();

    /** A reader of measures; {@code attribution} is null if the claim has none. */
    public QuantityReader(Scenario scenario, ModelLibrary library, Attribution attribution) {
        this.scenario = scenario;
        this.library = library.with(scenario.parameters());
        this.attribution = attribution;
        arms = scenario.arms().stream().map(Arm::name).toList();
    }

    /** Where each slow variable was named first, by entity and name; whether it exists is known to a subject only. */
    public Map<List<String>, Location> places() {
        return places;
    }

    /** A quantity written as a mapping; the keys {@code of}, {@code minus} and {@code over} combine others. */
    public Quantity read(Fields f) {
        Quantity quantity = part(f.is("quantity"));
        f.done();
        return quantity;
    }

    /** The same, leaving other keys to the caller. */
    public Quantity part(Fields f) {
        return part(f, FORMS);
    }

    /** The same of a quantity whose unit must be known, so that it can be compared with a published number. */
    public Quantity partWithUnit(Fields f) {
        boolean other = f.keys().stream().anyMatch(key -> FORMS.contains(key) && !WITH_UNIT.contains(key));
        return part(f, other ? FORMS : WITH_UNIT);
    }

    private Quantity part(Fields f, List<String> forms) {
        // A claim has an attribution or not; nothing else can be attributed.
        if (f.keys().contains("attributed")) {
            return attributed(f);
        }
        // Of claims too; publications do not compare lists of changes.
        if (f.keys().contains("overlap")) {
            return overlap(f.map("overlap"));
        }
        String what = f.atMostOne(forms);
        if (what.equals("of")) {
            Quantity of = read(f.map("of"));
            if (f.has("minus")) {
                return new Quantity.Difference(of, read(f.map("minus")));
            }
            return f.has("over") ? new Quantity.Ratio(of, read(f.map("over"))) : of;
        }
        return switch (what) {
            case "state" -> state(f);
            case "share-of-subjects" -> new Quantity.Share(condition(f.map("share-of-subjects")));
            case "fitted-ed50" -> fitted(f, what, FittedCurve.Part.ED50);
            case "fitted-baseline" -> fitted(f, what, FittedCurve.Part.BASELINE);
            case "ed50" -> halfEffectDose(f);
            default -> reading(f, f.named("arm", arms), f.choice("as", Quantity.As.class));
        };
    }

    /** A condition: {@code all}, {@code any} or {@code not} of others, or a quantity with limits. */
    private Condition condition(Fields f) {
        Condition condition;
        String what = f.is("condition").atMostOne(List.of("all", "any", "not"));
        if (what.equals("all")) {
            condition = new Condition.All(conditions(f, "all"));
        } else if (what.equals("any")) {
            condition = new Condition.Any(conditions(f, "any"));
        } else if (what.equals("not")) {
            condition = new Condition.Not(condition(f.map("not")));
        } else {
            Quantity quantity = part(f);
            if (!f.has("above") && !f.has("below")) {
                f.problems().add(f.location(), "condition: expected above, below or both; or all, any or not");
            }
            condition = new Condition.Within(quantity, f.quantity("above", "1", Double.NEGATIVE_INFINITY),
                f.quantity("below", "1", Double.POSITIVE_INFINITY));
        }
        f.done();
        return condition;
    }

    private List<Condition> conditions(Fields f, String key) {
        List<Condition> parts = new ArrayList<>();
        f.maps(key, "at least one condition is needed").forEach(part -> parts.add(condition(part)));
        return parts;
    }

    private Quantity state(Fields f) {
        String variable = f.text("state");
        String entity = f.text("entity");
        places.putIfAbsent(List.of(entity, variable), f.locationOf("state"));
        String arm = f.named("arm", arms);
        List<Double> times = f.someQuantities("time", "min");
        for (int i = 0; i < times.size(); i++) {
            if (times.get(i) < 0 || times.get(i) > scenario.duration_min()) {
                f.problem("time", i, "time: out of range; found " + f.raw("time", i) + "; allowed 0 min to "
                    + Units.text(scenario.duration_min(), "min"));
            }
        }
        return new Quantity.State(arm, entity, variable, times, take(f, times));
    }

    /** Unit of a quantity; empty if only its ratio to another has one, as with doses and most slow variables. */
    public String unit(Quantity quantity) {
        if (quantity instanceof Quantity.Reading reading) {
            return reading.as() != Quantity.As.READING ? "%" : library.names(ModelLibrary.Kind.ASSAY)
                .contains(reading.assay()) ? Assays.read(reading.assay(), file(reading.assay(), new Problems()),
                    new ParameterReader()).unit() : "";
        }
        if (quantity instanceof Quantity.State state) {
            return DrugVariable.of(state.entity(), state.variable()).map(DrugVariable::unit).orElse("");
        }
        if (quantity instanceof Quantity.Difference difference) {
            return unit(difference.of());
        }
        return quantity instanceof Quantity.Ratio || quantity instanceof Quantity.Share ? "1" : "";
    }

    private Quantity overlap(Fields f) {
        List<Quantity> first = f.maps("first", "at least one quantity is needed").stream().map(this::read).toList();
        List<Quantity> second = f.maps("second", "at least one quantity is needed").stream().map(this::read).toList();
        if (first.size() != second.size()) {
            f.problem("second", "second: as many quantities as in first are needed, " + first.size() + "; found "
                + second.size());
        }
        f.done();
        return new Quantity.Overlap(first, second);
    }

    private static Take take(Fields f, List<Double> times) {
        Take take = f.choice("take", Take.class, Take.MEAN);
        if (take == Take.TREND && times.stream().distinct().count() < FEWEST_FOR_TREND) {
            f.problem("time", "time: a trend needs at least two times; found " + times.size());
        }
        return take;
    }

    private Quantity attributed(Fields f) {
        Attributed.What what = f.choice("attributed", Attributed.What.class);
        if (attribution == null) {
            f.problem("attributed", "attributed: the claim has no attribution");
            return new Attributed(new Attribution(List.of(), Map.of(), null, null, List.of()), what, 0);
        }
        boolean retest = what == Attributed.What.RETEST;
        if (retest && attribution.again() == null) {
            f.problem("attributed", "attributed: retest needs a second effect, attribution.again");
        }
        int group = what.ofGroup() || retest && f.has("group")
            ? attribution.names().indexOf(f.oneOf("group", attribution.names())) : -1;
        return new Attributed(attribution, what, group);
    }

    private Map<String, Double> doses(Fields f, String key, boolean withNone) {
        Fields doses = f.map(key).is("doses-of-arms");
        Map<String, Double> byArm = new LinkedHashMap<>();
        // Spinal doses are amounts, others go by mass.
        String unit = doses.keys().stream().map(doses::raw).anyMatch(text -> text.contains("/")) ? "mg/kg" : "mg";
        int without = 0;
        for (String name : doses.keys(List.of())) {
            if (!arms.contains(name)) {
                doses.problem(name, key + ": no arm \"" + name + "\"" + Spelling.hint(name, arms));
            }
            double dose = doses.quantity(name, unit, withNone ? 0 : Double.MIN_NORMAL, Double.POSITIVE_INFINITY);
            without += dose == 0 ? 1 : 0;
            byArm.put(name, dose);
        }
        if (byArm.size() - without < FEWEST_DOSES) {
            f.problem(key, key + ": at least three doses are needed; found " + (byArm.size() - without));
        }
        if (withNone && without != 1) {
            f.problem(key, key + ": one arm without the dose (0 " + unit + ") is needed; found " + without);
        }
        doses.done();
        return byArm;
    }

    private Quantity.HalfEffectDose halfEffectDose(Fields f) {
        return new Quantity.HalfEffectDose(doses(f, "ed50", false),
            reading(f, "", Quantity.As.PERCENT_OF_MAXIMUM));
    }

    private FittedCurve fitted(Fields f, String key, FittedCurve.Part part) {
        return new FittedCurve(doses(f, key, true), reading(f, "", Quantity.As.PERCENT_OF_MAXIMUM), part);
    }

    private Quantity.Reading reading(Fields f, String arm, Quantity.As as) {
        List<AssaySchedule> schedules = scenario.assays();
        String assay = f.named("assay", schedules.stream().map(AssaySchedule::assay).distinct().toList());
        List<AssaySchedule> matching = schedules.stream().filter(s -> s.assay().equals(assay)).toList();
        String site = f.has("site") ? f.named("site", matching.stream().map(AssaySchedule::site).toList())
            : matching.isEmpty() ? "" : matching.get(0).site();
        List<Double> times = f.someQuantities("time", "min");
        for (int i = 0; i < times.size(); i++) {
            double time = times.get(i);
            boolean read = matching.stream().anyMatch(s -> s.site().equals(site)
                && (s.baseline_min() == time || s.times_min().contains(time)));
            if (!read && !matching.isEmpty() && !Double.isNaN(time)) {
                f.problem("time", i, "time: the scenario has no reading of " + assay + " at "
                    + Units.text(time, "min"));
            }
        }
        double cutoff = as == Quantity.As.PERCENT_OF_MAXIMUM && !matching.isEmpty() ? cutoff(f, assay) : Double.NaN;
        return new Quantity.Reading(arm, assay, site, times, take(f, times), as, cutoff);
    }

    /** What the file of an assay says of the species of the study. */
    private Fields file(String assay, Problems inAssay) {
        return Assays.inSpecies(library.fields(ModelLibrary.Kind.ASSAY, assay, inAssay), scenario.speciesName(),
                library.names(ModelLibrary.Kind.SUBJECT));
    }

    /** The cutoff that the assay's own file states. */
    private double cutoff(Fields f, String assay) {
        Fields file = file(assay, new Problems());
        if (!file.has("cutoff")) {
            f.problem("assay", "assay: " + assay + " has no cutoff, so there is no percent of the maximum effect");
            return Double.NaN;
        }
        return Parameter.read(file, "cutoff", "s").value();
    }
}
