package org.rexed.neuron;

/**
 * How a cell answers a sustained current, an attribute drawn for each cell: tonic, delayed, initial burst or single
 * spike (Ruscheweyh and Sandkuehler 2002). Patterns differ by spike-triggered adaptation and by transient (A-type)
 * potassium current.
 *
 * @param name for example {@code tonic}
 * @param adaptation_nS potassium conductance added by each spike
 * @param adaptation_ms decay time of that conductance
 * @param transientPotassium_nS largest transient potassium conductance
 */
public record FiringPattern(
        String name, double adaptation_nS, double adaptation_ms, double transientPotassium_nS) {}
