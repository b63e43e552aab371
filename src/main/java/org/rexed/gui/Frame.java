package org.rexed.gui;

import java.util.List;
import org.rexed.neuron.Population;

/**
 * What is seen of a subject at one moment of the slow clock. Those of the past were taken whenever slow variables were
 * recorded.
 *
 * @param time_min time since the start, min
 * @param rate_Hz firing rate of each neuron in the last spell of ongoing activity, Hz
 * @param dead whether each neuron is dead
 * @param dynorphin_nM extracellular dynorphin by lamina and dermatome, nmol/L; empty if the mechanism is off
 * @param funiculus conduction of the dorsolateral funiculus, 1 intact, 0 cut
 * @param drugs its drugs with their levels
 */
public record Frame(double time_min, float[] rate_Hz, boolean[] dead, double[][] dynorphin_nM, double funiculus,
        List<DrugLevel> drugs) {
    /**
     * One drug.
     *
     * @param name name of the drug
     * @param plasma_ng_per_mL total concentration in plasma, ng/mL
     * @param effectSite_nM unbound concentration at the spinal cord, nmol/L
     */
    public record DrugLevel(String name, double plasma_ng_per_mL, double effectSite_nM) {}

    static Frame empty() {
        return new Frame(0, new float[0], new boolean[0], new double[0][0], 1, List.of());
    }

    /** The last frame at or before a time in minutes; null if there is none. */
    static Frame at(List<Frame> frames, double time_min) {
        int low = 0;
        int high = frames.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (frames.get(middle).time_min() <= time_min) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? null : frames.get(low - 1);
    }

    /** Mean firing rate of a population in the last spell of ongoing activity, Hz. */
    double rate_Hz(Population population) {
        double sum = 0;
        for (int i = population.first(); i < population.end(); i++) {
            sum += rate_Hz[i];
        }
        return sum / population.count();
    }

    /** Number of neurons that have died. */
    int deadNeurons() {
        int count = 0;
        for (boolean each : dead) {
            count += each ? 1 : 0;
        }
        return count;
    }
}
