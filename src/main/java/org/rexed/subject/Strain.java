package org.rexed.subject;

import java.util.LinkedHashMap;
import java.util.Map;
import org.rexed.document.Fields;
import org.rexed.evidence.ParameterReader;
import org.rexed.mechanism.Mechanisms;
import org.rexed.random.RandomKey;
import org.rexed.random.RandomSequence;

/**
 * How animals of a species differ, and how their ongoing activity is sampled; read from {@code models/subjects}.
 *
 * @param massVariation coefficient of variation of body mass
 * @param clearanceVariation coefficient of variation of drug clearance
 * @param volumeVariation coefficient of variation of distribution volumes
 * @param strengthVariation coefficient of variation of each mechanism's strength
 * @param restingSpells number of spells of ongoing activity that tell of the naive animal
 * @param ongoingProbe_ms length of a spell of ongoing activity
 * @param ongoingLargestAge_min a spell stands for at most this long, until enough are averaged
 * @param ongoingMostAlike number of spells under the same modulation that are enough
 * @param ongoingLargestChange a new spell is taken when mean modulation moved by this fraction
 */
public record Strain(
        double massVariation,
        double clearanceVariation,
        double volumeVariation,
        Map<String, Double> strengthVariation,
        int restingSpells,
        double ongoingProbe_ms,
        double ongoingLargestAge_min,
        int ongoingMostAlike,
        double ongoingLargestChange) {

    /**
     * One individual's deviations.
     *
     * @param massFactor body mass over the stated mass
     * @param clearanceFactor clearance over the typical one
     * @param volumeFactor volumes over the typical ones
     * @param strength strength of each mechanism, 1 is typical
     */
    public record Traits(
            double massFactor, double clearanceFactor, double volumeFactor, Map<String, Double> strength) {}

    /** Reads a strain file. */
    public static Strain read(Fields f, ParameterReader numbers) {
        f.text("title");
        Fields variation = f.map("variation");
        double mass = numbers.value(variation, "body-mass", "1");
        double clearance = numbers.value(variation, "clearance", "1");
        double volume = numbers.value(variation, "volume", "1");
        Map<String, Double> strength = new LinkedHashMap<>();
        for (String mechanism : Mechanisms.SWITCHABLE) {
            strength.put(mechanism, numbers.value(variation, mechanism, "1"));
        }
        variation.done();
        Fields ongoing = f.map("ongoing-activity");
        Strain strain = new Strain(
                mass,
                clearance,
                volume,
                strength,
                (int) numbers.value(ongoing, "resting-spells", "1"),
                numbers.value(ongoing, "probe", "ms"),
                numbers.value(ongoing, "largest-age", "min"),
                (int) numbers.value(ongoing, "most-alike", "1"),
                numbers.value(ongoing, "largest-change", "1"));
        ongoing.done();
        f.done();
        return strain;
    }

    /**
     * The same animals with other coefficients of variation.
     *
     * @param variation coefficients by trait ({@code body-mass}, {@code clearance}, {@code volume}) or mechanism;
     *     what is not named stays
     */
    public Strain with(Map<String, Double> variation) {
        Map<String, Double> strength = new LinkedHashMap<>(strengthVariation);
        strength.replaceAll(variation::getOrDefault);
        return new Strain(
                variation.getOrDefault("body-mass", massVariation),
                variation.getOrDefault("clearance", clearanceVariation),
                variation.getOrDefault("volume", volumeVariation),
                strength,
                restingSpells,
                ongoingProbe_ms,
                ongoingLargestAge_min,
                ongoingMostAlike,
                ongoingLargestChange);
    }

    /** Draws one individual: log-normal factors with median 1, each from its own key. */
    public Traits draw(RandomKey key) {
        Map<String, Double> strength = new LinkedHashMap<>();
        strengthVariation.forEach((name, cv) -> strength.put(name, factor(key, name, cv)));
        return new Traits(
                factor(key, "body-mass", massVariation),
                factor(key, "clearance", clearanceVariation),
                factor(key, "volume", volumeVariation),
                strength);
    }

    private static double factor(RandomKey key, String trait, double variation) {
        RandomSequence draws = key.child(trait).sequence();
        return draws.logNormalFactor(variation);
    }
}
