package org.rexed.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rexed.Laboratory;
import org.rexed.evidence.ParameterReader;
import org.rexed.neuron.ModulationPorts;
import org.rexed.random.RandomKey;
import org.rexed.random.RandomSequence;

/** Receptor counts are a closed chain of states with the right chances, and both stimuli are needed to move them. */
class NmdaSensitizationTest {
    private static final double SATURATING_pA = 1e12;

    private static NmdaSensitization.Settings fromFile() {
        return NmdaSensitization.Settings.read(
                Laboratory.parameters(NmdaSensitization.NAME), new ParameterReader());
    }

    private static List<NmdaSensitization.Cluster> clusters(NmdaSensitization mechanism, Milieu milieu) {
        List<NmdaSensitization.Cluster> all = new ArrayList<>();
        for (int i = 0; i < milieu.circuit().size(); i++) {
            NmdaSensitization.Cluster cluster = mechanism.cluster(i);
            if (cluster != null) {
                all.add(cluster);
            }
        }
        return all;
    }

    private static void run(NmdaSensitization mechanism, int firstTick, int ticks) {
        for (int tick = firstTick; tick < firstTick + ticks; tick++) {
            mechanism.advance(1);
        }
    }

    @Test
    void countsAreConservedAndNeverNegativeUnderAnyDrive() {
        Milieu milieu = Laboratory.milieu();
        // Rates far above the published ones, so that every count is often near zero.
        NmdaSensitization mechanism = new NmdaSensitization(
                new NmdaSensitization.Settings(5, 0.5, 0.3, 0.2, 0.2, 0.1, 1.6), 1, milieu, RandomKey.of(3));
        List<NmdaSensitization.Cluster> clusters = clusters(mechanism, milieu);
        assertThat(clusters).hasSizeGreaterThan(200);
        RandomSequence draws = RandomKey.of(4).sequence();
        ModulationPorts ports = new ModulationPorts(milieu.circuit().size());
        for (int tick = 1; tick <= 1000; tick++) {
            for (int i = 0; i < milieu.muStimulus.length; i++) {
                milieu.set(Signal.MU_STIMULUS, i, draws.uniform());
            }
            for (int i = 0; i < milieu.calcium_pA.length; i++) {
                milieu.set(Signal.CALCIUM, i, 10 * draws.uniform() - 1);
            }
            mechanism.advance(1);
            for (NmdaSensitization.Cluster cluster : clusters) {
                assertThat(cluster.getReceptors()).isEqualTo(200);
                assertThat(cluster.getUnphosphorylated()).isBetween(0, 200);
                assertThat(cluster.getPhosphorylated()).isBetween(0, 200);
                assertThat(cluster.getInternalized()).isBetween(0, 200);
                assertThat(cluster.getUnphosphorylated() + cluster.getPhosphorylated() + cluster.getInternalized())
                        .isEqualTo(200);
                assertThat(cluster.getKinaseCActivity()).isBetween(0.0, 1.0);
            }
        }
        mechanism.modulate(ports);
        assertThat(Arrays.stream(ports.nmdaConductanceFactor).boxed()).allMatch(factor -> factor >= 0 && factor < 4);
        assertThat(clusters.stream().mapToInt(NmdaSensitization.Cluster::getPhosphorylated).sum()).isPositive();
        assertThat(clusters.stream().mapToInt(NmdaSensitization.Cluster::getInternalized).sum()).isPositive();
    }

    @Test
    void phosphorylationNeedsMuStimulusAndCalcium() {
        assertThat(phosphorylatedAfterTwoDays(1, 5)).as("both").isGreaterThan(1000);
        assertThat(phosphorylatedAfterTwoDays(0, 5)).as("calcium alone").isZero();
        assertThat(phosphorylatedAfterTwoDays(1, 0)).as("mu stimulus alone").isZero();
    }

    private static int phosphorylatedAfterTwoDays(double muStimulus, double calcium_pA) {
        Milieu milieu = Laboratory.milieu();
        NmdaSensitization mechanism = new NmdaSensitization(fromFile(), 1, milieu, RandomKey.of(5));
        milieu.fill(Signal.MU_STIMULUS, muStimulus);
        milieu.fill(Signal.CALCIUM, calcium_pA);
        run(mechanism, 1, 2880);
        assertThat(milieu.get(Signal.KINASE_C, 0) > 0).isEqualTo(muStimulus * calcium_pA > 0);
        return clusters(mechanism, milieu).stream()
                .mapToInt(NmdaSensitization.Cluster::getPhosphorylated)
                .sum();
    }

    @Test
    void countsFollowTheExponentialLaw() {
        Milieu milieu = Laboratory.milieu();
        double up = 0.02;
        double down = 0.02;
        NmdaSensitization mechanism = new NmdaSensitization(
                new NmdaSensitization.Settings(1e-6, 1, up, 0, 0, 0.5, 1.6), 1, milieu, RandomKey.of(6));
        List<NmdaSensitization.Cluster> clusters = clusters(mechanism, milieu);
        int receptors = 200 * clusters.size();
        milieu.fill(Signal.MU_STIMULUS, 1);
        milieu.fill(Signal.CALCIUM, SATURATING_pA);
        for (int tick = 10; tick <= 150; tick += 10) {
            run(mechanism, tick - 9, 10);
            checkBinomial(phosphorylated(clusters), receptors, 1 - StrictMath.exp(-up * tick));
        }
        NmdaSensitization falling = new NmdaSensitization(
                new NmdaSensitization.Settings(1e-6, 1, 1e3, down, 0, 0.5, 1.6), 1, milieu, RandomKey.of(7));
        clusters = clusters(falling, milieu);
        run(falling, 1, 10);
        int start = phosphorylated(clusters);
        assertThat(start).as("a very fast kinase takes all").isEqualTo(receptors);
        milieu.fill(Signal.MU_STIMULUS, 0);
        run(falling, 11, 60);
        checkBinomial(phosphorylated(clusters), start, StrictMath.exp(-down * 60));
    }

    @Test
    void internalizationFollowsTheExponentialLaw() {
        Milieu milieu = Laboratory.milieu();
        milieu.fill(Signal.RATE, 0);
        double in = 0.02;
        // With a half-calcium of 1e6 pA the resting activity internalizes nothing, so that every count starts at zero.
        NmdaSensitization mechanism = new NmdaSensitization(
                new NmdaSensitization.Settings(60, 1e6, 0, 0, in, 1e-12, 1.6), 1, milieu, RandomKey.of(8));
        List<NmdaSensitization.Cluster> clusters = clusters(mechanism, milieu);
        int before = clusters.stream().mapToInt(NmdaSensitization.Cluster::getInternalized).sum();
        milieu.fill(Signal.CALCIUM, SATURATING_pA);
        run(mechanism, 1, 50);
        int after = clusters.stream().mapToInt(NmdaSensitization.Cluster::getInternalized).sum();
        checkBinomial(after - before, 200 * clusters.size() - before, 1 - StrictMath.exp(-in * 50));
    }

    private static int phosphorylated(List<NmdaSensitization.Cluster> clusters) {
        return clusters.stream().mapToInt(NmdaSensitization.Cluster::getPhosphorylated).sum();
    }

    private static void checkBinomial(int count, int trials, double probability) {
        double deviation = StrictMath.sqrt(trials * probability * (1 - probability));
        assertThat((count - trials * probability) / deviation)
                .as("Z of %d among %d with chance %f", count, trials, probability)
                .isBetween(-4.0, 4.0);
    }

    @Test
    void clustersVaryIndependently() {
        Milieu milieu = Laboratory.milieu();
        NmdaSensitization mechanism = new NmdaSensitization(
                new NmdaSensitization.Settings(1e-6, 1, 0.003, 0, 0, 0.5, 1.6), 1, milieu, RandomKey.of(9));
        List<NmdaSensitization.Cluster> clusters = clusters(mechanism, milieu);
        milieu.fill(Signal.MU_STIMULUS, 1);
        milieu.fill(Signal.CALCIUM, SATURATING_pA);
        run(mechanism, 1, 200);
        double p = 1 - StrictMath.exp(-0.003 * 200);
        double square = 0;
        for (NmdaSensitization.Cluster cluster : clusters) {
            double deviation = cluster.getPhosphorylated() - 200 * p;
            square += deviation * deviation;
        }
        double ratio = square / clusters.size() / (200 * p * (1 - p));
        // The mean of n squared normal deviates has a standard deviation of sqrt(2 / n).
        assertThat(ratio).isCloseTo(1, within(4 * StrictMath.sqrt(2.0 / clusters.size())));
    }

    @Test
    void naiveAnimalKeepsItsConductanceOnAverage() {
        Milieu milieu = Laboratory.milieu();
        NmdaSensitization mechanism = new NmdaSensitization(fromFile(), 1, milieu, RandomKey.of(10));
        ModulationPorts ports = new ModulationPorts(milieu.circuit().size());
        mechanism.modulate(ports);
        assertThat(ports.nmdaConductanceFactor).containsOnly(1.0);
        run(mechanism, 1, 5 * 1440);
        ports.reset();
        mechanism.modulate(ports);
        assertThat(Arrays.stream(ports.nmdaConductanceFactor).average().orElseThrow()).isCloseTo(1, within(0.003));
    }
}
