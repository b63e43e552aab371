package org.rexed.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.rexed.experiment.Experiment;
import org.rexed.experiment.FolderDifference;
import org.rexed.experiment.FolderException;
import org.rexed.experiment.RecordChoice;
import org.rexed.experiment.RunFolder;
import org.rexed.experiment.Version;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.ScenarioReader;
import org.rexed.simulation.Assembly;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rexed reproduce}: a finished run again, compared bit by bit. */
@Command(name = "reproduce", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Runs the study of a finished folder again and compares all tables byte by byte; 7 if one"
            + " differs. The folder stays as it is.",
        footerHeading = "%nExamples:%n",
        footer = {"  rexed reproduce output/quickstart/1"})
final class ReproduceCommand implements Callable<Integer> {
    private static final String SCENARIO = "resolved.yaml";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The folder of a finished run.")
    private Path dir;

    @Mixin
    private WorkOptions work = new WorkOptions();

    /** Repeats and compares. */
    @Override
    public Integer call() throws IOException {
        RunFolder folder = RunFolder.open(dir);
        if (!folder.finished() || folder.noted(RunCommand.RECORD).isEmpty()) {
            throw new FolderException(FolderException.Reason.FOREIGN, dir + (folder.finished()
                ? " is no folder of rexed run" : " is not finished"));
        }
        folder.verify();
        if (!folder.noted("rexed").equals(Version.text())) {
            work.people().println("made by version " + folder.noted("rexed") + "; this is " + Version.text());
        }
        ModelLibrary library = ModelLibrary.ofInstallation();
        Experiment experiment = new Experiment(
            new Assembly(ScenarioReader.read(dir.resolve(SCENARIO), Map.of(), library), library),
            RecordChoice.parse(folder.noted(RunCommand.RECORD)));
        String only = folder.noted(RunCommand.ONLY);
        if (!only.isEmpty()) {
            experiment.only(only.substring(0, only.indexOf('/')),
                Integer.parseInt(only.substring(only.indexOf('/') + 1)));
        }
        Path place = Files.createTempDirectory("rexed-reproduce");
        try {
            RunFolder again = RunFolder.create(place, "again", "run", false);
            try (ProgressBar bar = work.progress("subjects")) {
                experiment.run(again, Files.readString(dir.resolve(SCENARIO), StandardCharsets.UTF_8),
                    work.command(), work.threads(), bar);
            }
            List<FolderDifference> differences = FolderDifference.between(dir, again.path());
            return DiffCommand.told(differences, work.json(), spec);
        } finally {
            remove(place);
        }
    }

    private static void remove(Path place) throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
