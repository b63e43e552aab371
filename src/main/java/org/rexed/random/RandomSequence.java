package org.rexed.random;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.Philox4x64;

/**
 * Draws one after another from the Philox generator of Apache Commons RNG, with the distributions the model uses.
 * Transcendental functions come from {@link StrictMath}, so the numbers are the same on every Java machine.
 */
public final class RandomSequence {
    private final UniformRandomProvider generator;

    RandomSequence(RandomKey key) {
        generator = new Philox4x64(new long[] {key.high(), key.low(), 0, 0, 0, 0});
    }

    /** A uniform number in [0, 1). */
    public double uniform() {
        return generator.nextDouble();
    }

    /** A uniform number in [low, high). */
    public double uniform(double low, double high) {
        return low + (high - low) * generator.nextDouble();
    }

    /** A uniform whole number in [0, bound). */
    public int index(int bound) {
        return generator.nextInt(bound);
    }

    /** A standard normal number (Box and Muller 1958, one of the pair). */
    public double gaussian() {
        double radius = StrictMath.sqrt(-2.0 * StrictMath.log(1.0 - generator.nextDouble()));
        return radius * StrictMath.cos(2.0 * StrictMath.PI * generator.nextDouble());
    }

    /** A log-normal factor with median 1 and the given coefficient of variation (0 gives exactly 1). */
    public double logNormalFactor(double coefficientOfVariation) {
        return logNormalFactor(coefficientOfVariation, gaussian());
    }

    /** The same from a standard normal number. */
    public static double logNormalFactor(double coefficientOfVariation, double gaussian) {
        double sigma = StrictMath.sqrt(StrictMath.log1p(coefficientOfVariation * coefficientOfVariation));
        return StrictMath.exp(sigma * gaussian);
    }

    /** An exponential number with mean 1. */
    public double exponential() {
        return -StrictMath.log(1.0 - generator.nextDouble());
    }

    /**
     * Number of successes in independent trials, by inversion of one uniform number.
     *
     * @param uniform a uniform number in [0, 1)
     * @param trials number of trials, at least 0
     * @param probability probability of success, in [0, 1]
     */
    public static int binomial(double uniform, int trials, double probability) {
        if (trials == 0 || probability <= 0) {
            return 0;
        }
        if (probability > 0.5) {
            return trials - binomial(uniform, trials, 1.0 - probability);
        }
        double odds = probability / (1.0 - probability);
        double mass = StrictMath.exp(trials * StrictMath.log1p(-probability));
        double cumulative = mass;
        int successes = 0;
        while (uniform >= cumulative && successes < trials) {
            mass *= odds * (trials - successes) / (successes + 1.0);
            cumulative += mass;
            successes++;
        }
        return successes;
    }
}
