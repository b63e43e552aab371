package org.rexed.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.rexed.document.Fields;
import org.rexed.document.Location;
import org.rexed.quantity.Decimals;

/** The times of an assay's readings, given one by one ({@code at}) or as a series ({@code every, from, until}). */
final class Times {
    private static final int MOST_READINGS = 10_000;
    /** Times that differ by less are the same: units are converted with rounding. */
    private static final double SAME_min = 1e-6;

    private final Fields f;
    private final double duration_min;
    private final String durationText;

    Times(Fields f, double duration_min, String durationText) {
        this.f = f;
        this.duration_min = duration_min;
        this.durationText = durationText;
    }

    /** The line of a value, for a message about another one. */
    static String place(Location location) {
        return Overrides.isCommandLine(location) ? " (command line)"
            : Defaults.isDefault(location) ? " (default)" : " (line " + location.line() + ")";
    }

    static String outside(String key, String found, boolean before, String durationText) {
        return key + ": " + (before ? "before the start of the scenario; found " + found + "; times start at 0 min"
            : "after the end of the scenario; found " + found + "; duration " + durationText);
    }

    /** All times in minutes, ascending and without repeats. */
    List<Double> read(double baseline_min) {
        TreeSet<Double> times = new TreeSet<>();
        List<Double> single = f.quantities("at", "min");
        for (int i = 0; i < single.size(); i++) {
            double time = single.get(i);
            if (time < 0 || time > duration_min) {
                f.problem("at", i, outside("at", f.raw("at", i), time < 0, durationText));
            } else if (time <= baseline_min) {
                f.problem("at", i, "at: reading not after the baseline; found " + f.raw("at", i) + "; baseline "
                    + f.raw("baseline") + place(f.locationOf("baseline")));
            } else if (!Double.isNaN(time)) {
                times.add(time);
            }
        }
        if (f.has("every")) {
            times.addAll(series(baseline_min));
        } else if (!f.has("at")) {
            f.problem("assay", "no readings besides the baseline; expected at: [6 h, 1 d] or every: 1 d");
        }
        return List.copyOf(times);
    }

    /**
     * Adds a problem at the first reading that follows the one before it too soon.
     *
     * @param what assay and place, for the message
     * @param interval_min shortest time between two readings; NaN if the assay's file does not tell
     */
    void checkRepeats(String what, double interval_min, double baseline_min, List<Double> times) {
        double before_min = baseline_min;
        for (double time_min : times) {
            if (time_min - before_min < interval_min - SAME_min) {
                String message = ": " + what + " is repeated after " + Decimals.text(time_min - before_min)
                    + " min; allowed from " + Decimals.text(interval_min) + " min";
                int written = f.quantities("at", "min").indexOf(time_min);
                if (written >= 0) {
                    f.problem("at", written, "at" + message);
                } else {
                    f.problem("every", "every" + message);
                }
                return;
            }
            before_min = time_min;
        }
    }

    private List<Double> series(double baseline_min) {
        double every = f.quantity("every", "min");
        double from = f.quantity("from", "min");
        double until = f.quantity("until", "min");
        List<Double> times = new ArrayList<>();
        if (!(every > 0)) {
            if (every <= 0) {
                f.problem("every", "every: must be longer than nothing; found " + f.raw("every"));
            }
            return times;
        }
        if (from < 0) {
            f.problem("from", outside("from", f.raw("from"), true, durationText));
        } else if (from <= baseline_min) {
            f.problem("from", "from: reading not after the baseline; found " + f.raw("from") + "; baseline "
                + f.raw("baseline") + place(f.locationOf("baseline")));
        } else if (until > duration_min) {
            f.problem("until", outside("until", f.raw("until"), false, durationText));
        } else if (until < from) {
            f.problem("until", "until: series ends before it begins; found " + f.raw("until") + "; from "
                + f.raw("from") + place(f.locationOf("from")));
        } else if ((until - from) / every > MOST_READINGS) {
            f.problem("every", "every: more than " + MOST_READINGS + " readings; found " + f.raw("every"));
        } else {
            // Products instead of sums: every reading falls on its exact time.
            for (int i = 0; from + i * every <= until + 1e-9; i++) {
                times.add(from + i * every);
            }
        }
        return times;
    }
}
