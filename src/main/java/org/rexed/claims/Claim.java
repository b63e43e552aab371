package org.rexed.claims;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.rexed.document.Location;
import org.rexed.experiment.ScenarioPiece;
import org.rexed.measure.Attribution;
import org.rexed.measure.Band;
import org.rexed.measure.Quantity;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.Scenario;

/**
 * A statement and the experiment that shows it: what is measured, when it counts as shown, and which mechanisms,
 * switched off, must break it.
 *
 * @param id short name, such as {@code A1}
 * @param title heading
 * @param statement what is claimed
 * @param examined what was found when a row did not hold; possibly empty
 * @param note anything else a reader should know; possibly empty
 * @param piece the scenario
 * @param scenario the scenario as read, with all subjects
 * @param measures what is measured; the first is the main one
 * @param controls what must break the claim; possibly none
 * @param attribution what shares of an effect are asked for; null if none
 * @param places where slow variables are named, by entity and name
 * @param judging text of everything that measures and judges, without what only explains
 */
public record Claim(String id, String title, String statement, String examined, String note, ScenarioPiece piece,
                    Scenario scenario, List<Measure> measures, List<Control> controls, Attribution attribution,
                    Map<List<String>, Location> places, String judging) {
    /** A claim rests on at least so many subjects. */
    public static final int FEWEST_SUBJECTS = 20;

    /**
     * Something measured and the interval it must lie in.
     *
     * @param title what is measured, in words
     * @param quantity how
     * @param low the 95 % interval must lie above; negative infinity if unbounded
     * @param high the 95 % interval must lie below; infinity if unbounded
     */
    public record Measure(String title, Quantity quantity, double low, double high) {
        /** Where its interval must lie. */
        public Band band() {
            return new Band(low, high);
        }

        /** Whether the claim depends on it; otherwise it is reported only. */
        public boolean judged() {
            return band().judges();
        }

        /** The rule in words. */
        public String rule() {
            return band().rule();
        }
    }

    /**
     * The same experiment with something changed.
     *
     * @param title what is changed, in words
     * @param changes values by path
     * @param breaks numbers of the measures, from 0, that must not hold any more
     */
    public record Control(String title, Map<String, String> changes, SortedSet<Integer> breaks) {
        /** Keeps its own copies. */
        public Control {
            changes = new LinkedHashMap<>(changes);
            breaks = new TreeSet<>(breaks);
        }
    }

    /** Keeps its own copies. */
    public Claim {
        measures = List.copyOf(measures);
        controls = List.copyOf(controls);
        places = Map.copyOf(places);
    }

    /**
     * Reads a claim file.
     *
     * @throws org.rexed.document.InputException with every problem
     */
    public static Claim read(Path file, ModelLibrary library) {
        return ClaimReader.read(file, library);
    }

    /** The scenario with the changes of a control, and others. */
    Scenario scenario(Control control, Map<String, String> more, ModelLibrary library) {
        Map<String, String> all = new LinkedHashMap<>(control.changes());
        all.putAll(more);
        return piece.scenario(all, library);
    }
}
