package org.rexed.nociception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Electrical pulses: which fibres answer, and when their spikes are in the cord. */
class VolleyTest {
    private static final int SEEDS = 20;
    private static final int FIBRES = 84;

    private static ElectricalTrain train(double strength, int pulses, double interval_ms) {
        return new ElectricalTrain(0, 0, strength, pulses, interval_ms, 100, 1);
    }

    /** A class without ongoing activity, which would hide among the volleys. */
    private static AfferentSpec quiet(String population) {
        AfferentSpec s = Bundle.rat(population);
        return new AfferentSpec(
                s.heat(), s.cold(), s.thermal(), s.force(), s.forceOffset_mN(), s.forcePlateau_mN(), s.coding(),
                s.mechanical(), s.maximum_Hz(), 0, s.electricalThreshold(), s.electricalSpread(), s.refractory_ms(),
                s.velocity_m_per_s(), s.velocitySpread());
    }

    /** Times after the pulse at which spikes of 20 individuals arrive after 110 mm of nerve. */
    private static double[] arrivals_ms(String population) {
        return IntStream.range(0, SEEDS).boxed()
                .flatMapToDouble(seed -> Arrays.stream(Bundle.together(quiet(population), FIBRES, seed)
                        .times_ms(train(100, 1, 1000), seed, 600)))
                .map(time_ms -> time_ms - 100).toArray();
    }

    /** Windows of the spike times that come with the model of Zhang et al. 2014; of 1680 fibres 1 % may miss. */
    @ParameterizedTest
    @CsvSource({
        "a-beta, 1.8, 7.2", "a-delta, 16.8, 42.5", "c-peptidergic, 69, 315", "c-nonpeptidergic, 69, 315"
    })
    void volleysArriveInThePublishedWindows(String population, double from_ms, double to_ms) {
        double[] arrivals_ms = arrivals_ms(population);
        assertThat(arrivals_ms).hasSize(SEEDS * FIBRES);
        long within = Arrays.stream(arrivals_ms).filter(t -> t >= from_ms && t <= to_ms).count();
        assertThat(within).isGreaterThanOrEqualTo((long) (0.99 * arrivals_ms.length));
    }

    /** Aguiar et al. 2010: 200 ms with a standard deviation of 20 ms, in a nerve of unknown length. */
    @ParameterizedTest
    @ValueSource(strings = {"c-peptidergic", "c-nonpeptidergic"})
    void cVolleysSpreadAsPublished(String population) {
        double[] arrivals_ms = arrivals_ms(population);
        double mean = Arrays.stream(arrivals_ms).average().orElseThrow();
        double sd = StrictMath.sqrt(
                Arrays.stream(arrivals_ms).map(t -> (t - mean) * (t - mean)).average().orElseThrow());
        assertThat(mean).isBetween(145.0, 220.0);
        assertThat(sd).isBetween(15.0, 27.0);
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, 0, 0, 0", "2, 1, 0, 0", "10, 1, 1, 0", "50, 1, 1, 1"
    })
    void thickFibresAreRecruitedFirst(double strength, double beta, double delta, double c) {
        assertThat(recruited("a-beta", strength)).isCloseTo(beta, within(0.01));
        assertThat(recruited("a-delta", strength)).isCloseTo(delta, within(0.01));
        assertThat(recruited("c-peptidergic", strength)).isCloseTo(c, within(0.01));
        assertThat(recruited("c-nonpeptidergic", strength)).isCloseTo(c, within(0.01));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a-beta", "a-delta", "c-peptidergic", "c-nonpeptidergic"})
    void halfOfAClassIsRecruitedAtItsThreshold(String population) {
        double threshold = Bundle.rat(population).electricalThreshold();
        assertThat(recruited(population, threshold)).isCloseTo(0.5, within(0.05));
        assertThat(recruited(population, 1.1 * threshold)).isGreaterThan(0.6);
    }

    private static double recruited(String population, double strength) {
        double sum = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            sum += Bundle.together(quiet(population), FIBRES, seed).active(train(strength, 1, 1000), seed, 600);
        }
        return sum / SEEDS / FIBRES;
    }

    @Test
    void eachPulseSendsOneSpikeExactToTheStep() {
        for (int perMillisecond : new int[] {10, 20}) {
            Bundle all = Bundle.at(quiet("a-delta"), new double[40], new double[40], 3, perMillisecond);
            List<List<Integer>> spikes = all.spikes(train(100, 5, 33.37), 4, 400);
            for (int i = 0; i < 40; i++) {
                int fibre = i;
                assertThat(spikes.get(i)).containsExactlyElementsOf(IntStream.range(0, 5)
                        .mapToLong(k -> StrictMath.round(
                                (100 + k * 33.37 + all.fibres.conduction_ms(fibre)) * perMillisecond))
                        .mapToInt(Math::toIntExact).boxed().toList());
            }
        }
    }

    @Test
    void aRefractoryFibreMissesAPulse() {
        double refractory_ms = Bundle.rat("c-peptidergic").refractory_ms();
        Bundle all = Bundle.together(quiet("c-peptidergic"), 30, 5);
        assertThat(all.times_ms(train(100, 2, 0.6 * refractory_ms), 6, 700)).hasSize(30);
        assertThat(all.times_ms(train(100, 3, 0.6 * refractory_ms), 6, 700)).hasSize(60);
        assertThat(all.times_ms(train(100, 2, 1.1 * refractory_ms), 6, 700)).hasSize(60);
    }

    @Test
    void pulsesReachFibresOfTheFieldOnly() {
        Bundle apart = Bundle.at(quiet("a-beta"), new double[] {0, 9.9, 10.1, 30}, new double[4], 7, 10);
        List<List<Integer>> spikes = apart.spikes(new ElectricalTrain(0, 0, 10, 1, 1000, 0, 10), 8, 50);
        assertThat(spikes.stream().map(List::size)).containsExactly(1, 1, 0, 0);
    }
}
