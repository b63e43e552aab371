package org.rexed.scenario;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rexed.document.Fields;
import org.rexed.document.Spelling;
import org.rexed.subject.Correlations;
import org.rexed.subject.Strain;

/**
 * Reads how much subjects differ where a scenario says so itself: coefficients of variation of traits of the body and
 * of the strength of mechanisms, in place of those of the subject file; the share of females; and correlations.
 */
final class Variation {
    static final String KEY = "variation";
    /** Stands for every mechanism; a mechanism's own entry goes before. */
    private static final String ALL_MECHANISMS = "mechanisms";
    static final String CORRELATIONS = "correlations";
    private static final double LARGEST = 3;
    private static final double CLOSEST = 0.99;

    private Variation() {}

    /**
     * Coefficients of variation by trait or mechanism; only those that are stated.
     *
     * @param f mapping from names to coefficients, such as {@code 60 %}
     * @param mechanisms all mechanisms
     */
    static Map<String, Double> read(Fields f, Collection<String> mechanisms) {
        List<String> traits = new ArrayList<>(Strain.USUAL);
        traits.addAll(mechanisms);
        traits.addAll(Strain.ON_DEMAND);
        List<String> names = new ArrayList<>(traits);
        names.addAll(List.of(ALL_MECHANISMS, Strain.FEMALE));
        Map<String, Double> result = new LinkedHashMap<>();
        if (f.is(KEY).keys(names).contains(ALL_MECHANISMS)) {
            double all = f.quantity(ALL_MECHANISMS, "1", 0, LARGEST);
            mechanisms.forEach(name -> result.put(name, all));
        }
        for (String name : f.keys()) {
            if (!names.contains(name)) {
                f.problems().add(f.locationOfKey(name), "variation: nothing named \"" + name + "\" varies"
                    + Spelling.hint(name, names));
            } else if (!name.equals(ALL_MECHANISMS)) {
                result.put(name, f.quantity(name, "1", 0, name.equals(Strain.FEMALE) ? 1 : LARGEST));
            }
        }
        return result;
    }

    /**
     * Correlations by {@code one with other}.
     *
     * @param f mapping from two traits to a coefficient, such as {@code clearance with body-mass: 0.5}
     * @param mechanisms all mechanisms
     */
    static Map<String, Double> correlations(Fields f, Collection<String> mechanisms) {
        List<String> traits = new ArrayList<>(Strain.USUAL);
        traits.addAll(mechanisms);
        traits.addAll(Strain.ON_DEMAND);
        List<String> known = new ArrayList<>(traits);
        known.add(ALL_MECHANISMS);
        Map<String, Double> result = new LinkedHashMap<>();
        for (String pair : f.is(CORRELATIONS).keys(List.of())) {
            String[] two = pair.split(Correlations.WITH, -1);
            double r = f.quantity(pair, "1", -CLOSEST, CLOSEST);
            if (two.length != 2) {
                f.problems().add(f.locationOfKey(pair), "correlations: found \"" + pair
                    + "\"; expected two traits, such as clearance with body-mass");
                continue;
            }
            for (String trait : two) {
                if (!known.contains(trait)) {
                    f.problems().add(f.locationOfKey(pair), "correlations: no trait \"" + trait + "\""
                        + Spelling.hint(trait, known));
                }
            }
            for (String one : members(two[0], mechanisms)) {
                for (String other : members(two[1], mechanisms)) {
                    if (!one.equals(other)) {
                        result.put(one + Correlations.WITH + other, r);
                    }
                }
            }
        }
        try {
            new Correlations(traits, result);
        } catch (IllegalArgumentException e) {
            f.problems().add(f.location(), CORRELATIONS + ": " + e.getMessage());
        }
        return result;
    }

    private static Collection<String> members(String trait, Collection<String> mechanisms) {
        return trait.equals(ALL_MECHANISMS) ? mechanisms : List.of(trait);
    }
}
