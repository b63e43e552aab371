package org.rexed.claims;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rexed.document.Fields;
import org.rexed.document.Problems;
import org.rexed.evidence.Parameter;
import org.rexed.quantity.Units;
import org.rexed.scenario.Arm;
import org.rexed.scenario.AssaySchedule;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.Scenario;

/** Reads what a claim measures, and checks that the scenario delivers it. */
final class QuantityReader {
    private final Scenario scenario;
    private final ModelLibrary library;

    QuantityReader(Scenario scenario, ModelLibrary library) {
        this.scenario = scenario;
        this.library = library;
    }

    /** A quantity written as a mapping; the keys {@code of}, {@code minus} and {@code over} combine others. */
    Quantity read(Fields f) {
        Quantity quantity = part(f);
        f.done();
        return quantity;
    }

    /** The same, leaving other keys to the caller. */
    Quantity part(Fields f) {
        if (f.has("of")) {
            Quantity of = read(f.map("of"));
            if (f.has("minus")) {
                return new Quantity.Difference(of, read(f.map("minus")));
            }
            return f.has("over") ? new Quantity.Ratio(of, read(f.map("over"))) : of;
        }
        if (f.has("state")) {
            return new Quantity.State(arm(f), f.text("entity"), f.text("state"),
                f.quantity("time", "min", 0, scenario.duration_min()));
        }
        return f.has("ed50") ? halfEffectDose(f) : reading(f, arm(f));
    }

    private String arm(Fields f) {
        return f.oneOf("arm", scenario.arms().stream().map(Arm::name).toList());
    }

    private Quantity.HalfEffectDose halfEffectDose(Fields f) {
        Fields doses = f.map("ed50");
        List<String> arms = scenario.arms().stream().map(Arm::name).toList();
        Map<String, Double> byArm = new LinkedHashMap<>();
        for (String name : doses.keys()) {
            if (!arms.contains(name)) {
                doses.problem(name, "ed50: no arm \"" + name + "\"; arms: " + String.join(", ", arms));
            }
            byArm.put(name, doses.quantity(name, "mg/kg", Double.MIN_NORMAL, Double.POSITIVE_INFINITY));
        }
        if (byArm.size() < 3) {
            f.problem("ed50", "ed50: at least three doses are needed; found " + byArm.size());
        }
        doses.done();
        return new Quantity.HalfEffectDose(byArm, reading(f, "", Quantity.As.PERCENT_OF_MAXIMUM));
    }

    private Quantity.Reading reading(Fields f, String arm) {
        return reading(f, arm, f.choice("as", Quantity.As.class));
    }

    private Quantity.Reading reading(Fields f, String arm, Quantity.As as) {
        List<AssaySchedule> schedules = scenario.assays();
        String assay = f.oneOf("assay", schedules.stream().map(AssaySchedule::assay).distinct().toList());
        List<AssaySchedule> matching = schedules.stream().filter(s -> s.assay().equals(assay)).toList();
        String site = f.has("site") ? f.oneOf("site", matching.stream().map(AssaySchedule::site).toList())
            : matching.isEmpty() ? "" : matching.get(0).site();
        List<Double> times = new ArrayList<>(f.quantities("time", "min"));
        if (!f.has("time")) {
            f.text("time");
        }
        for (int i = 0; i < times.size(); i++) {
            double time = times.get(i);
            boolean read = matching.stream().anyMatch(s -> s.site().equals(site)
                && (s.baseline_min() == time || s.times_min().contains(time)));
            if (!read && !matching.isEmpty() && !Double.isNaN(time)) {
                f.problem("time", i, "time: the scenario has no reading of " + assay + " at "
                    + Units.text(time, "min"));
            }
        }
        Quantity.Take take = f.choice("take", Quantity.Take.class, Quantity.Take.MEAN);
        double cutoff = as == Quantity.As.PERCENT_OF_MAXIMUM && !matching.isEmpty() ? cutoff(f, assay) : Double.NaN;
        return new Quantity.Reading(arm, assay, site, times, take, as, cutoff);
    }

    /** The cutoff that the assay's own file states. */
    private double cutoff(Fields f, String assay) {
        Problems inAssay = new Problems();
        Fields file = library.fields(ModelLibrary.Kind.ASSAY, assay, inAssay);
        if (!file.has("cutoff")) {
            f.problem("assay", "assay: " + assay + " has no cutoff, so there is no percent of the maximum effect");
            return Double.NaN;
        }
        return Parameter.read(file, "cutoff", "s").value();
    }
}
