package org.rexed.recording;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which reading belongs to a planned time, and what it is of the baseline. */
class ObservationTest {
    @Test
    void aReadingIsThatOfThePlannedTimeBeforeItsTick() {
        assertThat(Observation.isOf(60, 60, 5)).isTrue();
        assertThat(Observation.isOf(60, 57, 5)).as("off the grid of ticks").isTrue();
        assertThat(Observation.isOf(60, 55, 5)).as("a tick early enough for itself").isFalse();
        assertThat(Observation.isOf(60, 61, 5)).as("never before its time").isFalse();
        assertThat(Observation.isOf(0.1 + 0.2, 0.3, 1)).as("rounding").isTrue();
    }

    @Test
    void noPercentOfABaselineOfNothing() {
        assertThat(new Observation(1, "pinprick-area", "left-foot", 3, "cm2", 0, false).percentOfBaseline()).isNaN();
        assertThat(new Observation(1, "hargreaves", "left-hindpaw", 3, "s", 12, false).percentOfBaseline())
                .isEqualTo(25);
    }
}
