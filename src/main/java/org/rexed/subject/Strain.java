package org.rexed.subject;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rexed.document.Fields;
import org.rexed.evidence.ParameterReader;
import org.rexed.mechanism.Mechanisms;
import org.rexed.pharmacology.Sex;
import org.rexed.random.RandomKey;
import org.rexed.random.RandomSequence;

/**
 * How animals of a species differ from each other and from the rat, and how their ongoing activity is sampled; read
 * from {@code models/subjects}.
 *
 * @param massVariation coefficient of variation of body mass
 * @param clearanceVariation coefficient of variation of drug clearance
 * @param volumeVariation coefficient of variation of distribution volumes
 * @param strengthVariation coefficient of variation of each mechanism's strength
 * @param others coefficients of variation of traits that vary only in studies that say so, {@link #FEMALE} the share of
 *     females, and correlations by {@code one with other}
 * @param proteinTurnover how fast proteins are made and broken down, over the rate of a rat
 * @param muPotencyBesideRelief how many times more potent mu ligands are in what they do beside relief
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
        Map<String, Double> others,
        double proteinTurnover,
        double muPotencyBesideRelief,
        int restingSpells,
        double ongoingProbe_ms,
        double ongoingLargestAge_min,
        int ongoingMostAlike,
        double ongoingLargestChange) {
    /** Traits that vary in every study. */
    public static final List<String> USUAL = List.of("body-mass", "clearance", "volume");
    /** Density of mu receptors: the transducer ratio is in proportion to it (Black and Leff 1983). */
    public static final String RECEPTOR_DENSITY = "receptor-density";
    /** How strong a discharge of ascending cells has to be to be felt; of people. */
    public static final String CRITERION = "criterion";
    /** Age. */
    public static final String AGE = "age";
    /** Share of subjects who are female, whatever the sex of the typical subject. */
    public static final String FEMALE = "female";
    /** Traits that vary only if a study says so. */
    public static final List<String> ON_DEMAND = List.of(RECEPTOR_DENSITY, CRITERION, AGE);

    private static final double YOUNGEST_y = 18;
    private static final double OLDEST_y = 95;

    /**
     * One individual's deviations.
     *
     * @param massFactor body mass over the stated mass
     * @param clearanceFactor clearance over the typical one
     * @param volumeFactor volumes over the typical ones
     * @param strength strength of each mechanism, 1 is typical
     * @param receptorDensity mu receptors over the typical number
     * @param criterion discharge that is felt over the typical one
     * @param ageFactor age over the stated one
     * @param sex female or male if the study says how many are female, otherwise null
     */
    public record Traits(double massFactor, double clearanceFactor, double volumeFactor, Map<String, Double> strength,
            double receptorDensity, double criterion, double ageFactor, Sex sex) {}

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
        Fields proteins = f.map("proteins");
        double turnover = numbers.value(proteins, "turnover", "1");
        proteins.done();
        Fields receptors = f.map("receptors");
        double muPotency = numbers.value(receptors, "mu-potency-beside-relief", "1");
        receptors.done();
        Fields ongoing = f.map("ongoing-activity");
        Strain strain = new Strain(
                mass,
                clearance,
                volume,
                strength,
                Map.of(),
                turnover,
                muPotency,
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
     * @param variation coefficients by trait or mechanism, and correlations by {@code one with other}; what is not
     *     named stays
     */
    public Strain with(Map<String, Double> variation) {
        Map<String, Double> strength = new LinkedHashMap<>(strengthVariation);
        strength.replaceAll(variation::getOrDefault);
        Map<String, Double> other = new LinkedHashMap<>(others);
        variation.forEach((name, value) -> {
            if (!strength.containsKey(name) && !USUAL.contains(name)) {
                other.put(name, value);
            }
        });
        return new Strain(
                variation.getOrDefault("body-mass", massVariation),
                variation.getOrDefault("clearance", clearanceVariation),
                variation.getOrDefault("volume", volumeVariation),
                strength,
                other,
                proteinTurnover,
                muPotencyBesideRelief,
                restingSpells,
                ongoingProbe_ms,
                ongoingLargestAge_min,
                ongoingMostAlike,
                ongoingLargestChange);
    }

    /**
     * Draws one individual: log-normal factors with median 1, each from its own key, correlated if the study says so.
     */
    public Traits draw(RandomKey key) {
        List<String> names = new ArrayList<>(USUAL);
        names.addAll(strengthVariation.keySet());
        names.addAll(ON_DEMAND);
        double[] independent = names.stream().mapToDouble(name -> key.child(name).sequence().gaussian()).toArray();
        double[] numbers = new Correlations(names, others).of(independent);
        Map<String, Double> factors = new LinkedHashMap<>();
        for (int i = 0; i < numbers.length; i++) {
            factors.put(names.get(i), RandomSequence.logNormalFactor(variation(names.get(i)), numbers[i]));
        }
        Map<String, Double> strength = new LinkedHashMap<>();
        strengthVariation.keySet().forEach(name -> strength.put(name, factors.get(name)));
        Sex sex = !others.containsKey(FEMALE) ? null
                : key.child(FEMALE).sequence().uniform() < others.get(FEMALE) ? Sex.FEMALE : Sex.MALE;
        return new Traits(factors.get("body-mass"), factors.get("clearance"), factors.get("volume"), strength,
                factors.get(RECEPTOR_DENSITY), factors.get(CRITERION), factors.get(AGE), sex);
    }

    private double variation(String name) {
        return switch (name) {
            case "body-mass" -> massVariation;
            case "clearance" -> clearanceVariation;
            case "volume" -> volumeVariation;
            default -> strengthVariation.getOrDefault(name, others.getOrDefault(name, 0.0));
        };
    }

    /** An adult's age: the stated one times the factor; ages no study has are taken to the nearest one it may have. */
    static double age_y(double stated_y, double factor) {
        return factor == 1 ? stated_y : StrictMath.max(YOUNGEST_y, StrictMath.min(OLDEST_y, stated_y * factor));
    }
}
