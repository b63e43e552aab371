package org.rexed.calibration;

import java.util.List;

/** One value, from the very animals that are fitted: the search alone is under test. */
class SimulatedRecoveryTest extends SimulatedRecovery {
    SimulatedRecoveryTest() {
        super(1, 16, 1, List.of(180.0), 1.25, false);
    }
}
