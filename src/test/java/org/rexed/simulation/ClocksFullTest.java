package org.rexed.simulation;

import org.junit.jupiter.api.Tag;

/** The clocks in enough animals for the bound of one percent on every variable and reading. */
@Tag("long")
class ClocksFullTest extends Clocks {
    ClocksFullTest() {
        super(24, 5, 0.01);
    }
}
