package org.rexed.dosing;

import java.util.List;
import org.rexed.document.Fields;
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
 * @param atLeast enough of it: ng/mL, a fraction of the receptors, or a fraction of the baseline reading
 */
public record Goal(Measure measure, String assay, double atLeast) {
    /** What can be looked at. */
    public enum Measure {
        /** Total concentration in plasma or blood, ng/mL. */
        PLASMA,
        /** Concentration in the effect compartment of the cord, ng/mL. */
        EFFECT_SITE,
        /** Fraction of mu receptors of the cord that any drug holds. */
        MU_OCCUPANCY,
        /** Latest reading of a test over its baseline. */
        ASSAY
    }

    /**
     * Reads {@code {effect-site: 12 ng/mL}}, {@code {plasma: 20 ng/mL}}, {@code {mu-occupancy: 0.6}} or
     * {@code {assay: hargreaves, of-baseline: 130 %}}.
     *
     * @param assays tests that the study has
     */
    static Goal read(Fields f, List<String> assays) {
        Goal goal = new Goal(Measure.EFFECT_SITE, "", Double.NaN);
        List<String> kinds = List.of("effect-site", "plasma", "mu-occupancy", "assay");
        List<String> said = kinds.stream().filter(f::has).toList();
        if (said.size() != 1) {
            f.problems().add(f.location(), "goal: expected one of " + String.join(", ", kinds) + "; found "
                    + (said.isEmpty() ? "none of them" : String.join(" and ", said)));
            kinds.forEach(f::has);
            return goal;
        }
        goal = switch (said.get(0)) {
            case "plasma" -> new Goal(Measure.PLASMA, "", f.quantity("plasma", "ng/mL", 0, 1e9));
            case "effect-site" -> new Goal(Measure.EFFECT_SITE, "", f.quantity("effect-site", "ng/mL", 0, 1e9));
            case "mu-occupancy" -> new Goal(Measure.MU_OCCUPANCY, "", f.quantity("mu-occupancy", "1", 0, 1));
            default -> new Goal(Measure.ASSAY, f.oneOf("assay", assays), f.quantity("of-baseline", "1", 0, 100));
        };
        f.done();
        return goal;
    }

    /** The goal in words. */
    @Override
    public String toString() {
        return switch (measure) {
            case PLASMA -> Units.text(atLeast, "ng/mL") + " in plasma";
            case EFFECT_SITE -> Units.text(atLeast, "ng/mL") + " at the effect site";
            case MU_OCCUPANCY -> Units.text(100 * atLeast, "%") + " of mu receptors held";
            case ASSAY -> assay + " at " + Units.text(100 * atLeast, "%") + " of baseline";
        };
    }

    /** What the measure is now; NaN before the first reading of a test. */
    double measured(DrugLevels levels, Kinetics kinetics) {
        return switch (measure) {
            case PLASMA -> kinetics.plasma_ng_per_mL();
            case EFFECT_SITE -> kinetics.effectSite_ng_per_mL(Site.SPINAL_CORD);
            case MU_OCCUPANCY -> levels.occupancy(Receptor.MU, Site.SPINAL_CORD);
            case ASSAY -> levels.reading(assay);
        };
    }
}
