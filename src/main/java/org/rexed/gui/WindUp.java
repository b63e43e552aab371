package org.rexed.gui;

import java.util.Set;
import org.rexed.circuit.Circuit;

/**
 * What each pulse of a train evoked: wind-up if later pulses evoke more. Spikes of projection and wide-dynamic-range
 * cells are counted in windows a tenth shorter than the pause between pulses, so that the volley of A fibres to a later
 * pulse is over. All begin equally long after their pulse, the last one such that it ends with the test, since C fibres
 * arrive late.
 *
 * @param title what the test was
 * @param time_min when it was
 * @param spikes spikes after each pulse
 */
record WindUp(String title, double time_min, int[] spikes) {
    private static final double A_VOLLEY = 0.1;
    private static final Set<String> ASCENDING = Set.of("projection", "wide-dynamic-range");

    /** Counts the spikes of a probe with these pulses; null if they are fewer than two. */
    static WindUp of(FastClock.Raster raster, double[] pulses_ms, double time_min, Circuit circuit) {
        if (pulses_ms.length < 2) {
            return null;
        }
        int last = pulses_ms.length - 1;
        double interval_ms = pulses_ms[last] - pulses_ms[last - 1];
        double delay_ms = Math.max(0, raster.duration_ms() - pulses_ms[last] - interval_ms);
        int[] spikes = new int[pulses_ms.length];
        for (int s = 0; s < raster.neuron().length; s++) {
            double pulses = (raster.time_ms()[s] - delay_ms - pulses_ms[0]) / interval_ms;
            int pulse = (int) Math.floor(pulses);
            if (pulse >= 0 && pulse <= last && pulses - pulse >= A_VOLLEY
                    && ASCENDING.contains(circuit.populationOf(raster.neuron()[s]).name())) {
                spikes[pulse]++;
            }
        }
        return new WindUp(raster.title(), time_min, spikes);
    }
}
