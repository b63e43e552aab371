package org.rexed.evidence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rexed.document.Fields;

/** The parameters of one part of the model by name, in the order in which they were declared. */
public final class ParameterSet {
    private final Map<String, Parameter> byName;

    /**
     * Collects parameters.
     *
     * @throws IllegalArgumentException if two have the same name
     */
    public ParameterSet(List<Parameter> parameters) {
        Map<String, Parameter> map = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            if (map.put(parameter.name(), parameter) != null) {
                throw new IllegalArgumentException("two parameters named " + parameter.name());
            }
        }
        byName = Collections.unmodifiableMap(map);
    }

    /**
     * Reads a mapping that holds exactly the parameters named.
     *
     * @param units UCUM unit by parameter name, in the order wanted
     */
    public static ParameterSet read(Fields fields, Map<String, String> units) {
        List<Parameter> parameters = new ArrayList<>();
        units.forEach((name, unit) -> parameters.add(Parameter.read(fields, name, unit)));
        fields.done();
        return new ParameterSet(parameters);
    }

    /** A parameter's value in its unit. */
    public double value(String name) {
        return parameter(name).value();
    }

    /**
     * A parameter with its evidence.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public Parameter parameter(String name) {
        Parameter parameter = byName.get(name);
        if (parameter == null) {
            throw new IllegalArgumentException("no parameter " + name + "; there are " + byName.keySet());
        }
        return parameter;
    }

    /** All parameters in order. */
    public List<Parameter> all() {
        return List.copyOf(byName.values());
    }
}
