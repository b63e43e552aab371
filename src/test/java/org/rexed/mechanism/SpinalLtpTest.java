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

/** C-fibre synapses are potentiated by calcium while adaptation overshoots the mu effect, and only then. */
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

    @ParameterizedTest
    @CsvSource({"0.6, 0.2, 0.5", "0.6, 0.5, 0.5", "0.3, 0, 0.1"})
    void followsItsClosedForm(double adaptation, double signal, double calcium_pA) {
        SpinalLtp mechanism = ltp(false);
        milieu.fill(Signal.MU_ADAPTATION, adaptation);
        milieu.fill(Signal.MU_SIGNAL, signal);
        milieu.fill(Signal.CALCIUM, calcium_pA);
        double o = StrictMath.pow((adaptation - signal) / settings.halfOvershoot(), 2);
        double c = StrictMath.pow(calcium_pA / settings.halfCalcium_pA(), 4);
        double gain = settings.induction_per_min() * o / (1 + o) * c / (1 + c);
        double total = gain + 1 / settings.decay_min();
        for (int tick = 1; tick <= 90; tick++) {
            watch.advance(mechanism, 1);
        }
        double expected = gain / total * (1 - StrictMath.exp(-total * 90));
        assertThat(potentiation(mechanism, 0)).isPositive().isCloseTo(expected, within(1e-12));
        milieu.fill(Signal.MU_ADAPTATION, 0);
        watch.advance(mechanism, 600);
        assertThat(potentiation(mechanism, 0))
                .as("fades by itself")
                .isCloseTo(expected * StrictMath.exp(-600 / settings.decay_min()), within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.5, 5", "0.2, 0.6, 5", "0.6, 0, 0", "0, 0, 5"})
    void needsOvershootAndCalcium(double adaptation, double signal, double calcium_pA) {
        SpinalLtp mechanism = ltp(false);
        milieu.fill(Signal.MU_ADAPTATION, adaptation);
        milieu.fill(Signal.MU_SIGNAL, signal);
        milieu.fill(Signal.CALCIUM, calcium_pA);
        watch.advance(mechanism, 600);
        for (int d = 0; d < milieu.dermatomes(); d++) {
            assertThat(potentiation(mechanism, d)).isZero();
        }
    }

    @Test
    void eachDermatomeFollowsItsOwnSignalsAndCalciumOfItsSuperficialCells() {
        SpinalLtp mechanism = ltp(false);
        milieu.set(Signal.MU_ADAPTATION, 0, 0.6);
        milieu.set(Signal.MU_ADAPTATION, 1, 0.6);
        milieu.fill(Signal.CALCIUM, 0);
        for (Population p : milieu.circuit().populations()) {
            boolean here = milieu.dermatome(p) == 1 || milieu.dermatome(p) == 2;
            for (int i = p.first(); i < p.end(); i++) {
                milieu.set(Signal.CALCIUM, i, here || !milieu.isSuperficial(p) ? 5 : 0);
            }
        }
        watch.advance(mechanism, 60);
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
    void abruptEndPotentiatesAndALongTaperHardly() {
        double abrupt = afterEndOver(1);
        double taper = afterEndOver(7 * 1440);
        double shortTaper = afterEndOver(1440);
        assertThat(abrupt).isGreaterThan(0.3);
        assertThat(taper).isLessThan(0.15 * abrupt);
        assertThat(shortTaper).isGreaterThan(taper).isLessThan(abrupt);
    }

    private double afterEndOver(int minutes) {
        milieu.fill(Signal.MU_ADAPTATION, 0);
        SpinalLtp mechanism = ltp(false);
        OpponentAdaptation adaptation = new OpponentAdaptation(
                OpponentAdaptation.Settings.read(
                        Laboratory.parameters(OpponentAdaptation.NAME), new ParameterReader()),
                1,
                milieu);
        milieu.fill(Signal.CALCIUM, 0.5);
        milieu.fill(Signal.MU_SIGNAL, 0.7);
        double largest = 0;
        watch.advance(adaptation, 5 * 1440);
        for (int tick = 1; tick <= minutes + 1440; tick++) {
            milieu.fill(Signal.MU_SIGNAL, 0.7 * Math.max(0, 1 - tick / (double) minutes));
            watch.advance(adaptation, 1);
            watch.advance(mechanism, 1);
            largest = Math.max(largest, potentiation(mechanism, 0));
        }
        return largest;
    }

    /** One reading lets a strong mu effect take potentiation back, the other lets it fade by itself. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readingDecidesWhetherAnOpioidErases(boolean erasure) {
        SpinalLtp mechanism = ltp(erasure);
        milieu.fill(Signal.CALCIUM, 5);
        milieu.fill(Signal.MU_ADAPTATION, 0.8);
        watch.advance(mechanism, 120);
        double before = potentiation(mechanism, 0);
        assertThat(before).isGreaterThan(0.3);
        milieu.fill(Signal.MU_SIGNAL, 0.8);
        watch.advance(mechanism, 60);
        double loss = 1 / settings.decay_min() + (erasure ? 0.8 * settings.erasure_per_min() : 0);
        assertThat(potentiation(mechanism, 0)).isCloseTo(before * StrictMath.exp(-60 * loss), within(1e-12));
        assertThat(potentiation(mechanism, 0) < 0.5 * before).isEqualTo(erasure);
    }
}
