package org.rexed.sensitivity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.random.SobolSequenceGenerator;
import org.rexed.random.RandomKey;

/**
 * Variance-based indices. The design is that of Saltelli et al. (Comput Phys Commun 181, 2010, 259-270): two samples A
 * and B of a Sobol sequence, shifted by chance (Cranley and Patterson 1976), and for each parameter A with that column
 * of B. First-order indices are estimated as there, total ones after Jansen (Comput Phys Commun 117, 1999, 35-43).
 */
public final class Sobol {
    private final int parameters;
    private final int samples;
    private final List<double[]> points = new ArrayList<>();

    /**
     * Indices of a parameter.
     *
     * @param first share of the variance that it explains alone
     * @param total share that would be left if all others were known
     */
    public record Indices(Interval first, Interval total) {}

    /** A design of {@code samples (parameters + 2)} points; powers of two fill the range most evenly. */
    public Sobol(int parameters, int samples, RandomKey key) {
        this.parameters = parameters;
        this.samples = samples;
        SobolSequenceGenerator sequence = new SobolSequenceGenerator(2 * parameters);
        double[] shift = new double[2 * parameters];
        for (int i = 0; i < shift.length; i++) {
            shift[i] = key.child("shift").uniform(0, i);
        }
        for (int n = 0; n < samples; n++) {
            double[] both = sequence.nextVector();
            for (int i = 0; i < both.length; i++) {
                both[i] = (both[i] + shift[i]) % 1;
            }
            double[] a = Arrays.copyOf(both, parameters);
            double[] b = Arrays.copyOfRange(both, parameters, 2 * parameters);
            points.add(a);
            points.add(b);
            for (int p = 0; p < parameters; p++) {
                double[] mixed = a.clone();
                mixed[p] = b[p];
                points.add(mixed);
            }
        }
    }

    /** Places from 0 to 1 of each parameter, sample by sample: A, B, then A with each column of B. */
    public List<double[]> points() {
        return List.copyOf(points);
    }

    /** Indices of each parameter from the outcome at every point. */
    public List<Indices> indices(double[] outcomes, RandomKey key) {
        List<Indices> result = new ArrayList<>();
        for (int p = 0; p < parameters; p++) {
            int column = p;
            RandomKey chance = key.child("sobol").child(p);
            result.add(new Indices(
                Interval.bootstrap(samples, rows -> first(outcomes, column, rows), chance.child("first")),
                Interval.bootstrap(samples, rows -> total(outcomes, column, rows), chance.child("total"))));
        }
        return result;
    }

    private double at(double[] outcomes, int row, int which) {
        return outcomes[row * (parameters + 2) + which];
    }

    private double first(double[] outcomes, int p, int[] rows) {
        double mean = mean(outcomes, rows);
        double sum = 0;
        for (int row : rows) {
            // The mean is taken away first: the estimator is exact in expectation with and without, and quieter with.
            sum += (at(outcomes, row, 1) - mean) * (at(outcomes, row, 2 + p) - at(outcomes, row, 0));
        }
        return sum / rows.length / variance(outcomes, rows);
    }

    private double total(double[] outcomes, int p, int[] rows) {
        double sum = 0;
        for (int row : rows) {
            double difference = at(outcomes, row, 0) - at(outcomes, row, 2 + p);
            sum += difference * difference;
        }
        return sum / (2.0 * rows.length) / variance(outcomes, rows);
    }

    private double mean(double[] outcomes, int[] rows) {
        double sum = 0;
        for (int row : rows) {
            sum += at(outcomes, row, 0) + at(outcomes, row, 1);
        }
        return sum / (2.0 * rows.length);
    }

    private double variance(double[] outcomes, int[] rows) {
        double mean = mean(outcomes, rows);
        double squares = 0;
        for (int row : rows) {
            double a = at(outcomes, row, 0) - mean;
            double b = at(outcomes, row, 1) - mean;
            squares += a * a + b * b;
        }
        return squares / (2.0 * rows.length - 1);
    }
}
