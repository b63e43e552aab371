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

    /**
     * Share that is lost over a step of what decays with a time constant. Single precision needs the loss: the factor
     * that is left is near 1 and would keep only some digits of the time constant.
     */
    static double loss(double step_ms, double decay_ms) {
        return -StrictMath.expm1(-step_ms / decay_ms);
    }

    /** Share of what is still rising that is gone after a step. */
    double riseLoss(double step_ms) {
        return loss(step_ms, rise_ms);
    }

    /** Share of the conductance that is gone after a step. */
    double decayLoss(double step_ms) {
        return loss(step_ms, decay_ms);
    }

    /** What each unit that is still rising adds to the conductance over a step. */
    double transfer(double step_ms) {
        return (riseLoss(step_ms) - decayLoss(step_ms)) / peak();
    }

    /** Largest value of exp(-t / decay) - exp(-t / rise). */
    double peak() {
        double peak_ms = StrictMath.log(decay_ms / rise_ms) * decay_ms * rise_ms / (decay_ms - rise_ms);
        return StrictMath.exp(-peak_ms / decay_ms) - StrictMath.exp(-peak_ms / rise_ms);
    }
}
