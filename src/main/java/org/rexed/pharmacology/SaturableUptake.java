package org.rexed.pharmacology;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;

/**
 * Uptake into sites by carriers that saturate, followed by the Dormand-Prince method of order 8 with step control:
 * relative tolerance 1e-9, absolute 1e-9 nmol or nmol/L. The linear compartments that drive the carriers are integrated
 * beside them and then thrown away, since they are known exactly.
 */
final class SaturableUptake {
    private static final double RELATIVE = 1e-9;
    private static final double ABSOLUTE = 1e-9;
    private static final double SHORTEST_min = 1e-9;

    private final List<Carrier> carriers;
    private final DormandPrince853Integrator solver =
            new DormandPrince853Integrator(SHORTEST_min, Double.POSITIVE_INFINITY, ABSOLUTE, RELATIVE);
    private double[][] between;
    private int[] drivers;

    /**
     * One carrier.
     *
     * @param uptake its kinetics
     * @param central place of the central compartment in the vector of amounts
     * @param volume_L volume of the central compartment, L
     * @param site place of the concentration at the site
     */
    record Carrier(Disposition.Uptake uptake, int central, double volume_L, int site) {}

    SaturableUptake(List<Carrier> carriers) {
        this.carriers = List.copyOf(carriers);
    }

    /** Takes over the rates between the linear places, 1/min. */
    void follow(double[][] linear) {
        boolean[] drives = new boolean[linear.length];
        carriers.forEach(carrier -> drives[carrier.central()] = true);
        // Whatever flows, by way of others, into a central compartment that feeds a carrier.
        for (boolean more = true; more;) {
            more = false;
            for (int from = 0; from < drives.length; from++) {
                for (int to = 0; !drives[from] && to < drives.length; to++) {
                    if (drives[to] && linear[to][from] != 0.0) {
                        drives[from] = true;
                        more = true;
                    }
                }
            }
        }
        drivers = IntStream.range(0, drives.length).filter(i -> drives[i]).toArray();
        between = new double[drivers.length][drivers.length];
        for (int i = 0; i < drivers.length; i++) {
            for (int j = 0; j < drivers.length; j++) {
                between[i][j] = linear[drivers[i]][drivers[j]];
            }
        }
    }

    /** Advances the sites in place over a step of constant input; all other places stay as they are. */
    void advance(double[] state, double[] inputPerMin, double step_min) {
        if (step_min < SHORTEST_min) {
            for (Carrier each : carriers) {
                state[each.site] += step_min * each.uptake.rate(state[each.central] / each.volume_L, state[each.site]);
            }
            return;
        }
        int n = drivers.length;
        double[] start = new double[n + carriers.size()];
        int[] central = new int[carriers.size()];
        for (int i = 0; i < n; i++) {
            start[i] = state[drivers[i]];
        }
        for (int c = 0; c < carriers.size(); c++) {
            start[n + c] = state[carriers.get(c).site()];
            central[c] = java.util.Arrays.binarySearch(drivers, carriers.get(c).central());
        }
        FirstOrderDifferentialEquations equations = new FirstOrderDifferentialEquations() {
            @Override
            public int getDimension() {
                return start.length;
            }

            @Override
            public void computeDerivatives(double t, double[] y, double[] dy) {
                for (int i = 0; i < n; i++) {
                    double[] row = between[i];
                    double sum = inputPerMin[drivers[i]];
                    for (int j = 0; j < n; j++) {
                        sum += row[j] * y[j];
                    }
                    dy[i] = sum;
                }
                for (int c = 0; c < central.length; c++) {
                    Carrier carrier = carriers.get(c);
                    dy[n + c] = carrier.uptake.rate(y[central[c]] / carrier.volume_L, y[n + c]);
                }
            }
        };
        double[] after = new double[start.length];
        solver.setInitialStepSize(step_min);
        solver.integrate(equations, 0.0, start, step_min, after);
        for (int c = 0; c < central.length; c++) {
            state[carriers.get(c).site()] = Math.max(0.0, after[n + c]);
        }
    }
}
