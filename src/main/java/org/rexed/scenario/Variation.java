package org.rexed.scenario;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rexed.document.Fields;
import org.rexed.document.Spelling;

/**
 * Reads how much subjects differ where a scenario says so itself: coefficients of variation of traits of the body and
 * of the strength of mechanisms, in place of those of the subject file.
 */
final class Variation {
    static final String KEY = "variation";
    /** Stands for every mechanism; a mechanism's own entry goes before. */
    private static final String ALL_MECHANISMS = "mechanisms";
    private static final List<String> TRAITS = List.of("body-mass", "clearance", "volume");
    private static final double LARGEST = 3;

    private Variation() {}

    /**
     * Coefficients of variation by trait or mechanism; only those that are stated.
     *
     * @param f mapping from names to coefficients, such as {@code 60 %}
     * @param mechanisms all mechanisms
     */
    static Map<String, Double> read(Fields f, Collection<String> mechanisms) {
        List<String> names = new ArrayList<>(TRAITS);
        names.add(ALL_MECHANISMS);
        names.addAll(mechanisms);
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
                result.put(name, f.quantity(name, "1", 0, LARGEST));
            }
        }
        return result;
    }
}
