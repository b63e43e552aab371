package org.rexed.pharmacology;

/**
 * The body a drug is given to, as far as published kinetic models ask for it.
 *
 * @param sex sex of the subject
 * @param age_y age in years
 * @param mass_kg body mass in kg
 * @param height_cm height in cm; only human models use it
 * @param creatinine_mg_per_dL creatinine in serum, mg/dL; only models of drugs that leave by the kidney use it
 */
public record Body(Sex sex, double age_y, double mass_kg, double height_cm, double creatinine_mg_per_dL) {
    private static final double TYPICAL_CREATININE = 0.9;

    /** Refuses a body that cannot exist. */
    public Body {
        require(mass_kg > 0.0, "mass must be greater than zero, found " + mass_kg + " kg");
        require(age_y >= 0.0, "age must not be negative, found " + age_y + " years");
        require(height_cm > 0.0, "height must be greater than zero, found " + height_cm + " cm");
        require(creatinine_mg_per_dL > 0.0,
                "creatinine must be greater than zero, found " + creatinine_mg_per_dL + " mg/dL");
    }

    private static void require(boolean possible, String otherwise) {
        if (!possible) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** A body with healthy kidneys (serum creatinine 0.9 mg/dL). */
    public Body(Sex sex, double age_y, double mass_kg, double height_cm) {
        this(sex, age_y, mass_kg, height_cm, TYPICAL_CREATININE);
    }

    /** A male adult of the given mass (35 years, 177 cm), for models that ask for nothing but the mass. */
    public static Body ofMass(double mass_kg) {
        return new Body(Sex.MALE, 35.0, mass_kg, 177.0);
    }

    /** The same body with another mass. */
    Body withMass(double other_kg) {
        return new Body(sex, age_y, other_kg, height_cm, creatinine_mg_per_dL);
    }

    /** Body mass index, kg/m2. */
    public double massIndex_kg_per_m2() {
        double height_m = height_cm / 100.0;
        return mass_kg / (height_m * height_m);
    }

    /**
     * Lean body mass by the formula of James (1976) in kg, as the remifentanil model of Minto uses it. It turns
     * downward above a body mass index of about 35 kg/m2 and should not be trusted there.
     */
    public double leanMass_kg() {
        double ratio = mass_kg / height_cm;
        return sex == Sex.MALE ? 1.1 * mass_kg - 128.0 * ratio * ratio : 1.07 * mass_kg - 148.0 * ratio * ratio;
    }
}
