package org.rexed.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.rexed.calibration.Calibration;
import org.rexed.calibration.CalibrationRun;
import org.rexed.calibration.Petab;
import org.rexed.experiment.JsonText;
import org.rexed.quantity.Units;
import org.rexed.report.ProfileFigure;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.ModelLibrary.Kind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rexed calibrate}: fits chosen parameters to targets of published studies. */
@Command(name = "calibrate", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Fits chosen parameters of the model to what published studies report, within the ranges that the"
            + " model files state.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  rexed calibrate rodent --dry-run            stages, targets, subjects of an evaluation",
            "  rexed calibrate rodent --name first",
            "  rexed calibrate rodent --resume output/rodent/first --profile",
            "  rexed calibrate rodent --petab problem      tables with PEtab's column names, nothing is fitted",
            "  rexed run quickstart --parameters output/rodent/first/fitted.yaml"})
final class CalibrateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A calibration file, or the name of one in models/calibrations.")
    private String file;

    @Option(names = "--profile",
            description = "Work out the profile likelihood of every parameter: its 95 %% interval, or that the targets"
                + " do not determine it.")
    private boolean profile;

    @Option(names = "--resume", paramLabel = "DIR",
            description = "Go on in the folder of an earlier start; logged evaluations are not repeated.")
    private Path resume;

    @Option(names = "--petab", paramLabel = "DIR",
            description = "Write measurements.tsv, observables.tsv, conditions.tsv and parameters.tsv there and end.")
    private Path petab;

    @Option(names = "--dry-run", description = "Print what would be fitted to what and end.")
    private boolean dryRun;

    @Mixin
    private FolderOptions folders = new FolderOptions();

    @Mixin
    private WorkOptions work = new WorkOptions();

    /** Fits all stages. */
    @Override
    public Integer call() {
        ModelLibrary library = ModelLibrary.ofInstallation();
        Calibration calibration = Calibration.read(ModelFiles.file(library, Kind.CALIBRATION, file, spec), library);
        if (petab != null) {
            Petab.write(calibration, petab);
            work.people().println(petab);
            return ExitCode.DONE;
        }
        if (dryRun) {
            plan(calibration, library);
            return ExitCode.DONE;
        }
        int threads = work.threads();
        if (resume != null && folders.name() != null) {
            throw new ParameterException(spec.commandLine(), "--resume goes on in its own folder; leave out --name");
        }
        CalibrationRun run = resume == null
            ? CalibrationRun.start(calibration, library, folders.create(calibration.name()))
            : CalibrationRun.resume(calibration, library, resume);
        StopMessage.arm(spec.commandLine().getErr(), "stopped; go on with: rexed calibrate " + file + " --resume "
            + run.path() + (profile ? " --profile" : ""));
        CalibrationRun.Result result;
        try (Progress progress = new Progress()) {
            result = run.run(work.command(), threads, profile, progress);
        }
        if (profile) {
            ProfileFigure.write(result.folder());
        }
        print(result);
        if (work.json()) {
            spec.commandLine().getOut().print(JsonText.of(json(result)));
        }
        return ExitCode.DONE;
    }

    private void plan(Calibration calibration, ModelLibrary library) {
        PrintWriter out = work.people();
        ObjectNode root = Json.object();
        ArrayNode stages = root.putArray("stages");
        for (Calibration.Stage stage : calibration.stages()) {
            int lives = CalibrationRun.lives(stage, library);
            out.println(stage.name() + ": " + stage.evaluations() + " evaluations of " + lives
                + " subjects, population " + stage.population() + ", restarts " + stage.restarts());
            stage.parameters().forEach(p -> out.println("  " + p.path() + "  " + p.text(p.start()) + ", from "
                + Units.text(p.low(), p.unit()) + " to " + Units.text(p.high(), p.unit()) + ", "
                + p.transform().name().toLowerCase(Locale.ROOT)));
            stage.terms().forEach(term -> out.println("  " + term.name() + "  "
                + term.kind().name().toLowerCase(Locale.ROOT) + ", sd " + number(term.sd()) + " " + term.unit()));
            stages.addObject().put("name", stage.name()).put("evaluations", stage.evaluations())
                .put("subjects", lives).put("parameters", stage.parameters().size())
                .put("targets", stage.terms().size());
        }
        out.flush();
        if (work.json()) {
            spec.commandLine().getOut().print(JsonText.of(root));
        }
    }

    private void print(CalibrationRun.Result result) {
        PrintWriter out = work.people();
        for (CalibrationRun.StageResult stage : result.stages()) {
            out.println(stage.name() + ": objective from " + number(stage.before()) + " to " + number(stage.objective())
                + " in " + stage.evaluations() + " evaluations, " + stage.restarts() + " restarts"
                + (stage.converged() ? "" : "; ended by the number of evaluations")
                + (stage.improved() > 1 ? "; profiles found it " + number(stage.improved())
                    + " lower than the search, which was too short" : ""));
        }
        out.println();
        result.parameters().forEach(p -> out.println(p.parameter().path() + "  "
            + text(p, p.parameter().start()) + " -> " + text(p, p.value()) + interval(p)));
        out.println();
        out.printf(Locale.ROOT, "%-56s %-8s %10s %10s %10s%n", "target", "kind", "present", "fitted", "off by sd");
        result.targets().forEach(t -> out.printf(Locale.ROOT, "%-56s %-8s %10s %10s %10s%n", t.term().name(),
            t.term().kind().name().toLowerCase(Locale.ROOT), number(t.before()), number(t.predicted()),
            number(t.term().residual(t.predicted()))));
        out.println(result.folder());
        out.flush();
    }

    private static String text(CalibrationRun.Fitted fitted, double value) {
        return number(value) + (fitted.parameter().unit().equals("1") ? "" : " " + fitted.parameter().unit());
    }

    private static String interval(CalibrationRun.Fitted p) {
        if (!p.profiled()) {
            return "";
        }
        return p.identified() ? " [" + number(p.low()) + ", " + number(p.high()) + "]"
            : "; not identified by these targets, stated range " + number(p.parameter().low()) + " to "
                + number(p.parameter().high()) + " kept";
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "none" : String.format(Locale.ROOT, "%.4g", value);
    }

    private static ObjectNode json(CalibrationRun.Result result) {
        ObjectNode root = Json.object().put("folder", result.folder().toString());
        ArrayNode stages = root.putArray("stages");
        result.stages().forEach(s -> stages.addObject().put("name", s.name()).put("evaluations", s.evaluations())
            .put("restarts", s.restarts()).put("converged", s.converged()).put("before", s.before())
            .put("objective", s.objective()));
        ArrayNode parameters = root.putArray("parameters");
        result.parameters().forEach(p -> {
            ObjectNode node = parameters.addObject().put("stage", p.stage()).put("path", p.parameter().path())
                .put("unit", p.parameter().unit()).put("present", p.parameter().start()).put("fitted", p.value());
            JsonText.put(node, "low", p.low());
            JsonText.put(node, "high", p.high());
            node.put("profiled", p.profiled()).put("identified", p.identified());
        });
        ArrayNode targets = root.putArray("targets");
        result.targets().forEach(t -> {
            ObjectNode node = targets.addObject().put("stage", t.stage()).put("study", t.term().study())
                .put("target", t.term().target());
            JsonText.put(node, "present", t.before());
            JsonText.put(node, "fitted", t.predicted());
            JsonText.put(node, "residual_sd", t.term().residual(t.predicted()));
        });
        return root;
    }

    /** The number of the evaluation, the lowest objective and what gave it: one line, renewed on a terminal. */
    private final class Progress implements CalibrationRun.Watcher, AutoCloseable {
        private static final long BAR_INTERVAL_ns = 200_000_000L;
        private static final long LINE_INTERVAL_ns = 15_000_000_000L;

        private final boolean terminal = System.console() != null && !work.json();
        private long last_ns = System.nanoTime();
        private boolean shown;

        @Override
        public void evaluated(String stage, int evaluation, int most, double lowest, Map<String, String> best) {
            long now_ns = System.nanoTime();
            if (!work.progressWanted() || now_ns - last_ns < (terminal ? BAR_INTERVAL_ns : LINE_INTERVAL_ns)) {
                return;
            }
            last_ns = now_ns;
            String values = best.entrySet().stream().map(e -> e.getKey() + " " + shortened(e.getValue()))
                .collect(Collectors.joining(", "));
            String text = stage + ": evaluation " + evaluation + (evaluation <= most ? " of " + most : "")
                + ", lowest objective " + number(lowest) + " at " + values;
            PrintWriter err = spec.commandLine().getErr();
            if (terminal) {
                err.print("\r" + text + "   ");
                err.flush();
                shown = true;
            } else {
                err.println(text);
            }
        }

        /** Four digits are enough to watch. */
        private static String shortened(String value) {
            String[] parts = value.split(" ", 2);
            return number(Double.parseDouble(parts[0])) + (parts.length == 1 ? "" : " " + parts[1]);
        }

        @Override
        public void close() {
            if (shown) {
                spec.commandLine().getErr().println();
                shown = false;
            }
        }
    }
}
