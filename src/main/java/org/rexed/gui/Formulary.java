package org.rexed.gui;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rexed.document.Problems;
import org.rexed.pharmacology.Amount;
import org.rexed.pharmacology.Drug;
import org.rexed.pharmacology.DrugLibrary;
import org.rexed.pharmacology.Route;
import org.rexed.pharmacology.Species;
import org.rexed.scenario.ModelLibrary;

/** Every drug that can be given to a species, by which routes, and how much is usual. Knows nothing of Swing. */
final class Formulary {
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /**
     * A drug.
     *
     * @param title name for people
     * @param routes ways of giving with values for the species
     * @param usual usual single dose as text, such as {@code 5 mg/kg}; empty if none is known
     * @param usualRoute its route, or null
     */
    record Entry(String name, String title, List<Route> routes, String usual, Route usualRoute) {}

    /** Reads all drug files; takes a while. */
    static Formulary of(ModelLibrary library, Species species) {
        Formulary all = new Formulary();
        DrugLibrary drugs = library.drugs(new Problems());
        for (String name : library.names(ModelLibrary.Kind.DRUG)) {
            Drug drug = drugs.drug(name);
            if (drug != null && drug.species().contains(species)) {
                List<Route> routes = new ArrayList<>(drug.set(species).routes());
                routes.removeIf(route -> route == Route.PELLET || route == Route.TRANSDERMAL);
                var standard = drug.standardDose(species);
                boolean bolus = standard != null && standard.end_min() == standard.start_min();
                if (!routes.isEmpty()) {
                    all.entries.put(name, new Entry(name, drug.title(), routes,
                            bolus ? standard.amount().toString() : "", bolus ? standard.route() : null));
                }
            }
        }
        return all;
    }

    /** Names of the drugs, sorted. */
    List<String> names() {
        return List.copyOf(entries.keySet());
    }

    /** A drug; null if the species has no kinetics of it. */
    Entry entry(String name) {
        return entries.get(name);
    }

    /** What is wrong with an order; empty if nothing is that can be seen without the subject. */
    String problem(String drug, String amount, boolean rate, Route route) {
        Entry entry = entries.get(drug);
        if (entry == null) {
            return "no drug \"" + drug + "\" for this species";
        }
        if (route == null || !entry.routes().contains(route)) {
            return drug + " has no values for this route";
        }
        if (!rate && route == Route.PUMP) {
            return "a pump gives a rate, not a dose at once";
        }
        try {
            Amount parsed = rate ? Amount.parseRate(amount) : Amount.parse(amount);
            return parsed.value() > 0 ? "" : "nothing is given";
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }
}
