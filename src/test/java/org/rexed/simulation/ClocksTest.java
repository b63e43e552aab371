package org.rexed.simulation;

/** The clocks in two animals, in which the chance of spells alone reaches a fifth; the rest is held to 1 %. */
class ClocksTest extends Clocks {
    ClocksTest() {
        super(2, 3, 0.25, 0);
    }
}
