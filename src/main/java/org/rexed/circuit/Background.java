package org.rexed.circuit;

import java.util.Arrays;
import java.util.List;
import org.rexed.neuron.Channel;
import org.rexed.neuron.Population;
import org.rexed.neuron.TimeStep;
import org.rexed.random.RandomKey;

/**
 * The background synaptic events of one probe: each cell receives a Poisson train of its own, drawn one waiting time at
 * a time at its highest rate and thinned to the present one. A wheel of steps holds the cells by the step of their next
 * event, so a step looks only at cells that are due.
 */
final class Background {
    private static final int WHEEL_STEPS = 1024;
    private static final double LONGEST_WAIT_steps = 1_000_000_000;
    private static final int NONE = -1;
    private static final long WAIT = 0;
    private static final long THIN = 1;
    private final Circuit circuit;
    private final TimeStep timeStep;
    private final RandomKey chance;
    private final Cycle cycle;
    private final double cycleDepth;
    private final double[] interval_ms;
    private final double[] event_nS;
    /** How far a cell follows the cycle: 1 fires in the ON phase, -1 in the OFF phase, 0 always. */
    private final double[] follows;
    private final double[] next_ms;
    private final int[] events;
    private final int[] due;
    private final int[] following;
    private final int[] head = new int[WHEEL_STEPS];
    private final List<Population> on;
    private final int onCells;
    private final int watchSteps;

    Background(Circuit circuit, RandomKey chance) {
        this.circuit = circuit;
        this.chance = chance;
        timeStep = circuit.timeStep();
        BrainState state = circuit.brainState();
        cycle = new Cycle(state, chance.child("cycle"));
        cycleDepth = state.cycleDepth();
        interval_ms = new double[circuit.size()];
        event_nS = new double[circuit.size()];
        follows = new double[circuit.size()];
        next_ms = new double[circuit.size()];
        events = new int[circuit.size()];
        due = new int[circuit.size()];
        following = new int[circuit.size()];
        Arrays.fill(head, NONE);
        on = circuit.populations().stream().filter(p -> circuit.spec(p).cycle() > 0).toList();
        onCells = on.stream().mapToInt(Population::count).sum();
        watchSteps = timeStep.steps(Cycle.WATCH_ms);
        for (Population population : circuit.populations()) {
            PopulationSpec spec = circuit.spec(population);
            double rate_Hz = spec.background_Hz() + spec.arousal_Hz() * state.arousal();
            for (int i = population.first(); i < population.end() && rate_Hz > 0; i++) {
                follows[i] = spec.cycle();
                interval_ms[i] = 1000 / (rate_Hz * (1 + Math.abs(follows[i]) * cycleDepth));
                event_nS[i] = spec.background_nS();
                schedule(i);
                enter(i);
            }
        }
    }

    private void schedule(int neuron) {
        long draw = events[neuron]++;
        next_ms[neuron] -= StrictMath.log(1.0 - chance.uniform(circuit.identity(neuron), 2 * draw + WAIT))
                * interval_ms[neuron];
        double step = Math.min(next_ms[neuron] * timeStep.perMillisecond(), LONGEST_WAIT_steps);
        due[neuron] = Math.max(due[neuron], (int) step);
    }

    private void enter(int neuron) {
        int slot = due[neuron] & (WHEEL_STEPS - 1);
        following[neuron] = head[slot];
        head[slot] = neuron;
    }

    /** Adds the events of this step; must be called for every step in turn. */
    void deliver(int step) {
        if (onCells > 0 && step > 0 && step % watchSteps == 0) {
            watch(step);
        }
        int slot = step & (WHEEL_STEPS - 1);
        int neuron = head[slot];
        if (neuron == NONE) {
            return;
        }
        head[slot] = NONE;
        float[] ampa = circuit.neurons().input(Channel.AMPA);
        float[] receptive = circuit.neurons().receptive(Channel.AMPA);
        int sign = cycle.sign(timeStep.time_ms(step));
        while (neuron != NONE) {
            int other = following[neuron];
            while (due[neuron] == step) {
                if (accepts(neuron, sign)) {
                    ampa[neuron] += (float) event_nS[neuron] * receptive[neuron];
                }
                schedule(neuron);
            }
            enter(neuron);
            neuron = other;
        }
    }

    private void watch(int step) {
        int spikes = on.stream().mapToInt(p -> circuit.log(p).count(step - watchSteps, step)).sum();
        cycle.watch(timeStep.time_ms(step), 1000.0 * spikes / (onCells * Cycle.WATCH_ms));
    }

    /** Thins the events of cells that follow the cycle: all in their phase, fewer in the other. */
    private boolean accepts(int neuron, int sign) {
        double depth = follows[neuron] * cycleDepth;
        if (depth * sign >= 0) {
            return true;
        }
        double share = (1 - Math.abs(depth)) / (1 + Math.abs(depth));
        return chance.uniform(circuit.identity(neuron), 2L * (events[neuron] - 1) + THIN) < share;
    }
}
