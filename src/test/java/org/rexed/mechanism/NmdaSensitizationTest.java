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
import org.rexed.pharmacology.Site;
import org.rexed.pharmacology.Target;
import org.rexed.random.RandomKey;
import org.rexed.random.RandomSequence;

/** Receptor counts are a closed chain of states with the right chances, and calcium and a stimulus move them. */
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

    /** Rates in 1/min and a half-calcium, with a kinase that follows its stimulus at once and has no other input. */
    private static NmdaSensitization.Settings rates(
            double halfCalcium_pA, double up, double down, double in, double back) {
        return new NmdaSensitization.Settings(1e-6, halfCalcium_pA, 1, 1e12, up, down, in, back, 1.6);
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
                new NmdaSensitization.Settings(5, 0.5, 1, 1, 0.3, 0.2, 0.2, 0.1, 1.6), 3);
        List<NmdaReceptors.Cluster> clusters = clusters();
        assertThat(clusters).hasSizeGreaterThan(200);
        RandomSequence draws = RandomKey.of(4).sequence();
        for (int tick = 1; tick <= 1000; tick++) {
            for (Site site : Site.values()) {
                milieu.set(Signal.MU_STIMULUS, site, draws.uniform());
            }
            for (int i = 0; i < milieu.circuit().size(); i++) {
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
            for (int d = 0; d < milieu.regions(); d++) {
                assertThat(milieu.get(Signal.KINASE_C, d)).isBetween(0.0, 1.0);
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

    @ParameterizedTest
    @CsvSource({"1, 1, 5, true", "0, 1, 5, false", "1, 1, 0, false", "0, 4, 5, true", "0, 4, 0, false"})
    void phosphorylationNeedsCalciumAndMuStimulusOrGlutamate(
            double muStimulus, double glutamate, double calcium_pA, boolean rises) {
        NmdaSensitization mechanism = usual(fromFile(), 5);
        milieu.fill(Signal.MU_STIMULUS, muStimulus);
        milieu.fill(Signal.GLUTAMATE_RELEASE, glutamate);
        milieu.fill(Signal.CALCIUM, calcium_pA);
        run(mechanism, 2880);
        assertThat(milieu.get(Signal.KINASE_C, 0) > 0).isEqualTo(rises);
        assertThat(phosphorylated()).matches(n -> rises ? n > 1000 : n == 0);
        assertThat(milieu.get(Signal.KINASE_C, milieu.regions() - 1) > 0)
                .as("glutamate of the cord does not reach the brainstem")
                .isEqualTo(rises && muStimulus > 0);
    }

    @Test
    void weakClearanceStandsForMoreRelease() {
        milieu.fill(Signal.CALCIUM, SATURATING_pA);
        milieu.fill(Signal.GLUTAMATE_RELEASE, 1.5);
        double normal = steadyKinase(fromFile(), 1);
        milieu.fill(Signal.GLUTAMATE_RELEASE, 0.75);
        milieu.fill(Signal.GLUTAMATE_CLEARANCE, 0.5);
        assertThat(steadyKinase(fromFile(), 1)).isPositive().isCloseTo(normal, within(1e-12));
        milieu.fill(Signal.GLUTAMATE_CLEARANCE, 2);
        assertThat(steadyKinase(fromFile(), 1)).as("below the naive level").isZero();
    }

    /** The closed form of the goal: (1 - e)(1 - (1 - mu)(1 - m)) C^n / (C^n + K^n). */
    @ParameterizedTest
    @CsvSource({"0.3, 0, 1, 0", "0.3, 2, 1, 0", "0.3, 0, 2.5, 0", "0.2, 1.5, 1.7, 0.4", "0.9, 9, 1, 0"})
    void kinaseActivitySettlesAtItsClosedForm(double mu, double priming, double glutamate, double inhibitor) {
        NmdaSensitization.Settings s = fromFile();
        double calcium_pA = 0.4;
        milieu.fill(Signal.MU_STIMULUS, mu);
        milieu.fill(Signal.PRIMING, priming);
        milieu.fill(Signal.GLUTAMATE_RELEASE, glutamate);
        milieu.fill(Signal.CALCIUM, calcium_pA);
        milieu.drugEffect(Target.KINASE_C, Site.SPINAL_CORD, inhibitor);
        double x = (glutamate - 1) / s.halfGlutamate();
        double metabotropic = x * x / (1 + x * x);
        double primed = Math.min(1, mu * (1 + priming));
        double power = StrictMath.pow(calcium_pA / s.halfCalcium_pA(), s.calciumExponent());
        double expected = (1 - inhibitor) * (1 - (1 - primed) * (1 - metabotropic)) * power / (1 + power);
        assertThat(steadyKinase(s, 1)).isCloseTo(expected, within(1e-12));
    }

    private double steadyKinase(NmdaSensitization.Settings settings, double strength) {
        receptors = new NmdaReceptors(milieu, RandomKey.of(5));
        watch.advance(new NmdaSensitization(settings, strength, false, milieu, receptors), 1e6);
        return milieu.get(Signal.KINASE_C, 0);
    }

    @Test
    void primingWorksInItsRegionOnly() {
        milieu.fill(Signal.MU_STIMULUS, 0.1);
        milieu.fill(Signal.CALCIUM, 1);
        milieu.set(Signal.PRIMING, 1, 3);
        steadyKinase(fromFile(), 1);
        assertThat(milieu.get(Signal.KINASE_C, 1)).isCloseTo(4 * milieu.get(Signal.KINASE_C, 0), within(1e-12));
    }

    @Test
    void countsFollowTheExponentialLaw() {
        double up = 0.02;
        double down = 0.02;
        NmdaSensitization mechanism = usual(rates(1, up, 0, 0, 0.5), 6);
        int all = RECEPTORS * receptors.clusters();
        milieu.fill(Signal.MU_STIMULUS, 1);
        milieu.fill(Signal.CALCIUM, SATURATING_pA);
        for (int tick = 10; tick <= 150; tick += 10) {
            run(mechanism, 10);
            checkBinomial(phosphorylated(), all, 1 - StrictMath.exp(-up * tick));
        }
        NmdaSensitization falling = usual(rates(1, 1e3, down, 0, 0.5), 7);
        run(falling, 10);
        int start = phosphorylated();
        assertThat(start).as("a very fast kinase takes all").isEqualTo(all);
        milieu.fill(Signal.MU_STIMULUS, 0);
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
        milieu.fill(Signal.MU_STIMULUS, 1);
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

    /** Both readings phosphorylate the same receptors; one gives cells more current, the other C fibres more release. */
    @ParameterizedTest
    @CsvSource({"false", "true"})
    void readingDecidesWhetherCurrentOrReleaseRises(boolean presynaptic) {
        NmdaSensitization.Settings s = rates(1, 0.02, 0, 0, 0.5);
        receptors = new NmdaReceptors(milieu, RandomKey.of(11));
        NmdaSensitization mechanism = new NmdaSensitization(s, 1, presynaptic, milieu, receptors);
        milieu.fill(Signal.MU_STIMULUS, 1);
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
