package org.rexed.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.rexed.document.Document;
import org.rexed.document.Problems;
import org.rexed.experiment.RunFolder;
import org.rexed.lesson.SealedPatient;
import org.rexed.report.RunFigures;
import org.rexed.report.RunReport;
import org.rexed.scenario.ModelLibrary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rexed lessons examine}: a student's experiment on a sealed patient. */
@Command(name = "examine", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Runs a scenario on a sealed patient and gives its readings. The scenario may say drugs, doses,"
            + " injuries, lesions and tests; not mechanisms, which are what is to be found out.",
        footerHeading = "%nExamples:%n",
        footer = {"  rexed lessons examine rat-7.sealed.yaml quickstart --subjects 2",
            "  rexed lessons examine rat-7.sealed.yaml my-test.yaml --set duration=4d"})
final class ExamineCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "PATIENT", description = "A sealed patient.")
    private Path file;

    @Parameters(index = "1", paramLabel = "SCENARIO",
            description = "A scenario file, or the name of one in models/scenarios.")
    private String scenario;

    @Mixin
    private ChangeOptions changes = new ChangeOptions();

    @Option(names = "--subjects", paramLabel = "NUMBER", description = "How many such patients in each arm.")
    private String subjects;

    @Mixin
    private FolderOptions folders = new FolderOptions();

    @Mixin
    private WorkOptions work = new WorkOptions();

    /** Runs the scenario; 6 if a subject failed. */
    @Override
    public Integer call() {
        ModelLibrary library = ModelLibrary.ofInstallation();
        Problems problems = new Problems();
        boolean sealed = Document.tree(file, problems).map(SealedPatient::isSealed).orElse(false);
        problems.throwIfAny();
        if (!sealed) {
            throw new ParameterException(spec.commandLine(), file + " is no sealed patient; \"rexed lessons seal\""
                + " makes one");
        }
        SealedPatient patient = SealedPatient.read(file, "", library);
        Map<String, String> values = changes.overrides("subjects", subjects);
        SealedPatient.Examination examination =
            patient.examination(ModelFiles.scenario(library, scenario, spec), values, library);
        int threads = work.threads();
        RunFolder folder = folders.create(patient.name());
        StopMessage.arm(spec.commandLine().getErr(), "stopped; " + folder.path() + " is incomplete");
        int failed;
        try (ProgressBar bar = work.progress("subjects")) {
            failed = examination.run(folder, work.command(), threads, bar);
        }
        if (failed > 0) {
            spec.commandLine().getErr().println(failed + " subjects failed; failed.csv in " + folder.path()
                + " says which and why");
            return ExitCode.RUNS_FAILED;
        }
        RunFigures.write(folder.path());
        work.people().println(patient.question());
        work.people().println(RunReport.write(folder.path()));
        work.people().flush();
        return ExitCode.DONE;
    }
}
