package org.rexed.assay;

import org.rexed.circuit.Circuit;
import org.rexed.circuit.Probe;
import org.rexed.circuit.Site;
import org.rexed.document.Fields;
import org.rexed.evidence.ParameterReader;
import org.rexed.neuron.Population;
import org.rexed.synapse.SpikeLog;

/**
 * When a limb is withdrawn: the flexor pool of the stimulated dermatome fires a number of spikes within a window.
 *
 * @param spikes number of spikes
 * @param window_ms length of the window
 * @param motor_ms time from the motor volley to visible movement
 */
public record Withdrawal(int spikes, double window_ms, double motor_ms) implements Criterion {
    /** Reads the {@code withdrawal} section of an assay file. */
    public static Withdrawal read(Fields f, ParameterReader numbers) {
        Withdrawal withdrawal = new Withdrawal(
                (int) numbers.value(f, "spikes", "1"),
                numbers.value(f, "window", "ms"),
                numbers.value(f, "motor-delay", "ms"));
        f.done();
        return withdrawal;
    }

    /** Motor spikes before the stimulus do not count. */
    @Override
    public double time_ms(
            Circuit circuit, Site site, Probe probe, double onset_ms, double until_ms, ProbeObserver observer) {
        Population pool = circuit.populations(circuit.anatomy().motorPool()).stream()
                .filter(p -> p.group().equals(site.dermatome()))
                .findFirst()
                .orElseThrow();
        int frame = circuit.timeStep().steps(FRAME_ms);
        int window = circuit.timeStep().steps(window_ms);
        int onset = circuit.timeStep().steps(onset_ms);
        double withdrawn_ms = Double.POSITIVE_INFINITY;
        while (probe.time_ms() < until_ms && Double.isInfinite(withdrawn_ms)) {
            probe.advance(frame);
            observer.advanced(probe);
            SpikeLog log = circuit.log(pool);
            if (met(log, onset, window, probe.step())) {
                withdrawn_ms = circuit.timeStep().time_ms(log.step(log.size() - 1)) + motor_ms;
            }
        }
        observer.ended(probe);
        return withdrawn_ms <= until_ms ? withdrawn_ms : Double.POSITIVE_INFINITY;
    }

    /**
     * Whether the pool has fired often enough in the window that ends now. Spikes before the stimulus do not count.
     *
     * @param pool spikes of the flexor pool so far
     * @param onset_step step in which the stimulus began
     * @param window_steps length of the window in steps
     * @param step steps done
     */
    public boolean met(SpikeLog pool, int onset_step, int window_steps, int step) {
        return pool.count(Math.max(onset_step, step - window_steps), step) >= spikes;
    }
}
