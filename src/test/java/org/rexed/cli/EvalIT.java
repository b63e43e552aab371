package org.rexed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions of other programs: the answers of {@code rexed run}, one process for many, errors as answers. */
class EvalIT {
    private static final String QUESTION = """
        {"id": "first", "scenario": {"rexed": 1, "name": "one-dose", "species": "rat", "anatomy": "rat-dorsal-horn",\
         "subjects": 2, "seed": 9, "duration": "90 min", "reference": "morphine",\
         "assays": [{"assay": "hargreaves", "site": "left-hindpaw", "baseline": "20 min", "at": ["90 min"]}],\
         "arms": [{"name": "morphine", "doses": [{"drug": "morphine", "dose": "5 mg/kg", "route": "sc",\
         "at": "30 min"}]}]},\
         "set": {SET}, "outcomes": [{"title": "latency", "of": {"assay": "hargreaves", "arm": "morphine",\
         "time": "90 min", "as": "reading"}}]}""";

    private static final InputStream STANDARD_INPUT = System.in;

    @TempDir
    private Path folder;

    private final Terminal terminal = new Terminal();

    @AfterEach
    void standardInput() {
        System.setIn(STANDARD_INPUT);
    }

    private static String question(String set) {
        return QUESTION.replace("SET", set);
    }

    private static double latency(JsonNode answer) {
        return answer.get("outcomes").get(0).get("value").asDouble();
    }

    private List<JsonNode> warm(String... lines) throws IOException {
        System.setIn(new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8)));
        assertThat(terminal.rexed("eval", "--warm")).isZero();
        List<JsonNode> answers = new ArrayList<>();
        for (String line : terminal.out().lines().toList()) {
            answers.add(new ObjectMapper().readTree(line));
        }
        return answers;
    }

    @Test
    void manyQuestionsAreAnsweredByOneProcess() throws IOException {
        List<JsonNode> answers = warm(question(""), question("\"arms.morphine.doses.0.dose\": \"0.3 mg/kg\""),
            question("\"seed\": 10"), "{\"scenario\": \"quickstar\"}", "", "{", question(""));
        assertThat(answers).hasSize(6);
        assertThat(answers.get(0).get("id").asText()).isEqualTo("first");
        assertThat(answers.get(0).get("outcomes").get(0).get("n").asInt()).isEqualTo(2);
        assertThat(latency(answers.get(1))).isLessThan(latency(answers.get(0)));
        assertThat(latency(answers.get(2))).isNotEqualTo(latency(answers.get(0)));
        assertThat(answers.get(3).get("errors").get(0).get("message").asText())
            .contains("did you mean \"quickstart\"?");
        assertThat(answers.get(4).get("errors").get(0).get("line").asInt()).isEqualTo(1);
        // Nothing of the questions in between is left.
        assertThat(answers.get(5)).isEqualTo(answers.get(0));

        // The same through the other door.
        Path scenario = Files.writeString(folder.resolve("s.yaml"),
            new ObjectMapper().readTree(question("")).get("scenario").toString());
        Terminal run = new Terminal();
        assertThat(run.rexed("run", scenario.toString(), "--out", folder.toString(), "--quiet", "--no-report"))
            .isZero();
        double sum = Files.readString(folder.resolve("one-dose/1/observations.csv")).lines()
            .filter(line -> line.contains(",90,")).mapToDouble(line -> Double.parseDouble(line.split(",")[6])).sum();
        assertThat(latency(answers.get(0))).isEqualTo(sum / 2);
    }

    @Test
    void oneQuestionOfAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("q.json"), question(""));
        assertThat(terminal.rexed("eval", file.toString())).isZero();
        assertThat(latency(new ObjectMapper().readTree(terminal.out()))).isGreaterThan(8);
        Files.writeString(file, question("\"subject\": 3"));
        Terminal wrong = new Terminal();
        assertThat(wrong.rexed("eval", file.toString())).isEqualTo(2);
        assertThat(wrong.err()).contains("subject");
        assertThat(new Terminal().rexed("eval")).isEqualTo(2);
        assertThat(new Terminal().rexed("eval", "--warm", file.toString())).isEqualTo(2);
    }
}
