package org.rexed.synapse;

import java.util.Arrays;
import org.rexed.neuron.Channel;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.Neurons;
import org.rexed.neuron.Population;
import org.rexed.random.RandomKey;

/**
 * The synapses from one population to others as sparse rows: for each sender the receivers it contacts. A spike arrives
 * after the projection's delay; at each synapse it releases transmitter or fails, by a draw that belongs to that synapse
 * and step alone.
 */
public final class Projection {
    private static final double UNIT = 0x1.0p-24;
    private final ProjectionSpec spec;
    private final Population source;
    private final int[] rowStart;
    private final int[] target;
    private final int delay_steps;
    private final Channel[] channels;
    private final double[] weights_nS;
    private final int releaseThreshold;
    private int cursor;

    /**
     * Wires a projection.
     *
     * @param spec what it is like
     * @param source the sending population (all its groups share one projection object each)
     * @param rowStart index of the first synapse of each sender, one entry more than senders
     * @param target number of the receiving neuron of each synapse
     */
    Projection(ProjectionSpec spec, Population source, int[] rowStart, int[] target) {
        this.spec = spec;
        this.source = source;
        this.rowStart = rowStart;
        this.target = target;
        delay_steps = Math.max(1, (int) StrictMath.round(spec.delay_ms() / Neurons.STEP_ms));
        channels = spec.conductance_nS().keySet().toArray(new Channel[0]);
        Arrays.sort(channels);
        weights_nS = new double[channels.length];
        for (int c = 0; c < channels.length; c++) {
            weights_nS[c] = spec.conductance_nS().get(channels[c]);
        }
        releaseThreshold = (int) StrictMath.round(spec.releaseProbability() / UNIT);
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

    /** Receivers of one sender, by number. */
    public int[] targets(int sender) {
        int row = sender - source.first();
        return Arrays.copyOfRange(target, rowStart[row], rowStart[row + 1]);
    }

    /** Forgets spikes under way, at the start of a probe. */
    public void rewind() {
        cursor = 0;
    }

    /**
     * Delivers the spikes that arrive in this step.
     *
     * @param step the present step
     * @param log all spikes of the sending population so far, in order of time
     * @param neurons the receivers
     * @param ports modulation of the senders
     * @param chance key of this projection's release draws in this probe
     */
    public void deliver(int step, SpikeLog log, Neurons neurons, ModulationPorts ports, RandomKey chance) {
        while (cursor < log.size() && log.step(cursor) + delay_steps <= step) {
            int sender = log.neuron(cursor);
            release(sender, log.step(cursor), neurons, ports, chance);
            cursor++;
        }
    }

    private void release(int sender, int step, Neurons neurons, ModulationPorts ports, RandomKey chance) {
        double gain = spec.descending() ? ports.descendingGain[sender] : 1.0;
        double glutamate = ports.releaseFactor[sender] * gain;
        double peptide = ports.releaseFactor[sender] * ports.peptideFactor[sender] * gain;
        int row = sender - source.first();
        long word = 0;
        for (int s = rowStart[row]; s < rowStart[row + 1]; s++) {
            int lane = (s - rowStart[row]) & 1;
            if (lane == 0) {
                word = chance.bits(step, s);
            }
            int draw = (int) (word >>> (lane == 0 ? 40 : 16)) & 0xffffff;
            if (draw < releaseThreshold) {
                for (int c = 0; c < channels.length; c++) {
                    double factor = channels[c] == Channel.NK1 ? peptide : glutamate;
                    neurons.conductance(channels[c])[target[s]] += weights_nS[c] * factor;
                }
            }
        }
    }
}
