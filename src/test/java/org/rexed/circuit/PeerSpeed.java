package org.rexed.circuit;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import org.rexed.random.RandomKey;

/**
 * Time of the probe that {@link PeerExport} exports, once after the other in one virtual machine; the first is the cold
 * one. Arguments: anatomy, or a number of cells for the Vogels-Abbott network of that size; seed, duration in ms,
 * stimulus, {@code certain} or {@code random} release, repeats. Prints for each repeat: seconds, seconds of the
 * processor in this thread, spikes.
 */
final class PeerSpeed {
    private PeerSpeed() {}

    public static void main(String[] args) {
        RandomKey key = RandomKey.of(Long.parseLong(args[1]));
        Circuit circuit = build(args[0], args[4].equals("certain"), key.child("circuit"));
        int steps = circuit.timeStep().steps(Double.parseDouble(args[2]));
        ThreadMXBean thread = ManagementFactory.getThreadMXBean();
        for (int repeat = 0; repeat < Integer.parseInt(args[5]); repeat++) {
            long began_ns = System.nanoTime();
            long cpu_ns = thread.getCurrentThreadCpuTime();
            Probe probe = new Probe(circuit, PeerExport.stimulus(args[3]), key.child("probe"));
            probe.advance(steps);
            double cpu_s = (thread.getCurrentThreadCpuTime() - cpu_ns) * 1e-9;
            double seconds = (System.nanoTime() - began_ns) * 1e-9;
            int[] spikes = Arrays.copyOfRange(
                    probe.summary().spikes(), circuit.afferents().count(), circuit.size());
            System.out.printf(
                    Locale.ROOT, "%.4f s, %.4f s of processor, %d spikes%n",
                    seconds, cpu_s, Arrays.stream(spikes).sum());
        }
    }

    private static Circuit build(String anatomy, boolean certain, RandomKey key) {
        if (anatomy.matches("[0-9]+")) {
            return Scaled.build(Integer.parseInt(anatomy), Scaled.SYNAPSES_EACH);
        }
        Anatomy read = PeerExport.read(anatomy);
        return Circuit.build(certain ? CircuitExport.withCertainRelease(read) : read, key);
    }
}
