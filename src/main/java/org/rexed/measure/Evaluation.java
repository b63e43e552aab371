package org.rexed.measure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rexed.document.Document;
import org.rexed.document.Fields;
import org.rexed.document.Node;
import org.rexed.document.Problems;
import org.rexed.experiment.ScenarioPiece;
import org.rexed.experiment.Statistics.Estimate;
import org.rexed.random.RandomKey;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.Scenario;
import org.rexed.simulation.Assembly;

/**
 * One question of a program to the simulator: a scenario, changes of it, and the numbers asked for. Written in JSON,
 * which is YAML as well, so that everything of experiment files may stand in it and is checked in the same way.
 */
public final class Evaluation {
    private final String id;
    private final Study study;
    private final List<String> titles;
    private final List<Quantity> quantities;

    /**
     * What came of it.
     *
     * @param outcomes estimates by title, in the order asked for; empty if a subject failed
     * @param failed why, if a subject failed; empty otherwise
     */
    public record Answer(Map<String, Estimate> outcomes, List<String> failed) {}

    private Evaluation(String id, Study study, List<String> titles, List<Quantity> quantities) {
        this.id = id;
        this.study = study;
        this.titles = titles;
        this.quantities = quantities;
    }

    /**
     * Reads a question.
     *
     * @param source what messages call it
     * @throws org.rexed.document.InputException with every problem
     */
    public static Evaluation read(String source, String text, ModelLibrary library) {
        Problems problems = new Problems();
        Optional<Node.Mapping> tree = Document.tree(source, text, problems);
        problems.throwIfAny();
        Fields f = Document.fields(tree.orElseThrow(), problems);
        String id = f.text("id", "");
        Optional<ScenarioPiece> piece = ScenarioPiece.read(Path.of(source), tree.get(), f, library, problems);
        problems.throwIfAny();
        Scenario scenario = piece.orElseThrow().scenario(Map.of(), library);
        QuantityReader reader = new QuantityReader(scenario, library, null);
        List<String> titles = new ArrayList<>();
        List<Quantity> quantities = new ArrayList<>();
        for (Fields o : f.maps("outcomes", "at least one outcome is needed")) {
            String title = o.text("title");
            if (titles.contains(title)) {
                o.problem("title", "title: \"" + title + "\" is there twice");
            }
            titles.add(title);
            quantities.add(reader.read(o.map("of")));
            o.done();
        }
        f.done();
        problems.throwIfAny();
        Study study = new Study(new Assembly(scenario, library), quantities, null);
        VariableCheck variables = new VariableCheck();
        variables.check(study, reader.places(), "");
        variables.throwIfAny();
        return new Evaluation(id, study, titles, quantities);
    }

    /** What the asker calls the question; may be empty. */
    public String id() {
        return id;
    }

    /** Simulates it. */
    public Answer answer(int threads) {
        StudyQueue.simulate(study, threads);
        Map<String, Estimate> outcomes = new java.util.LinkedHashMap<>();
        if (study.complete()) {
            Observed observed = study.observed();
            for (int o = 0; o < titles.size(); o++) {
                outcomes.put(titles.get(o),
                    quantities.get(o).estimate(observed, RandomKey.of(0).child("outcome").child(o)));
            }
        }
        return new Answer(outcomes, study.errors());
    }
}
