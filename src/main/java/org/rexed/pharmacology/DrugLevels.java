package org.rexed.pharmacology;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rexed.receptor.Binding;
import org.rexed.receptor.CompetitiveBinding;
import org.rexed.receptor.NmdaBlock;
import org.rexed.receptor.OperationalModel;
import org.rexed.receptor.Receptor;

/**
 * All drugs in one subject together: what they and their metabolites hold and do at each receptor, how much NMDA
 * current they leave, and what else they act on.
 *
 * <p>Ligands compete for a receptor at a site ({@link CompetitiveBinding}). Slow binding and channel block follow the
 * drugs in steps of at most half a minute, shorter after a change of delivery; in a step they see the mean
 * concentration by Simpson's rule.
 */
public final class DrugLevels {
    private static final double LONGEST_STEP_min = 0.5;
    private static final double SHORTEST_STEP_min = 0.015625;
    private static final double RESTING_OPEN_FRACTION = 0.02;

    private static final Site[] SITES = Site.values();

    private final List<Drug> drugs;
    private final List<Kinetics> kinetics;
    private final List<DosingRule.Course> rules = new ArrayList<>();
    private final List<Kinetics> ruled = new ArrayList<>();
    private final Map<List<String>, Shown> readings = new HashMap<>();
    private final List<Ligand> ligands = new ArrayList<>();
    private final Map<Receptor, List<Integer>> binders = new EnumMap<>(Receptor.class);
    private final Map<Receptor, CompetitiveBinding[]> binding = new EnumMap<>(Receptor.class);
    private final List<Integer> blockers = new ArrayList<>();
    private final NmdaBlock block;
    private final List<Integer> watched = new ArrayList<>();
    private final List<Kinetics> watchedKinetics;
    private double channelUse = 1.0;
    private double potential_mV = NmdaBlock.REFERENCE_mV;
    private double time_min;
    private double changed_min;

    /** One substance: where its concentration comes from, and what has been put beside the receptors by hand. */
    private record Ligand(
            Drug drug, Kinetics kinetics, int moiety, Map<Receptor, Binding> bindings, double[] local_nM) {
        double free_nM(Site site) {
            return kinetics.free_nM(moiety, site) + local_nM[site.ordinal()];
        }
    }

    /** Drugs of a subject and the kinetics of each, in the same order. */
    public DrugLevels(List<Drug> drugs, List<Kinetics> kinetics) {
        this(drugs, kinetics, List.of(), Set.of());
    }

    /** Drugs of a subject, the kinetics of each in the same order, rules of dosing, contested actions taken as real. */
    public DrugLevels(
            List<Drug> drugs, List<Kinetics> kinetics, List<DosingRule> rules, Set<String> contested) {
        this.drugs = List.copyOf(drugs);
        this.kinetics = List.copyOf(kinetics);
        if (drugs.size() != kinetics.size()) {
            throw new IllegalArgumentException("each drug needs its kinetics");
        }
        for (int i = 0; i < drugs.size(); i++) {
            List<Disposition.Moiety> moieties = kinetics.get(i).moieties();
            for (int m = 0; m < moieties.size(); m++) {
                Drug drug = drugs.get(i).moiety(moieties.get(m).name());
                Map<Receptor, Binding> bindings = new EnumMap<>(Receptor.class);
                bindings.putAll(kinetics.get(i).receptors(drug));
                bindings.values().removeIf(bound -> contested.contains(bound.unless()));
                ligands.add(new Ligand(drug, kinetics.get(i), m, bindings, new double[SITES.length]));
            }
        }
        List<NmdaBlock.Blocker> blocking = new ArrayList<>();
        for (int i = 0; i < ligands.size(); i++) {
            Drug drug = ligands.get(i).drug();
            for (Receptor receptor : ligands.get(i).bindings().keySet()) {
                binders.computeIfAbsent(receptor, r -> new ArrayList<>()).add(i);
            }
            Optional<NmdaBlock.Blocker> blocker = ligands.get(i).kinetics().nmdaBlock(drug, contested);
            if (blocker.isPresent()) {
                blocking.add(blocker.get());
                blockers.add(i);
            }
        }
        block = new NmdaBlock(blocking);
        binders.forEach((receptor, which) -> {
            double[] ki_nM = which.stream().mapToDouble(i -> bindingOf(i, receptor).ki_nM()).toArray();
            double[] off = which.stream().mapToDouble(i -> bindingOf(i, receptor).offRate_per_min()).toArray();
            CompetitiveBinding[] sites = new CompetitiveBinding[Site.values().length];
            for (int s = 0; s < sites.length; s++) {
                sites[s] = new CompetitiveBinding(ki_nM, off);
            }
            binding.put(receptor, sites);
        });
        for (DosingRule rule : rules) {
            this.rules.add(rule.begin());
            ruled.add(kinetics.get(this.drugs.stream().map(Drug::name).toList().indexOf(rule.drug())));
        }
        watched.addAll(blockers);
        binding.forEach((receptor, sites) -> watched.addAll(
                sites[0].isAtEquilibrium() ? List.of() : binders.get(receptor)));
        watchedKinetics = watched.stream().map(i -> ligands.get(i).kinetics()).distinct().toList();
    }

    private Binding bindingOf(int ligand, Receptor receptor) {
        return ligands.get(ligand).bindings().get(receptor);
    }

    /**
     * Holds a drug at a place, as a superfusion or microinjection does: this free concentration is there besides what
     * comes with the blood, from now on. Nothing of it reaches other places.
     *
     * @throws IllegalArgumentException if the subject has no such drug
     */
    public void hold(String drug, Site site, double concentration_nM) {
        for (Ligand ligand : ligands) {
            if (ligand.drug().name().equals(drug)) {
                ligand.local_nM()[site.ordinal()] = concentration_nM;
                return;
            }
        }
        throw new IllegalArgumentException("no drug " + drug + " in this subject");
    }

    /**
     * Sets how much NMDA channels of the cord are in use from now on.
     *
     * @param use opening of channels relative to rest
     * @param meanPotential_mV mean potential of the cells that carry them
     */
    public void channelUse(double use, double meanPotential_mV) {
        channelUse = use;
        potential_mV = meanPotential_mV;
    }

    /**
     * What a test showed last.
     *
     * @param number how many readings there have been
     * @param value the reading in the unit of the test; NaN before the first
     * @param ofBaseline the reading over its baseline; NaN for the baseline itself and without one
     */
    public record Shown(long number, double value, double ofBaseline) {}

    /** Tells what a test showed; rules of dosing may look at it. */
    public void noteReading(String assay, String site, double value, double ofBaseline) {
        readings.put(List.of(assay, site), new Shown(reading(assay, site).number() + 1, value, ofBaseline));
    }

    /** Latest reading of a test at a site. */
    public Shown reading(String assay, String site) {
        return readings.getOrDefault(List.of(assay, site), new Shown(0, Double.NaN, Double.NaN));
    }

    /** Advances every drug, and with them what binds slowly; rules of dosing decide on the way. */
    public void advanceTo(double toTime_min) {
        for (int next = nextRule(); next >= 0 && rules.get(next).next_min() <= toTime_min; next = nextRule()) {
            moveTo(Math.max(time_min, rules.get(next).next_min()));
            rules.get(next).decide(this, ruled.get(next));
        }
        moveTo(toTime_min);
    }

    /** The rule that decides first, or -1; at one time in the order in which they are written. */
    private int nextRule() {
        int next = -1;
        for (int i = 0; i < rules.size(); i++) {
            if (next < 0 || rules.get(i).next_min() < rules.get(next).next_min()) {
                next = i;
            }
        }
        return next;
    }

    private void moveTo(double toTime_min) {
        while (!watched.isEmpty() && time_min < toTime_min) {
            // Steps end on a fixed grid, so that their lengths repeat and propagators can be kept.
            double step = step_min();
            double end = Math.min(toTime_min, (StrictMath.floor(time_min / step) + 1) * step);
            for (Kinetics each : watchedKinetics) {
                if (each.nextEvent_min() <= end) {
                    end = each.nextEvent_min();
                    changed_min = end;
                }
            }
            advanceBinding(end);
        }
        kinetics.forEach(each -> each.advanceTo(toTime_min));
        time_min = toTime_min;
    }

    /** A small part of the time since the last change of delivery, in halves of the longest step. */
    private double step_min() {
        double step = LONGEST_STEP_min;
        while (step > SHORTEST_STEP_min && step * 32.0 > time_min - changed_min) {
            step *= 0.5;
        }
        return step;
    }

    private void advanceBinding(double end_min) {
        double length = end_min - time_min;
        double[][] start = concentrations();
        watchedKinetics.forEach(each -> each.advanceTo(time_min + 0.5 * length));
        double[][] middle = concentrations();
        watchedKinetics.forEach(each -> each.advanceBefore(end_min));
        double[][] last = concentrations();
        watchedKinetics.forEach(each -> each.advanceTo(end_min));
        double[][] mean = new double[ligands.size()][Site.values().length];
        for (int i : watched) {
            for (int s = 0; s < mean[i].length; s++) {
                mean[i][s] = (start[i][s] + 4.0 * middle[i][s] + last[i][s]) / 6.0;
            }
        }
        binding.forEach((receptor, sites) -> {
            for (int s = 0; s < sites.length && !sites[0].isAtEquilibrium(); s++) {
                sites[s].advance(length, column(binders.get(receptor), mean, s));
            }
        });
        block.advance(length, column(blockers, mean, Site.SPINAL_CORD.ordinal()),
                Math.min(1.0, RESTING_OPEN_FRACTION * channelUse), potential_mV);
        time_min = end_min;
    }

    private double[][] concentrations() {
        double[][] free_nM = new double[ligands.size()][Site.values().length];
        for (int i : watched) {
            for (Site site : SITES) {
                free_nM[i][site.ordinal()] = ligands.get(i).free_nM(site);
            }
        }
        return free_nM;
    }

    private static double[] column(List<Integer> which, double[][] table, int column) {
        return which.stream().mapToDouble(i -> table[i][column]).toArray();
    }

    /** Kinetics of each drug, in the order of {@link #drugs()}. */
    public List<Kinetics> kinetics() {
        return kinetics;
    }

    /** The drugs. */
    public List<Drug> drugs() {
        return drugs;
    }

    /** Receptors that something here binds. */
    public Set<Receptor> receptors() {
        return Collections.unmodifiableSet(binders.keySet());
    }

    /** Names of the drugs and metabolites that bind a receptor, each once. */
    public List<String> binders(Receptor receptor) {
        return binders.getOrDefault(receptor, List.of()).stream()
                .map(i -> ligands.get(i).drug().name())
                .distinct()
                .toList();
    }

    /** Whether something here blocks NMDA channels. */
    public boolean blocksNmda() {
        return !blockers.isEmpty();
    }

    /** Fraction of NMDA channels at the spinal cord not blocked by drugs, in [0, 1]. */
    public double nmdaUnblocked() {
        return block.unblocked();
    }

    /** Fraction of a receptor held by all drugs together at a site, in [0, 1]. */
    public double occupancy(Receptor receptor, Site site) {
        double sum = 0.0;
        for (double part : occupancies(receptor, site)) {
            sum += part;
        }
        return Math.min(1.0, sum);
    }

    /** Fraction of a receptor held by one drug or metabolite at a site, in [0, 1]. */
    public double occupancy(Receptor receptor, Site site, String by) {
        double[] held = occupancies(receptor, site);
        double sum = 0.0;
        for (int i = 0; i < held.length; i++) {
            sum += ligands.get(binders.get(receptor).get(i)).drug().name().equals(by) ? held[i] : 0.0;
        }
        return sum;
    }

    /** Agonist signal at a receptor: occupancy weighted by intrinsic efficacy, in [0, 1]. */
    public double stimulus(Receptor receptor, Site site) {
        double[] efficacy = binders.getOrDefault(receptor, List.of()).stream()
                .mapToDouble(i -> bindingOf(i, receptor).efficacy())
                .toArray();
        return OperationalModel.stimulus(occupancies(receptor, site), efficacy);
    }

    private double[] occupancies(Receptor receptor, Site site) {
        if (!binding.containsKey(receptor)) {
            return new double[0];
        }
        double[] free_nM = binders.get(receptor).stream().mapToDouble(i -> ligands.get(i).free_nM(site)).toArray();
        return binding.get(receptor)[site.ordinal()].occupancies(free_nM);
    }

    /** Effect of all drugs together on a target at a site, in [0, 1]: what they leave multiplies. */
    public double effect(Target target, Site site) {
        double left = 1.0;
        for (Ligand ligand : ligands) {
            left *= 1.0 - ligand.drug().effect(target, ligand.free_nM(site));
        }
        return 1.0 - left;
    }

    /** What was given from one time (included) to another (not included), over all drugs in order of time. */
    public List<DoseEvent> events(double from_min, double to_min) {
        List<DoseEvent> all = new ArrayList<>();
        kinetics.forEach(each -> all.addAll(each.events(from_min, to_min)));
        Collections.sort(all, (a, b) -> Double.compare(a.time_min(), b.time_min()));
        return all;
    }
}
