package org.rexed.pharmacology;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rexed.document.Fields;
import org.rexed.evidence.Parameter;

/**
 * How a value of a kinetic set depends on the body: age, mass, lean mass, height, body mass index, sex or creatinine
 * adds to it, multiplies it or scales it by a power.
 *
 * @param target path of the value, or {@code ke0} for every site
 * @param of what it depends on
 * @param effect in which way
 * @param centre where the value holds as written
 * @param slope change for each unit of {@code of}, or the exponent of the power
 */
record Covariate(String target, Of of, Effect effect, Parameter centre, Parameter slope) {
    private static final String EVERY_SITE = "ke0";

    /** What a covariate is. */
    enum Of {
        AGE("a"), MASS("kg"), LEAN_MASS("kg"), HEIGHT("cm"), BODY_MASS_INDEX("kg/m2"), FEMALE("1"), CREATININE("mg/dL");

        private final String unit;

        Of(String unit) {
            this.unit = unit;
        }

        double of(Body body, double mass_kg) {
            Body same = body.withMass(mass_kg);
            return switch (this) {
                case AGE -> body.age_y();
                case MASS -> mass_kg;
                case LEAN_MASS -> same.leanMass_kg();
                case HEIGHT -> body.height_cm();
                case BODY_MASS_INDEX -> same.massIndex_kg_per_m2();
                case CREATININE -> body.creatinine_mg_per_dL();
                case FEMALE -> body.sex() == Sex.FEMALE ? 1.0 : 0.0;
            };
        }
    }

    /** Whether a covariate adds to a value, multiplies it, or scales it by a power. */
    enum Effect { ADDITIVE, PROPORTIONAL, POWER }

    /** Reads a covariate of one of the given values. */
    static Covariate read(Fields f, Map<String, Parameter> values) {
        List<String> targets = new ArrayList<>(values.keySet());
        targets.add(EVERY_SITE);
        String target = f.oneOf("parameter", targets);
        Of of = f.choice("of", Of.class);
        Effect effect = f.choice("effect", Effect.class);
        String unit = effect != Effect.ADDITIVE ? "1" : target.equals(EVERY_SITE) ? "1/min"
                : values.containsKey(target) ? values.get(target).unit() : "1";
        String slopeUnit = of.unit.equals("1") || effect == Effect.POWER ? unit : unit + "/" + of.unit;
        Parameter centre = Parameter.read(f, "centre", of.unit);
        Parameter slope = Parameter.read(f, effect == Effect.POWER ? "exponent" : "slope", slopeUnit);
        f.done();
        return new Covariate(target, of, effect, centre, slope);
    }

    /** Whether it tells the sexes apart. */
    boolean ofSex() {
        return of == Of.FEMALE;
    }

    /** The same with another slope. */
    Covariate withSlope(Parameter other) {
        return new Covariate(target, of, effect, centre, other);
    }

    /** Where its numbers stand among those of the set. */
    String path() {
        return "covariates." + target + "-" + of.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it changes the value at this path. */
    boolean changes(String path) {
        return target.equals(path) || target.equals(EVERY_SITE) && path.endsWith("." + EVERY_SITE);
    }

    /** What it adds to the value, before any factor. */
    double addend(Body body, double mass_kg) {
        return effect == Effect.ADDITIVE ? slope.value() * (of.of(body, mass_kg) - centre.value()) : 0.0;
    }

    /** What it multiplies the value by. */
    double factor(Body body, double mass_kg) {
        double x = of.of(body, mass_kg);
        return switch (effect) {
            case ADDITIVE -> 1.0;
            case PROPORTIONAL -> 1.0 + slope.value() * (x - centre.value());
            case POWER -> StrictMath.pow(x / centre.value(), slope.value());
        };
    }
}
