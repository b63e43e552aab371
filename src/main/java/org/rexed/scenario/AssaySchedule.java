package org.rexed.scenario;

import java.util.List;
import org.rexed.document.Location;

/**
 * When and where an assay is done.
 *
 * @param assay name of its file in {@code models/assays}
 * @param site stimulated place of the anatomy, such as {@code left-hindpaw}
 * @param baseline_min time of the reading all others are compared with
 * @param times_min times of the other readings, ascending, all after the baseline
 * @param siteLocation of the site's name in the file, for messages
 */
public record AssaySchedule(String assay, String site, double baseline_min, List<Double> times_min,
                            Location siteLocation) {
    /** Keeps its own copy of the times. */
    public AssaySchedule {
        times_min = List.copyOf(times_min);
    }
}
