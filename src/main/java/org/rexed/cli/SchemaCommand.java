package org.rexed.cli;

import java.util.concurrent.Callable;
import org.rexed.scenario.ModelLibrary;
import org.rexed.schema.ParameterPage;
import org.rexed.schema.ScenarioReference;
import org.rexed.schema.ScenarioSchema;
import org.rexed.validation.StudiedDoses;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rexed schema}: the language of scenario files, for editors. */
@Command(name = "schema", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Prints a JSON Schema of scenario files, which editors use to complete and check them.",
        footerHeading = "%nExamples:%n",
        footer = {"  rexed schema > models/scenario.schema.json", "  rexed schema --reference",
            "  rexed schema --parameters > src/site/markdown/parameters.md"})
final class SchemaCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--reference",
            description = "Prints the tables of the page about scenarios instead: every key with type, default and"
                + " example.")
    private boolean reference;

    @Option(names = "--parameters",
            description = "Prints the page of all numbers of the model instead: value, unit, range, origin, source.")
    private boolean parameters;

    @Option(names = "--studied-doses",
            description = "Prints how much of each drug published experiments gave, as a table (CSV), instead.")
    private boolean studiedDoses;

    /** Prints; 0. */
    @Override
    public Integer call() {
        if ((reference ? 1 : 0) + (parameters ? 1 : 0) + (studiedDoses ? 1 : 0) > 1) {
            throw new ParameterException(spec.commandLine(), "--reference, --parameters and --studied-doses print"
                + " different things; choose one");
        }
        ModelLibrary library = ModelLibrary.ofInstallation();
        spec.commandLine().getOut().print(reference ? ScenarioReference.text(library)
            : parameters ? ParameterPage.text(library)
            : studiedDoses ? StudiedDoses.csv(library) : ScenarioSchema.text(library));
        return ExitCode.DONE;
    }
}
