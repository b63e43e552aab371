package org.rexed.mechanism;

import java.util.List;
import org.rexed.pharmacology.CompartmentModel;

/**
 * Free extracellular dynorphin over laminae (rows) and dermatomes (columns): released, spreading to neighbours and
 * degraded by peptidases. {@code dc/dt = r - k c + D (sum of neighbours - n c)}, linear, advanced exactly by a matrix
 * exponential, so any step length is stable.
 */
public final class DynorphinField {
    /** Laminae from the surface down; cells of other regions do not take part. */
    public static final List<String> LAMINAE = List.of(
            "lamina-I", "lamina-II-outer", "lamina-II-inner", "lamina-III-IV", "lamina-V");

    private final int dermatomes;
    private final double[] concentration_nM;
    private final double[] release_nM_per_min;
    private final CompartmentModel transport;

    /**
     * An empty field.
     *
     * @param dermatomes number of columns
     * @param degradation_per_min rate k
     * @param exchange_per_min rate D of exchange between neighbouring cells
     */
    public DynorphinField(int dermatomes, double degradation_per_min, double exchange_per_min) {
        this.dermatomes = dermatomes;
        int cells = LAMINAE.size() * dermatomes;
        concentration_nM = new double[cells];
        release_nM_per_min = new double[cells];
        double[][] rates = new double[cells][cells];
        for (int lamina = 0; lamina < LAMINAE.size(); lamina++) {
            for (int d = 0; d < dermatomes; d++) {
                int cell = lamina * dermatomes + d;
                rates[cell][cell] -= degradation_per_min;
                if (lamina + 1 < LAMINAE.size()) {
                    exchange(rates, cell, cell + dermatomes, exchange_per_min);
                }
                if (d + 1 < dermatomes) {
                    exchange(rates, cell, cell + 1, exchange_per_min);
                }
            }
        }
        transport = new CompartmentModel(rates);
    }

    private static void exchange(double[][] rates, int a, int b, double rate) {
        rates[a][a] -= rate;
        rates[b][b] -= rate;
        rates[a][b] += rate;
        rates[b][a] += rate;
    }

    /** Forgets the release of the last step. */
    public void clearRelease() {
        java.util.Arrays.fill(release_nM_per_min, 0);
    }

    /** Adds release into one cell; regions outside the laminae are refused. */
    public void release(String lamina, int dermatome, double nM_per_min) {
        int row = LAMINAE.indexOf(lamina);
        if (row < 0) {
            throw new IllegalArgumentException("No lamina " + lamina + " in the dynorphin field");
        }
        release_nM_per_min[row * dermatomes + dermatome] += nM_per_min;
    }

    /** Advances the field under constant release. */
    public void advance(double step_min) {
        transport.advance(concentration_nM, release_nM_per_min, step_min);
    }

    /** Concentration in one cell in nmol/L. */
    public double concentration_nM(int lamina, int dermatome) {
        return concentration_nM[lamina * dermatomes + dermatome];
    }

    /** Number of columns. */
    public int dermatomes() {
        return dermatomes;
    }

    /** Mean of the laminae where nociceptors end (I and outer II), in nmol/L. */
    public double superficial_nM(int dermatome) {
        return 0.5 * (concentration_nM(0, dermatome) + concentration_nM(1, dermatome));
    }

    /** Sum over all cells in nmol/L, for the mass balance. */
    public double total_nM() {
        double sum = 0;
        for (double c : concentration_nM) {
            sum += c;
        }
        return sum;
    }
}
