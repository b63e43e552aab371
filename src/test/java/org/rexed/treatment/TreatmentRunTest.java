package org.rexed.treatment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rexed.experiment.RunFolder;
import org.rexed.measure.StudyQueue;
import org.rexed.random.RandomKey;
import org.rexed.recording.Observation;
import org.rexed.recording.Recording;
import org.rexed.scenario.Arm;
import org.rexed.scenario.ModelLibrary;
import org.rexed.simulation.Assembly;

/** Comparisons and searches in made-up subjects, whose best dose is known. */
class TreatmentRunTest {
    private static final ModelLibrary LIBRARY = new ModelLibrary(Path.of("."));
    private static final Path TINY = Path.of("src/test/resources/treatments/tiny.yaml");
    private static final long SEED = 11;
    private static final double BEST_DOSE = 6;

    @TempDir
    private Path folder;
    private final AtomicInteger lives = new AtomicInteger();
    private final Set<Long> seeds = new ConcurrentSkipListSet<>();

    /** The fall of the threshold is least at a dose of 6 mg/kg; other subjects than those of the file have 3 more. */
    private Recording madeUp(Assembly assembly, Arm arm, int subject) {
        long seed = assembly.scenario().seed();
        double dose = arm.doses().isEmpty() ? 1 : arm.doses().get(0).amount().value();
        return constant(seed, fall(dose, subject) + (seed == SEED ? 0 : 3));
    }

    private static double fall(double dose, int subject) {
        double off = StrictMath.log(dose / BEST_DOSE);
        return 5 * off * off + subject;
    }

    private Recording constant(long seed, double fall) {
        lives.incrementAndGet();
        seeds.add(seed);
        Recording recording = new Recording();
        for (int day = 2; day <= 5; day++) {
            for (String assay : List.of("hargreaves", "von-frey")) {
                recording.add(new Observation(1440 * day, assay, "left-hindpaw",
                    assay.equals("von-frey") ? 10 : 10 - fall / 10, "s", 10, false));
            }
        }
        return recording;
    }

    private TreatmentPlan plan(String... replacements) throws IOException {
        String yaml = Files.readString(TINY);
        for (int i = 0; i < replacements.length; i += 2) {
            assertThat(yaml).contains(replacements[i]);
            yaml = yaml.replace(replacements[i], replacements[i + 1]);
        }
        return TreatmentPlan.read(Files.writeString(folder.resolve("tiny.yaml"), yaml), Map.of(), LIBRARY);
    }

    private ObjectNode run(String name, TreatmentPlan plan, int threads, boolean search,
                           StudyQueue.Simulator simulator, List<Double> tried) {
        return new TreatmentRun(plan, null, Map.of(), LIBRARY, simulator).run(
            RunFolder.create(folder, "treatments", name, false), "", threads, search, new TreatmentRun.Watcher() {
                @Override
                public void tried(int schedules, int of, double cost, double lowest) {
                    tried.add(cost);
                    assertThat(schedules).isEqualTo(tried.size()).isLessThanOrEqualTo(of);
                    assertThat(lowest).isEqualTo(tried.stream().mapToDouble(c -> c).min().orElseThrow());
                }

                @Override
                public void ended(int done, int failed, int runs) {
                    assertThat(done).isBetween(1, runs);
                }

                @Override
                public void complete(TreatmentPlan owner) {
                    assertThat(owner).isSameAs(plan);
                }
            });
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve("treatments").resolve(file));
    }

    /** Fall and half of a tenth of it, less half of the baseline; the mean of subjects is 1.5 above the first. */
    private static double cost(double dose, double more) {
        return 1.05 * (fall(dose, 0) + 1.5 + more) - 5;
    }

    @Test
    void strategiesAreSimulatedAndCompared() throws IOException {
        TreatmentPlan plan = plan();
        assertThat(new TreatmentRun(plan, null, Map.of(), LIBRARY, this::madeUp).runs()).isEqualTo(3 * 4);
        ObjectNode result = run("one", plan, 2, false, this::madeUp, new ArrayList<>());
        assertThat(lives.get()).isEqualTo(12);
        assertThat(result.has("search")).as("not asked for").isFalse();
        assertThat(result.has("forecast")).isFalse();
        JsonNode taper = result.get("strategies").get(2).get("outcomes").get("fall").get("as_planned");
        assertThat(taper.get("mean").asDouble()).isCloseTo(fall(4, 0) + 1.5, within(1e-9));
        assertThat(taper.get("change").asDouble()).isCloseTo(fall(4, 0) - fall(10, 0), within(1e-9));
        assertThat(read("one/outcomes.csv").lines().toList()).hasSize(1 + 3 * (1 + 4 * 2))
            .startsWith("arm,outcome,how,n,mean,ci95_low,ci95_high,change,change_ci95_low,change_ci95_high");
        assertThat(read("one/manifest.json")).contains("\"kind\" : \"treatment\"");
        assertThat(read("one/treatment.json")).contains("\"strategies\"");
        assertThat(folder.resolve("treatments/one/schedules.csv")).doesNotExist();
    }

    @Test
    void theSearchFindsTheBestDoseAndOtherSubjectsJudgeIt() throws IOException {
        List<Double> tried = new ArrayList<>();
        ObjectNode result = run("one", plan("evaluations: 20", "evaluations: 12"), 2, true, this::madeUp, tried);
        JsonNode search = result.get("search");
        double best = search.get("parameters").get(0).get("best").asDouble();
        assertThat(best).isCloseTo(BEST_DOSE, within(1.0));
        assertThat(search.get("cost_found").asDouble()).isCloseTo(cost(best, 0), within(1e-9))
            .isEqualTo(tried.stream().mapToDouble(c -> c).min().orElseThrow());
        assertThat(tried.get(0)).as("the start is tried first").isCloseTo(cost(4, 0), within(1e-9));
        assertThat(search.get("schedules").asInt()).isEqualTo(tried.size()).isBetween(5, 12);
        // Those who judge are three points worse off in either case, so that the gain is that of the dose.
        assertThat(search.get("judged_by").asInt()).isEqualTo(4);
        assertThat(search.get("cost_best").asDouble()).isCloseTo(cost(best, 3), within(1e-9));
        assertThat(search.get("cost_start").asDouble()).isCloseTo(cost(4, 3), within(1e-9));
        assertThat(search.get("gain").asDouble()).isCloseTo(cost(best, 0) - cost(4, 0), within(1e-9)).isNegative();
        assertThat(search.get("gain_ci95")).hasSize(2);
        assertThat(seeds).hasSize(2).contains(SEED);
        List<String> schedules = read("one/schedules.csv").lines().toList();
        assertThat(schedules).hasSize(1 + tried.size());
        assertThat(schedules.get(0)).isEqualTo("schedule,arms.taper.doses.0.dose,cost");
        assertThat(schedules.get(1)).startsWith("1,4,");
        assertThat(schedules).allSatisfy(line -> {
            if (!line.startsWith("schedule")) {
                assertThat(Double.parseDouble(line.split(",")[1])).isBetween(1.0, 16.0);
            }
        });
    }

    @Test
    void oneThreadFindsTheSameAsTwo() throws IOException {
        TreatmentPlan plan = plan("evaluations: 20", "evaluations: 5");
        ObjectNode one = run("one", plan, 1, true, this::madeUp, new ArrayList<>());
        ObjectNode two = run("two", plan, 2, true, this::madeUp, new ArrayList<>());
        assertThat(two.get("search")).isEqualTo(one.get("search"));
        assertThat(two.get("strategies")).isEqualTo(one.get("strategies"));
        for (String file : List.of("schedules.csv", "outcomes.csv", "observations.csv")) {
            assertThat(read("two/" + file)).as(file).isEqualTo(read("one/" + file));
        }
    }

    /** Everybody has the same discomfort, the median of what is borne: who leaves is chance, not the same twice. */
    @Test
    void thoseWhoJudgeBearWhatTheyBearAndNotWhatTheOthersDo() throws IOException {
        TreatmentPlan plan = plan("cost: {fall: 1, threshold: 0.5, leaving: 4}", "cost: {leaving: 1}",
            "evaluations: 20", "evaluations: 1", "variation: 0 %", "variation: 100 %", "subjects: 4", "subjects: 25");
        ObjectNode result = run("one", plan, 2, true,
            (assembly, arm, subject) -> constant(assembly.scenario().seed(), 20), new ArrayList<>());
        long other = seeds.stream().filter(seed -> seed != SEED).findFirst().orElseThrow();
        assertThat(result.get("search").get("cost_found").asDouble()).isCloseTo(leavers(SEED), within(1e-9));
        assertThat(result.get("search").get("cost_start").asDouble()).isCloseTo(leavers(other), within(1e-9));
        assertThat(leavers(SEED)).isNotEqualTo(leavers(other));
        assertThat(result.get("search").get("gain").asDouble()).isZero();
    }

    private static double leavers(long seed) {
        return IntStream.range(0, 25).filter(p -> RandomKey.of(seed).child("leaving").child(p).sequence()
            .logNormalFactor(1) < 1).count() / 25.0;
    }

    @Test
    void leaversGoBackToTheReferenceArmInTheSearchToo() throws IOException {
        // A fall of 30 is more than anybody bears; as before it is 10.
        ObjectNode result = run("one", plan("evaluations: 20", "evaluations: 1"), 2, true,
            (assembly, arm, subject) -> constant(assembly.scenario().seed(), arm.name().equals("taper") ? 30 : 10),
            new ArrayList<>());
        assertThat(result.get("search").get("cost_found").asDouble()).isCloseTo(10 - 4.5 + 4, within(1e-9));
    }

    @Test
    void aFailedSubjectLeavesNothingToCompareAndStopsASearch() throws IOException {
        ObjectNode result = run("failed", plan(), 2, true, (assembly, arm, subject) -> {
            if (arm.name().equals("stop") && subject == 3) {
                throw new ArithmeticException("cck is NaN");
            }
            return madeUp(assembly, arm, subject);
        }, new ArrayList<>());
        assertThat(result.get("strategies")).isEmpty();
        assertThat(result.has("search")).isFalse();
        assertThat(read("failed/failed.csv")).contains("stop,3,cck is NaN");
        TreatmentPlan plan = plan();
        assertThatThrownBy(() -> run("later", plan, 1, true, (assembly, arm, subject) -> {
            if (arm.name().equals("taper") && arm.doses().get(0).amount().value() != 4) {
                throw new ArithmeticException("cck is NaN");
            }
            return madeUp(assembly, arm, subject);
        }, new ArrayList<>())).isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("a subject of the schedule {arms.taper.doses.0.dose=");
    }
}
