package org.rexed.assay;

import org.rexed.circuit.Circuit;
import org.rexed.circuit.Probe;
import org.rexed.circuit.Site;
import org.rexed.document.Fields;
import org.rexed.evidence.ParameterReader;
import org.rexed.nociception.HeatRamp;
import org.rexed.random.RandomKey;

/**
 * Paw withdrawal from radiant heat (Hargreaves et al. 1988): the time until the limb is withdrawn, mean of the trials;
 * a trial without withdrawal counts as the cutoff and marks the reading as censored.
 */
public final class RadiantHeat implements Assay {
    private final String name;
    private final String title;
    private final double start_C;
    private final double rise_C_per_sqrt_s;
    private final double spread_mm;
    private final double cutoff_s;
    private final int trials;
    private final double onset_ms;
    private final Withdrawal withdrawal;

    private RadiantHeat(String name, Fields f, ParameterReader numbers) {
        this.name = name;
        title = f.text("title");
        start_C = numbers.value(f, "start-temperature", "Cel");
        rise_C_per_sqrt_s = numbers.value(f, "temperature-rise-in-first-second", "K");
        spread_mm = numbers.value(f, "spread", "mm");
        cutoff_s = numbers.value(f, "cutoff", "s");
        trials = (int) numbers.value(f, "trials", "1");
        onset_ms = numbers.value(f, "onset", "ms");
        withdrawal = Withdrawal.read(f.map("withdrawal"), numbers);
        f.done();
    }

    static RadiantHeat read(String name, Fields f, ParameterReader numbers) {
        return new RadiantHeat(name, f, numbers);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String unit() {
        return "s";
    }

    @Override
    public Reading measure(Circuit circuit, Site site, RandomKey chance, ProbeObserver observer) {
        double sum_s = 0;
        boolean censored = false;
        HeatRamp ramp = new HeatRamp(site.x_mm(), site.y_mm(), start_C, rise_C_per_sqrt_s, spread_mm, onset_ms);
        for (int trial = 0; trial < trials; trial++) {
            Probe probe = new Probe(circuit, ramp, chance.child(trial));
            double end_ms = onset_ms + cutoff_s * 1000;
            double latency_s = (withdrawal.time_ms(circuit, site, probe, onset_ms, end_ms, observer) - onset_ms) / 1000;
            censored |= latency_s > cutoff_s;
            sum_s += Math.min(latency_s, cutoff_s);
        }
        return new Reading(sum_s / trials, unit(), censored);
    }
}
