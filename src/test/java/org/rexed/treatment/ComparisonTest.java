package org.rexed.treatment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rexed.experiment.Statistics;
import org.rexed.measure.Observed;
import org.rexed.measure.Quantity;
import org.rexed.random.RandomKey;
import org.rexed.recording.Observation;
import org.rexed.recording.Recording;
import org.rexed.scenario.ModelLibrary;

/** Outcomes, leavers, days until and costs of four made-up patients, worked out by hand. */
class ComparisonTest {
    private static final String SITE = "left-hindpaw";
    private static final double[] NOTHING = {0, 0, 0, 0};
    private static final double[] AS_BEFORE = {10, 10, 10, 10};
    private static final int[] ALL = {0, 1, 2, 3};
    private static TreatmentPlan plan;
    private static Observed observed;

    @BeforeAll
    static void observe() {
        plan = TreatmentPlan.read(Path.of("src/test/resources/treatments/tiny.yaml"), Map.of(),
            new ModelLibrary(Path.of(".")));
        observed = new Observed(4, 1);
        for (int patient = 0; patient < 4; patient++) {
            observed.add("as-before", patient, recording(AS_BEFORE, NOTHING));
            observed.add("stop", patient, recording(NOTHING, NOTHING));
        }
        // Stays; leaves at the first visit; leaves at the second, by both discomforts together; bears just as much.
        observed.add("taper", 0, recording(new double[] {5, 5, 5, 5}, NOTHING));
        observed.add("taper", 1, recording(new double[] {30, 5, 0, 0}, NOTHING));
        observed.add("taper", 2, recording(new double[] {5, 15, 0, 0}, new double[] {0, 20, 0, 0}));
        observed.add("taper", 3, recording(new double[] {20, 0, 0, 0}, NOTHING));
    }

    /** Falls in percent of a baseline of 10 on days 2 to 5. */
    private static Recording recording(double[] heat, double[] touch) {
        Recording recording = new Recording();
        for (int visit = 0; visit < 4; visit++) {
            double time_min = 1440 * (visit + 2);
            recording.add(new Observation(time_min, "hargreaves", SITE, (100 - heat[visit]) / 10, "s", 10, false));
            recording.add(new Observation(time_min, "von-frey", SITE, (100 - touch[visit]) / 10, "g", 10, false));
        }
        return recording;
    }

    private static Outcome outcome(String name) {
        return plan.outcomes().stream().filter(o -> o.name().equals(name)).findFirst().orElseThrow();
    }

    private static int[] visits(String arm) {
        return Arrays.stream(ALL).map(p -> plan.leaving().visit(observed, "as-before", arm, p, 11)).toArray();
    }

    private static void same(double[] found, double... expected) {
        assertThat(found).containsExactly(expected, within(1e-9));
    }

    @Test
    void patientsLeaveAtTheFirstVisitWithMoreThanTheyBear() {
        assertThat(visits("taper")).containsExactly(4, 0, 1, 4);
        assertThat(visits("as-before")).containsOnly(4);
        Comparison comparison = new Comparison(plan, observed);
        assertThat(comparison.completed("taper")).isEqualTo(Statistics.share(2, 4));
        assertThat(comparison.completed("stop").mean()).isEqualTo(1);
    }

    @Test
    void whatAPatientBearsIsDrawnFromTheirSeedAndTheSameInEveryArm() {
        Leaving firm = plan.leaving();
        Leaving varied = new Leaving(firm.parts(), firm.times_min(), 10, 0.5);
        int left = 0;
        for (long seed = 0; seed < 40; seed++) {
            for (int patient : ALL) {
                double borne = 10 * RandomKey.of(seed).child("leaving").child(patient).sequence()
                    .logNormalFactor(0.5);
                int visit = varied.visit(observed, "as-before", "as-before", patient, seed);
                assertThat(visit).isEqualTo(borne < 10 ? 0 : 4);
                left += visit == 0 ? 1 : 0;
                // The second visit of a taper is as hard as 25, the others as 5.
                int taper = varied.visit(observed, "as-before", "taper", 2, seed);
                double second = 10 * RandomKey.of(seed).child("leaving").child(2).sequence().logNormalFactor(0.5);
                assertThat(taper).isEqualTo(second < 5 ? 0 : second < 25 ? 1 : 4);
            }
        }
        assertThat(left).as("half of 160 bear the median").isBetween(60, 100);
    }

    @Test
    void leaversCountAsBeforeIfSoAsked() {
        Comparison comparison = new Comparison(plan, observed);
        same(comparison.values(outcome("fall"), "taper", false), 5, 0, 0, 0);
        same(comparison.values(outcome("fall"), "taper", true), 5, 10, 10, 0);
        same(comparison.values(outcome("threshold"), "taper", true), 9.5, 9, 9, 10);
        same(comparison.values(outcome("low"), "taper", false), 1, 0, 0, 0);
        same(comparison.values(outcome("low"), "taper", true), 1, 1, 1, 0);
        same(comparison.values(outcome("fall"), "as-before", true), 10, 10, 10, 10);
    }

    @Test
    void costsAreWeightedBetterIsCheaperAndLeavingCosts() {
        // Fall less half of the threshold; 4 for leavers, who go back to a fall of 10 and a threshold of 9.
        same(new Comparison(plan, observed).costs(plan.search(), "taper"), 5 - 4.75, 10 - 4.5 + 4, 10 - 4.5 + 4, -5);
        same(new Comparison(plan, observed).costs(plan.search(), "stop"), -5, -5, -5, -5);
        TreatmentPlan.Limits one = new TreatmentPlan.Limits("taper", List.of(), Map.of("fall", 2.0), 0, 1);
        same(new Comparison(plan, observed).costs(one, "taper"), 10, 20, 20, 0);
    }

    @Test
    void daysCountUntilAThresholdIsBackAndStays() {
        // Above 90 from the first visit on; after one; after a relapse; after one. Ninety itself is not above.
        same(days(outcome("recovery").of(), "taper"), 1, 2, 3, 2);
        same(days(outcome("recovery").of(), "as-before"), 4, 4, 4, 4);
        same(days(outcome("recovery").of(), "stop"), 1, 1, 1, 1);
        assertThat(plan.of(outcome("recovery").of(), "taper").of(observed, ALL)).isCloseTo(2, within(1e-9));
        assertThat(outcome("recovery").of().additive()).isTrue();
    }

    @Test
    void daysCountBetweenTwoLimitsAndToTheLastReadingAtLeast() {
        DaysUntil until = (DaysUntil) outcome("recovery").of();
        // 95 is inside at every visit; 100 of the last visit is not.
        DaysUntil inside = new DaysUntil(until.readings(), until.times_min(), 0, 90, 98);
        same(days(inside, "taper"), 2, 5, 5, 5);
        same(days(new DaysUntil(until.readings(), until.times_min(), 2 * 1440, 90, 200), "taper"), 0, 1, 2, 1);
        Observed lost = new Observed(1, 1);
        Recording recording = new Recording();
        recording(NOTHING, NOTHING).observations().stream().filter(o -> o.time_min() != 3 * 1440)
            .forEach(recording::add);
        lost.add("as-before", 0, recording);
        assertThat(until.of(lost, new int[] {0})).as("one visit was not read").isNaN();
    }

    private static double[] days(Quantity until, String arm) {
        Quantity own = plan.of(until, arm);
        return Arrays.stream(ALL).mapToDouble(p -> own.of(observed, new int[] {p})).toArray();
    }

    @Test
    void everythingIsPutIntoOneTable() {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        StringBuilder table = new StringBuilder();
        new Comparison(plan, observed).addTo(result, table);
        assertThat(result.get("outcomes")).hasSize(4);
        assertThat(result.get("outcomes").get(1).get("better").asText()).isEqualTo("higher");
        assertThat(result.get("strategies").findValuesAsText("arm")).containsExactly("as-before", "stop", "taper");
        JsonNode taper = result.get("strategies").get(2);
        assertThat(taper.get("label").asText()).isEqualTo("a smaller dose");
        assertThat(taper.get("reference").asBoolean()).isFalse();
        assertThat(result.get("strategies").get(0).get("reference").asBoolean()).isTrue();
        assertThat(taper.get("completed").asDouble()).isEqualTo(0.5);
        assertThat(taper.get("left_at_min")).extracting(JsonNode::asDouble).containsExactly(2880.0, 4320.0);
        JsonNode fall = taper.get("outcomes").get("fall");
        JsonNode planned = fall.get("as_planned");
        assertThat(planned.get("mean").asDouble()).isCloseTo(1.25, within(1e-9));
        assertThat(planned.get("change").asDouble()).isCloseTo(-8.75, within(1e-9));
        // -5, -10, -10, -10: standard deviation 2.5, t of three degrees of freedom 3.182446.
        assertThat(planned.get("change_ci95").get(0).asDouble()).isCloseTo(-8.75 - 3.182446305 * 1.25, within(1e-6));
        assertThat(planned.get("range90").get(0).asDouble()).isCloseTo(0, within(1e-9));
        assertThat(planned.get("range90").get(1).asDouble()).as("0.85 of the way to the last").isCloseTo(4.25,
            within(1e-9));
        assertThat(fall.get("leavers_back").get("mean").asDouble()).isCloseTo(6.25, within(1e-9));
        assertThat(fall.get("leavers_back").get("change").asDouble()).isCloseTo(-3.75, within(1e-9));
        // A share has its exact interval.
        JsonNode low = taper.get("outcomes").get("low").get("as_planned");
        assertThat(low.get("mean").asDouble()).isEqualTo(0.25);
        assertThat(low.get("mean_ci95").get(1).asDouble()).isCloseTo(Statistics.share(1, 4).high(), within(1e-12));
        JsonNode same = result.get("strategies").get(0).get("outcomes").get("fall").get("as_planned");
        assertThat(same.get("change").asDouble()).as("reference against itself").isZero();
        assertThat(table.toString().lines().toList()).hasSize(3 * (1 + 4 * 2))
            .anyMatch(line -> line.startsWith("taper,completed,share,4,0.5,"))
            .anyMatch(line -> line.startsWith("taper,fall,leavers_back,4,6.25,"));
    }

    @Test
    void whereNobodyLeavesThereAreOnlyOutcomesAsPlanned() {
        TreatmentPlan staying = new TreatmentPlan(plan.name(), plan.title(), plan.piece(), plan.scenario(),
            plan.outcomes(), null, plan.search(), plan.places(), plan.text());
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        StringBuilder table = new StringBuilder();
        new Comparison(staying, observed).addTo(result, table);
        JsonNode taper = result.get("strategies").get(2);
        assertThat(taper.has("completed")).isFalse();
        assertThat(taper.has("left_at_min")).isFalse();
        assertThat(taper.get("outcomes").get("fall").has("leavers_back")).isFalse();
        assertThat(table.toString().lines().toList()).hasSize(3 * 4);
        same(new Comparison(staying, observed).costs(plan.search(), "taper"), 0.25, -5, -5, -5);
    }
}
