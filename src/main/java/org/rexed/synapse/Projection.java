package org.rexed.synapse;

import java.util.Arrays;
import org.rexed.neuron.Channel;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.Neurons;
import org.rexed.neuron.Population;
import org.rexed.neuron.TimeStep;
import org.rexed.random.RandomKey;

/**
 * The synapses from one population to others as sparse rows: for each sender the receivers it contacts. A spike arrives
 * after the projection's delay; at each synapse it releases transmitter or fails, by a draw that belongs to that
 * synapse and to that spike of its sender alone.
 */
public final class Projection {
    /** Later than any step. */
    public static final int NEVER = Integer.MAX_VALUE;

    private static final int CERTAIN = 1 << 24;
    private final ProjectionSpec spec;
    private final Population source;
    private final int[] rowStart;
    private final int[] target;
    private final TimeStep timeStep;
    private final int delay_steps;
    private final Channel[] channels;
    private final double[] strength;
    private final int[] receivers;
    private final int[] spikesOf;
    private final double[] resource;
    private final int[] lastStep;
    /** Factors on what each sender releases in this probe, and on its peptides. */
    private final double[] release;
    private final double[] peptide;
    private final boolean peptidergic;
    /** Peptide that each sender has released in this probe, in synapses with neutral factors. */
    private final double[] peptideReleased;
    private int cursor;

    /**
     * Wires a projection.
     *
     * @param spec what it is like
     * @param source the sending population (all its groups share one projection object each)
     * @param rowStart index of the first synapse of each sender, one entry more than senders
     * @param target number of the receiving neuron of each synapse
     * @param timeStep length of a step
     */
    Projection(ProjectionSpec spec, Population source, int[] rowStart, int[] target, TimeStep timeStep) {
        this.spec = spec;
        this.source = source;
        this.rowStart = rowStart;
        this.target = target;
        this.timeStep = timeStep;
        delay_steps = Math.max(1, timeStep.steps(spec.delay_ms()));
        channels = spec.strength().keySet().toArray(new Channel[0]);
        Arrays.sort(channels);
        strength = new double[channels.length];
        for (int c = 0; c < channels.length; c++) {
            strength[c] = spec.strength().get(channels[c]);
        }
        int longest = 0;
        for (int row = 0; row < source.count(); row++) {
            longest = Math.max(longest, rowStart[row + 1] - rowStart[row]);
        }
        receivers = new int[longest + 1];
        spikesOf = new int[source.count()];
        resource = new double[source.count()];
        lastStep = new int[source.count()];
        release = new double[source.count()];
        peptide = new double[source.count()];
        peptidergic = Arrays.stream(channels).anyMatch(Channel::isPeptide);
        peptideReleased = new double[source.count()];
    }

    /** What the projection is like. */
    public ProjectionSpec spec() {
        return spec;
    }

    /** The sending population. */
    public Population source() {
        return source;
    }

    /** Number of synapses. */
    public int synapses() {
        return target.length;
    }

    /** Steps from a spike to its arrival. */
    public int delay_steps() {
        return delay_steps;
    }

    /** Receivers of one sender, by number. */
    public int[] targets(int sender) {
        int row = sender - source.first();
        return Arrays.copyOfRange(target, rowStart[row], rowStart[row + 1]);
    }

    /**
     * Forgets spikes under way and their traces, at the start of a probe.
     *
     * @param ports modulation of the senders; later changes have no effect on this probe
     */
    public void rewind(ModulationPorts ports) {
        for (int row = 0; row < release.length; row++) {
            int sender = source.first() + row;
            release[row] = ports.releaseFactor[sender] * (spec.descending() ? ports.descendingGain[sender] : 1.0);
            peptide[row] = ports.peptideFactor[sender];
        }
        cursor = 0;
        Arrays.fill(spikesOf, 0);
        Arrays.fill(resource, 1);
        Arrays.fill(lastStep, 0);
        Arrays.fill(peptideReleased, 0);
    }

    /** The step in which the next spike under way arrives; {@link #NEVER} if none is. */
    public int nextArrival(SpikeLog log) {
        return cursor < log.size() ? log.step(cursor) + delay_steps : NEVER;
    }

    /**
     * Delivers the spikes that arrive in this step.
     *
     * @param step the present step
     * @param log all spikes of the sending population so far, in order of time
     * @param neurons the receivers
     * @param terminals presynaptic inhibition of senders and receivers that are afferents
     * @param chance key of this projection's release draws in this probe
     */
    public void deliver(
            int step, SpikeLog log, Neurons neurons, Terminals terminals, RandomKey chance) {
        while (nextArrival(log) <= step) {
            int sender = log.neuron(cursor);
            int row = sender - source.first();
            double left = remaining(row, log.step(cursor));
            double probability = spec.releaseProbability() / (1 + terminals.level(sender, step));
            int releaseThreshold = (int) StrictMath.round(probability * CERTAIN);
            int from = rowStart[row];
            int to = rowStart[row + 1];
            if (releaseThreshold == CERTAIN) {
                open(row, left, target, from, to, step, neurons, terminals);
            } else {
                int released = draw(from, to, spikesOf[row], releaseThreshold, chance);
                open(row, left, receivers, 0, released, step, neurons, terminals);
            }
            spikesOf[row]++;
            cursor++;
        }
    }

    /**
     * Adds the peptide released in this probe so far, as the receivers meet it: for each spike that has arrived the
     * synapses that did not fail, times release factor, peptide factor and what depression left. Does nothing for
     * projections without substance P and CGRP; a projection that releases both counts once.
     *
     * @param releases for each neuron of the circuit the releases of its synapses
     * @param synapses for each neuron the number of its peptide synapses
     */
    public void addPeptideReleases(double[] releases, int[] synapses) {
        for (int row = 0; peptidergic && row < peptideReleased.length; row++) {
            releases[source.first() + row] += peptideReleased[row];
            synapses[source.first() + row] += rowStart[row + 1] - rowStart[row];
        }
    }

    /** Share of the transmitter a sender still has for this spike. */
    private double remaining(int row, int step) {
        double use = spec.depression().use();
        if (use == 0) {
            return 1;
        }
        double since_ms = timeStep.time_ms(step - lastStep[row]);
        double left = 1 - (1 - resource[row]) * StrictMath.exp(-since_ms / spec.depression().recovery_ms());
        resource[row] = left * (1 - use);
        lastStep[row] = step;
        return left;
    }

    /** Opens the channels of the given receivers. */
    private void open(
            int row, double left, int[] at, int from, int to, int step, Neurons neurons, Terminals terminals) {
        double factor = release[row] * left;
        peptideReleased[row] += factor * peptide[row] * (to - from);
        for (int c = 0; c < channels.length; c++) {
            double each = strength[c] * (channels[c].isPeptide() ? factor * peptide[row] : factor);
            float[] receptive = neurons.receptive(channels[c]);
            if (channels[c] == Channel.PRESYNAPTIC_INHIBITION) {
                for (int r = from; r < to; r++) {
                    terminals.inhibit(at[r], step, each * receptive[at[r]]);
                }
            } else {
                add(neurons.input(channels[c]), receptive, (float) each, at, from, to);
            }
        }
    }

    private static void add(float[] input, float[] receptive, float each, int[] at, int from, int to) {
        for (int r = from; r < to; r++) {
            int receiver = at[r];
            input[receiver] += each * receptive[receiver];
        }
    }

    /** Writes the receivers at whose synapse this spike releases transmitter, and returns their number. */
    private int draw(int from, int to, int spike, int releaseThreshold, RandomKey chance) {
        int released = 0;
        for (int s = from; s < to; s += 2) {
            long word = chance.bits(spike, s);
            receivers[released] = target[s];
            released += (int) (word >>> 40) < releaseThreshold ? 1 : 0;
            if (s + 1 < to) {
                receivers[released] = target[s + 1];
                released += ((int) (word >>> 16) & 0xffffff) < releaseThreshold ? 1 : 0;
            }
        }
        return released;
    }
}
