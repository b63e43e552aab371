package org.rexed.gui;

import java.util.ArrayList;
import java.util.List;

/** The past moment that all views look at together; not set, they show the present. Knows nothing of Swing. */
final class TimeCursor {
    private final List<Runnable> listeners = new ArrayList<>();
    private double time_min = Double.NaN;

    /** Is told after every move. */
    void listen(Runnable listener) {
        listeners.add(listener);
    }

    /** Whether a past moment is looked at. */
    boolean isSet() {
        return !Double.isNaN(time_min);
    }

    /** The moment, in minutes; NaN for the present. */
    double time_min() {
        return time_min;
    }

    /** Looks at a moment in minutes; from {@code now_min} on that is the present. */
    void moveTo(double toTime_min, double now_min) {
        double next = toTime_min >= now_min ? Double.NaN : Math.max(0, toTime_min);
        if (Double.compare(next, time_min) != 0) {
            time_min = next;
            listeners.forEach(Runnable::run);
        }
    }

    /** Looks at the present. */
    void clear() {
        moveTo(Double.POSITIVE_INFINITY, 0);
    }
}
