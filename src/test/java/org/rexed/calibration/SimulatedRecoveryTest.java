package org.rexed.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One value, from the very animals that are fitted: the search alone is under test. */
class SimulatedRecoveryTest extends SimulatedRecovery {
    SimulatedRecoveryTest() {
        super(1, 14, 1, List.of(180.0), 1.25, false);
    }

    @Test
    void anAnimalThatIsFollowedNoLongerThanNeededIsReadTheSame() throws IOException {
        double[] all = predicted(1, 180, List.of("morphine-2-at-60", "morphine-2-at-150"));
        double[] early = predicted(1, 180, List.of("morphine-2-at-60"));
        assertThat(early).isEqualTo(Arrays.copyOf(all, 1));
    }
}
