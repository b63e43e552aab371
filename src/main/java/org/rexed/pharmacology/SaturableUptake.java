package org.rexed.pharmacology;

import java.util.List;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;

/**
 * Uptake into a site by a carrier that saturates, followed by the Dormand-Prince method of order 8 with step control:
 * relative tolerance 1e-9, absolute 1e-9 nmol/L. The linear compartments that drive it are integrated beside it and
 * then thrown away, since they are known exactly.
 *
 * @param uptake the carrier
 * @param central place of the central compartment in the vector of amounts
 * @param volume_L volume of the central compartment, L
 * @param site place of the concentration at the site
 */
record SaturableUptake(Disposition.Uptake uptake, int central, double volume_L, int site) {
    private static final double RELATIVE = 1e-9;
    private static final double ABSOLUTE = 1e-9;
    private static final double SHORTEST_min = 1e-9;

    /** Advances the sites in place over a step of constant input; all other places stay as they are. */
    static void advance(
            List<SaturableUptake> all, double[][] rates, double[] state, double[] inputPerMin, double step_min) {
        FirstOrderDifferentialEquations equations = new FirstOrderDifferentialEquations() {
            @Override
            public int getDimension() {
                return state.length;
            }

            @Override
            public void computeDerivatives(double t, double[] y, double[] dy) {
                for (int i = 0; i < y.length; i++) {
                    double sum = inputPerMin[i];
                    for (int j = 0; j < y.length; j++) {
                        sum += rates[i][j] * y[j];
                    }
                    dy[i] = sum;
                }
                for (SaturableUptake each : all) {
                    dy[each.site] = each.uptake.rate(y[each.central] / each.volume_L, y[each.site]);
                }
            }
        };
        double[] after = new double[state.length];
        new DormandPrince853Integrator(Math.min(SHORTEST_min, step_min), step_min, ABSOLUTE, RELATIVE)
                .integrate(equations, 0.0, state, step_min, after);
        for (SaturableUptake each : all) {
            state[each.site] = Math.max(0.0, after[each.site]);
        }
    }
}
