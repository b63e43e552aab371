package org.rexed.gui;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.distribution.TDistribution;

/** Mean over subjects with its 95 % interval (t distribution), by time. */
record Band(List<Point> points) {
    /**
     * One time.
     *
     * @param time_min when, min
     * @param mean mean over subjects
     * @param low lower end of the interval; the mean for a single subject
     * @param high upper end of the interval
     * @param n number of subjects
     */
    record Point(double time_min, double mean, double low, double high, int n) {}

    /** Over the courses of several subjects. */
    static Band over(List<TreeMap<Double, Double>> courses) {
        TreeMap<Double, List<Double>> byTime = new TreeMap<>();
        for (Map<Double, Double> course : courses) {
            course.forEach((time, value) -> byTime.computeIfAbsent(time, t -> new ArrayList<>()).add(value));
        }
        List<Point> points = new ArrayList<>();
        byTime.forEach((time, values) -> points.add(point(time, values)));
        return new Band(List.copyOf(points));
    }

    /** Value minus the other's value at the same time. */
    static TreeMap<Double, Double> difference(Map<Double, Double> course, Map<Double, Double> other) {
        TreeMap<Double, Double> result = new TreeMap<>();
        course.forEach((time, value) -> {
            if (other.containsKey(time)) {
                result.put(time, value - other.get(time));
            }
        });
        return result;
    }

    private static Point point(double time_min, List<Double> values) {
        int n = values.size();
        double mean = values.stream().mapToDouble(Double::doubleValue).sum() / n;
        if (n < 2) {
            return new Point(time_min, mean, mean, mean, n);
        }
        double squares = values.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
        double half = new TDistribution(null, n - 1).inverseCumulativeProbability(0.975)
                * Math.sqrt(squares / (n - 1) / n);
        return new Point(time_min, mean, mean - half, mean + half, n);
    }

    /** The last point at or before a time; null if there is none. */
    Point at(double time_min) {
        Point last = null;
        for (Point each : points) {
            if (each.time_min() > time_min + 1e-6) {
                break;
            }
            last = each;
        }
        return last;
    }
}
