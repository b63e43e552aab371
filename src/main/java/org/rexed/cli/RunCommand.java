package org.rexed.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.rexed.document.Document;
import org.rexed.document.Problems;
import org.rexed.experiment.Checkpoints;
import org.rexed.experiment.Experiment;
import org.rexed.experiment.JsonText;
import org.rexed.experiment.ModelIdentity;
import org.rexed.experiment.RecordChoice;
import org.rexed.experiment.RunFolder;
import org.rexed.report.RunFigures;
import org.rexed.report.RunReport;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.ParameterChanges;
import org.rexed.scenario.Scenario;
import org.rexed.scenario.ScenarioReader;
import org.rexed.simulation.Assembly;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rexed run}: every arm and subject of a scenario, a run folder and a short table. */
@Command(name = "run", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Runs every arm and subject of a scenario and writes tables, figures and a report.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  rexed run models/scenarios/quickstart.yaml",
            "  rexed run quickstart --subjects 4 --seed 7 --name first-look",
            "  rexed run quickstart --set mechanisms.dynorphin=off --set \"arms.morphine.doses.0.rate=10 mg/kg/d\"",
            "  rexed run quickstart --set \"parameters.drugs/morphine:receptors.mu.ki=300 nmol/L\"",
            "  rexed run quickstart --parameters output/rodent/1/fitted.yaml",
            "  rexed run quickstart --json --record states=none",
            "  rexed run quickstart --name 1 --resume                  goes on after a stop",
            "  rexed run other-arms.yaml --branch output/quickstart/1  shares the past of another run"})
final class RunCommand implements Callable<Integer> {
    /** Notes of the manifest by which a run can be repeated. */
    static final String RECORD = "record";
    static final String ONLY = "only";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SCENARIO", description = "A scenario file, or the name of one in models/scenarios.")
    private String file;

    @Mixin
    private ChangeOptions changes = new ChangeOptions();

    @Option(names = "--parameters", paramLabel = "FILE",
            description = "Other values of model parameters, such as fitted.yaml of a calibration.")
    private Path parameters;

    @Option(names = "--subjects", paramLabel = "NUMBER", description = "Subjects in each arm.")
    private String subjects;

    @Mixin
    private FolderOptions folders = new FolderOptions();

    @Mixin
    private WorkOptions work = new WorkOptions();

    @Option(names = "--record", paramLabel = "WHAT",
            description = "What to keep: spikes, spikes=none, states=all, states=summary, states=none, joined by commas"
                + " (default: spikes,states=summary).")
    private String record = "spikes,states=summary";

    @Option(names = "--only", paramLabel = "ARM/SUBJECT", description = "Runs a single subject, such as morphine/0.")
    private String only;

    @Option(names = "--no-report", description = "Tables only: no figures, no report.")
    private boolean noReport;

    @Option(names = "--strict",
            description = "Stops a subject as soon as a slow mechanism reads, writes or modulates what it did not"
                + " declare; results are the same with and without, the run is slower.")
    private boolean strict;

    @Option(names = "--resume",
            description = "Go on in the folder of a run that was stopped; the outcome is the same to the bit.")
    private boolean resume;

    @Option(names = "--branch", paramLabel = "DIR",
            description = "Take over what this study shares with the run in that folder, such as the days before a new"
                + " dose; the run must have been stopped or have kept its checkpoints.")
    private Path branch;

    @Option(names = "--keep-checkpoints",
            description = "Keep the checkpoints of a finished run, for --branch.")
    private boolean keepCheckpoints;

    /** Runs the scenario; 6 if a subject failed. */
    @Override
    public Integer call() throws IOException {
        ModelLibrary library = ModelLibrary.ofInstallation();
        Path path = ModelFiles.scenario(library, file, spec);
        Map<String, String> overrides = changes.overrides("subjects", subjects);
        if (parameters != null) {
            ParameterChanges.read(parameters).values().forEach((parameter, value) ->
                changes.add(overrides, ParameterChanges.KEY + "." + parameter, value));
        }
        Scenario scenario = ScenarioReader.read(path, overrides, library);
        Document.tree(path, new Problems()).ifPresent(tree -> ModelFiles.published(path, tree, library));
        Experiment experiment = experiment(new Assembly(scenario, library, strict));
        int threads = work.threads();
        String given = Files.readString(path, StandardCharsets.UTF_8);
        String model = ModelIdentity.of(library);
        RunFolder folder = folder(scenario, experiment.identity(model));
        Checkpoints checkpoints = Checkpoints.of(folder, branch, model);
        StopMessage.arm(spec.commandLine().getErr(), "stopped; go on with the same command, --name "
            + folder.path().getFileName() + " and --resume");
        Experiment.Result result;
        try (ProgressBar bar = work.progress("subjects")) {
            result = experiment.run(folder, given, work.command(), threads, bar, checkpoints);
        }
        if (resume || branch != null) {
            work.people().println("taken from checkpoints: " + checkpoints.recalled() + " of "
                + (checkpoints.recalled() + checkpoints.asked()) + " probes");
        }
        boolean any = result.failures().size() < result.runs();
        if (any && !noReport) {
            RunFigures.write(folder.path());
            RunReport.write(folder.path());
        }
        if (!keepCheckpoints && result.failures().isEmpty()) {
            checkpoints.removeAll();
        }
        print(scenario, result);
        return result.failures().isEmpty() ? ExitCode.DONE : ExitCode.RUNS_FAILED;
    }

    private RunFolder folder(Scenario scenario, String plan) {
        RunFolder folder = folders.create(scenario.name(), resume);
        folder.claim(plan);
        folder.note(RECORD, record);
        folder.note(ONLY, only == null ? "" : only);
        return folder;
    }

    private Experiment experiment(Assembly assembly) {
        try {
            Experiment experiment = new Experiment(assembly, RecordChoice.parse(record));
            if (only == null) {
                return experiment;
            }
            String[] parts = only.split("/", -1);
            if (parts.length != 2 || !parts[1].matches("[0-9]{1,6}")) {
                throw new IllegalArgumentException("--only: found \"" + only
                    + "\"; expected arm/number, such as morphine/0");
            }
            return experiment.only(parts[0], Integer.parseInt(parts[1]));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void print(Scenario scenario, Experiment.Result result) {
        if (work.json()) {
            ObjectNode root = Json.object().put("folder", result.folder().path().toString()).put("runs", result.runs())
                .put("failed", result.failures().size());
            root.set("summary", Json.summary(result.summary()));
            spec.commandLine().getOut().print(JsonText.of(root));
        }
        work.people().print(new ResultTable(scenario, result.summary()).text());
        work.people().println(result.folder().path());
        work.people().flush();
        if (!result.failures().isEmpty()) {
            spec.commandLine().getErr().println(result.failures().size() + " of " + result.runs()
                + " subjects failed; failed.csv in the folder says which, why and how to repeat them; first: "
                + result.failures().get(0).error());
        }
    }
}
