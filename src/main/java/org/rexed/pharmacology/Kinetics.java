package org.rexed.pharmacology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.rexed.pharmacology.Disposition.Delivery;
import org.rexed.pharmacology.Disposition.Into;
import org.rexed.pharmacology.Disposition.Moiety;
import org.rexed.pharmacology.Disposition.Path;
import org.rexed.receptor.Binding;
import org.rexed.receptor.NmdaBlock;
import org.rexed.receptor.Receptor;

/**
 * Where one drug and its metabolites are in one subject, minute by minute: how much in blood, tissues, spinal fluid,
 * depots and gone, and how much of it is free at the sites of action.
 *
 * <p>Linear compartments solved exactly between dose events ({@link CompartmentModel}); event times are never rounded.
 * Uptake that saturates follows by an adaptive solver ({@link SaturableUptake}). Amounts are in nmol, times in minutes
 * after the start. An event due at time t has happened once {@link #advanceTo advanceTo(t)} returns. Not safe for use
 * by several threads.
 */
public final class Kinetics {
    private static final double LN2 = 0.6931471805599453;

    private final String drug;
    private final double molarMass_g_per_mol;
    private final double mass_kg;
    private final Disposition disposition;
    private final KineticSet set;
    private final Compartments places;
    private final SaturableUptake saturable;
    private final double[][] follows_L;
    private final double[][] reach;
    private final Disposition.SpinalFluid[] fluids;
    private final Agenda agenda = new Agenda();
    private final List<DoseEvent> log = new ArrayList<>();
    private final List<Input> inputs = new ArrayList<>();
    private final Map<Pump, Double> pumped_nmol_per_min = new LinkedHashMap<>();

    private CompartmentModel model;
    private double[] state;
    private double[] input;
    private boolean inputStale = true;
    private double inputTotal;
    private double time_min;
    private int doses;
    private double waiting_nmol;
    private double recovered_nmol;
    private final Total administered = new Total();

    /** A part of a dose on one of its ways in. */
    private record Entry(int moiety, Path path, double share, double available, int patch, double pelletRate) {}

    /** An infusion that somebody sets while time goes on. */
    private record Pump(String name, Route route) {}

    private record Input(int dose, Entry entry, double nmol_per_min) {}

    /** A sum whose lost low bits are kept (Neumaier summation). */
    private static final class Total {
        private double sum;
        private double rest;

        void add(double x) {
            double next = sum + x;
            rest += Math.abs(sum) >= Math.abs(x) ? (sum - next) + x : (x - next) + sum;
            sum = next;
        }

        double value() {
            return sum + rest;
        }
    }

    /**
     * Kinetics of a drug in a body by a published set of values.
     *
     * @param clearanceFactor this subject's clearance over the typical one
     * @param volumeFactor this subject's volumes over the typical ones
     */
    public Kinetics(
            Drug drug, KineticSet set, Body body, double clearanceFactor, double volumeFactor, List<Dose> doses) {
        this(drug.name(), drug.molarMass_g_per_mol(), body.mass_kg(),
                set.resolve(body, clearanceFactor, volumeFactor), doses, set);
    }

    /** Kinetics of a drug in a body of the given mass by a published set of values. */
    public Kinetics(
            Drug drug, KineticSet set, double mass_kg, double clearanceFactor, double volumeFactor, List<Dose> doses) {
        this(drug, set, Body.ofMass(mass_kg), clearanceFactor, volumeFactor, doses);
    }

    /** Kinetics of a drug in a body with the given values, before the first dose. */
    public Kinetics(
            String drug, double molarMass_g_per_mol, double mass_kg, Disposition disposition, List<Dose> doses) {
        this(drug, molarMass_g_per_mol, mass_kg, disposition, doses, null);
    }

    private Kinetics(
            String drug, double molarMass_g_per_mol, double mass_kg, Disposition disposition, List<Dose> doses,
            KineticSet set) {
        this.set = set;
        this.drug = Objects.requireNonNull(drug);
        this.molarMass_g_per_mol = molarMass_g_per_mol;
        this.mass_kg = mass_kg;
        this.disposition = disposition;
        places = new Compartments(disposition);
        List<SaturableUptake.Carrier> carriers = new ArrayList<>();
        int count = disposition.moieties().size();
        follows_L = new double[count][Site.values().length];
        reach = new double[count][Site.values().length];
        fluids = disposition.moieties().stream().map(Moiety::fluid).toArray(Disposition.SpinalFluid[]::new);
        for (int m = 0; m < count; m++) {
            Moiety moiety = disposition.moieties().get(m);
            for (Map.Entry<Site, Disposition.Transfer> each : moiety.sites().entrySet()) {
                boolean carried = each.getValue().uptake() != null;
                int site = each.getKey().ordinal();
                follows_L[m][site] = carried ? 1.0 : moiety.volumes_L().get(0);
                reach[m][site] = carried ? 1.0
                        : moiety.unboundFraction() * each.getValue().unboundPartition();
                if (carried) {
                    carriers.add(new SaturableUptake.Carrier(each.getValue().uptake(), places.central(m),
                            moiety.volumes_L().get(0), places.site(m, each.getKey())));
                }
            }
        }
        saturable = carriers.isEmpty() ? null : new SaturableUptake(carriers);
        connect();
        state = new double[places.size()];
        doses.forEach(dose -> agenda.list(dose, () -> plan(dose)));
        applyUntil(0.0);
    }

    private void plan(Dose dose) {
        if (!dose.drug().equals(drug)) {
            throw new IllegalArgumentException("dose of " + dose.drug() + " given to the kinetics of " + drug);
        }
        requireRoute(dose.route());
        int id = doses++;
        double nmol = dose.amount().nanomoles(molarMass_g_per_mol, mass_kg);
        switch (dose.form()) {
            case BOLUS -> planBoluses(dose, nmol);
            case INFUSION -> {
                at(dose.start_min(), () -> record(DoseEvent.Kind.INFUSION_START, dose.route(), nmol, true));
                at(dose.end_min(), () -> record(DoseEvent.Kind.INFUSION_STOP, dose.route(), nmol, true));
                for (Entry entry : entries(dose.route(), Double.NaN, -1, Double.NaN)) {
                    Input added = new Input(id, entry, nmol * entry.share());
                    at(dose.start_min() + entry.path().lag_min(), () -> change(added, true));
                    at(dose.end_min() + entry.path().lag_min(), () -> change(added, false));
                }
            }
            case PELLET -> planWorn(dose, nmol, DoseEvent.Kind.PELLET, DoseEvent.Kind.PELLET_OUT,
                    entries(dose.route(), nmol, dose.duration_min() > 0.0 ? id : -1, LN2 / dose.releaseHalfLife_min()));
            case PATCH -> planPatch(dose, id, nmol);
            default -> throw new IllegalStateException("unknown form of dose " + dose.form());
        }
    }

    private void planBoluses(Dose dose, double nmol) {
        List<Entry> ways = entries(dose.route(), nmol, -1, Double.NaN);
        for (int k = 0; k < dose.count(); k++) {
            at(dose.start_min() + k * dose.interval_min(), () -> {
                record(DoseEvent.Kind.BOLUS, dose.route(), nmol, false);
                give(ways, nmol);
            });
        }
    }

    private void planPatch(Dose dose, int id, double nmol) {
        List<Entry> ways = entries(dose.route(), nmol, id, Double.NaN);
        if (ways.stream().anyMatch(way -> way.path().atOnce())) {
            throw new IllegalArgumentException(drug + " has no rate of uptake from a patch; give it as a rate, such as "
                    + "\"rate: 20 ug/h\" with route transdermal");
        }
        planWorn(dose, nmol, DoseEvent.Kind.PATCH, DoseEvent.Kind.PATCH_OFF, ways);
    }

    /**
     * What has not left a patch or a pellet is gone with it when it is taken away; what has left it arrives after the
     * lag, also then. Without an end it stays.
     */
    private void planWorn(Dose dose, double nmol, DoseEvent.Kind on, DoseEvent.Kind off, List<Entry> ways) {
        at(dose.start_min(), () -> {
            record(on, dose.route(), nmol, false);
            give(ways, nmol);
        });
        if (dose.duration_min() > 0.0) {
            at(dose.end_min(), () -> record(off, dose.route(), nmol, false));
            ways.forEach(way -> at(dose.end_min() + way.path().lag_min(), () -> takeOff(way)));
        }
    }

    private void requireRoute(Route route) {
        if (!disposition.routes().containsKey(route)) {
            throw new IllegalArgumentException(drug + " has no values for route " + route.key() + "; offered are "
                    + offered(disposition.routes().keySet()));
        }
    }

    static String offered(Iterable<Route> routes) {
        List<String> names = new ArrayList<>();
        routes.forEach(route -> names.add(route.key()));
        return String.join(", ", names);
    }

    /** The ways a dose takes; for a rate (NaN nmol) bioavailability must not depend on the dose. */
    private List<Entry> entries(Route route, double nmol, int patch, double pelletRate) {
        List<Entry> entries = new ArrayList<>();
        for (Delivery delivery : disposition.routes().get(route)) {
            if (Double.isNaN(nmol) && delivery.bioavailability().dependsOnDose()) {
                throw new IllegalArgumentException("bioavailability of " + drug + " by route " + route.key()
                        + " depends on the dose: give doses, not a rate");
            }
            double mg = nmol * molarMass_g_per_mol * 1e-6 * delivery.share();
            for (Path path : delivery.paths()) {
                entries.add(new Entry(delivery.moiety(), path, delivery.share() * path.share(),
                        delivery.bioavailability().of(Double.isNaN(nmol) ? 1.0 : mg), patch, pelletRate));
            }
        }
        return entries;
    }

    private void at(double when_min, Runnable action) {
        agenda.add(when_min, action);
    }

    /** Time reached, min. */
    public double time_min() {
        return time_min;
    }

    /** Time of the next change of delivery that is planned, min, or infinity. */
    public double nextEvent_min() {
        return agenda.next_min();
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

    /** Advances to a time and stops just before what is planned for that time happens. */
    void advanceBefore(double toTime_min) {
        if (nextEvent_min() < toTime_min) {
            applyUntil(Math.nextDown(toTime_min));
        }
        step(toTime_min);
    }

    private void applyUntil(double limit_min) {
        while (agenda.next_min() <= limit_min) {
            Agenda.Planned event = agenda.remove();
            step(event.time_min());
            event.action().run();
        }
    }

    private void record(DoseEvent.Kind kind, Route route, double nmol, boolean rate) {
        log.add(new DoseEvent(
                time_min, kind, drug, route, nmol * molarMass_g_per_mol * 1e-6, rate ? "mg/min" : "mg"));
    }

    private void change(Input each, boolean on) {
        if (on) {
            inputs.add(each);
        } else {
            inputs.remove(each);
        }
        inputStale = true;
    }

    private void give(List<Entry> ways, double nmol) {
        for (Entry entry : ways) {
            double part = nmol * entry.share();
            administered.add(part);
            if (entry.path().lag_min() > 0.0) {
                waiting_nmol += part;
                at(time_min + entry.path().lag_min(), () -> {
                    waiting_nmol -= part;
                    enter(entry, part);
                });
            } else {
                enter(entry, part);
            }
        }
    }

    private void enter(Entry entry, double nmol) {
        prepare(entry);
        deliver(state, entry, nmol);
    }

    private void takeOff(Entry entry) {
        int depot = places.depots().indexOf(depot(entry));
        for (int i = places.entrance(depot); i <= places.last(depot); i++) {
            recovered_nmol += state[i];
            state[i] = 0.0;
        }
    }

    private Compartments.Depot depot(Entry entry) {
        boolean pellet = !Double.isNaN(entry.pelletRate());
        Path path = pellet ? Path.depot(entry.pelletRate()) : entry.path();
        return new Compartments.Depot(entry.moiety(), path, path.rate_per_min(), entry.available(), entry.patch());
    }

    private void connect() {
        double[][] rates = places.rates();
        model = new CompartmentModel(rates);
        if (saturable != null) {
            saturable.follow(rates);
        }
    }

    /** Makes the depot that an entry needs exist; afterwards the state has room for it. */
    private void prepare(Entry entry) {
        if ((!entry.path().atOnce() || !Double.isNaN(entry.pelletRate()))
                && places.depots().indexOf(depot(entry)) < 0) {
            places.add(depot(entry));
            connect();
            double[] before = state;
            state = new double[places.size()];
            System.arraycopy(before, 0, state, 0, before.length);
            inputStale = true;
        }
    }

    /** Puts an amount (or a rate) where an entry delivers it. */
    private void deliver(double[] target, Entry entry, double nmol) {
        int depot = places.depots().indexOf(depot(entry));
        if (depot >= 0) {
            target[places.entrance(depot)] += nmol;
        } else {
            places.divide(entry.moiety(), entry.available(), entry.path().into(),
                    (place, share) -> target[place] += share * nmol);
        }
    }

    private void step(double toTime_min) {
        double length = toTime_min - time_min;
        if (length > 0.0) {
            refreshInput();
            if (saturable != null) {
                saturable.advance(state, input, length);
            }
            model.advance(state, input, length);
            administered.add(inputTotal * length);
        }
        time_min = toTime_min;
    }

    private void refreshInput() {
        if (!inputStale) {
            return;
        }
        List<Input> all = new ArrayList<>(inputs);
        pumped_nmol_per_min.forEach((pump, rate) -> entries(pump.route(), Double.NaN, -1, Double.NaN)
                .forEach(entry -> all.add(new Input(-1, entry, rate * entry.share()))));
        all.forEach(each -> prepare(each.entry()));
        input = new double[state.length];
        inputTotal = 0.0;
        for (Input each : all) {
            deliver(input, each.entry(), each.nmol_per_min());
            inputTotal += each.nmol_per_min();
        }
        inputStale = false;
    }

    /** Gives a further dose now; its start time counts from the time reached. */
    public void administer(Dose dose) {
        plan(dose.delayedBy(time_min));
        applyUntil(time_min);
    }

    /**
     * Adds a dose that lies ahead; from now on all is, to the bit, as if it had stood last in the list of doses from
     * the beginning.
     *
     * @throws IllegalArgumentException if it begins before or at the time reached
     */
    public void addAhead(Dose dose) {
        requireAhead(dose.start_min());
        agenda.list(dose, () -> plan(dose));
    }

    /**
     * Lets an infusion of the list end at another time that lies ahead, to the bit as if it had been planned so.
     *
     * @param planned the infusion as it stands in the list
     * @param instead the same but for its duration
     * @throws IllegalArgumentException if there is no such infusion, or its old or new end is not ahead
     */
    public void endAhead(Dose planned, Dose instead) {
        requireAhead(planned.end_min());
        requireAhead(instead.end_min());
        agenda.end(planned, instead, entries(planned.route(), Double.NaN, -1, Double.NaN).stream()
                .mapToDouble(way -> way.path().lag_min()).toArray());
    }

    private void requireAhead(double when_min) {
        if (!(when_min > time_min)) {
            throw new IllegalArgumentException("at " + when_min + " min it is too late; the time is " + time_min);
        }
    }

    /** Sets an extra infusion that runs beside the planned ones until it is set again; nmol/min, 0 stops it. */
    public void setInfusionRate(Route route, double nmol_per_min) {
        setInfusionRate("hand", route, nmol_per_min, true);
    }

    /**
     * Sets the rate of one of several pumps that run beside each other.
     *
     * @param pump name of the pump
     * @param route by which way it delivers
     * @param nmol_per_min new rate; 0 stops it
     * @param logged whether the change is an event
     */
    public void setInfusionRate(String pump, Route route, double nmol_per_min, boolean logged) {
        requireRoute(route);
        if (!(nmol_per_min >= 0.0)) {
            throw new IllegalArgumentException("cannot infuse " + nmol_per_min + " nmol/min of " + drug);
        }
        pumped_nmol_per_min.put(new Pump(pump, route), nmol_per_min);
        inputStale = true;
        if (logged) {
            record(DoseEvent.Kind.RATE, route, nmol_per_min, true);
        }
    }

    /** An amount for this body, in nmol (or nmol/min). */
    public double nanomoles(Amount amount) {
        return amount.nanomoles(molarMass_g_per_mol, mass_kg);
    }

    /** The drug itself (or its enantiomers) and its metabolites. */
    public List<Moiety> moieties() {
        return disposition.moieties();
    }

    /** Receptors that the drug, a metabolite or a part of a mixture binds in this body. */
    Map<Receptor, Binding> receptors(Drug which) {
        return set == null ? which.receptors() : set.receptors(which);
    }

    /** How the drug, a metabolite or a part of a mixture blocks NMDA channels in this body, if it does. */
    Optional<NmdaBlock.Blocker> nmdaBlock(Drug which, Set<String> contested) {
        return set == null ? Optional.empty() : set.nmdaBlock(which, contested);
    }

    /** Total (bound and unbound) concentration in plasma or blood, nmol/L. */
    public double plasma_nM(int moiety) {
        return Math.max(0.0, state[places.central(moiety)])
                / disposition.moieties().get(moiety).volumes_L().get(0);
    }

    /** Total (bound and unbound) concentration of the given drug in plasma or blood, ng/mL; enantiomers together. */
    public double plasma_ng_per_mL() {
        double sum = 0.0;
        for (int m = 0; m < disposition.moieties().size(); m++) {
            Moiety moiety = disposition.moieties().get(m);
            sum += moiety.formation() == null ? plasma_nM(m) * moiety.molarMass_g_per_mol() * 1e-3 : 0.0;
        }
        return sum;
    }

    /**
     * Concentration in the effect compartment on the plasma scale, nmol/L: what published effect-site models call Ce,
     * equal to plasma at steady state. Where uptake saturates it is the concentration at the site itself. Drug given
     * into the site or the spinal fluid is not part of it.
     */
    public double effectSite_nM(int moiety, Site site) {
        int place = places.site(moiety, site);
        if (place < 0) {
            return 0.0;
        }
        return Math.max(0.0, state[place]) / follows_L[moiety][site.ordinal()];
    }

    /** {@link #effectSite_nM(int, Site)} of the given drug in ng/mL; enantiomers together. */
    public double effectSite_ng_per_mL(Site site) {
        double sum = 0.0;
        for (int m = 0; m < disposition.moieties().size(); m++) {
            Moiety moiety = disposition.moieties().get(m);
            sum += moiety.formation() == null ? effectSite_nM(m, site) * moiety.molarMass_g_per_mol() * 1e-3 : 0.0;
        }
        return sum;
    }

    /** Concentration in the spinal cerebrospinal fluid, nmol/L; 0 for what has no course there. */
    public double spinalFluid_nM(int moiety) {
        Disposition.SpinalFluid fluid = disposition.moieties().get(moiety).fluid();
        return fluid == null ? 0.0 : Math.max(0.0, state[places.spinalFluid(moiety)]) / fluid.volume_L();
    }

    /** Unbound concentration at a site of action, nmol/L, including drug given into the site or the spinal fluid. */
    public double free_nM(int moiety, Site site) {
        double free = effectSite_nM(moiety, site) * reach[moiety][site.ordinal()];
        Disposition.SpinalFluid fluid = fluids[moiety];
        if (site == Site.SPINAL_CORD && fluid != null) {
            free += Math.max(0.0, state[places.cord(moiety)]) / fluid.volume_L() * fluid.cordPartition();
        }
        for (int d = 0; site == Site.BRAINSTEM && d < places.depots().size(); d++) {
            Compartments.Depot depot = places.depots().get(d);
            if (depot.path().into() == Into.BRAINSTEM_TISSUE && depot.moiety() == moiety) {
                free += Math.max(0.0, state[places.last(d)]) / depot.path().siteVolume_L();
            }
        }
        return free;
    }

    /** Unbound concentration of the given drug at a site of action, nmol/L; enantiomers together. */
    public double effectSite_nM(Site site) {
        double sum = 0.0;
        for (int m = 0; m < disposition.moieties().size(); m++) {
            sum += disposition.moieties().get(m).formation() == null ? free_nM(m, site) : 0.0;
        }
        return sum;
    }

    /** Everything given so far, nmol. */
    public double administered_nmol() {
        return administered.value();
    }

    /** Everything given so far less what was left on patches and pellets taken off again, mg. */
    public double given_mg() {
        return (administered.value() - recovered_nmol) * molarMass_g_per_mol * 1e-6;
    }

    /** Everything eliminated or never absorbed, metabolites by the amount they came from, nmol. */
    public double eliminated_nmol() {
        return state[places.gone()];
    }

    /** What was left on patches and in pellets that have been taken off again, nmol. */
    public double recovered_nmol() {
        return recovered_nmol;
    }

    /** Everything still in blood, tissues and depots, as drug or metabolite (a pellet counts), nmol. */
    public double inBody_nmol() {
        return places.inBody(state) + waiting_nmol;
    }

    /** The smallest of all amounts and concentrations that are followed; what rounding may leave below zero. */
    double lowest() {
        return Arrays.stream(state).min().orElse(0.0);
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
