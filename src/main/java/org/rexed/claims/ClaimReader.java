package org.rexed.claims;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.rexed.diagnosis.Clinic;
import org.rexed.diagnosis.Diagnosed;
import org.rexed.document.Document;
import org.rexed.document.Fields;
import org.rexed.document.InputException;
import org.rexed.document.Location;
import org.rexed.document.Node;
import org.rexed.document.Plain;
import org.rexed.document.Problems;
import org.rexed.experiment.ScenarioPiece;
import org.rexed.measure.Attribution;
import org.rexed.measure.AttributionReader;
import org.rexed.measure.Band;
import org.rexed.measure.Quantity;
import org.rexed.measure.QuantityReader;
import org.rexed.scenario.Arm;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.ModelLibrary.Kind;
import org.rexed.scenario.Scenario;
import org.rexed.treatment.Completed;
import org.rexed.treatment.TreatmentPlan;

/** Reads claim files and checks that the experiment and every control can give what is measured. */
final class ClaimReader {
    private static final int VERSION = 1;

    private final Node.Mapping tree;
    private final Fields f;
    private final ModelLibrary library;
    private final Problems problems;
    private final Map<List<String>, Location> places = new LinkedHashMap<>();
    /** The clinic whose patients are simulated, if the claim is about one. */
    private Clinic clinic;
    /** The comparison whose strategies are simulated, if the claim is about one. */
    private TreatmentPlan treatment;

    private ClaimReader(Node.Mapping tree, ModelLibrary library, Problems problems) {
        this.tree = tree;
        this.library = library;
        this.problems = problems;
        f = Document.fields(tree, problems);
    }

    static Claim read(Path file, ModelLibrary library) {
        Problems problems = new Problems();
        Optional<Node.Mapping> tree = Document.tree(file, problems);
        problems.throwIfAny();
        return new ClaimReader(tree.orElseThrow(), library, problems).claim(file);
    }

    private Claim claim(Path file) {
        f.integer("rexed", VERSION, VERSION);
        String id = f.text("id");
        if (!id.isEmpty() && !id.matches("[A-Za-z][A-Za-z0-9-]{0,31}")) {
            f.problem("id", "id: found \"" + id + "\"; allowed are letters, digits and -, at most 32, a letter first");
        }
        String title = f.text("title");
        String statement = f.text("statement");
        String examined = f.text("examined", "");
        String note = f.text("note", "");
        Optional<ScenarioPiece> piece = Optional.empty();
        if (f.has("clinic")) {
            String name = f.oneOf("clinic", library.names(Kind.CLINIC));
            Map<String, String> changes = ScenarioPiece.changes(tree, f, "set");
            problems.throwIfAny();
            clinic = Clinic.read(library.path(Kind.CLINIC, name), changes, library);
            places.putAll(clinic.places());
            piece = Optional.of(clinic.piece().with(changes));
        } else if (f.has("treatment")) {
            String name = f.oneOf("treatment", library.names(Kind.TREATMENT));
            Map<String, String> changes = ScenarioPiece.changes(tree, f, "set");
            problems.throwIfAny();
            treatment = TreatmentPlan.named(name, changes, library);
            places.putAll(treatment.places());
            piece = Optional.of(treatment.piece().with(changes));
        } else {
            piece = ScenarioPiece.read(file, tree, f, library, problems);
        }
        if (piece.isEmpty()) {
            problems.throwIfAny();
        }
        Scenario scenario = piece.orElseThrow().scenario(Map.of(), library);
        checkSubjects("scenario", scenario);
        Attribution attribution = null;
        if (f.has("attribution")) {
            AttributionReader parts = new AttributionReader(f.map("attribution"), scenario, library);
            attribution = parts.whole();
            places.putAll(parts.places());
        }
        QuantityReader reader = new QuantityReader(scenario, library, attribution);
        List<Claim.Measure> measures = measures(reader);
        places.putAll(reader.places());
        List<Claim.Control> controls = controls(measures);
        f.done();
        problems.throwIfAny();
        Claim claim = new Claim(id, title, statement, examined, note, piece.get(), scenario, measures, controls,
            attribution, places, judging());
        for (int i = 0; i < controls.size(); i++) {
            check(claim, controls.get(i));
        }
        problems.throwIfAny();
        return claim;
    }

    private void checkSubjects(String key, Scenario scenario) {
        if (scenario.subjects() < Claim.FEWEST_SUBJECTS) {
            f.problem(key, key + ": a claim needs at least " + Claim.FEWEST_SUBJECTS + " subjects; found "
                + scenario.subjects());
        }
    }

    private List<Claim.Measure> measures(QuantityReader reader) {
        List<Claim.Measure> measures = new ArrayList<>();
        for (Fields written : f.maps("measures")) {
            Claim.Measure measure = measure(written, reader);
            if (measures.stream().anyMatch(other -> other.title().equals(measure.title()))) {
                written.problem("title", "title: two measures have this title");
            }
            measures.add(measure);
        }
        if (measures.isEmpty()) {
            f.problem("measures", "measures: at least one is needed");
        } else if (measures.stream().noneMatch(Claim.Measure::judged)) {
            f.problem("measures", "measures: at least one must be judged by pass");
        } else if (!measures.get(0).judged()) {
            f.problem("measures", "measures: the first is the main one and must be judged by pass");
        }
        return measures;
    }

    private Quantity quantity(Fields f, QuantityReader reader) {
        if (clinic != null && f.has("diagnosed")) {
            return new Diagnosed(clinic, f.choice("diagnosed", Diagnosed.By.class));
        }
        if (treatment != null && treatment.leaving() != null && f.has("completed")) {
            List<String> arms = treatment.scenario().arms().stream().map(Arm::name).toList();
            Quantity completed = new Completed(treatment, f.named("completed", arms));
            return f.has("less") ? new Quantity.Difference(completed, new Completed(treatment, f.named("less", arms)))
                : completed;
        }
        return reader.part(f);
    }

    private Claim.Measure measure(Fields f, QuantityReader reader) {
        String title = f.text("title");
        Quantity quantity = quantity(f, reader);
        Band band = Band.ANYWHERE;
        if (!f.flag("report", false)) {
            band = Band.read(f);
        } else if (f.has("pass")) {
            f.problem("pass", "pass: a measure that is only reported is not judged; leave out report or pass");
        }
        f.done();
        return new Claim.Measure(title, quantity, band.low(), band.high());
    }

    private List<Claim.Control> controls(List<Claim.Measure> measures) {
        List<Claim.Control> controls = new ArrayList<>();
        if (f.has("control")) {
            Node value = tree.entries().get("control").value();
            control(value instanceof Node.Mapping inner ? inner : null, f.map("control"), measures, controls);
        }
        if (f.has("controls")) {
            if (f.has("control")) {
                f.problem("controls", "controls: there is a control too; write it as the first of controls");
            }
            List<Fields> written = f.maps("controls");
            for (int i = 0; i < written.size(); i++) {
                Node item = ((Node.Sequence) tree.entries().get("controls").value()).items().get(i);
                control(item instanceof Node.Mapping inner ? inner : null, written.get(i), measures, controls);
            }
        }
        return controls;
    }

    private static void control(Node.Mapping inner, Fields c, List<Claim.Measure> measures,
                                List<Claim.Control> controls) {
        String title = c.text("title");
        Map<String, String> changes = inner == null ? Map.of() : ScenarioPiece.changes(inner, c, "set");
        if (changes.isEmpty()) {
            c.map("set");
        }
        SortedSet<Integer> breaks = new TreeSet<>();
        List<String> titles = measures.stream().map(Claim.Measure::title).toList();
        List<String> texts = c.texts("breaks");
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            int number = text.matches("[1-9][0-9]?") ? Integer.parseInt(text) - 1 : titles.indexOf(text);
            if (number < 0 || number >= measures.size()) {
                c.problem("breaks", i, "breaks: found \"" + text + "\"; allowed: the title of a measure, or its number"
                    + " from 1 to " + measures.size());
            } else if (!measures.get(number).judged()) {
                c.problem("breaks", i, "breaks: \"" + titles.get(number) + "\" is only reported, so nothing can break"
                    + " it");
            } else {
                breaks.add(number);
            }
        }
        if (texts.isEmpty()) {
            breaks.add(0);
        }
        c.done();
        controls.add(new Claim.Control(title, changes, breaks));
    }

    /** A control whose scenario lacks an arm or a reading would break every claim, for no reason of biology. */
    private void check(Claim claim, Claim.Control control) {
        Scenario scenario = claim.scenario(control, Map.of(), library);
        String key = f.has("control") ? "control" : "controls";
        checkSubjects(key, scenario);
        Problems inControl = new Problems();
        Node.Sequence measures = (Node.Sequence) tree.entries().get("measures").value();
        QuantityReader reader = new QuantityReader(scenario, library, claim.attribution());
        for (int number : control.breaks()) {
            reader.part(Document.fields((Node.Mapping) measures.items().get(number), inControl));
        }
        try {
            inControl.throwIfAny();
        } catch (InputException e) {
            e.problems().forEach(problem ->
                problems.add(problem.location(), "in the control \"" + control.title() + "\": " + problem.message()));
        }
    }

    /** What measures and judges, as text without places and comments. */
    private String judging() {
        StringBuilder text = new StringBuilder();
        for (String key : List.of("measures", "control", "controls", "attribution", "clinic",
                "treatment")) {
            Node.Entry entry = tree.entries().get(key);
            if (entry != null) {
                text.append(key).append('=').append(Plain.text(entry.value())).append('\n');
            }
        }
        return text.toString();
    }
}
