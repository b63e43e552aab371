package org.rexed.neuron;

/**
 * A class of cells in one dermatome or nucleus: a range of neuron numbers with common properties.
 *
 * @param name class name, for example {@code c-peptidergic}
 * @param group dermatome or nucleus it lies in, for example {@code L5} or {@code rvm}
 * @param region anatomical layer for drawing and for the peptide field, for example {@code lamina-I}
 * @param first number of the first neuron
 * @param count number of neurons
 */
public record Population(String name, String group, String region, int first, int count) {
    /** One past the number of the last neuron. */
    public int end() {
        return first + count;
    }

    /** Whether the neuron belongs to this population. */
    public boolean contains(int neuron) {
        return neuron >= first && neuron < end();
    }

    /** Dermatome, lamina and class, for example {@code L5/lamina-I/projection}; nucleus and class in the brain. */
    @Override
    public String toString() {
        return group.equals(region) ? group + "/" + name : group + "/" + region + "/" + name;
    }
}
