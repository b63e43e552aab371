package org.rexed.pharmacology;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The plain numbers that decide how one subject handles one drug: its moieties (the drug itself, the enantiomers of a
 * mixture, metabolites) and how each route delivers to them. Volumes in L, clearances in L/min, rates in 1/min.
 *
 * @param moieties what circulates; the given ones first, metabolites behind what they are formed from
 * @param routes for each route that is offered, which moieties a dose delivers and how
 */
public record Disposition(List<Moiety> moieties, Map<Route, List<Delivery>> routes) {
    /**
     * One substance in the body: a central compartment with up to two peripheral ones around it.
     *
     * @param name name of the substance's drug file
     * @param molarMass_g_per_mol molar mass, g/mol
     * @param volumes_L volumes of the central and each peripheral compartment, L
     * @param clearance_L_per_min elimination to outside the model, L/min, beside what forms metabolites
     * @param exchange_L_per_min clearance between the central and each peripheral compartment, L/min
     * @param unboundFraction unbound fraction in the sampled matrix (plasma, serum or blood)
     * @param sites transfer to each site of action
     * @param fluid its course in spinal cerebrospinal fluid, or null
     * @param formation what it is formed from, or null if it is given
     */
    public record Moiety(
            String name,
            double molarMass_g_per_mol,
            List<Double> volumes_L,
            double clearance_L_per_min,
            List<Double> exchange_L_per_min,
            double unboundFraction,
            Map<Site, Transfer> sites,
            SpinalFluid fluid,
            Formation formation) {
        /** Copies the collections and refuses volumes, clearances or fractions that cannot exist. */
        public Moiety {
            volumes_L = List.copyOf(volumes_L);
            exchange_L_per_min = List.copyOf(exchange_L_per_min);
            sites = Collections.unmodifiableMap(sites.isEmpty() ? new EnumMap<>(Site.class) : new EnumMap<>(sites));
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

        /** The same substance in a list where so many others stand before it. */
        Moiety behind(int others) {
            return formation == null ? this : new Moiety(name, molarMass_g_per_mol, volumes_L, clearance_L_per_min,
                    exchange_L_per_min, unboundFraction, sites, fluid, new Formation(formation.source() + others,
                            formation.clearance_L_per_min(), formation.transits(), formation.transitRate_per_min(),
                            formation.firstPass()));
        }
    }

    /**
     * Transfer from blood to a site of action: an effect compartment, or uptake that saturates.
     *
     * @param ke0_per_min equilibration rate constant, 1/min
     * @param unboundPartition unbound concentration at the site over unbound concentration in blood at equilibrium
     * @param uptake saturable uptake in place of the two, or null
     */
    public record Transfer(double ke0_per_min, double unboundPartition, Uptake uptake) {
        /** An effect compartment. */
        public Transfer(double ke0_per_min, double unboundPartition) {
            this(ke0_per_min, unboundPartition, null);
        }
    }

    /**
     * Uptake into the extracellular fluid of a site with a carrier that saturates (Groenendaal et al. 2007, Br J
     * Pharmacol 151:701): {@code dB/dt = passive (C - B) - efflux B + largest C / (half + C)}, with blood C and site B.
     *
     * @param passive_per_min diffusion both ways, 1/min
     * @param efflux_per_min active efflux, 1/min
     * @param largest_nM_per_min influx by the carrier when it is saturated, nmol/L per min
     * @param half_nM concentration in blood at which the carrier runs at half its rate, nmol/L
     */
    public record Uptake(
            double passive_per_min, double efflux_per_min, double largest_nM_per_min, double half_nM) {
        /** Rate of change at the site, nmol/L per min, for concentrations in nmol/L. */
        double rate(double blood_nM, double site_nM) {
            double blood = Math.max(0.0, blood_nM);
            return passive_per_min * (blood - site_nM) - efflux_per_min * site_nM
                    + largest_nM_per_min * blood / (half_nM + blood);
        }
    }

    /**
     * Spinal cerebrospinal fluid as a compartment, with the cord behind it.
     *
     * @param volume_L volume in which an intrathecal dose dissolves, L
     * @param clearance_L_per_min clearance from the fluid into blood, L/min
     * @param fromBlood_L_per_min clearance from blood into the fluid, L/min
     * @param deepVolume_L volume of a second compartment of fluid, L, or NaN
     * @param deepExchange_L_per_min exchange between the two, L/min, or NaN
     * @param cordRate_per_min rate at which the cord's receptors equilibrate with the fluid, 1/min
     * @param cordPartition free concentration at the receptors over concentration in the fluid at equilibrium
     */
    public record SpinalFluid(
            double volume_L,
            double clearance_L_per_min,
            double fromBlood_L_per_min,
            double deepVolume_L,
            double deepExchange_L_per_min,
            double cordRate_per_min,
            double cordPartition) {
        boolean hasDeep() {
            return !Double.isNaN(deepVolume_L);
        }
    }

    /**
     * How a metabolite comes to be.
     *
     * @param source index of the moiety it is formed from
     * @param clearance_L_per_min part of that moiety's clearance that forms it, L/min
     * @param transits number of transit compartments on the way
     * @param transitRate_per_min rate constant of each, 1/min
     * @param firstPass share of a dose lost before blood that arrives as this metabolite
     */
    public record Formation(
            int source, double clearance_L_per_min, int transits, double transitRate_per_min, double firstPass) {}

    /**
     * Part of a dose that is one moiety, and the ways it takes.
     *
     * @param moiety index of the moiety
     * @param share share of the dose that is this moiety
     * @param bioavailability how much of it gets in
     * @param paths ways in, side by side
     */
    public record Delivery(int moiety, double share, Bioavailability bioavailability, List<Path> paths) {}

    /**
     * One way in: at once, or through transit compartments and a depot, into blood, spinal fluid or a site.
     *
     * @param share share of what is delivered that takes this way
     * @param lag_min time before anything happens, min
     * @param transits number of transit compartments
     * @param transitRate_per_min rate constant of each, 1/min
     * @param rate_per_min absorption rate constant, 1/min, or NaN for at once
     * @param into where it leads
     * @param siteVolume_L volume in which a depot at a site dissolves, L, or NaN
     */
    public record Path(
            double share,
            double lag_min,
            int transits,
            double transitRate_per_min,
            double rate_per_min,
            Into into,
            double siteVolume_L) {
        /** Entry at once. */
        public static Path direct(Into into) {
            return new Path(1.0, 0.0, 0, Double.NaN, Double.NaN, into, Double.NaN);
        }

        /** First-order absorption into blood. */
        public static Path depot(double rate_per_min) {
            return new Path(1.0, 0.0, 0, Double.NaN, rate_per_min, Into.BLOOD, Double.NaN);
        }

        boolean atOnce() {
            return Double.isNaN(rate_per_min);
        }
    }

    /** Where a way leads. */
    public enum Into {
        /** The central compartment. */
        BLOOD,
        /** Spinal cerebrospinal fluid. */
        SPINAL_FLUID,
        /** The brainstem tissue around an injection; from there into blood. */
        BRAINSTEM_TISSUE
    }

    /** Copies the collections. */
    public Disposition {
        moieties = List.copyOf(moieties);
        Map<Route, List<Delivery>> copy = new EnumMap<>(Route.class);
        routes.forEach((route, deliveries) -> copy.put(route, List.copyOf(deliveries)));
        routes = Collections.unmodifiableMap(copy);
    }
}
