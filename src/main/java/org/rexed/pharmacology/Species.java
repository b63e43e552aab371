package org.rexed.pharmacology;

import java.util.Locale;
import java.util.Optional;

/** A species for which a drug can hold kinetic parameters. */
public enum Species {
    /** Rat. */
    RAT(0.3),
    /** Mouse. */
    MOUSE(0.025),
    /** Human. */
    HUMAN(70.0);

    private final double typicalMass_kg;

    Species(double typicalMass_kg) {
        this.typicalMass_kg = typicalMass_kg;
    }

    /** Body mass used where none is given, kg. */
    public double typicalMass_kg() {
        return typicalMass_kg;
    }

    /**
     * The species whose kinetics stand in, scaled by allometry, where a drug's file has none for this one. Rats and
     * people have none: their values are written in the file, as measured or scaled.
     */
    Optional<Species> relative() {
        return this == MOUSE ? Optional.of(RAT) : Optional.empty();
    }

    /** Name used in files. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
