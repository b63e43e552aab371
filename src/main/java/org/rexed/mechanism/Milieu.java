package org.rexed.mechanism;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.rexed.circuit.Circuit;
import org.rexed.circuit.FiringSummary;
import org.rexed.neuron.Channel;
import org.rexed.neuron.Population;
import org.rexed.pharmacology.Site;
import org.rexed.pharmacology.Target;

/**
 * The chemistry and activity around the neurons of one subject: the signals through which mechanisms reach each other.
 * A signal that a switched-off mechanism would write stays at its naive value. In strict mode a {@link Watch} stops
 * a mechanism that reads or writes what it did not declare.
 */
public final class Milieu {
    private final Circuit circuit;
    private final Map<Signal, double[]> values = new EnumMap<>(Signal.class);
    private final double[] ongoingCalcium_pA;
    private final List<List<Population>> glutamatergic = new ArrayList<>();
    private final List<Population> cFibres;
    private final double turnover;
    private final double[] restingRelease_Hz;
    private boolean naive = true;
    private long activity;
    private Watch watch;

    /** A naive milieu around a circuit, with the protein turnover of a rat. */
    public Milieu(Circuit circuit) {
        this(circuit, 1);
    }

    /**
     * A naive milieu around a circuit.
     *
     * @param turnover how fast proteins are made and broken down, over the rate of a rat
     */
    public Milieu(Circuit circuit, double turnover) {
        this.circuit = circuit;
        this.turnover = turnover;
        for (Signal signal : Signal.values()) {
            double[] column = new double[length(signal.shape())];
            Arrays.fill(column, signal.naive());
            values.put(signal, column);
        }
        ongoingCalcium_pA = new double[circuit.size()];
        restingRelease_Hz = new double[dermatomes()];
        for (int d = 0; d < dermatomes(); d++) {
            glutamatergic.add(new ArrayList<>());
        }
        cFibres = circuit.populations().stream()
                .filter(p -> circuit.spec(p).isAfferent() && p.name().startsWith("c-"))
                .toList();
        for (Population p : circuit.populations()) {
            if (dermatome(p) >= 0 && circuit.releases(p, Channel.AMPA)) {
                glutamatergic.get(dermatome(p)).add(p);
            }
        }
    }

    private int length(Signal.Shape shape) {
        return switch (shape) {
            case WHOLE -> 1;
            case SITE -> Site.values().length;
            case REGION -> regions();
            case DERMATOME -> dermatomes();
            case NEURON -> circuit.size();
            case TARGET -> Target.values().length * Site.values().length;
        };
    }

    /**
     * What a step is worth to processes that last days because proteins have to be made, moved or replaced: their
     * constants are those of rats.
     *
     * @param step_min length of the step, min
     * @return the length of a step, min, in which as much happens in a rat
     */
    public double turnover(double step_min) {
        return turnover * step_min;
    }

    /** From now on a watch is told of everything that is read and written; null ends it. */
    void watch(Watch by) {
        watch = by;
    }

    private void mayRead(Signal signal) {
        if (watch != null) {
            watch.reads(signal);
        }
    }

    private void mayWrite(Signal signal) {
        if (watch != null) {
            watch.writes(signal);
        }
    }

    /** Value of a signal of the whole animal. */
    public double get(Signal signal) {
        return get(signal, 0);
    }

    /** Value of a signal at a site. */
    public double get(Signal signal, Site site) {
        return get(signal, site.ordinal());
    }

    /** Value of a signal in a region, dermatome or neuron. */
    public double get(Signal signal, int index) {
        mayRead(signal);
        return values.get(signal)[index];
    }

    /** Sets a signal of the whole animal. */
    public void set(Signal signal, double value) {
        set(signal, 0, value);
    }

    /** Sets a signal at a site. */
    public void set(Signal signal, Site site, double value) {
        set(signal, site.ordinal(), value);
    }

    /** Sets a signal in a region, dermatome or neuron. */
    public void set(Signal signal, int index, double value) {
        mayWrite(signal);
        values.get(signal)[index] = value;
        activity += signal == Signal.CALCIUM || signal == Signal.RATE ? 1 : 0;
    }

    /** Sets a signal everywhere. */
    public void fill(Signal signal, double value) {
        mayWrite(signal);
        Arrays.fill(values.get(signal), value);
        activity += signal == Signal.CALCIUM || signal == Signal.RATE ? 1 : 0;
    }

    /** Number of places a signal has. */
    public int length(Signal signal) {
        return values.get(signal).length;
    }

    /** Mean of a signal over the dermatomes of the cord. */
    public double cordMean(Signal signal) {
        double sum = 0;
        for (int d = 0; d < dermatomes(); d++) {
            sum += get(signal, d);
        }
        return sum / dermatomes();
    }

    /** Effect of all drugs on a target at a site, 0 to 1. */
    public double drugEffect(Target target, Site site) {
        return get(Signal.DRUG_EFFECT, target.ordinal() * Site.values().length + site.ordinal());
    }

    /** Sets the effect of all drugs on a target at a site, 0 to 1. */
    public void drugEffect(Target target, Site site, double effect) {
        set(Signal.DRUG_EFFECT, target.ordinal() * Site.values().length + site.ordinal(), effect);
    }

    /**
     * Extracellular glutamate of a dermatome relative to the naive animal: release over clearance, which takes seconds,
     * so that the balance is there within a tick.
     */
    public double glutamate(int dermatome) {
        return get(Signal.GLUTAMATE_RELEASE, dermatome) / get(Signal.GLUTAMATE_CLEARANCE);
    }

    /** The circuit this milieu surrounds. */
    public Circuit circuit() {
        return circuit;
    }

    /** The activity so far is that of the naive animal, with which later activity is compared. */
    public void rested() {
        naive = false;
    }

    /** Takes over a spell of ongoing activity: it stands for the time until the next one. */
    public void ongoing(FiringSummary summary) {
        ongoing(summary, 1);
    }

    /**
     * The same, as one of several spells under the same modulation: they are averaged.
     *
     * @param weight share of this spell; 1 forgets the others
     */
    public void ongoing(FiringSummary summary, double weight) {
        double[] rate_Hz = values.get(Signal.RATE);
        for (int i = 0; i < rate_Hz.length; i++) {
            rate_Hz[i] += weight * (summary.rate_Hz(i) - rate_Hz[i]);
            ongoingCalcium_pA[i] += weight * (summary.calcium_pA(i) - ongoingCalcium_pA[i]);
        }
        for (int d = 0; d < dermatomes(); d++) {
            double release_Hz = release_Hz(d);
            restingRelease_Hz[d] = naive ? release_Hz : restingRelease_Hz[d];
            values.get(Signal.GLUTAMATE_RELEASE)[d] = restingRelease_Hz[d] > 0 ? release_Hz / restingRelease_Hz[d] : 1;
        }
        activity++;
    }

    private double release_Hz(int dermatome) {
        double sum = 0;
        for (Population p : glutamatergic.get(dermatome)) {
            for (int i = p.first(); i < p.end(); i++) {
                sum += values.get(Signal.RATE)[i] * circuit.ports().releaseFactor[i];
            }
        }
        return sum;
    }

    /** NMDA calcium current of a neuron in pA in the latest spell of ongoing activity. */
    public double ongoingCalcium_pA(int neuron) {
        mayRead(Signal.CALCIUM);
        return ongoingCalcium_pA[neuron];
    }

    /** Starts the activity of a new tick with ongoing activity only. */
    public void beginTick() {
        double[] calcium_pA = values.get(Signal.CALCIUM);
        if (!Arrays.equals(ongoingCalcium_pA, calcium_pA)) {
            System.arraycopy(ongoingCalcium_pA, 0, calcium_pA, 0, calcium_pA.length);
            activity++;
        }
    }

    /** Adds what a stimulus evoked to the tick's mean calcium; the rest of the tick is ongoing activity. */
    public void evoked(FiringSummary summary, double step_min) {
        double share = Math.min(1, summary.duration_ms() / (step_min * 60_000));
        double[] calcium_pA = values.get(Signal.CALCIUM);
        for (int i = 0; i < calcium_pA.length; i++) {
            calcium_pA[i] += share * (summary.calcium_pA(i) - ongoingCalcium_pA[i]);
        }
        activity++;
    }

    /** Counts changes of firing and calcium, so that what follows from them need not be computed again. */
    long activity() {
        return activity;
    }

    /** Mean ongoing firing rate of all groups of a class in Hz. */
    public double rate_Hz(String population) {
        double sum = 0;
        int count = 0;
        for (Population p : circuit.populations(population)) {
            sum += rate_Hz(p) * p.count();
            count += p.count();
        }
        return count == 0 ? 0 : sum / count;
    }

    /** Mean ongoing firing rate of one group in Hz. */
    public double rate_Hz(Population population) {
        double sum = 0;
        for (int i = population.first(); i < population.end(); i++) {
            sum += get(Signal.RATE, i);
        }
        return sum / population.count();
    }

    /** Number of dermatomes. */
    public int dermatomes() {
        return circuit.anatomy().dermatomes().size();
    }

    /** Number of regions: the dermatomes, then the brainstem. */
    public int regions() {
        return dermatomes() + 1;
    }

    /** Index of the dermatome a population lies in, -1 for brainstem nuclei. */
    public int dermatome(Population population) {
        return circuit.anatomy().dermatomes().indexOf(population.group());
    }

    /** Index of the region a population lies in. */
    public int region(Population population) {
        int dermatome = dermatome(population);
        return dermatome >= 0 ? dermatome : dermatomes();
    }

    /** The site a region belongs to. */
    public Site site(int region) {
        return region < dermatomes() ? Site.SPINAL_CORD : Site.BRAINSTEM;
    }

    /** Whether a population lies in the cord (afferent terminals included) or in the brainstem. */
    public Site site(Population population) {
        return site(region(population));
    }

    /** Name of a region for tables, for example {@code L5} or {@code brainstem}. */
    public String regionName(int region) {
        return region < dermatomes() ? circuit.anatomy().dermatomes().get(region) : Site.BRAINSTEM.key();
    }

    /** The C fibres of all dermatomes. */
    List<Population> cFibres() {
        return cFibres;
    }

    /** Whether the cells of a population lie in lamina I or II. */
    public boolean isSuperficial(Population population) {
        return population.region().equals("lamina-I") || population.region().startsWith("lamina-II-");
    }

    /** Whether the cells of a population have their bodies in the dorsal horn; motoneurons lie below it. */
    boolean isDorsalHorn(Population population) {
        return population.region().startsWith("lamina-")
                && !circuit.spec(population).name().equals(circuit.anatomy().motorPool());
    }

    /** Exact relaxation of a value toward a goal over a step: the solution of {@code dx/dt = (goal - x) / time}. */
    static double relax(double value, double goal, double step, double time) {
        return goal + (value - goal) * StrictMath.exp(-step / time);
    }

    /** The same toward a goal that moves in a straight line over the step. */
    static double follow(double value, double from, double to, double step, double time) {
        double approach = -StrictMath.expm1(-step / time);
        double lead = 1 - approach * time / step;
        return value + approach * (from - value) + lead * (to - from);
    }

    /** Exact course of a share x that is lost and regained: {@code dx/dt = -loss x + gain (1 - x)}. */
    static double exchange(double value, double loss, double gain, double step) {
        double total = loss + gain;
        return total == 0 ? value : relax(value, gain / total, step, 1 / total);
    }

    /** Rising share {@code x^n / (1 + x^n)} of a ratio x to its half-way point; 0 for nothing or less. */
    static double hill(double ratio, double exponent) {
        if (ratio <= 0) {
            return 0;
        }
        double power = exponent == 2 ? ratio * ratio : StrictMath.exp(exponent * StrictMath.log(ratio));
        return power / (1 + power);
    }
}
