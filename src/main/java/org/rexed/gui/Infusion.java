package org.rexed.gui;

import org.rexed.pharmacology.Amount;
import org.rexed.pharmacology.Body;
import org.rexed.pharmacology.Dose;
import org.rexed.pharmacology.Drug;
import org.rexed.pharmacology.Route;
import org.rexed.pharmacology.Species;
import org.rexed.scenario.Arm;
import org.rexed.scenario.Scenario;

/**
 * A continuous infusion that can be added by hand to what an arm prescribes: which drug, by which route, and how much
 * at most.
 *
 * @param drug name of the drug
 * @param title name for people
 * @param route way of giving
 * @param unit unit of the rate: {@code mg/kg/d} or, for people, {@code mg/kg/h}
 * @param largest highest rate offered, about twice what the scenario gives at most
 */
public record Infusion(String drug, String title, Route route, String unit, double largest) {
    private static final double MIN_PER_d = 1440;
    private static final double MIN_PER_h = 60;

    /** The infusion offered for a drug of a scenario. */
    public static Infusion of(Scenario scenario, Drug drug) {
        boolean human = scenario.species() == Species.HUMAN;
        double perMinute = 0;
        Route route = null;
        for (Arm arm : scenario.arms()) {
            for (Dose dose : arm.doses()) {
                if (dose.drug().equals(drug.name())) {
                    route = route == null ? dose.route() : route;
                    perMinute = Math.max(perMinute, mgPerKgPerMin(dose, drug, arm.body()));
                }
            }
        }
        for (Route better : human ? new Route[] {Route.IV} : new Route[] {Route.PUMP, Route.IV, Route.SC}) {
            if (drug.set(scenario.species()).routes().contains(better)) {
                route = better;
                break;
            }
        }
        return new Infusion(drug.name(), drug.title(), route, human ? "mg/kg/h" : "mg/kg/d",
                roundUp(2 * perMinute * (human ? MIN_PER_h : MIN_PER_d)));
    }

    private static double mgPerKgPerMin(Dose dose, Drug drug, Body body) {
        double nmol = dose.amount().nanomoles(drug.molarMass_g_per_mol(), body.mass_kg());
        double mgPerKg = nmol * drug.molarMass_g_per_mol() * 1e-6 / body.mass_kg();
        return switch (dose.form()) {
            case INFUSION -> mgPerKg;
            case BOLUS -> mgPerKg / (dose.count() > 1 ? dose.interval_min() : MIN_PER_d);
            case PATCH -> mgPerKg / dose.duration_min();
            case PELLET -> mgPerKg * 0.6931471805599453 / dose.releaseHalfLife_min();
        };
    }

    /** The next of 1, 1.5, 2, 3, 4, 5, 6, 8 times a power of ten. */
    static double roundUp(double value) {
        double power = StrictMath.pow(10, StrictMath.floor(StrictMath.log10(value)));
        for (double step : new double[] {1, 1.5, 2, 3, 4, 5, 6, 8}) {
            if (step * power >= value * (1 - 1e-9)) {
                return step * power;
            }
        }
        return 10 * power;
    }

    /** A rate in the unit of this infusion as an amount per minute. */
    public Amount perMinute(double rate) {
        return new Amount(rate / (unit.endsWith("/h") ? MIN_PER_h : MIN_PER_d), Amount.Unit.MILLIGRAM, true);
    }
}
