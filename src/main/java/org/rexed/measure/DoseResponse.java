package org.rexed.measure;

import org.apache.commons.math3.analysis.ParametricUnivariateFunction;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.fitting.SimpleCurveFitter;
import org.apache.commons.math3.fitting.WeightedObservedPoints;

/** Fits a log-logistic (Hill) curve from 0 to 100 percent to effects of several doses by least squares. */
final class DoseResponse {
    private static final int MOST_ITERATIONS = 500;
    private static final double FIRST_SLOPE = 1.5;
    private static final double HALF = 50;

    private DoseResponse() {}

    /**
     * The dose with an effect of 50 percent. If it lies outside the tested doses, the nearest tested one: a shift
     * between two such doses is then a lower bound, never an extrapolation.
     *
     * @param doses in any unit, above zero
     * @param effects percent of the maximum possible effect
     * @return in the unit of the doses; NaN if an effect is missing or the fit does not settle
     */
    static double halfEffectDose(double[] doses, double[] effects) {
        WeightedObservedPoints points = new WeightedObservedPoints();
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        boolean reached = false;
        boolean missed = false;
        for (int i = 0; i < doses.length; i++) {
            if (!Double.isFinite(effects[i])) {
                return Double.NaN;
            }
            points.add(StrictMath.log(doses[i]), effects[i]);
            low = Math.min(low, doses[i]);
            high = Math.max(high, doses[i]);
            reached |= effects[i] >= HALF;
            missed |= effects[i] <= HALF;
        }
        if (!reached || !missed) {
            return reached ? low : high;
        }
        double[] start = {StrictMath.log(StrictMath.sqrt(low * high)), StrictMath.log(FIRST_SLOPE)};
        try {
            double[] fit = SimpleCurveFitter.create(new Curve(), start).withMaxIterations(MOST_ITERATIONS)
                .fit(points.toList());
            return Math.max(low, Math.min(high, StrictMath.exp(fit[0])));
        } catch (MathIllegalStateException e) {
            return Double.NaN;
        }
    }

    /** 100 / (1 + exp(-h (x - m))) with parameters m = ln ED50 and ln h; x is the logarithm of the dose. */
    private static final class Curve implements ParametricUnivariateFunction {
        @Override
        public double value(double x, double... p) {
            return 100 * share(x, p);
        }

        @Override
        public double[] gradient(double x, double... p) {
            double share = share(x, p);
            double slope = StrictMath.exp(p[1]);
            double steepness = 100 * share * (1 - share);
            return new double[] {-steepness * slope, steepness * slope * (x - p[0])};
        }

        private static double share(double x, double... p) {
            return 1 / (1 + StrictMath.exp(-StrictMath.exp(p[1]) * (x - p[0])));
        }
    }
}
