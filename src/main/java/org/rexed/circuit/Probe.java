package org.rexed.circuit;

import java.util.List;
import org.rexed.neuron.Channel;
import org.rexed.neuron.Neurons;
import org.rexed.neuron.Population;
import org.rexed.nociception.Stimulus;
import org.rexed.random.RandomKey;
import org.rexed.synapse.Projection;
import org.rexed.synapse.SpikeLog;

/**
 * One run of the circuit on the fast clock, from rest under the present modulation. Reads the ports, writes nothing slow;
 * advancing n steps at once or in any pieces gives the same bits. A circuit runs one probe at a time.
 */
public final class Probe {
    private final Circuit circuit;
    private final RandomKey[] releaseChance;
    private final RandomKey backgroundChance;
    private final int[] fired;
    private final int[] nextBackground;
    private final double[] backgroundInterval_steps;
    private final double[] background_nS;
    private int step;

    /**
     * Starts a probe.
     *
     * @param circuit the circuit
     * @param stimulus what happens to the skin
     * @param chance key of this probe's draws
     */
    public Probe(Circuit circuit, Stimulus stimulus, RandomKey chance) {
        this.circuit = circuit;
        int n = circuit.size();
        fired = new int[n];
        nextBackground = new int[n];
        backgroundInterval_steps = new double[n];
        background_nS = new double[n];
        backgroundChance = chance.child("background");
        List<Projection> projections = circuit.projections();
        releaseChance = new RandomKey[projections.size()];
        for (int p = 0; p < releaseChance.length; p++) {
            Projection projection = projections.get(p);
            projection.rewind();
            releaseChance[p] = chance.child(projection.spec().name()).child(projection.source().toString());
        }
        circuit.logs().forEach(SpikeLog::clear);
        circuit.neurons().settle(circuit.ports());
        circuit.afferents().begin(stimulus, chance.child("afferents"));
        for (Population population : circuit.populations()) {
            startBackground(population);
        }
    }

    private void startBackground(Population population) {
        PopulationSpec spec = circuit.spec(population);
        for (int i = population.first(); i < population.end(); i++) {
            if (spec.background_Hz() > 0) {
                backgroundInterval_steps[i] = 1000 / (spec.background_Hz() * Neurons.STEP_ms);
                background_nS[i] = spec.background_nS();
                nextBackground[i] = drawBackground(i, 0);
            } else {
                nextBackground[i] = Integer.MAX_VALUE;
            }
        }
    }

    private int drawBackground(int neuron, int after) {
        double uniform = backgroundChance.uniform(circuit.identity(neuron), after);
        double wait = -StrictMath.log(1.0 - uniform) * backgroundInterval_steps[neuron];
        return after + 1 + (int) Math.min(wait, 1e9);
    }

    /**
     * Advances the circuit. In each step: deliver spikes that arrive, background input, integrate, threshold and reset,
     * afferent spikes. A spike of this step is delivered in a later one, so the order of populations does not matter.
     */
    public void advance(int steps) {
        Neurons neurons = circuit.neurons();
        for (int end = step + steps; step < end; step++) {
            deliver(neurons);
            background(neurons);
            neurons.integrate();
            log(neurons.threshold(fired));
            log(circuit.afferents().advance(step, fired));
        }
    }

    private void deliver(Neurons neurons) {
        List<Projection> projections = circuit.projections();
        for (int p = 0; p < releaseChance.length; p++) {
            projections.get(p).deliver(step, circuit.logOfProjection(p), neurons, circuit.ports(), releaseChance[p]);
        }
    }

    private void background(Neurons neurons) {
        double[] ampa = neurons.conductance(Channel.AMPA);
        for (int i = circuit.afferents().count(); i < nextBackground.length; i++) {
            while (nextBackground[i] <= step) {
                ampa[i] += background_nS[i];
                nextBackground[i] = drawBackground(i, nextBackground[i]);
            }
        }
    }

    private void log(int count) {
        for (int f = 0; f < count; f++) {
            circuit.logOf(fired[f]).add(fired[f], step);
        }
    }

    /** Steps done so far. */
    public int step() {
        return step;
    }

    /** Time since the probe began, in ms. */
    public double time_ms() {
        return step * Neurons.STEP_ms;
    }

    /** What the slow processes may learn of this probe. */
    public FiringSummary summary() {
        int[] spikes = new int[circuit.size()];
        for (SpikeLog log : circuit.logs()) {
            for (int i = 0; i < log.size(); i++) {
                spikes[log.neuron(i)]++;
            }
        }
        return new FiringSummary(time_ms(), spikes, circuit.neurons().calcium().clone());
    }
}
