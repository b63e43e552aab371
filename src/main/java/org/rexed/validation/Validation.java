package org.rexed.validation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.rexed.experiment.Csv;
import org.rexed.experiment.DataFile;
import org.rexed.experiment.FolderException;
import org.rexed.experiment.JsonText;
import org.rexed.experiment.ModelIdentity;
import org.rexed.experiment.RunFolder;
import org.rexed.experiment.Version;
import org.rexed.measure.Observed;
import org.rexed.measure.Study;
import org.rexed.measure.StudyQueue;
import org.rexed.measure.VariableCheck;
import org.rexed.scenario.ModelLibrary;
import org.rexed.simulation.Assembly;

/**
 * Lets the model and its rivals predict published experiments, and scores them: the studies that calibration used apart
 * from those that it did not. A study is written as soon as its last subject is there, so that a stop loses only the
 * studies under way.
 */
public final class Validation {
    /** What the manifest of a validation calls itself. */
    public static final String KIND = "validation";
    /** Subjects of a smoke version. */
    public static final int QUICK_SUBJECTS = 2;

    private final ModelLibrary library;
    private final Plan plan;
    private final RunFolder folder;
    private final Choice choice;
    private final StudyQueue.Simulator simulator;

    /**
     * How a validation differs from what the study files say.
     *
     * @param quick whether it is a smoke version
     * @param rivals whether the rivals are simulated too
     * @param subjects in each arm; null for as many as the files say
     * @param seed root of all random numbers; null for those of the files
     */
    public record Choice(boolean quick, boolean rivals, Integer subjects, Long seed) {
        /**
         * Refuses too few subjects.
         *
         * @throws IllegalArgumentException saying what is allowed
         */
        public Choice {
            if (subjects != null && subjects < 2) {
                throw new IllegalArgumentException("--subjects: found " + subjects + "; allowed 2 or more, since a"
                    + " prediction needs an interval");
            }
        }

        private Map<String, String> changes() {
            Map<String, String> changes = new LinkedHashMap<>();
            if (quick || subjects != null) {
                changes.put("subjects", Integer.toString(subjects == null ? QUICK_SUBJECTS : subjects));
            }
            if (seed != null) {
                changes.put("seed", Long.toString(seed));
            }
            return changes;
        }
    }

    /** Is told how far the validation is. */
    public interface Watcher {
        /** A subject ended. */
        void ended(int done, int failed, int runs);

        /** A study was scored, its folder and the tables written. */
        void scored(StudyResult result);
    }

    /** A study under way: the model and its simulated rivals. */
    private final class Run {
        private final PublishedStudy study;
        private final Map<Rival, Study> models = new LinkedHashMap<>();

        Run(PublishedStudy study) {
            this.study = study;
            List<Rival> rivals = new ArrayList<>(List.of(Rival.FULL));
            if (choice.rivals) {
                rivals.addAll(plan.rivals());
            }
            for (Rival rival : rivals) {
                Map<String, String> changes = new LinkedHashMap<>(choice.changes());
                changes.putAll(rival.changes());
                models.put(rival, new Study(new Assembly(study.scenario(changes, library), library),
                    study.targets().stream().map(Target::quantity).toList(), null));
            }
        }

        Study full() {
            return models.get(Rival.FULL);
        }

        String identity(String program) {
            StringBuilder text = new StringBuilder(program).append(study.published()).append(plan.laboratoryEffect())
                .append(' ').append(plan.laboratoryReading());
            models.forEach((rival, run) ->
                text.append('\n').append(rival.name()).append('\n').append(run.scenario().resolved()));
            return DataFile.sha256(text.toString());
        }

        StudyResult result(Map<String, List<Prediction>> predictions, boolean earlier) {
            return new StudyResult(study, plan.isFitted(study), plan.isChanged(study), predictions,
                full().scenario().seed(), full().scenario().subjects(), folder.path().resolve(study.id()), earlier);
        }

        StudyResult finish(String command, String identity) {
            Map<String, List<Prediction>> predictions = new LinkedHashMap<>();
            if (models.values().stream().allMatch(Study::complete)) {
                models.forEach((rival, run) -> predictions.put(rival.name(), predictions(run.observed())));
                predictions.put(Rival.NO_CHANGE.name(), predictions(full().observed().unchanged()));
            }
            StudyResult result = result(predictions, false);
            RunFolder own = RunFolder.inside(folder.path(), study.id());
            models.forEach((rival, run) -> {
                if (!rival.equals(Rival.FULL)) {
                    run.write(RunFolder.inside(own.path(), rival.name()), run.scenario().resolved(), command);
                }
            });
            own.note("study", study.id());
            own.note("identity", identity);
            own.write(StudyFile.NAME, JsonText.of(StudyFile.json(result)));
            full().write(own, study.given(), command);
            models.values().forEach(Study::release);
            return result;
        }

        private List<Prediction> predictions(Observed observed) {
            return study.targets().stream().map(target -> Prediction.of(target, observed, plan)).toList();
        }
    }

    private Validation(ModelLibrary library, RunFolder folder, Choice choice, StudyQueue.Simulator simulator) {
        this.library = library;
        this.folder = folder;
        this.choice = choice;
        this.simulator = simulator;
        plan = Plan.read(library);
    }

    /**
     * A validation in a new folder.
     *
     * @throws org.rexed.document.InputException if the plan has a problem
     */
    public static Validation start(ModelLibrary library, RunFolder folder, Choice choice) {
        return start(library, folder, choice, StudyQueue.Simulator.REAL);
    }

    static Validation start(ModelLibrary library, RunFolder folder, Choice choice, StudyQueue.Simulator simulator) {
        return new Validation(library, folder, choice, simulator);
    }

    /**
     * A validation that goes on in the folder of an earlier start, with the choice made then.
     *
     * @throws FolderException if the folder is no validation's
     */
    public static Validation resume(ModelLibrary library, Path path) {
        return resume(library, path, StudyQueue.Simulator.REAL);
    }

    static Validation resume(ModelLibrary library, Path path, StudyQueue.Simulator simulator) {
        RunFolder folder = RunFolder.open(path);
        if (!folder.noted("kind").equals(KIND)) {
            throw new FolderException(FolderException.Reason.FOREIGN, path + " is no folder of a validation");
        }
        String seed = folder.noted("other-seed");
        String subjects = folder.noted("other-subjects");
        try {
            Choice then = new Choice(Boolean.parseBoolean(folder.noted("quick")),
                Boolean.parseBoolean(folder.noted("rivals")), subjects.isEmpty() ? null : Integer.valueOf(subjects),
                seed.isEmpty() ? null : Long.valueOf(seed));
            return new Validation(library, folder, then, simulator);
        } catch (IllegalArgumentException e) {
            throw new FolderException(FolderException.Reason.FOREIGN, path + " is damaged: its manifest names a seed or"
                + " number of subjects that cannot be");
        }
    }

    /** Where the validation is. */
    public Path path() {
        return folder.path();
    }

    /** Whether it is a smoke version. */
    public boolean quick() {
        return choice.quick;
    }

    /** The split, the rivals and how much laboratories differ. */
    public Plan plan() {
        return plan;
    }

    /** Names or files of the studies an earlier start was asked for; none in a new folder. */
    public List<String> asked() {
        return folder.noted("asked").lines().toList();
    }

    /**
     * Runs what is left to do of all studies; writes a folder for each, {@code validation.csv} and
     * {@code validation.json}.
     *
     * @param asked names or files by which a later start finds the same studies
     * @return the results in the order of the studies
     * @throws org.rexed.document.InputException if a study asks for a slow variable that does not exist
     * @throws FolderException if the folder of a finished study is damaged or was made with something else
     */
    public List<StudyResult> score(List<PublishedStudy> studies, List<String> asked, String command, int threads,
                                   Watcher watcher) {
        return folder.locked(() -> work(studies, asked, command, threads, watcher));
    }

    private List<StudyResult> work(List<PublishedStudy> studies, List<String> asked, String command, int threads,
                                   Watcher watcher) {
        String program = ModelIdentity.of(library);
        Map<String, StudyResult> results = new LinkedHashMap<>();
        Map<Run, String> left = new LinkedHashMap<>();
        VariableCheck variables = new VariableCheck();
        for (PublishedStudy study : studies) {
            Run run = new Run(study);
            String identity = run.identity(program);
            results.put(study.id(), earlier(run, identity));
            if (results.get(study.id()) == null) {
                variables.check(run.full(), study.places(), "");
                left.put(run, identity);
            }
        }
        variables.throwIfAny();
        StudyQueue<Run> queue = new StudyQueue<>(simulator);
        left.keySet().forEach(run -> run.models.values().forEach(study -> queue.add(run, study)));
        folder.note("kind", KIND);
        folder.note("quick", Boolean.toString(choice.quick));
        folder.note("rivals", Boolean.toString(choice.rivals));
        folder.note("other-seed", choice.seed == null ? "" : choice.seed.toString());
        folder.note("other-subjects", choice.subjects == null ? "" : choice.subjects.toString());
        folder.note("asked", String.join("\n", asked));
        folder.begin(command, KIND, choice.seed == null ? 0 : choice.seed,
            choice.subjects == null ? choice.quick ? QUICK_SUBJECTS : 0 : choice.subjects, queue.runs());
        List<StudyResult> earlier = results.values().stream().filter(Objects::nonNull).toList();
        write(earlier);
        earlier.forEach(watcher::scored);
        int failed = queue.run(threads, new StudyQueue.Watcher<>() {
            @Override
            public void ended(int done, int failed, int runs) {
                watcher.ended(done, failed, runs);
            }

            @Override
            public void complete(Run run) {
                StudyResult result = run.finish(command, left.get(run));
                results.put(run.study.id(), result);
                write(results.values().stream().filter(Objects::nonNull).toList());
                watcher.scored(result);
            }
        });
        List<StudyResult> all = List.copyOf(results.values());
        write(all);
        folder.end(failed);
        return all;
    }

    /** The result of an earlier start, or null if there is none that is whole. */
    private StudyResult earlier(Run run, String identity) {
        Path path = folder.path().resolve(run.study.id());
        if (!Files.isRegularFile(path.resolve(RunFolder.MANIFEST)) || !RunFolder.open(path).finished()) {
            return null;
        }
        StudyResult result = run.result(StudyFile.read(path, identity), true);
        return result.complete() ? result : null;
    }

    private void write(List<StudyResult> results) {
        folder.write("validation.csv", csv(results));
        folder.write("validation.json", JsonText.of(json(results)));
    }

    /** Scores of the fitted and of the other studies, by model. */
    public Map<String, Score> scores(List<StudyResult> results, boolean fitted) {
        List<StudyResult> some = results.stream().filter(result -> result.fitted() == fitted).toList();
        Map<String, Score> scores = new LinkedHashMap<>();
        some.stream().filter(StudyResult::complete).findFirst().ifPresent(first ->
            first.models().keySet().forEach(model -> scores.put(model, Score.of(model, some))));
        return scores;
    }

    /** All results with everything a page about them shows. */
    public ObjectNode json(List<StudyResult> results) {
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("quick", choice.quick)
            .put("folder", folder.path().toString()).put("version", Version.text())
            .put("split_recorded", plan.recorded());
        ArrayNode studies = root.putArray("studies");
        results.forEach(result -> studies.add(StudyFile.json(result)));
        ObjectNode scores = root.putObject("scores");
        for (boolean fitted : new boolean[] {true, false}) {
            ObjectNode group = scores.putObject(fitted ? "fitted" : "unfitted");
            scores(results, fitted).forEach((model, score) -> group.set(model, StudyFile.json(score)));
        }
        ObjectNode titles = root.putObject("models");
        titles.put(Rival.FULL.name(), Rival.FULL.title());
        plan.rivals().forEach(rival -> titles.put(rival.name(), rival.title()));
        titles.put(Rival.NO_CHANGE.name(), Rival.NO_CHANGE.title());
        return root;
    }

    /** All results as a table: a row for each target and model. */
    private static String csv(List<StudyResult> results) {
        StringBuilder text = new StringBuilder("study,fitted,target,confidence,null_result,unit,observed,observed_low,"
            + "observed_high,observed_sem,observed_n,above,below,model,predicted,ci95_low,ci95_high,"
            + "pi90_subjects_low,pi90_subjects_high,pi90_low,pi90_high,direction_ok,covered,relative_error,seed\n");
        for (StudyResult result : results) {
            result.models().forEach((model, predictions) -> {
                for (int i = 0; i < predictions.size(); i++) {
                    text.append(row(result, result.study().targets().get(i), model, predictions.get(i)));
                }
            });
        }
        return text.toString();
    }

    private static String row(StudyResult result, Target target, String model, Prediction p) {
        Target.Published published = target.published();
        boolean printed = published != null;
        return Csv.line(result.study().id(), result.fitted(), target.name(),
            target.confidence().name().toLowerCase(java.util.Locale.ROOT), target.isNull(), target.unit(),
            printed ? published.value() : Double.NaN, printed ? published.low() : Double.NaN,
            printed ? published.high() : Double.NaN, printed ? published.standardError() : Double.NaN,
            printed ? published.n() : "", finite(target.low()), finite(target.high()), model, p.value(), p.low95(),
            p.high95(), p.subjectsLow(), p.subjectsHigh(), p.low(), p.high(), p.exists() && target.agrees(p.value()),
            printed ? p.exists() && p.covers(published) : "", printed ? p.relativeError(published) : Double.NaN,
            result.seed());
    }

    private static double finite(double value) {
        return Double.isFinite(value) ? value : Double.NaN;
    }
}
