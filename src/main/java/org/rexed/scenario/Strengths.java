package org.rexed.scenario;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rexed.document.Fields;
import org.rexed.document.Spelling;

/** Reads how strongly the slow mechanisms act: on, off or a factor for each. */
public final class Strengths {
    private static final double STRONGEST = 10;

    private Strengths() {}

    /**
     * Strength of every mechanism: as given here, else as given outside, else 1.
     *
     * @param f mapping from names to on, off or a factor
     * @param names all mechanisms
     * @param outer strengths that hold where nothing is said
     */
    public static Map<String, Double> read(Fields f, Collection<String> names, Map<String, Double> outer) {
        Map<String, Double> result = new LinkedHashMap<>();
        names.forEach(name -> result.put(name, outer.getOrDefault(name, 1.0)));
        for (String name : f.is("mechanisms").keys(names)) {
            if (!result.containsKey(name)) {
                f.problems().add(f.locationOfKey(name), "unknown mechanism \"" + name + "\""
                    + Spelling.hint(name, names));
                continue;
            }
            String text = f.raw(name);
            String word = f.word(name, List.of("on", "off"));
            if (!word.isEmpty()) {
                result.put(name, word.equals("on") ? 1.0 : 0.0);
            } else if (text.equals("true") || text.equals("false") || text.isEmpty()) {
                f.problem(name, name + ": expected on, off or a factor from 0 to 10; found \"" + text + "\"");
            } else {
                result.put(name, f.quantity(name, "1", 0, STRONGEST));
            }
        }
        return result;
    }
}
