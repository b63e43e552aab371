package org.rexed.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rexed.Laboratory;
import org.rexed.evidence.ParameterReader;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.Population;
import org.rexed.pharmacology.Site;

/** The field keeps its mass balance and its symmetry; expression rises only when all three conditions hold. */
class DynorphinTest {
    private static final double DEGRADATION = 0.1;

    private static Dynorphin.Settings fromFile() {
        return Dynorphin.Settings.read(Laboratory.parameters(Dynorphin.NAME), new ParameterReader());
    }

    @Test
    void whatIsReleasedIsInTheFieldOrDegraded() {
        DynorphinField field = new DynorphinField(3, DEGRADATION, 0.05);
        field.release("lamina-I", 0, 2.0);
        field.release("lamina-II-outer", 2, 1.5);
        field.release("lamina-V", 1, 0.5);
        double released = 0;
        double degraded = 0;
        double total = 0;
        for (double step : new double[] {0.5, 1, 5, 60, 0.01, 1440}) {
            field.advance(step);
            released += 4.0 * step;
            // Integral of the total over the step, from its own exact course between the two ends.
            double steady = 4.0 / DEGRADATION;
            double gone = StrictMath.exp(-DEGRADATION * step);
            degraded += DEGRADATION * (steady * step + (total - steady) * (1 - gone) / DEGRADATION);
            total = field.total_nM();
            assertThat(total + degraded).isCloseTo(released, within(1e-10 * released));
        }
        field.clearRelease();
        field.advance(10);
        assertThat(field.total_nM()).isCloseTo(total * StrictMath.exp(-1), within(1e-10 * total));
    }

    @Test
    void withoutPeptidasesNothingIsLost() {
        DynorphinField field = new DynorphinField(3, 0, 0.05);
        field.release("lamina-II-outer", 1, 2.0);
        field.advance(30);
        field.clearRelease();
        field.advance(5000);
        assertThat(field.total_nM()).isCloseTo(60.0, within(1e-10 * 60));
        assertThat(field.concentration_nM(4, 0)).isCloseTo(4.0, within(1e-6));
    }

    @Test
    void spreadsAlikeToBothSidesAndUpAsDown() {
        DynorphinField middle = new DynorphinField(3, DEGRADATION, 0.05);
        middle.release("lamina-II-outer", 1, 1.0);
        middle.advance(7);
        for (int lamina = 0; lamina < 5; lamina++) {
            assertThat(middle.concentration_nM(lamina, 0)).isPositive();
            assertThat(middle.concentration_nM(lamina, 0))
                    .isCloseTo(middle.concentration_nM(lamina, 2), within(1e-15));
            assertThat(middle.concentration_nM(lamina, 0)).isLessThan(middle.concentration_nM(lamina, 1));
        }
        DynorphinField top = new DynorphinField(3, DEGRADATION, 0.05);
        DynorphinField bottom = new DynorphinField(3, DEGRADATION, 0.05);
        top.release("lamina-I", 0, 1.0);
        bottom.release("lamina-V", 2, 1.0);
        top.advance(7);
        bottom.advance(7);
        for (int lamina = 0; lamina < 5; lamina++) {
            for (int d = 0; d < 3; d++) {
                assertThat(top.concentration_nM(lamina, d))
                        .isCloseTo(bottom.concentration_nM(4 - lamina, 2 - d), within(1e-15));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 0.5, 5, 1000, 1e7})
    void anyStepIsStableAndCutsDoNotMatter(double step_min) {
        DynorphinField whole = new DynorphinField(3, DEGRADATION, 2);
        DynorphinField cut = new DynorphinField(3, DEGRADATION, 2);
        whole.release("lamina-II-outer", 0, 3.0);
        cut.release("lamina-II-outer", 0, 3.0);
        whole.advance(step_min);
        for (int i = 0; i < 16; i++) {
            cut.advance(step_min / 16);
        }
        for (int lamina = 0; lamina < 5; lamina++) {
            for (int d = 0; d < 3; d++) {
                double c = whole.concentration_nM(lamina, d);
                assertThat(c).isBetween(0.0, 30.0);
                assertThat(cut.concentration_nM(lamina, d)).isCloseTo(c, within(1e-10));
            }
        }
    }

    @Test
    void refusesReleaseOutsideTheLaminae() {
        DynorphinField field = new DynorphinField(3, DEGRADATION, 0.05);
        assertThatIllegalArgumentException().isThrownBy(() -> field.release("lamina-IX", 0, 1));
    }

    @ParameterizedTest
    @CsvSource({"0.6, 1, 30, true", "0, 1, 30, false", "0.6, 0, 30, false", "0.6, 1, 0, false"})
    void expressionNeedsMuStimulusTheFuniculusAndOnCells(double mu, double funiculus, double on_Hz, boolean rises) {
        Milieu milieu = Laboratory.milieu();
        Dynorphin dynorphin = new Dynorphin(fromFile(), 1, false, milieu);
        double before_nM = milieu.cordMean(Signal.DYNORPHIN_AT_REST);
        assertThat(before_nM).as("about 1 nmol/L in the naive cord").isBetween(0.3, 3.0);
        milieu.set(Signal.MU_STIMULUS, Site.SPINAL_CORD, mu);
        milieu.set(Signal.FUNICULUS, funiculus);
        setRate(milieu, "on", on_Hz);
        milieu.fill(Signal.KINASE_C, 0.5);
        Watch watch = new Watch(milieu);
        for (int tick = 1; tick <= 7 * 1440; tick++) {
            watch.advance(dynorphin, 1);
        }
        double expression = dynorphin.site(milieu.circuit().populations("dynorphin").get(1).first()).getExpression();
        double mean_nM = milieu.cordMean(Signal.DYNORPHIN);
        if (rises) {
            assertThat(expression).isGreaterThan(3);
            assertThat(mean_nM).isGreaterThan(2 * before_nM);
            assertThat(excitation(milieu)).allMatch(x -> x > 0.1 && x < 1);
        } else {
            assertThat(expression).isEqualTo(1);
            assertThat(mean_nM).isCloseTo(before_nM, within(1e-9));
        }
    }

    @Test
    void brainstemMuStimulusAloneDoesNotRaiseSpinalExpression() {
        Milieu milieu = Laboratory.milieu();
        Dynorphin dynorphin = new Dynorphin(fromFile(), 1, false, milieu);
        milieu.set(Signal.MU_STIMULUS, Site.BRAINSTEM, 1);
        setRate(milieu, "on", 30);
        new Watch(milieu).advance(dynorphin, 1440);
        assertThat(dynorphin.site(milieu.circuit().populations("dynorphin").get(0).first()).getExpression())
                .isEqualTo(1);
    }

    @Test
    void restingFieldExcitesNoDermatomeOfANaiveAnimal() {
        Milieu milieu = Laboratory.milieu();
        // Dermatomes differ in the ongoing rate of their dynorphin cells; that is the naive state of each.
        Population busy = milieu.circuit().populations("dynorphin").get(0);
        for (int i = busy.first(); i < busy.end(); i++) {
            milieu.set(Signal.RATE, i, milieu.get(Signal.RATE, i) + 10);
        }
        Dynorphin dynorphin = new Dynorphin(fromFile(), 1, false, milieu);
        assertThat(milieu.get(Signal.DYNORPHIN, 0)).isGreaterThan(milieu.get(Signal.DYNORPHIN, 2));
        milieu.fill(Signal.KINASE_C, 1);
        new Watch(milieu).advance(dynorphin, 1);
        assertThat(excitation(milieu)).allMatch(x -> x < 1e-12);
    }

    @Test
    void activityReleasesMore() {
        Milieu quiet = Laboratory.milieu();
        Milieu busy = Laboratory.milieu();
        setRate(quiet, "dynorphin", 0);
        setRate(busy, "dynorphin", 5);
        new Dynorphin(fromFile(), 1, false, quiet);
        new Dynorphin(fromFile(), 1, false, busy);
        double rest_nM = quiet.cordMean(Signal.DYNORPHIN_AT_REST);
        assertThat(rest_nM).isPositive();
        assertThat(busy.cordMean(Signal.DYNORPHIN_AT_REST)).isGreaterThan(2 * rest_nM);
    }

    /** In the naive animal more dynorphin inhibits through kappa receptors; in the sensitized one it also excites. */
    @Test
    void gateOfKinaseDecidesWhetherDynorphinInhibitsOrExcites() {
        Dynorphin.Settings s = fromFile();
        Milieu milieu = Laboratory.milieu();
        Watch watch = new Watch(milieu);
        Dynorphin dynorphin = new Dynorphin(s, 1, false, milieu);
        PeptideRelease release = new PeptideRelease(
                PeptideRelease.Settings.read(Laboratory.parameters(PeptideRelease.NAME), new ParameterReader()),
                1,
                milieu);
        setRate(milieu, "dynorphin", 40);
        setRate(milieu, "dynorphin-excitatory", 40);
        watch.advance(dynorphin, 1e5);
        double rest_nM = milieu.get(Signal.DYNORPHIN_AT_REST, 0);
        assertThat(milieu.get(Signal.DYNORPHIN, 0)).isGreaterThan(2 * rest_nM);
        assertThat(excitation(milieu)).as("naive: no excitation at any concentration").containsOnly(0.0);
        double naive = terminals(milieu, release);
        assertThat(naive).as("naive: kappa receptors inhibit").isLessThan(0.97);
        double kinase = 0.2;
        milieu.fill(Signal.KINASE_C, kinase);
        watch.advance(dynorphin, s.gating_min());
        double open = kinase / (kinase + s.halfGate());
        double expected = open * (1 - StrictMath.exp(-1))
                * (hill2(milieu.get(Signal.DYNORPHIN, 0) / s.halfExcitation_nM())
                        - hill2(rest_nM / s.halfExcitation_nM()));
        assertThat(milieu.get(Signal.DYNORPHIN_EXCITATION, 0)).isPositive().isCloseTo(expected, within(1e-9));
        assertThat(terminals(milieu, release)).as("sensitized: excitation against kappa").isGreaterThan(naive);
        milieu.fill(Signal.KINASE_C, 0);
        watch.advance(dynorphin, 20 * s.gating_min());
        assertThat(excitation(milieu)).as("the gate closes again").allMatch(x -> x < 1e-6);
    }

    private static double hill2(double x) {
        return x * x / (1 + x * x);
    }

    /** Release factor of the peptidergic terminals of the first dermatome. */
    private static double terminals(Milieu milieu, PeptideRelease release) {
        ReceptorSignaling signaling = new ReceptorSignaling(
                ReceptorSignaling.Settings.read(Laboratory.parameters(ReceptorSignaling.NAME), new ParameterReader()),
                Laboratory.drugs(),
                milieu);
        Watch watch = new Watch(milieu);
        watch.advance(signaling, 1);
        watch.advance(release, 1);
        ModulationPorts ports = new ModulationPorts(milieu.circuit().size());
        watch.modulate(signaling, ports);
        watch.modulate(release, ports);
        return ports.releaseFactor[milieu.circuit().populations("c-peptidergic").get(0).first()];
    }

    /** Under one reading sustained opioid raises the peptide, under the other it lowers it. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readingDecidesWhetherExpressionRisesOrFalls(boolean falls) {
        Dynorphin.Settings s = fromFile();
        Milieu milieu = Laboratory.milieu();
        Dynorphin dynorphin = new Dynorphin(s, 1, falls, milieu);
        milieu.set(Signal.MU_STIMULUS, Site.SPINAL_CORD, 0.6);
        setRate(milieu, "on", 30);
        milieu.fill(Signal.KINASE_C, 1);
        double before_nM = milieu.cordMean(Signal.DYNORPHIN);
        new Watch(milieu).advance(dynorphin, 1e5);
        double power = StrictMath.pow(30 / s.halfRate_Hz(), s.rateExponent());
        double change = s.largestRise() * 0.6 * power / (1 + power);
        double expected = falls ? 1 / (1 + change) : 1 + change;
        assertThat(dynorphin.site(milieu.circuit().populations("dynorphin").get(0).first()).getExpression())
                .isCloseTo(expected, within(1e-9));
        assertThat(milieu.cordMean(Signal.DYNORPHIN)).isCloseTo(expected * before_nM, within(1e-6 * before_nM));
        assertThat(excitation(milieu)).allMatch(x -> falls ? x == 0 : x > 0);
    }

    /** Expression and ready peptide are a chain of two; one long step gives what many short ones do. */
    @ParameterizedTest
    @CsvSource({"2160, 2160", "3000, 700", "1000, 2500"})
    void peptideComesLateWhateverTheTick(double expression_min, double processing_min) {
        double[] once = twoDays(expression_min, processing_min, 2880);
        double[] often = twoDays(expression_min, processing_min, 1);
        double e1 = StrictMath.exp(-2880 / expression_min);
        double e2 = StrictMath.exp(-2880 / processing_min);
        double chain = expression_min == processing_min
                ? (1 + 2880 / processing_min) * e2
                : (expression_min * e1 - processing_min * e2) / (expression_min - processing_min);
        assertThat(once[0]).isCloseTo(often[0], within(1e-9));
        assertThat((once[0] - 1) / (1 - e1)).as("change at the goal").isCloseTo(once[1], within(1e-9));
        // Stores follow ready peptide within the hour, which here is as good as at once.
        assertThat((often[2] - 1) / once[1]).isCloseTo(1 - chain, within(0.02)).isLessThan(0.9 * (1 - e1));
    }

    /** Expression, its change at the goal, and vesicle content relative to rest, after two days of drive. */
    private static double[] twoDays(double expression_min, double processing_min, double step_min) {
        Dynorphin.Settings s = fromFile();
        Dynorphin.Settings own = new Dynorphin.Settings(
                expression_min, processing_min, s.largestRise(), s.halfRate_Hz(), s.rateExponent(),
                s.filling_per_min(), s.basalRelease_per_min(), s.releasePerSpike(), s.contentScale_nM(),
                s.degradation_per_min(), s.exchange_per_min(), s.halfExcitation_nM(), s.gating_min(), s.halfGate());
        Milieu milieu = Laboratory.milieu();
        Watch watch = new Watch(milieu);
        Dynorphin dynorphin = new Dynorphin(own, 1, false, milieu);
        Dynorphin.ReleaseSite site =
                dynorphin.site(milieu.circuit().populations("dynorphin").get(0).first());
        double rest = site.getVesicleContent();
        milieu.set(Signal.MU_STIMULUS, Site.SPINAL_CORD, 0.6);
        setRate(milieu, "on", 30);
        for (int tick = 1; tick <= 2880 / step_min; tick++) {
            watch.advance(dynorphin, step_min);
        }
        double power = StrictMath.pow(30 / s.halfRate_Hz(), s.rateExponent());
        double change = s.largestRise() * 0.6 * power / (1 + power);
        return new double[] {site.getExpression(), change, site.getVesicleContent() / rest};
    }

    private static List<Double> excitation(Milieu milieu) {
        return IntStream.range(0, milieu.dermatomes())
                .mapToObj(d -> milieu.get(Signal.DYNORPHIN_EXCITATION, d))
                .toList();
    }

    private static void setRate(Milieu milieu, String cells, double rate_Hz) {
        for (Population p : milieu.circuit().populations(cells)) {
            for (int i = p.first(); i < p.end(); i++) {
                milieu.set(Signal.RATE, i, rate_Hz);
            }
        }
    }
}
