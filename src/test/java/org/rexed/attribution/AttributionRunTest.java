package org.rexed.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rexed.document.InputException;
import org.rexed.experiment.RunFolder;
import org.rexed.measure.Attribution;
import org.rexed.measure.StudyQueue;
import org.rexed.recording.Observation;
import org.rexed.recording.Recording;
import org.rexed.scenario.Arm;
import org.rexed.scenario.ModelLibrary;
import org.rexed.simulation.Assembly;

/** Effects of made-up subjects divided among groups, against values worked out by hand; and files that are wrong. */
class AttributionRunTest {
    private static final ModelLibrary LIBRARY = new ModelLibrary(Path.of("."));
    private static final Path TINY = Path.of("src/test/resources/attributions/tiny.yaml");
    private static final String GROUPS = "  glutamate: [nmda-sensitization, glutamate-uptake]\n"
        + "  facilitation: descending-facilitation\n";
    private static final String SIX = "  glutamate: nmda-sensitization\n  facilitation: descending-facilitation\n"
        + "  dynorphin: dynorphin\n  uptake: glutamate-uptake\n  peptides: peptide-release\n"
        + "  microglia: microglial-bdnf\n";

    @TempDir
    private Path folder;
    private final AtomicInteger lives = new AtomicInteger();

    private static double on(Arm arm, String mechanism) {
        return arm.mechanisms().get(mechanism) > 0 ? 1 : 0;
    }

    /** The threshold falls by 3 + 2 a + 4 b + 6 a b percent times the number of the subject, read a bit differently. */
    private Recording madeUp(Assembly assembly, Arm arm, int subject) {
        lives.incrementAndGet();
        double a = on(arm, "nmda-sensitization");
        double b = on(arm, "descending-facilitation");
        double fall = (subject + 1) * (3 + 2 * a + 4 * b + 6 * a * b);
        Recording recording = new Recording();
        for (double[] read : new double[][] {{50, 0.9}, {60, 1.1}, {70, 1.6}}) {
            recording.add(new Observation(read[0], "hargreaves", "left-hindpaw", 10 - read[1] * fall / 10, "s", 10,
                false));
        }
        return recording;
    }

    private AttributionPlan plan(String... replacements) throws IOException {
        String yaml = Files.readString(TINY);
        for (int i = 0; i < replacements.length; i += 2) {
            assertThat(yaml).contains(replacements[i]);
            yaml = yaml.replace(replacements[i], replacements[i + 1]);
        }
        return AttributionPlan.read(Files.writeString(folder.resolve("tiny.yaml"), yaml), Map.of(), LIBRARY);
    }

    private ObjectNode run(String name, AttributionPlan plan, int threads, StudyQueue.Simulator simulator) {
        return new AttributionRun(plan, LIBRARY, simulator).run(RunFolder.create(folder, "attributions", name, false),
            "", threads, new StudyQueue.Watcher<>() {
                @Override
                public void ended(int done, int failed, int runs) {
                    assertThat(done).isBetween(1, runs);
                }

                @Override
                public void complete(AttributionPlan owner) {
                    assertThat(owner).isSameAs(plan);
                }
            });
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve("attributions").resolve(file));
    }

    @Test
    void aFileSaysWhatIsDividedAmongWhat() throws IOException {
        AttributionPlan plan = plan();
        assertThat(plan.name()).isEqualTo("tiny-attribution");
        assertThat(plan.effects()).hasSize(2);
        Attribution first = plan.effects().get(0).attribution();
        assertThat(first.arms()).containsExactly("morphine");
        assertThat(first.names()).containsExactly("glutamate", "facilitation");
        assertThat(first.groups().get("glutamate")).containsExactly("nmda-sensitization", "glutamate-uptake");
        assertThat(first.orders()).isEmpty();
        assertThat(first.again()).isNotNull();
        assertThat(plan.effects().get(1).attribution().again()).isNull();
        assertThat(AttributionPlan.read(TINY, Map.of("subjects", "2"), LIBRARY).scenario().subjects()).isEqualTo(2);
    }

    @Test
    void everyFileOfTheLibraryCanBeRead() {
        for (String name : LIBRARY.names(ModelLibrary.Kind.ATTRIBUTION)) {
            Path file = LIBRARY.path(ModelLibrary.Kind.ATTRIBUTION, name);
            assertThat(AttributionPlan.read(file, Map.of(), LIBRARY).name()).isEqualTo(name);
        }
    }

    @Test
    void effectsAreDividedAsAGroupAndSubjectBySubject() throws IOException {
        AttributionPlan plan = plan();
        // Of the arms only morphine is asked for, with four combinations of two groups.
        assertThat(new AttributionRun(plan, LIBRARY, this::madeUp).runs()).isEqualTo(4 * 3);
        ObjectNode result = run("one", plan, 2, this::madeUp);
        assertThat(lives.get()).isEqualTo(12);
        assertThat(result.get("runs").asInt()).isEqualTo(12);
        JsonNode effect = result.get("effects").get(0);
        assertThat(effect.get("orders").asInt()).isZero();
        // 12 times 1, 2 and 3; the mean of what a contributes is 5 times 2, of b 7 times 2.
        assertThat(effect.get("effect").asDouble()).isCloseTo(24, within(1e-9));
        // Standard deviation 12 of three: t = 4.302653.
        double half = 4.302652729 * 12 / StrictMath.sqrt(3);
        assertThat(effect.get("effect_ci95").get(0).asDouble()).isCloseTo(24 - half, within(1e-6));
        assertThat(effect.get("sum_error").asDouble()).isLessThan(1e-9);
        JsonNode glutamate = effect.get("groups").get(0);
        assertThat(glutamate.get("mechanisms")).hasSize(2);
        assertThat(glutamate.get("contribution").asDouble()).isCloseTo(10, within(1e-9));
        assertThat(glutamate.get("share").asDouble()).isCloseTo(5.0 / 12, within(1e-9));
        assertThat(glutamate.get("predominates").asDouble()).isZero();
        JsonNode facilitation = effect.get("groups").get(1);
        assertThat(facilitation.get("contribution").asDouble()).isCloseTo(14, within(1e-9));
        assertThat(facilitation.get("share").asDouble()).isCloseTo(7.0 / 12, within(1e-9));
        assertThat(facilitation.get("predominates").asDouble()).isEqualTo(1);
        // The other effect falls as the threshold does: 1.6 times 12, a tenth of it in seconds.
        assertThat(result.get("effects").get(1).get("effect").asDouble()).isCloseTo(-1.6 * 24 / 10, within(1e-9));
        assertThat(read("one/attribution.json")).contains("\"effects\"").contains("facilitation");
        assertThat(read("one/groups.csv").lines().toList()).hasSize(1 + 2 * 2).anyMatch(line ->
            line.contains("glutamate,nmda-sensitization glutamate-uptake,"));
        assertThat(read("one/subjects.csv").lines().toList()).hasSize(1 + 2 * 2 * 3);
        assertThat(read("one/manifest.json")).contains("\"kind\" : \"attribution\"");
        assertThat(read("one/observations.csv")).contains("morphine without glutamate");
        assertThat(read("one/resolved.yaml")).contains("tiny-attribution");
    }

    @Test
    void intervalsOfOneSubjectTellHowItsReadingsDisagree() throws IOException {
        ObjectNode result = run("one", plan(), 1, this::madeUp);
        // Readings of 0.9, 1.1 and, again, 1.6 times 5 s: t of two degrees of freedom about the mean of the first two.
        double half = 4.302652729 * StrictMath.sqrt((0.09 + 0.01 + 0.16) / 2) / StrictMath.sqrt(3);
        JsonNode subjects = result.get("effects").get(0).get("groups").get(0).get("subjects");
        for (int s = 0; s < 3; s++) {
            double contribution = 5.0 * (s + 1);
            JsonNode subject = subjects.get(s);
            assertThat(subject.get("contribution").asDouble()).isCloseTo(contribution, within(1e-9));
            JsonNode ends = subject.get("contribution_ci95");
            assertThat(ends.get(0).asDouble()).isCloseTo(contribution * (1 - half), within(1e-6));
            assertThat(ends.get(1).asDouble()).isCloseTo(contribution * (1 + half), within(1e-6));
        }
        // A single reading cannot disagree with itself.
        JsonNode once = result.get("effects").get(1).get("groups").get(0).get("subjects").get(0);
        assertThat(once.get("contribution_ci95").get(0).isNull()).isTrue();
        String[] row = read("one/subjects.csv").lines().skip(1).findFirst().orElseThrow().split(",");
        assertThat(row).startsWith("\"fall of the threshold", " percent of baseline\"", "0", "glutamate");
        assertThat(Double.parseDouble(row[4])).isCloseTo(5, within(1e-9));
        assertThat(Double.parseDouble(row[7])).as("the whole effect").isCloseTo(12, within(1e-9));
    }

    @Test
    void manyGroupsAreDividedByOrdersDrawnByChance() throws IOException {
        AttributionPlan plan = plan(GROUPS, SIX, "arm: morphine\nmech", "arm: morphine\norders: 3\nmech");
        Attribution attribution = plan.effects().get(0).attribution();
        assertThat(attribution.orders()).hasSize(4).allSatisfy(order ->
            assertThat(order).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5));
        assertThat(plan.effects().get(1).attribution().orders()).isEqualTo(attribution.orders());
        ObjectNode result = run("many", plan, 2, this::madeUp);
        // None, all, and at most five between for each order: not 64.
        assertThat(lives.get()).isEqualTo(result.get("runs").asInt()).isBetween(7 * 3, (2 + 4 * 5) * 3);
        JsonNode effect = result.get("effects").get(0);
        assertThat(effect.get("orders").asInt()).isEqualTo(4);
        assertThat(effect.get("sum_error").asDouble()).isLessThan(1e-9);
        double sum = 0;
        for (JsonNode group : effect.get("groups")) {
            sum += group.get("contribution").asDouble();
        }
        assertThat(sum).isCloseTo(24, within(1e-9));
        // What acts in pairs is divided exactly by an order and its reverse; the others do nothing.
        assertThat(effect.get("groups").get(0).get("contribution").asDouble()).isCloseTo(10, within(1e-9));
        assertThat(effect.get("groups").get(2).get("contribution").asDouble()).isCloseTo(0, within(1e-9));
    }

    @Test
    void threadsDoNotMatterAndAFailedSubjectLeavesNoEffects() throws IOException {
        AttributionPlan plan = plan();
        run("first", plan, 1, this::madeUp);
        run("second", plan, 2, this::madeUp);
        for (String file : List.of("groups.csv", "subjects.csv", "observations.csv")) {
            assertThat(read("first/" + file)).as(file).isEqualTo(read("second/" + file));
        }
        ObjectNode result = run("failed", plan, 2, (assembly, arm, subject) -> {
            if (subject == 1 && arm.name().equals("morphine without facilitation")) {
                throw new ArithmeticException("cck is NaN");
            }
            return madeUp(assembly, arm, subject);
        });
        assertThat(result.get("effects")).isEmpty();
        assertThat(read("failed/failed.csv")).contains("morphine without facilitation,1,cck is NaN");
        assertThat(folder.resolve("attributions/failed/groups.csv")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        arm: morphine#mech | arm: morfine#mech | 22:6 | arm: found "morfine"; did you mean "morphine"?
        arm: morphine#mech | mech | 2:1 | key "arm" missing
        nmda-sensitization | nmda-sensitisation | 24:15 | did you mean "nmda-sensitization"?
        glutamate: [nmda-sensitization, glutamate-uptake] | glutamate: [] | 24:14 | at least one mechanism is needed
        facilitation: descending-facilitation | other: glutamate-uptake | 25:10 | glutamate-uptake is in two groups
        uptake]#  facilitation: descending-facilitation | uptake] | 24:3 | from 2 to 5 groups are allowed, more with
        arm: morphine#mech | arm: morphine#orders: 1#mech | 23:9 | orders: out of range; found 1; allowed
        title: threshold at the end, s | title: fall of the threshold, percent of baseline | 30:12 | two effects have
        time: 70 min, as: fall | time: [50 min, 60 min], as: fall | 29:12 | these are the same readings as in of
        time: [50 min, 60 min], as: fall | time: [50 min, 61 min], as: fall | 28:59 | no reading of hargreaves at 61 min
        effects: | efects: | 26:1 | unknown key "efects"; did you mean "effects"?
        name: tiny-attribution#title: A | name: Tiny#title: A | 3:7 | name: found "Tiny"; allowed are a-z
        again: | agian: | 29:5 | unknown key "agian"; did you mean "again"?
        """)
    void wrongFilesAreRefusedWithTheirPlace(String from, String to, String place, String words) throws IOException {
        String yaml = Files.readString(TINY);
        String found = from.replace("#", "\n");
        assertThat(yaml).contains(found);
        Path file = Files.writeString(folder.resolve("wrong.yaml"), yaml.replace(found, to.replace("#", "\n")));
        InputException e = catchThrowableOfType(InputException.class,
            () -> AttributionPlan.read(file, Map.of(), LIBRARY));
        assertThat(e).as(to).isNotNull();
        assertThat(e.getMessage().lines().toList()).anySatisfy(line ->
            assertThat(line).startsWith(file + ":" + place + ": ").contains(words));
    }

    @Test
    void sixGroupsNeedOrdersAndSeventeenAreTooMany() throws IOException {
        InputException six = catchThrowableOfType(InputException.class, () -> plan(GROUPS, SIX));
        assertThat(six).hasMessageContaining("from 2 to 5 groups are allowed, more with orders drawn by chance"
            + " (orders: 20); found 6");
        StringBuilder many = new StringBuilder();
        List<String> names = LIBRARY.names(ModelLibrary.Kind.MECHANISM);
        for (int g = 0; g <= Attribution.MOST_SAMPLED_GROUPS; g++) {
            many.append("  g").append(g).append(": ").append(names.get(g % names.size())).append('\n');
        }
        InputException seventeen = catchThrowableOfType(InputException.class,
            () -> plan(GROUPS, many.toString(), "arm: morphine\nmech", "arm: morphine\norders: 20\nmech"));
        assertThat(seventeen).hasMessageContaining("from 2 to 16 groups are allowed; found 17");
    }
}
