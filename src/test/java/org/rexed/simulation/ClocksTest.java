package org.rexed.simulation;

/** The clocks in a few animals, in which chance of the spells alone reaches several percent. */
class ClocksTest extends Clocks {
    ClocksTest() {
        super(4, 0.05);
    }
}
