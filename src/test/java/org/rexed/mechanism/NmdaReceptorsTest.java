package org.rexed.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rexed.Laboratory;
import org.rexed.mechanism.NmdaReceptors.Cluster;
import org.rexed.neuron.ModulationPorts;
import org.rexed.random.RandomKey;
import org.rexed.random.RandomSequence;

/**
 * Channel blockers trap single receptors by chance, as many as they hold, and let all of them go in the end. A mean is
 * accepted within five standard deviations: one false alarm in two million.
 */
class NmdaReceptorsTest {
    private final Milieu milieu = Laboratory.milieu();
    private final Watch watch = new Watch(milieu);
    private final NmdaReceptors receptors = new NmdaReceptors(milieu, RandomKey.of(21));
    private final List<Cluster> clusters = IntStream.range(0, receptors.clusters())
            .mapToObj(c -> receptors.clusterOf(receptors.owner(c)))
            .toList();

    private int sum(ToIntFunction<Cluster> count) {
        return clusters.stream().mapToInt(count).sum();
    }

    private void block(double fraction) {
        milieu.set(Signal.NMDA_BLOCKED, fraction);
        watch.advance(receptors, 1);
    }

    private void assertMean(int count, int trials, double p) {
        double deviation = StrictMath.sqrt(trials * p * (1 - p));
        assertThat((count - trials * p) / deviation)
                .as("Z of %d of %d at %f", count, trials, p)
                .isBetween(-5.0, 5.0);
    }

    /** However it got there: the number held has the mean and the spread of single draws at the present block. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void holdsTheBlockedFractionWhateverWentBefore(long seed) {
        RandomSequence draws = RandomKey.of(seed).sequence();
        int all = sum(Cluster::getReceptors);
        for (int tick = 0; tick < 200; tick++) {
            double blocked = 0.05 + 0.9 * draws.uniform();
            block(blocked);
            assertMean(sum(Cluster::getTrapped), all, blocked);
            double spread = clusters.stream()
                    .mapToDouble(c -> (c.getTrapped() - c.getReceptors() * blocked)
                            * (c.getTrapped() - c.getReceptors() * blocked)
                            / (c.getReceptors() * blocked * (1 - blocked)))
                    .average()
                    .orElseThrow();
            assertThat(spread).isCloseTo(1, within(5 * StrictMath.sqrt(2.0 / clusters.size()) + 0.05));
        }
    }

    @Test
    void smallStepsHoldTheBlockedFractionToo() {
        int all = sum(Cluster::getReceptors);
        for (int tick = 1; tick <= 2000; tick++) {
            block(tick / 4000.0);
        }
        // A change below the finest block waits for the next: at most 0.002 behind.
        double held = sum(Cluster::getTrapped) / (double) all;
        double four = 4 * StrictMath.sqrt(0.25 / all);
        assertThat(held).isBetween(0.5 - 0.002 - four, 0.5 + four);
    }

    @Test
    void washOutFreesEveryReceptor() {
        for (double fraction : new double[] {0.7, 0.3, 0.05, 0.004, 0.001}) {
            block(fraction);
        }
        block(0);
        assertThat(sum(Cluster::getTrapped)).isZero();
        assertThat(sum(Cluster::getNaive)).isEqualTo(sum(Cluster::getReceptors));
        ModulationPorts ports = new ModulationPorts(milieu.circuit().size());
        watch.modulate(receptors, ports);
        assertThat(ports.nmdaFreeFraction).containsOnly(1.0);
        assertThat(ports.nmdaConductanceFactor).containsOnly(1.0);
    }

    @Test
    void fullBlockTakesEveryReceptorAndGivesThemBack() {
        block(1);
        assertThat(sum(Cluster::getTrapped)).isEqualTo(sum(Cluster::getReceptors));
        ModulationPorts ports = new ModulationPorts(milieu.circuit().size());
        watch.modulate(receptors, ports);
        for (int c = 0; c < receptors.clusters(); c++) {
            assertThat(ports.nmdaFreeFraction[receptors.owner(c)]).isZero();
        }
        block(0.5);
        assertMean(sum(Cluster::getTrapped), sum(Cluster::getReceptors), 0.5);
    }

    @Test
    void trappedReceptorsKeepTheirPhosphate() {
        for (int c = 0; c < receptors.clusters(); c++) {
            receptors.transfer(c, 0, 0.4, 0, 0, 0);
        }
        int phosphorylated = sum(Cluster::getPhosphorylated);
        int naive = sum(Cluster::getNaive);
        block(0.8);
        assertMean(sum(Cluster::getPhosphorylated), phosphorylated, 0.2);
        assertMean(sum(Cluster::getNaive), naive, 0.2);
        block(0);
        assertThat(sum(Cluster::getPhosphorylated)).isEqualTo(phosphorylated);
        assertThat(sum(Cluster::getNaive)).isEqualTo(naive);
    }

    /** Phosphate comes and goes on trapped receptors as on free ones. */
    @Test
    void blockDoesNotChangeHowPhosphateTurnsOver() {
        block(0.6);
        for (int c = 0; c < receptors.clusters(); c++) {
            receptors.transfer(c, 0, 0.4, 0, 0, 0);
            receptors.transfer(c, 1, 0, 0.25, 0, 0);
        }
        block(0);
        assertMean(sum(Cluster::getPhosphorylated), sum(Cluster::getReceptors), 0.4 * 0.75);
    }

    /** Receptors that come back to a blocked membrane meet the blocker like all others. */
    @Test
    void trafficKeepsTheBlockedFraction() {
        double in = 0.02;
        double back = 0.05;
        block(0.5);
        for (int draw = 0; draw < 300; draw++) {
            for (int c = 0; c < receptors.clusters(); c++) {
                receptors.transfer(c, draw, 0, 0, in, back);
            }
        }
        int surface = sum(Cluster::getReceptors) - sum(Cluster::getInternalized);
        assertMean(sum(Cluster::getTrapped), surface, 0.5);
        assertThat(surface / (double) sum(Cluster::getReceptors))
                .as("equilibrium of traffic, whatever the block")
                .isCloseTo(back / (in + back), within(0.02));
    }
}
