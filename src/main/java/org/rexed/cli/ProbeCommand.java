package org.rexed.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.rexed.electrophysiology.ProbeExport;
import org.rexed.electrophysiology.ProbeRun;
import org.rexed.electrophysiology.Protocol;
import org.rexed.electrophysiology.ProtocolReader;
import org.rexed.electrophysiology.Results;
import org.rexed.experiment.JsonText;
import org.rexed.experiment.RunFolder;
import org.rexed.experiment.Statistics.Estimate;
import org.rexed.report.ProbeFigures;
import org.rexed.report.ProbeReport;
import org.rexed.scenario.ModelLibrary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rexed probe}: an electrophysiology protocol on the spiking circuit. */
@Command(name = "probe", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Records the spiking circuit under a protocol: rates, histograms, rasters, wind-up, withdrawal.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  rexed probe force-steps",
            "  rexed probe wind-up --seeds 5 --name first-look",
            "  rexed probe models/probes/force-steps.yaml --set vary.force=\"[20 mN, 80 mN]\" --json",
            "  rexed probe force-steps --set \"conditions.half.block.nmda=0.5\"",
            "  rexed probe force-steps --anatomy human-dorsal-horn --set stimulus.site=left-foot",
            "  rexed probe models/probes/benchmarks/vogels-abbott.yaml --seeds 1 --export for-brian2"})
final class ProbeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "PROTOCOL", description = "A protocol file, or the name of one in models/probes.")
    private String file;

    @Mixin
    private ChangeOptions changes = new ChangeOptions();

    @Option(names = "--seeds", paramLabel = "NUMBER", description = "Circuits to record, each with its own seed.")
    private String seeds;

    @Option(names = "--anatomy", paramLabel = "NAME",
            description = "Another anatomy of models/anatomy; the site may have to change with it.")
    private String anatomy;

    @Option(names = "--export", paramLabel = "DIR",
            description = "Record nothing; write circuits, input and spikes for other simulators to DIR.")
    private Path export;

    @Option(names = "--certain-release",
            description = "With --export: every spike releases at every synapse, so that spikes can be compared.")
    private boolean certainRelease;

    @Mixin
    private FolderOptions folders = new FolderOptions();

    @Mixin
    private WorkOptions work = new WorkOptions();

    /** Runs the protocol; 6 if a circuit failed. */
    @Override
    public Integer call() throws IOException {
        ModelLibrary library = ModelLibrary.ofInstallation();
        Path path = ModelFiles.file(library, ModelLibrary.Kind.PROBE, file, spec);
        Map<String, String> overrides = changes.overrides("seeds", seeds);
        changes.add(overrides, "anatomy", anatomy);
        ProtocolReader.Read read = ProtocolReader.read(path, overrides, library);
        if (export != null) {
            int written = new ProbeExport(read, certainRelease).write(export);
            work.people().println(written + (written == 1 ? " circuit in " : " circuits in ") + export);
            work.people().flush();
            return ExitCode.DONE;
        }
        if (certainRelease) {
            throw new ParameterException(spec.commandLine(), "--certain-release goes with --export");
        }
        int threads = work.threads();
        String given = Files.readString(path, StandardCharsets.UTF_8);
        RunFolder folder = folders.create(read.protocol().name());
        StopMessage.arm(spec.commandLine().getErr(), "stopped; " + folder.path() + " is incomplete");
        ProbeRun.Result result;
        try (ProgressBar bar = work.progress("recordings")) {
            result = new ProbeRun(read).run(folder, given, work.command(), threads, bar);
        }
        if (result.failed() < result.recordings()) {
            ProbeFigures.write(folder.path());
            ProbeReport.write(folder.path());
        }
        if (work.json()) {
            spec.commandLine().getOut().print(JsonText.of(json(read.protocol(), result)));
        }
        work.people().print(ProbeTable.text(result.results()));
        work.people().println(folder.path());
        work.people().flush();
        if (result.failed() > 0) {
            spec.commandLine().getErr().println(result.failed() + " of " + result.recordings()
                + " recordings failed; failed.csv in the folder says which and why; first: " + result.firstError());
        }
        return result.failed() == 0 ? ExitCode.DONE : ExitCode.RUNS_FAILED;
    }

    private static ObjectNode json(Protocol protocol, ProbeRun.Result result) {
        ObjectNode root = Json.object().put("folder", result.folder().path().toString())
            .put("protocol", protocol.name()).put("circuits", protocol.circuits()).put("seed", protocol.seed())
            .put("recordings", result.recordings()).put("failed", result.failed());
        Results results = result.results();
        ArrayNode classes = root.putArray("classes");
        for (Results.Rate r : results.rates()) {
            ObjectNode row = row(classes, r.condition(), r.level(), r.values()).put("class", r.population())
                .put("dermatome", r.dermatome()).put("phase", r.phase());
            estimate(row, "rate_hz", "ci95", r.rate());
            estimate(row, "median_hz", "median_ci95", r.median());
            estimate(row, "difference_hz", "difference_ci95", r.difference());
            row.put("n", r.rate().n());
        }
        ArrayNode windUp = root.putArray("windup");
        for (Results.WindUp w : results.windUp()) {
            ObjectNode row = row(windUp, w.condition(), w.level(), w.values()).put("class", w.population())
                .put("dermatome", w.dermatome()).put("window", w.window());
            JsonText.put(row, "total", w.total().mean());
            JsonText.put(row, "input", w.input().mean());
            estimate(row, "excess", "excess_ci95", w.excess());
            estimate(row, "ratio_5_to_1", "ratio_ci95", w.ratio());
            estimate(row, "reduction", "reduction_ci95", w.reduction());
            row.put("n", w.total().n());
        }
        ArrayNode withdrawal = root.putArray("withdrawal");
        for (Results.Reflex r : results.reflexes()) {
            ObjectNode row = row(withdrawal, r.condition(), r.level(), r.values());
            estimate(row, "latency_s", "ci95", r.latency());
            estimate(row, "intensity", "intensity_ci95", r.intensity());
            row.put("unit", r.unit());
            JsonText.put(row, "censored_share", r.censored());
            row.put("n", r.latency().n());
        }
        ArrayNode responses = root.putArray("responses");
        for (Results.Response r : results.responses()) {
            ObjectNode row = row(responses, r.condition(), r.level(), r.values()).put("class", r.population())
                .put("dermatome", r.dermatome()).put("unit", r.unit());
            estimate(row, "excited", "excited_ci95", r.excited());
            estimate(row, "inhibited", "inhibited_ci95", r.inhibited());
            JsonText.put(row, "unchanged", r.unchanged().mean());
            JsonText.put(row, "inhibited_of_testable", r.inhibitedOfTestable().mean());
            estimate(row, "onset_to_motor_ms", "onset_ci95", r.onset());
            row.put("n", r.excited().n());
        }
        return root;
    }

    private static ObjectNode row(ArrayNode array, String condition, String level, Map<String, Object> values) {
        ObjectNode row = array.addObject().put("condition", condition).put("level", level);
        ObjectNode stimulus = row.putObject("stimulus");
        values.forEach((column, value) -> {
            if (value instanceof Double number) {
                JsonText.put(stimulus, column, number);
            } else {
                stimulus.put(column, String.valueOf(value));
            }
        });
        return row;
    }

    private static void estimate(ObjectNode row, String key, String interval, Estimate estimate) {
        JsonText.put(row, key, estimate.mean());
        JsonText.interval(row, interval, estimate.low(), estimate.high());
    }
}
