package org.rexed.attribution;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rexed.document.Document;
import org.rexed.document.Fields;
import org.rexed.document.Location;
import org.rexed.document.Node;
import org.rexed.document.Problems;
import org.rexed.experiment.ScenarioPiece;
import org.rexed.measure.Attribution;
import org.rexed.measure.AttributionReader;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.Scenario;

/**
 * A file that says which effects of a scenario are divided among which mechanisms.
 *
 * @param name file-safe name
 * @param title heading
 * @param piece the scenario as written
 * @param scenario the scenario as read
 * @param effects what is divided, in the order of the file
 * @param places where slow variables are named
 */
public record AttributionPlan(String name, String title, ScenarioPiece piece, Scenario scenario, List<Effect> effects,
                              Map<List<String>, Location> places) {
    private static final int VERSION = 1;

    /**
     * One effect.
     *
     * @param title in words
     * @param attribution arms, groups and the quantity
     */
    public record Effect(String title, Attribution attribution) {}

    /**
     * Reads a file.
     *
     * @param changes values of the scenario by path that take the place of others
     * @throws org.rexed.document.InputException with every problem
     */
    public static AttributionPlan read(Path file, Map<String, String> changes, ModelLibrary library) {
        Problems problems = new Problems();
        Optional<Node.Mapping> tree = Document.tree(file, problems);
        problems.throwIfAny();
        Fields f = Document.fields(tree.orElseThrow(), problems);
        f.integer("rexed", VERSION, VERSION);
        String name = f.text("name");
        if (!name.isEmpty() && !name.matches("[a-z0-9][a-z0-9-]{0,63}")) {
            f.problem("name", "name: found \"" + name + "\"; allowed are a-z, 0-9 and - inside, at most 64 characters");
        }
        String title = f.text("title");
        f.text("description", "");
        Optional<ScenarioPiece> piece = ScenarioPiece.read(file, tree.get(), f, library, problems);
        if (piece.isEmpty()) {
            problems.throwIfAny();
        }
        Scenario scenario = piece.orElseThrow().scenario(changes, library);
        AttributionReader reader = new AttributionReader(f, scenario, library);
        List<Effect> effects = new ArrayList<>();
        for (Fields written : f.maps("effects", "at least one effect is needed")) {
            String titled = written.text("title");
            if (effects.stream().anyMatch(other -> other.title().equals(titled))) {
                written.problem("title", "title: two effects have this title");
            }
            effects.add(new Effect(titled, reader.effect(written)));
            written.done();
        }
        f.done();
        problems.throwIfAny();
        return new AttributionPlan(name, title, piece.get(), scenario, effects, new LinkedHashMap<>(reader.places()));
    }
}
