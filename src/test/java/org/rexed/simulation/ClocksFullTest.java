package org.rexed.simulation;

import org.junit.jupiter.api.Tag;

/**
 * The clocks in a dozen animals: 1 % and two standard errors of the paired difference, since other spells of activity
 * mean another chance.
 */
@Tag("long")
class ClocksFullTest extends Clocks {
    ClocksFullTest() {
        super(12, 4, 0.01, 2);
    }
}
