package org.rexed.pharmacology;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rexed.receptor.Binding;
import org.rexed.receptor.Competition;
import org.rexed.receptor.NmdaBlock;
import org.rexed.receptor.OperationalModel;
import org.rexed.receptor.Receptor;

/**
 * All drugs in one subject together: what they hold and do at each receptor and how much NMDA current they leave.
 *
 * <p>Drugs compete at equilibrium for a receptor at a site; the NMDA block is that at the spinal cord and follows the
 * drugs with its slow trapped part. The concentrations at the end of a step hold for all of it, so steps should be
 * short against the half-life of release.
 */
public final class DrugLevels {
    private final List<Drug> drugs;
    private final List<Kinetics> kinetics;
    private final List<Kinetics> blockers = new ArrayList<>();
    private final double[][] local_nM;
    private final NmdaBlock block;
    private double time_min;

    /** Drugs of a subject and the kinetics of each, in the same order. */
    public DrugLevels(List<Drug> drugs, List<Kinetics> kinetics) {
        this.drugs = List.copyOf(drugs);
        this.kinetics = List.copyOf(kinetics);
        if (drugs.size() != kinetics.size()) {
            throw new IllegalArgumentException("each drug needs its kinetics");
        }
        List<NmdaBlock.Blocker> blocking = new ArrayList<>();
        for (int i = 0; i < drugs.size(); i++) {
            Optional<NmdaBlock.Blocker> blocker = drugs.get(i).nmdaBlock();
            if (blocker.isPresent()) {
                blocking.add(blocker.get());
                blockers.add(kinetics.get(i));
            }
        }
        block = new NmdaBlock(blocking);
        local_nM = new double[drugs.size()][Site.values().length];
    }

    /** Kinetics for every drug of a list of doses, in the order of the drugs given. */
    public static DrugLevels of(List<Drug> drugs, Species species, Body body, double clearanceFactor,
                                double volumeFactor, List<Dose> doses) {
        List<Kinetics> all = new ArrayList<>();
        for (Drug drug : drugs) {
            all.add(new Kinetics(drug, drug.set(species), body, clearanceFactor, volumeFactor,
                    doses.stream().filter(dose -> dose.drug().equals(drug.name())).toList()));
        }
        return new DrugLevels(drugs, all);
    }

    /**
     * Holds a drug at a place, as a superfusion or microinjection does: this free concentration is there besides what
     * comes with the blood, from now on. Nothing of it reaches other places.
     *
     * @throws IllegalArgumentException if the subject has no such drug
     */
    public void hold(String drug, Site site, double concentration_nM) {
        for (int i = 0; i < local_nM.length; i++) {
            if (drugs.get(i).name().equals(drug)) {
                local_nM[i][site.ordinal()] = concentration_nM;
                return;
            }
        }
        throw new IllegalArgumentException("no drug " + drug + " in this subject");
    }

    private double free_nM(int drug, Site site) {
        return kinetics.get(drug).effectSite_nM(site) + local_nM[drug][site.ordinal()];
    }

    /** Advances every drug; the NMDA block sees the concentrations at the end of the step. */
    public void advanceTo(double toTime_min) {
        for (Kinetics each : kinetics) {
            each.advanceTo(toTime_min);
        }
        double[] free = new double[blockers.size()];
        for (int i = 0; i < free.length; i++) {
            free[i] = free_nM(kinetics.indexOf(blockers.get(i)), Site.SPINAL_CORD);
        }
        block.advance(toTime_min - time_min, free);
        time_min = toTime_min;
    }

    /** Kinetics of each drug, in the order of {@link #drugs()}. */
    public List<Kinetics> kinetics() {
        return kinetics;
    }

    /** The drugs. */
    public List<Drug> drugs() {
        return drugs;
    }

    /** Fraction of NMDA channels at the spinal cord not blocked by drugs, in [0, 1]. */
    public double nmdaUnblocked() {
        return block.unblocked();
    }

    /** Fraction of a receptor held by all drugs together at a site, in [0, 1]. */
    public double occupancy(Receptor receptor, Site site) {
        double sum = 0.0;
        for (double part : bound(receptor, site)[0]) {
            sum += part;
        }
        return Math.min(1.0, sum);
    }

    /** Agonist signal at a receptor: occupancy weighted by intrinsic efficacy, in [0, 1]. */
    public double stimulus(Receptor receptor, Site site) {
        double[][] bound = bound(receptor, site);
        return OperationalModel.stimulus(bound[0], bound[1]);
    }

    /** Occupancy and efficacy of each drug that binds the receptor. */
    private double[][] bound(Receptor receptor, Site site) {
        List<double[]> ligands = new ArrayList<>();
        for (int i = 0; i < drugs.size(); i++) {
            Map<Receptor, Binding> receptors = drugs.get(i).receptors();
            Binding binding = receptors.get(receptor);
            if (binding != null) {
                ligands.add(new double[] {free_nM(i, site), binding.ki_nM(), binding.efficacy()});
            }
        }
        double[] occupancy = Competition.occupancies(ligands.stream().mapToDouble(l -> l[0]).toArray(),
                ligands.stream().mapToDouble(l -> l[1]).toArray());
        return new double[][] {occupancy, ligands.stream().mapToDouble(l -> l[2]).toArray()};
    }

    /** What was given from one time (included) to another (not included), over all drugs in order of time. */
    public List<DoseEvent> events(double from_min, double to_min) {
        List<DoseEvent> all = new ArrayList<>();
        kinetics.forEach(each -> all.addAll(each.events(from_min, to_min)));
        Collections.sort(all, (a, b) -> Double.compare(a.time_min(), b.time_min()));
        return all;
    }
}
