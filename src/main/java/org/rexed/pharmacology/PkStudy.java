package org.rexed.pharmacology;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.rexed.receptor.Receptor;

/**
 * A kinetic experiment on paper: one body, one or several drugs with their doses, and the levels at chosen times.
 *
 * @param regimens the drugs and what is given of each; the first is the one the study is about
 * @param body the subject
 * @param rules what is decided on the way
 * @param contested contested actions of the drugs that are taken as real
 * @param place site of action to report, or null for the spinal cord, or the first site if the drug's set lacks it
 */
public record PkStudy(List<Regimen> regimens, Body body, List<DosingRule> rules, Set<String> contested, Site place) {
    private static final double LN2 = 0.6931471805599453;
    private static final double[] STEPS_MIN = {1, 2, 5, 10, 15, 30, 60, 120, 240, 360, 720, 1440};
    private static final int ROWS = 24;
    private static final int POINTS = 600;
    private static final int MARKED_DOSES = 200;

    /**
     * One drug of a study.
     *
     * @param drug the drug
     * @param set the kinetic values used
     * @param doses what is given
     */
    public record Regimen(Drug drug, KineticSet set, List<Dose> doses) {
        /** Copies the list of doses. */
        public Regimen {
            doses = List.copyOf(doses);
        }
    }

    /**
     * Concentrations of one substance: a drug, an enantiomer or a metabolite.
     *
     * @param plasma_ng_per_mL total concentration in plasma or blood
     * @param effectSite_ng_per_mL effect-compartment concentration on the plasma scale
     * @param unbound_nM unbound concentration at the site of action
     * @param fluid_ng_per_mL concentration in the spinal fluid, NaN if the substance has no course there
     */
    public record Level(
            double plasma_ng_per_mL, double effectSite_ng_per_mL, double unbound_nM, double fluid_ng_per_mL) {}

    /**
     * Levels at one time.
     *
     * @param time_min time after the start
     * @param drug concentrations of the first drug, enantiomers together
     * @param substances concentrations of everything that circulates, by name
     * @param occupancy fraction held of each receptor that something here binds, by all together
     * @param shares fraction held of each receptor, by substance
     * @param nmdaBlocked fraction of NMDA channels blocked, NaN if nothing here blocks them
     */
    public record Point(
            double time_min,
            Level drug,
            Map<String, Level> substances,
            Map<Receptor, Double> occupancy,
            Map<Receptor, Map<String, Double>> shares,
            double nmdaBlocked) {}

    /** Copies the list of drugs. */
    public PkStudy {
        regimens = List.copyOf(regimens);
        rules = List.copyOf(rules);
        contested = Set.copyOf(contested);
    }

    /** Doses and nothing else. */
    public PkStudy(List<Regimen> regimens, Body body) {
        this(regimens, body, List.of(), Set.of(), null);
    }

    /** The drug that the study is about. */
    public Drug drug() {
        return regimens.get(0).drug();
    }

    /** Its kinetic values. */
    public KineticSet set() {
        return regimens.get(0).set();
    }

    /** What is given of all drugs. */
    public List<Dose> doses() {
        return regimens.stream().flatMap(regimen -> regimen.doses().stream()).toList();
    }

    /** The site of action that is reported. */
    public Site site() {
        if (place != null) {
            return place;
        }
        return set().sites().isEmpty() || set().sites().contains(Site.SPINAL_CORD) ? Site.SPINAL_CORD
                : set().sites().iterator().next();
    }

    /** Levels at the given times (min), in ascending order. */
    public List<Point> at(List<Double> times_min) {
        List<Double> times = new ArrayList<>(times_min);
        Collections.sort(times);
        List<Kinetics> kinetics = new ArrayList<>();
        for (Regimen regimen : regimens) {
            kinetics.add(new Kinetics(regimen.drug(), regimen.set(), body, 1.0, 1.0, regimen.doses()));
        }
        DrugLevels levels = new DrugLevels(
                regimens.stream().map(Regimen::drug).toList(), kinetics, rules, contested);
        List<Point> points = new ArrayList<>();
        for (double time : times) {
            levels.advanceTo(time);
            points.add(point(time, levels));
        }
        return points;
    }

    private Point point(double time_min, DrugLevels levels) {
        Map<String, Level> substances = new LinkedHashMap<>();
        for (Kinetics each : levels.kinetics()) {
            for (int m = 0; m < each.moieties().size(); m++) {
                substances.merge(each.moieties().get(m).name(), level(each, m), PkStudy::sum);
            }
        }
        Map<Receptor, Double> occupancy = new EnumMap<>(Receptor.class);
        Map<Receptor, Map<String, Double>> shares = new EnumMap<>(Receptor.class);
        for (Receptor receptor : levels.receptors()) {
            occupancy.put(receptor, levels.occupancy(receptor, site()));
            Map<String, Double> by = new LinkedHashMap<>();
            levels.binders(receptor).forEach(name -> by.put(name, levels.occupancy(receptor, site(), name)));
            shares.put(receptor, by);
        }
        Kinetics first = levels.kinetics().get(0);
        Level own = new Level(first.plasma_ng_per_mL(), first.effectSite_ng_per_mL(site()),
                first.effectSite_nM(site()), level(first, 0).fluid_ng_per_mL());
        return new Point(time_min, own, substances, occupancy, shares,
                levels.blocksNmda() ? 1.0 - levels.nmdaUnblocked() : Double.NaN);
    }

    private Level level(Kinetics kinetics, int m) {
        Disposition.Moiety moiety = kinetics.moieties().get(m);
        double ng_per_mL = moiety.molarMass_g_per_mol() * 1e-3;
        return new Level(kinetics.plasma_nM(m) * ng_per_mL, kinetics.effectSite_nM(m, site()) * ng_per_mL,
                kinetics.free_nM(m, site()),
                moiety.fluid() == null ? Double.NaN : kinetics.spinalFluid_nM(m) * ng_per_mL);
    }

    private static Level sum(Level a, Level b) {
        return new Level(a.plasma_ng_per_mL() + b.plasma_ng_per_mL(),
                a.effectSite_ng_per_mL() + b.effectSite_ng_per_mL(), a.unbound_nM() + b.unbound_nM(),
                Double.isNaN(a.fluid_ng_per_mL()) ? b.fluid_ng_per_mL() : a.fluid_ng_per_mL());
    }

    /** A time by which most of everything is gone after the last dose, min. */
    public double end_min() {
        double last = rules.stream().mapToDouble(DosingRule::until_min).max().orElse(0.0);
        for (Regimen regimen : regimens) {
            double halfLife = halfLife_min(regimen.set().resolve(body, 1.0, 1.0));
            for (Dose dose : regimen.doses()) {
                double release = Double.isNaN(dose.releaseHalfLife_min()) ? 0.0 : dose.releaseHalfLife_min();
                last = Math.max(last, dose.end_min() + 5.0 * Math.max(release, halfLife));
            }
        }
        return last;
    }

    /** Half-life of the substance that stays longest, all volumes taken as one. */
    private static double halfLife_min(Disposition disposition) {
        double longest = 0.0;
        for (int m = 0; m < disposition.moieties().size(); m++) {
            Disposition.Moiety moiety = disposition.moieties().get(m);
            double clearance = moiety.clearance_L_per_min();
            for (Disposition.Moiety other : disposition.moieties()) {
                clearance += other.formation() != null && other.formation().source() == m
                        ? other.formation().clearance_L_per_min() : 0.0;
            }
            double volume = moiety.volumes_L().stream().mapToDouble(Double::doubleValue).sum();
            longest = Math.max(longest, LN2 * volume / clearance);
        }
        return longest;
    }

    /** About two dozen round times from the start to {@link #end_min()}. */
    public List<Double> tableTimes_min() {
        double step = STEPS_MIN[STEPS_MIN.length - 1];
        for (int i = STEPS_MIN.length - 1; i >= 0 && end_min() / STEPS_MIN[i] <= ROWS; i--) {
            step = STEPS_MIN[i];
        }
        List<Double> times = new ArrayList<>();
        for (int i = 0; i * step < end_min() + step; i++) {
            times.add(i * step);
        }
        return times;
    }

    /** Many times for a smooth curve up to {@code end_min}, with the moments of the doses among them. */
    public List<Double> curveTimes_min(double end_min) {
        TreeSet<Double> times = new TreeSet<>();
        for (int i = 0; i <= POINTS; i++) {
            times.add(end_min * i / POINTS);
        }
        rules.forEach(rule -> {
            times.add(rule.from_min());
            times.add(rule.until_min());
        });
        for (Dose dose : doses()) {
            for (int k = 0; k < Math.min(dose.count(), MARKED_DOSES); k++) {
                times.add(dose.start_min() + k * dose.interval_min());
            }
            times.add(dose.end_min());
        }
        return times.stream().filter(time -> time <= end_min).toList();
    }
}
