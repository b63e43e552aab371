package org.rexed.nociception;

import java.util.Arrays;
import java.util.List;

/**
 * Transduction of a stimulus on the skin by all fibres, advanced each millisecond: what they feel, which is the
 * stimulus as it was one lag ago, the drive beyond threshold, and its adaptation. Loops run over fibres of one class,
 * whose constants stay outside them, and do one thing each, so that the compiler can take several fibres at once.
 */
final class Sense {
    /** Keeps traces from becoming denormal numbers after a stimulus; far below any rate. */
    static final double FLOOR_Hz = 1e-30;

    private final Stimulus stimulus;
    private final Run[] runs;
    private final double[] heatThreshold_C;
    private final double[] coldThreshold_C;
    private final double[] forceThreshold_mN;
    private final double[] transduction;
    private final double[] share;
    private final int[] lag_ms;
    private final int longest_ms;
    /** Changes of the last milliseconds, one for each, in a ring whose length is a power of 2. */
    private final double[] ring;
    private double latest;
    private int changed_ms = Integer.MIN_VALUE / 2;
    private final double[] felt;
    private final double[] drive_Hz;
    private final double[] first_Hz;
    private final double[] slow_Hz;
    private boolean driven;

    /** Fibres at rest before a stimulus, with their present thresholds. */
    Sense(Stimulus stimulus, List<Run> runs, Afferents.Fibres fibres, Afferents.Modulation modulation) {
        this.stimulus = stimulus;
        this.runs = runs.toArray(Run[]::new);
        coldThreshold_C = fibres.coldThreshold_C();
        int n = coldThreshold_C.length;
        heatThreshold_C = new double[n];
        forceThreshold_mN = new double[n];
        for (int i = 0; i < n; i++) {
            heatThreshold_C[i] = fibres.heatThreshold_C()[i] + modulation.heatShift_K()[i];
            forceThreshold_mN[i] = fibres.forceThreshold_mN()[i] * modulation.forceFactor()[i];
        }
        transduction = Arrays.copyOf(modulation.transduction(), n);
        share = new double[n];
        lag_ms = new int[n];
        felt = new double[n];
        drive_Hz = new double[n];
        first_Hz = new double[n];
        slow_Hz = new double[n];
        int longest = 0;
        for (Run run : runs) {
            for (int i = run.from(); i < run.to(); i++) {
                double x = fibres.x_mm()[i];
                double y = fibres.y_mm()[i];
                share[i] = stimulus.share(x, y);
                lag_ms[i] = (int) StrictMath.round(fibres.conduction_ms()[i] + stimulus.arrival_ms(x, y));
                longest = Math.max(longest, lag_ms[i]);
            }
        }
        longest_ms = longest;
        ring = new double[Integer.highestOneBit(longest + 1) * 2];
    }

    /** Takes the drive to the next millisecond; false while no fibre has been driven yet. */
    boolean update(int ms) {
        double change = stimulus.intensity(ms) - stimulus.resting();
        ring[ms & ring.length - 1] = change;
        if (change != latest) {
            latest = change;
            changed_ms = ms;
        }
        if (ms - changed_ms <= longest_ms) {
            for (Run run : runs) {
                feel(run, ms);
                drive(run);
                for (int i = run.from(); i < run.to() && !driven; i++) {
                    driven = drive_Hz[i] > 0;
                }
            }
        }
        return driven;
    }

    private void feel(Run run, int ms) {
        double[] changes = ring;
        int[] lag = lag_ms;
        double[] part = share;
        double[] here = felt;
        int mask = changes.length - 1;
        double resting = stimulus.resting();
        int to = run.to();
        for (int i = run.from(); i < to; i++) {
            here[i] = resting + changes[ms - lag[i] & mask] * part[i];
        }
    }

    private void drive(Run run) {
        AfferentSpec spec = run.spec();
        double maximum_Hz = spec.maximum_Hz();
        int to = run.to();
        if (stimulus.modality() == Modality.FORCE) {
            double gain = spec.force().gain_Hz();
            double offset_mN = spec.forceOffset_mN();
            double limit_mN =
                    spec.coding() == ForceCoding.PLATEAU ? spec.forcePlateau_mN() : Double.POSITIVE_INFINITY;
            for (int i = run.from(); i < to; i++) {
                double line_Hz = gain * Math.max(0, Math.min(felt[i], limit_mN) - offset_mN);
                drive_Hz[i] = felt[i] > forceThreshold_mN[i] ? Math.min(maximum_Hz, line_Hz) : 0;
            }
        } else {
            double heatGain = spec.heat().gain_Hz();
            double coldGain = spec.cold().gain_Hz();
            for (int i = run.from(); i < to; i++) {
                double warm_Hz = heatGain * Math.max(0, felt[i] - heatThreshold_C[i]);
                double cold_Hz = coldGain * Math.max(0, coldThreshold_C[i] - felt[i]);
                drive_Hz[i] = Math.min(maximum_Hz, warm_Hz + cold_Hz);
            }
        }
    }

    /** Adapts by a millisecond and sets the rates of the fibres that feel the stimulus. */
    void rates(double[] ongoing_Hz, double[] rate_Hz) {
        for (Run run : runs) {
            double towardsDrive = run.towardsDrive();
            double towardsFirst = run.towardsFirst();
            double share = run.adaptation().share();
            double slowShare = run.adaptation().slowShare();
            int to = run.to();
            for (int i = run.from(); i < to; i++) {
                double drive = drive_Hz[i];
                double first = first_Hz[i] + (drive - first_Hz[i]) * towardsDrive + FLOOR_Hz;
                double slow = slow_Hz[i] + (first - slow_Hz[i]) * towardsFirst;
                first_Hz[i] = first;
                slow_Hz[i] = slow;
                double evoked_Hz = Math.max(0, drive - share * first - slowShare * slow);
                rate_Hz[i] = ongoing_Hz[i] + transduction[i] * evoked_Hz;
            }
        }
    }
}
