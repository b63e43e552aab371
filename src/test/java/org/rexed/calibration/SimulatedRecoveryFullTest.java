package org.rexed.calibration;

import java.util.List;
import org.junit.jupiter.api.Tag;

/** Several values, from other animals than those that are fitted; the profile interval must hold each. */
@Tag("long")
class SimulatedRecoveryFullTest extends SimulatedRecovery {
    SimulatedRecoveryFullTest() {
        super(4, 40, 77, List.of(180.0, 700.0), 1.6, true);
    }
}
