package org.rexed.pharmacology;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.rexed.receptor.Receptor;

/**
 * A kinetic experiment on paper: one drug, one body, a list of doses, and the levels at chosen times.
 *
 * @param drug the drug
 * @param set the kinetic values used
 * @param body the subject
 * @param doses what is given
 */
public record PkStudy(Drug drug, KineticSet set, Body body, List<Dose> doses) {
    private static final double LN2 = 0.6931471805599453;
    private static final double[] STEPS_MIN = {1, 2, 5, 10, 15, 30, 60, 120, 240, 360, 720, 1440};
    private static final int ROWS = 24;
    private static final double STEP_MIN = 1.0;

    /**
     * Levels at one time.
     *
     * @param time_min time after the start
     * @param plasma_ng_per_mL total concentration in plasma or blood
     * @param effectSite_ng_per_mL effect-compartment concentration on the plasma scale
     * @param unbound_nM unbound concentration at the site of action
     * @param occupancy fraction held of each receptor the drug binds
     * @param nmdaBlocked fraction of NMDA channels blocked, NaN if the drug does not block them
     */
    public record Point(double time_min, double plasma_ng_per_mL, double effectSite_ng_per_mL, double unbound_nM,
                        Map<Receptor, Double> occupancy, double nmdaBlocked) {}

    /** Copies the list of doses. */
    public PkStudy {
        doses = List.copyOf(doses);
    }

    /** The site of action that is reported: the spinal cord if the set has it, else its first site. */
    public Site site() {
        return set.sites().isEmpty() || set.sites().contains(Site.SPINAL_CORD) ? Site.SPINAL_CORD
                : set.sites().iterator().next();
    }

    /** Levels at the given times (min), in ascending order. */
    public List<Point> at(List<Double> times_min) {
        List<Double> times = new ArrayList<>(times_min);
        Collections.sort(times);
        DrugLevels levels = new DrugLevels(List.of(drug), List.of(new Kinetics(drug, set, body, 1.0, 1.0, doses)));
        Kinetics kinetics = levels.kinetics().get(0);
        List<Point> points = new ArrayList<>();
        double minute = 0.0;
        for (double time : times) {
            // The trapped part of a channel block sees constant levels within a step, so steps stay short.
            while (drug.nmdaBlock().isPresent() && minute + STEP_MIN < time) {
                minute += STEP_MIN;
                levels.advanceTo(Math.max(minute, kinetics.time_min()));
            }
            levels.advanceTo(time);
            Map<Receptor, Double> occupancy = new EnumMap<>(Receptor.class);
            for (Receptor receptor : drug.receptors().keySet()) {
                occupancy.put(receptor, levels.occupancy(receptor, site()));
            }
            points.add(new Point(time, kinetics.plasma_ng_per_mL(), kinetics.effectSite_ng_per_mL(site()),
                    kinetics.effectSite_nM(site()), Collections.unmodifiableMap(occupancy),
                    drug.nmdaBlock().isPresent() ? 1.0 - levels.nmdaUnblocked() : Double.NaN));
        }
        return points;
    }

    /** A time by which most of the drug is gone after the last dose, min. */
    public double end_min() {
        Disposition disposition = set.resolve(body, 1.0, 1.0);
        double volume = disposition.volumes_L().stream().mapToDouble(Double::doubleValue).sum();
        double halfLife = LN2 * volume / disposition.clearance_L_per_min();
        double last = 0.0;
        for (Dose dose : doses) {
            double release = Double.isNaN(dose.releaseHalfLife_min()) ? 0.0 : dose.releaseHalfLife_min();
            last = Math.max(last, dose.end_min() + 3.0 * Math.max(release, halfLife));
        }
        return last;
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
        for (int i = 0; i <= 600; i++) {
            times.add(end_min * i / 600.0);
        }
        for (Dose dose : doses) {
            for (int k = 0; k < Math.min(dose.count(), 200); k++) {
                times.add(dose.start_min() + k * dose.interval_min());
            }
            times.add(dose.end_min());
        }
        return times.stream().filter(time -> time <= end_min).toList();
    }
}
