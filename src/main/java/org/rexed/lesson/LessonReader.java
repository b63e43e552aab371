package org.rexed.lesson;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.rexed.document.Document;
import org.rexed.document.Fields;
import org.rexed.document.Grammar;
import org.rexed.document.Location;
import org.rexed.document.Node;
import org.rexed.document.Problems;
import org.rexed.electrophysiology.Protocol;
import org.rexed.electrophysiology.ProtocolReader;
import org.rexed.electrophysiology.ResultMeasure;
import org.rexed.experiment.DataFile;
import org.rexed.experiment.RecordChoice;
import org.rexed.measure.Band;
import org.rexed.measure.Quantity;
import org.rexed.measure.QuantityReader;
import org.rexed.scenario.Arm;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.Scenario;
import org.rexed.scenario.ScenarioReader;

/** Reads lessons and checks that their experiments can show what must be seen. */
final class LessonReader {
    private static final int SHORTEST_min = 5;
    private static final int LONGEST_min = 480;

    private final Problems problems = new Problems();
    private final Fields f;
    private final List<Lesson.Expectation> expected = new ArrayList<>();

    /** Reads what is measured. */
    private interface MeasureReader {
        void read(Fields measure);
    }

    private LessonReader(Node.Mapping tree, Grammar grammar) {
        f = Document.fields(tree, problems, grammar).map(Lesson.KEY);
    }

    static Lesson read(Path file, Map<String, String> changes, ModelLibrary library) {
        Problems problems = new Problems();
        Optional<Node.Mapping> tree = Document.tree(file, problems);
        problems.throwIfAny();
        if (!Lesson.isOne(tree.orElseThrow())) {
            problems.add(new Location(file.toString(), 1, 1), "no lesson: the key " + Lesson.KEY + " is missing");
            problems.throwIfAny();
        }
        String name = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
        String given = DataFile.text(file);
        LessonReader reader = new LessonReader(tree.get(), null);
        if (tree.get().entries().containsKey("stimulus")) {
            ProtocolReader.Read read = ProtocolReader.read(file, changes, library);
            List<ResultMeasure> measures = new ArrayList<>();
            return reader.lesson(name, read.protocol().title(), given, figures(read.protocol()),
                measure -> measures.add(ResultMeasure.read(measure, read.protocol())),
                () -> new ProtocolTrial(read, measures));
        }
        Scenario scenario = ScenarioReader.read(tree.get(), changes, library);
        return reader.lesson(name, given, scenario, library);
    }

    static void read(Node.Mapping tree, ModelLibrary library, Grammar grammar) {
        Scenario scenario = ScenarioReader.read(tree, library, grammar);
        new LessonReader(tree, grammar).lesson(scenario.name(), "", scenario, library);
    }

    private Lesson lesson(String name, String given, Scenario scenario, ModelLibrary library) {
        QuantityReader reader = new QuantityReader(scenario, library, null);
        List<Quantity> quantities = new ArrayList<>();
        return lesson(name, scenario.title(), given, figures(scenario), measure -> quantities.add(reader.read(measure)),
            () -> new StudyTrial(scenario, scenario, RecordChoice.STANDARD, quantities, reader.places(), library));
    }

    private Lesson lesson(String name, String title, String given, Set<String> figures, MeasureReader measures,
                          Supplier<Trial> trial) {
        int minutes = (int) f.integer("minutes", SHORTEST_min, LONGEST_min);
        List<String> goals = f.texts("goals");
        if (goals.isEmpty()) {
            f.problem("goals", "goals: at least one is needed");
        }
        String background = f.text("background");
        List<Lesson.Question> questions = new ArrayList<>();
        f.maps("questions", "at least one is needed").forEach(each -> questions.add(question(each, figures)));
        for (Fields each : f.maps("expected", "at least one is needed; a lesson says what must be seen")) {
            String what = each.text("title");
            measures.read(each.map("measure"));
            expected.add(new Lesson.Expectation(what, Band.read(each)));
            each.done();
        }
        String notes = f.text("notes");
        f.done();
        problems.throwIfAny();
        return new Lesson(name, title, minutes, goals, background, questions, expected, notes, trial.get(), given);
    }

    private static Lesson.Question question(Fields f, Set<String> figures) {
        Lesson.Question question = new Lesson.Question(f.text("predict"), f.text("look"),
            f.has("figure") ? f.named("figure", figures) : "", f.text("explain"), f.text("answer"));
        f.done();
        return question;
    }

    /** Names of the figures that a run of the scenario can have. */
    private static Set<String> figures(Scenario scenario) {
        Set<String> names = new TreeSet<>(List.of("drug-concentrations", "mechanisms", "side-effects"));
        scenario.assays().forEach(schedule -> names.add("hyperalgesia-" + schedule.assay()));
        if (!scenario.rasters().isEmpty()) {
            scenario.arms().stream().map(Arm::name).forEach(arm -> names.add("raster-" + arm));
        }
        return names;
    }

    private static Set<String> figures(Protocol protocol) {
        Set<String> names = new TreeSet<>(protocol.shows());
        names.add("psth");
        protocol.phaseNames().forEach(phase -> names.add("rates-" + phase));
        return names;
    }
}
