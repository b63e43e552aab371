package org.rexed.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rexed.nociception.Stimulus;
import org.rexed.random.RandomKey;

/**
 * What a circuit costs in memory and time as it grows. Times are those of the processor, the least of several, and
 * their limits are generous: they catch work that grows with the square of the cells or is no longer vectorised, not a
 * slow day. Exact times are the business of {@code NetworkBenchmark}.
 */
class CircuitSizeTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int STEPS = 400;
    private static final long PATIENCE_ns = 20_000_000_000L;
    private static final double KERNEL_TRIADS = 60;

    @Test
    void aNeuronAndASynapseAreSmall() {
        int cells = 20_000;
        Weighed sparse = weigh(cells, 20);
        Weighed dense = weigh(cells, 80);
        double perSynapse = (double) (dense.bytes - sparse.bytes) / (dense.synapses - sparse.synapses);
        double perNeuron = (sparse.bytes - perSynapse * sparse.synapses) / cells;
        assertThat(perSynapse).as("bytes per synapse").isBetween(4.0, 12.0);
        assertThat(perNeuron).as("bytes per neuron").isBetween(50.0, 560.0);
    }

    /** Bytes of a circuit and a probe in it. */
    private record Weighed(long bytes, long synapses) {}

    private static Weighed weigh(int cells, double synapsesEach) {
        long before = used();
        Circuit circuit = Scaled.build(cells, synapsesEach);
        Probe probe = new Probe(circuit, Stimulus.none(), RandomKey.of(2));
        probe.advance(10);
        long bytes = used() - before;
        assertThat(probe.step()).isEqualTo(10); // keeps both alive until here
        return new Weighed(bytes, circuit.synapses());
    }

    private static long used() {
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @ParameterizedTest
    @CsvSource({"rat-dorsal-horn, heat", "rat-dorsal-horn, force", "vogels-abbott, none"})
    void stepsAllocateNothing(String anatomy, String stimulus) {
        Circuit circuit = Circuit.build(PeerExport.read(anatomy), RandomKey.of(1));
        long me = Thread.currentThread().getId();
        long allocated = Long.MAX_VALUE;
        // The first probe makes room for its spikes; the second finds it. A later one also finds all classes loaded.
        for (int probes = 0; probes < 4; probes++) {
            Probe probe = new Probe(circuit, PeerExport.stimulus(stimulus), RandomKey.of(2));
            probe.advance(1);
            long before = THREADS.getThreadAllocatedBytes(me);
            probe.advance(5_000);
            allocated = THREADS.getThreadAllocatedBytes(me) - before;
        }
        assertThat(allocated).isLessThan(1_000); // what asking costs; one object a step would be 80,000
    }

    @Test
    void timeGrowsWithTheCells() {
        Circuit small = Scaled.build(1_000, Scaled.SYNAPSES_EACH);
        Circuit large = Scaled.build(10_000, Scaled.SYNAPSES_EACH);
        double least = Double.MAX_VALUE;
        double leastSmall = Double.MAX_VALUE;
        double leastLarge = Double.MAX_VALUE;
        long end_ns = System.nanoTime() + PATIENCE_ns;
        do {
            leastSmall = Math.min(leastSmall, perCellStep_ns(small, 8 * STEPS));
            leastLarge = Math.min(leastLarge, perCellStep_ns(large, STEPS));
            least = leastLarge / leastSmall;
        } while (least > 2 && System.nanoTime() < end_ns);
        assertThat(least).as("time per cell at 10,000 cells over that at 1,000").isLessThan(2);
    }

    private static double perCellStep_ns(Circuit circuit, int steps) {
        Probe probe = new Probe(circuit, Stimulus.none(), RandomKey.of(3));
        probe.advance(STEPS);
        long began_ns = THREADS.getCurrentThreadCpuTime();
        probe.advance(steps);
        return (double) (THREADS.getCurrentThreadCpuTime() - began_ns) / steps / circuit.size();
    }

    /** One loop of the membranes that the compiler no longer vectorises makes the whole several times slower. */
    @ParameterizedTest
    @ValueSource(strings = {"rat-dorsal-horn", "vogels-abbott"})
    void membranesAreVectorised(String anatomy) {
        Circuit circuit = Circuit.build(PeerExport.read(anatomy), RandomKey.of(1));
        new Probe(circuit, Stimulus.none(), RandomKey.of(3)).advance(1);
        int cells = circuit.size() - circuit.afferents().count();
        float[] a = new float[cells];
        float[] b = new float[cells];
        float[] c = new float[cells];
        double kernel = Double.MAX_VALUE;
        double triad = Double.MAX_VALUE;
        long end_ns = System.nanoTime() + PATIENCE_ns;
        do {
            long began_ns = THREADS.getCurrentThreadCpuTime();
            for (int step = 1; step <= 2_000; step++) {
                circuit.neurons().integrate(step);
            }
            long between_ns = THREADS.getCurrentThreadCpuTime();
            for (int step = 0; step < 20_000; step++) {
                triad(a, b, c, step);
            }
            kernel = Math.min(kernel, (between_ns - began_ns) / 2_000.0);
            triad = Math.min(triad, (THREADS.getCurrentThreadCpuTime() - between_ns) / 20_000.0);
        } while (kernel > KERNEL_TRIADS * triad && System.nanoTime() < end_ns);
        assertThat(kernel / triad).as("time of a step of all membranes over that of a triad").isLessThan(KERNEL_TRIADS);
    }

    private static void triad(float[] a, float[] b, float[] c, float factor) {
        for (int i = 0; i < a.length; i++) {
            a[i] = b[i] + factor * c[i];
        }
    }
}
