package org.rexed.mechanism;

import java.util.Arrays;
import org.rexed.circuit.Circuit;
import org.rexed.circuit.FiringSummary;
import org.rexed.neuron.Population;
import org.rexed.pharmacology.Site;
import org.rexed.pharmacology.Target;

/**
 * The chemistry and activity around the neurons of one subject that several mechanisms share. Values a switched-off
 * mechanism would write stay at their resting value.
 */
public final class Milieu {
    private static final int SITES = Site.values().length;

    /** Efficacy-weighted mu receptor occupancy at each site, 0 to 1, whatever the coupling. */
    public final double[] muStimulus = new double[SITES];

    /** Mu receptor effect at each site after coupling, as a fraction of the cell's maximum, 0 to 1. */
    public final double[] muSignal = new double[SITES];

    /** Fraction of mu receptors still coupled to their effectors at each site, 0 to 1. */
    public final double[] muCoupled = new double[SITES];

    /** Alpha-2 receptor effect at each site, 0 to 1. */
    public final double[] alpha2Signal = new double[SITES];

    /** Protein kinase C activity at each site, mean over NMDA receptor clusters, 0 to 1. */
    public final double[] kinaseC = new double[SITES];

    /** Fraction of NMDA channels free of a blocker in the cord and brainstem, 0 to 1. */
    public double nmdaUnblocked = 1;

    /** Glutamate uptake capacity of dorsal-horn astrocytes, 1 is normal. */
    public double glutamateUptake = 1;

    /** Free extracellular dynorphin of each dermatome, in nmol/L. */
    public final double[] dynorphin_nM;

    /** Dynorphin in the naive animal, in nmol/L. */
    public double restingDynorphin_nM;

    /**
     * Non-opioid excitatory action of dynorphin on afferent terminals above its resting value, by dermatome, 0 to 1.
     */
    public final double[] dynorphinExcitation;

    /** Cholecystokinin in the rostral ventromedial medulla, 1 is normal. */
    public double cck = 1;

    /** Fraction of CCK2 receptors free of an antagonist at each site, 0 to 1. */
    public final double[] cck2Free = new double[SITES];

    /** Share of the mu effect that cholecystokinin takes away at each site, 0 to 1. */
    public final double[] muAntagonism = new double[SITES];

    /** Whether the dorsolateral funiculus conducts: 1 intact, 0 cut. */
    public double dorsolateralFuniculus = 1;

    /** NMDA calcium current of each neuron in pA, averaged over the last tick. */
    public final double[] calcium_pA;

    /** Firing rate of each neuron in Hz in the latest spell of ongoing activity. */
    public final double[] rate_Hz;

    private final double[][] drugEffect = new double[Target.values().length][SITES];
    private final Circuit circuit;
    private final double[] ongoingCalcium_pA;

    /** A naive milieu around a circuit. */
    public Milieu(Circuit circuit) {
        this.circuit = circuit;
        int dermatomes = circuit.anatomy().dermatomes().size();
        dynorphin_nM = new double[dermatomes];
        dynorphinExcitation = new double[dermatomes];
        calcium_pA = new double[circuit.size()];
        ongoingCalcium_pA = new double[circuit.size()];
        rate_Hz = new double[circuit.size()];
        Arrays.fill(muCoupled, 1);
        Arrays.fill(cck2Free, 1);
    }

    /** Effect of all drugs on a target at a site, 0 to 1. */
    public double drugEffect(Target target, Site site) {
        return drugEffect[target.ordinal()][site.ordinal()];
    }

    /** Sets the effect of all drugs on a target at a site, 0 to 1. */
    public void drugEffect(Target target, Site site, double effect) {
        drugEffect[target.ordinal()][site.ordinal()] = effect;
    }

    /** The circuit this milieu surrounds. */
    public Circuit circuit() {
        return circuit;
    }

    /** Takes over a spell of ongoing activity: it stands for the time until the next one. */
    public void ongoing(FiringSummary summary) {
        for (int i = 0; i < rate_Hz.length; i++) {
            rate_Hz[i] = summary.rate_Hz(i);
            ongoingCalcium_pA[i] = summary.calcium_pA(i);
        }
    }

    /** NMDA calcium current of a neuron in pA in the latest spell of ongoing activity. */
    public double ongoingCalcium_pA(int neuron) {
        return ongoingCalcium_pA[neuron];
    }

    /** Starts the activity of a new tick with ongoing activity only. */
    public void beginTick() {
        System.arraycopy(ongoingCalcium_pA, 0, calcium_pA, 0, calcium_pA.length);
    }

    /** Adds what a stimulus evoked to the tick's mean calcium; the rest of the tick is ongoing activity. */
    public void evoked(FiringSummary summary, double step_min) {
        double share = Math.min(1, summary.duration_ms() / (step_min * 60_000));
        for (int i = 0; i < calcium_pA.length; i++) {
            calcium_pA[i] += share * (summary.calcium_pA(i) - ongoingCalcium_pA[i]);
        }
    }

    /** Mean ongoing firing rate of all groups of a class in Hz. */
    public double rate_Hz(String population) {
        double sum = 0;
        int count = 0;
        for (Population p : circuit.populations(population)) {
            for (int i = p.first(); i < p.end(); i++) {
                sum += rate_Hz[i];
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    /** Mean ongoing firing rate of one group in Hz. */
    public double rate_Hz(Population population) {
        double sum = 0;
        for (int i = population.first(); i < population.end(); i++) {
            sum += rate_Hz[i];
        }
        return sum / population.count();
    }

    /** Index of the dermatome a population lies in, -1 for brainstem nuclei. */
    public int dermatome(Population population) {
        return circuit.anatomy().dermatomes().indexOf(population.group());
    }

    /** Whether a population lies in the cord (afferent terminals included) or in the brainstem. */
    public Site site(Population population) {
        return dermatome(population) >= 0 ? Site.SPINAL_CORD : Site.BRAINSTEM;
    }

    /** Whether the cells of a population lie in lamina I or II. */
    public boolean isSuperficial(Population population) {
        return population.region().equals("lamina-I") || population.region().startsWith("lamina-II-");
    }

    /** Exact relaxation of a value toward a goal over a step: the solution of {@code dx/dt = (goal - x) / time}. */
    static double relax(double value, double goal, double step, double time) {
        return goal + (value - goal) * StrictMath.exp(-step / time);
    }
}
