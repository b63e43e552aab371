package org.rexed.electrophysiology;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rexed.assay.Withdrawal;

/**
 * An electrophysiology protocol: a stimulus at one or more levels, given to the same circuits under one or more
 * conditions, and what is recorded. Times count from the onset of the stimulus.
 *
 * @param name file-safe name
 * @param title heading
 * @param anatomy name of the file in {@code models/anatomy}
 * @param circuits how many circuits are recorded; circuit i has the seed {@code seed + i}
 * @param seed seed of the first circuit
 * @param trials presentations of each level to each circuit
 * @param settle_ms time before anything is recorded
 * @param baseline_ms recorded before the onset
 * @param duration_ms recorded from the onset on
 * @param columns columns of tables that tell levels apart
 * @param levels the stimuli
 * @param conditions states of the circuit; the first is the reference unless another is named
 * @param reference name of the condition the others are compared with
 * @param phases time windows whose rates are reported
 * @param windows time windows after each pulse
 * @param recorded which cells, and how much of them
 * @param reflex when the limb is withdrawn; null if that is not asked
 * @param responses how responses of cells are judged; null if that is not asked
 * @param resolved the protocol as YAML with every default filled in
 */
public record Protocol(String name, String title, String anatomy, int circuits, long seed, int trials, double settle_ms,
                double baseline_ms, double duration_ms, List<String> columns, List<Level> levels,
                List<Condition> conditions, String reference, List<Phase> phases, List<Phase> windows,
                Recorded recorded, Reflex reflex, Responses responses, String resolved) {
    /** Keeps its own copies. */
    public Protocol {
        columns = List.copyOf(columns);
        levels = List.copyOf(levels);
        conditions = List.copyOf(conditions);
        phases = List.copyOf(phases);
        windows = List.copyOf(windows);
    }

    /** Names of its phases. */
    public List<String> phaseNames() {
        return phases.stream().map(Phase::name).toList();
    }

    /** What its results have besides rates: {@code wind-up}, {@code withdrawal}, {@code responses-cell}. */
    public List<String> shows() {
        List<String> shown = new ArrayList<>();
        if (!windows.isEmpty()) {
            shown.add("wind-up");
        }
        if (reflex != null) {
            shown.add("withdrawal");
        }
        if (responses != null) {
            shown.add("responses-cell");
        }
        return shown;
    }

    /**
     * One stimulus of a protocol.
     *
     * @param label what tells it from others, such as {@code 50 mN}
     * @param values value of each column, a number or a text
     * @param presented the stimulus
     */
    record Level(String label, Map<String, Object> values, Presented presented) {
        /** Keeps its own copy. */
        Level {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /** What the times of a phase count from. */
    enum Zero {
        /** Onset of the stimulus, or of a pulse. */
        STIMULUS,
        /** Withdrawal of the limb; the phase does not exist in trials without one. */
        WITHDRAWAL
    }

    /** A time window, its beginning included and its end not. */
    record Phase(String name, Zero zero, double from_ms, double until_ms) {}

    /**
     * What is written down.
     *
     * @param groups cells whose rates are reported
     * @param within_mm largest distance of their fields from the stimulated place; infinite for any
     * @param rasters number of circuits whose spikes are written
     * @param bin_ms bin of histograms
     * @param traces cells whose membrane potential is written
     */
    record Recorded(List<Group> groups, double within_mm, int rasters, double bin_ms, List<Trace> traces) {
        /** Keeps its own copies. */
        Recorded {
            groups = List.copyOf(groups);
            traces = List.copyOf(traces);
        }
    }

    /**
     * Cells whose membrane potential is written: those nearest to the stimulated place.
     *
     * @param group where they are taken from
     * @param cells how many
     * @param circuits in how many circuits
     */
    record Trace(Group group, int cells, int circuits) {}

    /**
     * Withdrawal of the limb.
     *
     * @param criterion when it happens
     * @param stopAfter_ms the recording ends so long after it; infinite if it goes on
     */
    record Reflex(Withdrawal criterion, double stopAfter_ms) {}

    /**
     * How responses of cells are judged.
     *
     * @param baseline phase of the comparison
     * @param response phase that is judged
     * @param significance largest chance of calling an unchanged cell changed
     */
    record Responses(Phase baseline, Phase response, double significance) {}
}
