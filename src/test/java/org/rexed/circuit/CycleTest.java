package org.rexed.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rexed.random.RandomKey;

/** Phases of the brainstem cycle. */
class CycleTest {
    private static final BrainState STATE = new BrainState("test", 0.8, 2_000, 7_000, 30, 0, 1);

    /** Lengths of the complete phases of a probe of 5,000 s. */
    private static List<Double> phases_ms(RandomKey key) {
        Cycle cycle = new Cycle(STATE, key);
        List<Double> phases = new ArrayList<>();
        int sign = cycle.sign(0);
        double began_ms = Double.NaN;
        for (double t = 1; t < 5e6; t += 10) {
            if (cycle.sign(t) != sign) {
                sign = -sign;
                phases.add(t - began_ms);
                began_ms = t;
            }
        }
        return phases.subList(1, phases.size());
    }

    /** About 700 phases of standard deviation 5 s: the mean has a standard error of 190 ms; four of them. */
    @Test
    void phasesLastAShortestTimePlusAnExponentialOne() {
        List<Double> phases = phases_ms(RandomKey.of(1));
        assertThat(phases).hasSizeGreaterThan(600).allMatch(p -> p > 1_980);
        double mean = phases.stream().mapToDouble(p -> p).average().orElseThrow();
        double square = phases.stream().mapToDouble(p -> (p - mean) * (p - mean)).average().orElseThrow();
        assertThat(mean).isCloseTo(7_000, within(800.0));
        assertThat(StrictMath.sqrt(square)).isCloseTo(5_000, within(1_000.0));
    }

    /** Of 400 probes 200 +- 10 begin in the ON phase; four standard deviations. */
    @Test
    void probesBeginInEitherPhaseAndAnywhereInIt() {
        int on = 0;
        int shortFirst = 0;
        for (int seed = 0; seed < 400; seed++) {
            Cycle cycle = new Cycle(STATE, RandomKey.of(seed));
            int sign = cycle.sign(0);
            assertThat(Math.abs(sign)).isEqualTo(1);
            on += sign > 0 ? 1 : 0;
            shortFirst += cycle.sign(1_000) != sign ? 1 : 0;
        }
        assertThat(on).isBetween(160, 240);
        assertThat(shortFirst).isBetween(20, 160);
    }

    @Test
    void noxiousInputEndsAnOffPhaseAndProlongsAnOnPhase() {
        for (int seed = 0; seed < 50; seed++) {
            Cycle quiet = new Cycle(STATE, RandomKey.of(seed));
            Cycle roused = new Cycle(STATE, RandomKey.of(seed));
            double t = 10_000;
            int before = roused.sign(t);
            roused.watch(t, 29.9);
            assertThat(roused.sign(t)).isEqualTo(before).isEqualTo(quiet.sign(t));
            roused.watch(t, 30);
            for (double after = t; after < t + STATE.shortestPhase_ms(); after += 100) {
                assertThat(roused.sign(after)).isEqualTo(1);
            }
        }
    }

    @Test
    void aLookAtManyTimesOrFewGivesTheSamePhase() {
        Cycle often = new Cycle(STATE, RandomKey.of(3));
        Cycle seldom = new Cycle(STATE, RandomKey.of(3));
        for (double t = 0; t < 200_000; t += 50) {
            int sign = often.sign(t);
            if (t % 20_000 == 0) {
                assertThat(seldom.sign(t)).isEqualTo(sign);
            }
        }
    }
}
