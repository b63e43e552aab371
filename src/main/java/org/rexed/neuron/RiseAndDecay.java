package org.rexed.neuron;

/**
 * Time course of a synaptic conductance that rises and decays: the difference of two exponentials, solved exactly over
 * a step. An event of strength w leads to a conductance whose peak is w.
 *
 * @param rise_ms time constant of the rise, shorter than that of the decay
 * @param decay_ms time constant of the decay
 */
public record RiseAndDecay(double rise_ms, double decay_ms) {
    /** Refuses times that are not positive or not in order. */
    public RiseAndDecay {
        if (!(rise_ms > 0 && decay_ms > rise_ms)) {
            throw new IllegalArgumentException("Rise of " + rise_ms + " ms must be shorter than decay of " + decay_ms);
        }
    }

    /** Factor on what is still rising, over a step. */
    double riseFactor(double step_ms) {
        return org.rexed.numeric.Exponential.exp(-step_ms / rise_ms);
    }

    /** Factor on the conductance, over a step. */
    double decayFactor(double step_ms) {
        return org.rexed.numeric.Exponential.exp(-step_ms / decay_ms);
    }

    /** What each unit that is still rising adds to the conductance over a step. */
    double transfer(double step_ms) {
        return (decayFactor(step_ms) - riseFactor(step_ms)) / peak();
    }

    /** Largest value of exp(-t / decay) - exp(-t / rise). */
    double peak() {
        double peak_ms = StrictMath.log(decay_ms / rise_ms) * decay_ms * rise_ms / (decay_ms - rise_ms);
        return StrictMath.exp(-peak_ms / decay_ms) - StrictMath.exp(-peak_ms / rise_ms);
    }
}
