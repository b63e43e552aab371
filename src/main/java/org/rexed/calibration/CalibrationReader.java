package org.rexed.calibration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rexed.document.Document;
import org.rexed.document.Fields;
import org.rexed.document.InputException;
import org.rexed.document.Node;
import org.rexed.document.Plain;
import org.rexed.document.Problems;
import org.rexed.document.Spelling;
import org.rexed.experiment.DataFile;
import org.rexed.quantity.Units;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.Overrides;
import org.rexed.scenario.ParameterChanges;
import org.rexed.validation.Plan;
import org.rexed.validation.PublishedStudy;
import org.rexed.validation.Target;

/** Reads calibration files. */
final class CalibrationReader {
    private static final int VERSION = 1;
    private static final int MOST_SUBJECTS = 1000;
    private static final int MOST_EVALUATIONS = 1_000_000;
    private static final int MOST_POPULATION = 1000;
    private static final int MOST_RESTARTS = 20;
    private static final int DEFAULT_PROFILE = 20;
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,63}";

    private final Path file;
    private final ModelLibrary library;
    private final Problems problems = new Problems();
    private final Map<String, Integer> parameterLines = new HashMap<>();
    private final Map<String, Optional<PublishedStudy>> studies = new HashMap<>();
    private ModelError error;
    private Measurements measurements = Measurements.NONE;
    private int subjects;
    private long seed;
    private int evaluations;
    private int population;
    private int restarts;

    CalibrationReader(Path file, ModelLibrary library) {
        this.file = file;
        this.library = library;
    }

    Calibration read() {
        Optional<Node.Mapping> tree = Document.tree(file, problems);
        problems.throwIfAny();
        Fields f = Document.fields(tree.orElseThrow(), problems);
        f.integer("rexed", VERSION, VERSION);
        String name = name(f);
        String title = f.text("title", name);
        f.text("description", "");
        subjects = (int) f.integer("subjects", 1, MOST_SUBJECTS);
        seed = f.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE);
        evaluations = (int) f.integer("evaluations", 1, MOST_EVALUATIONS);
        // Nought stands for the usual population of so many parameters.
        population = (int) f.integer("population", 2, MOST_POPULATION, 0);
        restarts = (int) f.integer("restarts", 0, MOST_RESTARTS, 0);
        int profile = (int) f.integer("profile-evaluations", 1, MOST_EVALUATIONS, DEFAULT_PROFILE);
        error = new ModelError(f.map("model-error"));
        if (f.has("measurements")) {
            measurements = Measurements.read(file.resolveSibling(f.text("measurements")), problems);
        }
        List<Calibration.Stage> stages = new ArrayList<>();
        Map<String, Integer> names = new LinkedHashMap<>();
        for (Fields written : f.maps("stages")) {
            Calibration.Stage stage = stage(written);
            Integer first = names.putIfAbsent(stage.name(), written.locationOf("name").line());
            if (first != null) {
                written.problem("name", "name: two stages are called \"" + stage.name() + "\"; first in line " + first);
            }
            stages.add(stage);
        }
        if (stages.isEmpty()) {
            f.problem("stages", "stages: at least one is needed");
        }
        f.done();
        measurements.refuseUnused(problems);
        problems.throwIfAny();
        return new Calibration(name, title, Plain.text(tree.get()) + measurements.text(), DataFile.text(file),
            subjects, seed, profile, stages);
    }

    private static String name(Fields f) {
        String name = f.text("name");
        if (!name.isEmpty() && !name.matches(NAME)) {
            f.problem("name", "name: found \"" + name + "\"; allowed are a-z, 0-9 and - inside, at most 64 characters");
        }
        return name;
    }

    private Calibration.Stage stage(Fields f) {
        String name = name(f);
        List<FreeParameter> parameters = new ArrayList<>();
        for (Fields written : f.maps("parameters")) {
            parameter(written).ifPresent(parameters::add);
        }
        if (f.maps("parameters").isEmpty()) {
            f.problem("parameters", "parameters: at least one is needed");
        }
        List<Calibration.Fitted> fitted = new ArrayList<>();
        for (Fields written : f.maps("studies")) {
            study(written, fitted).ifPresent(fitted::add);
        }
        if (f.maps("studies").isEmpty()) {
            f.problem("studies", "studies: at least one is needed");
        }
        int most = (int) f.integer("evaluations", 1, MOST_EVALUATIONS, evaluations);
        int first = (int) f.integer("population", 2, MOST_POPULATION,
            population == 0 ? Search.usualPopulation(StrictMath.max(1, parameters.size())) : population);
        int again = (int) f.integer("restarts", 0, MOST_RESTARTS, restarts);
        if (most <= first) {
            f.problem("evaluations", "evaluations: " + most + " in stage " + name + " is not even one population of "
                + first + " after the first point");
        }
        f.done();
        return new Calibration.Stage(name, parameters, fitted, most, first, again);
    }

    private Optional<FreeParameter> parameter(Fields f) {
        String path = f.text("path");
        Transform transform = f.choice("transform", Transform.class);
        Optional<ParameterChanges.Present> found = path.isEmpty() ? Optional.empty()
            : ParameterChanges.find(library, path, f.locationOf("path"), problems);
        Integer line = path.isEmpty() ? null : parameterLines.putIfAbsent(path, f.locationOf("path").line());
        if (line != null) {
            f.problem("path", path + " is fitted already in line " + line + "; later stages keep what was found there");
        }
        if (found.isEmpty()) {
            // Bounds and start cannot be judged without the parameter, which was told already.
            f.has("bounds");
            f.has("start");
            f.done();
            return Optional.empty();
        }
        ParameterChanges.Present present = found.get();
        List<Double> bounds = f.has("bounds") ? f.quantities("bounds", present.unit())
            : List.of(present.low(), present.high());
        double low = bounds.isEmpty() ? Double.NaN : bounds.get(0);
        double high = bounds.isEmpty() ? Double.NaN : bounds.get(bounds.size() - 1);
        double start = f.quantity("start", present.unit(), present.value());
        String key = f.has("bounds") ? "bounds" : "path";
        String range = Units.text(present.low(), present.unit()) + " to " + Units.text(present.high(), present.unit());
        if (bounds.size() != 2) {
            f.problem("bounds", "bounds: two values are needed, lowest and highest; found " + bounds.size());
        } else if (low >= high) {
            f.problem(key, "bounds: the lowest must be below the highest; found " + Units.text(low, present.unit())
                + " to " + Units.text(high, present.unit()));
        } else if (low < present.low() || high > present.high()) {
            f.problem(key, "bounds: outside the range of " + path + "; range " + range);
        } else if (!transform.complaint(low, high).isEmpty()) {
            f.problem("transform", "transform: " + transform.complaint(low, high) + "; found "
                + Units.text(low, present.unit()) + " to " + Units.text(high, present.unit()));
        } else if (start < low || start > high) {
            f.problem(f.has("start") ? "start" : key, "start: outside the bounds; found "
                + Units.text(start, present.unit()) + (f.has("start") ? "" : ", the present value") + "; bounds "
                + Units.text(low, present.unit()) + " to " + Units.text(high, present.unit()));
        }
        f.done();
        return Optional.of(new FreeParameter(path, present.unit(), low, high, start, transform));
    }

    private Optional<Calibration.Fitted> study(Fields f, List<Calibration.Fitted> before) {
        String id = f.text("study");
        double weight = f.quantity("weight", "1", Double.MIN_NORMAL, Double.MAX_VALUE, 1);
        List<String> wanted = f.texts("targets");
        f.done();
        Optional<PublishedStudy> study = id.isEmpty() ? Optional.empty()
            : studies.computeIfAbsent(id, key -> published(f, key));
        if (study.isEmpty()) {
            return Optional.empty();
        }
        PublishedStudy found = study.get();
        if (before.stream().anyMatch(other -> other.study().id().equals(found.id()))) {
            f.problem("study", "study: " + found.id() + " is there twice in this stage");
        }
        List<String> names = found.targets().stream().map(Target::name).toList();
        for (int i = 0; i < wanted.size(); i++) {
            if (!names.contains(wanted.get(i))) {
                f.problem("targets", i, "targets: " + id + " has no target \"" + wanted.get(i) + "\""
                    + Spelling.hint(wanted.get(i), names));
            }
        }
        List<Term> terms = new ArrayList<>();
        for (Target target : found.targets()) {
            boolean named = wanted.contains(target.name());
            if (named && !target.scored()) {
                f.problem("targets", "targets: " + target.name() + " of " + id + " has low confidence, such targets"
                    + " are never fitted");
            } else if (target.scored() && (wanted.isEmpty() || named)) {
                term(f, found.id(), target, weight).ifPresent(terms::add);
            }
        }
        if (terms.isEmpty() && wanted.isEmpty()) {
            f.problem("study", "study: " + id + " has no target that could be fitted, all have low confidence");
        }
        return Optional.of(new Calibration.Fitted(found, terms));
    }

    /** A study of the library or a file beside the calibration, with the calibration's subjects and seed. */
    private Optional<PublishedStudy> published(Fields f, String id) {
        Path path = file.resolveSibling(id);
        if (!Files.isRegularFile(path)) {
            try {
                path = PublishedStudy.path(library, id);
            } catch (IllegalArgumentException e) {
                f.problem("study", "study: no file of that name here, and none called \"" + id
                    + "\" in models/scenarios/from-papers" + Spelling.hint(id, PublishedStudy.names(library)));
                return Optional.empty();
            }
            Plan plan = Plan.read(library);
            if (plan.heldOut().contains(id)) {
                f.problem("study", "study: " + id
                    + " only judges the model (models/validation/plan.yaml); fitted may be "
                    + String.join(", ", plan.fitted()));
                return Optional.empty();
            }
        }
        try {
            Problems inStudy = new Problems();
            Optional<Node.Mapping> tree = Document.tree(path, inStudy);
            inStudy.throwIfAny();
            if (!PublishedStudy.isOne(tree.orElseThrow())) {
                f.problem("study", "study: " + path + " has no publication and no targets");
                return Optional.empty();
            }
            Node.Mapping changed = new Overrides(inStudy).apply(tree.get(),
                Map.of("subjects", Integer.toString(subjects), "seed", Long.toString(seed)));
            return Optional.of(PublishedStudy.of(
                path.getFileName().toString().replaceFirst("\\.ya?ml$", ""), changed, library));
        } catch (InputException e) {
            e.problems().forEach(problem -> problems.add(problem.location(), problem.message()));
            return Optional.empty();
        }
    }

    private Optional<Term> term(Fields f, String study, Target target, double weight) {
        if (!error.covers(target)) {
            problems.add(f.locationOf("study"), "model-error: nothing is said of " + ModelError.key(target)
                + ", to which target " + target.name() + " of " + study + " belongs");
            return Optional.empty();
        }
        Optional<Measurements.Row> measured = measurements.of(study, target.name());
        Term term;
        if (measured.isPresent()) {
            double value = measured.get().value();
            term = new Term(study, target.name(), weight, Term.Kind.VALUE, value, value,
                error.sd(target, value, measured.get().noise()), target.unit());
        } else if (target.published() != null) {
            Target.Published printed = target.published();
            term = new Term(study, target.name(), weight,
                printed.low() == printed.high() ? Term.Kind.VALUE : Term.Kind.RANGE, printed.low(), printed.high(),
                error.sd(target, printed.value(), printed.standardError()), target.unit());
        } else {
            boolean above = target.low() != Double.NEGATIVE_INFINITY;
            boolean below = target.high() != Double.POSITIVE_INFINITY;
            double limit = above && below ? (target.low() + target.high()) / 2 : above ? target.low() : target.high();
            term = new Term(study, target.name(), weight,
                above && below ? Term.Kind.BETWEEN : above ? Term.Kind.ABOVE : Term.Kind.BELOW, target.low(),
                target.high(), error.sd(target, limit, Double.NaN), target.unit());
        }
        if (!(term.sd() > 0)) {
            problems.add(f.locationOf("study"), "model-error: the error of target " + target.name() + " of " + study
                + " comes to 0, as its value is 0; give " + ModelError.key(target) + " an additive error");
        }
        return Optional.of(term);
    }
}
