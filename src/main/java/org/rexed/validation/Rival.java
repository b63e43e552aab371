package org.rexed.validation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rexed.document.Fields;
import org.rexed.document.Spelling;

/**
 * A simpler explanation that has to predict the same experiments.
 *
 * @param name file-safe name
 * @param title in words
 * @param off mechanisms that it does without
 */
public record Rival(String name, String title, List<String> off) {
    /** The model itself, which does without nothing. */
    public static final Rival FULL = new Rival("full", "The full model", List.of());
    /** Every reading stays at the subject's own baseline; needs no simulation of its own. */
    public static final Rival NO_CHANGE = new Rival("no-change", "Nothing changes", List.of());

    /** Keeps its own copy. */
    public Rival {
        off = List.copyOf(off);
    }

    /** The rivals of a list; each must leave out at least one mechanism. */
    static List<Rival> read(List<Fields> written, List<String> mechanisms) {
        List<Rival> rivals = new ArrayList<>();
        for (Fields f : written) {
            String name = f.text("name");
            if (!name.matches("[a-z][a-z0-9-]{0,63}") || name.equals(FULL.name) || name.equals(NO_CHANGE.name)
                    || rivals.stream().anyMatch(other -> other.name.equals(name))) {
                f.problem("name", "name: found \"" + name + "\"; allowed are a-z, 0-9 and -, a letter first, other"
                    + " names than full, no-change and those of other rivals");
            }
            List<String> off = f.texts("off");
            for (int i = 0; i < off.size(); i++) {
                if (!mechanisms.contains(off.get(i))) {
                    f.problem("off", i, "off: unknown mechanism \"" + off.get(i) + "\""
                        + Spelling.hint(off.get(i), mechanisms));
                }
            }
            if (off.isEmpty()) {
                f.problem("off", "off: at least one mechanism is needed; a rival without is the model itself");
            }
            rivals.add(new Rival(name, f.text("title"), off));
            f.done();
        }
        return rivals;
    }

    /** Values of a scenario by path that make it this rival's. */
    Map<String, String> changes() {
        Map<String, String> changes = new LinkedHashMap<>();
        off.forEach(mechanism -> changes.put("mechanisms." + mechanism, "off"));
        return changes;
    }
}
