package org.rexed.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.rexed.document.Problems;
import org.rexed.document.Spelling;
import org.rexed.experiment.JsonText;
import org.rexed.report.ValidationReport;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.ParameterChanges;
import org.rexed.validation.Plan;
import org.rexed.validation.Prediction;
import org.rexed.validation.PublishedStudy;
import org.rexed.validation.Rival;
import org.rexed.validation.Score;
import org.rexed.validation.StudyResult;
import org.rexed.validation.Target;
import org.rexed.validation.Validation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rexed validate}: published experiments against what the model says of them. */
@Command(name = "validate", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Simulates published experiments and scores the predictions, fitted and unfitted studies apart;"
            + " 7 if the unfitted ones miss the goals.",
        footerHeading = "%nExamples:%n",
        footer = {"  rexed validate", "  rexed validate Celerier_2000 my-study.yaml",
            "  rexed validate --no-rivals                the model alone, in a third of the time",
            "  rexed validate --resume output/validation/1     goes on after a stop",
            "  rexed validate --quick                    a smoke version with two subjects an arm"})
final class ValidateCommand implements Callable<Integer> {
    private static final String ROW = "%-24s %-34s %11s %11s %-22s %-5s %s%n";

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "STUDY",
            description = "Studies, by name or file (default: all of models/scenarios/from-papers).")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--quick", description = "Two subjects an arm: shows that it runs, not how good the model is.")
    private boolean quick;

    @Option(names = "--no-rivals", description = "Leaves out the simulated rivals of the model.")
    private boolean noRivals;

    @Option(names = "--subjects", paramLabel = "NUMBER",
            description = "Subjects in each arm (default: as each study says).")
    private Integer subjects;

    @Option(names = "--seed", paramLabel = "NUMBER",
            description = "Other random numbers (default: as each study says).")
    private Long seed;

    @Option(names = "--parameters", paramLabel = "FILE",
            description = "Other values of model parameters, such as fitted.yaml of a calibration.")
    private Path parameters;

    @Option(names = "--resume", paramLabel = "DIR",
            description = "Go on in the folder of an earlier start; finished studies are checked, not repeated.")
    private Path resume;

    @Mixin
    private FolderOptions folders = new FolderOptions();

    @Mixin
    private WorkOptions work = new WorkOptions();

    /** Runs the studies; 6 if a subject failed, 7 if the unfitted ones miss a goal. */
    @Override
    public Integer call() {
        ModelLibrary library = library();
        int threads = work.threads();
        Validation validation;
        Map<String, PublishedStudy> studies;
        if (resume == null) {
            Validation.Choice choice = choice();
            studies = studies(library, ids.isEmpty() ? PublishedStudy.names(library) : ids);
            Plan.read(library);
            validation = Validation.start(library, folders.create(Validation.KIND), choice);
        } else if (folders.name() != null || quick || noRivals || subjects != null || seed != null) {
            throw new ParameterException(spec.commandLine(), "--resume goes on as the earlier start began; leave out"
                + " --name, --quick, --no-rivals, --subjects and --seed");
        } else {
            validation = Validation.resume(library, resume);
            Set<String> all = new LinkedHashSet<>(validation.asked());
            all.addAll(ids);
            studies = studies(library, all);
        }
        StopMessage.arm(spec.commandLine().getErr(), "stopped; go on with: rexed validate --resume "
            + validation.path());
        List<StudyResult> results;
        try (Progress progress = new Progress()) {
            results = validation.score(List.copyOf(studies.values()), List.copyOf(studies.keySet()), work.command(),
                threads, progress);
        }
        ValidationReport.write(validation.path());
        print(validation, results);
        if (results.stream().anyMatch(result -> !result.complete())) {
            return ExitCode.RUNS_FAILED;
        }
        Score unfitted = validation.scores(results, false).get(Rival.FULL.name());
        return unfitted == null || unfitted.reached() ? ExitCode.DONE : ExitCode.CLAIM_FAILED;
    }

    private ModelLibrary library() {
        ModelLibrary library = ModelLibrary.ofInstallation();
        if (parameters == null) {
            return library;
        }
        Problems problems = new Problems();
        ModelLibrary changed = library.with(ParameterChanges.read(parameters), problems);
        problems.throwIfAny();
        return changed;
    }

    private Validation.Choice choice() {
        try {
            return new Validation.Choice(quick, !noRivals, subjects, seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** Studies by the names or files they were asked for by. */
    private Map<String, PublishedStudy> studies(ModelLibrary library, Iterable<String> asked) {
        List<String> names = PublishedStudy.names(library);
        Map<String, PublishedStudy> studies = new LinkedHashMap<>();
        Map<String, String> byId = new LinkedHashMap<>();
        for (String name : asked) {
            boolean file = name.endsWith(".yaml") && Files.isRegularFile(Path.of(name));
            if (!file && !names.contains(name)) {
                throw new ParameterException(spec.commandLine(), "unknown study \"" + name + "\""
                    + Spelling.hint(name, names));
            }
            PublishedStudy study = PublishedStudy.read(
                file ? Path.of(name) : PublishedStudy.path(library, name), library);
            String other = byId.putIfAbsent(study.id(), name);
            if (other != null && !other.equals(name)) {
                throw new ParameterException(spec.commandLine(), "\"" + other + "\" and \"" + name
                    + "\" are both study " + study.id());
            }
            studies.put(name, study);
        }
        return studies;
    }

    /** A bar for subjects and a line for each study. */
    private final class Progress implements Validation.Watcher, AutoCloseable {
        private final ProgressBar bar = work.progress("subjects");

        @Override
        public void ended(int done, int failed, int runs) {
            bar.ended(done, failed, runs);
        }

        @Override
        public void scored(StudyResult result) {
            bar.close();
            if (!work.quiet() && !work.json()) {
                Score score = Score.of(Rival.FULL.name(), List.of(result));
                spec.commandLine().getErr().println(result.study().id() + ": " + (result.complete()
                    ? score.right() + score.nullsRight() + " of " + (score.contrasts() + score.nulls())
                        + " directions right" : "subjects failed") + (result.earlier() ? " (finished earlier)" : ""));
            }
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    private void print(Validation validation, List<StudyResult> results) {
        PrintWriter out = work.people();
        if (validation.quick()) {
            out.println("quick: " + Validation.QUICK_SUBJECTS + " subjects an arm; no score below is a result");
        }
        out.printf(Locale.ROOT, ROW, "study", "target", "published", "predicted", "90 % for a laboratory", "right",
            "inside");
        results.forEach(result -> print(result, out));
        for (boolean fitted : new boolean[] {true, false}) {
            validation.scores(results, fitted).forEach((model, score) -> out.println(
                (fitted ? "fitted" : "unfitted") + ", " + model + ": " + words(score)));
        }
        results.stream().filter(StudyResult::changed).forEach(result -> out.println("warning: the targets of "
            + result.study().id() + " are not those of the day on which the split was laid down"));
        out.println(validation.path());
        out.flush();
        if (work.json()) {
            spec.commandLine().getOut().print(JsonText.of(validation.json(results)));
        }
    }

    private static void print(StudyResult result, PrintWriter out) {
        if (!result.complete()) {
            out.printf(Locale.ROOT, ROW, result.study().id(), "", "", "", "", "", "see failed.csv in "
                + result.folder());
        }
        for (int i = 0; result.complete() && i < result.study().targets().size(); i++) {
            Target target = result.study().targets().get(i);
            Prediction p = result.prediction(Rival.FULL.name(), i);
            Target.Published published = target.published();
            out.printf(Locale.ROOT, ROW, i == 0 ? result.study().id() : "", target.name(),
                published == null ? (target.isNull() ? "no change" : "") : number(published.value()),
                number(p.value()) + (target.unit().equals("1") ? "" : " " + target.unit()),
                "[" + number(p.low()) + ", " + number(p.high()) + "]",
                p.exists() && target.agrees(p.value()) ? "yes" : "NO",
                (published == null ? "" : p.exists() && p.covers(published) ? "yes" : "NO")
                    + (target.scored() ? "" : " (not scored: low confidence)"));
        }
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "none" : String.format(Locale.ROOT, "%.4g", value);
    }

    private static String words(Score score) {
        return String.format(Locale.ROOT, "%d studies, direction right %d of %d, no change %d of %d, inside 90 %%: %d"
            + " of %d (chance between subjects alone: %d), median error %s %%", score.studies(), score.right(),
            score.contrasts(), score.nullsRight(), score.nulls(), score.covered(), score.points(),
            score.coveredBySubjects(), Double.isNaN(score.medianError()) ? "-"
                : String.format(Locale.ROOT, "%.0f", 100 * score.medianError()));
    }
}
