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

    /** All parameters read so far, in order. */
    public List<Parameter> parameters() {
        return List.copyOf(read);
    }
}
