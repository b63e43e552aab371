package org.rexed.synapse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rexed.neuron.TimeStep;

/** Presynaptic inhibition as a sum of decaying exponentials. */
class TerminalsTest {
    @ParameterizedTest
    @ValueSource(ints = {10, 20})
    void inhibitionSumsAndDecaysInMilliseconds(int perMillisecond) {
        Terminals terminals = new Terminals(3, 100, new TimeStep(perMillisecond));
        terminals.inhibit(1, 5 * perMillisecond, 0.2);
        terminals.inhibit(1, 35 * perMillisecond, 0.3);
        double expected = 0.2 * StrictMath.exp(-75 / 100.0) + 0.3 * StrictMath.exp(-45 / 100.0);
        assertThat(terminals.level(1, 80 * perMillisecond)).isCloseTo(expected, within(1e-12));
        assertThat(terminals.level(1, 35 * perMillisecond))
                .isCloseTo(0.2 * StrictMath.exp(-30 / 100.0) + 0.3, within(1e-12));
    }

    @Test
    void askingChangesNothing() {
        Terminals terminals = new Terminals(3, 100, TimeStep.DEFAULT);
        terminals.inhibit(0, 10, 1);
        double later = terminals.level(0, 1_000);
        terminals.level(0, 500);
        assertThat(terminals.level(0, 1_000)).isEqualTo(later).isPositive();
    }

    @Test
    void othersHaveNone() {
        Terminals terminals = new Terminals(3, 100, TimeStep.DEFAULT);
        terminals.inhibit(1, 10, 1);
        assertThat(terminals.level(0, 20)).isZero();
        assertThat(terminals.level(2, 20)).isZero();
        assertThat(terminals.level(3, 20)).isZero();
        terminals.clear();
        assertThat(terminals.level(1, 20)).isZero();
    }
}
