package org.rexed.pharmacology;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What one body does to one drug, in plain numbers: volumes, clearances, transfer to the sites of action, absorption.
 *
 * <p>Linear mammillary compartments with effect compartments (Sheiner et al. 1979) that take up no mass:
 * dCe/dt = ke0 (C1 - Ce). The unbound concentration at a site is Ce times the unbound fraction times the site's
 * unbound partition.
 *
 * @param volumes_L volume of the central and of each peripheral compartment, L
 * @param clearance_L_per_min elimination clearance from the central compartment, L/min
 * @param exchange_L_per_min clearance between the central and each peripheral compartment, L/min
 * @param unboundFraction unbound fraction in the sampled matrix (plasma or blood)
 * @param sites transfer to each site of action
 * @param routes absorption by each route that is offered
 */
public record Disposition(List<Double> volumes_L, double clearance_L_per_min, List<Double> exchange_L_per_min,
                          double unboundFraction, Map<Site, Transfer> sites, Map<Route, Absorption> routes) {
    /**
     * Transfer from blood to a site of action.
     *
     * @param ke0_per_min equilibration rate constant, 1/min
     * @param unboundPartition unbound concentration at the site over unbound concentration in blood at equilibrium
     */
    public record Transfer(double ke0_per_min, double unboundPartition) {}

    /**
     * Absorption by one route: at once (rate NaN) or from a first-order depot, of which a fraction reaches the blood.
     *
     * @param rate_per_min absorption rate constant, 1/min, or NaN if the drug enters the blood at once
     * @param bioavailability fraction that reaches the central compartment
     * @param site site of action that the depot surrounds (intrathecal, RVM), or null
     * @param siteVolume_L volume in which the depot dissolves around that site, L
     */
    public record Absorption(double rate_per_min, double bioavailability, Site site, double siteVolume_L) {
        /** Entry straight into the blood. */
        public static Absorption direct(double bioavailability) {
            return new Absorption(Double.NaN, bioavailability, null, Double.NaN);
        }

        /** First-order absorption from a depot. */
        public static Absorption depot(double rate_per_min, double bioavailability) {
            return new Absorption(rate_per_min, bioavailability, null, Double.NaN);
        }

        boolean atOnce() {
            return Double.isNaN(rate_per_min);
        }
    }

    /** Copies the collections and refuses volumes, clearances or fractions that cannot exist. */
    public Disposition {
        volumes_L = List.copyOf(volumes_L);
        exchange_L_per_min = List.copyOf(exchange_L_per_min);
        sites = Collections.unmodifiableMap(sites.isEmpty() ? new EnumMap<>(Site.class) : new EnumMap<>(sites));
        routes = Collections.unmodifiableMap(routes.isEmpty() ? new EnumMap<>(Route.class) : new EnumMap<>(routes));
        if (volumes_L.size() != exchange_L_per_min.size() + 1) {
            throw new IllegalArgumentException("each peripheral compartment needs a volume and a clearance");
        }
        for (double volume : volumes_L) {
            if (!(volume > 0.0)) {
                throw new IllegalArgumentException("a volume must be positive, got " + volume + " L");
            }
        }
        for (double exchange : exchange_L_per_min) {
            if (!(exchange >= 0.0)) {
                throw new IllegalArgumentException("a clearance must not be negative, got " + exchange + " L/min");
            }
        }
        if (!(clearance_L_per_min >= 0.0) || !(unboundFraction >= 0.0) || unboundFraction > 1.0) {
            throw new IllegalArgumentException("impossible clearance " + clearance_L_per_min
                    + " L/min or unbound fraction " + unboundFraction);
        }
    }
}
