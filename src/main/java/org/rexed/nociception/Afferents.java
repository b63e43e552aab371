package org.rexed.nociception;

import java.util.Arrays;
import org.rexed.random.RandomKey;
import org.rexed.random.RandomSequence;

/**
 * All primary afferent fibres of a circuit as columns: where they end in the skin, what excites them, and their spikes
 * during a probe. A fibre's drive is proportional to the stimulus above its threshold, adapts with one time constant,
 * and fires as an inhomogeneous Poisson process (its integrated rate crosses exponentially distributed levels).
 */
public final class Afferents {
    private static final int STEPS_PER_UPDATE = 10;
    private static final double UPDATE_ms = 1.0;
    private static final double HAZARD_PER_STEP = UPDATE_ms / STEPS_PER_UPDATE / 1000;
    private final AfferentSpec[] spec;
    private final double[] x_mm;
    private final double[] y_mm;
    private final long[] identity;
    private final double[] heatThreshold_C;
    private final double[] forceThreshold_mN;
    private final double[] maximum_Hz;
    private final double[] ongoing_Hz;
    private final double[] adaptation;
    private final double[] adaptationRate;
    private final double[] share;
    private final double[] drive_Hz;
    private final double[] adapted_Hz;
    private final double[] hazardPerStep;
    private double[] hazard;
    /** Work space: hazards at the end of the millisecond under way. */
    private double[] hazardAhead;
    private final double[] level;
    private final int[] spikes;
    private final int[] candidates;
    private int candidateCount;
    private double drivenBy;
    private boolean rested;
    private Stimulus stimulus = Stimulus.none();
    private RandomKey chance;

    /**
     * Draws the individual thresholds.
     *
     * @param spec class of each fibre
     * @param x_mm receptive field on the skin map
     * @param y_mm receptive field on the skin map
     * @param keys random key of each fibre
     * @param identity number that names each fibre in the draws of a probe
     */
    public Afferents(AfferentSpec[] spec, double[] x_mm, double[] y_mm, RandomKey[] keys, long[] identity) {
        int n = spec.length;
        this.spec = spec;
        this.x_mm = x_mm;
        this.y_mm = y_mm;
        this.identity = identity;
        heatThreshold_C = new double[n];
        forceThreshold_mN = new double[n];
        maximum_Hz = new double[n];
        ongoing_Hz = new double[n];
        adaptation = new double[n];
        adaptationRate = new double[n];
        share = new double[n];
        drive_Hz = new double[n];
        adapted_Hz = new double[n];
        hazardPerStep = new double[n];
        hazard = new double[n];
        hazardAhead = new double[n];
        level = new double[n];
        spikes = new int[n];
        candidates = new int[n];
        for (int i = 0; i < n; i++) {
            RandomSequence draws = keys[i].sequence();
            heatThreshold_C[i] = spec[i].heatThreshold_C() + spec[i].heatThresholdSpread_C() * draws.gaussian();
            forceThreshold_mN[i] =
                    spec[i].forceThreshold_mN() + spec[i].forceThresholdSpread_mN() * draws.uniform(-1, 1);
            maximum_Hz[i] = spec[i].maximum_Hz();
            ongoing_Hz[i] = spec[i].ongoing_Hz();
            adaptation[i] = spec[i].adaptation();
            adaptationRate[i] = UPDATE_ms / spec[i].adaptation_ms();
        }
    }

    /** Number of fibres. */
    public int count() {
        return spec.length;
    }

    /** Heat threshold of a fibre in degrees Celsius. */
    public double heatThreshold_C(int fibre) {
        return heatThreshold_C[fibre];
    }

    /** Force threshold of a fibre in mN. */
    public double forceThreshold_mN(int fibre) {
        return forceThreshold_mN[fibre];
    }

    /** Starts a probe: fibres rested, with their own draws for this probe. */
    public void begin(Stimulus newStimulus, RandomKey probeChance) {
        stimulus = newStimulus;
        chance = probeChance;
        Arrays.fill(adapted_Hz, 0);
        Arrays.fill(hazard, 0);
        Arrays.fill(spikes, 0);
        candidateCount = 0;
        drivenBy = Double.NaN;
        rested = true;
        for (int i = 0; i < spec.length; i++) {
            share[i] = stimulus.share(x_mm[i], y_mm[i]);
            level[i] = drawLevel(i);
        }
    }

    private double drawLevel(int fibre) {
        return -StrictMath.log(1.0 - chance.uniform(identity[fibre], spikes[fibre]));
    }

    /**
     * Advances all fibres by one step of 0.1 ms. Steps must come in turn: rates change only each millisecond, so all
     * fibres are taken through it at once, and only the few whose hazard then passes their level go step by step.
     *
     * @param step number of the step
     * @param fired receives the numbers of the fibres that fire, rising
     * @return how many fired
     */
    public int advance(int step, int[] fired) {
        if (step % STEPS_PER_UPDATE == 0) {
            updateRates(step / STEPS_PER_UPDATE * UPDATE_ms);
            integrate();
        }
        int count = 0;
        for (int c = 0; c < candidateCount; c++) {
            int i = candidates[c];
            hazard[i] += hazardPerStep[i];
            if (hazard[i] >= level[i]) {
                hazard[i] -= level[i];
                spikes[i]++;
                level[i] = drawLevel(i);
                fired[count++] = i;
            }
        }
        return count;
    }

    /** Takes all fibres to the end of the millisecond, except candidates: those that reach their level in it. */
    private void integrate() {
        double[] from = hazard;
        double[] rate = hazardPerStep;
        double[] to = hazardAhead;
        for (int i = 0; i < to.length; i++) {
            double r = rate[i];
            // Ten additions, not one product: the same roundings as step by step.
            to[i] = from[i] + r + r + r + r + r + r + r + r + r + r;
        }
        candidateCount = 0;
        for (int i = 0; i < to.length; i++) {
            if (to[i] >= level[i]) {
                candidates[candidateCount++] = i;
                to[i] = from[i];
            }
        }
        hazardAhead = from;
        hazard = to;
    }

    private void updateRates(double time_ms) {
        double change = stimulus.intensity(time_ms) - stimulus.resting();
        if (change != drivenBy) {
            drivenBy = change;
            updateDrive(stimulus.resting(), change);
        } else if (rested) {
            return;
        }
        for (int i = 0; i < drive_Hz.length; i++) {
            adapted_Hz[i] += (drive_Hz[i] - adapted_Hz[i]) * adaptationRate[i];
        }
        for (int i = 0; i < drive_Hz.length; i++) {
            double rate_Hz = ongoing_Hz[i] + Math.max(0, drive_Hz[i] - adaptation[i] * adapted_Hz[i]);
            hazardPerStep[i] = rate_Hz * HAZARD_PER_STEP;
        }
    }

    private void updateDrive(double resting, double change) {
        Modality modality = stimulus.modality();
        for (int i = 0; i < drive_Hz.length; i++) {
            double intensity = resting + change * share[i];
            double drive = switch (modality) {
                case HEAT -> spec[i].heatGain_Hz_per_C() * Math.max(0, intensity - heatThreshold_C[i]);
                case FORCE -> intensity > forceThreshold_mN[i] ? spec[i].forceGain_Hz_per_mN() * intensity : 0;
                case NONE -> 0;
            };
            drive_Hz[i] = Math.min(maximum_Hz[i], drive);
            rested &= drive_Hz[i] == 0;
        }
    }
}
