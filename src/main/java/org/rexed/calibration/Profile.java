package org.rexed.calibration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.rexed.random.RandomKey;

/**
 * The profile likelihood of one parameter (Venzon and Moolgavkar 1988, Applied Statistics 37:87-94; Raue 2009,
 * Bioinformatics 25:1923-1929): the lowest objective at each of some values of it. Values at which it is at most
 * {@link #THRESHOLD} above the lowest of all form the 95 % interval.
 *
 * @param parameter whose profile it is
 * @param points in the order of values
 */
record Profile(FreeParameter parameter, List<Point> points) {
    /** 95 % point of the chi-square distribution with one degree of freedom. */
    static final double THRESHOLD = 3.841458820694124;

    private static final int MOST_STEPS = 14;
    private static final double FIRST_STEP = 0.02;
    private static final double LONGEST_STEP = 0.25;
    /** Steps double while they raise the objective by less. */
    private static final double SMALL_RISE = 0.6;
    /** A crossing is bracketed by points whose objectives differ by no more. */
    private static final double COARSE_RISE = 3;
    private static final int MOST_HALVINGS = 4;
    private static final double SPREAD = 0.05;

    /**
     * A value of the parameter with the others at their best.
     *
     * @param place of all parameters; that of this one is held
     * @param value of this parameter in its unit
     * @param objective lowest found
     */
    record Point(double[] place, double value, double objective) {}

    /**
     * Works the profile of a parameter out, from the optimum outwards; the others begin at their best of the point
     * before.
     *
     * @param index of the parameter
     * @param optimum places of all parameters
     * @param evaluations for the others at each value
     */
    static Profile of(Objective objective, int index, double[] optimum, double lowest, int evaluations, RandomKey key) {
        FreeParameter parameter = objective.parameters().get(index);
        double[] folded = new double[optimum.length];
        for (int i = 0; i < folded.length; i++) {
            FreeParameter p = objective.parameters().get(i);
            folded[i] = p.place(p.value(optimum[i]));
        }
        List<Point> points = new ArrayList<>();
        Point centre = new Point(folded, parameter.value(folded[index]), lowest);
        points.add(centre);
        for (int side = -1; side <= 1; side += 2) {
            Side walk = new Side(objective, index, evaluations, key.child(parameter.path()).child(side));
            points.addAll(walk.from(centre, side));
        }
        points.sort(Comparator.comparingDouble(Point::value));
        return new Profile(parameter, List.copyOf(points));
    }

    /** One walk outwards. */
    private static final class Side {
        private final Objective objective;
        private final int index;
        private final int evaluations;
        private final RandomKey key;
        private int calls;

        Side(Objective objective, int index, int evaluations, RandomKey key) {
            this.objective = objective;
            this.index = index;
            this.evaluations = evaluations;
            this.key = key;
        }

        List<Point> from(Point centre, int side) {
            List<Point> points = new ArrayList<>();
            Point before = centre;
            double lowest = centre.objective;
            double step = FIRST_STEP;
            double end = side < 0 ? 0 : 1;
            for (int i = 0; i < MOST_STEPS && before.place[index] != end; i++) {
                double next = before.place[index] + side * step;
                Point point = best(before, side * (next - end) >= 0 ? end : next);
                points.add(point);
                lowest = StrictMath.min(lowest, point.objective);
                if (point.objective - lowest > THRESHOLD) {
                    halve(before, point, lowest, points);
                    break;
                }
                step = point.objective - before.objective < SMALL_RISE ? StrictMath.min(LONGEST_STEP, 2 * step) : step;
                before = point;
            }
            return points;
        }

        /** Narrows a crossing that was stepped over. */
        private void halve(Point inner, Point outer, double lowest, List<Point> points) {
            Point inside = inner;
            Point outside = outer;
            for (int i = 0; i < MOST_HALVINGS && outside.objective - inside.objective > COARSE_RISE; i++) {
                Point middle = best(inside, (inside.place[index] + outside.place[index]) / 2);
                points.add(middle);
                if (middle.objective - lowest > THRESHOLD) {
                    outside = middle;
                } else {
                    inside = middle;
                }
            }
        }

        private Point best(Point neighbour, double held) {
            double[] place = neighbour.place.clone();
            place[index] = held;
            double value = objective.parameters().get(index).value(held);
            if (place.length == 1) {
                return new Point(place, value, objective.at(place));
            }
            double[] others = new double[place.length - 1];
            for (int i = 0; i < others.length; i++) {
                others[i] = place[i < index ? i : i + 1];
            }
            Search.Best best = new Search(free -> objective.at(whole(free, held)),
                Search.usualPopulation(others.length), key.child(calls++)).minimise(others, SPREAD, evaluations, 0);
            return new Point(whole(best.place(), held), value, best.value());
        }

        private double[] whole(double[] others, double held) {
            double[] place = new double[others.length + 1];
            for (int i = 0; i < place.length; i++) {
                place[i] = i == index ? held : others[i < index ? i : i - 1];
            }
            return place;
        }
    }

    /** The lowest objective of the profile. */
    double lowest() {
        return points.stream().mapToDouble(Point::objective).min().orElseThrow();
    }

    /**
     * Lower end of the 95 % interval; NaN if the profile does not rise far enough on this side.
     *
     * @param reference lowest objective of the whole calibration
     */
    double low(double reference) {
        return crossing(reference, 0, 1);
    }

    /** Upper end of the 95 % interval; NaN likewise. */
    double high(double reference) {
        return crossing(reference, points.size() - 1, -1);
    }

    /** Whether the interval is closed on both sides. */
    boolean identified(double reference) {
        return !Double.isNaN(low(reference)) && !Double.isNaN(high(reference));
    }

    /** From an end inwards, where the root of the rise, which is nearly linear, first passes the threshold. */
    private double crossing(double reference, int from, int towards) {
        // A profile that nowhere comes near the lowest objective was not worked out far enough to say anything.
        if (rise(from, reference) <= THRESHOLD || lowest() - reference > THRESHOLD) {
            return Double.NaN;
        }
        int outside = from;
        while (rise(outside + towards, reference) > THRESHOLD) {
            outside += towards;
        }
        double far = StrictMath.sqrt(rise(outside, reference));
        double near = StrictMath.sqrt(StrictMath.max(0, rise(outside + towards, reference)));
        double share = (StrictMath.sqrt(THRESHOLD) - near) / (far - near);
        double inner = parameter.place(points.get(outside + towards).value);
        double outer = parameter.place(points.get(outside).value);
        return parameter.value(inner + share * (outer - inner));
    }

    private double rise(int point, double reference) {
        return points.get(point).objective - StrictMath.min(reference, lowest());
    }
}
