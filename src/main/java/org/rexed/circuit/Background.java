package org.rexed.circuit;

import java.util.Arrays;
import org.rexed.neuron.Channel;
import org.rexed.neuron.Neurons;
import org.rexed.neuron.Population;
import org.rexed.random.RandomKey;

/**
 * The background synaptic events of one probe: each cell receives a Poisson train of its own, drawn one waiting time at
 * a time. A wheel of steps holds the cells by the step of their next event, so a step looks only at cells that are due.
 */
final class Background {
    private static final int WHEEL_STEPS = 1024;
    private static final int LONGEST_WAIT_steps = 1_000_000_000;
    private static final int NONE = -1;
    private final Circuit circuit;
    private final RandomKey chance;
    private final double[] interval_steps;
    private final double[] event_nS;
    private final int[] due;
    private final int[] following;
    private final int[] head = new int[WHEEL_STEPS];

    Background(Circuit circuit, RandomKey chance) {
        this.circuit = circuit;
        this.chance = chance;
        interval_steps = new double[circuit.size()];
        event_nS = new double[circuit.size()];
        due = new int[circuit.size()];
        following = new int[circuit.size()];
        Arrays.fill(head, NONE);
        for (Population population : circuit.populations()) {
            PopulationSpec spec = circuit.spec(population);
            for (int i = population.first(); i < population.end() && spec.background_Hz() > 0; i++) {
                interval_steps[i] = 1000 / (spec.background_Hz() * Neurons.STEP_ms);
                event_nS[i] = spec.background_nS();
                schedule(i, 0);
            }
        }
    }

    private void schedule(int neuron, int after) {
        double uniform = chance.uniform(circuit.identity(neuron), after);
        double wait = -StrictMath.log(1.0 - uniform) * interval_steps[neuron];
        due[neuron] = after + 1 + (int) Math.min(wait, LONGEST_WAIT_steps);
        enter(neuron);
    }

    private void enter(int neuron) {
        int slot = due[neuron] & (WHEEL_STEPS - 1);
        following[neuron] = head[slot];
        head[slot] = neuron;
    }

    /** Adds the events of this step; must be called for every step in turn. */
    void deliver(int step) {
        int slot = step & (WHEEL_STEPS - 1);
        int neuron = head[slot];
        if (neuron == NONE) {
            return;
        }
        head[slot] = NONE;
        double[] ampa = circuit.neurons().conductance(Channel.AMPA);
        while (neuron != NONE) {
            int other = following[neuron];
            if (due[neuron] == step) {
                ampa[neuron] += event_nS[neuron];
                schedule(neuron, step);
            } else {
                enter(neuron);
            }
            neuron = other;
        }
    }
}
