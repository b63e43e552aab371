package org.rexed.circuit;

import java.util.Arrays;
import java.util.List;
import org.rexed.neuron.Population;
import org.rexed.random.RandomKey;
import org.rexed.synapse.Projection;
import org.rexed.synapse.SpikeLog;

/**
 * The spikes under way in one probe: knows for each projection when its next spike arrives, so that a step in which
 * nothing arrives costs one comparison. Projections deliver in the circuit's order.
 */
final class Deliveries {
    private final Circuit circuit;
    private final Projection[] projections;
    private final SpikeLog[] logs;
    private final RandomKey[] chance;
    private final int[][] projectionsOf;
    private final int[] next;
    private int earliest = Projection.NEVER;

    /** Rewinds all projections; each gets its own key for the draws of this probe. */
    Deliveries(Circuit circuit, RandomKey probeChance) {
        this.circuit = circuit;
        projections = circuit.projections().toArray(new Projection[0]);
        logs = new SpikeLog[projections.length];
        chance = new RandomKey[projections.length];
        next = new int[projections.length];
        Arrays.fill(next, Projection.NEVER);
        for (int p = 0; p < projections.length; p++) {
            projections[p].rewind(circuit.ports());
            logs[p] = circuit.log(projections[p].source());
            chance[p] = probeChance.child(projections[p].spec().name()).child(projections[p].source().toString());
        }
        List<Population> populations = circuit.populations();
        projectionsOf = new int[populations.size()][];
        int[] found = new int[projections.length];
        for (int population = 0; population < projectionsOf.length; population++) {
            int count = 0;
            for (int p = 0; p < projections.length; p++) {
                if (logs[p] == circuit.log(populations.get(population))) {
                    found[count++] = p;
                }
            }
            projectionsOf[population] = Arrays.copyOf(found, count);
        }
    }

    /** Notes that a population has fired and its log has grown. */
    void fired(int population) {
        for (int p : projectionsOf[population]) {
            next[p] = projections[p].nextArrival(logs[p]);
            earliest = Math.min(earliest, next[p]);
        }
    }

    /** Delivers all spikes that arrive in this step. */
    void deliver(int step) {
        if (step < earliest) {
            return;
        }
        earliest = Projection.NEVER;
        for (int p = 0; p < next.length; p++) {
            if (next[p] <= step) {
                projections[p].deliver(
                        step, logs[p], circuit.neurons(), circuit.terminals(), chance[p]);
                next[p] = projections[p].nextArrival(logs[p]);
            }
            earliest = Math.min(earliest, next[p]);
        }
    }
}
