package org.rexed.simulation;

import java.util.Arrays;
import java.util.Optional;
import org.rexed.pharmacology.Kinetics;
import org.rexed.pharmacology.Site;

/** What is recorded of every drug of a subject, under the entity {@code drug:NAME}. */
public enum DrugVariable {
    /** Total concentration in plasma. */
    PLASMA_CONCENTRATION("ng/mL"),
    /** All that was given so far. */
    GIVEN_MASS("mg"),
    /** Unbound concentration at the spinal cord. */
    EFFECT_SITE_CONCENTRATION("nmol/L");

    private static final String ENTITY = "drug:";

    private final String unit;

    DrugVariable(String unit) {
        this.unit = unit;
    }

    /** Its unit. */
    public String unit() {
        return unit;
    }

    /** Its name in results. */
    public String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** What it belongs to in results. */
    static String entity(String drug) {
        return ENTITY + drug;
    }

    /** The variable of a drug that has this name in results; nothing for variables of other things. */
    public static Optional<DrugVariable> of(String entity, String variable) {
        return entity.startsWith(ENTITY) ? Arrays.stream(values()).filter(v -> v.key().equals(variable)).findFirst()
                : Optional.empty();
    }

    double of(Kinetics kinetics) {
        return switch (this) {
            case PLASMA_CONCENTRATION -> kinetics.plasma_ng_per_mL();
            case GIVEN_MASS -> kinetics.given_mg();
            case EFFECT_SITE_CONCENTRATION -> kinetics.effectSite_nM(Site.SPINAL_CORD);
        };
    }
}
