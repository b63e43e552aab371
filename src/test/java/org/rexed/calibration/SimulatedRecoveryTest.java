package org.rexed.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * One value, less than half of where the search begins, from the very animal that is fitted. Readings of one animal go
 * in steps, so few evaluations come near the value and not to it.
 */
class SimulatedRecoveryTest extends SimulatedRecovery {
    SimulatedRecoveryTest() {
        super(1, 14, 1, List.of(180.0), 1.4, false);
    }

    @Test
    void anAnimalThatIsFollowedNoLongerThanNeededIsReadTheSame() throws IOException {
        double[] all = predicted(1, 180, List.of("morphine-2-at-60", "morphine-2-at-150"));
        double[] early = predicted(1, 180, List.of("morphine-2-at-60"));
        assertThat(early).isEqualTo(Arrays.copyOf(all, 1));
    }
}
