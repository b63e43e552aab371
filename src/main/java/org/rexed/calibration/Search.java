package org.rexed.calibration;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.rexed.random.RandomKey;

/**
 * Minimises by covariance matrix adaptation (Hansen and Ostermeier 2001, Evolutionary Computation 9:159-195) with
 * restarts from random places in populations twice as large each time (Auger and Hansen 2005, IEEE CEC 1769-1776).
 * All draws come from a key: the same start gives the same points in the same order.
 */
public final class Search {
    /** An attempt ends when the best of that many generations differ by less than {@link #FLAT}. */
    private static final int GENERATIONS = 12;
    private static final double FLAT = 1e-4;
    private static final int MOST_ITERATIONS = 1_000_000;

    private final ToDoubleFunction<double[]> function;
    private final int population;
    private final RandomKey key;
    private double[] best;
    private double lowest = Double.POSITIVE_INFINITY;
    private int evaluations;

    /**
     * The lowest point found.
     *
     * @param place of each parameter, perhaps beyond 0 to 1, where the line is folded
     * @param value of the function
     * @param evaluations spent
     * @param restarts begun
     * @param converged whether the last attempt ended by itself and not by the number of evaluations
     */
    public record Best(double[] place, double value, int evaluations, int restarts, boolean converged) {}

    /** A search; {@code population} of the first attempt. */
    public Search(ToDoubleFunction<double[]> function, int population, RandomKey key) {
        this.function = function;
        this.population = population;
        this.key = key;
    }

    /** The population that Hansen proposes for so many parameters. */
    public static int usualPopulation(int parameters) {
        return 4 + (int) StrictMath.floor(3 * StrictMath.log(parameters));
    }

    private double value(double... place) {
        double value = function.applyAsDouble(place);
        evaluations++;
        if (value < lowest) {
            lowest = value;
            best = place.clone();
        }
        return value;
    }

    /**
     * Searches.
     *
     * @param start first place
     * @param spread standard deviation of the first population on each line
     * @param most evaluations of all attempts together
     * @param restarts at most
     */
    public Best minimise(double[] start, double spread, int most, int restarts) {
        value(start);
        int restart = 0;
        boolean converged = attempt(start, spread, most, 0);
        while (converged && restart < restarts && evaluations < most) {
            restart++;
            RandomKey place = key.child("restart").child(restart);
            double[] from = new double[start.length];
            for (int i = 0; i < from.length; i++) {
                from[i] = place.uniform(0, i);
            }
            converged = attempt(from, spread, most, restart);
        }
        return new Best(best, lowest, evaluations, restart, converged);
    }

    /** Whether it ended before the evaluations did. */
    private boolean attempt(double[] from, double spread, int most, int restart) {
        int size = population << restart;
        if (most - evaluations < size) {
            return false;
        }
        double[] spreads = new double[from.length];
        Arrays.fill(spreads, spread);
        double[] recent = new double[GENERATIONS];
        Arrays.fill(recent, Double.NaN);
        CMAESOptimizer optimiser = new CMAESOptimizer(MOST_ITERATIONS, Double.NEGATIVE_INFINITY, true, 0, 0,
            new KeyedGenerator(key.child("attempt").child(restart)), false, (iteration, before, now) -> {
                recent[iteration % GENERATIONS] = now.getValue();
                double highest = Arrays.stream(recent).max().orElse(Double.NaN);
                return highest - Arrays.stream(recent).min().orElse(Double.NaN) < FLAT;
            });
        optimiser.optimize(new MaxEval(most - evaluations), new ObjectiveFunction(this::value), GoalType.MINIMIZE,
            new InitialGuess(from), new CMAESOptimizer.Sigma(spreads), new CMAESOptimizer.PopulationSize(size),
            SimpleBounds.unbounded(from.length));
        return most - evaluations >= size;
    }
}
