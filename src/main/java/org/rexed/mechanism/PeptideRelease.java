package org.rexed.mechanism;

import java.util.EnumSet;
import java.util.Set;
import org.rexed.document.Fields;
import org.rexed.evidence.ParameterReader;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.ModulationPorts.Port;
import org.rexed.neuron.Population;

/**
 * Dynorphin makes peptidergic afferents release more transmitter at once and stock more CGRP and substance P over days.
 *
 * <p>Store s of each dermatome (1 in the naive animal) relaxes to {@code 1 + m x} with the excitatory action x of
 * dynorphin; a spike of a peptidergic fibre releases {@code s (1 + a x)} times the normal peptide and {@code 1 + g x}
 * times the normal glutamate. Evoked CGRP is up on day 7 but not on day 1, and dynorphin antiserum returns it to
 * control (Gardell et al. 2002).
 */
public final class PeptideRelease implements Mechanism {
    /** Name of the mechanism. */
    public static final String NAME = "peptide-release";

    private static final String PEPTIDERGIC = "c-peptidergic";
    private final Settings settings;
    private final double strength;
    private final Milieu milieu;
    private final double[] store;

    /**
     * How far stores and release rise.
     *
     * @param time_min time constant of the store
     * @param largestRise rise m of the store at full dynorphin action
     * @param peptideGain gain a of peptide release at full dynorphin action
     * @param releaseGain gain g of glutamate release at full dynorphin action
     */
    public record Settings(double time_min, double largestRise, double peptideGain, double releaseGain) {
        /** Reads the parameters of the mechanism's file. */
        public static Settings read(Fields f, ParameterReader numbers) {
            return new Settings(
                    numbers.value(f, "time-constant", "min"),
                    numbers.value(f, "largest-rise", "1"),
                    numbers.value(f, "peptide-gain", "1"),
                    numbers.value(f, "release-gain", "1"));
        }
    }

    /** A mechanism of the given strength (1 is normal) in a milieu. */
    public PeptideRelease(Settings settings, double strength, Milieu milieu) {
        this.settings = settings;
        this.strength = strength;
        this.milieu = milieu;
        store = new double[milieu.dermatomes()];
        java.util.Arrays.fill(store, 1);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Signal> reads() {
        return EnumSet.of(Signal.DYNORPHIN_EXCITATION);
    }

    @Override
    public Set<Signal> writes() {
        return EnumSet.noneOf(Signal.class);
    }

    @Override
    public Set<Port> modulates() {
        return EnumSet.of(Port.PEPTIDE_FACTOR, Port.RELEASE_FACTOR);
    }

    @Override
    public void advance(double step_min) {
        for (int d = 0; d < store.length; d++) {
            double goal = 1 + strength * settings.largestRise() * milieu.get(Signal.DYNORPHIN_EXCITATION, d);
            store[d] = Milieu.relax(store[d], goal, milieu.turnover(step_min), settings.time_min());
        }
    }

    @Override
    public void modulate(ModulationPorts ports) {
        for (Population p : milieu.circuit().populations(PEPTIDERGIC)) {
            int d = milieu.dermatome(p);
            double action = strength * milieu.get(Signal.DYNORPHIN_EXCITATION, d);
            double release = 1 + settings.releaseGain() * action;
            double peptide = store[d] * (1 + settings.peptideGain() * action);
            for (int i = p.first(); i < p.end(); i++) {
                ports.peptideFactor[i] *= peptide;
                ports.releaseFactor[i] *= release;
            }
        }
    }

    @Override
    public void sample(Sampler sampler) {
        double sum = 0;
        for (double s : store) {
            sum += s;
        }
        sampler.add("dorsal-horn", "cgrp_store", sum / store.length, "1");
    }
}
