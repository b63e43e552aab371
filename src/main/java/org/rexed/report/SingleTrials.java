package org.rexed.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rexed.report.ProbeRows.Cell;
import org.rexed.report.ProbeRows.Spike;
import org.rexed.report.ProbeRows.Trace;
import org.rexed.report.ProbeRows.Trial;

/** Figures of one trial of one circuit: membrane potentials and rasters. They show; they do not prove. */
final class SingleTrials {
    private static final int MOST_LANES = 8;
    private static final int MOST_VARIANTS = 4;
    private static final double BEFORE_s = 0.1;
    private static final double DETAIL_s = 0.6;
    private final ProbeFolder folder;
    private final List<Figure> figures = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();

    SingleTrials(ProbeFolder folder) {
        this.folder = folder;
    }

    List<Figure> figures() {
        traces();
        rasters();
        return figures;
    }

    private void add(String name, String title, String caption, int height, Figure.Painter painter) {
        figures.add(new Figure(ProbeFigures.fileName(names, name), title, caption, PanelGrid.WIDTH, height, painter));
    }

    private String at(String level) {
        return folder.levels().size() > 1 ? ", " + ProbeFigures.shown(level) : "";
    }

    private void traces() {
        Map<Cell, Trace> all = ProbeRows.traces(folder);
        if (all.isEmpty()) {
            return;
        }
        boolean byLevel = folder.conditions().size() == 1 && folder.levels().size() > 1;
        List<String> levels = folder.levels();
        String last = levels.get(levels.size() - 1);
        List<String> shownLevels = byLevel ? ProbeFigures.spread(levels, MOST_VARIANTS) : List.of(last);
        List<String> shownConditions = ProbeFigures.spread(folder.conditions(), MOST_VARIANTS);
        List<Cell> cells = new ArrayList<>();
        for (Cell cell : all.keySet()) {
            boolean wanted = shownLevels.contains(cell.level()) && shownConditions.contains(cell.condition());
            if (wanted && cells.stream().noneMatch(cell::same)) {
                cells.add(cell);
            }
        }
        List<TraceLanes.Lane> lanes = new ArrayList<>();
        for (Cell cell : cells) {
            for (Map.Entry<Cell, Trace> entry : all.entrySet()) {
                Cell one = entry.getKey();
                if (one.same(cell) && shownLevels.contains(one.level()) && shownConditions.contains(one.condition())
                        && lanes.size() < MOST_LANES) {
                    lanes.add(new TraceLanes.Lane(one.population() + " cell " + one.neuron() + ", circuit "
                            + one.seed() + ": "
                            + (byLevel ? ProbeFigures.shown(one.level()) : folder.label(one.condition())),
                            entry.getValue()));
                }
            }
        }
        if (lanes.isEmpty()) {
            return;
        }
        double from = lanes.stream().mapToDouble(l -> l.trace().time_s(0)).min().orElseThrow();
        double to = lanes.stream().mapToDouble(l -> l.trace().time_s(l.trace().size() - 1)).max().orElseThrow();
        StimulusCourse stimulus = folder.stimulus(last);
        String caption = "Single cells (n = 1 each), potential every 0.5 ms; the first trial of a level. Spikes are"
                + " drawn up to " + Numbers.plain(TraceLanes.PEAK_mV, 0) + " mV, a convention: the model cell has no"
                + " spike shape and returns to its reset." + (stimulus == null ? "" : " Bottom: stimulus"
                        + (byLevel ? " at " + ProbeFigures.shown(last) : "")
                        + (stimulus.isPulsed() ? "." : "; grey ground: it differs from rest."));
        TraceLanes whole = new TraceLanes(lanes, new TimeRuler(from, to, stimulus != null), stimulus);
        add("traces", "Membrane potential" + (byLevel ? "" : at(last)), caption, whole.height(), whole::paint);
        double begin = detail(lanes, stimulus, from, to);
        if (to - from > 2 * DETAIL_s) {
            TraceLanes close = new TraceLanes(lanes, new TimeRuler(begin, Math.min(to, begin + DETAIL_s),
                    stimulus != null), stimulus);
            add("traces-detail", "Membrane potential" + (byLevel ? "" : at(last)) + ": detail", caption,
                    close.height(), close::paint);
        }
    }

    /** Where a close look pays: just before the first spike of the stimulus, of the lane that fires most. */
    private static double detail(List<TraceLanes.Lane> lanes, StimulusCourse stimulus, double from, double to) {
        List<Double> most = List.of();
        for (TraceLanes.Lane lane : lanes) {
            List<Double> spikes = lane.trace().spikes_s().stream().filter(t -> t >= 0).toList();
            most = spikes.size() > most.size() ? spikes : most;
        }
        double first = most.isEmpty() ? 0 : most.get(0);
        double begin = first - BEFORE_s;
        if (stimulus != null && stimulus.isPulsed()) {
            // From just before the pulse that made it fire.
            begin = stimulus.samples().stream().mapToDouble(s -> s[0]).filter(t -> t <= first).max().orElse(first)
                    - BEFORE_s / 2;
        }
        return Math.max(from, Math.min(to - DETAIL_s, begin));
    }

    private void rasters() {
        List<Spike> all = ProbeRows.spikes(folder);
        if (all.isEmpty()) {
            return;
        }
        Map<Trial, Double> withdrawals = ProbeRows.withdrawals(folder);
        List<String> levels = folder.levels();
        String last = levels.get(levels.size() - 1);
        String seed = all.get(0).seed();
        String trial = all.get(0).trial();
        Map<String, List<Spike>> conditions = new LinkedHashMap<>();
        for (String condition : ProbeFigures.spread(folder.conditions(), MOST_VARIANTS)) {
            List<Spike> shown = all.stream().filter(s -> s.condition().equals(condition) && s.level().equals(last)
                    && s.seed().equals(seed) && s.trial().equals(trial)).toList();
            if (!shown.isEmpty()) {
                conditions.put(condition, shown);
            }
        }
        StimulusCourse stimulus = folder.stimulus(last);
        conditions.forEach((condition, spikes) -> {
            double withdrawal = withdrawals.getOrDefault(new Trial(condition, last, seed, trial), Double.NaN);
            double from = spikes.stream().mapToDouble(Spike::time_s).min().orElseThrow();
            double to = Math.max(0, spikes.stream().mapToDouble(Spike::time_s).max().orElseThrow());
            SpikeDots dots = new SpikeDots(spikes, folder.classes(), new TimeRuler(Math.min(0, from), to,
                    stimulus != null), stimulus, withdrawal);
            add(conditions.size() > 1 ? "raster-" + condition : "raster",
                    "Spikes of circuit " + seed + ", " + folder.label(condition) + at(last),
                    "One trial of one circuit (n = 1). Each tick is a spike, each line a neuron; classes in anatomical"
                            + " order, silent neurons are left out. Right: neurons that fired / their spikes."
                            + (stimulus == null ? "" : " Top: stimulus.")
                            + (Double.isFinite(withdrawal) ? " Dashed: withdrawal of the limb." : ""),
                    dots.height(), dots::paint);
        });
    }
}
