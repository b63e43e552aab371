package org.rexed.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rexed.recording.Recording;
import org.rexed.scenario.Arm;
import org.rexed.simulation.Assembly;

/** Order, failures and files of a study; subjects are made up. */
class ExperimentTest {
    private static final Experiment.Watcher NOBODY = (done, failed, runs) -> { };

    @TempDir
    private Path out;

    private Experiment.Result run(String name, Assembly assembly, RecordChoice record, int threads,
                                  Experiment.Simulator simulator) {
        return new Experiment(assembly, record, simulator)
            .run(RunFolder.create(out, "tiny", name, false), TinyStudy.YAML, "rexed run tiny.yaml", threads, NOBODY);
    }

    private String read(String run, String file) throws IOException {
        return Files.readString(out.resolve("tiny").resolve(run).resolve(file));
    }

    @Test
    void rowsComeInTheOrderOfArmsAndSubjectsWhoeverFinishesFirst() throws IOException {
        Assembly assembly = TinyStudy.assembly(Map.of("subjects", "20"));
        AtomicInteger next = new AtomicInteger();
        run("slow-first", assembly, RecordChoice.STANDARD, 7, (arm, subject) -> {
            // Earlier subjects take longer, so they finish in the wrong order.
            pause(Math.max(0, 12 - next.getAndIncrement()));
            return TinyStudy.madeUp(arm, subject);
        });
        run("alone", assembly, RecordChoice.STANDARD, 1, TinyStudy::madeUp);
        for (String file : List.of("observations.csv", "states.csv", "events.csv", "summary.csv", "spikes.csv")) {
            assertThat(read("slow-first", file)).isEqualTo(read("alone", file));
        }
        List<String> keys = read("alone", "observations.csv").lines().skip(1)
            .map(line -> line.split(",")).map(cells -> cells[0] + "," + cells[1]).distinct().toList();
        List<String> expected = new ArrayList<>();
        for (String arm : List.of("vehicle", "morphine")) {
            IntStream.range(0, 20).forEach(subject -> expected.add(arm + "," + subject));
        }
        assertThat(keys).isEqualTo(expected);
    }

    private static void pause(int ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aFailedSubjectIsListedAndLosesNobodyElse() throws IOException {
        Assembly assembly = TinyStudy.assembly(Map.of("subjects", "3"));
        Experiment.Result result = run("bad", assembly, RecordChoice.STANDARD, 2, ExperimentTest::failing);
        assertThat(result.runs()).isEqualTo(6);
        assertThat(result.failures()).hasSize(2);
        assertThat(read("bad", "observations.csv")).contains("vehicle,0,", "vehicle,2,", "morphine,0,", "morphine,1,")
            .doesNotContain("vehicle,1,", "morphine,2,");
        assertThat(read("bad", "failed.csv").lines().toList()).hasSize(3)
            .contains("vehicle,1,\"rvm cck_level is NaN, at minute 3\",rexed run "
                + out.resolve("tiny/bad/resolved.yaml") + " --only vehicle/1 --debug")
            .anyMatch(line -> line.startsWith("morphine,2,StackOverflowError,"));
        JsonNode manifest = new ObjectMapper().readTree(read("bad", "manifest.json"));
        assertThat(manifest.get("failed").asInt()).isEqualTo(2);
        assertThat(manifest.get("status").asText()).contains("failed");
        // Two of three are left, and pairs are kept apart: subject 0 is the only pair of both arms.
        assertThat(result.summary().get(1).percent().n()).isEqualTo(2);
        assertThat(result.summary().get(3).difference().n()).isEqualTo(1);
    }

    private static Recording failing(Arm arm, int subject) {
        if (arm.name().equals("vehicle") && subject == 1) {
            throw new ArithmeticException("rvm cck_level is NaN, at minute 3\nsecond line");
        }
        if (arm.name().equals("morphine") && subject == 2) {
            throw new StackOverflowError();
        }
        return TinyStudy.madeUp(arm, subject);
    }

    @Test
    void summaryHoldsTheRightNumbers() throws IOException {
        run("sum", TinyStudy.assembly(Map.of()), RecordChoice.STANDARD, 2, TinyStudy::madeUp);
        // Morphine: 10/8 and 11/9 of the baseline; vehicle: 100 %.
        String last = read("sum", "summary.csv").lines().reduce((a, b) -> b).orElseThrow();
        String[] cells = last.split(",");
        assertThat(cells).hasSize(13);
        assertThat(List.of(cells).subList(0, 5)).containsExactly("morphine", "hargreaves", "left-hindpaw", "1440", "2");
        assertThat(Double.parseDouble(cells[5])).isEqualTo((125 + 100 * 11 / 9.0) / 2);
        assertThat(Double.parseDouble(cells[9])).isEqualTo((25 + (100 * 11 / 9.0 - 100)) / 2);
        assertThat(cells[12]).isEqualTo("vehicle");
    }

    @Test
    void manifestNamesEveryTableWithItsHash() throws IOException {
        run("hash", TinyStudy.assembly(Map.of()), RecordChoice.STANDARD, 2, TinyStudy::madeUp);
        JsonNode files = new ObjectMapper().readTree(read("hash", "manifest.json")).get("files");
        assertThat(files.fieldNames()).toIterable().contains("scenario.yaml", "resolved.yaml", "observations.csv",
            "states.csv", "events.csv", "spikes.csv", "summary.csv", "parameters.csv");
        assertThat(files.get("observations.csv").asText()).isEqualTo(DataFile.sha256(read("hash", "observations.csv")));
        assertThat(read("hash", "scenario.yaml")).isEqualTo(TinyStudy.YAML);
        assertThat(read("hash", "parameters.csv")).contains("models/mechanisms/dynorphin.yaml,parameters.filling,")
            .doesNotContain(Path.of(".").toAbsolutePath().normalize().toString());
        try (var all = Files.list(out.resolve("tiny/hash"))) {
            assertThat(all.map(file -> file.getFileName().toString())).noneMatch(name -> name.endsWith(".part"));
        }
    }

    @Test
    void recordChoosesHowMuchIsWritten() throws IOException {
        Assembly assembly = TinyStudy.assembly(Map.of());
        run("usual", assembly, RecordChoice.STANDARD, 1, TinyStudy::madeUp);
        run("all", assembly, RecordChoice.parse("spikes=none,states=all"), 1, TinyStudy::madeUp);
        run("none", assembly, RecordChoice.parse("states=none"), 1, TinyStudy::madeUp);
        assertThat(read("usual", "states.csv")).contains("cck_level").doesNotContain("unheard-of");
        assertThat(read("all", "states.csv")).contains("cck_level", "unheard-of");
        assertThat(out.resolve("tiny/all/spikes.csv")).doesNotExist();
        assertThat(out.resolve("tiny/none/states.csv")).doesNotExist();
        assertThat(out.resolve("tiny/none/spikes.csv")).exists();
        assertThatThrownBy(() -> RecordChoice.parse("state=all")).hasMessageContaining("states=summary");
    }

    @Test
    void aRunBeginsWithAManifestThatSaysSo() throws IOException {
        List<String> seen = new ArrayList<>();
        run("begin", TinyStudy.assembly(Map.of()), RecordChoice.STANDARD, 1, (arm, subject) -> {
            try {
                seen.add(read("begin", "manifest.json"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            assertThat(out.resolve("tiny/begin/observations.csv")).doesNotExist();
            return TinyStudy.madeUp(arm, subject);
        });
        assertThat(seen).hasSize(4).allMatch(text -> text.contains("\"status\" : \"running\""));
        assertThat(read("begin", "manifest.json")).contains("\"status\" : \"finished\"");
    }

    @Test
    void onlyRunsOneSubject() throws IOException {
        Experiment one = new Experiment(TinyStudy.assembly(Map.of()), RecordChoice.NOTHING, TinyStudy::madeUp)
            .only("morphine", 1);
        one.run(RunFolder.create(out, "tiny", "one", false), "", "", 2, NOBODY);
        assertThat(read("one", "observations.csv").lines().skip(1)).allMatch(line -> line.startsWith("morphine,1,"));
        assertThatThrownBy(() -> one.only("morphine", 7)).hasMessageContaining("no subject morphine/7");
    }
}
