package org.rexed.gui;

import java.util.Locale;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.TickUnits;

/** The axis of time of a study: values are days, labels are days or, in a short study, hours or minutes. */
final class TimeAxis {
    private static final double MIN_PER_d = 1440;
    private static final double HOURS_PER_d = 24;
    private static final double SHORT_d = 3;
    private static final double SHORTEST_min = 180;
    private static final int[] STEPS_h = {1, 2, 3, 6, 12, 24};
    private static final int[] STEPS_min = {1, 2, 5, 10, 15, 30, 60};

    private TimeAxis() {}

    /** An axis over a study of this length. */
    static NumberAxis of(double duration_min) {
        boolean minutes = duration_min < SHORTEST_min;
        boolean hours = duration_min < SHORT_d * MIN_PER_d;
        NumberAxis axis = new NumberAxis(minutes ? "minute" : hours ? "hour" : "day");
        axis.setRange(0, 1.02 * duration_min / MIN_PER_d);
        axis.setStandardTickUnits(minutes ? units(STEPS_min, MIN_PER_d) : hours ? units(STEPS_h, HOURS_PER_d)
                : NumberAxis.createIntegerTickUnits());
        return axis;
    }

    private static TickUnits units(int[] steps, double perDay) {
        TickUnits units = new TickUnits();
        for (int step : steps) {
            units.add(new NumberTickUnit(step / perDay) {
                private static final long serialVersionUID = 1L;

                @Override
                public String valueToString(double day) {
                    return Long.toString(Math.round(day * perDay));
                }
            });
        }
        return units;
    }

    /** A length of time in words, such as {@code 3 h} or {@code 8 days}. */
    static String length(double duration_min) {
        boolean hours = duration_min < SHORT_d * MIN_PER_d;
        String number = String.format(Locale.ROOT, "%.2f", duration_min / (hours ? 60 : MIN_PER_d))
                .replaceAll("\\.?0+$", "");
        return number + (hours ? " h" : " days");
    }
}
