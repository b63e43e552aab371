package org.rexed.electrophysiology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.rexed.circuit.Circuit;
import org.rexed.circuit.Probe;
import org.rexed.circuit.Site;
import org.rexed.electrophysiology.Observed.Potential;
import org.rexed.electrophysiology.Observed.Reaction;
import org.rexed.electrophysiology.Observed.Spikes;
import org.rexed.electrophysiology.Protocol.Level;
import org.rexed.electrophysiology.Protocol.Trace;
import org.rexed.experiment.Runner;
import org.rexed.neuron.Population;
import org.rexed.synapse.SpikeLog;

/**
 * The recording session of one circuit under one condition: every level and trial of a protocol, each from rest. The
 * chance of a trial is the same under all conditions, so that conditions can be compared pair by pair.
 */
final class Session implements Runner.Job<Observed> {
    private static final double FRAME_ms = 10;
    private static final double SAMPLE_ms = 0.5;

    private final Protocol protocol;
    private final Bench bench;
    private final Condition condition;
    private final int number;

    /**
     * A session that is still to run.
     *
     * @param number number of the circuit from 0
     */
    Session(Protocol protocol, Bench bench, Condition condition, int number) {
        this.protocol = protocol;
        this.bench = bench;
        this.condition = condition;
        this.number = number;
    }

    Condition condition() {
        return condition;
    }

    /** Number of the circuit from 0. */
    int number() {
        return number;
    }

    /** Seed of the circuit. */
    long seed() {
        return protocol.seed() + number;
    }

    @Override
    public Observed run() {
        Circuit circuit = bench.prepare(condition, seed());
        Tally tally = new Tally(protocol, circuit);
        List<Reaction> reactions = new ArrayList<>();
        List<Spikes> spikes = new ArrayList<>();
        List<Potential> potentials = new ArrayList<>();
        for (int level = 0; level < protocol.levels().size(); level++) {
            for (int trial = 0; trial < protocol.trials(); trial++) {
                Run run = new Run(circuit, level, trial);
                run.record(potentials);
                if (protocol.reflex() != null) {
                    reactions.add(run.reaction());
                }
                tally.add(level, new Tally.Trial(run.onset, run.probe.step(), run.withdrawn_ms, run.motorOnset_ms));
                if (number < protocol.recorded().rasters()) {
                    spikes.add(run.spikes(tally.roster(level)));
                }
            }
        }
        return tally.observed(reactions, spikes, potentials);
    }

    /** One presentation of a stimulus. */
    private final class Run {
        private final Circuit circuit;
        private final int level;
        private final int trial;
        private final double step_ms;
        private final Presented presented;
        private final Probe probe;
        private final int onset;
        private double withdrawn_ms = Double.NaN;
        private double motorOnset_ms = Double.NaN;

        Run(Circuit circuit, int level, int trial) {
            this.circuit = circuit;
            this.level = level;
            this.trial = trial;
            step_ms = circuit.timeStep().step_ms();
            Level stimulus = protocol.levels().get(level);
            presented = stimulus.presented();
            probe = new Probe(circuit, presented.stimulus(), Bench.chance(seed(), stimulus, trial));
            onset = circuit.timeStep().steps(protocol.settle_ms() + protocol.baseline_ms());
        }

        void record(List<Potential> potentials) {
            List<Cell> cells = trial == 0 ? chosen() : List.of();
            int frame = circuit.timeStep().steps(cells.isEmpty() ? FRAME_ms : SAMPLE_ms);
            int end = onset + circuit.timeStep().steps(protocol.duration_ms());
            int begin = onset - circuit.timeStep().steps(protocol.baseline_ms());
            cells.forEach(cell -> cell.allocate((end - begin) / frame + 1));
            int reflexFrame = circuit.timeStep().steps(FRAME_ms);
            int stop = end;
            while (probe.step() < stop) {
                int before = probe.step();
                probe.advance(Math.min(frame, stop - before));
                if (before >= begin) {
                    cells.forEach(cell -> cell.sample((probe.step() - onset) * step_ms, before));
                }
                boolean whole = probe.step() % reflexFrame == 0 || probe.step() == stop;
                if (protocol.reflex() != null && whole && Double.isNaN(withdrawn_ms) && withdrawn()) {
                    stop = (int) Math.min(end, probe.step() + protocol.reflex().stopAfter_ms() / step_ms);
                }
            }
            cells.forEach(cell -> potentials.add(cell.potential(level)));
        }

        private boolean withdrawn() {
            SpikeLog pool = circuit.log(pool());
            int window = circuit.timeStep().steps(protocol.reflex().criterion().window_ms());
            if (!protocol.reflex().criterion().met(pool, onset, window, probe.step())) {
                return false;
            }
            int first = pool.size() - 1;
            while (first > 0 && pool.step(first - 1) >= Math.max(onset, probe.step() - window)) {
                first--;
            }
            motorOnset_ms = (pool.step(first) - onset) * step_ms;
            withdrawn_ms = (pool.step(pool.size() - 1) - onset) * step_ms + protocol.reflex().criterion().motor_ms();
            return true;
        }

        private Population pool() {
            return circuit.populations(circuit.anatomy().motorPool()).stream()
                .filter(p -> p.group().equals(presented.site().dermatome())).findFirst().orElseThrow();
        }

        Reaction reaction() {
            boolean censored = Double.isNaN(withdrawn_ms) || withdrawn_ms > protocol.duration_ms();
            double latency_ms = censored ? protocol.duration_ms() : withdrawn_ms;
            return new Reaction(level, trial, latency_ms / 1000,
                presented.stimulus().intensity(onset * step_ms + latency_ms), censored);
        }

        Spikes spikes(Roster roster) {
            List<Group> groups = protocol.recorded().groups();
            int begin = onset - circuit.timeStep().steps(protocol.baseline_ms());
            int size = 0;
            for (Group group : groups) {
                size += group.members(circuit).stream().mapToInt(p -> circuit.log(p).size()).sum();
            }
            int[] which = new int[size];
            int[] neuron = new int[size];
            double[] time_ms = new double[size];
            int n = 0;
            for (int g = 0; g < groups.size(); g++) {
                for (Population p : groups.get(g).members(circuit)) {
                    SpikeLog log = circuit.log(p);
                    for (int s = 0; s < log.size(); s++) {
                        if (log.step(s) >= begin && roster.has(log.neuron(s))) {
                            which[n] = g;
                            neuron[n] = log.neuron(s);
                            time_ms[n++] = rounded((log.step(s) - onset) * step_ms);
                        }
                    }
                }
            }
            return new Spikes(level, trial, Arrays.copyOf(which, n), Arrays.copyOf(neuron, n),
                Arrays.copyOf(time_ms, n));
        }

        /** Cells whose potential is written, nearest to the stimulated place first. */
        private List<Cell> chosen() {
            List<Cell> cells = new ArrayList<>();
            for (Trace trace : protocol.recorded().traces()) {
                if (number < trace.circuits()) {
                    trace.group().members(circuit).stream()
                        .flatMap(p -> IntStream.range(p.first(), p.end()).boxed())
                        .sorted(Comparator.comparingDouble(this::distance_mm)).limit(trace.cells())
                        .forEach(i -> cells.add(new Cell(i, trace.group(), circuit.populationOf(i))));
                }
            }
            return cells;
        }

        private double distance_mm(int neuron) {
            Site site = presented.site();
            return site == null ? 0 : StrictMath.hypot(circuit.x_mm(neuron) - site.x_mm(),
                circuit.y_mm(neuron) - site.y_mm());
        }

        /** A cell with an electrode in it. */
        private final class Cell {
            private final int neuron;
            private final Group group;
            private final Population population;
            private double[] time_ms = new double[0];
            private double[] potential_mV = new double[0];
            private boolean[] spike = new boolean[0];
            private int size;

            Cell(int neuron, Group group, Population population) {
                this.neuron = neuron;
                this.group = group;
                this.population = population;
            }

            void allocate(int samples) {
                time_ms = new double[samples];
                potential_mV = new double[samples];
                spike = new boolean[samples];
            }

            void sample(double now_ms, int since) {
                time_ms[size] = rounded(now_ms);
                potential_mV[size] = rounded(circuit.neurons().potential()[neuron]);
                SpikeLog log = circuit.log(population);
                for (int s = log.size() - 1; s >= 0 && log.step(s) >= since; s--) {
                    spike[size] |= log.neuron(s) == neuron;
                }
                size++;
            }

            Potential potential(int ofLevel) {
                return new Potential(ofLevel, neuron, group, Arrays.copyOf(time_ms, size),
                    Arrays.copyOf(potential_mV, size), Arrays.copyOf(spike, size));
            }
        }
    }

    /** Microseconds and microvolts are enough, and tables do not show how steps were added. */
    private static double rounded(double value) {
        return StrictMath.round(value * 1000) / 1000.0;
    }
}
