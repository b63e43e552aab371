package org.rexed.pharmacology;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.rexed.document.Location;
import org.rexed.evidence.Origin;
import org.rexed.evidence.Parameter;
import org.rexed.quantity.Units;

/**
 * Takes kinetic values from one species to another by theory-based allometry: a value grows with body mass to a power
 * that follows from its dimension. Clearances and those between compartments go with mass to 0.75, volumes and amounts
 * with mass, and times with mass to 0.25, so rates (of absorption, of equilibration with a site, of spinal fluid) with
 * mass to -0.25. Concentrations, shares, counts and what a receptor does to its ligand stay.
 *
 * @param from species whose values are known
 * @param to species they are taken to
 */
record Allometry(Species from, Species to) {
    /** Cai et al. 2025, the source of the powers in the files of drugs that are scaled by hand. */
    private static final String SOURCE = "Cai_2025";
    static final double CLEARANCE = 0.75;
    static final double VOLUME = 1.0;
    private static final double RATE = -0.25;

    /** Values predicted from a single species miss by two- to threefold now and then. */
    private static final double WIDER = 2.0;

    private static final Map<String, Double> POWERS = Map.of(
            "L/min", CLEARANCE, "L", VOLUME, "mg", VOLUME, "1/min", RATE, "ng/mL/min", RATE, "min", -RATE);

    /** Body mass of the one typical animal over that of the other. */
    double ratio() {
        return to.typicalMass_kg() / from.typicalMass_kg();
    }

    /**
     * A value of the set for the other species, in the same unit or, where it was per kilogram, that of a whole body.
     *
     * @param path where the value stands in the set
     * @param known the value as written
     * @param whole what it is in a whole typical body of the species it was written for
     * @param set name of the new set
     * @param location where the set it comes from begins
     */
    Parameter derive(String path, Parameter known, double whole, String set, Location location) {
        String unit = known.unit().endsWith("/kg")
                ? known.unit().substring(0, known.unit().length() - "/kg".length()) : known.unit();
        double power = path.startsWith("receptors.") ? 0.0 : POWERS.getOrDefault(unit, 0.0);
        double value = power == 0.0 ? whole : whole * StrictMath.pow(ratio(), power);
        String formula = power == 0.0 ? "as in the " + from.key()
                : String.format(Locale.ROOT, "%s %s at %s x (%s/%s)%s", from.key(), Units.text(whole, unit),
                        mass(from), mass(to), mass(from), power == VOLUME ? "" : "^" + power);
        double factor = known.value() == 0.0 ? 1.0 : value / known.value();
        double low = known.low() * factor;
        double high = known.high() * factor;
        // Nothing that is no share crosses one by being made wider, and a count stays what it is.
        boolean counted = path.endsWith("transits");
        double widest = known.unit().equals("1") && high <= 1.0 ? 1.0 : Double.POSITIVE_INFINITY;
        return new Parameter("kinetics." + to.key() + "." + set + "." + path, value, unit, Origin.DERIVED,
                source(known, power != 0.0), "formula: " + formula + "; in the " + from.key() + " "
                + known.origin().name().toLowerCase(Locale.ROOT) + (known.note().isEmpty() ? "" : ", " + known.note()),
                counted ? low : low / WIDER, counted ? high : Math.min(widest, high * WIDER), location);
    }

    private static String source(Parameter known, boolean scaled) {
        return !scaled || known.source().contains(SOURCE) ? known.source()
                : known.source().isEmpty() ? SOURCE : known.source() + "; " + SOURCE;
    }

    /** How a new set goes on scaling with mass among animals of its own species, by the keys of files. */
    Map<String, Parameter> rule(String set, Location location) {
        double mass_kg = to.typicalMass_kg();
        Map<String, Parameter> rule = new LinkedHashMap<>();
        rule.put("reference-mass",
                own("reference-mass", mass_kg, "kg", set, mass_kg / WIDER, mass_kg * WIDER, location));
        rule.put("clearance-power", own("clearance-power", CLEARANCE, "1", set, 0.6, 1.0, location));
        rule.put("volume-power", own("volume-power", VOLUME, "1", set, 0.8, 1.2, location));
        return rule;
    }

    private Parameter own(
            String name, double value, String unit, String set, double low, double high, Location location) {
        return new Parameter("kinetics." + to.key() + "." + set + "." + name, value, unit, Origin.DERIVED, SOURCE,
                "formula: theory-based allometry", low, high, location);
    }

    private static String mass(Species species) {
        return Units.text(species.typicalMass_kg(), "kg");
    }
}
