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
        Observed data = new Observed(first.size(), 1);
        List<Arm> arms = new java.util.ArrayList<>(attribution.variants(ARM));
        arms.add(ARM);
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
}
