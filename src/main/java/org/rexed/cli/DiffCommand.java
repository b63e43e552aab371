package org.rexed.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.rexed.experiment.FolderDifference;
import org.rexed.experiment.JsonText;
import org.rexed.experiment.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rexed diff}: the first difference of every table of two folders. */
@Command(name = "diff", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Compares the tables of two run folders byte by byte and shows the first difference of each; 7 if"
            + " there is one.",
        footerHeading = "%nExamples:%n",
        footer = {"  rexed diff output/quickstart/1 output/quickstart/2"})
final class DiffCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "A", description = "A run folder.")
    private Path first;

    @Parameters(index = "1", paramLabel = "B", description = "Another.")
    private Path second;

    @Option(names = "--json", description = "Machine-readable result on standard output.")
    private boolean json;

    /** Compares; 7 if a table differs. */
    @Override
    public Integer call() {
        RunFolder.open(first);
        RunFolder.open(second);
        return told(FolderDifference.between(first, second), json, spec);
    }

    /** Tells differences; the exit code that follows. */
    static int told(List<FolderDifference> differences, boolean json, CommandSpec spec) {
        if (json) {
            ObjectNode root = Json.object().put("same", differences.isEmpty());
            ArrayNode list = root.putArray("differences");
            differences.forEach(each -> list.addObject().put("table", each.table()).put("line", each.line())
                .put("first", each.first()).put("second", each.second()));
            spec.commandLine().getOut().print(JsonText.of(root));
        } else if (differences.isEmpty()) {
            spec.commandLine().getOut().println("the same, byte by byte");
        } else {
            differences.forEach(spec.commandLine().getOut()::println);
        }
        return differences.isEmpty() ? ExitCode.DONE : ExitCode.CLAIM_FAILED;
    }
}
