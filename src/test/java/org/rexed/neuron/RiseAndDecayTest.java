package org.rexed.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The course of a synaptic conductance against the difference of exponentials it stands for. */
class RiseAndDecayTest {
    private static double exact(RiseAndDecay times, double t) {
        double highest_ms = StrictMath.log(times.decay_ms() / times.rise_ms())
                / (1 / times.rise_ms() - 1 / times.decay_ms());
        return course(times, t) / course(times, highest_ms);
    }

    private static double course(RiseAndDecay times, double t) {
        return StrictMath.exp(-t / times.decay_ms()) - StrictMath.exp(-t / times.rise_ms());
    }

    /** The step may have any length up to a few rise times: the solution is exact. */
    @ParameterizedTest
    @CsvSource({"2, 100, 0.1", "2, 100, 0.05", "2, 100, 1", "2, 100, 7", "200, 3000, 1", "200, 3000, 400", "0.5, 5, 2"})
    void followsTheAnalyticCourseForAnyStep(double rise_ms, double decay_ms, double step_ms) {
        RiseAndDecay times = new RiseAndDecay(rise_ms, decay_ms);
        double rising = 3;
        double g = 0;
        for (int n = 1; n * step_ms < 4 * decay_ms; n++) {
            g += rising * times.transfer(step_ms) - g * times.decayLoss(step_ms);
            rising -= rising * times.riseLoss(step_ms);
            assertThat(g).isCloseTo(3 * exact(times, n * step_ms), within(1e-11));
        }
        assertThat(rising).isLessThan(1e-3);
    }

    @ParameterizedTest
    @CsvSource({"2, 100", "200, 3000", "100, 1000", "9.99, 10"})
    void anEventPeaksAtItsWeight(double rise_ms, double decay_ms) {
        RiseAndDecay times = new RiseAndDecay(rise_ms, decay_ms);
        double step_ms = rise_ms / 100;
        double rising = 1.5;
        double g = 0;
        double highest = 0;
        for (int n = 0; n < 1_000; n++) {
            g += rising * times.transfer(step_ms) - g * times.decayLoss(step_ms);
            rising -= rising * times.riseLoss(step_ms);
            highest = Math.max(highest, g);
        }
        assertThat(highest).isCloseTo(1.5, within(1e-4));
        assertThat(g).isLessThan(1.49);
    }

    @Test
    void refusesTimesThatAreNotPositiveOrNotInOrder() {
        for (double[] wrong : new double[][] {{0, 1}, {-1, 1}, {2, 2}, {3, 2}, {Double.NaN, 2}, {1, Double.NaN}}) {
            assertThatThrownBy(() -> new RiseAndDecay(wrong[0], wrong[1]))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
