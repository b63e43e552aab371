package org.rexed.experiment;

import org.rexed.document.Fields;
import org.rexed.scenario.Arm;
import org.rexed.scenario.Scenario;

/**
 * How often each combination of an experiment is repeated with another seed: a number of times, or until the 95 %
 * interval of one mean is as narrow as was asked.
 *
 * @param least repeated at least, and then by as many more
 * @param most repeated at most
 * @param until what has to be known how well; null to repeat {@code most} times whatever comes of it
 */
record Replicates(int least, int most, Until until) {
    private static final int MOST = 1_000_000;

    /**
     * A mean and how narrow its interval has to be; percent of the subjects' own baselines.
     *
     * @param site empty for any
     * @param difference whether the paired difference to the reference arm is meant
     * @param halfWidth_percent half of the width of its 95 % interval, percentage points
     */
    record Until(String arm, String assay, String site, double time_min, boolean difference,
                 double halfWidth_percent) {
        /** Adds a problem if a scenario has no such reading. */
        void check(Scenario scenario, Fields f) {
            f.named("arm", scenario.arms().stream().map(Arm::name).toList());
            f.named("assay", scenario.assays().stream().map(schedule -> schedule.assay()).distinct().toList());
            boolean read = scenario.assays().stream().anyMatch(schedule -> schedule.assay().equals(assay)
                && (site.isEmpty() || schedule.site().equals(site))
                && (schedule.times_min().contains(time_min) || schedule.baseline_min() == time_min));
            if (!read) {
                f.problem("time", "time: the scenario has no reading of " + assay
                    + (site.isEmpty() ? "" : " at " + site) + " then");
            }
            if (difference && arm.equals(scenario.reference())) {
                f.problem("difference", "difference: " + arm + " is the reference arm itself");
            }
        }
    }

    /** Reads {@code replicates} of an experiment: a number or a mapping. */
    static Replicates read(Fields f) {
        if (!f.isMap("replicates")) {
            int times = (int) f.integer("replicates", 1, MOST, 1);
            return new Replicates(times, times, null);
        }
        Fields r = f.map("replicates");
        int least = (int) r.integer("least", 2, MOST);
        int most = (int) r.integer("most", 2, MOST);
        if (most < least) {
            r.problem("most", "most: found " + most + "; must not be below least, " + least);
        }
        Fields u = r.map("until");
        Until until = new Until(u.text("arm"), u.text("assay"), u.text("site", ""), u.quantity("time", "min"),
            u.flag("difference", false), u.quantity("half-width", "%", 0.001, 1000));
        u.done();
        r.done();
        return new Replicates(least, most, until);
    }
}
