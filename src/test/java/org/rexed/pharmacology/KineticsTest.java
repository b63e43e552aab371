package org.rexed.pharmacology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.random.Well19937c;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Checks the kinetics of one drug against closed forms and the symmetries of a linear system. */
class KineticsTest {
    private static final double MOLAR_MASS = 300.0;
    private static final Map<Site, Disposition.Transfer> SITES =
            Map.of(Site.SPINAL_CORD, new Disposition.Transfer(0.02, 0.5));
    private static final Map<Route, Disposition.Absorption> ROUTES = Map.of(
            Route.IV, Disposition.Absorption.direct(1.0),
            Route.SC, Disposition.Absorption.depot(0.05, 0.8),
            Route.PUMP, Disposition.Absorption.direct(1.0),
            Route.PELLET, Disposition.Absorption.direct(0.9),
            Route.INTRATHECAL, new Disposition.Absorption(0.01, 1.0, Site.SPINAL_CORD, 0.0002));
    private static final Disposition ONE =
            new Disposition(List.of(2.0), 0.1, List.of(), 0.6, SITES, ROUTES);
    private static final Disposition THREE = new Disposition(List.of(0.07, 0.8, 0.13), 0.02, List.of(0.0155, 0.0178),
            0.7, SITES, ROUTES);

    private static Kinetics kinetics(Disposition disposition, Dose... doses) {
        return new Kinetics("x", MOLAR_MASS, 0.3, disposition, List.of(doses));
    }

    private static Dose dose(String text) {
        return Dose.parse("x", text);
    }

    @Test
    void bolusDecaysAndEffectSiteFollowsTheBatemanCurve() {
        Kinetics k = kinetics(ONE, dose("600 nmol iv"));
        assertThat(k.plasma_ng_per_mL()).as("a dose due at 0 has happened").isCloseTo(90.0, within(1e-12));
        for (double t : new double[] {0.7, 13.0, 60.0, 400.0}) {
            k.advanceTo(t);
            assertThat(k.plasma_ng_per_mL()).isCloseTo(90.0 * StrictMath.exp(-0.05 * t), within(1e-11));
            double site = 300.0 * 0.02 / (0.05 - 0.02) * (StrictMath.exp(-0.02 * t) - StrictMath.exp(-0.05 * t));
            assertThat(k.effectSite_nM(Site.SPINAL_CORD)).isCloseTo(site * 0.3, within(1e-10));
            assertThat(k.effectSite_ng_per_mL(Site.SPINAL_CORD)).isCloseTo(site * 0.3, within(1e-10));
        }
        assertThat(k.effectSite_nM(Site.BRAINSTEM)).isZero();
    }

    @Test
    void infusionRisesToRateOverClearanceAndFallsAfterItsEnd() {
        Kinetics k = kinetics(ONE, dose("3 nmol/min iv from 10.25 min for 100 min"));
        k.advanceTo(10.25);
        assertThat(k.plasma_ng_per_mL()).isZero();
        k.advanceTo(60.25);
        assertThat(k.plasma_ng_per_mL()).isCloseTo(9.0 * (1 - StrictMath.exp(-2.5)), within(1e-11));
        k.advanceTo(210.25);
        double atEnd = 9.0 * (1 - StrictMath.exp(-5.0));
        assertThat(k.plasma_ng_per_mL()).isCloseTo(atEnd * StrictMath.exp(-5.0), within(1e-11));
        assertThat(k.administered_nmol()).isCloseTo(300.0, within(1e-10));
    }

    @Test
    void subcutaneousDoseAndPelletFollowTheirClosedForms() {
        Kinetics pellet = kinetics(ONE, dose("1000 nmol pellet release-half-life 40 h"));
        double release = StrictMath.log(2.0) / 2400.0;
        pellet.advanceTo(3000.0);
        double expected = 1000 * 0.9 * release / (0.05 - release)
                * (StrictMath.exp(-release * 3000) - StrictMath.exp(-0.05 * 3000)) / 2.0;
        assertThat(pellet.plasma_ng_per_mL()).isCloseTo(expected * 0.3, within(1e-10));
        assertThat(pellet.inBody_nmol()).isGreaterThan(1000 * StrictMath.exp(-release * 3000) - 1e-9);
        Disposition other = new Disposition(List.of(2.0), 0.06, List.of(), 0.6, SITES, ROUTES);
        Kinetics sc = kinetics(other, dose("1000 nmol sc at 5 min"));
        sc.advanceTo(45.0);
        double bateman = 800 * 0.05 / (0.05 - 0.03) * (StrictMath.exp(-1.2) - StrictMath.exp(-2.0)) / 2.0;
        assertThat(sc.plasma_ng_per_mL()).isCloseTo(bateman * 0.3, within(1e-10));
    }

    @Test
    void intrathecalDrugIsStrongAtTheCordAndReachesTheBlood() {
        Kinetics k = kinetics(THREE, dose("15 nmol intrathecal"));
        k.advanceTo(30.0);
        assertThat(k.effectSite_nM(Site.SPINAL_CORD)).isGreaterThan(15 * StrictMath.exp(-0.3) / 0.0002);
        assertThat(k.plasma_ng_per_mL()).isPositive();
        assertThat(k.effectSite_ng_per_mL(Site.SPINAL_CORD)).isLessThan(k.plasma_ng_per_mL());
    }

    @Test
    void pumpSettlesAtRateOverClearance() {
        Kinetics k = kinetics(THREE, dose("45 mg/kg/d pump for 30 d"));
        k.advanceTo(20 * 1440.0);
        assertThat(k.plasma_ng_per_mL()).isCloseTo(45e6 * 0.3 / 1440 / 20.0, Percentage.withPercentage(1e-6));
    }

    @Test
    void massIsKeptToTenDigitsInRandomRegimens() {
        Well19937c random = new Well19937c(5L);
        String[] bolusRoutes = {"iv", "sc", "intrathecal"};
        String[] rateRoutes = {"iv", "sc", "pump"};
        for (int trial = 0; trial < 40; trial++) {
            List<Dose> doses = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(6); i++) {
                double start = random.nextDouble() * 3000;
                double amount = 0.1 + 1000 * random.nextDouble();
                doses.add(switch (random.nextInt(3)) {
                    case 0 -> dose(amount + " nmol " + bolusRoutes[random.nextInt(3)] + " at " + start
                            + " min every 7.3 h for 3 d");
                    case 1 -> dose(amount + " nmol/kg/h " + rateRoutes[random.nextInt(3)] + " from " + start
                            + " min for " + (1 + random.nextInt(3000)) + " min");
                    default -> dose(amount + " mg pellet at " + start + " min release-half-life 40 h");
                });
            }
            Kinetics k = new Kinetics("x", MOLAR_MASS, 0.3, trial % 2 == 0 ? ONE : THREE, doses);
            for (double t = 0; t < 9000; t += 10.0 + 50 * random.nextDouble()) {
                k.advanceTo(t);
                double balance = k.inBody_nmol() + k.eliminated_nmol() - k.administered_nmol();
                assertThat(Math.abs(balance)).isLessThanOrEqualTo(1e-10 * Math.max(1.0, k.administered_nmol()));
            }
        }
    }

    @Test
    void dosesSuperpose() {
        Dose a = dose("300 nmol sc at 17 min");
        Dose b = dose("2 nmol/min iv from 40 min for 33 min");
        Kinetics both = kinetics(THREE, a, b);
        Kinetics first = kinetics(THREE, a);
        Kinetics second = kinetics(THREE, b);
        for (double t = 0; t < 300; t += 7.7) {
            both.advanceTo(t);
            first.advanceTo(t);
            second.advanceTo(t);
            assertThat(both.plasma_ng_per_mL())
                    .isCloseTo(first.plasma_ng_per_mL() + second.plasma_ng_per_mL(), within(1e-9));
            assertThat(both.effectSite_nM(Site.SPINAL_CORD)).isCloseTo(
                    first.effectSite_nM(Site.SPINAL_CORD) + second.effectSite_nM(Site.SPINAL_CORD), within(1e-9));
        }
    }

    @Test
    void splittingADoseOrAnInfusionChangesNothing() {
        Kinetics whole = kinetics(THREE, dose("10 mg/kg sc at 1 h"), dose("1 mg/kg/h iv from 2 h for 2 h"));
        Kinetics split = kinetics(THREE, dose("4 mg/kg sc at 1 h"), dose("6 mg/kg sc at 1 h"),
                dose("1 mg/kg/h iv from 2 h for 0.7 h"), dose("1 mg/kg/h iv from 2.7 h for 1.3 h"));
        whole.advanceTo(333.3);
        for (double t = 0; t < 333.3; t += 1.7) {
            split.advanceTo(t);
        }
        split.advanceTo(333.3);
        assertThat(split.plasma_ng_per_mL())
                .isCloseTo(whole.plasma_ng_per_mL(), Percentage.withPercentage(1e-9));
        assertThat(split.administered_nmol())
                .isCloseTo(whole.administered_nmol(), Percentage.withPercentage(1e-12));
    }

    @Test
    void delayingEverythingDelaysTheCurve() {
        List<Dose> doses = List.of(dose("10 mg/kg sc at 1 h every 12 h times 3"), dose("5 mg/kg/d pump for 20 h"));
        double delay = 123.456;
        Kinetics now = new Kinetics("x", MOLAR_MASS, 0.3, THREE, doses);
        Kinetics later = new Kinetics("x", MOLAR_MASS, 0.3, THREE,
                doses.stream().map(d -> d.delayedBy(delay)).toList());
        for (double t = 0; t < 4000; t += 91.0) {
            now.advanceTo(t);
            later.advanceTo(t + delay);
            assertThat(later.plasma_ng_per_mL()).isCloseTo(now.plasma_ng_per_mL(), within(1e-8));
        }
        assertThat(later.log()).hasSameSizeAs(now.log());
    }

    @Test
    void dosesGivenWhileRunningActFromNow() {
        Kinetics planned = kinetics(THREE, dose("2 mg/kg sc at 50 min"), dose("3 nmol/min iv from 80 min for 20 min"));
        Kinetics live = kinetics(THREE);
        live.advanceTo(50.0);
        live.administer(dose("2 mg/kg sc"));
        live.advanceTo(80.0);
        live.setInfusionRate(Route.IV, 3.0);
        live.advanceTo(100.0);
        live.setInfusionRate(Route.IV, 0.0);
        planned.advanceTo(150.0);
        live.advanceTo(150.0);
        assertThat(live.plasma_ng_per_mL()).isCloseTo(planned.plasma_ng_per_mL(), within(1e-9));
        assertThat(live.administered_nmol()).isCloseTo(planned.administered_nmol(), within(1e-9));
        assertThat(live.events(0, 80)).extracting(DoseEvent::kind).containsExactly(DoseEvent.Kind.BOLUS);
        assertThat(live.events(80, 1000)).extracting(DoseEvent::time_min).containsExactly(80.0, 100.0);
    }

    @Test
    void eventsAreLoggedAtTheirOwnTimes() {
        Kinetics k = kinetics(THREE, dose("2 mg/kg sc at 3.3333 min every 7.1 min times 3"));
        k.advanceTo(100.0);
        assertThat(k.log()).extracting(DoseEvent::time_min).containsExactly(3.3333, 3.3333 + 7.1, 3.3333 + 2 * 7.1);
        assertThat(k.log().get(0).amount()).isCloseTo(0.6, within(1e-12));
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatThrownBy(() -> kinetics(THREE, dose("2 mg oral"))).hasMessageContaining("oral")
                .hasMessageContaining("offered are iv, sc, pump, pellet, intrathecal");
        Kinetics k = kinetics(THREE);
        k.advanceTo(5.0);
        assertThatThrownBy(() -> k.advanceTo(4.0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> k.advanceTo(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
