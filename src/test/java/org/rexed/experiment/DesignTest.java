package org.rexed.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rexed.document.Document;
import org.rexed.document.Fields;
import org.rexed.document.InputException;
import org.rexed.document.Problems;
import org.rexed.random.RandomKey;

/** Which combinations each design makes. */
class DesignTest {
    private static final RandomKey KEY = RandomKey.of(9);

    private static Design design(String yaml) {
        Problems problems = new Problems();
        Fields f = Document.parse("e.yaml", yaml, problems);
        problems.throwIfAny();
        Design design = Design.read(f);
        f.problems().throwIfAny();
        return design;
    }

    private static List<Map<String, String>> combinations(String yaml) {
        Design design = design(yaml);
        return all(design, KEY);
    }

    private static List<Map<String, String>> all(Design design, RandomKey key) {
        return IntStream.range(0, (int) design.size()).mapToObj(design.combinations(key)::at).toList();
    }

    @Test
    void aGridIsTheDefaultAndTakesEveryCombination() {
        assertThat(combinations("factors: {a: [1, 2], b: [x, y, z]}")).hasSize(6)
            .contains(Map.of("a", "2", "b", "x")).doesNotHaveDuplicates();
        assertThat(combinations("design: grid")).containsExactly(Map.of());
    }

    @Test
    void aListGoesRowByRow() {
        assertThat(combinations("design: list\nfactors: {a: [1, 2], b: [x, y]}"))
            .containsExactly(Map.of("a", "1", "b", "x"), Map.of("a", "2", "b", "y"));
        refused("design: list\nfactors: {a: [1, 2], b: [x, y, z]}", "e.yaml:2:", "found 3 values",
            "of every factor, 2");
    }

    @Test
    void oneAtATimeMovesOneFactorFromTheFirstValues() {
        assertThat(combinations("design: one-at-a-time\nfactors: {a: [1, 2, 3], b: [x, y]}")).containsExactly(
            Map.of("a", "1", "b", "x"), Map.of("a", "2", "b", "x"), Map.of("a", "3", "b", "x"),
            Map.of("a", "1", "b", "y"));
    }

    @Test
    void aLatinHypercubeMeetsEveryPartOfEveryRangeOnce() {
        List<Map<String, String>> made = combinations("""
            design: latin-hypercube
            samples: 40
            factors:
              dose: {from: 1 mg/kg, to: 100 mg/kg, unit: mg/kg, scale: log}
              share: {from: 0, to: 1}
              on: [yes, no]
            """);
        Set<Integer> doses = new HashSet<>();
        Set<Integer> shares = new HashSet<>();
        int yes = 0;
        for (Map<String, String> each : made) {
            double dose = Double.parseDouble(each.get("dose").replace(" mg/kg", ""));
            doses.add((int) Math.floor(40 * Math.log10(dose) / 2));
            shares.add((int) Math.floor(40 * Double.parseDouble(each.get("share"))));
            yes += each.get("on").equals("yes") ? 1 : 0;
        }
        assertThat(doses).hasSize(40);
        assertThat(shares).hasSize(40);
        assertThat(yes).isEqualTo(20);
        Design five = design("design: latin-hypercube\nsamples: 5\nfactors: {a: {from: 0, to: 1}}");
        assertThat(all(five, KEY)).isEqualTo(all(five, RandomKey.of(9))).isNotEqualTo(all(five, RandomKey.of(8)));
    }

    @Test
    void aSobolSequenceFillsMoreEvenlyThanChance() {
        List<Map<String, String>> made =
            combinations("design: sobol\nsamples: 64\nfactors: {a: {from: 0, to: 1}, b: {from: 0, to: 1}}");
        int[] cells = new int[16];
        double mean = 0;
        for (Map<String, String> each : made) {
            double a = Double.parseDouble(each.get("a"));
            double b = Double.parseDouble(each.get("b"));
            cells[4 * (int) (4 * a) + (int) (4 * b)]++;
            mean += a / 64;
        }
        assertThat(mean).isCloseTo(0.5, within(0.02));
        for (int count : cells) {
            assertThat(count).isBetween(1, 8);
        }
    }

    /** What is wrong with any value shows in them, however large the design is. */
    @Test
    void examplesOfALargeDesignHoldValuesOfEveryFactor() {
        Design design = design("factors: {a: [1, 2, 3, 4], b: [x, y, z], c: [p, q]}");
        List<Map<String, String>> examples = design.examples(design.combinations(KEY), 4);
        assertThat(examples).hasSizeLessThan(12).doesNotHaveDuplicates();
        assertThat(examples.stream().map(each -> each.get("a")).distinct()).hasSize(4);
        assertThat(examples.stream().map(each -> each.get("b")).distinct()).hasSize(3);
        assertThat(examples.stream().map(each -> each.get("c")).distinct()).hasSize(2);
        assertThat(design.examples(design.combinations(KEY), 100)).hasSize(24);
        assertThat(design.examples(design.combinations(KEY), 2).stream().map(each -> each.get("a")).distinct())
            .containsExactly("1", "4");
    }

    @Test
    void wrongDesignsAreRefusedAtTheirPlace() {
        refused("design: gird\nfactors: {a: [1]}", "e.yaml:1:9", "did you mean \"grid\"?");
        refused("factors: {a: {from: 1, to: 2}}", "e.yaml:1:", "a range needs samples");
        refused("design: sobol\nsamples: 4\nfactors: {a: {from: 2, to: 1}}", "e.yaml:3:", "to: must be above from");
        refused("design: sobol\nsamples: 4\nfactors: {a: {from: 0, to: 1, scale: log}}", "above zero");
        refused("design: sobol\nsamples: 4", "factors: at least one");
        refused("factors: {a: []}", "a: no values");
    }

    private static void refused(String yaml, String... messages) {
        InputException e = catchThrowableOfType(InputException.class, () -> design(yaml));
        assertThat(e).as(yaml).isNotNull();
        assertThat(e).hasMessageContainingAll(messages);
    }
}
