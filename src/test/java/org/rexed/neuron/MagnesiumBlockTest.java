package org.rexed.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The block against the formula of Jahr and Stevens, with the library's exponential. */
class MagnesiumBlockTest {
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.8, 1, 1.2, 10})
    void theShareThatConductsIsRightToAMillionth(double magnesium_mM) {
        float[] c = MagnesiumBlock.coefficients(magnesium_mM);
        for (float v = -100; v <= 40; v += 0.03125f) {
            double exact = 1 / (1 + magnesium_mM / 3.57 * StrictMath.exp(-0.062 * v));
            double share = 1 / (1 + (double) MagnesiumBlock.term(v, c[0], c[1], c[2], c[3], c[4]));
            assertThat(share).isCloseTo(exact, within(1e-6));
        }
    }
}
