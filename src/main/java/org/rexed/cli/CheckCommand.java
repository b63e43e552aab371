package org.rexed.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.rexed.document.Problem;
import org.rexed.experiment.JsonText;
import org.rexed.scenario.ModelLibrary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rexed check}: reads files and tells every problem with its place. */
@Command(name = "check", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Reads YAML files of any kind and tells every problem with line, column and what is allowed.",
        footerHeading = "%nExamples:%n",
        footer = {"  rexed check my-study.yaml", "  rexed check models/drugs/*.yaml",
            "  rexed check my-study.yaml --json"})
final class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE",
            description = "Scenario, drug, mechanism, assay or other model file.")
    private List<Path> files;

    @Option(names = "--json", description = "Machine-readable result on standard output.")
    private boolean json;

    @Option(names = "--quiet", description = "Print problems only.")
    private boolean quiet;

    /** Checks all files; 2 if one has a problem. */
    @Override
    public Integer call() {
        ModelFiles models = new ModelFiles(ModelLibrary.ofInstallation());
        ObjectNode root = Json.object();
        ArrayNode array = root.putArray("files");
        int found = 0;
        for (Path file : files) {
            List<Problem> problems = models.problems(file);
            found += problems.size();
            ObjectNode node = array.addObject().put("file", file.toString()).put("ok", problems.isEmpty());
            ArrayNode list = node.putArray("problems");
            for (Problem problem : problems) {
                list.addObject().put("file", problem.location().file()).put("line", problem.location().line())
                    .put("column", problem.location().column()).put("message", problem.message());
            }
            if (!json) {
                problems.forEach(spec.commandLine().getErr()::println);
            }
            if (!json && !quiet && problems.isEmpty()) {
                spec.commandLine().getOut().println(file + ": ok");
            }
        }
        if (json) {
            spec.commandLine().getOut().print(JsonText.of(root.put("ok", found == 0)));
        } else if (found > 0) {
            spec.commandLine().getErr().println(found == 1 ? "1 problem" : found + " problems");
        }
        return found == 0 ? ExitCode.DONE : ExitCode.INPUT;
    }
}
