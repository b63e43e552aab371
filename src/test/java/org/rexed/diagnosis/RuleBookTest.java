package org.rexed.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Verdicts of the rules against probabilities worked out by hand. */
class RuleBookTest {
    /** Normal distribution at 1 and at -3. */
    private static final double AT_1 = 0.8413447460685429;
    private static final double AT_MINUS_3 = 0.0013498980316301035;
    /** A reading of 2 with an error of 1 where changes of 1 count. */
    private static final Readout MORE = new Readout("more", "pain on more opioid", null, 1, 1);
    private static final Readout LESS = new Readout("less", "pain on less opioid", null, 1, 1);
    private static final Readout REMOTE = new Readout("remote", "threshold elsewhere", null, 1, 1);

    private static Cause cause(String name, Map<String, Set<Finding>> expects) {
        return new Cause(name, name, "", expects);
    }

    private static RuleBook book(double misleading, Cause... causes) {
        return new RuleBook(List.of(MORE, LESS, REMOTE), List.of(causes), misleading);
    }

    private static double probability(Verdict verdict, String cause) {
        return verdict.probabilities().get(cause);
    }

    @Test
    void findingsAreAsProbableAsTheErrorSays() {
        assertThat(Finding.RISES.probability(2, 1, 1)).isCloseTo(AT_1, within(1e-12));
        assertThat(Finding.FALLS.probability(2, 1, 1)).isCloseTo(AT_MINUS_3, within(1e-12));
        assertThat(Finding.STAYS.probability(2, 1, 1)).isCloseTo(1 - AT_1 - AT_MINUS_3, within(1e-12));
        assertThat(Finding.FALLS.probability(-2, 1, 1)).isCloseTo(AT_1, within(1e-12));
        assertThat(Finding.RISES.probability(1, 0.5, 0.5)).as("half the unit").isCloseTo(AT_1, within(1e-12));
        assertThat(Finding.STAYS.probability(0.3, 0, 1)).as("every change counts").isCloseTo(0, within(1e-12));
        assertThat(Finding.of(1.01, 1)).isEqualTo(Finding.RISES);
        assertThat(Finding.of(1, 1)).isEqualTo(Finding.STAYS);
        assertThat(Finding.of(-1, 1)).isEqualTo(Finding.STAYS);
        assertThat(Finding.of(-1.01, 1)).isEqualTo(Finding.FALLS);
        assertThat(Finding.FALLS.word()).isEqualTo("falls");
    }

    @Test
    void twoCausesAndOneReadoutAreWeighedAsBayesSays() {
        Cause a = cause("a", Map.of("more", Set.of(Finding.RISES)));
        Cause b = cause("b", Map.of("more", Set.of(Finding.FALLS)));
        Verdict verdict = book(0, a, b).judge(Map.of("more", 2.0));
        assertThat(verdict.cause()).isSameAs(a);
        assertThat(verdict.confidence()).isCloseTo(AT_1 / (AT_1 + AT_MINUS_3), within(1e-12));
        assertThat(probability(verdict, "b")).isCloseTo(AT_MINUS_3 / (AT_1 + AT_MINUS_3), within(1e-12));
        // In one of ten patients the readout says nothing: 0.9 p + 0.1 / 3.
        double of = 0.9 * AT_1 + 0.1 / 3;
        double against = 0.9 * AT_MINUS_3 + 0.1 / 3;
        Verdict doubted = book(0.1, a, b).judge(Map.of("more", 2.0));
        assertThat(doubted.confidence()).isCloseTo(of / (of + against), within(1e-12)).isLessThan(0.96);
        assertThat(doubted.reasons()).hasSize(1);
        assertThat(doubted.reasons().get(0).weight()).isCloseTo(StrictMath.log(of / against), within(1e-12));
        assertThat(doubted.reasons().get(0).finding()).isEqualTo(Finding.RISES);
        // The other way round the other cause is named, as surely.
        Verdict other = book(0.1, a, b).judge(Map.of("more", -2.0));
        assertThat(other.cause()).isSameAs(b);
        assertThat(other.confidence()).isCloseTo(doubted.confidence(), within(1e-12));
    }

    @Test
    void twoAllowedFindingsAreHalfAsProbableEachAndNoneExpectedIsAThird() {
        Cause a = cause("a", Map.of("more", Set.of(Finding.RISES)));
        Cause either = cause("either", Map.of("more", Set.of(Finding.STAYS, Finding.FALLS)));
        Cause silent = cause("silent", Map.of());
        Verdict verdict = book(0, a, either, silent).judge(Map.of("more", 2.0));
        double sum = AT_1 + (1 - AT_1) / 2 + 1.0 / 3;
        assertThat(probability(verdict, "a")).isCloseTo(AT_1 / sum, within(1e-12));
        assertThat(probability(verdict, "either")).isCloseTo((1 - AT_1) / 2 / sum, within(1e-12));
        assertThat(probability(verdict, "silent")).isCloseTo(1.0 / 3 / sum, within(1e-12));
        // The next probable cause is the silent one, and reasons are told against it.
        assertThat(verdict.reasons().get(0).weight()).isCloseTo(StrictMath.log(AT_1 * 3), within(1e-12));
        assertThat(verdict.probabilities().keySet()).containsExactly("a", "either", "silent");
    }

    @Test
    void readoutsMultiplyAndMissingOnesArePassedOver() {
        Cause a = cause("a", Map.of("more", Set.of(Finding.RISES), "less", Set.of(Finding.RISES)));
        Cause b = cause("b", Map.of("more", Set.of(Finding.FALLS), "less", Set.of(Finding.STAYS)));
        RuleBook book = book(0, a, b);
        double stays = 1 - AT_1 - AT_MINUS_3;
        Verdict both = book.judge(Map.of("more", 2.0, "less", 2.0));
        assertThat(both.confidence())
            .isCloseTo(AT_1 * AT_1 / (AT_1 * AT_1 + AT_MINUS_3 * stays), within(1e-12));
        Map<String, Double> unread = new LinkedHashMap<>();
        unread.put("more", 2.0);
        unread.put("less", Double.NaN);
        Verdict one = book.judge(unread);
        assertThat(one).isEqualTo(book.judge(Map.of("more", 2.0)));
        assertThat(one.confidence()).isCloseTo(AT_1 / (AT_1 + AT_MINUS_3), within(1e-12));
        assertThat(one.reasons()).extracting(reason -> reason.readout().name()).containsExactly("more");
        // Nothing read: nothing known.
        Verdict nothing = book.judge(Map.of());
        assertThat(nothing.confidence()).isEqualTo(0.5);
        assertThat(nothing.reasons()).isEmpty();
        assertThat(nothing.inWords()).isEmpty();
    }

    @Test
    void aReadoutNobodyExpectsAnythingOfLeavesProbabilitiesEqual() {
        Cause a = cause("a", Map.of("more", Set.of(Finding.RISES)));
        Cause b = cause("b", Map.of("more", Set.of(Finding.FALLS)));
        Cause c = cause("c", Map.of("more", Set.of(Finding.STAYS)));
        Verdict verdict = book(0.05, a, b, c).judge(Map.of("remote", 17.0));
        assertThat(verdict.probabilities().values()).allSatisfy(p -> assertThat(p).isCloseTo(1.0 / 3, within(1e-12)));
        assertThat(verdict.reasons().get(0).weight()).isZero();
        assertThat(verdict.inWords()).as("no reason").isEmpty();
        Verdict with = book(0.05, a, b, c).judge(Map.of("more", 2.0, "remote", 17.0));
        assertThat(with.confidence()).isCloseTo(book(0.05, a, b, c).judge(Map.of("more", 2.0)).confidence(),
            within(1e-12));
    }

    @Test
    void reasonsAreToldStrongestFirstAndOnlyThoseThatSpeakForTheVerdict() {
        Cause a = cause("a", Map.of("more", Set.of(Finding.RISES), "less", Set.of(Finding.RISES), "remote",
            Set.of(Finding.FALLS)));
        Cause b = cause("b", Map.of("more", Set.of(Finding.FALLS), "less", Set.of(Finding.FALLS), "remote",
            Set.of(Finding.STAYS)));
        Verdict verdict = book(0.05, a, b).judge(Map.of("more", 1.5, "less", 3.0, "remote", 0.0));
        assertThat(verdict.cause()).isSameAs(a);
        assertThat(verdict.reasons()).extracting(reason -> reason.readout().name())
            .containsExactly("less", "more", "remote");
        assertThat(verdict.reasons().get(2).weight()).as("speaks for the other").isNegative();
        assertThat(verdict.inWords()).containsExactly("pain on less opioid: rises", "pain on more opioid: rises");
    }

    /** Readings fifty errors away from what every cause expects are impossible to the last bit. */
    @Test
    void whatContradictsEveryCauseLeavesProbabilitiesThatAreNumbers() {
        Cause a = cause("a", Map.of("more", Set.of(Finding.FALLS)));
        Cause b = cause("b", Map.of("more", Set.of(Finding.FALLS), "less", Set.of(Finding.RISES)));
        Verdict verdict = book(0, a, b).judge(Map.of("more", 50.0, "less", 3.0));
        assertThat(verdict.confidence()).isBetween(0.5, 1.0);
        assertThat(verdict.cause()).as("the other readout decides").isSameAs(b);
    }
}
