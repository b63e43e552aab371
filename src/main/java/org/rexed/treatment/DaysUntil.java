package org.rexed.treatment;

import java.util.List;
import java.util.function.UnaryOperator;
import org.rexed.measure.Needs;
import org.rexed.measure.Observed;
import org.rexed.measure.Quantity;

/**
 * Days from a time until something is first between two limits and stays there at every later reading; in those who
 * never get there the days to the last reading, so that means are at least so long.
 *
 * @param readings one for each time
 * @param times_min when they are taken
 * @param from_min time from which days are counted
 * @param low lower limit
 * @param high upper limit
 */
record DaysUntil(List<Quantity> readings, List<Double> times_min, double from_min, double low, double high)
        implements Quantity.Other {
    private static final double DAY_min = 1440;

    /** Keeps its own copies. */
    DaysUntil {
        readings = List.copyOf(readings);
        times_min = List.copyOf(times_min);
    }

    @Override
    public double of(Observed data, int[] subjects) {
        double sum = 0;
        for (int subject : subjects) {
            sum += days(data, subject);
        }
        return sum / subjects.length;
    }

    private double days(Observed data, int subject) {
        int first = readings.size();
        for (int i = readings.size() - 1; i >= 0; i--) {
            double value = readings.get(i).of(data, new int[] {subject});
            if (Double.isNaN(value)) {
                return Double.NaN;
            }
            if (!(value > low && value < high)) {
                break;
            }
            first = i;
        }
        return (times_min.get(Math.min(first, readings.size() - 1)) - from_min) / DAY_min;
    }

    @Override
    public boolean additive() {
        return true;
    }

    @Override
    public void addTo(Needs needs) {
        readings.forEach(reading -> reading.addTo(needs));
    }

    @Override
    public DaysUntil inArms(UnaryOperator<String> other) {
        return new DaysUntil(readings.stream().map(reading -> reading.inArms(other)).toList(), times_min, from_min, low,
            high);
    }
}
