package org.rexed.calibration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rexed.document.Plain;
import org.rexed.experiment.Csv;
import org.rexed.experiment.DataFile;
import org.rexed.experiment.FolderException;
import org.rexed.experiment.ModelIdentity;
import org.rexed.experiment.RunFolder;
import org.rexed.random.RandomKey;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.ParameterChanges;

/** Carries a {@link Calibration} out in a folder; a stop loses the evaluation under way and no other. */
public final class CalibrationRun {
    /** What the manifest of a calibration calls itself. */
    public static final String KIND = "calibration";
    /** The file of fitted values. */
    public static final String FITTED = "fitted.yaml";
    /** Points of all profiles. */
    public static final String PROFILES = "profiles.csv";

    private static final double SPREAD = 0.3;

    private final Calibration calibration;
    private final ModelLibrary library;
    private final RunFolder folder;
    private final Map<String, Double> values = new LinkedHashMap<>();
    private final List<String> names;

    /** Predicts targets of studies; tests put a made-up one in the place of the simulator. */
    interface Predictor {
        /** See {@link Simulated#predict}. */
        double[] predict(List<Simulated.Wanted> wanted, Map<String, String> values);
    }

    /** Is told how far a calibration is. */
    public interface Watcher {
        /**
         * An evaluation ended, or was found in the log.
         *
         * @param stage under way; with "profile of" and a path while a profile is worked out
         * @param evaluation of this stage, from 1
         * @param most evaluations of the search of this stage
         * @param lowest objective so far in this stage
         * @param best values by path, with their units, that gave it
         */
        void evaluated(String stage, int evaluation, int most, double lowest, Map<String, String> best);
    }

    /**
     * What a parameter came to.
     *
     * @param stage in which it was fitted
     * @param parameter as it was before
     * @param value fitted, in its unit
     * @param low lower end of the 95 % interval; NaN if not identified on this side or not profiled
     * @param high upper end likewise
     * @param profiled whether its profile was worked out
     */
    public record Fitted(String stage, FreeParameter parameter, double value, double low, double high,
                         boolean profiled) {
        /** Whether the interval is closed. */
        public boolean identified() {
            return !Double.isNaN(low) && !Double.isNaN(high);
        }
    }

    /**
     * What a target came to.
     *
     * @param stage in which it was used
     * @param term how it was compared
     * @param laboratory of its study
     * @param before predicted with the present values
     * @param predicted with the fitted values of all stages
     */
    public record Compared(String stage, Term term, String laboratory, double before, double predicted) {}

    /**
     * What a stage came to.
     *
     * @param name of the stage
     * @param evaluations of the search, those found in the log included
     * @param restarts of the search
     * @param converged whether the search ended by itself
     * @param before objective of the present values and those of earlier stages
     * @param objective lowest
     * @param improved how much lower the profiles found it than the search did; above 1 the search was too short
     */
    public record StageResult(String name, int evaluations, int restarts, boolean converged, double before,
                              double objective, double improved) {}

    /** What a calibration came to. */
    public record Result(Path folder, List<StageResult> stages, List<Fitted> parameters, List<Compared> targets) {}

    private CalibrationRun(Calibration calibration, ModelLibrary library, RunFolder folder) {
        this.calibration = calibration;
        this.library = library;
        this.folder = folder;
        calibration.parameters().forEach(parameter -> values.put(parameter.path(), parameter.start()));
        names = List.copyOf(calibration.terms().keySet());
    }

    /** A calibration in a new folder. */
    public static CalibrationRun start(Calibration calibration, ModelLibrary library, RunFolder folder) {
        return new CalibrationRun(calibration, library, folder);
    }

    /**
     * A calibration that goes on in the folder of an earlier start.
     *
     * @throws FolderException if the folder belongs to another calibration, model or version
     */
    public static CalibrationRun resume(Calibration calibration, ModelLibrary library, Path path) {
        RunFolder folder = RunFolder.open(path);
        CalibrationRun run = new CalibrationRun(calibration, library, folder);
        if (!folder.noted("kind").equals(KIND)) {
            throw new FolderException(FolderException.Reason.FOREIGN, path + " is no folder of a calibration");
        }
        if (!folder.noted("plan").equals(run.identity())) {
            throw new FolderException(FolderException.Reason.FOREIGN, path
                + " belongs to another plan: the calibration, a study, a model file or the version"
                + " has changed since; start anew without --resume");
        }
        return run;
    }

    /** Where the calibration is. */
    public Path path() {
        return folder.path();
    }

    /** SHA-256 of everything the result depends on. */
    private String identity() {
        StringBuilder text =
            new StringBuilder(ModelIdentity.of(library)).append('\n').append(calibration.content());
        calibration.studies().forEach(study -> text.append('\n').append(Plain.text(study.tree())));
        return DataFile.sha256(text.toString());
    }

    /** Subjects that one evaluation of a stage simulates. */
    public static int lives(Calibration.Stage stage, ModelLibrary library) {
        return Simulated.lives(wanted(stage), library);
    }

    /**
     * Fits all stages and writes the folder.
     *
     * @param profile whether profiles are worked out
     * @throws FolderException if another start works in the same folder
     * @throws org.rexed.document.InputException if a study asks for a slow variable that does not exist
     */
    public Result run(String command, int threads, boolean profile, Watcher watcher) {
        Simulated simulated = new Simulated(library, threads);
        calibration.stages().forEach(stage -> simulated.check(wanted(stage)));
        return run(simulated::predict, command, profile, watcher);
    }

    Result run(Predictor predictor, String command, boolean profile, Watcher watcher) {
        return folder.locked(() -> new Work(predictor, profile, watcher).all(command));
    }

    private static List<Simulated.Wanted> wanted(Calibration.Stage stage) {
        return stage.studies().stream().map(fitted -> new Simulated.Wanted(fitted.study(),
            fitted.terms().stream().map(Term::target).toList())).toList();
    }

    private Map<String, String> texts(Map<String, Double> numbers) {
        Map<String, String> texts = new LinkedHashMap<>();
        calibration.parameters().forEach(p -> texts.put(p.path(), p.text(numbers.get(p.path()))));
        return texts;
    }

    /** One start of the calibration. */
    private final class Work {
        private final Predictor predictor;
        private final boolean profile;
        private final Watcher watcher;
        private EvaluationLog log;
        private final List<StageResult> results = new ArrayList<>();
        private final List<Fitted> fitted = new ArrayList<>();
        private final StringBuilder profiles = new StringBuilder("stage,parameter,unit,value,objective,rise,"
            + "fitted_value,threshold\n");

        Work(Predictor predictor, boolean profile, Watcher watcher) {
            this.predictor = predictor;
            this.profile = profile;
            this.watcher = watcher;
        }

        Result all(String command) {
            folder.note("kind", KIND);
            folder.note("plan", identity());
            folder.begin(command, calibration.name(), calibration.seed(), calibration.subjects(),
                calibration.stages().stream().mapToInt(Calibration.Stage::evaluations).sum());
            folder.write("calibration.yaml", calibration.given());
            log = new EvaluationLog(folder, List.copyOf(values.keySet()), names);
            Map<String, Double> present = new LinkedHashMap<>(values);
            List<double[]> before = predictions(present);
            calibration.stages().forEach(this::stage);
            List<double[]> after = predictions(values);
            List<Compared> compared = new ArrayList<>();
            for (int s = 0; s < calibration.stages().size(); s++) {
                Calibration.Stage stage = calibration.stages().get(s);
                int t = 0;
                for (Calibration.Fitted study : stage.studies()) {
                    for (Term term : study.terms()) {
                        compared.add(new Compared(stage.name(), term, study.study().publication().laboratory(),
                            before.get(s)[t], after.get(s)[t]));
                        t++;
                    }
                }
            }
            Result result = new Result(folder.path(), List.copyOf(results), List.copyOf(fitted), compared);
            write(result);
            return result;
        }

        /** Predictions for the targets of each stage with the same values. */
        private List<double[]> predictions(Map<String, Double> numbers) {
            return calibration.stages().stream().map(stage -> predict(stage, numbers)).toList();
        }

        private double[] predict(Calibration.Stage stage, Map<String, Double> numbers) {
            double[] point = numbers.values().stream().mapToDouble(Double::doubleValue).toArray();
            List<Term> terms = stage.terms();
            double[] known = log.known(stage.name(), point);
            double[] predicted = new double[terms.size()];
            if (known != null) {
                for (int i = 0; i < predicted.length; i++) {
                    predicted[i] = known[names.indexOf(terms.get(i).name())];
                }
                return predicted;
            }
            predicted = predictor.predict(wanted(stage), texts(numbers));
            double[] all = new double[names.size()];
            double[] parts = new double[names.size()];
            Arrays.fill(all, Double.NaN);
            Arrays.fill(parts, Double.NaN);
            for (int i = 0; i < predicted.length; i++) {
                int at = names.indexOf(terms.get(i).name());
                all[at] = predicted[i];
                parts[at] = terms.get(i).of(predicted[i]);
            }
            log.add(stage.name(), Objective.sum(terms, predicted), point, all, parts);
            return predicted;
        }

        private void stage(Calibration.Stage stage) {
            List<Term> terms = stage.terms();
            Tracked tracked = new Tracked(stage);
            Objective objective = new Objective(stage.parameters(), terms, tracked::predict);
            tracked.terms = terms;
            RandomKey key = RandomKey.of(calibration.seed()).child("calibration").child(stage.name());
            double[] start = objective.start();
            double before = objective.at(start);
            Search.Best best = new Search(objective::at, stage.population(), key)
                .minimise(start, SPREAD, stage.evaluations(), stage.restarts());
            List<Profile> worked = new ArrayList<>();
            for (int i = 0; profile && i < stage.parameters().size(); i++) {
                tracked.label = "profile of " + stage.parameters().get(i).path();
                worked.add(Profile.of(objective, i, best.place(), best.value(), calibration.profileEvaluations(),
                    key.child("profile")));
            }
            double[] place = best.place();
            double lowest = best.value();
            for (Profile each : worked) {
                for (Profile.Point point : each.points()) {
                    if (point.objective() < lowest) {
                        lowest = point.objective();
                        place = point.place();
                    }
                }
            }
            double[] found = objective.values(place);
            for (int i = 0; i < found.length; i++) {
                FreeParameter parameter = stage.parameters().get(i);
                values.put(parameter.path(), found[i]);
                fitted.add(new Fitted(stage.name(), parameter, found[i],
                    profile ? worked.get(i).low(lowest) : Double.NaN, profile ? worked.get(i).high(lowest) : Double.NaN,
                    profile));
                for (Profile.Point point : profile ? worked.get(i).points() : List.<Profile.Point>of()) {
                    profiles.append(Csv.line(stage.name(), parameter.path(), parameter.unit(), point.value(),
                        point.objective(), point.objective() - lowest, found[i], Profile.THRESHOLD));
                }
            }
            results.add(new StageResult(stage.name(), best.evaluations(), best.restarts(), best.converged(), before,
                lowest, best.value() - lowest));
        }

        /** The objective's model of a stage, which tells the watcher of every evaluation. */
        private final class Tracked {
            private final Calibration.Stage stage;
            private List<Term> terms;
            private String label;
            private int evaluations;
            private double lowest = Double.POSITIVE_INFINITY;
            private Map<String, String> best = Map.of();

            Tracked(Calibration.Stage stage) {
                this.stage = stage;
                label = stage.name();
            }

            double[] predict(double... own) {
                Map<String, Double> numbers = new LinkedHashMap<>(values);
                Map<String, String> shown = new LinkedHashMap<>();
                for (int i = 0; i < own.length; i++) {
                    FreeParameter parameter = stage.parameters().get(i);
                    numbers.put(parameter.path(), own[i]);
                    shown.put(parameter.path(), parameter.text(own[i]));
                }
                double[] predicted = Work.this.predict(stage, numbers);
                evaluations++;
                double value = Objective.sum(terms, predicted);
                if (value < lowest) {
                    lowest = value;
                    best = shown;
                }
                watcher.evaluated(label, evaluations, stage.evaluations(), lowest, best);
                return predicted;
            }
        }

        private void write(Result result) {
            folder.write(FITTED, fittedText());
            StringBuilder best = new StringBuilder("stage,study,laboratory,target,kind,low,high,unit,sd,weight,"
                + "present,fitted,residual_sd,part\n");
            result.targets.forEach(c -> best.append(Csv.line(c.stage, c.term.study(), c.laboratory, c.term.target(),
                c.term.kind().name().toLowerCase(java.util.Locale.ROOT), bound(c.term.low()), bound(c.term.high()),
                c.term.unit(), c.term.sd(), c.term.weight(), c.before, c.predicted, c.term.residual(c.predicted),
                c.term.of(c.predicted))));
            folder.write("best.csv", best.toString());
            StringBuilder parameters = new StringBuilder("stage,parameter,unit,present,fitted,low95,high95,identified,"
                + "bound_low,bound_high,transform\n");
            result.parameters.forEach(f -> parameters.append(Csv.line(f.stage, f.parameter.path(), f.parameter.unit(),
                f.parameter.start(), f.value, f.low, f.high,
                f.profiled ? f.identified() ? "yes" : "no" : "not profiled", f.parameter.low(), f.parameter.high(),
                f.parameter.transform().name().toLowerCase(java.util.Locale.ROOT))));
            folder.write("fitted-parameters.csv", parameters.toString());
            if (profile) {
                folder.write(PROFILES, profiles.toString());
            }
            folder.write(EvaluationLog.FILE, log.text());
            folder.end(0);
        }

        /** An open side is an empty cell. */
        private static double bound(double value) {
            return Double.isInfinite(value) ? Double.NaN : value;
        }

        private String fittedText() {
            Set<String> ids = new LinkedHashSet<>(calibration.studyIds());
            StringBuilder text = new StringBuilder("# Values fitted by a calibration. A scenario takes them under its"
                + " key parameters,\n# \"rexed run SCENARIO --parameters FILE\" reads this file.\ncalibration: \"")
                .append(calibration.name()).append("\"\nstudies: [")
                .append(String.join(", ", ids.stream().map(id -> '"' + id + '"').toList())).append("]\n")
                .append(ParameterChanges.KEY).append(":\n");
            texts(values).forEach((path, value) ->
                text.append("  \"").append(path).append("\": ").append(value).append('\n'));
            return text.toString();
        }
    }
}
