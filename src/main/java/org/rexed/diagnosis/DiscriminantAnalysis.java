package org.rexed.diagnosis;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * A plain statistical classifier to compare the rules with: linear discriminant analysis with a pooled covariance
 * (Fisher, Ann Eugen 7, 1936, 179-188; Hastie, Tibshirani and Friedman, Elements of Statistical Learning, 4.3), causes
 * equally probable beforehand. Unlike the rules it learns from patients whose cause is known.
 */
final class DiscriminantAnalysis {
    /** Part of the mean variance that is added to each, so that readouts that never move do no harm. */
    private static final double RIDGE = 1e-3;

    private final double[][] means;
    /** Patients of each cause it learned from. */
    private final int[] n;
    private final RealMatrix inverse;

    /**
     * Learns from patients.
     *
     * @param readings readouts of each patient
     * @param causes number of each patient's cause
     * @param count number of causes
     */
    DiscriminantAnalysis(double[][] readings, int[] causes, int count) {
        int readouts = readings[0].length;
        means = new double[count][readouts];
        n = new int[count];
        for (int p = 0; p < readings.length; p++) {
            n[causes[p]]++;
            for (int r = 0; r < readouts; r++) {
                means[causes[p]][r] += readings[p][r];
            }
        }
        for (int c = 0; c < count; c++) {
            for (int r = 0; r < readouts; r++) {
                means[c][r] /= Math.max(1, n[c]);
            }
        }
        RealMatrix covariance = new Array2DRowRealMatrix(readouts, readouts);
        for (int p = 0; p < readings.length; p++) {
            for (int a = 0; a < readouts; a++) {
                for (int b = 0; b < readouts; b++) {
                    covariance.addToEntry(a, b, (readings[p][a] - means[causes[p]][a])
                        * (readings[p][b] - means[causes[p]][b]) / Math.max(1, readings.length - count));
                }
            }
        }
        double ridge = RIDGE * covariance.getTrace() / readouts + Double.MIN_NORMAL;
        for (int r = 0; r < readouts; r++) {
            covariance.addToEntry(r, r, ridge);
        }
        inverse = new LUDecomposition(covariance, Double.MIN_VALUE).getSolver().getInverse();
    }

    /** Number of the nearest cause among those it learned from. */
    int classify(double[] readings) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int c = 0; c < means.length; c++) {
            RealVector difference = new Array2DRowRealMatrix(readings).getColumnVector(0)
                .subtract(new Array2DRowRealMatrix(means[c]).getColumnVector(0));
            double distance = inverse.preMultiply(difference).dotProduct(difference);
            if (n[c] > 0 && distance < least) {
                least = distance;
                best = c;
            }
        }
        return best;
    }

    /** Every patient classified by an analysis that learned from the patients of other folds. */
    static int[] crossValidated(double[][] readings, int[] causes, int count, int folds) {
        int[] classified = new int[readings.length];
        for (int fold = 0; fold < folds; fold++) {
            List<Integer> others = new ArrayList<>();
            for (int p = 0; p < readings.length; p++) {
                if (p % folds != fold) {
                    others.add(p);
                }
            }
            double[][] known = others.stream().map(p -> readings[p]).toArray(double[][]::new);
            DiscriminantAnalysis analysis =
                new DiscriminantAnalysis(known, others.stream().mapToInt(p -> causes[p]).toArray(), count);
            for (int p = fold; p < readings.length; p += folds) {
                classified[p] = analysis.classify(readings[p]);
            }
        }
        return classified;
    }
}
