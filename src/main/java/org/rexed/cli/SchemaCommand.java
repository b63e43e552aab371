package org.rexed.cli;

import java.util.concurrent.Callable;
import org.rexed.scenario.ModelLibrary;
import org.rexed.schema.ScenarioReference;
import org.rexed.schema.ScenarioSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rexed schema}: the language of scenario files, for editors. */
@Command(name = "schema", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Prints a JSON Schema of scenario files, which editors use to complete and check them.",
        footerHeading = "%nExamples:%n",
        footer = {"  rexed schema > models/scenario.schema.json", "  rexed schema --reference"})
final class SchemaCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--reference",
            description = "Prints the tables of the page about scenarios instead: every key with type, default and"
                + " example.")
    private boolean reference;

    /** Prints; 0. */
    @Override
    public Integer call() {
        ModelLibrary library = ModelLibrary.ofInstallation();
        spec.commandLine().getOut().print(
            reference ? ScenarioReference.text(library) : ScenarioSchema.text(library));
        return ExitCode.DONE;
    }
}
