package org.rexed.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.rexed.document.Document;
import org.rexed.document.Problems;
import org.rexed.pharmacology.Amount;
import org.rexed.pharmacology.Dose;
import org.rexed.scenario.Arm;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.Scenario;
import org.rexed.scenario.ScenarioReader;

/**
 * How much of each drug, and for how long, was given in the published experiments of the library: beyond that a
 * simulation extrapolates. Fixed doses count; what pumps with a target and buttons give is decided in the run only.
 * Of pellets and patches the days count, not the amount.
 */
public final class StudiedDoses {
    private static final double DAY_min = 1440;

    private final Map<List<String>, Range> ranges = new TreeMap<>((a, b) ->
        String.join(" ", a).compareTo(String.join(" ", b)));

    /** The largest of a drug in a species: mg/kg in 24 hours, days from first to last, and who gave them. */
    private record Range(double amount_mg_kg, String amountStudy, double days, String daysStudy) {
        Range and(Range other) {
            boolean more = other.amount_mg_kg > amount_mg_kg;
            boolean longer = other.days > days;
            return new Range(more ? other.amount_mg_kg : amount_mg_kg, more ? other.amountStudy : amountStudy,
                longer ? other.days : days, longer ? other.daysStudy : daysStudy);
        }
    }

    private StudiedDoses() {}

    /** The table, {@code species,drug,mg_per_kg_in_24_h,study,days,study_of_days}, sorted. */
    public static String csv(ModelLibrary library) {
        StudiedDoses studied = new StudiedDoses();
        for (String id : PublishedStudy.names(library)) {
            Problems problems = new Problems();
            Document.tree(PublishedStudy.path(library, id), problems).ifPresent(tree ->
                studied.add(id, ScenarioReader.read(tree, Map.of(), library)));
            problems.throwIfAny();
        }
        StringBuilder text = new StringBuilder("species,drug,mg_per_kg_in_24_h,study,days,study_of_days\n");
        studied.ranges.forEach((key, range) -> text.append(String.format(Locale.ROOT, "%s,%s,%.4g,%s,%.4g,%s%n",
            key.get(0), key.get(1), range.amount_mg_kg, range.amountStudy, range.days, range.daysStudy)));
        return text.toString().replace("\r\n", "\n");
    }

    private void add(String study, Scenario scenario) {
        for (Arm arm : scenario.arms()) {
            Map<String, List<Dose>> byDrug = new TreeMap<>();
            arm.doses().stream().filter(dose -> dose.amount().unit() == Amount.Unit.MILLIGRAM)
                .forEach(dose -> byDrug.computeIfAbsent(dose.drug(), drug -> new ArrayList<>()).add(dose));
            byDrug.forEach((drug, doses) -> {
                double mass_kg = arm.body().mass_kg();
                double first = doses.stream().mapToDouble(Dose::start_min).min().orElseThrow();
                double last = doses.stream().mapToDouble(dose -> end(dose, scenario)).max().orElseThrow();
                ranges.merge(List.of(scenario.speciesName(), drug), new Range(largest(doses, mass_kg, scenario), study,
                    (last - first) / DAY_min, study), Range::and);
            });
        }
    }

    private static double end(Dose dose, Scenario scenario) {
        boolean forGood = dose.form() == Dose.Form.PELLET && dose.duration_min() == 0;
        return Math.min(scenario.duration_min(), forGood ? scenario.duration_min() : dose.end_min());
    }

    /** The most in any 24 hours, mg/kg; the fullest day begins with a dose. */
    private static double largest(List<Dose> doses, double mass_kg, Scenario scenario) {
        double most = 0;
        for (Dose opening : doses) {
            for (int i = 0; i < opening.count(); i++) {
                double from = opening.start_min() + i * opening.interval_min();
                double sum = doses.stream().mapToDouble(dose -> within(dose, from, scenario)
                    / (dose.amount().perKilogram() ? 1 : mass_kg)).sum();
                most = Math.max(most, sum);
            }
        }
        return most;
    }

    private static double within(Dose dose, double from_min, Scenario scenario) {
        double until_min = from_min + DAY_min;
        if (dose.form() == Dose.Form.BOLUS) {
            int count = 0;
            for (int i = 0; i < dose.count(); i++) {
                double at = dose.start_min() + i * dose.interval_min();
                count += at >= from_min && at < until_min ? 1 : 0;
            }
            return count * dose.amount().value();
        }
        // What leaves a pellet or patch in a day depends on the drug: they count by their days only.
        return dose.form() == Dose.Form.INFUSION ? dose.amount().value() * Math.max(0,
            Math.min(until_min, end(dose, scenario)) - Math.max(from_min, dose.start_min())) : 0;
    }
}
