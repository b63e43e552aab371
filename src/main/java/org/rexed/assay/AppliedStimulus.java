package org.rexed.assay;

import java.util.LinkedHashMap;
import java.util.Map;
import org.rexed.circuit.Site;
import org.rexed.document.Fields;
import org.rexed.evidence.ParameterReader;
import org.rexed.nociception.Stimulus;
import org.rexed.nociception.StimulusKind;

/**
 * A stimulus as an assay file describes it: kind and values with their origins, without place and onset, which come
 * when it is applied. Kinds and fields are those of {@link StimulusKind}.
 *
 * @param kind kind
 * @param values value of each field of the kind
 */
record AppliedStimulus(StimulusKind kind, Map<String, Double> values) {
    /** Reads a {@code stimulus} section; a value the kind does not allow is a problem at its place. */
    static AppliedStimulus read(Fields f, ParameterReader numbers) {
        StimulusKind kind = f.choice("kind", StimulusKind.class);
        Map<String, Double> values = new LinkedHashMap<>();
        for (StimulusKind.Field field : kind.fields()) {
            boolean left = !f.has(field.name()) && !Double.isNaN(field.otherwise());
            values.put(field.name(), left ? field.otherwise() : value(f, field, numbers));
        }
        f.done();
        return new AppliedStimulus(kind, values);
    }

    private static double value(Fields f, StimulusKind.Field field, ParameterReader numbers) {
        double value = numbers.value(f, field.name(), field.read());
        if (!Double.isNaN(value)) {
            Fields parameter = f.map(field.name());
            parameter.quantity("value", field.read(), field.low(), field.high());
            if (field.whole() && value != Math.rint(value)) {
                parameter.problem("value", field.name() + ": must be a whole number; found " + parameter.raw("value"));
            }
        }
        return value;
    }

    /** The stimulus at a site. */
    Stimulus at(Site site, double onset_ms) {
        return kind.at(site.x_mm(), site.y_mm(), onset_ms, values);
    }

    /** The stimulus at a point of the skin map. */
    Stimulus at(double x_mm, double y_mm, double onset_ms) {
        return kind.at(x_mm, y_mm, onset_ms, values);
    }

    /** How long it lasts, in ms; infinite if nothing ends it. */
    double duration_ms() {
        return kind.duration_ms(values);
    }
}
