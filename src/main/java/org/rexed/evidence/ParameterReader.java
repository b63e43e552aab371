package org.rexed.evidence;

import java.util.ArrayList;
import java.util.List;
import org.rexed.document.Fields;

/** Reads parameters with their origins and keeps all of them for the parameter table of a run. */
public final class ParameterReader {
    private final List<Parameter> read = new ArrayList<>();

    /** The value of a required parameter in the given unit; NaN, with a problem reported, if it is not right. */
    public double value(Fields parent, String key, String unit) {
        Parameter parameter = Parameter.read(parent, key, unit);
        read.add(parameter);
        return parameter.value();
    }

    /**
     * The values of a required series {@code key: {values: [...], origin: ..., source: ...}} that share one origin,
     * such as a set of filaments; each counts as a parameter whose range is that of the series.
     */
    public List<Double> values(Fields parent, String key, String unit) {
        Fields f = parent.map(key);
        List<Double> values = f.quantities("values", unit);
        Origin origin = Parameter.origin(f);
        String source = String.join("; ", f.texts("source"));
        String formula = f.text("formula", "");
        String note = f.text("reason", "") + f.text("target", "") + formula + f.text("note", "");
        if (f.has("origin")) {
            Parameter.checkOrigin(f, key, origin, source, formula);
        }
        f.done();
        double low = values.stream().mapToDouble(v -> v).min().orElse(Double.NaN);
        double high = values.stream().mapToDouble(v -> v).max().orElse(Double.NaN);
        for (int i = 0; i < values.size(); i++) {
            read.add(new Parameter(key + " " + (i + 1), values.get(i), unit, origin, source, note, low, high,
                    f.locationOf("values", i)));
        }
        return values;
    }

    /** All parameters read so far, in order. */
    public List<Parameter> parameters() {
        return List.copyOf(read);
    }
}
