package org.rexed.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.apache.commons.rng.core.source64.Philox4x64;
import org.junit.jupiter.api.Test;

/** The generator against its authors' answers and an independent implementation. */
class PhiloxTest {
    /** First words of the known-answer file of Random123, the authors' own library. */
    @Test
    void givesThePublishedAnswers() {
        assertThat(Philox.bits(0, 0, 0, 0)).isEqualTo(0x16554d9eca36314cL);
    }

    @Test
    void agreesWithCommonsRngForAnyKeyAndCounter() {
        SplittableRandom seeds = new SplittableRandom(1);
        for (int i = 0; i < 5_000; i++) {
            long key0 = seeds.nextLong();
            long key1 = seeds.nextLong();
            long counter0 = i % 2 == 0 ? i + 1 : seeds.nextLong() | 1;
            long counter1 = i % 3 == 0 ? i : seeds.nextLong();
            // Commons RNG counts on before it draws.
            Philox4x64 expected = new Philox4x64(new long[] {key0, key1, counter0 - 1, counter1, 0, 0});
            assertThat(Philox.bits(key0, key1, counter0, counter1)).isEqualTo(expected.nextLong());
        }
    }

    @Test
    void everyPartOfKeyAndCounterCounts() {
        long plain = Philox.bits(1, 2, 3, 4);
        assertThat(Philox.bits(9, 2, 3, 4)).isNotEqualTo(plain);
        assertThat(Philox.bits(1, 9, 3, 4)).isNotEqualTo(plain);
        assertThat(Philox.bits(1, 2, 9, 4)).isNotEqualTo(plain);
        assertThat(Philox.bits(1, 2, 3, 9)).isNotEqualTo(plain);
    }
}
