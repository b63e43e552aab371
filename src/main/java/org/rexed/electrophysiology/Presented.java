package org.rexed.electrophysiology;

import org.rexed.circuit.Site;
import org.rexed.nociception.Stimulus;

/**
 * A stimulus with what a recording has to know about it; times count from its onset.
 *
 * @param stimulus what happens to the skin
 * @param site where; null for none
 * @param end_ms when it ends; infinite if it lasts as long as the recording
 * @param pulses_ms times of single pulses, the first at 0; empty for others
 * @param unit unit of its intensity; empty if it has none
 */
record Presented(Stimulus stimulus, Site site, double end_ms, double[] pulses_ms, String unit) {}
