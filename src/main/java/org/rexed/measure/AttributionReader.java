package org.rexed.measure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rexed.document.Fields;
import org.rexed.document.Location;
import org.rexed.document.Spelling;
import org.rexed.random.RandomKey;
import org.rexed.scenario.Arm;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.ModelLibrary.Kind;
import org.rexed.scenario.Scenario;

/**
 * Reads which mechanisms an effect is divided among: {@code arm}, {@code mechanisms} (groups), {@code orders} if groups
 * are too many for all combinations, and effects as {@code of} and {@code again}.
 */
public final class AttributionReader {
    private static final int MOST_ORDERS = 1000;

    private final Fields f;
    private final List<String> arms;
    private final Map<String, List<String>> groups = new LinkedHashMap<>();
    private final List<List<Integer>> orders;
    private final QuantityReader quantities;

    /** Reads arms, groups and orders; problems go to the mapping's list. */
    public AttributionReader(Fields f, Scenario scenario, ModelLibrary library) {
        this.f = f;
        arms = arms(scenario.arms().stream().map(Arm::name).toList());
        readGroups(library.names(Kind.MECHANISM));
        boolean sampled = f.has("orders");
        int most = sampled ? Attribution.MOST_SAMPLED_GROUPS : Attribution.MOST_GROUPS;
        if (groups.size() < 2 || groups.size() > most) {
            f.problem("mechanisms", "mechanisms: from 2 to " + most + " groups are allowed" + (sampled ? ""
                : ", more with orders drawn by chance (orders: 20)") + "; found " + groups.size());
        }
        orders = sampled && groups.size() <= Attribution.MOST_SAMPLED_GROUPS
            ? Attribution.draw(groups.size(), (int) f.integer("orders", 2, MOST_ORDERS),
                RandomKey.of(scenario.seed()).child("orders")) : List.of();
        quantities = new QuantityReader(scenario, library, null);
    }

    private List<String> arms(List<String> names) {
        List<String> found = f.texts("arm");
        if (found.isEmpty()) {
            f.text("arm");
        }
        for (int i = 0; i < found.size(); i++) {
            if (!names.contains(found.get(i))) {
                f.problem("arm", i, "arm: found \"" + found.get(i) + "\"" + Spelling.hint(found.get(i), names));
            }
        }
        return found;
    }

    private void readGroups(List<String> known) {
        Fields written = f.map("mechanisms");
        Map<String, String> groupOf = new LinkedHashMap<>();
        for (String group : written.keys()) {
            List<String> mechanisms = written.texts(group);
            groups.put(group, mechanisms);
            if (mechanisms.isEmpty()) {
                written.problem(group, group + ": at least one mechanism is needed");
            }
            for (int i = 0; i < mechanisms.size(); i++) {
                String mechanism = mechanisms.get(i);
                if (!known.contains(mechanism)) {
                    written.problem(group, i, "unknown mechanism \"" + mechanism + "\""
                        + Spelling.hint(mechanism, known));
                } else if (groupOf.put(mechanism, group) != null) {
                    written.problem(group, i, mechanism + " is in two groups or twice in one");
                }
            }
        }
    }

    /** The attribution of a mapping that has one effect beside arms and groups. */
    public Attribution whole() {
        Attribution attribution = effect(f);
        f.done();
        return attribution;
    }

    /** The attribution of one of several effects, written as {@code of} and {@code again}. */
    public Attribution effect(Fields written) {
        Quantity of = quantities.read(written.map("of"));
        Quantity again = written.has("again") ? quantities.read(written.map("again")) : null;
        if (of.equals(again)) {
            written.problem("again", "again: these are the same readings as in of; a retest needs others");
        }
        return new Attribution(arms, groups, of, again, orders);
    }

    /** Where each slow variable was named first, by entity and name. */
    public Map<List<String>, Location> places() {
        return quantities.places();
    }
}
