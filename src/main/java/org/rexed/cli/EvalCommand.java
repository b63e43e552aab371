package org.rexed.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.rexed.document.InputException;
import org.rexed.document.Problem;
import org.rexed.experiment.JsonText;
import org.rexed.experiment.Version;
import org.rexed.measure.Evaluation;
import org.rexed.scenario.ModelLibrary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rexed eval}: questions of other programs, such as optimizers, in JSON. */
@Command(name = "eval", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Answers questions of other programs in JSON: a scenario, changes of it, outcomes. Writes no"
            + " files.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  rexed eval question.json",
            "  echo '{\"scenario\": \"quickstart\", \"set\": {\"subjects\": 2}, \"outcomes\": [{\"title\": \"day 7\",",
            "    \"of\": {\"assay\": \"von-frey\", \"arm\": \"morphine\", \"time\": \"7 d\", \"as\": \"reading\"}}]}' |"
                + " rexed eval -",
            "  rexed eval --warm < questions.jsonl      one question a line, one answer a line, until the end"})
final class EvalCommand implements Callable<Integer> {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "File with one question; - for standard input.")
    private String file;

    @Option(names = "--warm",
            description = "Reads questions from standard input, one a line, and answers each with one line at once; an"
                + " error is an answer too, and the next question follows.")
    private boolean warm;

    @Mixin
    private ThreadOption threads = new ThreadOption();

    /** Answers; 2 if a single question cannot be understood, 6 if a subject of it failed. */
    @Override
    public Integer call() throws IOException {
        if (warm == (file != null)) {
            throw new ParameterException(spec.commandLine(), warm ? "--warm reads standard input; leave out the file"
                : "expected a file with a question, - for standard input, or --warm");
        }
        ModelLibrary library = ModelLibrary.ofInstallation();
        if (warm) {
            return answerAll(library);
        }
        boolean standardInput = file.equals("-");
        String text = standardInput ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
            : Files.readString(Path.of(file), StandardCharsets.UTF_8);
        ObjectNode answer = answer(Evaluation.read(standardInput ? "question" : file, text, library));
        spec.commandLine().getOut().print(JsonText.of(answer));
        return answer.has("failed") ? ExitCode.RUNS_FAILED : ExitCode.DONE;
    }

    private int answerAll(ModelLibrary library) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        int number = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            ObjectNode answer;
            try {
                answer = answer(Evaluation.read("question " + number, line, library));
            } catch (InputException e) {
                answer = refusal(number, e);
            }
            out.println(line(answer));
            out.flush();
        }
        return ExitCode.DONE;
    }

    private ObjectNode answer(Evaluation question) {
        Evaluation.Answer found = question.answer(threads.threads());
        ObjectNode answer = Json.object().put("rexed", Version.text());
        if (!question.id().isEmpty()) {
            answer.put("id", question.id());
        }
        ArrayNode outcomes = answer.putArray("outcomes");
        found.outcomes().forEach((title, estimate) -> {
            ObjectNode node = outcomes.addObject().put("title", title).put("n", estimate.n());
            JsonText.put(node, "value", estimate.mean());
            JsonText.interval(node, "ci95", estimate.low(), estimate.high());
        });
        if (!found.failed().isEmpty()) {
            ArrayNode failed = answer.putArray("failed");
            found.failed().forEach(failed::add);
        }
        return answer;
    }

    private static ObjectNode refusal(int number, InputException e) {
        ObjectNode answer = Json.object().put("rexed", Version.text()).put("question", number);
        ArrayNode errors = answer.putArray("errors");
        for (Problem problem : e.problems()) {
            errors.addObject().put("file", problem.location().file()).put("line", problem.location().line())
                .put("column", problem.location().column()).put("message", problem.message());
        }
        return answer;
    }

    private static String line(ObjectNode answer) throws JsonProcessingException {
        return MAPPER.writeValueAsString(answer);
    }
}
