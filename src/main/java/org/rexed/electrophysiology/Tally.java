package org.rexed.electrophysiology;

import java.util.Arrays;
import java.util.List;
import org.rexed.circuit.Circuit;
import org.rexed.electrophysiology.Observed.Potential;
import org.rexed.electrophysiology.Observed.Reaction;
import org.rexed.electrophysiology.Observed.Spikes;
import org.rexed.electrophysiology.Protocol.Phase;
import org.rexed.electrophysiology.Protocol.Zero;
import org.rexed.neuron.Population;
import org.rexed.synapse.SpikeLog;

/** Counts the spikes of one circuit, trial by trial, into rates, histograms, wind-up and responses. */
final class Tally {
    private final Protocol protocol;
    private final Circuit circuit;
    private final double step_ms;
    private final List<Group> groups;
    private final Roster[] rosters;
    /** Spikes of each cell, by level, group and phase. */
    private final double[][][][] counts;
    /** Time recorded, by level and phase. */
    private final double[][] recorded_s;
    private final double[][][] binCounts;
    private final double[][] binRecorded_s;
    private final double[][][][] evoked;
    private final int[] trials;
    private final ResponseCount[][] responses;

    /**
     * What a trial was like.
     *
     * @param onset_step step in which the stimulus began
     * @param end_step steps done
     * @param withdrawn_ms when the limb was withdrawn, from the onset; NaN if it was not
     * @param motorOnset_ms first spike of the motor volley; NaN if there was none
     */
    record Trial(int onset_step, int end_step, double withdrawn_ms, double motorOnset_ms) {}

    Tally(Protocol protocol, Circuit circuit) {
        this.protocol = protocol;
        this.circuit = circuit;
        step_ms = circuit.timeStep().step_ms();
        groups = protocol.recorded().groups();
        int levels = protocol.levels().size();
        rosters = new Roster[levels];
        int phases = protocol.phases().size();
        counts = new double[levels][groups.size()][phases][];
        recorded_s = new double[levels][phases];
        int bins = (int) StrictMath.ceil(
            (protocol.baseline_ms() + protocol.duration_ms()) / protocol.recorded().bin_ms() - 1e-9);
        binCounts = new double[levels][groups.size()][bins];
        binRecorded_s = new double[levels][bins];
        evoked = new double[levels][groups.size()][][];
        trials = new int[levels];
        responses = protocol.responses() == null ? null : new ResponseCount[levels][groups.size()];
        for (int level = 0; level < levels; level++) {
            rosters[level] = new Roster(circuit, groups, protocol.levels().get(level).presented().site(),
                protocol.recorded().within_mm());
            int pulses = protocol.levels().get(level).presented().pulses_ms().length;
            for (int g = 0; g < groups.size(); g++) {
                evoked[level][g] = new double[pulses][protocol.windows().size()];
                for (int phase = 0; phase < phases; phase++) {
                    counts[level][g][phase] = new double[rosters[level].cells(g)];
                }
                if (responses != null) {
                    responses[level][g] = new ResponseCount(protocol.responses().significance());
                }
            }
        }
    }

    /** Counts one trial, whose spikes are in the circuit's logs. */
    void add(int level, Trial trial) {
        double end_ms = (trial.end_step - trial.onset_step) * step_ms;
        trials[level]++;
        double[][] span_ms = new double[protocol.phases().size()][];
        for (int phase = 0; phase < span_ms.length; phase++) {
            span_ms[phase] = span_ms(protocol.phases().get(phase), trial, end_ms);
            recorded_s[level][phase] += length_s(span_ms[phase]);
        }
        double bin_ms = protocol.recorded().bin_ms();
        for (int bin = 0; bin < binRecorded_s[level].length; bin++) {
            double from_ms = -protocol.baseline_ms() + bin * bin_ms;
            binRecorded_s[level][bin] += Math.max(0, Math.min(end_ms, from_ms + bin_ms) - from_ms) / 1000;
        }
        for (int g = 0; g < groups.size(); g++) {
            for (Population p : groups.get(g).members(circuit)) {
                count(level, g, circuit.log(p), trial, span_ms);
            }
            if (responses != null) {
                respond(level, g, trial, end_ms);
            }
        }
    }

    private void count(int level, int g, SpikeLog log, Trial trial, double[][] span_ms) {
        double bin_ms = protocol.recorded().bin_ms();
        double[] pulses_ms = protocol.levels().get(level).presented().pulses_ms();
        for (int s = 0; s < log.size(); s++) {
            double time_ms = time_ms(log, s, trial);
            if (time_ms < -protocol.baseline_ms() || !rosters[level].has(log.neuron(s))) {
                continue;
            }
            for (int phase = 0; phase < span_ms.length; phase++) {
                if (time_ms >= span_ms[phase][0] && time_ms < span_ms[phase][1]) {
                    counts[level][g][phase][rosters[level].place(log.neuron(s))]++;
                }
            }
            binCounts[level][g][Math.min(binCounts[level][g].length - 1,
                (int) ((time_ms + protocol.baseline_ms()) / bin_ms))]++;
            for (int pulse = 0; pulse < pulses_ms.length; pulse++) {
                for (int w = 0; w < protocol.windows().size(); w++) {
                    double after_ms = time_ms - pulses_ms[pulse];
                    Phase window = protocol.windows().get(w);
                    evoked[level][g][pulse][w] +=
                        after_ms >= window.from_ms() && after_ms < window.until_ms() ? 1 : 0;
                }
            }
        }
    }

    /** A spike's time since the onset, free of the rounding of steps. */
    private double time_ms(SpikeLog log, int s, Trial trial) {
        return StrictMath.round((log.step(s) - trial.onset_step) * step_ms * 1000) / 1000.0;
    }

    /** Beginning and end of a phase, as far as it was recorded; empty if it was not. */
    private double[] span_ms(Phase phase, Trial trial, double end_ms) {
        double zero_ms = phase.zero() == Zero.WITHDRAWAL ? trial.withdrawn_ms : 0;
        if (Double.isNaN(zero_ms)) {
            return new double[] {0, 0};
        }
        double from_ms = Math.max(-protocol.baseline_ms(), zero_ms + phase.from_ms());
        return new double[] {from_ms, Math.max(from_ms, Math.min(end_ms, zero_ms + phase.until_ms()))};
    }

    private static double length_s(double[] span_ms) {
        return (span_ms[1] - span_ms[0]) / 1000;
    }

    private void respond(int level, int g, Trial trial, double end_ms) {
        double[] before_ms = span_ms(protocol.responses().baseline(), trial, end_ms);
        double[] after_ms = span_ms(protocol.responses().response(), trial, end_ms);
        double share = length_s(after_ms) / (length_s(before_ms) + length_s(after_ms));
        Roster roster = rosters[level];
        if (!(share > 0 && share < 1) || roster.cells(g) == 0) {
            return;
        }
        int[] before = new int[roster.cells(g)];
        int[] after = new int[roster.cells(g)];
        double[] all_ms = new double[groups.get(g).members(circuit).stream()
            .mapToInt(p -> circuit.log(p).size()).sum()];
        int n = 0;
        for (Population p : groups.get(g).members(circuit)) {
            SpikeLog log = circuit.log(p);
            for (int s = 0; s < log.size(); s++) {
                if (!roster.has(log.neuron(s))) {
                    continue;
                }
                double time_ms = time_ms(log, s, trial);
                before[roster.place(log.neuron(s))] += time_ms >= before_ms[0] && time_ms < before_ms[1] ? 1 : 0;
                after[roster.place(log.neuron(s))] += time_ms >= after_ms[0] && time_ms < after_ms[1] ? 1 : 0;
                all_ms[n++] = time_ms;
            }
        }
        ResponseCount.Change change = responses[level][g].add(before, after, share);
        if (change != ResponseCount.Change.UNCHANGED && !Double.isNaN(trial.motorOnset_ms)) {
            all_ms = Arrays.copyOf(all_ms, n);
            Arrays.sort(all_ms);
            double rate_Hz = Arrays.stream(before).sum() / length_s(before_ms);
            responses[level][g].addOnset(ResponseCount.onset_ms(all_ms, rate_Hz, after_ms[0], after_ms[1],
                -protocol.baseline_ms()) - trial.motorOnset_ms);
        }
    }

    Observed observed(List<Reaction> reactions, List<Spikes> spikes, List<Potential> traces) {
        int levels = counts.length;
        double[][][] mean = new double[levels][groups.size()][];
        double[][][] median = new double[levels][groups.size()][];
        double[][][] histogram = new double[levels][groups.size()][];
        for (int level = 0; level < levels; level++) {
            for (int g = 0; g < groups.size(); g++) {
                int phases = recorded_s[level].length;
                mean[level][g] = new double[phases];
                median[level][g] = new double[phases];
                for (int phase = 0; phase < phases; phase++) {
                    double[] rates = counts[level][g][phase].clone();
                    for (int i = 0; i < rates.length; i++) {
                        // A phase that was never recorded has 0 spikes in 0 s, which is NaN.
                        rates[i] /= recorded_s[level][phase];
                    }
                    mean[level][g][phase] = Arrays.stream(rates).average().orElse(Double.NaN);
                    median[level][g][phase] = median(rates);
                }
                histogram[level][g] = binCounts[level][g].clone();
                for (int bin = 0; bin < histogram[level][g].length; bin++) {
                    histogram[level][g][bin] /= rosters[level].cells(g) * binRecorded_s[level][bin];
                }
                for (double[] pulse : evoked[level][g]) {
                    for (int w = 0; w < pulse.length; w++) {
                        pulse[w] /= (double) rosters[level].cells(g) * trials[level];
                    }
                }
            }
        }
        return new Observed(mean, median, histogram, evoked, responses, reactions, spikes, traces, cells());
    }

    /** Who is recorded at a level. */
    Roster roster(int level) {
        return rosters[level];
    }

    private int[][] cells() {
        int[][] cells = new int[rosters.length][groups.size()];
        for (int level = 0; level < rosters.length; level++) {
            for (int g = 0; g < groups.size(); g++) {
                cells[level][g] = rosters[level].cells(g);
            }
        }
        return cells;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }
}
