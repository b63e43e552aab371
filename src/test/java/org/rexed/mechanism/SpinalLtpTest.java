package org.rexed.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rexed.Laboratory;
import org.rexed.evidence.ParameterReader;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.Population;
import org.rexed.pharmacology.Site;
import org.rexed.pharmacology.Target;

/** C-fibre synapses are potentiated when a mu effect ends within minutes, and while it is intense, and only then. */
class SpinalLtpTest {
    private final Milieu milieu = Laboratory.milieu();
    private final Watch watch = new Watch(milieu);
    private final ModulationPorts ports = new ModulationPorts(milieu.circuit().size());
    private final SpinalLtp.Settings settings =
            SpinalLtp.Settings.read(Laboratory.parameters(SpinalLtp.NAME), new ParameterReader());

    private SpinalLtp ltp(boolean erasure) {
        return new SpinalLtp(settings, 1, erasure, milieu);
    }

    /** Potentiation of a dermatome from what its C fibres release. */
    private double potentiation(SpinalLtp mechanism, int dermatome) {
        ports.reset();
        watch.modulate(mechanism, ports);
        Population fibres = milieu.cFibres().stream()
                .filter(p -> milieu.dermatome(p) == dermatome)
                .findFirst()
                .orElseThrow();
        return (ports.releaseFactor[fibres.first()] - 1) / settings.releaseGain();
    }

    /** The cells get used to a mu effect without being potentiated, since no calcium flows and gabapentin is there. */
    private SpinalLtp used(double signal, boolean erasure) {
        SpinalLtp mechanism = ltp(erasure);
        milieu.fill(Signal.CALCIUM, 0);
        milieu.drugEffect(Target.ALPHA_2_DELTA, Site.SPINAL_CORD, 1);
        milieu.fill(Signal.MU_ADAPTIVE_SIGNAL, signal);
        for (int tick = 0; tick < 60; tick++) {
            watch.advance(mechanism, 1);
        }
        milieu.drugEffect(Target.ALPHA_2_DELTA, Site.SPINAL_CORD, 0);
        return mechanism;
    }

    /** An independent integration of the equations in steps of a hundredth of a minute. */
    @ParameterizedTest
    @CsvSource({"0.6, 0.5, 0.2", "0.3, 0.05, 0", "0.8, 0, 0.5"})
    void followsItsEquations(double signal, double calcium_pA, double blocked) {
        SpinalLtp mechanism = ltp(false);
        milieu.fill(Signal.CALCIUM, calcium_pA);
        milieu.set(Signal.NMDA_BLOCKED, blocked);
        double b = 0;
        double w = 0;
        double s = 0;
        double dt = 0.01;
        for (int tick = 1; tick <= 60; tick++) {
            double next = tick <= 30 ? signal : 0;
            milieu.fill(Signal.MU_ADAPTIVE_SIGNAL, next);
            watch.advance(mechanism, 1);
            for (int k = 0; k < 100; k++) {
                double now = s + (next - s) * (k + 0.5) * dt;
                b += dt * (now - b) / settings.adaptation_min();
                double o = Math.max(0, b - now) / settings.halfOvershoot();
                double c = calcium_pA / settings.halfCalcium_pA();
                double x = (1 - blocked) * now / (1 - now) / settings.halfIntensity();
                double drive = settings.induction_per_min() * share(o) * share(c)
                        + settings.intenseInduction_per_min() * share(x);
                w += dt * (drive * (1 - w) - w / settings.decay_min());
            }
            s = next;
        }
        assertThat(potentiation(mechanism, 0)).isPositive().isCloseTo(w, within(0.03 * w));
        double before = potentiation(mechanism, 0);
        milieu.fill(Signal.CALCIUM, 0);
        watch.advance(mechanism, 600);
        assertThat(potentiation(mechanism, 0)).as("fades by itself")
                .isCloseTo(before * StrictMath.exp(-600 / settings.decay_min()), within(1e-9));
    }

    private static double share(double x) {
        return StrictMath.pow(x, 4) / (1 + StrictMath.pow(x, 4));
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.5, 5", "0.2, 0.6, 5", "0.6, 0, 0", "0, 0, 5"})
    void withdrawalNeedsOvershootAndCalcium(double usedTo, double signal, double calcium_pA) {
        SpinalLtp mechanism = used(usedTo, false);
        milieu.drugEffect(Target.ALPHA_2_DELTA, Site.SPINAL_CORD, 1);
        milieu.fill(Signal.MU_ADAPTIVE_SIGNAL, signal);
        milieu.fill(Signal.CALCIUM, calcium_pA);
        watch.advance(mechanism, 60);
        for (int d = 0; d < milieu.dermatomes(); d++) {
            assertThat(potentiation(mechanism, d)).isZero();
        }
    }

    @Test
    void eachDermatomeFollowsItsOwnSignalsAndCalciumOfItsSuperficialCells() {
        SpinalLtp mechanism = used(0.6, false);
        for (int d = 0; d < milieu.dermatomes(); d++) {
            milieu.set(Signal.MU_ADAPTIVE_SIGNAL, d, d < 2 ? 0 : 0.6);
        }
        milieu.drugEffect(Target.ALPHA_2_DELTA, Site.SPINAL_CORD, 1);
        for (Population p : milieu.circuit().populations()) {
            boolean here = milieu.dermatome(p) == 1 || milieu.dermatome(p) == 2;
            for (int i = p.first(); i < p.end(); i++) {
                milieu.set(Signal.CALCIUM, i, here || !milieu.isSuperficial(p) ? 5 : 0);
            }
        }
        watch.advance(mechanism, 10);
        assertThat(potentiation(mechanism, 0)).as("calcium of deep cells only").isZero();
        assertThat(potentiation(mechanism, 1)).isPositive();
        assertThat(potentiation(mechanism, 2)).as("no overshoot").isZero();
        for (Population p : milieu.circuit().populations()) {
            boolean raised = milieu.cFibres().contains(p) && milieu.dermatome(p) == 1;
            assertThat(ports.releaseFactor[p.first()] > 1).as(p.toString()).isEqualTo(raised);
        }
    }

    /** Same effect, same adaptation: only the way the opioid leaves differs. */
    @Test
    void abruptEndPotentiatesAndATaperHardly() {
        double abrupt = afterEndOver(1, 1);
        double taper = afterEndOver(180, 1);
        double shortTaper = afterEndOver(20, 1);
        assertThat(abrupt).isGreaterThan(0.5);
        assertThat(taper).isLessThan(0.05 * abrupt);
        assertThat(shortTaper).isGreaterThan(taper).isLessThan(abrupt);
    }

    @Test
    void theLengthOfTheTickHardlyMatters() {
        for (int minutes : new int[] {20, 60}) {
            double usual = afterEndOver(minutes, 1);
            assertThat(afterEndOver(minutes, 5)).isCloseTo(usual, within(0.01 * usual));
            assertThat(afterEndOver(minutes, 0.5)).isCloseTo(usual, within(0.01 * usual));
        }
    }

    private double afterEndOver(int minutes, double step_min) {
        SpinalLtp mechanism = used(0.6, false);
        milieu.drugEffect(Target.ALPHA_2_DELTA, Site.SPINAL_CORD, 1);
        milieu.fill(Signal.CALCIUM, 0.5);
        for (int tick = 1; tick * step_min <= minutes + 60; tick++) {
            milieu.fill(Signal.MU_ADAPTIVE_SIGNAL, 0.6 * Math.max(0, 1 - tick * step_min / minutes));
            watch.advance(mechanism, step_min);
        }
        return potentiation(mechanism, 0);
    }

    /** What Zhou et al. 2010 and Heinl et al. 2011 saw: only a high dose, and not while NMDA receptors are blocked. */
    @Test
    void anIntenseEffectPotentiatesUnlessNmdaReceptorsAreBlockedOrGabapentinIsThere() {
        double intense = during(0.75, 0, 0);
        assertThat(intense).isGreaterThan(0.4);
        assertThat(during(0.4, 0, 0)).isLessThan(0.03 * intense);
        assertThat(during(0.75, 0.6, 0)).isLessThan(0.1 * intense);
        assertThat(during(0.75, 0, 0.6)).isLessThan(0.1 * intense);
    }

    private double during(double signal, double blocked, double gabapentin) {
        SpinalLtp mechanism = ltp(false);
        milieu.fill(Signal.MU_ADAPTIVE_SIGNAL, signal);
        milieu.set(Signal.NMDA_BLOCKED, blocked);
        milieu.drugEffect(Target.ALPHA_2_DELTA, Site.SPINAL_CORD, gabapentin);
        for (int tick = 0; tick < 60; tick++) {
            watch.advance(mechanism, 1);
        }
        return potentiation(mechanism, 0);
    }

    /** One reading lets a strong mu effect take potentiation back, the other lets it fade by itself. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readingDecidesWhetherAnOpioidErases(boolean erasure) {
        SpinalLtp mechanism = used(0.6, erasure);
        milieu.fill(Signal.CALCIUM, 5);
        milieu.fill(Signal.MU_ADAPTIVE_SIGNAL, 0);
        for (int tick = 0; tick < 60; tick++) {
            watch.advance(mechanism, 1);
        }
        double before = potentiation(mechanism, 0);
        assertThat(before).isGreaterThan(0.3);
        milieu.drugEffect(Target.ALPHA_2_DELTA, Site.SPINAL_CORD, 1);
        milieu.fill(Signal.CALCIUM, 0);
        milieu.fill(Signal.MU_ADAPTIVE_SIGNAL, 0.8);
        watch.advance(mechanism, 0.01);
        before = potentiation(mechanism, 0);
        watch.advance(mechanism, 60);
        double loss = 1 / settings.decay_min() + (erasure ? 0.8 * settings.erasure_per_min() : 0);
        assertThat(potentiation(mechanism, 0)).isCloseTo(before * StrictMath.exp(-60 * loss), within(1e-9));
        assertThat(potentiation(mechanism, 0) < 0.5 * before).isEqualTo(erasure);
    }
}
