package org.rexed.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.rexed.measure.Quantity.As;
import org.rexed.experiment.Statistics.Estimate;
import org.rexed.mechanism.Injuries;
import org.rexed.pharmacology.Body;
import org.rexed.random.RandomKey;
import org.rexed.recording.Observation;
import org.rexed.recording.Recording;
import org.rexed.scenario.Arm;

/** Shares of an effect against values worked out by hand. */
class AttributionTest {
    private static final RandomKey KEY = RandomKey.of(1);
    private static final Map<String, List<String>> GROUPS = groups();
    private static final Arm ARM = new Arm("drug", "Drug", Body.ofMass(0.3), Map.of(), List.of(), List.of(),
        Set.of(), List.of(), Injuries.NONE, Map.of("nmda", 1.0, "cck", 0.5, "dyn", 1.0, "cgrp", 2.0));
    private final Attribution attribution =
        new Attribution(List.of("drug"), GROUPS, reading(30), reading(60), List.of());

    private static Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put("a", List.of("nmda"));
        groups.put("b", List.of("cck"));
        groups.put("c", List.of("dyn", "cgrp"));
        return groups;
    }

    private static Quantity reading(double time_min) {
        return new Quantity.Reading("drug", "a", "paw", List.of(time_min), Take.MEAN, As.READING, 20);
    }

    /** Readings at 30 and at 60 min as functions of the strengths of the arm's mechanisms, of each subject. */
    private Observed observed(List<ToDoubleFunction<Map<String, Double>>> first,
                              List<ToDoubleFunction<Map<String, Double>>> second) {
        return observed(attribution, ARM, first, second);
    }

    private static Observed observed(Attribution attribution, Arm whole,
                                     List<ToDoubleFunction<Map<String, Double>>> first,
                                     List<ToDoubleFunction<Map<String, Double>>> second) {
        Observed data = new Observed(first.size(), 1);
        List<Arm> arms = new java.util.ArrayList<>(attribution.variants(whole));
        arms.add(whole);
        for (Arm arm : arms) {
            for (int subject = 0; subject < first.size(); subject++) {
                Recording recording = new Recording();
                recording.add(new Observation(30, "a", "paw", first.get(subject).applyAsDouble(arm.mechanisms()), "s",
                    10, false));
                recording.add(new Observation(60, "a", "paw", second.get(subject).applyAsDouble(arm.mechanisms()), "s",
                    10, false));
                data.add(arm.name(), subject, recording);
            }
        }
        return data;
    }

    private Attributed ask(Attributed.What what, int group) {
        return new Attributed(attribution, what, group);
    }

    @Test
    void everyCombinationIsAnArmWithTheGroupsOff() {
        List<Arm> variants = attribution.variants(ARM);
        assertThat(variants).extracting(Arm::name).containsExactly("drug without a", "drug without b",
            "drug without a, b", "drug without c", "drug without a, c", "drug without b, c", "drug without a, b, c");
        assertThat(variants.get(4).mechanisms()).isEqualTo(Map.of("nmda", 0.0, "cck", 0.5, "dyn", 0.0, "cgrp", 0.0));
        Needs needs = new Needs();
        attribution.addTo(needs);
        assertThat(needs.arms()).hasSize(8).contains("drug");
        Arm other = ARM.with("other", "", Map.of());
        assertThat(attribution.variants(other)).isEmpty();
    }

    @Test
    void sharesOfAnEffectWithAnInteraction() {
        // v = 3 + 2 a + 4 b + 6 a b, a and b being on: each interaction is halved; c does nothing.
        ToDoubleFunction<Map<String, Double>> effect = m -> {
            double a = m.get("nmda") > 0 ? 1 : 0;
            double b = m.get("cck") > 0 ? 1 : 0;
            return 3 + 2 * a + 4 * b + 6 * a * b;
        };
        Observed data = observed(List.of(effect, m -> 2 * effect.applyAsDouble(m)), List.of(effect, effect));
        int[] first = {0};
        assertThat(ask(Attributed.What.EFFECT, -1).of(data, first)).isCloseTo(12, within(1e-12));
        assertThat(ask(Attributed.What.CONTRIBUTION, 0).of(data, first)).isCloseTo(2 + 3, within(1e-12));
        assertThat(ask(Attributed.What.CONTRIBUTION, 1).of(data, first)).isCloseTo(4 + 3, within(1e-12));
        assertThat(ask(Attributed.What.CONTRIBUTION, 2).of(data, first)).isCloseTo(0, within(1e-12));
        assertThat(ask(Attributed.What.CONTRIBUTION, 1).of(data, new int[] {0, 1})).isCloseTo(10.5, within(1e-12));
        assertThat(ask(Attributed.What.SHARE, 1).of(data, new int[] {0, 1})).isCloseTo(7.0 / 12, within(1e-12));
        Estimate sum = ask(Attributed.What.SUM_ERROR, -1).estimate(data, KEY);
        assertThat(sum.high()).isLessThan(1e-12).isEqualTo(sum.low());
        assertThat(ask(Attributed.What.PREDOMINATES, 1).estimate(data, KEY).mean()).isEqualTo(1);
        assertThat(ask(Attributed.What.PREDOMINATES, 0).estimate(data, KEY).mean()).isZero();
    }

    @Test
    void sharesOfThreeThatOnlyActTogetherAreAThird() {
        ToDoubleFunction<Map<String, Double>> all =
            m -> m.get("nmda") > 0 && m.get("cck") > 0 && m.get("dyn") > 0 ? 9 : 0;
        Observed data = observed(List.of(all, all), List.of(all, all));
        for (int group = 0; group < 3; group++) {
            assertThat(ask(Attributed.What.CONTRIBUTION, group).of(data, new int[] {0, 1})).isCloseTo(3, within(1e-12));
            assertThat(ask(Attributed.What.PREDOMINATES, group).of(data, new int[] {0, 1})).isZero();
        }
    }

    @Test
    void retestIsTheCorrelationOfContributionsOverSubjects() {
        double[] strength = {1, 2, 3, 4, 5, 6};
        double[] again = {1.5, 1.5, 3.5, 3.5, 5.5, 5.5};
        double[] noise = {1, -1, 1, -1, 1, -1};
        List<ToDoubleFunction<Map<String, Double>>> first = new java.util.ArrayList<>();
        List<ToDoubleFunction<Map<String, Double>>> second = new java.util.ArrayList<>();
        for (int i = 0; i < strength.length; i++) {
            int subject = i;
            first.add(m -> strength[subject] * m.get("nmda") + noise[subject] * m.get("cck") / 0.5);
            second.add(m -> again[subject] * m.get("nmda") + noise[(subject + 1) % 6] * m.get("cck") / 0.5);
        }
        Observed data = observed(first, second);
        // Sums of squares 17.5 and 16, products 16: r = 16 / sqrt(280).
        double r = 16 / StrictMath.sqrt(280);
        Estimate one = ask(Attributed.What.RETEST, 0).estimate(data, KEY);
        assertThat(one.mean()).isCloseTo(r, within(1e-9));
        // Fisher: atanh(r) +- 1.959964 / sqrt(3).
        double z = StrictMath.log((1 + r) / (1 - r)) / 2;
        assertThat(one.low()).isCloseTo(StrictMath.tanh(z - 1.959963985 / StrictMath.sqrt(3)), within(1e-8));
        assertThat(one.high()).isCloseTo(StrictMath.tanh(z + 1.959963985 / StrictMath.sqrt(3)), within(1e-8));
        assertThat(ask(Attributed.What.RETEST, 1).of(data, new int[] {0, 1, 2, 3, 4, 5})).isCloseTo(-1, within(1e-9));
        // A group that does nothing has no correlation, and then neither has the mean.
        assertThat(ask(Attributed.What.RETEST, -1).of(data, new int[] {0, 1, 2, 3, 4, 5})).isNaN();
    }

    private Attribution ordered(List<List<Integer>> orders) {
        return new Attribution(List.of("drug"), GROUPS, reading(30), reading(60), orders);
    }

    /** Observed anew each time, since what was worked out is kept with the data. */
    private static double contribution(Attribution attribution, ToDoubleFunction<Map<String, Double>> effect,
                                       int group) {
        Observed data = observed(attribution, ARM, List.of(effect), List.of(effect));
        return new Attributed(attribution, Attributed.What.CONTRIBUTION, group).of(data, new int[] {0});
    }

    private static double on(Map<String, Double> strengths, String mechanism) {
        return strengths.get(mechanism) > 0 ? 1 : 0;
    }

    @Test
    void ordersGiveWhatEachGroupAddsWhenItIsSwitchedOn() {
        ToDoubleFunction<Map<String, Double>> pairs = m ->
            3 + 2 * on(m, "nmda") + 4 * on(m, "cck") + 6 * on(m, "nmda") * on(m, "cck");
        // a first adds 2, then b adds 4 + 6; c adds nothing.
        Attribution one = ordered(List.of(List.of(0, 1, 2)));
        assertThat(contribution(one, pairs, 0)).isCloseTo(2, within(1e-12));
        assertThat(contribution(one, pairs, 1)).isCloseTo(10, within(1e-12));
        assertThat(contribution(one, pairs, 2)).isCloseTo(0, within(1e-12));
        // With its reverse an order shares out what pairs do together as all orders do.
        Attribution both = ordered(List.of(List.of(0, 1, 2), List.of(2, 1, 0)));
        assertThat(contribution(both, pairs, 0)).isCloseTo(5, within(1e-12));
        assertThat(contribution(both, pairs, 1)).isCloseTo(7, within(1e-12));
        // What three do together comes with the last: c of the first order, a of the second.
        ToDoubleFunction<Map<String, Double>> three = m -> 9 * on(m, "nmda") * on(m, "cck") * on(m, "dyn");
        assertThat(contribution(both, three, 0)).isCloseTo(4.5, within(1e-12));
        assertThat(contribution(both, three, 1)).isCloseTo(0, within(1e-12));
        assertThat(contribution(both, three, 2)).isCloseTo(4.5, within(1e-12));
    }

    @Test
    void allOrdersGiveTheSameAsAllCombinations() {
        List<List<Integer>> all = List.of(List.of(0, 1, 2), List.of(0, 2, 1), List.of(1, 0, 2), List.of(1, 2, 0),
            List.of(2, 0, 1), List.of(2, 1, 0));
        ToDoubleFunction<Map<String, Double>> effect = m -> 1 + 5 * on(m, "nmda") - 2 * on(m, "dyn")
            + 3 * on(m, "nmda") * on(m, "cck") + 12 * on(m, "nmda") * on(m, "cck") * on(m, "dyn");
        // 5 + 3/2 + 12/3, 3/2 + 12/3, -2 + 12/3.
        double[] byHand = {10.5, 5.5, 2};
        for (int group = 0; group < 3; group++) {
            assertThat(contribution(attribution, effect, group)).isCloseTo(byHand[group], within(1e-12));
            assertThat(contribution(ordered(all), effect, group)).isCloseTo(byHand[group], within(1e-12));
        }
        // Many orders drawn by chance come near, a single one does not.
        List<List<Integer>> drawn = Attribution.draw(3, 600, KEY);
        for (int group = 0; group < 3; group++) {
            assertThat(contribution(ordered(drawn), effect, group)).isCloseTo(byHand[group], within(0.8));
        }
        assertThat(contribution(ordered(drawn.subList(0, 1)), effect, drawn.get(0).get(0))).isNotCloseTo(
            byHand[drawn.get(0).get(0)], within(0.8));
    }

    @Test
    void onlyCombinationsThatAnOrderMeetsAreNeeded() {
        Attribution few = ordered(List.of(List.of(0, 1, 2), List.of(2, 1, 0)));
        assertThat(few.variants(ARM)).extracting(Arm::name).containsExactlyInAnyOrder("drug without a, b, c",
            "drug without b, c", "drug without c", "drug without a, b", "drug without a");
        Needs needs = new Needs();
        few.addTo(needs);
        assertThat(needs.arms()).hasSize(6).contains("drug").doesNotContain("drug without b", "drug without a, c");
    }

    @Test
    void ordersAreDrawnInPairsAndEachIsAsProbable() {
        List<List<Integer>> drawn = Attribution.draw(3, 6000, KEY);
        assertThat(drawn).hasSize(6000);
        Map<List<Integer>, Integer> counts = new LinkedHashMap<>();
        for (int i = 0; i < drawn.size(); i += 2) {
            List<Integer> reverse = new java.util.ArrayList<>(drawn.get(i));
            java.util.Collections.reverse(reverse);
            assertThat(drawn.get(i + 1)).isEqualTo(reverse);
            counts.merge(drawn.get(i), 1, Integer::sum);
        }
        // 3000 draws of one in six: 500 with a standard deviation of 20.
        assertThat(counts).hasSize(6).allSatisfy((order, count) -> {
            assertThat(order).containsExactlyInAnyOrder(0, 1, 2);
            assertThat(count).isBetween(420, 580);
        });
        assertThat(Attribution.draw(3, 5, KEY)).as("one more").hasSize(6).isEqualTo(drawn.subList(0, 6));
        assertThat(Attribution.draw(9, 8, RandomKey.of(2))).isNotEqualTo(Attribution.draw(9, 8, KEY));
    }

    @Test
    void contributionsOfManyGroupsSumToTheEffectInEverySubject() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        Map<String, Double> strengths = new LinkedHashMap<>();
        for (int g = 0; g < 9; g++) {
            groups.put("g" + g, List.of("m" + g));
            strengths.put("m" + g, 1.0);
        }
        Attribution many = new Attribution(List.of("drug"), groups, reading(30), null, Attribution.draw(9, 4, KEY));
        List<ToDoubleFunction<Map<String, Double>>> effects = new java.util.ArrayList<>();
        for (int subject = 0; subject < 3; subject++) {
            int number = subject + 1;
            effects.add(m -> {
                double product = 1;
                for (int g = 0; g < 9; g++) {
                    product *= 1 + 0.1 * (g + number) * m.get("m" + g);
                }
                return product;
            });
        }
        Observed data = observed(many, ARM.with("drug", "", strengths), effects, effects);
        for (int subject = 0; subject < 3; subject++) {
            double sum = 0;
            for (int group = 0; group < 9; group++) {
                sum += many.contributions(many.of(), data, group)[subject];
            }
            double effect = effects.get(subject).applyAsDouble(strengths) - 1;
            assertThat(sum).isCloseTo(effect, within(1e-9 * effect));
            assertThat(many.effect(many.of(), data, subject)).isCloseTo(effect, within(1e-12 * effect));
        }
        assertThat(new Attributed(many, Attributed.What.SUM_ERROR, -1).estimate(data, KEY).mean()).isLessThan(1e-9);
    }
}
