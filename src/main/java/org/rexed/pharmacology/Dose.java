package org.rexed.pharmacology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.rexed.document.Fields;
import org.rexed.quantity.Units;

/**
 * One instruction to give a drug: a dose (repeated or not), an infusion, a patch, or a pellet with declining release.
 *
 * @param drug name of the drug
 * @param form bolus, infusion or pellet
 * @param amount amount of each bolus or of the pellet; for an infusion the amount per minute
 * @param route way of giving
 * @param start_min time of the first bolus, of the implant, or of the start of the infusion, min
 * @param count number of boluses; 1 for the other forms
 * @param interval_min time between boluses, min; 0 if there is one
 * @param duration_min how long an infusion runs, a patch is worn or a pellet stays, min; 0 for a bolus and for a
 *     pellet that stays for good
 * @param releaseHalfLife_min half-life of release from a pellet, min; NaN for the other forms
 */
public record Dose(String drug, Form form, Amount amount, Route route, double start_min, int count,
                   double interval_min, double duration_min, double releaseHalfLife_min) {
    /** How the drug is delivered. */
    public enum Form {
        /** All at once. */
        BOLUS,
        /** At a constant rate for some time. */
        INFUSION,
        /** Declining first-order release. */
        PELLET,
        /** Worn on the skin for some time, then taken off. */
        PATCH
    }

    /** A single dose given at once. */
    public static Dose bolus(String drug, Amount amount, Route route, double at_min) {
        return new Dose(drug, Form.BOLUS, amount, route, at_min, 1, 0.0, 0.0, Double.NaN);
    }

    /** An infusion of constant rate (the amount is per minute). */
    public static Dose infusion(String drug, Amount perMinute, Route route, double from_min, double duration_min) {
        return new Dose(drug, Form.INFUSION, perMinute, route, from_min, 1, 0.0, duration_min, Double.NaN);
    }

    /** A pellet whose content leaves with the given half-life. */
    public static Dose pellet(String drug, Amount amount, double at_min, double releaseHalfLife_min) {
        return new Dose(drug, Form.PELLET, amount, Route.PELLET, at_min, 1, 0.0, 0.0, releaseHalfLife_min);
    }

    /** The same pellet, taken out again after some time. */
    Dose removedAfter(double stays_min) {
        return new Dose(drug, form, amount, route, start_min, count, interval_min, stays_min, releaseHalfLife_min);
    }

    /** A patch that holds an amount, is worn for some time and then taken off with what is left on it. */
    public static Dose patch(String drug, Amount amount, double at_min, double worn_min) {
        return new Dose(drug, Form.PATCH, amount, Route.TRANSDERMAL, at_min, 1, 0.0, worn_min, Double.NaN);
    }

    /** The same bolus, given {@code times} times with a fixed interval. */
    public Dose repeated(double every_min, int times) {
        return new Dose(drug, form, amount, route, start_min, times, every_min, duration_min, releaseHalfLife_min);
    }

    /** The same instruction, later. */
    public Dose delayedBy(double delay_min) {
        return new Dose(drug, form, amount, route, start_min + delay_min, count, interval_min, duration_min,
                releaseHalfLife_min);
    }

    /** The same instruction with every amount multiplied by a factor. */
    public Dose scaled(double factor) {
        return new Dose(drug, form, amount.times(factor), route, start_min, count, interval_min, duration_min,
                releaseHalfLife_min);
    }

    /** Time of the last bolus, of the implant, or of the end of the infusion, min. */
    public double end_min() {
        return start_min + (count - 1) * interval_min + duration_min;
    }

    /**
     * Reads a dose of a scenario file, for example {@code {drug: morphine, dose: 10 mg/kg, route: sc, at: 1 d,
     * every: 12 h, for: 7 d}}. Problems go to the file's list; the result is then a placeholder.
     *
     * @param drugNames names of the drugs that exist
     */
    public static Dose read(Fields f, Collection<String> drugNames) {
        int before = f.problems().list().size();
        BiConsumer<String, String> problem = (key, message) -> f.problem(key, key + ": " + message);
        DoseDraft draft = DoseDraft.ofFields(f, drugNames);
        Dose dose = null;
        if (f.problems().list().size() == before) {
            dose = draft.build(problem);
        } else {
            draft.start_min(problem);
        }
        f.done();
        return dose != null ? dose
                : bolus(draft.drug(), new Amount(Double.NaN, Amount.Unit.MILLIGRAM, false), Route.IV, 0.0);
    }

    /** Reads a dose and also checks that the drug has kinetics for the species and values for the route. */
    public static Dose read(
            Fields f, Collection<String> drugNames, Function<String, Drug> drugs, Species species) {
        Dose dose = read(f, drugNames);
        Drug drug = drugNames.contains(dose.drug()) ? drugs.apply(dose.drug()) : null;
        if (drug != null && !Double.isNaN(dose.amount().value())) {
            if (!drug.species().contains(species)) {
                f.problem("drug", "drug: " + drug.name() + " has no kinetics for species " + species.key());
            } else if (!drug.set(species).routes().contains(dose.route())) {
                f.problem("route", "route: " + drug.name() + " has no values for route " + dose.route().key()
                        + " in species " + species.key() + "; allowed: "
                        + Kinetics.offered(drug.set(species).routes()));
            } else {
                dose.checkAgainst(drug, species, f);
            }
        }
        return dose;
    }

    /** A dose that no body could take by this drug's values, such as one its absorption was not described for. */
    private void checkAgainst(Drug drug, Species species, Fields f) {
        try {
            new Kinetics(drug, drug.set(species), species.typicalMass_kg(), 1.0, 1.0, List.of(this));
        } catch (IllegalArgumentException e) {
            f.problem("drug", e.getMessage());
        }
    }

    /**
     * Reads the compact form of the command line, such as {@code 0.1 ug/kg/min iv for 30 min}.
     *
     * @throws IllegalArgumentException naming what is wrong and what is expected
     */
    public static Dose parse(String drug, String text) {
        List<String> words = new ArrayList<>(Arrays.asList(
                text.trim().replaceAll("(?<=\\d)(?=[a-zA-Z\u00b5\u03bc])(?![eE][-+]?\\d)", " ").split("\\s+")));
        if (words.size() < 3) {
            throw new IllegalArgumentException("dose \"" + text + "\" is too short; expected an amount, a unit and a "
                    + "route, for example \"10 mg/kg sc at 1 h\"");
        }
        String quantity = words.remove(0) + " " + words.remove(0);
        String route = words.remove(0);
        words.removeIf(word -> word.equals("bolus") || word.equals("infusion"));
        Map<String, String> said = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < words.size(); ) {
            String key = words.get(i);
            int length = key.equals("times") ? 2 : 3;
            if (!DoseDraft.WORDS.contains(key)) {
                throw new IllegalArgumentException("dose \"" + text + "\": unexpected word \"" + key
                        + "\"; after the route come " + String.join(", ", DoseDraft.WORDS));
            }
            if (i + length > words.size()) {
                throw new IllegalArgumentException("dose \"" + text + "\": \"" + key + "\" needs a "
                        + (length == 2 ? "number" : "time such as \"30 min\"") + " after it");
            }
            if (said.put(key, String.join(" ", words.subList(i + 1, i + length))) != null) {
                problems.add("\"" + key + "\" is said twice");
            }
            i += length;
        }
        BiConsumer<String, String> problem = (key, message) -> problems.add(message);
        Dose dose = DoseDraft.ofWords(drug, quantity, route, said, problem).build(problem);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("dose \"" + text + "\": " + String.join("; ", problems));
        }
        return dose;
    }

    /** The instruction in words, for tables and logs. */
    @Override
    public String toString() {
        String what = drug + " " + amount + (form == Form.INFUSION ? "/min" : "") + " " + route.key();
        String when = " at " + Units.text(start_min, "min");
        return what + switch (form) {
            case BOLUS -> count == 1 ? when : when + ", " + count + " times every " + Units.text(interval_min, "min");
            case INFUSION -> when + " for " + Units.text(duration_min, "min");
            case PELLET -> when + ", release half-life " + Units.text(releaseHalfLife_min, "min")
                    + (duration_min > 0.0 ? ", out after " + Units.text(duration_min, "min") : "");
            case PATCH -> when + ", worn for " + Units.text(duration_min, "min");
        };
    }
}
