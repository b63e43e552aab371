package org.rexed.synapse;

import java.util.Arrays;
import org.rexed.neuron.Channel;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.Neurons;
import org.rexed.neuron.Population;
import org.rexed.random.RandomKey;

/**
 * The synapses from one population to others as sparse rows: for each sender the receivers it contacts. A spike arrives
 * after the projection's delay; at each synapse it releases transmitter or fails, by a draw that belongs to that
 * synapse and step alone.
 */
public final class Projection {
    /** Later than any step. */
    public static final int NEVER = Integer.MAX_VALUE;

    private static final double UNIT = 0x1.0p-24;
    private final ProjectionSpec spec;
    private final Population source;
    private final int[] rowStart;
    private final int[] target;
    private final int delay_steps;
    private final Channel[] channels;
    private final double[] weights_nS;
    private final int releaseThreshold;
    private final int[] receivers;
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
        int longest = 0;
        for (int row = 0; row < source.count(); row++) {
            longest = Math.max(longest, rowStart[row + 1] - rowStart[row]);
        }
        receivers = new int[longest + 1];
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
     * @param ports modulation of the senders
     * @param chance key of this projection's release draws in this probe
     */
    public void deliver(int step, SpikeLog log, Neurons neurons, ModulationPorts ports, RandomKey chance) {
        while (nextArrival(log) <= step) {
            release(log.neuron(cursor), log.step(cursor), neurons, ports, chance);
            cursor++;
        }
    }

    private void release(int sender, int step, Neurons neurons, ModulationPorts ports, RandomKey chance) {
        double gain = spec.descending() ? ports.descendingGain[sender] : 1.0;
        double glutamate = ports.releaseFactor[sender] * gain;
        double peptide = ports.releaseFactor[sender] * ports.peptideFactor[sender] * gain;
        int released = draw(sender, step, chance);
        for (int c = 0; c < channels.length; c++) {
            double[] conductance_nS = neurons.conductance(channels[c]);
            double added_nS = weights_nS[c] * (channels[c] == Channel.NK1 ? peptide : glutamate);
            for (int r = 0; r < released; r++) {
                conductance_nS[receivers[r]] += added_nS;
            }
        }
    }

    /** Writes the receivers at whose synapse this spike releases transmitter, and returns their number. */
    private int draw(int sender, int step, RandomKey chance) {
        int from = rowStart[sender - source.first()];
        int to = rowStart[sender - source.first() + 1];
        int released = 0;
        for (int s = from; s < to; s += 2) {
            long word = chance.bits(step, s);
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
