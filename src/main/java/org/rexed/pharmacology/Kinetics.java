package org.rexed.pharmacology;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Where one drug is in one subject, minute by minute: how much in blood, tissues, depots and gone, and how much of it
 * is free at the sites of action.
 *
 * <p>Linear compartments solved exactly between dose events ({@link CompartmentModel}); event times are never rounded.
 * Amounts are in nmol, times in minutes after the start. An event due at time t has happened once
 * {@link #advanceTo advanceTo(t)} returns. Not safe for use by several threads.
 */
public final class Kinetics {
    private static final double LN2 = 0.6931471805599453;

    private final String drug;
    private final double molarMass_g_per_mol;
    private final double mass_kg;
    private final Disposition disposition;
    private final List<Site> sites;
    private final List<Depot> depots = new ArrayList<>();
    private final List<Planned> agenda = new ArrayList<>();
    private final List<DoseEvent> log = new ArrayList<>();
    private final List<Running> running = new ArrayList<>();
    private final Map<Route, Double> manual_nmol_per_min = new EnumMap<>(Route.class);

    private CompartmentModel model;
    private double[] state;
    private double[] input;
    private boolean inputStale;
    private double inputTotal;
    private double time_min;
    private double administered_nmol;
    private double administeredRest;

    /** Drug waiting outside the blood that leaves at a constant rate; pellets of one half-life share one. */
    private record Depot(Route route, double rate_per_min, Disposition.Absorption absorption) {}

    private record Planned(double time_min, DoseEvent.Kind kind, Dose dose, double nmol) {}

    private record Running(Dose dose, double nmol_per_min) {}

    /**
     * Kinetics of a drug in a body by a published set of values.
     *
     * @param clearanceFactor this subject's clearance over the typical one
     * @param volumeFactor this subject's volumes over the typical ones
     */
    public Kinetics(Drug drug, KineticSet set, Body body, double clearanceFactor, double volumeFactor,
                    List<Dose> doses) {
        this(drug.name(), drug.molarMass_g_per_mol(), body.mass_kg(),
                set.resolve(body, clearanceFactor, volumeFactor), doses);
    }

    /** Kinetics of a drug in a body of the given mass by a published set of values. */
    public Kinetics(Drug drug, KineticSet set, double mass_kg, double clearanceFactor, double volumeFactor,
                    List<Dose> doses) {
        this(drug, set, Body.ofMass(mass_kg), clearanceFactor, volumeFactor, doses);
    }

    /** Kinetics of a drug in a body with the given values, before the first dose. */
    public Kinetics(String drug, double molarMass_g_per_mol, double mass_kg, Disposition disposition,
                    List<Dose> doses) {
        this.drug = Objects.requireNonNull(drug);
        this.molarMass_g_per_mol = molarMass_g_per_mol;
        this.mass_kg = mass_kg;
        this.disposition = disposition;
        this.sites = List.copyOf(disposition.sites().keySet());
        this.state = new double[disposition.volumes_L().size() + 1 + sites.size()];
        for (Dose dose : doses) {
            plan(dose);
        }
        rebuild();
        applyUntil(0.0);
    }

    private int gone() {
        return disposition.volumes_L().size();
    }

    private int siteIndex(int site) {
        return gone() + 1 + site;
    }

    private int depotIndex(int depot) {
        return gone() + 1 + sites.size() + depot;
    }

    /** Sets up the rate matrix for the depots in use. */
    private void rebuild() {
        int n = depotIndex(depots.size());
        double[][] k = new double[n][n];
        double central = disposition.volumes_L().get(0);
        k[0][0] = -disposition.clearance_L_per_min() / central;
        k[gone()][0] = disposition.clearance_L_per_min() / central;
        for (int i = 1; i < gone(); i++) {
            double exchange = disposition.exchange_L_per_min().get(i - 1);
            k[0][0] -= exchange / central;
            k[i][0] = exchange / central;
            k[0][i] = exchange / disposition.volumes_L().get(i);
            k[i][i] = -exchange / disposition.volumes_L().get(i);
        }
        for (int s = 0; s < sites.size(); s++) {
            double ke0 = disposition.sites().get(sites.get(s)).ke0_per_min();
            k[siteIndex(s)][0] = ke0 / central;
            k[siteIndex(s)][siteIndex(s)] = -ke0;
        }
        for (int d = 0; d < depots.size(); d++) {
            double rate = depots.get(d).rate_per_min();
            double available = depots.get(d).absorption().bioavailability();
            k[depotIndex(d)][depotIndex(d)] = -rate;
            k[0][depotIndex(d)] = available * rate;
            k[gone()][depotIndex(d)] = (1.0 - available) * rate;
        }
        model = new CompartmentModel(k);
        double[] before = state;
        state = new double[n];
        System.arraycopy(before, 0, state, 0, before.length);
        input = new double[n];
        inputStale = true;
    }

    private void plan(Dose dose) {
        if (!dose.drug().equals(drug)) {
            throw new IllegalArgumentException("dose of " + dose.drug() + " given to the kinetics of " + drug);
        }
        if (!disposition.routes().containsKey(dose.route())) {
            throw new IllegalArgumentException(drug + " has no values for route " + dose.route().key()
                    + "; offered are " + offered(disposition.routes().keySet()));
        }
        double nmol = dose.amount().nanomoles(molarMass_g_per_mol, mass_kg);
        switch (dose.form()) {
            case BOLUS -> {
                for (int k = 0; k < dose.count(); k++) {
                    insert(new Planned(dose.start_min() + k * dose.interval_min(), DoseEvent.Kind.BOLUS, dose, nmol));
                }
            }
            case INFUSION -> {
                insert(new Planned(dose.start_min(), DoseEvent.Kind.INFUSION_START, dose, nmol));
                insert(new Planned(dose.end_min(), DoseEvent.Kind.INFUSION_STOP, dose, nmol));
            }
            case PELLET -> insert(new Planned(dose.start_min(), DoseEvent.Kind.PELLET, dose, nmol));
            default -> throw new IllegalStateException("unknown form of dose " + dose.form());
        }
    }

    static String offered(Iterable<Route> routes) {
        List<String> names = new ArrayList<>();
        routes.forEach(route -> names.add(route.key()));
        return String.join(", ", names);
    }

    /** Keeps the agenda in order of time; events of one time stay in the order in which they were planned. */
    private void insert(Planned planned) {
        int low = 0;
        int high = agenda.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (agenda.get(middle).time_min() <= planned.time_min()) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        agenda.add(low, planned);
    }

    /** Time reached, min. */
    public double time_min() {
        return time_min;
    }

    /**
     * Advances to a time, applying every dose event on the way at its own moment.
     *
     * @throws IllegalArgumentException if the time lies before the time reached
     */
    public void advanceTo(double toTime_min) {
        if (!(toTime_min >= time_min)) {
            throw new IllegalArgumentException("cannot go back from " + time_min + " to " + toTime_min + " min");
        }
        applyUntil(toTime_min);
        step(toTime_min);
    }

    private void applyUntil(double limit_min) {
        int done = 0;
        while (done < agenda.size() && agenda.get(done).time_min() <= limit_min) {
            Planned event = agenda.get(done++);
            step(event.time_min());
            apply(event);
        }
        agenda.subList(0, done).clear();
    }

    private void apply(Planned event) {
        Route route = event.dose().route();
        boolean rate = event.kind() == DoseEvent.Kind.INFUSION_START || event.kind() == DoseEvent.Kind.INFUSION_STOP;
        switch (event.kind()) {
            case BOLUS -> {
                count(event.nmol());
                prepare(route);
                give(state, route, event.nmol());
            }
            case PELLET -> {
                count(event.nmol());
                int pellet = depotIndex(depot(pelletDepot(event.dose())));
                state[pellet] += event.nmol();
            }
            case INFUSION_START -> running.add(new Running(event.dose(), event.nmol()));
            case INFUSION_STOP -> running.remove(new Running(event.dose(), event.nmol()));
            default -> throw new IllegalStateException("cannot plan " + event.kind());
        }
        inputStale = inputStale || rate;
        record(event.kind(), route, event.nmol(), rate);
    }

    private void record(DoseEvent.Kind kind, Route route, double nmol, boolean rate) {
        log.add(new DoseEvent(time_min, kind, drug, route, nmol * molarMass_g_per_mol * 1e-6,
                rate ? "mg/min" : "mg"));
    }

    /** Puts an amount (or a rate) where a route delivers it. */
    private void give(double[] target, Route route, double nmol) {
        Disposition.Absorption absorption = disposition.routes().get(route);
        if (absorption.atOnce()) {
            target[0] += absorption.bioavailability() * nmol;
            target[gone()] += (1.0 - absorption.bioavailability()) * nmol;
        } else {
            target[depotIndex(depots.indexOf(routeDepot(route)))] += nmol;
        }
    }

    private Depot routeDepot(Route route) {
        Disposition.Absorption absorption = disposition.routes().get(route);
        return new Depot(route, absorption.rate_per_min(), absorption);
    }

    private Depot pelletDepot(Dose dose) {
        return new Depot(Route.PELLET, LN2 / dose.releaseHalfLife_min(), disposition.routes().get(Route.PELLET));
    }

    /** Index of a depot, which is added (and the state with it enlarged) if it is new. */
    private int depot(Depot depot) {
        int index = depots.indexOf(depot);
        if (index < 0) {
            depots.add(depot);
            rebuild();
            index = depots.size() - 1;
        }
        return index;
    }

    private void step(double toTime_min) {
        double length = toTime_min - time_min;
        if (length > 0.0) {
            refreshInput();
            model.advance(state, input, length);
            count(inputTotal * length);
        }
        time_min = toTime_min;
    }

    private void refreshInput() {
        if (!inputStale) {
            return;
        }
        for (Running infusion : running) {
            prepare(infusion.dose().route());
        }
        manual_nmol_per_min.keySet().forEach(this::prepare);
        input = new double[state.length];
        inputTotal = 0.0;
        for (Running infusion : running) {
            give(input, infusion.dose().route(), infusion.nmol_per_min());
            inputTotal += infusion.nmol_per_min();
        }
        manual_nmol_per_min.forEach((route, rate) -> {
            give(input, route, rate);
            inputTotal += rate;
        });
        inputStale = false;
    }

    /** Makes the depot of a route exist; afterwards {@code state} and {@code input} have room for it. */
    private void prepare(Route route) {
        if (!disposition.routes().get(route).atOnce()) {
            depot(routeDepot(route));
        }
    }

    /** Adds to the administered amount with the lost low bits kept (Neumaier summation). */
    private void count(double nmol) {
        double sum = administered_nmol + nmol;
        administeredRest += Math.abs(administered_nmol) >= Math.abs(nmol)
                ? (administered_nmol - sum) + nmol : (nmol - sum) + administered_nmol;
        administered_nmol = sum;
    }

    /** Gives a further dose now; its start time counts from the time reached. */
    public void administer(Dose dose) {
        plan(dose.delayedBy(time_min));
        applyUntil(time_min);
    }

    /** Sets an extra infusion that runs beside the planned ones until it is set again; nmol/min, 0 stops it. */
    public void setInfusionRate(Route route, double nmol_per_min) {
        if (!(nmol_per_min >= 0.0) || !disposition.routes().containsKey(route)) {
            throw new IllegalArgumentException("cannot infuse " + nmol_per_min + " nmol/min of " + drug + " by route "
                    + route.key() + "; offered are " + offered(disposition.routes().keySet()));
        }
        manual_nmol_per_min.put(route, nmol_per_min);
        inputStale = true;
        record(DoseEvent.Kind.RATE, route, nmol_per_min, true);
    }

    /** An amount for this body, in nmol (or nmol/min). */
    public double nanomoles(Amount amount) {
        return amount.nanomoles(molarMass_g_per_mol, mass_kg);
    }

    /** Total (bound and unbound) concentration in plasma or blood, ng/mL. */
    public double plasma_ng_per_mL() {
        return Math.max(0.0, state[0]) / disposition.volumes_L().get(0) * molarMass_g_per_mol * 1e-3;
    }

    /**
     * Concentration in the effect compartment on the plasma scale, ng/mL: what published effect-site models call Ce,
     * equal to plasma at steady state. Drug given into the site itself is not part of it.
     */
    public double effectSite_ng_per_mL(Site site) {
        int index = sites.indexOf(site);
        return index < 0 ? 0.0 : Math.max(0.0, state[siteIndex(index)]) * molarMass_g_per_mol * 1e-3;
    }

    /** Unbound concentration at a site of action, nmol/L, including drug given into the site itself. */
    public double effectSite_nM(Site site) {
        int index = sites.indexOf(site);
        double free = 0.0;
        if (index >= 0) {
            free = Math.max(0.0, state[siteIndex(index)]) * disposition.unboundFraction()
                    * disposition.sites().get(site).unboundPartition();
        }
        for (int d = 0; d < depots.size(); d++) {
            Disposition.Absorption absorption = depots.get(d).absorption();
            if (absorption.site() == site) {
                free += Math.max(0.0, state[depotIndex(d)]) / absorption.siteVolume_L();
            }
        }
        return free;
    }

    /** Everything given so far, nmol. */
    public double administered_nmol() {
        return administered_nmol + administeredRest;
    }

    /** Everything eliminated or never absorbed, nmol. */
    public double eliminated_nmol() {
        return state[gone()];
    }

    /** Everything still in blood, tissues and depots (a pellet counts as in the body), nmol. */
    public double inBody_nmol() {
        double sum = 0.0;
        for (int i = 0; i < gone(); i++) {
            sum += state[i];
        }
        for (int d = 0; d < depots.size(); d++) {
            sum += state[depotIndex(d)];
        }
        return sum;
    }

    /** Name of the drug. */
    public String drug() {
        return drug;
    }

    /** What has been given so far, in order of time. */
    public List<DoseEvent> log() {
        return Collections.unmodifiableList(log);
    }

    /** What was given from one time (included) to another (excluded), so that neighbouring windows never overlap. */
    public List<DoseEvent> events(double from_min, double to_min) {
        return log.stream().filter(e -> e.time_min() >= from_min && e.time_min() < to_min).toList();
    }
}
