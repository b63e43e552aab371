package org.rexed.pharmacology;

import org.rexed.numeric.MatrixExponential;

/**
 * A body as connected compartments: dA/dt = K A + u, solved exactly for any step during which the input u is constant.
 *
 * <p>The step uses the exponential of the doubled matrix [[K, 1], [0, 0]], whose upper half holds both the propagator
 * of the amounts and that of the input, so no step-size error exists. Propagators are kept for the step lengths used
 * last; the result of a step never depends on what is kept. Rates are per minute.
 */
public final class CompartmentModel {
    private static final int KEPT = 8;

    private final double[][] rates;
    private final double[] before;
    private final double[] keptStep = new double[KEPT];
    private final double[][][] keptPropagator = new double[KEPT][][];
    private int next;

    /** A model with the given rate matrix, in 1/min: row i, column j is the flow into i per amount in j. */
    public CompartmentModel(double[][] ratesPerMin) {
        int n = ratesPerMin.length;
        rates = new double[2 * n][2 * n];
        before = new double[n];
        for (int i = 0; i < n; i++) {
            if (ratesPerMin[i].length != n) {
                throw new IllegalArgumentException("a compartment model needs a square rate matrix");
            }
            System.arraycopy(ratesPerMin[i], 0, rates[i], 0, n);
            rates[i][n + i] = 1.0;
        }
    }

    /** Number of compartments. */
    public int size() {
        return rates.length / 2;
    }

    /**
     * Advances the amounts in place by a step of any length.
     *
     * @param amounts one amount per compartment; overwritten
     * @param inputPerMin constant input into each compartment during the step, amount per minute
     * @param step_min length of the step, min, not negative
     */
    public void advance(double[] amounts, double[] inputPerMin, double step_min) {
        if (!(step_min >= 0.0)) {
            throw new IllegalArgumentException("a step must not be negative, got " + step_min + " min");
        }
        if (step_min == 0.0) {
            return;
        }
        double[][] propagator = propagator(step_min);
        int n = amounts.length;
        System.arraycopy(amounts, 0, before, 0, n);
        boolean fed = false;
        for (double each : inputPerMin) {
            fed |= each != 0.0;
        }
        for (int i = 0; i < n; i++) {
            double[] row = propagator[i];
            double sum = 0.0;
            for (int j = 0; j < n; j++) {
                sum += row[j] * before[j];
            }
            for (int j = 0; fed && j < n; j++) {
                sum += row[n + j] * inputPerMin[j];
            }
            amounts[i] = sum;
        }
    }

    private double[][] propagator(double step_min) {
        for (int k = 0; k < KEPT; k++) {
            if (keptStep[k] == step_min && keptPropagator[k] != null) {
                return keptPropagator[k];
            }
        }
        double[][] propagator = MatrixExponential.of(rates, step_min);
        keptStep[next] = step_min;
        keptPropagator[next] = propagator;
        next = (next + 1) % KEPT;
        return propagator;
    }
}
