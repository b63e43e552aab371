package org.rexed.gui;

import java.util.List;

/**
 * What was seen of a subject at one past moment; taken whenever its slow variables were recorded.
 *
 * @param time_min when, min
 * @param rate_Hz firing rate of each neuron in the last spell of ongoing activity
 * @param dead whether each neuron was dead
 * @param dynorphin_nM extracellular dynorphin by lamina and dermatome; empty if the mechanism is off
 * @param funiculus conduction of the dorsolateral funiculus, 1 intact, 0 cut
 * @param drugs levels of its drugs
 */
public record Frame(double time_min, float[] rate_Hz, boolean[] dead, double[][] dynorphin_nM, double funiculus,
        List<Snapshot.DrugLevel> drugs) {
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
}
