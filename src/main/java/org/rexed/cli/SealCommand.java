package org.rexed.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.rexed.document.Document;
import org.rexed.document.Problems;
import org.rexed.lesson.SealedPatient;
import org.rexed.scenario.ModelLibrary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rexed lessons seal}: hides what is special about a patient, and opens it again. */
@Command(name = "seal", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Makes a sealed file of a patient whose mechanisms a class has to find out. The secret is encoded"
            + " and has a checksum; that keeps it from being read, not from somebody who changes the program.",
        footerHeading = "%nExamples:%n",
        footer = {"  rexed lessons seal models/patients/rat-7.yaml --key WORD --to rat-7.sealed.yaml",
            "  rexed lessons examine rat-7.sealed.yaml quickstart --subjects 2",
            "  rexed lessons seal rat-7.sealed.yaml --open --key WORD"})
final class SealCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "PATIENT", description = "File of a patient; a sealed one with --open.")
    private Path file;

    @Option(names = "--key", paramLabel = "WORD", required = true, description = "The teacher's word; it opens the"
        + " file again.")
    private String key;

    @Option(names = "--to", paramLabel = "FILE", description = "The sealed file (default: NAME.sealed.yaml here).")
    private Path to;

    @Option(names = "--overwrite", description = "Replace the sealed file.")
    private boolean overwrite;

    @Option(names = "--open", description = "Tell what is sealed.")
    private boolean open;

    /** Seals or opens. */
    @Override
    public Integer call() throws IOException {
        ModelLibrary library = ModelLibrary.ofInstallation();
        Problems problems = new Problems();
        boolean sealed = Document.tree(file, problems).map(SealedPatient::isSealed).orElse(false);
        problems.throwIfAny();
        if (sealed != open) {
            throw new ParameterException(spec.commandLine(), sealed ? file + " is sealed already; --open tells what is"
                + " in it" : "--open: " + file + " is not sealed");
        }
        SealedPatient patient = SealedPatient.read(file, key, library);
        if (open) {
            return tell(patient);
        }
        Path target = to == null ? Path.of(patient.name() + ".sealed.yaml") : to;
        if (Files.exists(target) && !overwrite) {
            throw new ParameterException(spec.commandLine(), target + " exists; add --overwrite to replace it");
        }
        Files.writeString(target, patient.sealed(), StandardCharsets.UTF_8);
        spec.commandLine().getOut().println(target);
        return ExitCode.DONE;
    }

    private int tell(SealedPatient patient) {
        if (!patient.unlockedBy(key)) {
            throw new ParameterException(spec.commandLine(), "--key: not the word this patient was sealed with");
        }
        spec.commandLine().getOut().println(patient.title());
        new TreeMap<>(patient.strengths()).forEach((name, strength) -> spec.commandLine().getOut().println(
            String.format(Locale.ROOT, "  %-24s %s", name, strength == 0 ? "off" : "times " + strength)));
        spec.commandLine().getOut().println(Paragraph.item("Answer:", patient.answer()));
        return ExitCode.DONE;
    }
}
