package org.rexed.circuit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rexed.neuron.Channel;
import org.rexed.neuron.Membrane;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.Neurons;
import org.rexed.neuron.Population;
import org.rexed.neuron.SynapticKinetics;
import org.rexed.nociception.AfferentSpec;
import org.rexed.nociception.Stimulus;
import org.rexed.numeric.Exponential;
import org.rexed.random.RandomKey;
import org.rexed.synapse.Projection;
import org.rexed.synapse.ProjectionSpec;

/**
 * The oracle of the fast clock: the same model written as plainly as possible, one neuron, fibre and projection after
 * the other in every step, with nothing skipped or rearranged. {@link Probe} must give the same bits.
 */
final class ReferenceProbe {
    private static final double FLOOR_nS = 1e-18;
    private final Circuit circuit;
    private final Stimulus stimulus;
    private final ModulationPorts ports;
    private final SynapticKinetics kinetics;
    private final RandomKey backgroundChance;
    private final RandomKey afferentChance;
    private final List<Wire> wires = new ArrayList<>();
    private final List<int[]> spikes = new ArrayList<>();
    private final double[][] conductance_nS;
    private final double[] potential_mV;
    private final double[] adaptation_nS;
    private final double[] calcium_fC;
    private final int[] refractory;
    private final int[] nextBackground;
    private final double[] adapted_Hz;
    private final double[] rate_Hz;
    private final double[] hazard;
    private final double[] level;
    private final int[] fired;
    private int step;

    /** A projection with the spikes it has still to deliver. */
    private static final class Wire {
        final Projection projection;
        final RandomKey chance;
        final int delay_steps;
        int cursor;

        Wire(Projection projection, RandomKey chance) {
            this.projection = projection;
            this.chance = chance;
            delay_steps = Math.max(1, (int) StrictMath.round(projection.spec().delay_ms() / Neurons.STEP_ms));
        }
    }

    ReferenceProbe(Circuit circuit, Stimulus stimulus, RandomKey chance) {
        this.circuit = circuit;
        this.stimulus = stimulus;
        ports = circuit.ports();
        kinetics = circuit.anatomy().kinetics();
        backgroundChance = chance.child("background");
        afferentChance = chance.child("afferents");
        for (Projection p : circuit.projections()) {
            wires.add(new Wire(p, chance.child(p.spec().name()).child(p.source().toString())));
        }
        int n = circuit.size();
        conductance_nS = new double[Channel.values().length][n];
        for (double[] column : conductance_nS) {
            Arrays.fill(column, FLOOR_nS);
        }
        potential_mV = new double[n];
        adaptation_nS = new double[n];
        calcium_fC = new double[n];
        refractory = new int[n];
        nextBackground = new int[n];
        adapted_Hz = new double[n];
        rate_Hz = new double[n];
        hazard = new double[n];
        level = new double[n];
        fired = new int[n];
        for (int i = 0; i < n; i++) {
            PopulationSpec spec = circuit.spec(circuit.populationOf(i));
            if (spec.isAfferent()) {
                level[i] = drawLevel(i);
            } else {
                potential_mV[i] = spec.membrane().rest_mV();
                nextBackground[i] = spec.background_Hz() > 0 ? drawBackground(i, 0) : Integer.MAX_VALUE;
            }
        }
    }

    void advance(int steps) {
        for (int end = step + steps; step < end; step++) {
            wires.forEach(this::deliver);
            for (int i = circuit.afferents().count(); i < circuit.size(); i++) {
                background(i);
                integrate(i);
                threshold(i);
            }
            for (int i = 0; i < circuit.afferents().count(); i++) {
                fibre(i);
            }
        }
    }

    /** All spikes as pairs of neuron and step, in order of step. */
    List<int[]> spikes() {
        return spikes;
    }

    double[] calcium_fC() {
        return calcium_fC;
    }

    double[] potential_mV() {
        return potential_mV;
    }

    private void deliver(Wire wire) {
        while (wire.cursor < spikes.size() && spikes.get(wire.cursor)[1] + wire.delay_steps <= step) {
            int[] spike = spikes.get(wire.cursor++);
            if (wire.projection.source().contains(spike[0])) {
                release(wire, spike[0], spike[1]);
            }
        }
    }

    private void release(Wire wire, int sender, int spikeStep) {
        ProjectionSpec spec = wire.projection.spec();
        double gain = spec.descending() ? ports.descendingGain[sender] : 1.0;
        int synapse = 0;
        for (int s = wire.projection.source().first(); s < sender; s++) {
            synapse += wire.projection.targets(s).length;
        }
        int first = synapse;
        for (int target : wire.projection.targets(sender)) {
            // Two synapses share a draw of 64 bits: the first takes the upper 24 of them, the second the next but 16.
            boolean even = (synapse - first) % 2 == 0;
            long word = wire.chance.bits(spikeStep, even ? synapse : synapse - 1);
            long draw = word >>> (even ? 40 : 16) & 0xffffff;
            if (draw < StrictMath.round(spec.releaseProbability() * (1 << 24))) {
                for (Channel channel : Channel.values()) {
                    double factor = ports.releaseFactor[sender]
                            * (channel == Channel.NK1 ? ports.peptideFactor[sender] : 1.0)
                            * gain;
                    double weight_nS = spec.conductance_nS().getOrDefault(channel, 0.0);
                    conductance_nS[channel.ordinal()][target] += weight_nS * factor;
                }
            }
            synapse++;
        }
    }

    private int drawBackground(int neuron, int after) {
        double interval_steps = 1000 / (circuit.spec(circuit.populationOf(neuron)).background_Hz() * Neurons.STEP_ms);
        double uniform = backgroundChance.uniform(circuit.identity(neuron), after);
        return after + 1 + (int) Math.min(-StrictMath.log(1.0 - uniform) * interval_steps, 1e9);
    }

    private void background(int i) {
        while (nextBackground[i] <= step) {
            PopulationSpec spec = circuit.spec(circuit.populationOf(i));
            conductance_nS[Channel.AMPA.ordinal()][i] += spec.background_nS();
            nextBackground[i] = drawBackground(i, nextBackground[i]);
        }
    }

    private double decayed(Channel channel, int i) {
        double[] g = conductance_nS[channel.ordinal()];
        g[i] = g[i] * Exponential.exp(-Neurons.STEP_ms / kinetics.decay_ms(channel)) + FLOOR_nS;
        return g[i];
    }

    private void integrate(int i) {
        Membrane m = circuit.spec(circuit.populationOf(i)).membrane();
        double v = potential_mV[i];
        double ampa = decayed(Channel.AMPA, i);
        double nmda = decayed(Channel.NMDA, i);
        double inhibition = decayed(Channel.GABA, i) + decayed(Channel.GLYCINE, i);
        double nk1 = decayed(Channel.NK1, i);
        adaptation_nS[i] *= Exponential.exp(-Neurons.STEP_ms / m.adaptation_ms());
        double block = 1.0 + kinetics.magnesium_mM() / 3.57 * Exponential.exp(-0.062 * v);
        double open = nmda * (ports.nmdaConductanceFactor[i] * ports.nmdaFreeFraction[i]) / block;
        calcium_fC[i] -= kinetics.calciumShare() * Neurons.STEP_ms * open * v;
        double potassium = adaptation_nS[i] + ports.addedLeak_nS[i];
        double total = m.leak_nS() + ampa + nk1 + open + inhibition + potassium;
        double chloride_mV = kinetics.chloride_mV() + ports.chlorideShift_mV[i];
        double current =
                m.leak_nS() * m.rest_mV() + inhibition * chloride_mV + potassium * kinetics.potassium_mV();
        double half = 0.5 * Neurons.STEP_ms / m.capacitance_pF();
        double a = total * half;
        double b = 2.0 * current * half;
        potential_mV[i] = (v * (1.0 - a) + b) / (1.0 + a);
    }

    private void threshold(int i) {
        Membrane m = circuit.spec(circuit.populationOf(i)).membrane();
        double threshold_mV = circuit.neurons().threshold_mV(i) + ports.thresholdShift_mV[i];
        if (refractory[i] > 0) {
            refractory[i]--;
            potential_mV[i] = m.reset_mV();
        } else if (potential_mV[i] >= threshold_mV && circuit.neurons().alive(i)) {
            potential_mV[i] = m.reset_mV();
            refractory[i] = (int) StrictMath.round(m.refractory_ms() / Neurons.STEP_ms);
            adaptation_nS[i] += m.adaptation_nS();
            fire(i);
        }
    }

    private void fire(int neuron) {
        fired[neuron]++;
        spikes.add(new int[] {neuron, step});
    }

    private double drawLevel(int fibre) {
        return -StrictMath.log(1.0 - afferentChance.uniform(circuit.identity(fibre), fired[fibre]));
    }

    private void fibre(int i) {
        Population population = circuit.populationOf(i);
        AfferentSpec spec = circuit.spec(population).afferent();
        if (step % 10 == 0) {
            double share = stimulus.share(circuit.x_mm(i), circuit.y_mm(i));
            double change = stimulus.intensity(step / 10) - stimulus.resting();
            double intensity = stimulus.resting() + change * share;
            double drive_Hz = Math.min(spec.maximum_Hz(), switch (stimulus.modality()) {
                case HEAT -> spec.heatGain_Hz_per_C()
                        * Math.max(0, intensity - circuit.afferents().heatThreshold_C(i));
                case FORCE -> intensity > circuit.afferents().forceThreshold_mN(i)
                        ? spec.forceGain_Hz_per_mN() * intensity
                        : 0;
                case NONE -> 0;
            });
            adapted_Hz[i] += (drive_Hz - adapted_Hz[i]) * (1.0 / spec.adaptation_ms());
            rate_Hz[i] = spec.ongoing_Hz() + Math.max(0, drive_Hz - spec.adaptation() * adapted_Hz[i]);
        }
        hazard[i] += rate_Hz[i] * (1.0 / 10 / 1000);
        if (hazard[i] >= level[i]) {
            hazard[i] -= level[i];
            fire(i);
            level[i] = drawLevel(i);
        }
    }
}
