package org.rexed.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.rexed.recording.Observation;

/**
 * Which runs of a batch are due: all at once, or, where replicates are repeated until something is known well enough,
 * some replicates of every combination, then as many more of those that are not there yet. What is due follows from the
 * results alone, so that it is the same after a stop and for any number of threads.
 */
final class Waves {
    private static final int PERCENT_CELL = 9;

    private final Batch batch;
    private final RunFiles files;
    private final List<Integer> open = new ArrayList<>();
    private final int[] replicates;
    private int before;
    private int now;

    Waves(Batch batch, RunFiles files) {
        this.batch = batch;
        this.files = files;
        replicates = new int[batch.combinations()];
        IntStream.range(0, replicates.length).forEach(open::add);
    }

    /** Goes on to the next wave; false if nothing more is due. */
    boolean next() {
        Replicates plan = batch.replicates();
        if (now > 0) {
            open.removeIf(this::isKnown);
        }
        before = now;
        now = Math.min(plan.most(), now + plan.least());
        if (before == now || open.isEmpty()) {
            now = before;
            return false;
        }
        open.forEach(combination -> replicates[combination] = now);
        return true;
    }

    /** Numbers of the runs of this wave, in order. */
    IntStream numbers() {
        return List.copyOf(open).stream().flatMapToInt(combination -> IntStream.rangeClosed(before + 1, now)
            .map(replicate -> number(combination, replicate)));
    }

    /** Numbers of the runs of all waves so far, in order. */
    IntStream all() {
        return IntStream.range(0, replicates.length).flatMap(combination -> IntStream
            .rangeClosed(1, replicates[combination]).map(replicate -> number(combination, replicate)));
    }

    private int number(int combination, int replicate) {
        return combination * batch.replicates().most() + replicate;
    }

    private boolean isKnown(int combination) {
        Replicates.Until until = batch.replicates().until();
        if (until == null) {
            return true;
        }
        List<Double> values = new ArrayList<>();
        for (int replicate = 1; replicate <= replicates[combination]; replicate++) {
            Batch.Run run = batch.run(number(combination, replicate));
            if (files.isThere(run)) {
                values.addAll(values(run, until));
            }
        }
        Statistics.Estimate mean = Statistics.of(values.stream().mapToDouble(Double::doubleValue).toArray());
        // An interval that cannot be told is not narrow.
        return (mean.high() - mean.low()) / 2 <= until.halfWidth_percent();
    }

    /** Percent of baseline of every subject of a run, less that of the same subject in the reference arm if asked. */
    private List<Double> values(Batch.Run run, Replicates.Until until) {
        Map<String, Double> own = bySubject(run, until, until.arm());
        if (until.difference()) {
            Map<String, Double> reference = bySubject(run, until, batch.base().reference());
            own.replaceAll((subject, value) -> value - reference.getOrDefault(subject, Double.NaN));
        }
        return List.copyOf(own.values());
    }

    private Map<String, Double> bySubject(Batch.Run run, Replicates.Until until, String arm) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (String row : files.readings(run)) {
            String[] cells = row.split(",", -1);
            boolean meant = cells[0].equals(arm) && cells[4].equals(until.assay())
                && (until.site().isEmpty() || cells[5].equals(until.site()))
                && Observation.isOf(Double.parseDouble(cells[3]), until.time_min(), batch.base().tick_min());
            if (meant) {
                values.putIfAbsent(cells[1], cells[PERCENT_CELL].isEmpty() ? Double.NaN
                    : Double.parseDouble(cells[PERCENT_CELL]));
            }
        }
        return values;
    }
}
