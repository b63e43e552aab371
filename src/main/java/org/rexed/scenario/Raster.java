package org.rexed.scenario;

import java.util.List;

/**
 * Readings whose spikes are kept for a raster plot.
 *
 * @param assay name of an assay of the scenario
 * @param times_min times of readings of that assay
 */
public record Raster(String assay, List<Double> times_min) {
    /** Keeps its own copy of the times. */
    public Raster {
        times_min = List.copyOf(times_min);
    }
}
