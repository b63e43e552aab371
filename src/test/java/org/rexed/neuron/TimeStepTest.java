package org.rexed.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Steps and milliseconds. */
class TimeStepTest {
    @Test
    void aMillisecondHasTenStepsUnlessToldOtherwise() {
        assertThat(TimeStep.DEFAULT.step_ms()).isEqualTo(0.1);
        assertThat(TimeStep.DEFAULT.steps(3)).isEqualTo(30);
        assertThat(TimeStep.DEFAULT.steps(0.3)).isEqualTo(3);
        assertThat(TimeStep.DEFAULT.time_ms(7)).isEqualTo(0.7);
        assertThat(new TimeStep(20).step_ms()).isEqualTo(0.05);
        assertThat(new TimeStep(20).steps(0.3)).isEqualTo(6);
    }

    @Test
    void refusesStepsLongerThanAMillisecond() {
        assertThatThrownBy(() -> new TimeStep(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
