package org.rexed.pharmacology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.random.Well19937c;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.rexed.pharmacology.Disposition.Delivery;
import org.rexed.pharmacology.Disposition.Into;
import org.rexed.pharmacology.Disposition.Moiety;

/** Checks the kinetics of one drug against closed forms and the symmetries of a linear system. */
class KineticsTest {
    private static final double MOLAR_MASS = 300.0;
    private static final Map<Site, Disposition.Transfer> SITES =
            Map.of(Site.SPINAL_CORD, new Disposition.Transfer(0.02, 0.5));
    private static final Disposition.SpinalFluid FLUID =
            new Disposition.SpinalFluid(0.0002, 2e-6, 1e-7, Double.NaN, Double.NaN, 0.1, 0.9);
    private static final Disposition.Path DEPOT = Disposition.Path.depot(0.05);
    private static final Map<Route, List<Delivery>> ROUTES = Map.of(
            Route.IV, way(1.0, Disposition.Path.direct(Into.BLOOD)),
            Route.SC, way(0.8, DEPOT),
            Route.ORAL, way(0.6, new Disposition.Path(1.0, 4.0, 3, 0.2, 0.05, Into.BLOOD, Double.NaN)),
            Route.TRANSDERMAL, way(0.9, new Disposition.Path(1.0, 60.0, 0, Double.NaN, 0.001, Into.BLOOD, Double.NaN)),
            Route.PUMP, way(1.0, Disposition.Path.direct(Into.BLOOD)),
            Route.PELLET, way(0.9, Disposition.Path.direct(Into.BLOOD)),
            Route.EPIDURAL, way(1.0,
                    new Disposition.Path(0.1, 0.0, 0, Double.NaN, 0.03, Into.SPINAL_FLUID, Double.NaN),
                    new Disposition.Path(0.9, 0.0, 0, Double.NaN, 0.03, Into.BLOOD, Double.NaN)),
            Route.RVM, way(1.0,
                    new Disposition.Path(1.0, 0.0, 0, Double.NaN, 0.02, Into.BRAINSTEM_TISSUE, 1e-6)),
            Route.INTRATHECAL, way(1.0, Disposition.Path.direct(Into.SPINAL_FLUID)));
    private static final Disposition ONE = dry(List.of(2.0), 0.1);
    private static final Disposition THREE = body(List.of(0.07, 0.8, 0.13), 0.02, List.of(0.0155, 0.0178));

    private static List<Delivery> way(double share, Disposition.Path... paths) {
        return List.of(new Delivery(0, 1.0, Bioavailability.constant(share), List.of(paths)));
    }

    private static Disposition body(List<Double> volumes, double clearance, List<Double> exchange) {
        return new Disposition(List.of(new Moiety("x", MOLAR_MASS, volumes, clearance, exchange, 0.6, SITES, FLUID,
                null)), ROUTES);
    }

    private static Disposition dry(List<Double> volumes, double clearance) {
        Map<Route, List<Delivery>> routes = new EnumMap<>(ROUTES);
        routes.remove(Route.INTRATHECAL);
        routes.remove(Route.EPIDURAL);
        return new Disposition(List.of(new Moiety("x", MOLAR_MASS, volumes, clearance, List.of(), 0.6, SITES, null,
                null)), routes);
    }

    /** A parent of which 40 % becomes y through two transits; y becomes z; a fifth of what is lost on the way is y. */
    private static Disposition chain(double ownClearance) {
        return new Disposition(List.of(
                new Moiety("x", MOLAR_MASS, List.of(2.0, 5.0), ownClearance, List.of(0.3), 0.6, SITES, FLUID, null),
                new Moiety("y", 400.0, List.of(3.0), 0.02, List.of(), 0.5, SITES, null,
                        new Disposition.Formation(0, 0.04, 2, 0.1, 0.2)),
                new Moiety("z", 500.0, List.of(1.0, 4.0), 0.05, List.of(0.1), 0.5, SITES, null,
                        new Disposition.Formation(1, 0.03, 0, Double.NaN, 0.0))), ROUTES);
    }

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
        Disposition other = dry(List.of(2.0), 0.06);
        Kinetics sc = kinetics(other, dose("1000 nmol sc at 5 min"));
        sc.advanceTo(45.0);
        double bateman = 800 * 0.05 / (0.05 - 0.03) * (StrictMath.exp(-1.2) - StrictMath.exp(-2.0)) / 2.0;
        assertThat(sc.plasma_ng_per_mL()).isCloseTo(bateman * 0.3, within(1e-10));
    }

    @Test
    void whatIsGivenCountsOnceAndNotWhatIsTakenAway() {
        Kinetics k = kinetics(ONE, dose("600 nmol iv"), dose("3 nmol/min iv from 10.25 min for 100 min"));
        k.setInfusionRate(Route.IV, 2);
        k.advanceTo(60.25);
        k.administer(dose("100 nmol sc"));
        k.advanceTo(200);
        assertThat(k.given_mg()).isCloseTo((600 + 300 + 400 + 100) * 300e-6, within(1e-12));
        Kinetics pellet = kinetics(ONE, dose("1000 nmol pellet release-half-life 40 h for 20 h"));
        double left = 1000 * StrictMath.exp(-0.5 * StrictMath.log(2.0));
        pellet.advanceTo(1200);
        assertThat(pellet.recovered_nmol()).isCloseTo(left, within(1e-9));
        assertThat(pellet.given_mg()).isCloseTo((1000 - left) * 300e-6, within(1e-12));
        double plasma = pellet.plasma_ng_per_mL();
        pellet.advanceTo(1260);
        assertThat(pellet.plasma_ng_per_mL()).as("gone by elimination alone")
                .isCloseTo(plasma * StrictMath.exp(-0.05 * 60), within(1e-9));
        assertThat(pellet.log()).extracting(DoseEvent::kind)
                .containsExactly(DoseEvent.Kind.PELLET, DoseEvent.Kind.PELLET_OUT);
        assertThat(pellet.log().get(1).time_min()).isEqualTo(1200);
    }

    @Test
    void intrathecalDrugIsStrongAtTheCordAndReachesTheBlood() {
        Kinetics k = kinetics(THREE, dose("15 nmol intrathecal"));
        k.advanceTo(30.0);
        double inFluid = 15 / 0.0002;
        assertThat(k.spinalFluid_nM(0)).isBetween(0.5 * inFluid, inFluid);
        assertThat(k.free_nM(0, Site.SPINAL_CORD)).isBetween(0.4 * inFluid, 0.9 * inFluid);
        assertThat(k.free_nM(0, Site.BRAINSTEM)).isZero();
        assertThat(k.plasma_ng_per_mL()).isPositive();
        assertThat(k.effectSite_ng_per_mL(Site.SPINAL_CORD)).isLessThan(k.plasma_ng_per_mL());
        Kinetics epidural = kinetics(THREE, dose("150 nmol epidural"));
        epidural.advanceTo(30.0);
        assertThat(epidural.spinalFluid_nM(0)).as("a tenth of it gets there").isBetween(0.2 * inFluid, 0.8 * inFluid);
        assertThat(epidural.plasma_ng_per_mL()).isGreaterThan(5 * k.plasma_ng_per_mL());
        Kinetics rvm = kinetics(THREE, dose("5 nmol rvm"));
        rvm.advanceTo(20.0);
        assertThat(rvm.free_nM(0, Site.BRAINSTEM)).isCloseTo(5e6 * StrictMath.exp(-0.4), within(1e-3));
    }

    @Test
    void metaboliteFollowsTheBatemanCurveOfItsFormation() {
        Disposition pair = new Disposition(List.of(
                new Moiety("x", MOLAR_MASS, List.of(2.0), 0.06, List.of(), 0.6, SITES, null, null),
                new Moiety("y", 400.0, List.of(3.0), 0.09, List.of(), 0.5, SITES, null,
                        new Disposition.Formation(0, 0.04, 0, Double.NaN, 0.0))),
                Map.of(Route.IV, way(1.0, Disposition.Path.direct(Into.BLOOD))));
        Kinetics k = kinetics(pair, dose("600 nmol iv"));
        for (double t : new double[] {3.0, 20.0, 100.0}) {
            k.advanceTo(t);
            assertThat(k.plasma_nM(0)).isCloseTo(300.0 * StrictMath.exp(-0.05 * t), within(1e-10));
            double formed = 600 * 0.02 / (0.05 - 0.03) * (StrictMath.exp(-0.03 * t) - StrictMath.exp(-0.05 * t));
            assertThat(k.plasma_nM(1)).isCloseTo(formed / 3.0, within(1e-10));
            assertThat(k.plasma_ng_per_mL()).as("of the drug given").isCloseTo(k.plasma_nM(0) * 0.3, within(1e-10));
        }
    }

    @Test
    void transitsMakeAnErlangDelayAndLagAShift() {
        Disposition open = new Disposition(List.of(
                new Moiety("x", MOLAR_MASS, List.of(1.0), 0.0, List.of(), 0.6, SITES, null, null)),
                Map.of(Route.ORAL, way(0.6,
                        new Disposition.Path(1.0, 7.0, 3, 0.2, 0.2, Into.BLOOD, Double.NaN))));
        Kinetics k = kinetics(open, dose("100 nmol oral at 10 min"));
        k.advanceTo(17.0);
        assertThat(k.plasma_nM(0)).isZero();
        k.advanceTo(32.0);
        double x = 0.2 * 15.0;
        double absorbed = 1 - StrictMath.exp(-x) * (1 + x + x * x / 2 + x * x * x / 6);
        assertThat(k.plasma_nM(0)).isCloseTo(60 * absorbed, within(1e-10));
        assertThat(k.inBody_nmol() + k.eliminated_nmol()).isCloseTo(100.0, within(1e-10));
    }

    @Test
    void aPatchIsTakenOffWithWhatIsLeftOnIt() {
        Kinetics k = kinetics(ONE, dose("1000 nmol transdermal for 72 h"));
        k.advanceTo(59.0);
        assertThat(k.plasma_ng_per_mL()).isZero();
        k.advanceTo(4380.0);
        double left = 1000 * StrictMath.exp(-0.001 * 4320);
        assertThat(k.recovered_nmol()).isCloseTo(left, within(1e-9));
        double before = k.plasma_ng_per_mL();
        k.advanceTo(4440.0);
        assertThat(k.plasma_ng_per_mL()).isCloseTo(before * StrictMath.exp(-0.05 * 60), within(1e-12));
        assertThat(k.inBody_nmol() + k.eliminated_nmol() + k.recovered_nmol()).isCloseTo(1000.0, within(1e-9));
        Kinetics early = kinetics(ONE, dose("1000 nmol transdermal for 30 min"));
        early.advanceTo(1000.0);
        assertThat(early.recovered_nmol()).isCloseTo(1000 * StrictMath.exp(-0.03), within(1e-9));
        assertThat(early.plasma_ng_per_mL()).isLessThan(1e-6);
    }

    /** The adaptive solver against small steps of the classic Runge-Kutta method. */
    @Test
    void saturableUptakeAgreesWithSmallSteps() {
        Disposition.Uptake uptake = new Disposition.Uptake(0.0014, 0.0195, 2.3, 34.8);
        Disposition one = new Disposition(List.of(new Moiety("x", MOLAR_MASS, List.of(2.0), 0.1, List.of(), 0.6,
                Map.of(Site.SPINAL_CORD, new Disposition.Transfer(Double.NaN, Double.NaN, uptake)), null, null)),
                Map.of(Route.IV, way(1.0, Disposition.Path.direct(Into.BLOOD))));
        Kinetics k = kinetics(one, dose("600 nmol iv"), dose("900 nmol iv at 60 min"));
        double site = 0.0;
        double h = 0.01;
        for (int i = 0; i < 20000; i++) {
            double t = i * h;
            double k1 = uptake.rate(curve(t), site);
            double k2 = uptake.rate(curve(t + h / 2), site + h / 2 * k1);
            double k3 = uptake.rate(curve(t + h / 2), site + h / 2 * k2);
            double k4 = uptake.rate(i == 5999 ? curve(60 - 1e-9) : curve(t + h), site + h * k3);
            site += h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
            if (i % 1000 == 999) {
                k.advanceTo((i + 1) * h);
                assertThat(k.free_nM(0, Site.SPINAL_CORD)).isCloseTo(site, Percentage.withPercentage(1e-5));
            }
        }
    }

    private static double curve(double t) {
        return 300.0 * StrictMath.exp(-0.05 * t) + (t < 60 ? 0.0 : 450.0 * StrictMath.exp(-0.05 * (t - 60)));
    }

    @Test
    void pumpSettlesAtRateOverClearance() {
        Kinetics k = kinetics(THREE, dose("45 mg/kg/d pump for 30 d"));
        k.advanceTo(20 * 1440.0);
        assertThat(k.plasma_ng_per_mL()).isCloseTo(45e6 * 0.3 / 1440 / 20.0, Percentage.withPercentage(1e-6));
    }

    @Test
    void massIsKeptToTenDigitsInAThousandRandomRegimens() {
        Well19937c random = new Well19937c(5L);
        String[] bolusRoutes = {"iv", "sc", "oral", "intrathecal", "epidural", "rvm"};
        String[] rateRoutes = {"iv", "sc", "pump", "oral"};
        Disposition[] bodies = {THREE, chain(0.05), chain(0.0)};
        for (int trial = 0; trial < 1000; trial++) {
            List<Dose> doses = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(6); i++) {
                double start = random.nextDouble() * 3000;
                double amount = 0.1 + 1000 * random.nextDouble();
                doses.add(switch (random.nextInt(4)) {
                    case 0 -> dose(amount + " nmol " + bolusRoutes[random.nextInt(6)] + " at " + start
                            + " min every 7.3 h for 3 d");
                    case 1 -> dose(amount + " nmol/kg/h " + rateRoutes[random.nextInt(4)] + " from " + start
                            + " min for " + (1 + random.nextInt(3000)) + " min");
                    case 2 -> dose(amount + " nmol transdermal at " + start + " min for " + (1 + 99 * i) + " h");
                    default -> dose(amount + " mg pellet at " + start + " min release-half-life 40 h");
                });
            }
            checkMass(new Kinetics("x", MOLAR_MASS, 0.3, bodies[trial % bodies.length], doses), random);
        }
    }

    private static void checkMass(Kinetics k, Well19937c random) {
        for (double t = 0; t < 9000; t += 100.0 + 500 * random.nextDouble()) {
            k.advanceTo(t);
            double balance = k.inBody_nmol() + k.eliminated_nmol() + k.recovered_nmol() - k.administered_nmol();
            assertThat(Math.abs(balance)).isLessThanOrEqualTo(1e-10 * Math.max(1.0, k.administered_nmol()));
            for (int m = 0; m < k.moieties().size(); m++) {
                assertThat(k.plasma_nM(m)).isFinite().isNotNegative();
                assertThat(k.free_nM(m, Site.SPINAL_CORD)).isFinite().isNotNegative();
            }
            assertThat(k.inBody_nmol()).isNotNegative();
        }
    }

    @Test
    void theOrderOfSimultaneousDosesChangesNothing() {
        Dose a = dose("300 nmol sc at 17 min");
        Dose b = dose("200 nmol iv at 17 min");
        Dose c = dose("2 nmol/min iv from 17 min for 33 min");
        Kinetics one = kinetics(chain(0.05), a, b, c);
        Kinetics two = kinetics(chain(0.05), c, b, a);
        for (double t = 0; t < 300; t += 7.7) {
            one.advanceTo(t);
            two.advanceTo(t);
            for (int m = 0; m < 3; m++) {
                assertThat(one.plasma_nM(m)).isCloseTo(two.plasma_nM(m), within(1e-10));
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
        assertThatThrownBy(() -> kinetics(ONE, dose("2 mg intrathecal"))).hasMessageContaining("intrathecal")
                .hasMessageContaining("offered are iv, sc, oral, transdermal, pump, pellet, rvm");
        Kinetics k = kinetics(THREE);
        k.advanceTo(5.0);
        assertThatThrownBy(() -> k.advanceTo(4.0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> k.advanceTo(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
