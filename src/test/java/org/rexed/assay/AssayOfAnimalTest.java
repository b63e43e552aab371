package org.rexed.assay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rexed.Laboratory;
import org.rexed.circuit.Circuit;
import org.rexed.circuit.Probe;
import org.rexed.circuit.Site;
import org.rexed.neuron.Population;
import org.rexed.nociception.Stimulus;
import org.rexed.random.RandomKey;

/**
 * Readings of circuits under modulation set by hand: directions, limits and the published range of the naive animal.
 */
class AssayOfAnimalTest {
    private static final ProbeObserver NOBODY = probe -> {};
    private static final String RISE = "temperature-rise-in-first-second: {value: 4.2 K";
    private static final int SEEDS = 6;

    private static Site paw() {
        return Laboratory.anatomy().sites().get("left-hindpaw");
    }

    private static Reading[] measure(Assay assay, Consumer<Circuit> modulation) {
        return LongStream.range(0, SEEDS)
                .parallel()
                .mapToObj(seed -> {
                    Circuit circuit = Circuit.build(Laboratory.anatomy(), RandomKey.of(100 + seed));
                    modulation.accept(circuit);
                    return assay.measure(circuit, paw(), RandomKey.of(500 + seed), NOBODY);
                })
                .toArray(Reading[]::new);
    }

    private static double mean(Reading[] readings) {
        return Arrays.stream(readings).mapToDouble(Reading::value).average().orElseThrow();
    }

    private static double meanLog(Reading[] readings) {
        return Arrays.stream(readings).mapToDouble(r -> StrictMath.log(r.value())).average().orElseThrow();
    }

    private static Assay heat(double rise_K) {
        return Laboratory.assay("hargreaves", RISE, "temperature-rise-in-first-second: {value: " + rise_K + " K");
    }

    private static void inhibitStrongly(Circuit circuit) {
        Arrays.fill(circuit.ports().releaseFactor, 0.05);
        Arrays.fill(circuit.ports().addedLeak_nS, 8);
    }

    /** Half the largest release and a leak of 0.8 nS lost where mu receptors are densest, and less elsewhere. */
    private static void muEffectInTheCord(Circuit circuit) {
        for (Population p : circuit.populations()) {
            double mu = circuit.spec(p).expression("mu");
            for (int i = p.first(); i < p.end() && circuit.anatomy().dermatomes().contains(p.group()); i++) {
                circuit.ports().releaseFactor[i] *= circuit.spec(p).isAfferent() ? 1 - 0.5 * mu : 1;
                circuit.ports().addedLeak_nS[i] += 0.8 * mu;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {3.2, 4.2, 6})
    void naiveAnimalWithdrawsNearTheSameTemperatureAtEveryPower(double rise_K) {
        Reading[] readings = measure(heat(rise_K), circuit -> {});
        double sum_C = 0;
        for (Reading reading : readings) {
            assertThat(reading.censored()).isFalse();
            sum_C += 30 + rise_K * StrictMath.sqrt(reading.value());
        }
        assertThat(sum_C / SEEDS).isBetween(40.5, 43.5);
    }

    @Test
    void latencyFallsWithLampPower() {
        assertThat(mean(measure(heat(6), circuit -> {})))
                .isLessThan(0.8 * mean(measure(heat(4.2), circuit -> {})));
    }

    @Test
    void strongInhibitionIsCensoredAtTheCutoff() {
        Reading[] readings = measure(
                Laboratory.assay("hargreaves", "cutoff: {value: 20 s", "cutoff: {value: 15 s"),
                AssayOfAnimalTest::inhibitStrongly);
        assertThat(readings).containsOnly(new Reading(15, "s", true));
    }

    @Test
    void strongInhibitionHitsTheCeilingOfTheFilaments() {
        assertThat(measure(Laboratory.assay("von-frey"), AssayOfAnimalTest::inhibitStrongly))
                .containsOnly(new Reading(26, "g", true));
    }

    @Test
    void nmdaBlockAndMuEffectRaiseThresholdsAndMoreNmdaCurrentLowersThem() {
        Assay assay = Laboratory.assay("von-frey");
        double naive = meanLog(measure(assay, circuit -> {}));
        double blocked = meanLog(measure(assay, circuit -> Arrays.fill(circuit.ports().nmdaFreeFraction, 0.3)));
        double mu = meanLog(measure(assay, AssayOfAnimalTest::muEffectInTheCord));
        double sensitized = meanLog(measure(assay, circuit -> Arrays.fill(circuit.ports().nmdaConductanceFactor, 2)));
        assertThat(StrictMath.exp(naive)).isBetween(8.0, 20.0);
        assertThat(blocked).isGreaterThan(naive + 0.1);
        assertThat(mu).isGreaterThan(naive + 0.1);
        assertThat(sensitized).isLessThan(naive - 0.1);
    }

    @Test
    void nmdaBlockAndMuEffectLengthenHeatLatencyAndMoreNmdaCurrentShortensIt() {
        Assay assay = Laboratory.assay("hargreaves");
        double naive = mean(measure(assay, circuit -> {}));
        double blocked = mean(measure(assay, circuit -> Arrays.fill(circuit.ports().nmdaFreeFraction, 0.3)));
        double mu = mean(measure(assay, AssayOfAnimalTest::muEffectInTheCord));
        double sensitized = mean(measure(assay, circuit -> Arrays.fill(circuit.ports().nmdaConductanceFactor, 1.6)));
        assertThat(blocked).isGreaterThan(naive);
        assertThat(mu).isGreaterThan(1.1 * naive);
        assertThat(sensitized).isLessThan(naive);
    }

    @Test
    void motorSpikesBeforeTheStimulusDoNotCount() {
        Circuit circuit = Circuit.build(Laboratory.anatomy(), RandomKey.of(100));
        Population pool = circuit.populations("flexor-motoneuron").stream()
                .filter(p -> p.group().equals(paw().dermatome()))
                .findFirst()
                .orElseThrow();
        Withdrawal withdrawal = new Withdrawal(8, 200, 10);
        // Motor cells driven by nothing but their own threshold fire from the first step on and then are silent.
        Probe early = new Probe(circuit, Stimulus.none(), RandomKey.of(1));
        fire(circuit, pool, 40, 1000);
        double none = withdrawal.time_ms(circuit, paw(), early, 300, 450, NOBODY);
        assertThat(none).isInfinite();
        Probe same = new Probe(circuit, Stimulus.none(), RandomKey.of(1));
        fire(circuit, pool, 40, 1000);
        assertThat(withdrawal.time_ms(circuit, paw(), same, 50, 450, NOBODY))
                .as("the same spikes after an earlier onset")
                .isBetween(50.0, 200.0);
    }

    /** Writes spikes into the log of the pool, as if it had fired at this step. */
    private static void fire(Circuit circuit, Population pool, int spikes, int step) {
        for (int i = 0; i < spikes; i++) {
            circuit.log(pool).add(pool.first() + i % pool.count(), step);
        }
    }

    @Test
    void otherLimbsDoNotCount() {
        Circuit circuit = Circuit.build(Laboratory.anatomy(), RandomKey.of(100));
        Probe probe = new Probe(circuit, Stimulus.none(), RandomKey.of(1));
        fire(circuit, circuit.populations("flexor-motoneuron").get(0), 40, 1000);
        Site site = paw();
        assertThat(site.dermatome()).isNotEqualTo(circuit.populations("flexor-motoneuron").get(0).group());
        assertThat(new Withdrawal(8, 200, 10).time_ms(circuit, site, probe, 50, 450, NOBODY)).isInfinite();
    }

    @Test
    void sameKeyGivesTheSameReadingAndDifferentKeysDiffer() {
        Assay assay = Laboratory.assay("hargreaves");
        Circuit circuit = Circuit.build(Laboratory.anatomy(), RandomKey.of(100));
        double first = assay.measure(circuit, paw(), RandomKey.of(1), NOBODY).value();
        double other = assay.measure(circuit, paw(), RandomKey.of(2), NOBODY).value();
        double again = assay.measure(circuit, paw(), RandomKey.of(1), NOBODY).value();
        assertThat(List.of(again)).containsExactly(first);
        assertThat(other).isNotEqualTo(first);
    }
}
