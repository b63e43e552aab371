package org.rexed.checkpoint;

import java.util.List;
import org.rexed.assay.Reading;
import org.rexed.circuit.FiringSummary;

/**
 * All that leaves the millisecond clock when it is asked once.
 *
 * @param firing what the cells did in each probe, in order
 * @param potential_mV mean membrane potential over the probes of ongoing activity; NaN for a test
 * @param reading what a test read; null for ongoing activity
 */
public record Answer(List<FiringSummary> firing, double potential_mV, Reading reading) {}
