package org.rexed.report;

import java.util.Locale;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.TickUnits;

/** The unit of a time axis: days for long runs, hours or minutes for short ones. */
public enum TimeScale {
    /** One unit is a day. */
    DAYS("days", 1440, new double[] {1, 2, 7, 14, 28, 56, 112, 364}),
    /** One unit is an hour. */
    HOURS("h", 60, new double[] {0.5, 1, 2, 3, 6, 12, 24}),
    /** One unit is a minute. */
    MINUTES("min", 1, new double[] {1, 2, 5, 10, 15, 30, 60});

    private final String unit;
    private final double length_min;
    private final double[] ticks;

    TimeScale(String unit, double length_min, double[] ticks) {
        this.unit = unit;
        this.length_min = length_min;
        this.ticks = ticks;
    }

    /** The unit that suits a span of so many minutes. */
    public static TimeScale of(double span_min) {
        return span_min >= 2 * 1440 ? DAYS : span_min >= 3 * 60 ? HOURS : MINUTES;
    }

    /** Minutes in this unit. */
    public double of_min(double time_min) {
        return time_min / length_min;
    }

    /** Name of the unit. */
    public String unit() {
        return unit;
    }

    /** A time in words, for example "3.5 days". */
    String words(double time_min) {
        return Numbers.plain(of_min(time_min), 2) + " " + unit;
    }

    NumberAxis axis() {
        NumberAxis axis = new NumberAxis("Time (" + unit + ")");
        TickUnits units = new TickUnits();
        java.text.DecimalFormat format =
                new java.text.DecimalFormat("0.##", java.text.DecimalFormatSymbols.getInstance(Locale.ROOT));
        for (double tick : ticks) {
            units.add(new NumberTickUnit(tick, format));
        }
        axis.setStandardTickUnits(units);
        axis.setAutoRangeIncludesZero(false);
        axis.setLowerMargin(0.015);
        axis.setUpperMargin(0.015);
        ChartStyle.axis(axis);
        return axis;
    }
}
