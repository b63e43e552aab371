package org.rexed.dosing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rexed.document.Fields;
import org.rexed.evidence.Parameter;
import org.rexed.pharmacology.Route;

/**
 * Amounts of opioids that relieve pain alike, as the table in {@code models/dosing/equianalgesia.yaml} gives them:
 * each equals 10 mg of morphine into a vein.
 */
public final class Equianalgesia {
    /** The key that the table stands under. */
    public static final String KEY = "equal-to-10-mg-iv-morphine";

    private static final List<String> WAYS =
            List.of("parenteral", "oral", "sublingual", "transdermal", "epidural", "intrathecal");

    private final Map<String, Parameter> amounts = new LinkedHashMap<>();

    private Equianalgesia(Fields f) {
        f.text("title");
        f.text("against");
        f.namedMaps(KEY).forEach((drug, ways) -> {
            for (String way : WAYS) {
                if (ways.has(way)) {
                    amounts.put(drug + " " + way, Parameter.read(ways, way, "mg"));
                }
            }
            ways.done();
        });
        f.done();
    }

    /** Reads the table; problems go to the file's list. */
    public static Equianalgesia read(Fields f) {
        return new Equianalgesia(f);
    }

    private static String way(Route route) {
        return switch (route) {
            case IV, SC, IM, IP, PUMP, PELLET, INTRANASAL -> "parenteral";
            default -> route.key();
        };
    }

    /** Whether the table has the drug by this route. */
    public boolean has(String drug, Route route) {
        return amounts.containsKey(drug + " " + way(route));
    }

    /** Everything in the table, such as {@code morphine oral}. */
    public List<String> entries() {
        return List.copyOf(amounts.keySet());
    }

    /** Every number of the table with its evidence, by drug and way. */
    public Map<String, Parameter> parameters() {
        return Map.copyOf(amounts);
    }

    /** Amount of one drug that equals one unit of another. */
    public double ratio(String from, Route fromRoute, String onto, Route ontoRoute) {
        return amounts.get(onto + " " + way(ontoRoute)).value() / amounts.get(from + " " + way(fromRoute)).value();
    }
}
