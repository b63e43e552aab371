package org.rexed.calibration;

import org.apache.commons.math3.random.AbstractRandomGenerator;
import org.rexed.random.RandomKey;
import org.rexed.random.RandomSequence;

/** The random numbers of a search, drawn from a key, in the form that the optimiser takes. */
final class KeyedGenerator extends AbstractRandomGenerator {
    private final RandomSequence sequence;

    KeyedGenerator(RandomKey key) {
        sequence = key.sequence();
    }

    /** Refuses: numbers belong to the key. */
    @Override
    public void setSeed(long seed) {
        throw new UnsupportedOperationException("the key is the seed");
    }

    @Override
    public double nextDouble() {
        return sequence.uniform();
    }

    @Override
    public double nextGaussian() {
        return sequence.gaussian();
    }
}
