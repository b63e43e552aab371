package org.rexed.synapse;

import java.util.Arrays;

/** The spikes of one population during a probe, in order of time: neuron numbers and steps. */
public final class SpikeLog {
    private int[] neuron = new int[64];
    private int[] step = new int[64];
    private int size;

    /** Appends a spike; steps must not fall. */
    public void add(int neuronNumber, int atStep) {
        if (size == neuron.length) {
            neuron = Arrays.copyOf(neuron, 2 * size);
            step = Arrays.copyOf(step, 2 * size);
        }
        neuron[size] = neuronNumber;
        step[size] = atStep;
        size++;
    }

    /** Number of spikes. */
    public int size() {
        return size;
    }

    /** Number of the neuron that fired the spike. */
    public int neuron(int index) {
        return neuron[index];
    }

    /** Step in which the spike was fired. */
    public int step(int index) {
        return step[index];
    }

    /** Forgets all spikes. */
    public void clear() {
        size = 0;
    }

    /** How many spikes were fired in steps [from, to). */
    public int count(int from, int to) {
        int count = 0;
        for (int i = size - 1; i >= 0 && step[i] >= from; i--) {
            if (step[i] < to) {
                count++;
            }
        }
        return count;
    }
}
