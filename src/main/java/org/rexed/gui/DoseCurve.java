package org.rexed.gui;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresOptimizer;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.util.Pair;

/**
 * A dose-response curve {@code b + (top - b) d^h / (d^h + ED50^h)} of readings, fitted with a fixed slope; baseline and
 * ED50 tell a shift along the dose (tolerance) from a move of the baseline (hyperalgesia).
 *
 * @param baseline reading without a dose, in the unit of the test
 * @param ed50 dose with half of the effect, in the unit of the doses; NaN if the doses do not tell it
 * @param slope steepness h
 * @param top reading of the largest effect
 */
record DoseCurve(double baseline, double ed50, double slope, double top) {
    private static final double[] SLOPES = {1, 1.5, 2, 3};

    /** The reading at a dose. */
    double at(double dose) {
        return baseline + (top - baseline) * effect(dose, ed50, slope);
    }

    private static double effect(double dose, double ed50, double slope) {
        return dose <= 0 ? 0 : 1 / (1 + Math.exp(slope * (Math.log(ed50) - Math.log(dose))));
    }

    /**
     * Fits the curve.
     *
     * @param doses doses; at least one is 0
     * @param readings mean reading at each
     * @param top reading of the largest effect, such as the cutoff of the test
     */
    static DoseCurve fit(double[] doses, double[] readings, double top) {
        double start = 0;
        List<Double> positive = new ArrayList<>();
        double baseline = 0;
        int zeros = 0;
        for (int i = 0; i < doses.length; i++) {
            if (doses[i] > 0) {
                positive.add(doses[i]);
                start += Math.log(doses[i]);
            } else {
                baseline += readings[i];
                zeros++;
            }
        }
        if (positive.size() < 2 || zeros == 0) {
            throw new IllegalArgumentException("a curve needs a reading without a dose and two with one");
        }
        baseline /= zeros;
        DoseCurve best = null;
        double least = Double.POSITIVE_INFINITY;
        for (double slope : SLOPES) {
            try {
                LeastSquaresOptimizer.Optimum found = optimum(doses, readings, top, slope,
                        new double[] {baseline, start / positive.size()});
                double cost = found.getCost();
                if (cost < least) {
                    least = cost;
                    best = new DoseCurve(found.getPoint().getEntry(0), Math.exp(found.getPoint().getEntry(1)), slope,
                            top);
                }
            } catch (MathIllegalStateException e) {
                // this slope does not fit; another may
            }
        }
        double lowest = positive.stream().min(Double::compare).orElseThrow();
        double highest = positive.stream().max(Double::compare).orElseThrow();
        boolean told = best != null && best.ed50() > lowest / 100 && best.ed50() < highest * 100;
        return told ? best : new DoseCurve(baseline, Double.NaN, 1, top);
    }

    private static LeastSquaresOptimizer.Optimum optimum(
            double[] doses, double[] readings, double top, double slope, double[] start) {
        return new LevenbergMarquardtOptimizer().optimize(new LeastSquaresBuilder().start(start).target(readings)
                .maxEvaluations(1000).maxIterations(1000).model(point -> {
                    double[] value = new double[doses.length];
                    double[][] slopes = new double[doses.length][2];
                    for (int i = 0; i < doses.length; i++) {
                        double effect = effect(doses[i], Math.exp(point.getEntry(1)), slope);
                        value[i] = point.getEntry(0) + (top - point.getEntry(0)) * effect;
                        slopes[i][0] = 1 - effect;
                        slopes[i][1] = -(top - point.getEntry(0)) * slope * effect * (1 - effect);
                    }
                    return new Pair<>(new ArrayRealVector(value), new Array2DRowRealMatrix(slopes));
                }).build());
    }
}
