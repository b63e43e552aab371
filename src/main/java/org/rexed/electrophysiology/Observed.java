package org.rexed.electrophysiology;

import java.util.List;

/**
 * What the recordings of one circuit under one condition showed. First index is the level, second the group of cells;
 * NaN stands for what was not recorded.
 *
 * @param rate_Hz by phase: mean over cells
 * @param median_Hz by phase: median over cells
 * @param histogram_Hz by bin: mean over cells
 * @param evoked by pulse and window: spikes of a cell, mean over cells and trials
 * @param responses how cells responded; null if that is not asked
 * @param withdrawals every trial's withdrawal, in order
 * @param spikes every trial's spikes, in order; empty if they are not kept
 * @param traces membrane potentials
 * @param cells recorded cells of each group
 */
record Observed(double[][][] rate_Hz, double[][][] median_Hz, double[][][] histogram_Hz, double[][][][] evoked,
                ResponseCount[][] responses, List<Reaction> withdrawals, List<Spikes> spikes, List<Potential> traces,
                int[][] cells) {
    /**
     * Withdrawal of the limb in one trial.
     *
     * @param level number of the level
     * @param trial number of the trial from 0
     * @param latency_s time from the onset; the time recorded if censored
     * @param intensity of the stimulus at that time
     * @param censored whether the limb stayed
     */
    record Reaction(int level, int trial, double latency_s, double intensity, boolean censored) {}

    /**
     * Spikes of the recorded cells in one trial, group by group.
     *
     * @param group group of each spike
     * @param neuron number of each neuron
     * @param time_ms time of each spike
     */
    record Spikes(int level, int trial, int[] group, int[] neuron, double[] time_ms) {}

    /**
     * Membrane potential of one cell in the first trial.
     *
     * @param spike whether the cell fired in the time before each sample
     */
    record Potential(int level, int neuron, Group group, double[] time_ms, double[] potential_mV, boolean[] spike) {}

    /** The same without what has been written already. */
    Observed withoutSeries() {
        return new Observed(rate_Hz, median_Hz, histogram_Hz, evoked, responses, withdrawals, List.of(), List.of(),
            cells);
    }
}
