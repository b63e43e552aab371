package org.rexed.attribution;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rexed.document.Fields;
import org.rexed.document.Location;
import org.rexed.experiment.Plan;
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
 * @param text of the file without places and comments
 */
public record AttributionPlan(String name, String title, ScenarioPiece piece, Scenario scenario, List<Effect> effects,
                              Map<List<String>, Location> places, String text) {
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
        Plan plan = Plan.read(file, changes, library);
        Fields f = plan.fields();
        Scenario scenario = plan.scenario();
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
        plan.problems().throwIfAny();
        return new AttributionPlan(plan.name(), plan.title(), plan.piece(), scenario, effects,
            new LinkedHashMap<>(reader.places()), plan.text());
    }
}
