package org.rexed.treatment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rexed.calibration.FreeParameter;
import org.rexed.calibration.Transform;
import org.rexed.document.InputException;
import org.rexed.scenario.ModelLibrary;

/** Files of comparisons: what they hold, and that wrong ones are refused with their place. */
class TreatmentPlanTest {
    private static final ModelLibrary LIBRARY = new ModelLibrary(Path.of("."));
    private static final Path TINY = Path.of("src/test/resources/treatments/tiny.yaml");

    @TempDir
    private Path folder;

    @Test
    void aFileSaysWhatIsComparedWhoLeavesAndWhatIsSearched() {
        TreatmentPlan plan = TreatmentPlan.read(TINY, Map.of("subjects", "2"), LIBRARY);
        assertThat(plan.scenario().subjects()).isEqualTo(2);
        assertThat(plan.outcomes()).extracting(Outcome::name).containsExactly("fall", "threshold", "recovery", "low");
        assertThat(plan.outcomes()).extracting(Outcome::better).containsExactly(Outcome.Better.LOWER,
            Outcome.Better.HIGHER, Outcome.Better.LOWER, Outcome.Better.LOWER);
        DaysUntil recovery = (DaysUntil) plan.outcomes().get(2).of();
        assertThat(recovery.times_min()).containsExactly(2880.0, 4320.0, 5760.0, 7200.0);
        assertThat(recovery.readings()).hasSize(4);
        assertThat(recovery.from_min()).isEqualTo(1440);
        assertThat(recovery.low()).isEqualTo(90);
        assertThat(recovery.high()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(plan.leaving().times_min()).isEqualTo(recovery.times_min());
        assertThat(plan.leaving().parts()).extracting(Leaving.Part::weight).containsExactly(1.0, 0.5);
        assertThat(plan.leaving().median()).isEqualTo(20);
        assertThat(plan.leaving().variation()).isZero();
        assertThat(plan.search()).isEqualTo(new TreatmentPlan.Limits("taper", java.util.List.of(new FreeParameter(
            "arms.taper.doses.0.dose", "mg/kg", 1, 16, 4, Transform.LOG)),
            Map.of("fall", 1.0, "threshold", 0.5), 4, 20));
        // Outcomes and discomforts of an arm: four, and two at four visits each.
        assertThat(plan.quantities("stop")).hasSize(4 + 2 * 4).doesNotContainAnyElementsOf(plan.quantities("taper"));
    }

    @Test
    void leavingAndSearchMayBeMissing() throws IOException {
        String yaml = Files.readString(TINY);
        Path file = Files.writeString(folder.resolve("short.yaml"), yaml.substring(0, yaml.indexOf("leaving:\n")));
        TreatmentPlan plan = TreatmentPlan.read(file, Map.of(), LIBRARY);
        assertThat(plan.leaving()).isNull();
        assertThat(plan.search()).isNull();
        assertThat(plan.quantities("stop")).hasSize(4);
    }

    @Test
    void everyComparisonOfTheLibraryCanBeRead() {
        for (String name : LIBRARY.names(ModelLibrary.Kind.TREATMENT)) {
            Path file = LIBRARY.path(ModelLibrary.Kind.TREATMENT, name);
            if (name.startsWith("forecast")) {
                assertThat(Forecast.read(file, LIBRARY).plan().name()).isEqualTo(name);
            } else {
                assertThat(TreatmentPlan.read(file, Map.of(), LIBRARY).name()).isEqualTo(name);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        better: higher | better: more | 34:13 | better: found "more"; allowed: lower, higher
        better: higher | better: highr | 34:13 | did you mean "higher"?
        arm: as-before, time: [4 d, 5 d] | arm: as-befor, time: [4 d, 5 d] | 31:34 | did you mean "as-before"?
        time: [4 d, 5 d] | time: [4 d, 6 d] | 31:57 | no reading of hargreaves at 8640 min
        from: 1 d#      above: 90 | from: 1 d | 40:7 | days-until: expected above, below or both
        from: 1 d#      above | form: 1 d#      above | 41:7 | unknown key "form"; did you mean "from"?
        4 d, 5 d], as: percent-of-baseline} | 4 d, 5 d], as: percent-of-baseline, take: lowest} | 40:11 | of: expected a
        2 d, 3 d, 4 d, 5 d], as: percent | 2 d, 4 d, 3 d, 5 d], as: percent | 40:11 | of: times must rise
        weight: 0.5 | weight: -1 | 50:93 | weight: out of range; found -1; allowed 0
        5 d], as: fall}, weight: 0.5 | 4 d], as: fall}, weight: 0.5 | 50:12 | of: times must rise
        [2 d, 3 d, 4 d, 5 d], as: fall}, weight: 0.5 | [3 d, 4 d, 5 d], as: fall}, weight: 0.5 | 50:12 | times differ
        borne: 20 | borne: 0 | 51:10 | borne: out of range; found 0
        variation: 0 % | variation: 400 % | 52:14 | variation: out of range; found 400 %
        arm: taper# | arm: tapper# | 54:8 | arm: found "tapper"; did you mean "taper"?
        from: 1 mg/kg, to | from: 20 mg/kg, to | 56:72 | to: must be above from
        from: 1 mg/kg, to | from: 0 mg/kg, to | 56:108 | transform: log needs bounds above 0; found 0 mg/kg
        start: 4 mg/kg | start: 40 mg/kg | 56:88 | start: out of range; found 40 mg/kg; allowed 1 mg/kg to 16 mg/kg
        start: 4 mg/kg | start: 4 mg | 56:88 | start: wrong dimension; found "4 mg"
        transform: log | transform: lgo | 56:108 | transform: found "lgo"; did you mean "log"?
        {fall: 1, thr | {fal: 1, thr | 57:15 | cost: no outcome "fal"; allowed: fall, threshold, recovery, low, leaving
        path: arms.taper | path: arms.tapr | 56:14 | path: nothing named "tapr" in arms; allowed positions
        doses.0.dose, unit: | doses.0.dos, unit: | 56:14 | path: unknown key "dos"
        evaluations: 20 | evaluations: 0 | 58:16 | evaluations: out of range; found 0
        search:# | serach:# | 53:1 | unknown key "serach"; did you mean "search"?
        outcomes:# | outcome:# | 2:1 | outcomes: at least one is needed
        name: tiny-treatment#title: Go | name: -tiny#title: Go | 3:7 | name: found "-tiny"; allowed are a-z
        """)
    void wrongFilesAreRefusedWithTheirPlace(String from, String to, String place, String words) throws IOException {
        String yaml = Files.readString(TINY);
        String found = from.replace("#", "\n");
        assertThat(yaml).contains(found);
        Path file = Files.writeString(folder.resolve("wrong.yaml"), yaml.replace(found, to.replace("#", "\n")));
        InputException e = catchThrowableOfType(InputException.class,
            () -> TreatmentPlan.read(file, Map.of(), LIBRARY));
        assertThat(e).as(to).isNotNull();
        assertThat(e.getMessage().lines().toList()).anySatisfy(line ->
            assertThat(line).startsWith(file + ":" + place + ": ").contains(words));
    }
}
