package org.rexed.treatment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rexed.document.Document;
import org.rexed.document.InputException;
import org.rexed.document.Problems;
import org.rexed.measure.Observed;
import org.rexed.pharmacology.Dose;
import org.rexed.recording.Observation;
import org.rexed.recording.Recording;
import org.rexed.recording.StateSample;
import org.rexed.scenario.Arm;
import org.rexed.scenario.AssaySchedule;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.Scenario;

/** A planned regimen becomes a scenario, and what was found becomes sentences; plans that are wrong are refused. */
class ForecastTest {
    private static final ModelLibrary LIBRARY = new ModelLibrary(Path.of("."));
    private static final String PLAN = """
        rexed: 1
        name: plan
        title: "Oxycodone: a \\"short\\" plan"
        person: {sex: female, age: 52 a, mass: 68 kg, height: 166 cm}
        severity: 250 %
        regimen: {drug: oxycodone, dose: 40 mg, route: oral, every: 12 h}
        for: 10 d
        subjects: 3
        seed: 20
        """;
    private static final String INFUSION = "{drug: morphine, rate: 40 mg/d, route: iv}";
    private static final String TABLETS = "{drug: oxycodone, dose: 40 mg, route: oral, every: 12 h}";
    /** Days 4 to 14 of the plan and four weeks after it. */
    private static final int END_d = 14;

    @TempDir
    private Path folder;

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("plan.yaml"), text);
    }

    private Forecast read(String... replacements) throws IOException {
        String text = PLAN;
        for (int i = 0; i < replacements.length; i += 2) {
            assertThat(text).contains(replacements[i]);
            text = text.replace(replacements[i], replacements[i + 1]);
        }
        return Forecast.read(write(text), LIBRARY);
    }

    @Test
    void aPlanIsReadAsAComparisonOfFiveCourses() throws IOException {
        TreatmentPlan plan = read().plan();
        assertThat(plan.name()).isEqualTo("plan");
        assertThat(plan.title()).isEqualTo("Oxycodone: a \"short\" plan");
        Scenario scenario = plan.scenario();
        assertThat(scenario.subjects()).isEqualTo(3);
        assertThat(scenario.seed()).isEqualTo(20);
        assertThat(scenario.reference()).isEqualTo("no-opioid");
        assertThat(scenario.duration_min()).isEqualTo((END_d + 28) * 1440);
        assertThat(scenario.body().mass_kg()).isEqualTo(68);
        assertThat(scenario.arms()).extracting(Arm::name).containsExactly("no-opioid", "plan", "stop", "taper",
            "buprenorphine");
        assertThat(scenario.arms()).allSatisfy(arm -> {
            assertThat(arm.injuries().injuries()).hasSize(1);
            assertThat(arm.injuries().injuries().get(0).severity()).isEqualTo(2.5);
        });
        assertThat(plan.outcomes()).extracting(Outcome::name).containsExactly("relief-early", "relief-late",
            "heat-early", "heat-late", "threshold", "hyperalgesic", "withdrawal", "threshold-after", "recovery");
        assertThat(((DaysUntil) plan.outcomes().get(8).of()).from_min()).isEqualTo(END_d * 1440);
        assertThat(plan.leaving()).isNull();
        assertThat(plan.search()).isNull();
    }

    @Test
    void theDoseIsGivenAsPlannedAndThenAsTheWayOutSays() throws IOException {
        Scenario scenario = read().plan().scenario();
        assertThat(scenario.arm("no-opioid").doses()).isEmpty();
        Dose stop = scenario.arm("stop").doses().get(0);
        assertThat(stop.drug()).isEqualTo("oxycodone");
        assertThat(stop.amount().value()).isEqualTo(40);
        assertThat(stop.start_min()).isEqualTo(4 * 1440);
        assertThat(stop.count()).as("twice a day for ten days").isEqualTo(20);
        assertThat(scenario.arm("stop").doses()).hasSize(1);
        assertThat(scenario.arm("plan").doses().get(0).count()).as("and four weeks").isEqualTo(2 * (10 + 28));
        List<Dose> taper = scenario.arm("taper").doses();
        assertThat(taper.get(0)).isEqualTo(stop);
        List<Dose> steps = taper.subList(1, taper.size());
        assertThat(steps).isNotEmpty().allSatisfy(dose -> {
            assertThat(dose.start_min()).isBetween(END_d * 1440.0, (END_d + 14) * 1440.0);
            assertThat(dose.amount().value()).isLessThanOrEqualTo(40);
        });
        assertThat(steps.get(steps.size() - 1).amount().value()).isLessThan(10);
        Dose buprenorphine = scenario.arm("buprenorphine").doses().get(1);
        assertThat(buprenorphine.drug()).isEqualTo("buprenorphine");
        assertThat(buprenorphine.start_min()).as("twelve hours later").isEqualTo(END_d * 1440 + 720);
    }

    @Test
    void aPersonIsTestedBeforeTheOpioidAndAtTheTroughOfDoses() throws IOException {
        Scenario scenario = read().plan().scenario();
        AssaySchedule pain = scenario.assays().get(0);
        assertThat(pain.assay()).isEqualTo("ongoing-pain");
        assertThat(pain.baseline_min()).isLessThan(1440);
        // An hour before days 3, 6, 8, 10, the last days 12, 13, 14, and eleven visits after them.
        assertThat(pain.times_min()).hasSize(4 + 3 + 11).startsWith(71 * 60.0, 143 * 60.0)
            .endsWith(((END_d + 28) * 24 - 1) * 60.0);
        assertThat(scenario.assays()).extracting(AssaySchedule::times_min).containsOnly(pain.times_min());
        // The shortest plan: its last days are those of the first week too, and are read once.
        assertThat(read("for: 10 d", "for: 7 d").plan().scenario().assays().get(0).times_min()).doesNotHaveDuplicates()
            .hasSize(4 + 2 + 11);
    }

    @Test
    void infusionsAndHealthyPersonsCanBePlannedToo() throws IOException {
        Scenario scenario = read(TABLETS, INFUSION, "severity: 250 %", "severity: 0").plan().scenario();
        Dose stop = scenario.arm("stop").doses().get(0);
        assertThat(stop.form()).isEqualTo(Dose.Form.INFUSION);
        assertThat(stop.duration_min()).isEqualTo(10 * 1440);
        assertThat(scenario.arm("taper").doses()).hasSizeGreaterThan(5);
        assertThat(scenario.arm("plan").injuries().injuries()).isEmpty();
        TreatmentPlan usual = read("subjects: 3\n", "", "seed: 20\n", "").plan();
        assertThat(usual.scenario().subjects()).isEqualTo(24);
        assertThat(usual.scenario().seed()).isEqualTo(1);
    }

    /** Everybody in an arm reads the same, so that intervals have no width. */
    private static Recording person(String arm, Scenario scenario) {
        Recording recording = new Recording();
        for (double time_min : scenario.assays().get(0).times_min()) {
            boolean opioid = !arm.equals("no-opioid") && time_min > 4 * 1440;
            boolean late = time_min > 11 * 1440;
            boolean out = time_min > END_d * 1440 && !arm.equals("plan");
            double pain = !opioid ? 6 : late ? 5 : 3.5;
            double heat = !opioid ? 5 : late ? 6 : 3;
            double threshold = !opioid || !late || out && time_min > (END_d + 9) * 1440 ? 44 : 41.8;
            recording.add(new Observation(time_min, "ongoing-pain", "left-foot", pain, "1", 0.5, false));
            recording.add(new Observation(time_min, "pain-rating", "left-thigh", heat, "1", 5, false));
            recording.add(new Observation(time_min, "heat-pain-threshold", "left-thigh", threshold, "Cel", 44, false));
            recording.add(new StateSample(time_min, "adenylyl-cyclase", "unopposed_adaptation_brainstem",
                out && opioid && time_min < (END_d + 3) * 1440 ? arm.equals("stop") ? 0.6 : 0.25 : 0, "1"));
        }
        return recording;
    }

    @Test
    void sentencesNameWhatWasFound() throws IOException {
        Forecast forecast = read();
        Scenario scenario = forecast.plan().scenario();
        Observed observed = new Observed(3, scenario.tick_min());
        for (Arm arm : scenario.arms()) {
            for (int subject = 0; subject < 3; subject++) {
                observed.add(arm.name(), subject, person(arm.name(), scenario));
            }
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        new Comparison(forecast.plan(), observed).addTo(result, new StringBuilder());
        forecast.addTo(result, LIBRARY);
        List<String> sentences = texts(result.get("forecast").get("sentences"));
        assertThat(sentences).hasSize(3 + 3);
        assertThat(sentences.get(0)).isEqualTo("Benefit: pain in the first week is -2.5 [-2.5, -2.5] points of 10"
            + " against no opioid; at the end of the plan it is -1.0 [-1.0, -1.0].");
        assertThat(sentences.get(1)).contains("-2.0 [-2.0, -2.0] points differently in the first week, and +1.0");
        // All three of 3: Clopper and Pearson give 29 to 100 %, of none 0 to 71 %.
        assertThat(sentences.get(2)).contains("100 [29, 100] % of such persons").contains("below 97 %")
            .contains("against 0 [0, 71] % without opioid");
        assertThat(sentences.get(3)).isEqualTo("Exit, the plan, ended at once: signs of withdrawal at worst 0.60 [0.60,"
            + " 0.60] (0 none, 1 severe), threshold in the fourth week 100 [100, 100] % of baseline, back after at"
            + " least 11.0 [11.0, 11.0] days.");
        assertThat(sentences.get(4)).startsWith("Exit, the plan, tapered over two weeks: ").contains("worst 0.25 ");
        assertThat(sentences.get(5)).startsWith("Exit, the plan, then buprenorphine: ");
        List<String> assumptions = texts(result.get("forecast").get("assumptions"));
        assertThat(assumptions.get(0)).matches("Of \\d{2,} numbers of the model that this forecast uses, \\d{2,} are"
            + " assumed and \\d+ were fitted; intervals do not contain that doubt\\.");
        assertThat(assumptions).anyMatch(text -> text.startsWith("The disease is a lasting inflammation"));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    @Test
    void aRegimenMakesAFileAPlan() throws IOException {
        assertThat(Forecast.isOne(Document.tree(write(PLAN), new Problems()).orElseThrow())).isTrue();
        assertThat(Forecast.isOne(Document.tree(Path.of("src/test/resources/treatments/tiny.yaml"), new Problems())
            .orElseThrow())).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        drug: oxycodone | drug: oxycodon | 6:17 | drug: found "oxycodon"; did you mean "oxycodone"?
        route: oral | route: orl | 6:48 | route: found "orl"; did you mean "oral"?
        route: oral | route: pellet | 6:10 | pellet
        route: oral | route: "{x" | 6:48 | route: found "{x"
        dose: 40 mg | dose: 40 | 6:34 | dose: unit missing
        dose: 40 mg | dose: "40 mg, at: 5 d" | 6:34 | dose:
        dose: 40 mg | rate: 40 mg | 6:34 | rate:
        dose: 40 mg | doze: 40 mg | 6:10 | expected one of dose, rate; found none of them
        every: 12 h | every: 1 min | 6:61 | every: out of range; found 1 min; allowed
        , every: 12 h | ~~ | 6:10 | key "every" missing
        sex: female | sex: femal | 4:15 | sex: found "femal"; did you mean "female"?
        age: 52 a | age: 7 a | 4:28 | age: out of range; found 7 a; allowed 18 a to 100 a
        mass: 68 kg | mass: 68 | 4:40 | mass: unit missing
        height: 166 cm | height: 16 m | 4:55 | height: out of range; found 16 m
        person: {sex | person: {colour: red, sex | 4:10 | unknown key "colour"
        severity: 250 % | severity: 900 % | 5:11 | severity: out of range; found 900 %
        for: 10 d | for: 6 d | 7:6 | for: out of range; found 6 d
        subjects: 3 | subjects: 1 | 8:11 | subjects: out of range; found 1
        seed: 20 | sead: 20 | 9:1 | unknown key "sead"; did you mean "seed"?
        name: plan | name: "my plan: x" | 2:7 | name: found "my plan: x"; allowed are a-z
        """, quoteCharacter = '~')
    void wrongPlansAreRefusedWithTheirPlace(String from, String to, String place, String words) throws IOException {
        assertThat(PLAN).contains(from);
        Path file = write(PLAN.replace(from, to));
        InputException e = catchThrowableOfType(InputException.class, () -> Forecast.read(file, LIBRARY));
        assertThat(e).as(to).isNotNull();
        assertThat(e.getMessage().lines().toList()).anySatisfy(line ->
            assertThat(line).startsWith(file + ":" + place + ": ").contains(words));
    }
}
