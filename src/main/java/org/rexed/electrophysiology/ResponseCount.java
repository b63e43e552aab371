package org.rexed.electrophysiology;

import java.util.Arrays;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;

/**
 * How a class of cells responded, judged cell by cell and as a whole. A response is a change of rate between the
 * baseline and the response phase that chance alone would rarely make: given the spikes of both, those of the response
 * phase are binomial with the share of its length (conditional test of two Poisson rates, Przyborowski and Wilenski
 * 1940), with half the significance on each side.
 */
final class ResponseCount {
    private static final double EARLIEST_CHANCE = 0.001;
    /** Sums over which the course of a class is followed, and steps in which it is. */
    private static final double SPAN_ms = 100;
    private static final double STEP_ms = 10;

    /** What changed. */
    enum Change {
        /** More spikes than chance gives. */
        EXCITED,
        /** Fewer. */
        INHIBITED,
        /** Neither. */
        UNCHANGED
    }

    private final double significance;
    private final int[] cells = new int[Change.values().length];
    private final int[] whole = new int[Change.values().length];
    private int testable;
    private int trials;
    private double onsets_ms;
    private int onsetCount;

    ResponseCount(double significance) {
        this.significance = significance;
    }

    /**
     * Whether a rate changed.
     *
     * @param before spikes of the baseline
     * @param after spikes of the response phase
     * @param share length of the response phase over that of both
     */
    static Change judge(int before, int after, double share, double significance) {
        int all = before + after;
        if (all == 0) {
            return Change.UNCHANGED;
        }
        BinomialDistribution chance = new BinomialDistribution(null, all, share);
        if (after > 0 && 1 - chance.cumulativeProbability(after - 1) < significance / 2) {
            return Change.EXCITED;
        }
        return chance.cumulativeProbability(after) < significance / 2 ? Change.INHIBITED : Change.UNCHANGED;
    }

    /**
     * Adds a trial.
     *
     * @param before spikes of each living cell in the baseline
     * @param after the same in the response phase
     * @param share length of the response phase over that of both
     * @return what the class as a whole did
     */
    Change add(int[] before, int[] after, double share) {
        for (int i = 0; i < before.length; i++) {
            cells[judge(before[i], after[i], share, significance).ordinal()]++;
            testable += judge(before[i], 0, share, significance) == Change.INHIBITED ? 1 : 0;
        }
        Change all = judge(sum(before), sum(after), share, significance);
        whole[all.ordinal()]++;
        trials++;
        return all;
    }

    private static int sum(int[] counts) {
        return Arrays.stream(counts).sum();
    }

    /** Adds the onset of a trial's response relative to the first motor spike; NaN counts as none. */
    void addOnset(double onset_ms) {
        if (!Double.isNaN(onset_ms)) {
            onsets_ms += onset_ms;
            onsetCount++;
        }
    }

    /** Share of cells and trials with that change. */
    double share(Change change) {
        return (double) cells[change.ordinal()] / Arrays.stream(cells).sum();
    }

    /** Share of trials in which the class as a whole changed so. */
    double wholeShare(Change change) {
        return (double) whole[change.ordinal()] / trials;
    }

    /** Share of inhibited ones among cells and trials that fired enough before to show it. */
    double inhibitedOfTestable() {
        return (double) cells[Change.INHIBITED.ordinal()] / testable;
    }

    /** Mean onset of the response relative to the first motor spike in ms; NaN if there was none. */
    double onset_ms() {
        return onsets_ms / onsetCount;
    }

    /**
     * When a response began: from the window of 100 ms with the strongest change (chance below 0.001), back to the
     * last window that lay on the other side of the baseline mean. Its end is the onset, so it is found late rather
     * than early.
     *
     * @param spikes_ms spikes of all cells together, rising
     * @param rate_Hz baseline rate of all cells together
     * @param from_ms where the response phase begins
     * @param until_ms where it ends
     * @param earliest_ms where the recording begins
     */
    static double onset_ms(double[] spikes_ms, double rate_Hz, double from_ms, double until_ms, double earliest_ms) {
        double expected = rate_Hz * SPAN_ms / 1000;
        int windows = (int) ((until_ms - earliest_ms - SPAN_ms) / STEP_ms) + 1;
        if (windows < 1 || !(expected > 0)) {
            return Double.NaN;
        }
        int[] count = new int[windows];
        int first = 0;
        int last = 0;
        int strongest = -1;
        for (int w = 0; w < windows; w++) {
            double begin_ms = earliest_ms + w * STEP_ms;
            while (first < spikes_ms.length && spikes_ms[first] < begin_ms) {
                first++;
            }
            while (last < spikes_ms.length && spikes_ms[last] < begin_ms + SPAN_ms) {
                last++;
            }
            count[w] = last - first;
            boolean inside = begin_ms + SPAN_ms > from_ms;
            if (inside && (strongest < 0 || Math.abs(count[w] - expected) > Math.abs(count[strongest] - expected))) {
                strongest = w;
            }
        }
        if (strongest < 0 || chance(count[strongest], expected) >= EARLIEST_CHANCE) {
            return Double.NaN;
        }
        boolean up = count[strongest] > expected;
        int w = strongest;
        while (w > 0 && (up ? count[w] > expected : count[w] < expected)) {
            w--;
        }
        return earliest_ms + w * STEP_ms + SPAN_ms;
    }

    /** Chance of a Poisson count at least as far out on its side. */
    private static double chance(int count, double expected) {
        PoissonDistribution poisson = new PoissonDistribution(null, expected,
            PoissonDistribution.DEFAULT_EPSILON,
            PoissonDistribution.DEFAULT_MAX_ITERATIONS);
        return count > expected ? 1 - poisson.cumulativeProbability(count - 1) : poisson.cumulativeProbability(count);
    }
}
