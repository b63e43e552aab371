package org.rexed.dosing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rexed.document.Fields;
import org.rexed.pharmacology.DosingRule;
import org.rexed.pharmacology.DrugLevels;
import org.rexed.pharmacology.Kinetics;
import org.rexed.pharmacology.Site;
import org.rexed.quantity.Units;
import org.rexed.receptor.Receptor;

/**
 * What a patient or physician wants to reach: a level of the drug, occupied receptors, or a reading of a test.
 *
 * @param measure what is looked at
 * @param assay name of the test, empty for the other measures
 * @param site where the test is done, empty for the other measures
 * @param atLeast whether the goal is reached from the limit upwards, otherwise from the limit downwards
 * @param limit ng/mL, a fraction of the receptors, a fraction of the baseline reading, or a reading
 * @param unit unit of a reading; empty for a fraction of its baseline and for the other measures
 * @param every_min how often the subject is tested for this goal, min; NaN if the tests of the study tell
 */
public record Goal(Measure measure, String assay, String site, boolean atLeast, double limit, String unit,
                   double every_min) {
    /** What can be looked at. */
    public enum Measure {
        /** Total concentration in plasma or blood, ng/mL. */
        PLASMA,
        /** Concentration in the effect compartment of the cord, ng/mL. */
        EFFECT_SITE,
        /** Fraction of mu receptors of the cord that any drug holds. */
        MU_OCCUPANCY,
        /** Latest reading of a test. */
        ASSAY
    }

    /** How a reading of a test is expressed. */
    private enum As { READING, PERCENT_OF_BASELINE }

    private static final List<String> KINDS = List.of("effect-site", "plasma", "mu-occupancy", "assay");
    private static final double MOST_OFTEN_min = 1;
    private static final double LONGEST_min = 1e6;

    /**
     * Reads {@code {effect-site: 12 ng/mL}}, {@code {plasma: 20 ng/mL}}, {@code {mu-occupancy: 0.6}},
     * {@code {assay: hargreaves, of-baseline: 130 %}} or {@code {assay: pain-rating, below: 3, every: 10 min}}.
     *
     * @param tests tests that the study has, by assay
     */
    static Goal read(Fields f, Map<String, Dosing.Tested> tests) {
        String said = f.is("goal").either(KINDS);
        Goal goal = switch (said) {
            case "plasma" -> level(Measure.PLASMA, f.quantity("plasma", "ng/mL", 0, 1e9));
            case "mu-occupancy" -> level(Measure.MU_OCCUPANCY, f.quantity("mu-occupancy", "1", 0, 1));
            case "assay" -> reading(f, tests);
            case "effect-site" -> level(Measure.EFFECT_SITE, f.quantity("effect-site", "ng/mL", 0, 1e9));
            default -> level(Measure.EFFECT_SITE, Double.NaN);
        };
        f.done();
        return goal;
    }

    private static Goal level(Measure measure, double atLeast) {
        return new Goal(measure, "", "", true, atLeast, "", Double.NaN);
    }

    private static Goal reading(Fields f, Map<String, Dosing.Tested> tests) {
        String assay = f.named("assay", tests.keySet());
        Dosing.Tested tested = tests.getOrDefault(assay, new Dosing.Tested("1", List.of("")));
        String site = f.has("site") ? f.named("site", tested.sites()) : tested.sites().get(0);
        double every_min = f.quantity("every", "min", MOST_OFTEN_min, LONGEST_min, Double.NaN);
        String way = f.either(List.of("of-baseline", "above", "below"));
        if (way.isEmpty()) {
            return level(Measure.ASSAY, Double.NaN);
        }
        if (way.equals("of-baseline")) {
            return new Goal(Measure.ASSAY, assay, site, true, f.quantity("of-baseline", "1", 0, 100), "", every_min);
        }
        boolean relative = f.choice("as", As.class, As.READING) == As.PERCENT_OF_BASELINE;
        double limit = f.reading(way, relative ? "1" : tested.unit());
        return new Goal(Measure.ASSAY, assay, site, way.equals("above"), limit, relative ? "" : tested.unit(),
            every_min);
    }

    /** The goal in words. */
    @Override
    public String toString() {
        return switch (measure) {
            case PLASMA -> Units.text(limit, "ng/mL") + " in plasma";
            case EFFECT_SITE -> Units.text(limit, "ng/mL") + " at the effect site";
            case MU_OCCUPANCY -> Units.text(100 * limit, "%") + " of mu receptors held";
            case ASSAY -> assay + (atLeast ? " at " : " down to ")
                + (unit.isEmpty() ? Units.text(100 * limit, "%") + " of baseline" : Units.text(limit, unit));
        };
    }

    /** The test that it needs besides those of the study. */
    Optional<DosingRule.Asked> asked() {
        return Double.isNaN(every_min) ? Optional.empty()
            : Optional.of(new DosingRule.Asked(assay, site, every_min));
    }

    /** Number of readings that have told about it so far; 0 for what needs no test. */
    long readings(DrugLevels levels) {
        return measure == Measure.ASSAY ? levels.reading(assay, site).number() : 0;
    }

    /** Whether it is missed; not before the first reading of a test. */
    boolean missed(DrugLevels levels, Kinetics kinetics) {
        double now = measured(levels, kinetics);
        return atLeast ? now < limit : now > limit;
    }

    /** Whether it is passed by more than a share of the limit. */
    boolean passed(DrugLevels levels, Kinetics kinetics, double margin) {
        double now = measured(levels, kinetics);
        return atLeast ? now > limit * (1.0 + margin) : now < limit * (1.0 - margin);
    }

    /** Whether what is measured is known. */
    boolean known(DrugLevels levels, Kinetics kinetics) {
        return !Double.isNaN(measured(levels, kinetics));
    }

    /** What the measure is now; NaN before the first reading of a test. */
    private double measured(DrugLevels levels, Kinetics kinetics) {
        return switch (measure) {
            case PLASMA -> kinetics.plasma_ng_per_mL();
            case EFFECT_SITE -> kinetics.effectSite_ng_per_mL(Site.SPINAL_CORD);
            case MU_OCCUPANCY -> levels.occupancy(Receptor.MU, Site.SPINAL_CORD);
            case ASSAY -> unit.isEmpty() ? levels.reading(assay, site).ofBaseline()
                : levels.reading(assay, site).value();
        };
    }
}
