package org.rexed.subject;

import java.util.List;
import java.util.Map;

/**
 * How traits of a subject go together: standard normal numbers, drawn independently for each trait, become correlated
 * ones (Cholesky decomposition). Traits that are correlated with nothing keep their number to the bit.
 */
public final class Correlations {
    /** Stands between the names of two traits in a key. */
    public static final String WITH = " with ";

    private final double[][] factor;

    /**
     * Correlations of the logarithms of traits.
     *
     * @param traits names in the order of the numbers
     * @param coefficients by {@code one with other}
     * @throws IllegalArgumentException if no subjects can be like that
     */
    public Correlations(List<String> traits, Map<String, Double> coefficients) {
        int n = traits.size();
        double[][] matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
            matrix[i][i] = 1;
            for (int j = 0; j < i; j++) {
                Double r = coefficients.getOrDefault(traits.get(i) + WITH + traits.get(j),
                        coefficients.get(traits.get(j) + WITH + traits.get(i)));
                matrix[i][j] = r == null ? 0 : r;
            }
        }
        factor = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= factor[i][k] * factor[j][k];
                }
                if (i == j && sum <= 0) {
                    throw new IllegalArgumentException("no subjects can be correlated like that: "
                            + traits.get(i) + " would be known beyond certainty from the others");
                }
                factor[i][j] = i == j ? StrictMath.sqrt(sum) : sum / factor[j][j];
            }
        }
    }

    /** Correlated numbers from independent ones. */
    double[] of(double... independent) {
        double[] correlated = new double[independent.length];
        for (int i = 0; i < independent.length; i++) {
            for (int j = 0; j <= i; j++) {
                correlated[i] += factor[i][j] == 0 ? 0 : factor[i][j] * independent[j];
            }
        }
        return correlated;
    }
}
