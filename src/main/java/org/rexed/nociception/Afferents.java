package org.rexed.nociception;

import java.util.Arrays;
import org.rexed.random.RandomKey;
import org.rexed.random.RandomSequence;

/**
 * All primary afferent fibres of a circuit as columns: where they end in the skin, what excites them, and their spikes
 * during a probe. A fibre's drive is proportional to the stimulus beyond its threshold and adapts; it fires as an
 * inhomogeneous Poisson process with a refractory time (its integrated rate crosses drawn levels), and electrical
 * pulses make it fire once each. A spike counts when it arrives in the cord: each fibre answers to the stimulus as it
 * was one lag (path over its own conduction velocity) before.
 *
 * <p>Rates change each millisecond whatever the step, so a shorter step only tells the same spikes more precisely.
 */
public final class Afferents {
    private static final double S_PER_ms = 1e-3;
    /** The largest share of a mean interval that may be refractory. */
    private static final double LARGEST_DEAD_SHARE = 0.9;

    private final AfferentSpec[] spec;
    private final long[] identity;
    private final int stepsPerMillisecond;
    private final Fibres fibres;
    private final double[] electricalThreshold;
    /** Ongoing rate of each fibre in this probe. */
    private final double[] ongoing_Hz;
    private final int[] refractory;

    private final double[] rate_Hz;
    /** Integral of the rate to the end of the millisecond under way. */
    private final double[] hazard;
    /** Where the integral has to be for the next spike. */
    private final double[] level;
    private final int[] draws;
    /** First step in which a fibre can fire again. */
    private final int[] ready;
    /** Fibres that fire in the millisecond under way, and the step of each one's next spike. */
    private final int[] candidates;
    private final int[] due;
    private int candidateCount;
    private int firstStep;
    private Sense sense;
    private Volleys volleys;
    private RandomKey chance;

    /** What a stimulus finds: places, conduction times, and thresholds, infinite for what a fibre does not feel. */
    record Fibres(
            double[] x_mm,
            double[] y_mm,
            double[] conduction_ms,
            double[] heatThreshold_C,
            double[] coldThreshold_C,
            double[] forceThreshold_mN) {}

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
        this.identity = identity;
        this.stepsPerMillisecond = stepsPerMillisecond;
        fibres = new Fibres(x_mm, y_mm, new double[n], new double[n], new double[n], new double[n]);
        electricalThreshold = new double[n];
        ongoing_Hz = new double[n];
        refractory = new int[n];
        rate_Hz = new double[n];
        hazard = new double[n];
        level = new double[n];
        draws = new int[n];
        ready = new int[n];
        candidates = new int[n];
        due = new int[n];
        for (int i = 0; i < n; i++) {
            draw(i, keys[i].sequence(), path_mm);
        }
    }

    private void draw(int i, RandomSequence draws, double path_mm) {
        AfferentSpec s = spec[i];
        double heat_C = s.heat().threshold() + s.heat().spread() * draws.gaussian();
        fibres.heatThreshold_C[i] = s.heat().gain_Hz() > 0 ? heat_C : Double.POSITIVE_INFINITY;
        fibres.forceThreshold_mN[i] = s.force().threshold() + s.force().spread() * draws.uniform(-1, 1);
        double cold_C = s.cold().threshold() + s.cold().spread() * draws.gaussian();
        fibres.coldThreshold_C[i] = s.cold().gain_Hz() > 0 ? cold_C : Double.NEGATIVE_INFINITY;
        double velocity = s.velocity_m_per_s() * StrictMath.exp(s.velocitySpread() * draws.gaussian());
        fibres.conduction_ms[i] = path_mm / velocity;
        electricalThreshold[i] = s.electricalThreshold() * StrictMath.exp(s.electricalSpread() * draws.gaussian());
        refractory[i] = Math.max(1, (int) StrictMath.round(s.refractory_ms() * stepsPerMillisecond));
    }

    /** Number of fibres. */
    public int count() {
        return spec.length;
    }

    /** Heat threshold of a fibre in degrees Celsius; infinite if it does not feel heat. */
    public double heatThreshold_C(int fibre) {
        return fibres.heatThreshold_C[fibre];
    }

    /** Cold threshold of a fibre in degrees Celsius; minus infinity if it does not feel cold. */
    public double coldThreshold_C(int fibre) {
        return fibres.coldThreshold_C[fibre];
    }

    /** Force threshold of a fibre in mN. */
    public double forceThreshold_mN(int fibre) {
        return fibres.forceThreshold_mN[fibre];
    }

    /** Electrical threshold of a fibre in multiples of the mean A-beta threshold. */
    public double electricalThreshold(int fibre) {
        return electricalThreshold[fibre];
    }

    /** Time a spike of a fibre takes from the skin to the cord, in ms. */
    public double conduction_ms(int fibre) {
        return fibres.conduction_ms[fibre];
    }

    /**
     * What slow processes do to fibres: columns with an entry for each, of which the first ones are the fibres'.
     *
     * @param heatShift_K shift of the heat threshold
     * @param forceFactor factor on the force threshold
     * @param transduction factor on the rate that a stimulus on the skin evokes
     * @param discharge_Hz ongoing rate beside that of a healthy fibre
     */
    public record Modulation(
            double[] heatShift_K, double[] forceFactor, double[] transduction, double[] discharge_Hz) {
        private void check(int fibre) {
            require(Double.isFinite(heatShift_K[fibre]), "Heat threshold", fibre);
            require(forceFactor[fibre] >= 0 && Double.isFinite(forceFactor[fibre]), "Force threshold", fibre);
            require(transduction[fibre] >= 0 && Double.isFinite(transduction[fibre]), "Transduction", fibre);
            require(discharge_Hz[fibre] >= 0 && Double.isFinite(discharge_Hz[fibre]), "Ongoing discharge", fibre);
        }

        private static void require(boolean right, String what, int fibre) {
            if (!right) {
                throw new ArithmeticException(what + " of neuron " + fibre + " is not a possible number");
            }
        }
    }

    /**
     * Starts a probe: fibres rested, with their own draws for this probe.
     *
     * @param modulation what slow processes do to the fibres; later changes have no effect on this probe
     * @throws ArithmeticException if a modulation is negative or not a number
     */
    public void begin(Stimulus stimulus, Modulation modulation, RandomKey probeChance) {
        chance = probeChance;
        for (int i = 0; i < spec.length; i++) {
            modulation.check(i);
            ongoing_Hz[i] = spec[i].ongoing_Hz() + modulation.discharge_Hz()[i];
        }
        Modality modality = stimulus.modality();
        boolean onSkin = modality == Modality.TEMPERATURE || modality == Modality.FORCE;
        sense = onSkin ? new Sense(stimulus, Run.feeling(modality, spec), fibres, modulation) : null;
        volleys = stimulus.pulses_ms().length == 0
                ? null
                : new Volleys(stimulus, electricalThreshold, fibres, stepsPerMillisecond);
        candidateCount = 0;
        Arrays.fill(hazard, 0);
        Arrays.fill(draws, 0);
        Arrays.fill(ready, 0);
        System.arraycopy(ongoing_Hz, 0, rate_Hz, 0, rate_Hz.length);
        for (int i = 0; i < spec.length; i++) {
            level[i] = drawInterval(i, 0);
        }
    }

    /**
     * A drawn interval to the next spike, as an integral of the rate with mean 1.
     *
     * @param dead share of the mean interval in which the fibre is refractory
     */
    private double drawInterval(int i, double dead) {
        return dead - (1 - dead) * StrictMath.log(1.0 - chance.uniform(identity[i], draws[i]++));
    }

    /**
     * Advances all fibres by one step. Steps must come in turn: rates change only each millisecond, so all fibres are
     * taken through it at once, and only the few that fire in it are looked at step by step.
     *
     * @param step number of the step
     * @param fired receives the numbers of the fibres whose spikes arrive in the cord, rising
     * @return how many they are
     */
    public int advance(int step, int[] fired) {
        if (step % stepsPerMillisecond == 0) {
            firstStep = step;
            updateRates(step / stepsPerMillisecond);
            integrate();
        }
        int count = 0;
        for (int c = 0; c < candidateCount; c++) {
            if (due[c] == step) {
                int i = candidates[c];
                fired[count++] = i;
                fire(i, step);
                due[c] = nextStep(i);
            }
        }
        return count;
    }

    private void updateRates(int ms) {
        if (sense != null && sense.update(ms)) {
            sense.rates(ongoing_Hz, rate_Hz);
        }
    }

    /** Takes the integrals to the end of the millisecond and finds the fibres that fire in it. */
    private void integrate() {
        double[] to = hazard;
        double[] from = rate_Hz;
        for (int i = 0; i < to.length; i++) {
            to[i] += from[i] * S_PER_ms;
        }
        candidateCount = 0;
        int end = firstStep + stepsPerMillisecond;
        int found = volleys == null ? found(to, level, candidates) : found(to, level, candidates, volleys, end);
        for (int f = 0; f < found; f++) {
            int i = candidates[f];
            int next = nextStep(i);
            if (next < end) {
                candidates[candidateCount] = i;
                due[candidateCount++] = next;
            }
        }
    }

    /** Writes the numbers of the fibres that reach their level; returns how many. */
    private static int found(double[] hazard, double[] level, int[] numbers) {
        int count = 0;
        for (int i = 0; i < hazard.length; i++) {
            if (hazard[i] >= level[i]) {
                numbers[count++] = i;
            }
        }
        return count;
    }

    /** The same, and of those that a pulse excites. */
    private static int found(double[] hazard, double[] level, int[] numbers, Volleys volleys, int end) {
        int count = 0;
        for (int i = 0; i < hazard.length; i++) {
            if (hazard[i] >= level[i] || volleys.arrival(i) < end) {
                numbers[count++] = i;
            }
        }
        return count;
    }

    /** The step of the millisecond under way in which a fibre fires next, or one after it. */
    private int nextStep(int i) {
        int natural = hazard[i] >= level[i] ? Math.max(ready[i], crossing(i)) : Integer.MAX_VALUE;
        return volleys == null ? natural : Math.min(natural, volleys.arrivalFrom(i, ready[i]));
    }

    /** The step of the millisecond under way in which the integral of the rate crosses the level. */
    private int crossing(int i) {
        double grown = rate_Hz[i] * S_PER_ms;
        double missing = level[i] - (hazard[i] - grown);
        int steps = missing > 0 ? (int) (missing / grown * stepsPerMillisecond) : 0;
        return firstStep + Math.min(stepsPerMillisecond - 1, steps);
    }

    private void fire(int i, int step) {
        boolean crossed = hazard[i] >= level[i];
        int crossing = crossed ? crossing(i) : Integer.MAX_VALUE;
        if (crossed && Math.max(ready[i], crossing) == step) {
            double grown = rate_Hz[i] * S_PER_ms;
            if (step > crossing) {
                // Held back while refractory: the next interval begins at the end of this step.
                level[i] = hazard[i] - grown * (firstStep + stepsPerMillisecond - 1 - step) / stepsPerMillisecond;
            }
            double dead = rate_Hz[i] * S_PER_ms * spec[i].refractory_ms();
            level[i] += drawInterval(i, Math.min(LARGEST_DEAD_SHARE, dead));
        }
        ready[i] = step + refractory[i];
    }
}
