package org.rexed.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Means over the subjects of an arm, with the 95 % interval of the mean by Student's t, of the slow variables in
 * states.csv at every sampled time. Values that are not finite are left out.
 */
final class StateCourses {
    /** More points than pixels are thinned out to the extremes of equal slices. */
    private static final int MOST_POINTS = 1200;

    private final Map<Variable, Map<String, TreeMap<Double, Moments>>> courses = new LinkedHashMap<>();
    private final Map<Variable, String> units = new HashMap<>();
    private final Map<Integer, Double> quantiles = new HashMap<>();
    private final TimeScale scale;

    /** A slow variable of something. */
    record Variable(String entity, String name) {}

    private static final class Moments {
        private int n;
        private double mean;
        private double squares;

        void add(double value) {
            n++;
            double difference = value - mean;
            mean += difference / n;
            squares += difference * (value - mean);
        }
    }

    private StateCourses(TimeScale scale) {
        this.scale = scale;
    }

    static StateCourses read(Tables tables, TimeScale scale, Predicate<Variable> wanted) {
        StateCourses result = new StateCourses(scale);
        tables.eachState(state -> {
            Variable variable = new Variable(state.entity(), state.variable());
            if (wanted.test(variable) && Double.isFinite(state.value())) {
                result.units.putIfAbsent(variable, state.unit());
                result.courses.computeIfAbsent(variable, v -> new LinkedHashMap<>())
                        .computeIfAbsent(state.arm(), arm -> new TreeMap<>())
                        .computeIfAbsent(state.time_min(), time -> new Moments())
                        .add(state.value());
            }
        });
        return result;
    }

    /** What was recorded, in order of first appearance. */
    List<Variable> variables() {
        return List.copyOf(courses.keySet());
    }

    boolean has(Variable variable) {
        return courses.containsKey(variable);
    }

    String unit(Variable variable) {
        return units.getOrDefault(variable, "");
    }

    /** The courses of the named arms that have any; arms where the variable never leaves zero may be dropped. */
    CourseDataset dataset(Variable variable, List<String> arms, boolean dropZero) {
        CourseDataset dataset = new CourseDataset();
        Map<String, TreeMap<Double, Moments>> own = courses.getOrDefault(variable, Map.of());
        for (String arm : arms) {
            TreeMap<Double, Moments> course = own.get(arm);
            if (course != null && (!dropZero || course.values().stream().anyMatch(m -> m.mean > 0))) {
                List<CourseDataset.Point> points = new ArrayList<>();
                course.forEach((time, moments) -> points.add(point(time, moments)));
                thin(points).forEach(point -> dataset.add(arm, point));
            }
        }
        return dataset;
    }

    private CourseDataset.Point point(double time_min, Moments m) {
        double half = m.n < 2 ? Double.NaN : quantile(m.n - 1) * Math.sqrt(m.squares / (m.n - 1) / m.n);
        return new CourseDataset.Point(scale.of_min(time_min), m.mean, m.mean - half, m.mean + half, m.n, 0);
    }

    private double quantile(int degrees) {
        return quantiles.computeIfAbsent(degrees, d -> new TDistribution(d).inverseCumulativeProbability(0.975));
    }

    private static List<CourseDataset.Point> thin(List<CourseDataset.Point> points) {
        if (points.size() <= MOST_POINTS) {
            return points;
        }
        List<CourseDataset.Point> kept = new ArrayList<>();
        int slices = MOST_POINTS / 2;
        for (int slice = 0; slice < slices; slice++) {
            int from = (int) ((long) slice * points.size() / slices);
            int to = (int) ((long) (slice + 1) * points.size() / slices);
            int low = from;
            int high = from;
            for (int i = from; i < to; i++) {
                low = points.get(i).mean() < points.get(low).mean() ? i : low;
                high = points.get(i).mean() > points.get(high).mean() ? i : high;
            }
            kept.add(points.get(Math.min(low, high)));
            if (low != high) {
                kept.add(points.get(Math.max(low, high)));
            }
        }
        return kept;
    }
}
