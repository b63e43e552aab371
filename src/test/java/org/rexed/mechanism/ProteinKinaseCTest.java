package org.rexed.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rexed.Laboratory;
import org.rexed.evidence.ParameterReader;
import org.rexed.neuron.Population;
import org.rexed.pharmacology.Site;
import org.rexed.pharmacology.Target;

/** The kinase needs calcium, and mu stimulation or glutamate beside it. */
class ProteinKinaseCTest {
    private final Milieu milieu = Laboratory.milieu();
    private final Watch watch = new Watch(milieu);
    private final ProteinKinaseC.Settings settings = ProteinKinaseC.Settings.read(
            Laboratory.parameters(ProteinKinaseC.NAME), new ParameterReader());

    private double steady(double strength) {
        watch.advance(new ProteinKinaseC(settings, strength, milieu), 1e6);
        return milieu.get(Signal.KINASE_C, 0);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 5, true", "0, 1, 5, false", "1, 1, 0, false", "0, 4, 5, true", "0, 4, 0, false"})
    void needsCalciumAndMuStimulusOrGlutamate(
            double muStimulus, double glutamate, double calcium_pA, boolean rises) {
        milieu.fill(Signal.MU_STIMULUS, muStimulus);
        milieu.fill(Signal.GLUTAMATE_RELEASE, glutamate);
        milieu.fill(Signal.CALCIUM, calcium_pA);
        assertThat(steady(1)).matches(k -> rises ? k > 0.2 : k == 0);
        assertThat(milieu.get(Signal.KINASE_C, milieu.regions() - 1) > 0)
                .as("glutamate of the cord does not reach the brainstem")
                .isEqualTo(rises && muStimulus > 0);
    }

    /** The closed form of the goal, and the approach to it with one time constant. */
    @ParameterizedTest
    @CsvSource({"0.3, 0, 1, 0, 1", "0.3, 2, 1, 0, 1", "0.3, 0, 4, 0, 1", "0.2, 1.5, 3, 0.4, 1", "0.9, 9, 1, 0, 1",
        "0.2, 0, 3, 0, 1.5"})
    void followsItsClosedForm(double mu, double priming, double glutamate, double inhibitor, double strength) {
        double calcium_pA = 0.4;
        milieu.fill(Signal.MU_STIMULUS, mu);
        milieu.fill(Signal.PRIMING, priming);
        milieu.fill(Signal.GLUTAMATE_RELEASE, glutamate);
        milieu.fill(Signal.CALCIUM, calcium_pA);
        milieu.drugEffect(Target.KINASE_C, Site.SPINAL_CORD, inhibitor);
        double x = StrictMath.pow((glutamate - 1) / settings.halfGlutamate(), 4);
        double metabotropic = Math.min(1, strength * x / (1 + x));
        double primed = Math.min(1, strength * mu * (1 + priming));
        double power = StrictMath.pow(calcium_pA / settings.halfCalcium_pA(), settings.calciumExponent());
        double expected = (1 - inhibitor) * (1 - (1 - primed) * (1 - metabotropic)) * power / (1 + power);
        ProteinKinaseC mechanism = new ProteinKinaseC(settings, strength, milieu);
        for (int tick = 1; tick <= 30; tick++) {
            watch.advance(mechanism, 1);
        }
        double risen = 1 - StrictMath.exp(-30 / settings.activation_min());
        assertThat(milieu.get(Signal.KINASE_C, 0)).isCloseTo(risen * expected, within(1e-12));
        watch.advance(mechanism, 1e6);
        assertThat(milieu.get(Signal.KINASE_C, 0)).isCloseTo(expected, within(1e-12));
        for (Population p : milieu.circuit().populations()) {
            boolean here = milieu.dermatome(p) >= 0 && milieu.circuit().spec(p).nmdaReceptors() > 0;
            if (here || milieu.circuit().spec(p).nmdaReceptors() == 0) {
                assertThat(milieu.get(Signal.KINASE_C_OF_CELL, p.first()))
                        .as(p.toString())
                        .isCloseTo(here ? expected : 0, within(1e-12));
            }
        }
    }

    @Test
    void weakClearanceStandsForMoreRelease() {
        milieu.fill(Signal.CALCIUM, 1e12);
        milieu.fill(Signal.GLUTAMATE_RELEASE, 1.5);
        double normal = steady(1);
        milieu.fill(Signal.GLUTAMATE_RELEASE, 0.75);
        milieu.fill(Signal.GLUTAMATE_CLEARANCE, 0.5);
        assertThat(steady(1)).isPositive().isCloseTo(normal, within(1e-12));
        milieu.fill(Signal.GLUTAMATE_CLEARANCE, 2);
        assertThat(steady(1)).as("below the naive level").isZero();
    }

    @Test
    void cellsFollowTheirOwnCalciumAndRegionsTheirMeanAndPriming() {
        milieu.fill(Signal.MU_STIMULUS, 0.1);
        milieu.fill(Signal.CALCIUM, 1);
        milieu.set(Signal.PRIMING, 1, 3);
        Population group = milieu.circuit().populations("wide-dynamic-range").get(0);
        milieu.set(Signal.CALCIUM, group.first(), 0);
        double first = steady(1);
        assertThat(milieu.get(Signal.KINASE_C_OF_CELL, group.first())).isZero();
        double other = milieu.get(Signal.KINASE_C_OF_CELL, group.first() + 1);
        assertThat(other).isPositive();
        assertThat(first).as("a mean with one silent cell").isLessThan(other);
        assertThat(milieu.get(Signal.KINASE_C, 1)).as("primed").isCloseTo(4 * other, within(1e-12));
    }
}
