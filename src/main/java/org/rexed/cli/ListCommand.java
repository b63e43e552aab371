package org.rexed.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.rexed.document.Spelling;
import org.rexed.experiment.JsonText;
import org.rexed.scenario.ModelLibrary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rexed list}: names of what exists. */
@Command(name = "list", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Lists what exists, with one line about each.",
        footerHeading = "%nExamples:%n", footer = {"  rexed list", "  rexed list drugs", "  rexed list --json"})
final class ListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "KIND",
            description = "drugs, assays, batteries, mechanisms, receptors, scenarios, dosing, anatomies, populations,"
                + " probes, experiments, calibrations, claims, attributions, clinics, treatments or sensitivities"
                + " (default: all).")
    private String kind;

    @Option(names = "--json", description = "Machine-readable result on standard output.")
    private boolean json;

    /** Prints the names. */
    @Override
    public Integer call() {
        if (kind != null && !Catalogue.kinds().contains(kind)) {
            throw new ParameterException(spec.commandLine(),
                "unknown kind \"" + kind + "\"" + Spelling.hint(kind, Catalogue.kinds()));
        }
        Catalogue catalogue = new Catalogue(ModelLibrary.ofInstallation());
        ObjectNode root = Json.object();
        PrintWriter out = spec.commandLine().getOut();
        for (String word : kind == null ? Catalogue.kinds() : List.of(kind)) {
            List<Catalogue.Entry> entries = catalogue.entries(word);
            ArrayNode array = root.putArray(word);
            entries.forEach(entry -> array.addObject().put("name", entry.name()).put("title", entry.title()));
            int width = entries.stream().mapToInt(entry -> entry.name().length()).max().orElse(1);
            if (!json && !entries.isEmpty()) {
                out.println(word);
                entries.forEach(entry ->
                    out.println(String.format(Locale.ROOT, "  %-" + width + "s  %s", entry.name(), entry.title())));
            }
        }
        if (json) {
            out.print(JsonText.of(root));
        }
        return ExitCode.DONE;
    }
}
