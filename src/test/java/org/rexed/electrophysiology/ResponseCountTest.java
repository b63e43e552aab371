package org.rexed.electrophysiology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.rexed.electrophysiology.ResponseCount.Change;
import org.rexed.random.RandomKey;
import org.rexed.random.RandomSequence;

/** The criterion for excited and inhibited cells, and where a response begins. */
class ResponseCountTest {
    @Test
    void aKnownCase() {
        // Of 10 spikes 9 in a window as long as the other: chance (10 + 1) / 1024 = 0.0107 on this side.
        assertThat(ResponseCount.judge(1, 9, 0.5, 0.05)).isEqualTo(Change.EXCITED);
        assertThat(ResponseCount.judge(1, 9, 0.5, 0.02)).isEqualTo(Change.UNCHANGED);
        assertThat(ResponseCount.judge(9, 1, 0.5, 0.05)).isEqualTo(Change.INHIBITED);
        assertThat(ResponseCount.judge(0, 0, 0.5, 0.05)).isEqualTo(Change.UNCHANGED);
        // As many spikes in a window four times as short are more.
        assertThat(ResponseCount.judge(10, 10, 0.2, 0.05)).isEqualTo(Change.EXCITED);
    }

    @Test
    void unchangedCellsAreRarelyCalledChanged() {
        ResponseCount count = new ResponseCount(0.05);
        for (int i = 0; i < 2000; i++) {
            RandomSequence draws = RandomKey.of(5).child(i).sequence();
            count.add(new int[] {poisson(draws, 20)}, new int[] {poisson(draws, 10)}, 1 / 3.0);
        }
        // The test is conservative, so the share is below 5 %; three standard errors of 2000 draws are 1.5 %.
        assertThat(count.share(Change.EXCITED) + count.share(Change.INHIBITED)).isBetween(0.01, 0.065);
        assertThat(count.inhibitedOfTestable()).isLessThan(0.04);
    }

    private static int poisson(RandomSequence draws, double mean) {
        int n = 0;
        for (double sum = draws.exponential(); sum < mean; sum += draws.exponential()) {
            n++;
        }
        return n;
    }

    @Test
    void aBurstBeginsWhereItBegins() {
        // 20 Hz from -1 s on, 200 Hz from 500 to 700 ms.
        double[] burst = DoubleStream.concat(DoubleStream.iterate(-1000, t -> t < 500, t -> t + 50),
            DoubleStream.iterate(500, t -> t < 700, t -> t + 5)).toArray();
        assertThat(ResponseCount.onset_ms(burst, 20, 0, 1000, -1000)).isCloseTo(500, within(20.0));
        // 100 Hz that stop at 500 ms.
        double[] pause = DoubleStream.iterate(-1000, t -> t < 500, t -> t + 10).toArray();
        assertThat(ResponseCount.onset_ms(pause, 100, 0, 1000, -1000)).isBetween(490.0, 600.0);
        double[] steady = DoubleStream.iterate(-1000, t -> t < 1000, t -> t + 20).toArray();
        assertThat(ResponseCount.onset_ms(steady, 50, 0, 1000, -1000)).isNaN();
    }
}
