package org.rexed.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rexed.Laboratory;
import org.rexed.assay.Assay;
import org.rexed.neuron.Population;
import org.rexed.neuron.TimeStep;
import org.rexed.nociception.HeatRamp;
import org.rexed.nociception.PunctateForce;
import org.rexed.nociception.Stimulus;
import org.rexed.random.RandomKey;

/**
 * Half the step, the same results. Single spikes differ, because a recurrent circuit carries any difference on; numbers
 * of spikes and times of withdrawal must not. Fibres and background events come at the same times in both.
 */
class StepTest {
    private static final Anatomy ANATOMY = RatAnatomy.read();
    private static final Site PAW = ANATOMY.sites().get("left-hindpaw");
    private static final Stimulus HEAT = new HeatRamp(PAW.x_mm(), PAW.y_mm(), 40, 6, 12, 200);
    private static final Stimulus FORCE = new PunctateForce(PAW.x_mm(), PAW.y_mm(), 150, 200, 1_500, 4);
    private static final TimeStep HALF = new TimeStep(2 * TimeStep.DEFAULT.perMillisecond());
    private static final double ALLOWED_COUNT = 0.02;
    private static final double ALLOWED_TIME = 0.01;

    private static long[] spikes(Stimulus stimulus, long seed, TimeStep timeStep, double time_ms) {
        Circuit circuit = Circuit.build(ANATOMY, RandomKey.of(seed), timeStep);
        new Probe(circuit, stimulus, RandomKey.of(50 + seed)).advance(timeStep.steps(time_ms));
        List<PopulationSpec> classes = ANATOMY.populations();
        long[] count = new long[classes.size()];
        for (int c = 0; c < count.length; c++) {
            for (Population population : circuit.populations(classes.get(c).name())) {
                count[c] += circuit.log(population).size();
            }
        }
        return count;
    }

    /** Mean change of the spike count of a class with membranes, each weighted by its spikes. */
    private static double change(Stimulus stimulus, int seeds, double time_ms) {
        long[] whole = new long[ANATOMY.populations().size()];
        long[] half = new long[whole.length];
        for (int seed = 0; seed < seeds; seed++) {
            long[] w = spikes(stimulus, seed, TimeStep.DEFAULT, time_ms);
            long[] h = spikes(stimulus, seed, HALF, time_ms);
            for (int c = 0; c < whole.length; c++) {
                whole[c] += w[c];
                half[c] += h[c];
            }
        }
        double changed = 0;
        double all = 0;
        for (int c = 0; c < whole.length; c++) {
            if (ANATOMY.populations().get(c).isAfferent()) {
                assertThat(half[c]).as(ANATOMY.populations().get(c).name()).isEqualTo(whole[c]);
            } else {
                changed += Math.abs(half[c] - whole[c]);
                all += whole[c];
            }
        }
        assertThat(all).isGreaterThan(1_000 * seeds);
        return changed / all;
    }

    @ParameterizedTest
    @CsvSource({"heat, 4", "force, 8"})
    void spikeCountsHardlyDependOnTheStep(String stimulus, int seeds) {
        assertThat(change(stimulus.equals("heat") ? HEAT : FORCE, seeds, 1_500)).isLessThan(ALLOWED_COUNT);
    }

    /**
     * Cells driven by their background alone fire the same number of spikes within 0.5 %: no chaos hides a bias here.
     */
    @Test
    void aLonelyCellDoesNotNoticeTheStep() {
        int neutral = ANATOMY.populations().indexOf(ANATOMY.population("neutral"));
        double whole = 0;
        double half = 0;
        for (int seed = 0; seed < 4; seed++) {
            whole += spikes(Stimulus.none(), seed, TimeStep.DEFAULT, 4_000)[neutral];
            half += spikes(Stimulus.none(), seed, HALF, 4_000)[neutral];
        }
        assertThat(whole).isGreaterThan(1_000);
        assertThat(Math.abs(half / whole - 1)).isLessThan(0.005);
    }

    @Test
    @Tag("long")
    void spikeCountsOfTwentyAnimals() {
        assertThat(change(HEAT, 20, 3_000)).isLessThan(ALLOWED_COUNT);
        assertThat(change(FORCE, 20, 3_000)).isLessThan(ALLOWED_COUNT);
        assertThat(change(Stimulus.none(), 20, 3_000)).isLessThan(ALLOWED_COUNT);
    }

    /** The difference of one pair has a standard deviation of 6 %: 150 pairs leave a standard error of 0.5 %. */
    @Test
    @Tag("long")
    void withdrawalTimesDoNotDependOnTheStep() {
        assertThat(Math.abs(withdrawalChange(150))).isLessThan(ALLOWED_TIME);
    }

    /** A sample of the long test: 8 pairs leave a standard error of 2 %; four of them. */
    @Test
    void someWithdrawalTimesHardlyDependOnTheStep() {
        assertThat(Math.abs(withdrawalChange(8))).isLessThan(0.08);
    }

    private static double withdrawalChange(int seeds) {
        Assay assay = Laboratory.assay("hargreaves");
        double whole = 0;
        double half = 0;
        for (int seed = 0; seed < seeds; seed++) {
            whole += withdrawal_s(assay, seed, TimeStep.DEFAULT);
            half += withdrawal_s(assay, seed, HALF);
        }
        return half / whole - 1;
    }

    private static double withdrawal_s(Assay assay, int seed, TimeStep timeStep) {
        Circuit circuit = Circuit.build(ANATOMY, RandomKey.of(seed), timeStep);
        return assay.measure(circuit, PAW, RandomKey.of(70 + seed), probe -> {}).value();
    }
}
