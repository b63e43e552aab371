package org.rexed.pharmacology;

import java.util.Locale;

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

    /** Name used in files. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
