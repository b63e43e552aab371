package org.rexed.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Keys form a tree without collisions. */
class RandomKeyTest {
    @Test
    void childrenDependOnParentAndNameAlone() {
        assertThat(RandomKey.of(1).child("a")).isEqualTo(RandomKey.of(1).child("a"));
        assertThat(RandomKey.of(1).child("a")).isNotEqualTo(RandomKey.of(2).child("a"));
        assertThat(RandomKey.of(1).child("a")).isNotEqualTo(RandomKey.of(1).child("b"));
        assertThat(RandomKey.of(1).child(7)).isNotEqualTo(RandomKey.of(1).child("7"));
    }

    @Test
    void allBitsOfTheSeedCount() {
        Set<RandomKey> keys = new LinkedHashSet<>();
        for (int bit = 0; bit < 64; bit++) {
            keys.add(RandomKey.of(1L << bit).child("x"));
        }
        assertThat(keys).hasSize(64);
    }

    @Test
    void manyNamesGiveManyKeys() {
        Set<RandomKey> keys = new LinkedHashSet<>();
        for (int i = 0; i < 20_000; i++) {
            keys.add(RandomKey.of(1).child(i));
            keys.add(RandomKey.of(1).child("n" + i));
        }
        assertThat(keys).hasSize(40_000);
    }

    @Test
    void uniformNumbersHaveTheirMomentsOverStepsAndDraws() {
        RandomKey key = RandomKey.of(5);
        double sum = 0;
        double squares = 0;
        int n = 200_000;
        for (int i = 0; i < n; i++) {
            double u = key.uniform(i / 100, i % 100);
            assertThat(u).isBetween(0.0, Math.nextDown(1.0));
            sum += u;
            squares += u * u;
        }
        assertThat(sum / n).isCloseTo(0.5, within(0.003));
        assertThat(squares / n).isCloseTo(1.0 / 3, within(0.003));
    }
}
