package org.rexed.sensitivity;

import java.util.ArrayList;
import java.util.List;
import org.rexed.random.RandomKey;
import org.rexed.random.RandomSequence;

/**
 * Screening by elementary effects (Morris, Technometrics 33, 1991, 161-174) with the mean of absolute effects of
 * Campolongo, Cariboni and Saltelli (Environ Model Softw 22, 2007, 1509-1518). Each trajectory is a walk in which every
 * parameter moves once by a step of {@code levels / (2 (levels - 1))} of its range.
 */
public final class Morris {
    private final int parameters;
    private final List<double[]> points = new ArrayList<>();
    private final List<int[]> orders = new ArrayList<>();
    private final double step;

    /**
     * What the effects of a parameter are like.
     *
     * @param mean mean effect over its range, in the unit of the outcome
     * @param meanAbsolute mean of absolute effects: how much it matters
     * @param spread standard deviation of effects: how much that depends on the others, or is not linear
     */
    public record Effects(Interval mean, Interval meanAbsolute, Interval spread) {}

    /**
     * A design.
     *
     * @param parameters number of parameters
     * @param trajectories number of walks
     * @param levels of the grid, even
     */
    public Morris(int parameters, int trajectories, int levels, RandomKey key) {
        this.parameters = parameters;
        step = levels / (2.0 * (levels - 1));
        for (int t = 0; t < trajectories; t++) {
            RandomSequence chance = key.child("trajectory").child(t).sequence();
            double[] point = new double[parameters];
            boolean[] up = new boolean[parameters];
            for (int p = 0; p < parameters; p++) {
                // From the lower half up, or from the upper half down, so that no step leaves the range.
                up[p] = chance.uniform() < 0.5;
                double lower = chance.index(levels / 2) / (levels - 1.0);
                point[p] = up[p] ? lower : lower + step;
            }
            List<Integer> order = new ArrayList<>();
            for (int p = 0; p < parameters; p++) {
                order.add(chance.index(p + 1), p);
            }
            points.add(point.clone());
            for (int p : order) {
                point[p] += up[p] ? step : -step;
                points.add(point.clone());
            }
            orders.add(order.stream().mapToInt(Integer::intValue).toArray());
        }
    }

    /** Places from 0 to 1 of each parameter, walk by walk. */
    public List<double[]> points() {
        return List.copyOf(points);
    }

    /** Effects of each parameter from the outcome at every point. */
    public List<Effects> effects(double[] outcomes, RandomKey key) {
        double[][] effects = new double[parameters][orders.size()];
        for (int t = 0; t < orders.size(); t++) {
            int first = t * (parameters + 1);
            for (int i = 0; i < parameters; i++) {
                int p = orders.get(t)[i];
                double moved = points.get(first + i + 1)[p] - points.get(first + i)[p];
                effects[p][t] = (outcomes[first + i + 1] - outcomes[first + i]) / moved;
            }
        }
        List<Effects> result = new ArrayList<>();
        for (int p = 0; p < parameters; p++) {
            double[] own = effects[p];
            RandomKey chance = key.child("morris").child(p);
            result.add(new Effects(
                Interval.bootstrap(own.length, rows -> mean(own, rows, false), chance.child("mean")),
                Interval.bootstrap(own.length, rows -> mean(own, rows, true), chance.child("absolute")),
                Interval.bootstrap(own.length, rows -> spread(own, rows), chance.child("spread"))));
        }
        return result;
    }

    private static double mean(double[] values, int[] rows, boolean absolute) {
        double sum = 0;
        for (int row : rows) {
            sum += absolute ? Math.abs(values[row]) : values[row];
        }
        return sum / rows.length;
    }

    private static double spread(double[] values, int[] rows) {
        double mean = mean(values, rows, false);
        double squares = 0;
        for (int row : rows) {
            squares += (values[row] - mean) * (values[row] - mean);
        }
        return StrictMath.sqrt(squares / Math.max(1, rows.length - 1));
    }
}
