package org.rexed.synapse;

import java.util.Arrays;
import org.rexed.neuron.TimeStep;

/**
 * Presynaptic inhibition of afferent terminals: GABA released onto them lowers their release probability by the factor
 * {@code 1 / (1 + level)}. Levels decay exponentially and are brought up to date only when someone asks.
 */
public final class Terminals {
    private final double[] level;
    private final int[] asOf;
    private final double step_ms;
    private final double decay_ms;

    /**
     * Terminals of the first neurons of a circuit.
     *
     * @param afferents their number
     * @param decay_ms time in which inhibition decays
     * @param timeStep length of a step
     */
    public Terminals(int afferents, double decay_ms, TimeStep timeStep) {
        level = new double[afferents];
        asOf = new int[afferents];
        step_ms = timeStep.step_ms();
        this.decay_ms = decay_ms;
    }

    /** Forgets all inhibition, at the start of a probe. */
    public void clear() {
        Arrays.fill(level, 0);
        Arrays.fill(asOf, 0);
    }

    /** Adds inhibition to a terminal in a step. */
    void inhibit(int afferent, int step, double strength) {
        level[afferent] = level(afferent, step) + strength;
        asOf[afferent] = step;
    }

    /** Inhibition of a terminal in a step, 0 for none; other neurons have none. */
    double level(int neuron, int step) {
        if (neuron >= level.length || level[neuron] == 0) {
            return 0;
        }
        return level[neuron] * StrictMath.exp((asOf[neuron] - step) * step_ms / decay_ms);
    }
}
