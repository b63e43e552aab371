package org.rexed.gui;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rexed.recording.Observation;
import org.rexed.recording.Recording;
import org.rexed.recording.StateSample;
import org.rexed.report.Tables;

/** The arms of a finished run, read from its folder. */
final class SavedRun {
    private SavedRun() {}

    /**
     * Reads readings and slow variables of every subject.
     *
     * @return a group for each arm, titled by arm, study and folder
     * @throws org.rexed.report.UnreadableRunException naming file and line, if the folder is no finished run
     */
    static List<Comparison.Group> read(Path folder) {
        Tables tables = Tables.open(folder);
        Map<String, Map<Integer, Recording>> arms = new LinkedHashMap<>();
        tables.arms().forEach(arm -> arms.put(arm, new TreeMap<>()));
        tables.eachObservation(row -> subject(arms, row.arm(), row.subject()).add(new Observation(row.time_min(),
                row.assay(), row.site(), row.reading(), row.unit(), row.baseline(), row.censored())));
        tables.eachState(row -> subject(arms, row.arm(), row.subject()).add(
                new StateSample(row.time_min(), row.entity(), row.variable(), row.value(), row.unit())));
        String from = " (" + tables.manifest().scenario() + " " + folder.getFileName() + ")";
        return arms.entrySet().stream()
                .map(arm -> Comparison.Group.saved(arm.getKey() + from, arm.getValue())).toList();
    }

    private static Recording subject(Map<String, Map<Integer, Recording>> arms, String arm, String subject) {
        return arms.computeIfAbsent(arm, name -> new TreeMap<>())
                .computeIfAbsent(Integer.valueOf(subject), number -> new Recording());
    }
}
