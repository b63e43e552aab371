package org.rexed.circuit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rexed.neuron.Channel;
import org.rexed.neuron.FiringPattern;
import org.rexed.neuron.IntrinsicCurrents;
import org.rexed.neuron.MagnesiumBlock;
import org.rexed.neuron.Membrane;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.Population;
import org.rexed.neuron.RiseAndDecay;
import org.rexed.neuron.SynapticKinetics;
import org.rexed.numeric.Exponential;
import org.rexed.random.RandomKey;
import org.rexed.random.RandomSequence;
import org.rexed.synapse.Projection;
import org.rexed.synapse.ProjectionSpec;

/**
 * The oracle of the fast clock: the same model written as plainly as possible, one projection and one neuron after the
 * other in every step, with nothing skipped. Spikes of afferents, which depend on the stimulus alone, are given.
 *
 * <p>Each operation on what a membrane holds is rounded to single precision; {@link Probe} must then give the same
 * bits. Without the rounding and with exact exponentials it shows what single precision costs.
 */
final class ReferenceProbe {
    private static final int CALCIUM_SUMMED_ms = 100;
    private final boolean single;
    private final double floor_nS;
    private final Circuit circuit;
    private final SynapticKinetics kinetics;
    private final IntrinsicCurrents intrinsic;
    private final BrainState state;
    private final ModulationPorts ports;
    private final int perMillisecond;
    private final double step_ms;
    private final Course nmda;
    private final Course nk1;
    private final Course cgrp;
    private final Course noradrenaline;
    private final RandomKey backgroundChance;
    private final List<Wire> wires = new ArrayList<>();
    private final Map<Integer, List<Integer>> afferentSpikes;
    private final Cell[] cells;
    private final Terminal[] terminals;
    private final Map<Population, List<int[]>> spikes = new HashMap<>();
    private final RandomSequence cycleDraws;
    private int cycleSign;
    private double phaseEnd_ms;
    private int step;

    /** What a neuron with a membrane consists of. */
    private static final class Cell {
        int number;
        Membrane membrane;
        FiringPattern pattern;
        PopulationSpec spec;
        long identity;
        double threshold_mV;
        double v;
        double reset_mV;
        double chloride_mV;
        double half;
        double ampa;
        double gaba;
        double glycine;
        final double[] nmda = new double[2];
        final double[] nk1 = new double[2];
        final double[] cgrp = new double[2];
        final double[] noradrenaline = new double[2];
        double adaptation;
        double calcium;
        double recentCalcium;
        double cation;
        double available = 1;
        double base;
        double baseDrive;
        int refractory;
        double nextBackground_ms;
        int dueBackground;
        int backgroundEvents;
    }

    /** Presynaptic inhibition of an afferent since it last changed. */
    private static final class Terminal {
        double level;
        int since;
    }

    /** One spike of a projection's senders, with its place among the sender's spikes. */
    private record Spike(int neuron, int step, int ordinal) {}

    /** A projection with the spikes it has still to deliver. */
    private static final class Wire {
        Projection projection;
        RandomKey chance;
        int delay_steps;
        int[][] targets;
        int[] firstSynapse;
        final List<Spike> underWay = new ArrayList<>();
        int delivered;
        final Map<Integer, Integer> spikesOf = new HashMap<>();
        final Map<Integer, Double> resource = new HashMap<>();
        final Map<Integer, Integer> lastSpike = new HashMap<>();
    }

    /**
     * Starts a probe of the plain clock.
     *
     * @param circuit neurons, synapses and modulation
     * @param individual key the circuit was drawn with
     * @param chance key of the probe's draws
     * @param afferentSpikes numbers of the fibres that fire, by step, rising
     * @param single whether to round to single precision
     */
    ReferenceProbe(
            Circuit circuit, RandomKey individual, RandomKey chance, Map<Integer, List<Integer>> afferentSpikes,
            boolean single) {
        this.circuit = circuit;
        this.single = single;
        floor_nS = round(1e-18);
        this.afferentSpikes = afferentSpikes;
        kinetics = circuit.anatomy().kinetics();
        intrinsic = circuit.anatomy().intrinsic();
        state = circuit.brainState();
        ports = circuit.ports();
        perMillisecond = circuit.timeStep().perMillisecond();
        step_ms = 1.0 / perMillisecond;
        nmda = course(step_ms, kinetics.nmda());
        nk1 = course(1, kinetics.nk1());
        cgrp = course(1, kinetics.cgrp());
        noradrenaline = course(1, kinetics.noradrenaline());
        backgroundChance = chance.child("background");
        cycleDraws = backgroundChance.child("cycle").sequence();
        cycleSign = cycleDraws.uniform() < 0.5 ? 1 : -1;
        phaseEnd_ms = cycleDraws.uniform() * phase_ms();
        circuit.populations().forEach(p -> spikes.put(p, new ArrayList<>()));
        int fibres = circuit.afferents().count();
        terminals = new Terminal[fibres];
        Arrays.setAll(terminals, i -> new Terminal());
        cells = new Cell[circuit.size()];
        for (int i = fibres; i < cells.length; i++) {
            cells[i] = cell(i, individual, chance.child("start"));
        }
        circuit.projections().forEach(p -> wires.add(wire(p, chance)));
    }

    private Cell cell(int i, RandomKey individual, RandomKey start) {
        Cell cell = new Cell();
        cell.number = i;
        cell.spec = circuit.spec(circuit.populationOf(i));
        cell.membrane = cell.spec.membrane();
        cell.identity = circuit.identity(i);
        Population population = circuit.populationOf(i);
        RandomKey own = individual.child("thresholds").child(population.toString()).child(i - population.first());
        cell.pattern = pattern(cell.spec, own.child("firing-pattern").sequence().uniform());
        double offset_mV = cell.membrane.thresholdSpread_mV() * own.sequence().gaussian();
        cell.threshold_mV = circuit.neurons().alive(i)
                ? round(cell.membrane.threshold_mV() + offset_mV + ports.thresholdShift_mV[i])
                : Double.POSITIVE_INFINITY;
        double reset_mV = cell.membrane.reset_mV();
        double highest_mV = Math.min(cell.membrane.rest_mV(), cell.membrane.threshold_mV());
        cell.v = round(reset_mV + start.uniform(cell.identity, 0) * (highest_mV - reset_mV));
        cell.reset_mV = round(reset_mV);
        cell.chloride_mV = round(kinetics.chloride_mV() + ports.chlorideShift_mV[i]);
        cell.half = round(0.5 * step_ms / cell.membrane.capacitance_pF());
        cell.ampa = floor_nS;
        cell.gaba = floor_nS;
        cell.glycine = floor_nS;
        cell.adaptation = floor_nS;
        for (double[] course : new double[][] {cell.nmda, cell.nk1, cell.cgrp, cell.noradrenaline}) {
            Arrays.fill(course, floor_nS);
        }
        scheduleBackground(cell);
        return cell;
    }

    private static FiringPattern pattern(PopulationSpec spec, double draw) {
        double left = draw;
        FiringPattern last = null;
        for (Map.Entry<FiringPattern, Double> share : spec.patterns().entrySet()) {
            if (share.getValue() > 0) {
                last = share.getKey();
                if (left < share.getValue()) {
                    return last;
                }
            }
            left -= share.getValue();
        }
        return last;
    }

    private Wire wire(Projection projection, RandomKey chance) {
        Wire wire = new Wire();
        Population source = projection.source();
        wire.projection = projection;
        wire.chance = chance.child(projection.spec().name()).child(source.toString());
        wire.delay_steps =
                Math.max(1, (int) StrictMath.round(projection.spec().delay_ms() * perMillisecond));
        wire.targets = new int[source.count()][];
        wire.firstSynapse = new int[source.count()];
        int synapses = 0;
        for (int row = 0; row < source.count(); row++) {
            wire.targets[row] = projection.targets(source.first() + row);
            wire.firstSynapse[row] = synapses;
            synapses += wire.targets[row].length;
        }
        return wire;
    }

    void advance(int steps) {
        for (int last = step + steps; step < last; step++) {
            wires.forEach(this::deliver);
            turnCycle();
            List<Integer> fired = new ArrayList<>();
            for (int i = circuit.afferents().count(); i < cells.length; i++) {
                background(cells[i]);
                if (step % perMillisecond == 0) {
                    slow(cells[i]);
                }
                integrate(cells[i]);
                if (fires(cells[i])) {
                    fired.add(i);
                }
            }
            fired.addAll(afferentSpikes.getOrDefault(step, List.of()));
            fired.forEach(this::log);
        }
    }

    /** Spikes of a population as pairs of neuron and step, in order of step. */
    List<int[]> spikes(Population population) {
        return spikes.get(population);
    }

    double calcium_fC(int neuron) {
        return cells[neuron].calcium + cells[neuron].recentCalcium;
    }

    double potential_mV(int neuron) {
        return cells[neuron].v;
    }

    private void log(int neuron) {
        spikes.get(circuit.populationOf(neuron)).add(new int[] {neuron, step});
        for (Wire wire : wires) {
            if (wire.projection.source().contains(neuron)) {
                int ordinal = wire.spikesOf.merge(neuron, 1, Integer::sum) - 1;
                wire.underWay.add(new Spike(neuron, step, ordinal));
            }
        }
    }

    private void deliver(Wire wire) {
        while (wire.delivered < wire.underWay.size()
                && wire.underWay.get(wire.delivered).step() + wire.delay_steps <= step) {
            release(wire, wire.underWay.get(wire.delivered++));
        }
    }

    private void release(Wire wire, Spike spike) {
        ProjectionSpec spec = wire.projection.spec();
        int sender = spike.neuron();
        double left = resourceLeft(wire, spike);
        double probability = spec.releaseProbability() / (1 + inhibition(sender));
        long below = StrictMath.round(probability * (1 << 24));
        double gain = spec.descending() ? ports.descendingGain[sender] : 1.0;
        int row = sender - wire.projection.source().first();
        for (int place = 0; place < wire.targets[row].length; place++) {
            // Two synapses share a draw of 64 bits: the first takes the upper 24 of them, the second the next but 16.
            boolean even = place % 2 == 0;
            int synapse = wire.firstSynapse[row] + place;
            long word = wire.chance.bits(spike.ordinal(), even ? synapse : synapse - 1);
            long draw = word >>> (even ? 40 : 16) & 0xffffff;
            if (draw < below) {
                int target = wire.targets[row][place];
                double amount = ports.releaseFactor[sender] * gain * left;
                for (Map.Entry<Channel, Double> opened : new EnumMap<>(spec.strength()).entrySet()) {
                    boolean peptide = opened.getKey() == Channel.NK1 || opened.getKey() == Channel.CGRP;
                    double factor = peptide ? amount * ports.peptideFactor[sender] : amount;
                    open(opened.getKey(), target, opened.getValue() * factor);
                }
            }
        }
    }

    private double resourceLeft(Wire wire, Spike spike) {
        double use = wire.projection.spec().depression().use();
        int sender = spike.neuron();
        double missing = 1 - wire.resource.getOrDefault(sender, 1.0);
        double since_ms = (double) (spike.step() - wire.lastSpike.getOrDefault(sender, 0)) / perMillisecond;
        double left =
                1 - missing * StrictMath.exp(-since_ms / wire.projection.spec().depression().recovery_ms());
        wire.resource.put(sender, left * (1 - use));
        wire.lastSpike.put(sender, spike.step());
        return left;
    }

    private double inhibition(int sender) {
        if (sender >= terminals.length) {
            return 0;
        }
        Terminal terminal = terminals[sender];
        return terminal.level
                * StrictMath.exp((terminal.since - step) * step_ms / kinetics.presynapticDecay_ms());
    }

    private void open(Channel channel, int target, double amount) {
        Cell cell = cells[target];
        switch (channel) {
            case AMPA -> cell.ampa =
                    add(cell.ampa, amount, ports.ampaFreeFraction[target] * midStep(kinetics.ampaDecay_ms()));
            case SEROTONIN -> cell.ampa =
                    add(cell.ampa, amount, ports.serotoninFreeFraction[target] * midStep(kinetics.ampaDecay_ms()));
            case NMDA -> cell.nmda[0] = add(
                    cell.nmda[0], amount, ports.nmdaConductanceFactor[target] * ports.nmdaFreeFraction[target]);
            case GABA -> cell.gaba =
                    add(cell.gaba, amount, ports.gabaFreeFraction[target] * midStep(kinetics.gabaDecay_ms()));
            case GLYCINE -> cell.glycine =
                    add(cell.glycine, amount, ports.glycineFreeFraction[target] * midStep(kinetics.glycineDecay_ms()));
            case NK1 -> cell.nk1[0] = add(cell.nk1[0], amount, ports.nk1FreeFraction[target]);
            case CGRP -> cell.cgrp[0] = add(cell.cgrp[0], amount, ports.cgrpFreeFraction[target]);
            case NORADRENALINE -> cell.noradrenaline[0] = add(cell.noradrenaline[0], amount, 1);
            case PRESYNAPTIC_INHIBITION -> {
                terminals[target].level = inhibition(target) + amount * round(ports.gabaFreeFraction[target]);
                terminals[target].since = step;
            }
            default -> throw new IllegalStateException(channel.name());
        }
    }

    /** A conductance that jumps counts from the middle of its step, so that its integral is that of the decay. */
    private double midStep(double decay_ms) {
        return single ? Exponential.exp(0.5 * step_ms / decay_ms) : StrictMath.exp(0.5 * step_ms / decay_ms);
    }

    private double add(double conductance, double amount, double receptive) {
        return plus(conductance, times(round(amount), round(receptive)));
    }

    private double phase_ms() {
        return state.shortestPhase_ms()
                - (state.meanPhase_ms() - state.shortestPhase_ms()) * StrictMath.log(1.0 - cycleDraws.uniform());
    }

    private void turnCycle() {
        while ((double) step / perMillisecond >= phaseEnd_ms) {
            cycleSign = -cycleSign;
            phaseEnd_ms += phase_ms();
        }
        if (step > 0 && step % (Cycle.WATCH_ms * perMillisecond) == 0 && rateInOnPhase_Hz() >= state.rousing_Hz()) {
            double now_ms = (double) step / perMillisecond;
            if (cycleSign < 0) {
                cycleSign = 1;
                phaseEnd_ms = now_ms + phase_ms();
            }
            phaseEnd_ms = Math.max(phaseEnd_ms, now_ms + state.shortestPhase_ms());
        }
    }

    private double rateInOnPhase_Hz() {
        double count = 0;
        double following = 0;
        for (Population p : circuit.populations()) {
            if (circuit.spec(p).cycle() > 0) {
                following += p.count();
                count += spikes.get(p).stream().filter(s -> s[1] >= step - Cycle.WATCH_ms * perMillisecond).count();
            }
        }
        return 1000 * count / (following * Cycle.WATCH_ms);
    }

    /** The highest rate of background events, which the cycle thins. */
    private double backgroundRate_Hz(Cell cell) {
        return (cell.spec.background_Hz() + cell.spec.arousal_Hz() * state.arousal())
                * (1 + Math.abs(cell.spec.cycle()) * state.cycleDepth());
    }

    private void scheduleBackground(Cell cell) {
        if (backgroundRate_Hz(cell) == 0) {
            cell.dueBackground = Integer.MAX_VALUE;
            return;
        }
        double uniform = backgroundChance.uniform(cell.identity, 2L * cell.backgroundEvents++);
        cell.nextBackground_ms -= StrictMath.log(1.0 - uniform) * (1000 / backgroundRate_Hz(cell));
        cell.dueBackground = (int) Math.min(cell.nextBackground_ms * perMillisecond, 1e9);
    }

    private void background(Cell cell) {
        while (cell.dueBackground <= step) {
            double depth = cell.spec.cycle() * state.cycleDepth();
            boolean inPhase = depth * cycleSign >= 0;
            double share = inPhase ? 1 : (1 - Math.abs(depth)) / (1 + Math.abs(depth));
            if (backgroundChance.uniform(cell.identity, 2L * (cell.backgroundEvents - 1) + 1) < share) {
                double receptive = ports.ampaFreeFraction[cell.number] * midStep(kinetics.ampaDecay_ms());
                cell.ampa = add(cell.ampa, cell.spec.background_nS(), receptive);
            }
            scheduleBackground(cell);
        }
    }

    private double round(double x) {
        return single ? (float) x : x;
    }

    private double plus(double x, double y) {
        return round(x + y);
    }

    private double times(double x, double y) {
        return round(x * y);
    }

    /** What an exponential decay leaves after a time. */
    private double left(double time_ms, double decay_ms) {
        return round(single ? Exponential.exp(-time_ms / decay_ms) : StrictMath.exp(-time_ms / decay_ms));
    }

    /** What is left over a time of what decays with a time constant: single precision takes off the loss. */
    private double decayed(double conductance, double time_ms, double decay_ms) {
        return single
                ? plus(conductance, -times(conductance, round(-StrictMath.expm1(-time_ms / decay_ms))))
                : conductance * StrictMath.exp(-time_ms / decay_ms);
    }

    /** A conductance that rises and decays over a time, and what the rising part hands on to it. */
    private record Course(double time_ms, RiseAndDecay times, double transfer) {}

    private Course course(double time_ms, RiseAndDecay times) {
        double rise_ms = times.rise_ms();
        double decay_ms = times.decay_ms();
        double peak_ms = StrictMath.log(decay_ms / rise_ms) * decay_ms * rise_ms / (decay_ms - rise_ms);
        double peak = StrictMath.exp(-peak_ms / decay_ms) - StrictMath.exp(-peak_ms / rise_ms);
        double moved = StrictMath.expm1(-time_ms / decay_ms) - StrictMath.expm1(-time_ms / rise_ms);
        return new Course(time_ms, times, round(moved / peak));
    }

    /** Advances a conductance, entry 1, and what is still rising, entry 0. */
    private void advance(double[] conductance, Course course) {
        RiseAndDecay times = course.times();
        conductance[1] = plus(
                decayed(conductance[1], course.time_ms(), times.decay_ms()),
                times(conductance[0], course.transfer()));
        conductance[0] = plus(decayed(conductance[0], course.time_ms(), times.rise_ms()), floor_nS);
    }

    /** One plus the magnesium term: the reciprocal of the share of NMDA channels that conduct. */
    private double magnesium(double v) {
        if (single) {
            float[] c = MagnesiumBlock.coefficients(kinetics.magnesium_mM());
            return plus(1, MagnesiumBlock.term((float) v, c[0], c[1], c[2], c[3], c[4]));
        }
        return 1 + kinetics.magnesium_mM() / 3.57 * StrictMath.exp(-0.062 * v);
    }

    /** Where a potential lies on a straight line from 0 at one to 1 at another, held within them. */
    private double ramp(double above_mV, double width_mV) {
        double x = times(above_mV, round(1 / width_mV));
        return x < 0 ? 0 : x > 1 ? 1 : x;
    }

    private void slow(Cell cell) {
        int i = cell.number;
        Membrane m = cell.membrane;
        double potassium_mV = round(kinetics.potassium_mV());
        advance(cell.nk1, nk1);
        advance(cell.cgrp, cgrp);
        advance(cell.noradrenaline, noradrenaline);
        double admitted = times(times(round(-kinetics.calciumShare()), cell.nmda[1]), cell.v);
        double entered_fC = round(admitted / magnesium(cell.v));
        cell.recentCalcium = plus(cell.recentCalcium, entered_fC);
        if ((step / perMillisecond + 1) % CALCIUM_SUMMED_ms == 0) {
            cell.calcium += cell.recentCalcium;
            cell.recentCalcium = 0;
        }
        cell.base = plus(
                plus(
                        plus(round(m.leak_nS() + ports.addedLeak_nS[i] + ports.peptideTone_nS[i]), cell.nk1[1]),
                        cell.cgrp[1]),
                cell.noradrenaline[1]);
        cell.baseDrive = plus(
                round(m.leak_nS() * m.rest_mV() + ports.addedLeak_nS[i] * kinetics.potassium_mV()),
                times(cell.noradrenaline[1], potassium_mV));
        if (m.cationGain_nS_per_fC() > 0 && m.cationLimit_nS() > 0) {
            double opened = m.cationGain_nS_per_fC() * entered_fC * (1 - cell.cation / m.cationLimit_nS());
            cell.cation = cell.cation * Exponential.exp(-1.0 / intrinsic.cationDecay_ms()) + opened;
            cell.base = plus(cell.base, round(cell.cation));
            cell.baseDrive = plus(cell.baseDrive, round(cell.cation * intrinsic.cation_mV()));
        }
        double steady = ramp(
                plus(round(intrinsic.inactivationEnd_mV()), -cell.v),
                intrinsic.inactivationEnd_mV() - intrinsic.inactivationStart_mV());
        double change = round(1 - Exponential.exp(-1.0 / intrinsic.inactivation_ms()));
        cell.available = plus(cell.available, times(plus(steady, -cell.available), change));
        double active = ramp(
                plus(cell.v, -round(intrinsic.activationStart_mV())),
                intrinsic.activationEnd_mV() - intrinsic.activationStart_mV());
        double open = times(times(round(cell.pattern.transientPotassium_nS()), cell.available), active);
        cell.base = plus(cell.base, open);
        cell.baseDrive = plus(cell.baseDrive, times(open, potassium_mV));
    }

    /**
     * The trapezoidal rule written as a change of potential. Numerator and denominator are multiplied by the magnesium
     * term instead of dividing the NMDA conductance by it.
     */
    private void integrate(Cell cell) {
        double v = cell.v;
        cell.ampa = plus(times(cell.ampa, left(step_ms, kinetics.ampaDecay_ms())), floor_nS);
        cell.gaba = plus(times(cell.gaba, left(step_ms, kinetics.gabaDecay_ms())), floor_nS);
        cell.glycine = plus(times(cell.glycine, left(step_ms, kinetics.glycineDecay_ms())), floor_nS);
        advance(cell.nmda, nmda);
        cell.adaptation = plus(decayed(cell.adaptation, step_ms, cell.pattern.adaptation_ms()), floor_nS);
        double inhibition = plus(cell.gaba, cell.glycine);
        double conductance = plus(plus(plus(cell.base, cell.ampa), cell.adaptation), inhibition);
        double drive = plus(
                plus(cell.baseDrive, times(cell.adaptation, round(kinetics.potassium_mV()))),
                times(inhibition, cell.chloride_mV));
        double current = plus(drive, -times(conductance, v));
        double term = magnesium(v);
        current = plus(times(current, term), -times(cell.nmda[1], v));
        double denominator = plus(term, times(plus(times(conductance, term), cell.nmda[1]), cell.half));
        cell.v = plus(v, round(times(2 * cell.half, current) / denominator));
    }

    private boolean fires(Cell cell) {
        Membrane m = cell.membrane;
        if (cell.refractory > 0) {
            cell.refractory--;
            cell.v = cell.reset_mV;
            return false;
        }
        if (cell.v < cell.threshold_mV) {
            return false;
        }
        cell.v = cell.reset_mV;
        cell.adaptation = plus(cell.adaptation, round(cell.pattern.adaptation_nS()));
        cell.refractory = (int) StrictMath.round(m.refractory_ms() * perMillisecond);
        return true;
    }
}
