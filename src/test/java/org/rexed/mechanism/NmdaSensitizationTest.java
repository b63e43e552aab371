package org.rexed.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rexed.Laboratory;
import org.rexed.evidence.ParameterReader;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.Population;
import org.rexed.random.RandomKey;
import org.rexed.random.RandomSequence;

/** Receptor counts are a closed chain of states with the right chances, moved by the kinase and by calcium. */
class NmdaSensitizationTest {
    private static final double SATURATING_pA = 1e12;
    private static final int RECEPTORS = 200;
    private final Milieu milieu = Laboratory.milieu();
    private final Watch watch = new Watch(milieu);
    private final ModulationPorts ports = new ModulationPorts(milieu.circuit().size());
    private NmdaReceptors receptors;

    private static NmdaSensitization.Settings fromFile() {
        return NmdaSensitization.Settings.read(
                Laboratory.parameters(NmdaSensitization.NAME), new ParameterReader());
    }

    /** Rates in 1/min and a half-calcium. */
    private static NmdaSensitization.Settings rates(
            double halfCalcium_pA, double up, double down, double in, double back) {
        return new NmdaSensitization.Settings(halfCalcium_pA, up, down, in, back, 1.6);
    }

    private NmdaSensitization usual(NmdaSensitization.Settings settings, long seed) {
        receptors = new NmdaReceptors(milieu, RandomKey.of(seed));
        return new NmdaSensitization(settings, 1, false, milieu, receptors);
    }

    private List<NmdaReceptors.Cluster> clusters() {
        return IntStream.range(0, receptors.clusters())
                .mapToObj(c -> receptors.clusterOf(receptors.owner(c)))
                .toList();
    }

    private void run(NmdaSensitization mechanism, int ticks) {
        for (int tick = 1; tick <= ticks; tick++) {
            watch.advance(mechanism, 1);
        }
    }

    @Test
    void countsAreConservedAndNeverNegativeUnderAnyDriveAndBlock() {
        // Rates far above the published ones, so that every count is often near zero.
        NmdaSensitization mechanism = usual(
                rates(0.5, 0.3, 0.2, 0.2, 0.1), 3);
        List<NmdaReceptors.Cluster> clusters = clusters();
        assertThat(clusters).hasSizeGreaterThan(200);
        RandomSequence draws = RandomKey.of(4).sequence();
        for (int tick = 1; tick <= 1000; tick++) {
            for (int i = 0; i < milieu.circuit().size(); i++) {
                milieu.set(Signal.KINASE_C_OF_CELL, i, draws.uniform());
                milieu.set(Signal.CALCIUM, i, 10 * draws.uniform() - 1);
            }
            milieu.set(Signal.NMDA_BLOCKED, tick % 50 == 25 ? tick / 50 % 2 : draws.uniform());
            watch.advance(receptors, 1);
            watch.advance(mechanism, 1);
            for (NmdaReceptors.Cluster cluster : clusters) {
                assertThat(cluster.getReceptors()).isEqualTo(RECEPTORS);
                assertThat(cluster.getNaive()).isBetween(0, RECEPTORS);
                assertThat(cluster.getPhosphorylated()).isBetween(0, RECEPTORS);
                assertThat(cluster.getInternalized()).isBetween(0, RECEPTORS);
                assertThat(cluster.getTrapped()).isBetween(0, RECEPTORS);
                assertThat(cluster.getNaive() + cluster.getPhosphorylated() + cluster.getInternalized()
                                + cluster.getTrapped())
                        .isEqualTo(RECEPTORS);
            }
        }
        watch.modulate(mechanism, ports);
        watch.modulate(receptors, ports);
        assertThat(Arrays.stream(ports.nmdaConductanceFactor).boxed()).allMatch(factor -> factor >= 0 && factor < 4);
        assertThat(Arrays.stream(ports.nmdaFreeFraction).boxed()).allMatch(free -> free >= 0 && free <= 1);
        assertThat(clusters.stream().mapToInt(NmdaReceptors.Cluster::getPhosphorylated).sum()).isPositive();
        assertThat(clusters.stream().mapToInt(NmdaReceptors.Cluster::getInternalized).sum()).isPositive();
        assertThat(clusters.stream().mapToInt(NmdaReceptors.Cluster::getTrapped).sum()).isPositive();
    }

    @Test
    void countsFollowTheExponentialLaw() {
        double up = 0.02;
        double down = 0.02;
        NmdaSensitization mechanism = usual(rates(1, up, 0, 0, 0.5), 6);
        int all = RECEPTORS * receptors.clusters();
        milieu.fill(Signal.KINASE_C_OF_CELL, 1);
        milieu.fill(Signal.CALCIUM, SATURATING_pA);
        for (int tick = 10; tick <= 150; tick += 10) {
            run(mechanism, 10);
            checkBinomial(phosphorylated(), all, 1 - StrictMath.exp(-up * tick));
        }
        NmdaSensitization falling = usual(rates(1, 1e3, down, 0, 0.5), 7);
        run(falling, 10);
        int start = phosphorylated();
        assertThat(start).as("a very fast kinase takes all").isEqualTo(all);
        milieu.fill(Signal.KINASE_C_OF_CELL, 0);
        run(falling, 60);
        checkBinomial(phosphorylated(), start, StrictMath.exp(-down * 60));
    }

    @Test
    void internalizationFollowsTheExponentialLaw() {
        double in = 0.02;
        // With a half-calcium of 1e6 pA the resting activity internalizes nothing, so that every count starts at zero.
        NmdaSensitization mechanism = usual(rates(1e6, 0, 0, in, 1e-12), 8);
        int before = clusters().stream().mapToInt(NmdaReceptors.Cluster::getInternalized).sum();
        milieu.fill(Signal.CALCIUM, SATURATING_pA);
        run(mechanism, 50);
        int after = clusters().stream().mapToInt(NmdaReceptors.Cluster::getInternalized).sum();
        checkBinomial(after - before, RECEPTORS * receptors.clusters() - before, 1 - StrictMath.exp(-in * 50));
    }

    private int phosphorylated() {
        return clusters().stream().mapToInt(NmdaReceptors.Cluster::getPhosphorylated).sum();
    }

    private static void checkBinomial(int count, int trials, double probability) {
        double deviation = StrictMath.sqrt(trials * probability * (1 - probability));
        assertThat((count - trials * probability) / deviation)
                .as("Z of %d among %d with chance %f", count, trials, probability)
                .isBetween(-4.0, 4.0);
    }

    @Test
    void clustersVaryIndependently() {
        NmdaSensitization mechanism = usual(rates(1, 0.003, 0, 0, 0.5), 9);
        milieu.fill(Signal.KINASE_C_OF_CELL, 1);
        milieu.fill(Signal.CALCIUM, SATURATING_pA);
        run(mechanism, 200);
        double p = 1 - StrictMath.exp(-0.003 * 200);
        double square = 0;
        for (NmdaReceptors.Cluster cluster : clusters()) {
            double deviation = cluster.getPhosphorylated() - RECEPTORS * p;
            square += deviation * deviation;
        }
        double ratio = square / receptors.clusters() / (RECEPTORS * p * (1 - p));
        // The mean of n squared normal deviates has a standard deviation of sqrt(2 / n).
        assertThat(ratio).isCloseTo(1, within(4 * StrictMath.sqrt(2.0 / receptors.clusters())));
    }

    @Test
    void naiveAnimalKeepsItsConductanceOnAverage() {
        NmdaSensitization mechanism = usual(fromFile(), 10);
        modulate(mechanism);
        assertThat(ports.nmdaConductanceFactor).containsOnly(1.0);
        run(mechanism, 5 * 1440);
        modulate(mechanism);
        assertThat(Arrays.stream(ports.nmdaConductanceFactor).average().orElseThrow()).isCloseTo(1, within(0.003));
    }

    private void modulate(NmdaSensitization mechanism) {
        ports.reset();
        watch.modulate(mechanism, ports);
        watch.modulate(receptors, ports);
    }

    /** Both readings phosphorylate the same receptors; one gives cells more current, one C fibres more release. */
    @ParameterizedTest
    @CsvSource({"false", "true"})
    void readingDecidesWhetherCurrentOrReleaseRises(boolean presynaptic) {
        NmdaSensitization.Settings s = rates(1, 0.02, 0, 0, 0.5);
        receptors = new NmdaReceptors(milieu, RandomKey.of(11));
        NmdaSensitization mechanism = new NmdaSensitization(s, 1, presynaptic, milieu, receptors);
        milieu.fill(Signal.KINASE_C_OF_CELL, 1);
        milieu.fill(Signal.CALCIUM, SATURATING_pA);
        run(mechanism, 30);
        ports.reset();
        watch.modulate(mechanism, ports);
        double share = 1 - StrictMath.exp(-0.02 * 30);
        double gain = 1 + (s.conductanceGain() - 1) * share;
        double rise = Arrays.stream(ports.nmdaConductanceFactor).max().orElseThrow();
        assertThat(rise > 1).isEqualTo(!presynaptic);
        List<Population> cFibres = milieu.cFibres();
        assertThat(cFibres).isNotEmpty();
        for (Population p : milieu.circuit().populations()) {
            double release = ports.releaseFactor[p.first()];
            if (presynaptic && cFibres.contains(p)) {
                // A dermatome has over a hundred clusters: its mean share is known to half a percent.
                assertThat(release).as(p.name()).isCloseTo(gain, within(0.01));
            } else {
                assertThat(release).as(p.name()).isEqualTo(1);
            }
        }
        if (!presynaptic) {
            double mean = IntStream.range(0, receptors.clusters())
                    .mapToDouble(c -> ports.nmdaConductanceFactor[receptors.owner(c)])
                    .average()
                    .orElseThrow();
            assertThat(mean).isCloseTo(gain, within(0.005));
        }
    }
}
