package org.rexed.dosing;

import org.rexed.pharmacology.Body;
import org.rexed.pharmacology.CompartmentModel;
import org.rexed.pharmacology.Disposition;
import org.rexed.pharmacology.Disposition.Moiety;
import org.rexed.pharmacology.DosingRule;
import org.rexed.pharmacology.Drug;
import org.rexed.pharmacology.DrugLevels;
import org.rexed.pharmacology.Kinetics;
import org.rexed.pharmacology.Route;
import org.rexed.pharmacology.Site;
import org.rexed.pharmacology.Species;
import org.rexed.quantity.Units;

/**
 * A pump that holds a concentration in plasma or at the effect site of the typical body, as it knows no other.
 *
 * <p>Every {@value #INTERVAL_min} min it sets the largest rate r that, run for one interval, never takes the level
 * above the target afterwards: {@code r = min over j of (target - E_j) / U_j}, with the level E_j that comes j
 * intervals later without drug and U_j the level that a unit rate during one interval leaves by then. For plasma only
 * j = 1 counts (Bailey and Shafer 1991, IEEE Trans Biomed Eng 38:522); for the effect site all j until the response is
 * past its peak (Shafer and Gregg 1992, J Pharmacokinet Biopharm 20:147). A real subject differs from the typical one,
 * and so does the level that is reached.
 */
public final class TargetControlledInfusion implements DosingRule {
    /** Time between two settings of the pump, min; a binary fraction, so that steps of one length repeat. */
    static final double INTERVAL_min = 0.125;

    private static final double LOGGED_CHANGE = 0.05;
    private static final int LONGEST_HORIZON = 4800;

    private final String drug;
    private final double from_min;
    private final double until_min;
    private final double target_ng_per_mL;
    private final double target_nM;
    private final boolean effectSite;
    private final double[][] rates;
    private final double central_L;
    private final double ke0;

    /**
     * A pump for a drug.
     *
     * @param target_ng_per_mL total concentration that it holds
     * @param effectSite whether at the effect site of the cord, otherwise in plasma or blood
     * @throws IllegalArgumentException if the drug has no such site, or is no single substance in linear compartments
     */
    public TargetControlledInfusion(
            Drug drug, Species species, Body typical, double target_ng_per_mL, boolean effectSite, double from_min,
            double until_min) {
        this.drug = drug.name();
        this.from_min = from_min;
        this.until_min = until_min;
        this.effectSite = effectSite;
        this.target_ng_per_mL = target_ng_per_mL;
        target_nM = target_ng_per_mL * 1e3 / drug.molarMass_g_per_mol();
        Disposition disposition = drug.set(species).resolve(typical, 1.0, 1.0);
        Moiety own = disposition.moieties().get(0);
        Disposition.Transfer site = own.sites().get(Site.SPINAL_CORD);
        if (!disposition.routes().containsKey(Route.IV)) {
            throw new IllegalArgumentException(drug.name() + " cannot be given iv in species " + species.key());
        }
        if (!own.name().equals(drug.name())) {
            throw new IllegalArgumentException(drug.name() + " is a mixture; a pump needs one substance to aim at");
        }
        if (effectSite && (site == null || site.uptake() != null)) {
            throw new IllegalArgumentException(drug.name() + " has no effect site with a rate constant in its set "
                    + drug.set(species).name() + "; aim at plasma");
        }
        ke0 = effectSite ? site.ke0_per_min() : 0.0;
        central_L = own.volumes_L().get(0);
        rates = rates(disposition, own, ke0);
    }

    private static double[][] rates(Disposition disposition, Moiety own, double ke0) {
        int n = own.volumes_L().size();
        double[][] k = new double[n + 1][n + 1];
        double gone = own.clearance_L_per_min();
        for (Moiety other : disposition.moieties()) {
            gone += other.formation() != null && other.formation().source() == 0
                    ? other.formation().clearance_L_per_min() : 0.0;
        }
        double central = own.volumes_L().get(0);
        k[0][0] -= gone / central;
        for (int i = 1; i < n; i++) {
            double exchange = own.exchange_L_per_min().get(i - 1);
            k[0][0] -= exchange / central;
            k[i][0] += exchange / central;
            k[0][i] += exchange / own.volumes_L().get(i);
            k[i][i] -= exchange / own.volumes_L().get(i);
        }
        k[n][0] = ke0;
        k[n][n] = -ke0;
        return k;
    }

    /** The rule in words. */
    @Override
    public String toString() {
        return "pump that holds " + Units.text(target_ng_per_mL, "ng/mL")
                + (effectSite ? " at the effect site" : " in plasma");
    }

    @Override
    public String drug() {
        return drug;
    }

    @Override
    public double from_min() {
        return from_min;
    }

    @Override
    public double until_min() {
        return until_min;
    }

    @Override
    public Pump begin() {
        return new Pump();
    }

    /** The pump's picture of the typical body; amounts in nmol. */
    final class Pump implements Course {
        private final CompartmentModel model = new CompartmentModel(rates);
        private final double[] state = new double[rates.length];
        private final double[] input = new double[rates.length];
        /** Row j: weights of the state for the level j + 1 intervals later, with nothing given. */
        private final double[][] ahead;
        /** Level j + 1 intervals after the start of an interval with a unit rate. */
        private final double[] response;
        private long interval;
        private double logged = Double.NaN;
        private double factor = 1.0;
        private double end_min = until_min;

        Pump() {
            int n = rates.length;
            int level = effectSite ? n - 1 : 0;
            double[] after = new double[n];
            double[] unit = new double[n];
            unit[0] = 1.0;
            model.advance(after, unit, INTERVAL_min);
            int horizon = horizon(after.clone(), level);
            ahead = new double[horizon][n];
            response = new double[horizon];
            for (int i = 0; i < n; i++) {
                double[] course = new double[n];
                course[i] = 1.0;
                for (int j = 0; j < horizon; j++) {
                    model.advance(course, new double[n], INTERVAL_min);
                    ahead[j][i] = course[level] / central_L;
                }
            }
            for (int j = 0; j < horizon; j++) {
                response[j] = after[level] / central_L;
                model.advance(after, new double[n], INTERVAL_min);
            }
        }

        /** Intervals until the response at the effect site has fallen to half of its peak. */
        private int horizon(double[] after, int level) {
            if (!effectSite) {
                return 1;
            }
            double peak = 0.0;
            int j = 1;
            while (j < LONGEST_HORIZON && after[level] > 0.5 * peak) {
                peak = Math.max(peak, after[level]);
                model.advance(after, new double[after.length], INTERVAL_min);
                j++;
            }
            return j;
        }

        /** Aims at this many times the first target from the next setting on. */
        void aim(double ofFirstTarget) {
            factor = ofFirstTarget;
        }

        /** Ends at another time, min, which must not have passed. */
        void endAt(double other_min) {
            end_min = other_min;
        }

        @Override
        public double next_min() {
            if (interval < 0) {
                return Double.POSITIVE_INFINITY;
            }
            return Math.min(from_min + interval * INTERVAL_min, end_min);
        }

        @Override
        public void decide(DrugLevels levels, Kinetics kinetics) {
            if (next_min() >= end_min) {
                kinetics.setInfusionRate("target", Route.IV, 0.0, true);
                interval = -1;
                return;
            }
            double rate = Double.POSITIVE_INFINITY;
            for (int j = 0; j < response.length; j++) {
                double without = 0.0;
                for (int i = 0; i < state.length; i++) {
                    without += ahead[j][i] * state[i];
                }
                rate = Math.min(rate, (factor * target_nM - without) / response[j]);
            }
            rate = Math.max(0.0, rate);
            boolean moved = !(Math.abs(rate - logged) <= LOGGED_CHANGE * logged);
            logged = moved ? rate : logged;
            kinetics.setInfusionRate("target", Route.IV, rate, moved);
            input[0] = rate;
            double length = Math.min(INTERVAL_min, end_min - next_min());
            model.advance(state, input, length);
            interval++;
        }
    }
}
