package org.rexed.calibration;

import java.util.HashMap;
import java.util.Map;
import org.rexed.document.Fields;
import org.rexed.validation.Target;

/**
 * How far a model that is right may miss a target, by the class of the target: {@code sd = sqrt(standard error^2 +
 * additive^2 + (relative published)^2)}.
 */
final class ModelError {
    private final Map<Kind, Spread> spreads = new HashMap<>();

    private enum Kind {
        /** Percent of the baseline or of the maximum, and their differences; additive in percent. */
        PERCENT("%"),
        /** Readings in the unit of their assay; relative only, as assays differ in units. */
        READING(""),
        /** Ratios and shares. */
        RATIO("1");

        private final String unit;

        Kind(String unit) {
            this.unit = unit;
        }

        private static Kind of(String unit) {
            return unit.equals("%") ? PERCENT : unit.equals("1") ? RATIO : READING;
        }
    }

    private record Spread(double additive, double relative) {}

    ModelError(Fields f) {
        for (Kind kind : Kind.values()) {
            String key = kind.name().toLowerCase(java.util.Locale.ROOT);
            if (f.has(key)) {
                Fields written = f.map(key);
                double additive = kind.unit.isEmpty() ? 0
                    : written.quantity("additive", kind.unit, 0, Double.POSITIVE_INFINITY, 0);
                double relative = written.quantity("relative", "1", 0, Double.POSITIVE_INFINITY, 0);
                written.done();
                if (additive == 0 && relative == 0) {
                    f.problem(key, key + ": expected additive or relative above 0; without model error the published"
                        + " standard error alone would decide how far the model may be off");
                }
                spreads.put(kind, new Spread(additive, relative));
            }
        }
        f.done();
    }

    /** The key of a target's class. */
    static String key(Target target) {
        return Kind.of(target.unit()).name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Whether something is said of the class of a target. */
    boolean covers(Target target) {
        return spreads.containsKey(Kind.of(target.unit()));
    }

    /**
     * Standard deviation of a target.
     *
     * @param size what a relative error is a share of, in the target's unit
     * @param standardError published; NaN if there is none
     */
    double sd(Target target, double size, double standardError) {
        Spread spread = spreads.get(Kind.of(target.unit()));
        double relative = spread.relative * size;
        double published = Double.isNaN(standardError) ? 0 : standardError;
        return StrictMath.sqrt(spread.additive * spread.additive + relative * relative + published * published);
    }
}
