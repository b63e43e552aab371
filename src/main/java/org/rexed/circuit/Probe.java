package org.rexed.circuit;

import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.Neurons;
import org.rexed.nociception.Afferents;
import org.rexed.nociception.Stimulus;
import org.rexed.random.RandomKey;
import org.rexed.synapse.Projection;
import org.rexed.synapse.SpikeLog;

/**
 * One run of the circuit on the fast clock, from a quiet state under the present modulation. Reads the ports, writes
 * nothing slow; advancing n steps at once or in any pieces gives the same bits. A circuit runs one probe at a time.
 */
public final class Probe {
    private final Circuit circuit;
    private final Stimulus stimulus;
    private final Deliveries deliveries;
    private final Background background;
    private final int[] fired;
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
        this.stimulus = stimulus;
        fired = new int[circuit.size()];
        circuit.logs().forEach(SpikeLog::clear);
        circuit.neurons().settle(circuit.ports(), start(chance.child("start")));
        circuit.terminals().clear();
        circuit.afferents().begin(stimulus, ofFibres(circuit.ports()), chance.child("afferents"));
        deliveries = new Deliveries(circuit, chance);
        background = new Background(circuit, chance.child("background"));
    }

    /**
     * Advances the circuit. In each step: deliver spikes that arrive, background input, integrate, threshold and reset,
     * afferent spikes. A spike of this step is delivered in a later one, so the order of populations does not matter.
     */
    public void advance(int steps) {
        Neurons neurons = circuit.neurons();
        for (int end = step + steps; step < end; step++) {
            deliveries.deliver(step);
            background.deliver(step);
            neurons.integrate(step);
            log(neurons.threshold(fired));
            log(circuit.afferents().advance(step, fired));
        }
    }

    /** The ports of afferents; they are the first neurons. */
    private static Afferents.Modulation ofFibres(ModulationPorts ports) {
        return new Afferents.Modulation(ports.heatThresholdShift_K, ports.forceThresholdFactor,
                ports.transductionFactor, ports.ongoingDischarge_Hz);
    }

    /** Where each cell begins between reset and rest. */
    private double[] start(RandomKey key) {
        double[] start = new double[circuit.size()];
        for (int i = circuit.afferents().count(); i < start.length; i++) {
            start[i] = key.uniform(circuit.identity(i), 0);
        }
        return start;
    }

    private void log(int count) {
        int last = -1;
        for (int f = 0; f < count; f++) {
            int population = circuit.populationIndex(fired[f]);
            circuit.logs().get(population).add(fired[f], step);
            if (population != last) {
                deliveries.fired(population);
                last = population;
            }
        }
    }

    /** What happens to the skin. */
    public Stimulus stimulus() {
        return stimulus;
    }

    /** Steps done so far. */
    public int step() {
        return step;
    }

    /** Time since the probe began, in ms. */
    public double time_ms() {
        return circuit.timeStep().time_ms(step);
    }

    /** What the slow processes may learn of this probe. */
    public FiringSummary summary() {
        int[] spikes = new int[circuit.size()];
        for (SpikeLog log : circuit.logs()) {
            for (int i = 0; i < log.size(); i++) {
                spikes[log.neuron(i)]++;
            }
        }
        return new FiringSummary(time_ms(), spikes, circuit.neurons().calcium(), peptideReleases());
    }

    /** Releases of all of a cell's peptide synapses over their number. */
    private double[] peptideReleases() {
        double[] releases = new double[circuit.size()];
        int[] synapses = new int[circuit.size()];
        for (Projection projection : circuit.projections()) {
            projection.addPeptideReleases(releases, synapses);
        }
        for (int i = 0; i < releases.length; i++) {
            releases[i] = synapses[i] == 0 ? 0 : releases[i] / synapses[i];
        }
        return releases;
    }
}
