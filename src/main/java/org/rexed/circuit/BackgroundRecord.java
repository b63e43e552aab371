package org.rexed.circuit;

import java.util.Arrays;
import org.rexed.neuron.Channel;
import org.rexed.random.RandomKey;

/**
 * The background events that cells receive during a probe, drawn once more by themselves. Overwrites the excitatory
 * conductances of the circuit, so it must not run while a probe goes on.
 */
final class BackgroundRecord {
    /** Receives events in the order of steps, and within a step in that of neurons. */
    interface Taker {
        /** How many events a neuron receives in a step. */
        void events(int neuron, int step, long events);
    }

    private final Circuit circuit;
    private final Background background;

    /**
     * The events of a probe that starts with the present ports and state of the brain.
     *
     * @param circuit the circuit
     * @param chance key of the probe's draws
     */
    BackgroundRecord(Circuit circuit, RandomKey chance) {
        this.circuit = circuit;
        background = new Background(circuit, chance.child("background"));
    }

    /** Hands over the events of the first steps of the probe. */
    void events(int steps, Taker taker) {
        float[] added_nS = circuit.neurons().input(Channel.AMPA);
        float[] receptive = circuit.neurons().receptive(Channel.AMPA);
        Arrays.fill(added_nS, 0);
        for (int step = 0; step < steps; step++) {
            background.deliver(step);
            for (int i = circuit.afferents().count(); i < circuit.size(); i++) {
                if (added_nS[i] != 0) {
                    double each_nS = circuit.spec(circuit.populationOf(i)).background_nS() * receptive[i];
                    taker.events(i, step, StrictMath.round(added_nS[i] / each_nS));
                    added_nS[i] = 0;
                }
            }
        }
    }
}
