package org.rexed.nociception;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.rexed.random.RandomKey;
import org.rexed.random.RandomSequence;

/**
 * All primary afferent fibres of a circuit as columns: where they end in the skin, what excites them, and their spikes
 * during a probe. A fibre's drive is proportional to the stimulus beyond its threshold, adapts with one time constant,
 * and fires as an inhomogeneous Poisson process (its integrated rate crosses exponentially distributed levels);
 * electrical pulses make it fire once each. A spike counts when it arrives in the cord: each fibre answers to the
 * stimulus as it was one lag (path over its own conduction velocity) before.
 */
public final class Afferents {
    /** Skin that gets less than this share of a stimulus does not feel it. */
    private static final double LEAST_SHARE = 1e-4;

    private final AfferentSpec[] spec;
    private final double[] x_mm;
    private final double[] y_mm;
    private final long[] identity;
    private final int stepsPerMillisecond;
    private final double[] heatThreshold_C;
    private final double[] coldThreshold_C;
    private final double[] forceThreshold_mN;
    private final double[] electricalThreshold;
    private final double[] conduction_ms;
    private final double[] hazardOfRest;
    private final double[] adapted_Hz;
    private final double[] hazardPerStep;
    private double[] hazard;
    /** Work space: hazards at the end of the millisecond under way. */
    private double[] hazardAhead;
    private final double[] level;
    private final int[] spikes;
    private final int[] candidates;
    private int candidateCount;

    private Stimulus stimulus = Stimulus.none();
    private RandomKey chance;
    /** The fibres the stimulus reaches, what share of it, and how many ms later it shows in the cord. */
    private int[] reached = new int[0];
    private double[] share = new double[0];
    private int[] lag_ms = new int[0];
    /** Intensities of the last milliseconds, one for each, in a ring whose length is a power of 2. */
    private double[] history = new double[1];
    private boolean rested;
    private Volley[] volleys = new Volley[0];
    private int nextVolley;

    /** An electrically evoked spike and the step of its arrival. */
    private record Volley(int step, int fibre) {}

    /**
     * Draws the individual thresholds and velocities.
     *
     * @param spec class of each fibre
     * @param x_mm receptive field on the skin map
     * @param y_mm receptive field on the skin map
     * @param path_mm length of the nerve from skin to cord
     * @param keys random key of each fibre
     * @param identity number that names each fibre in the draws of a probe
     * @param stepsPerMillisecond steps of the fast clock in a millisecond
     */
    public Afferents(
            AfferentSpec[] spec,
            double[] x_mm,
            double[] y_mm,
            double path_mm,
            RandomKey[] keys,
            long[] identity,
            int stepsPerMillisecond) {
        int n = spec.length;
        this.spec = spec;
        this.x_mm = x_mm;
        this.y_mm = y_mm;
        this.identity = identity;
        this.stepsPerMillisecond = stepsPerMillisecond;
        heatThreshold_C = new double[n];
        coldThreshold_C = new double[n];
        forceThreshold_mN = new double[n];
        electricalThreshold = new double[n];
        conduction_ms = new double[n];
        hazardOfRest = new double[n];
        adapted_Hz = new double[n];
        hazardPerStep = new double[n];
        hazard = new double[n];
        hazardAhead = new double[n];
        level = new double[n];
        spikes = new int[n];
        candidates = new int[n];
        for (int i = 0; i < n; i++) {
            AfferentSpec s = spec[i];
            RandomSequence draws = keys[i].sequence();
            heatThreshold_C[i] = s.heat().threshold() + s.heat().spread() * draws.gaussian();
            forceThreshold_mN[i] = s.force().threshold() + s.force().spread() * draws.uniform(-1, 1);
            coldThreshold_C[i] = s.cold().threshold() + s.cold().spread() * draws.gaussian();
            double velocity = s.velocity_m_per_s() * StrictMath.exp(s.velocitySpread() * draws.gaussian());
            conduction_ms[i] = path_mm / velocity;
            electricalThreshold[i] =
                    s.electricalThreshold() * StrictMath.exp(s.electricalSpread() * draws.gaussian());
            hazardOfRest[i] = perStep(s.ongoing_Hz());
        }
    }

    private double perStep(double rate_Hz) {
        return rate_Hz / 1000 / stepsPerMillisecond;
    }

    /** Number of fibres. */
    public int count() {
        return spec.length;
    }

    /** Heat threshold of a fibre in degrees Celsius. */
    public double heatThreshold_C(int fibre) {
        return heatThreshold_C[fibre];
    }

    /** Cold threshold of a fibre in degrees Celsius. */
    public double coldThreshold_C(int fibre) {
        return coldThreshold_C[fibre];
    }

    /** Force threshold of a fibre in mN. */
    public double forceThreshold_mN(int fibre) {
        return forceThreshold_mN[fibre];
    }

    /** Electrical threshold of a fibre in multiples of the mean A-beta threshold. */
    public double electricalThreshold(int fibre) {
        return electricalThreshold[fibre];
    }

    /** Time a spike of a fibre takes from the skin to the cord, in ms. */
    public double conduction_ms(int fibre) {
        return conduction_ms[fibre];
    }

    /** Starts a probe: fibres rested, with their own draws for this probe. */
    public void begin(Stimulus newStimulus, RandomKey probeChance) {
        stimulus = newStimulus;
        chance = probeChance;
        Arrays.fill(adapted_Hz, 0);
        Arrays.fill(hazard, 0);
        Arrays.fill(spikes, 0);
        System.arraycopy(hazardOfRest, 0, hazardPerStep, 0, hazardPerStep.length);
        candidateCount = 0;
        rested = true;
        for (int i = 0; i < spec.length; i++) {
            level[i] = drawLevel(i);
        }
        reach();
        volleys = volleys();
        nextVolley = 0;
    }

    /** Finds the fibres the stimulus reaches. */
    private void reach() {
        double[] shares = new double[spec.length];
        int[] lags = new int[spec.length];
        int count = 0;
        int longest_ms = 0;
        reached = new int[spec.length];
        for (int i = 0; i < spec.length; i++) {
            double part = stimulus.share(x_mm[i], y_mm[i]);
            if (part >= LEAST_SHARE) {
                reached[count] = i;
                shares[count] = part;
                lags[count] = (int) StrictMath.round(conduction_ms[i] + stimulus.arrival_ms(x_mm[i], y_mm[i]));
                longest_ms = Math.max(longest_ms, lags[count++]);
            }
        }
        reached = Arrays.copyOf(reached, count);
        share = Arrays.copyOf(shares, count);
        lag_ms = Arrays.copyOf(lags, count);
        history = new double[Integer.highestOneBit(longest_ms + 1) * 2];
        Arrays.fill(history, stimulus.resting());
    }

    /** All electrically evoked spikes in order of their arrival. */
    private Volley[] volleys() {
        double[] pulses_ms = stimulus.pulses_ms();
        List<Volley> all = new ArrayList<>();
        for (int r = 0; r < reached.length && pulses_ms.length > 0; r++) {
            int i = reached[r];
            double fired_ms = Double.NEGATIVE_INFINITY;
            for (double pulse_ms : pulses_ms) {
                boolean recruited = stimulus.intensity(pulse_ms) * share[r] >= electricalThreshold[i];
                if (recruited && pulse_ms - fired_ms >= spec[i].refractory_ms()) {
                    fired_ms = pulse_ms;
                    double arrival_ms = pulse_ms + conduction_ms[i];
                    all.add(new Volley((int) StrictMath.round(arrival_ms * stepsPerMillisecond), i));
                }
            }
        }
        all.sort(Comparator.comparingInt(Volley::step).thenComparingInt(Volley::fibre));
        return all.toArray(new Volley[0]);
    }

    private double drawLevel(int fibre) {
        return -StrictMath.log(1.0 - chance.uniform(identity[fibre], spikes[fibre]));
    }

    /**
     * Advances all fibres by one step. Steps must come in turn: rates change only each millisecond, so all fibres are
     * taken through it at once, and only the few whose hazard then passes their level go step by step.
     *
     * @param step number of the step
     * @param fired receives the numbers of the fibres whose spikes arrive, rising
     * @return how many
     */
    public int advance(int step, int[] fired) {
        if (step % stepsPerMillisecond == 0) {
            updateRates(step / stepsPerMillisecond);
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
        int spontaneous = count;
        while (nextVolley < volleys.length && volleys[nextVolley].step() <= step) {
            int i = volleys[nextVolley++].fibre();
            if (Arrays.binarySearch(fired, 0, spontaneous, i) < 0) {
                fired[count++] = i;
            }
        }
        if (count > spontaneous) {
            Arrays.sort(fired, 0, count);
        }
        return count;
    }

    /** Takes all fibres to the end of the millisecond, except candidates: those that reach their level in it. */
    private void integrate() {
        double[] from = hazard;
        double[] rate = hazardPerStep;
        double[] to = hazardAhead;
        double steps = stepsPerMillisecond;
        for (int i = 0; i < to.length; i++) {
            to[i] = from[i] + rate[i] * steps;
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

    private void updateRates(int time_ms) {
        Modality modality = stimulus.modality();
        if (modality == Modality.NONE || modality == Modality.ELECTRICAL) {
            return;
        }
        int ring = history.length - 1;
        double now = stimulus.intensity(time_ms);
        history[time_ms & ring] = now;
        double resting = stimulus.resting();
        rested &= now == resting;
        if (rested) {
            return;
        }
        for (int r = 0; r < reached.length; r++) {
            int i = reached[r];
            double change = history[time_ms - lag_ms[r] & ring] - resting;
            double drive_Hz = drive_Hz(modality, i, resting + change * share[r]);
            AfferentSpec s = spec[i];
            Adaptation adaptation = modality == Modality.FORCE ? s.mechanical() : s.thermal();
            adapted_Hz[i] += (drive_Hz - adapted_Hz[i]) / adaptation.time_ms();
            double answer_Hz = Math.max(0, drive_Hz - adaptation.share() * adapted_Hz[i]);
            hazardPerStep[i] = hazardOfRest[i] + perStep(answer_Hz);
        }
    }

    private double drive_Hz(Modality modality, int i, double intensity) {
        AfferentSpec s = spec[i];
        double drive;
        if (modality == Modality.FORCE) {
            double felt_mN = s.coding() == ForceCoding.PLATEAU ? Math.min(intensity, s.forcePlateau_mN()) : intensity;
            drive = intensity > forceThreshold_mN[i] ? s.force().gain_Hz() * felt_mN : 0;
        } else {
            drive = s.heat().gain_Hz() * Math.max(0, intensity - heatThreshold_C[i])
                    + s.cold().gain_Hz() * Math.max(0, coldThreshold_C[i] - intensity);
        }
        return Math.min(s.maximum_Hz(), drive);
    }
}
