package org.rexed.mechanism;

import java.util.EnumSet;
import java.util.Set;
import org.rexed.document.Fields;
import org.rexed.evidence.ParameterReader;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.ModulationPorts.Port;
import org.rexed.neuron.Population;

/**
 * Part of the sensitized state outlives what tests show: the cord holds it down with opioids of its own.
 *
 * <p>A trace L of each dermatome grows with protein kinase C activity and fades over weeks: {@code dL/dt = k c (1 - L)
 * - L / tau}. C fibres release {@code 1 + g L} times as much; at the same time the animal's own opioids stimulate mu
 * receptors that no drug holds by {@code t min(L, m)}, which hides a trace up to m; what a longer exposure adds stays
 * open for as long as the trace does. An antagonist uncovers all of it, and since the trace also makes a region readier
 * to activate kinase C again (by {@code p L}), a dose that did nothing before brings hyperalgesia back.
 * Naloxone precipitates hyperalgesia in rats whose threshold had returned, a small dose of heroin sensitizes again, and
 * MK-801 prevents both: Celerier et al. 2001; the same after incision with remifentanil: Romero et al. 2013.
 */
public final class LatentSensitization implements Mechanism {
    /** Name of the mechanism. */
    public static final String NAME = "latent-sensitization";

    private final Settings settings;
    private final double strength;
    private final Milieu milieu;
    private final double[] trace;

    /**
     * Growth, action and disguise of the trace.
     *
     * @param growth_per_min rate k at full kinase activity
     * @param decay_min time constant tau
     * @param releaseGain gain g of release at the full trace
     * @param endogenousOpioid stimulus t of mu receptors by own opioids, in proportion to the trace
     * @param largestHidden trace m that own opioids can hide
     * @param priming gain p of the next activation of the kinase
     */
    public record Settings(
            double growth_per_min,
            double decay_min,
            double releaseGain,
            double endogenousOpioid,
            double largestHidden,
            double priming) {
        /** Reads the parameters of the mechanism's file. */
        public static Settings read(Fields f, ParameterReader numbers) {
            return new Settings(
                    numbers.value(f, "growth", "1/min"),
                    numbers.value(f, "decay-time", "min"),
                    numbers.value(f, "release-gain", "1"),
                    numbers.value(f, "endogenous-opioid", "1"),
                    numbers.value(f, "largest-hidden", "1"),
                    numbers.value(f, "priming", "1"));
        }
    }

    /** A mechanism of the given strength (1 is normal) in a milieu. */
    public LatentSensitization(Settings settings, double strength, Milieu milieu) {
        this.settings = settings;
        this.strength = strength;
        this.milieu = milieu;
        trace = new double[milieu.dermatomes()];
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Signal> reads() {
        return EnumSet.of(Signal.KINASE_C);
    }

    @Override
    public Set<Signal> writes() {
        return EnumSet.of(Signal.ENDOGENOUS_OPIOID, Signal.PRIMING);
    }

    @Override
    public Set<Port> modulates() {
        return EnumSet.of(Port.RELEASE_FACTOR);
    }

    @Override
    public void advance(double step_min) {
        for (int d = 0; d < trace.length; d++) {
            double gain = strength * settings.growth_per_min() * milieu.get(Signal.KINASE_C, d);
            double loss = milieu.turnover(1) / settings.decay_min();
            trace[d] = Milieu.exchange(trace[d], loss, gain, step_min);
            double hidden = Math.min(trace[d], settings.largestHidden());
            milieu.set(Signal.ENDOGENOUS_OPIOID, d, Math.min(1, settings.endogenousOpioid() * hidden));
            milieu.set(Signal.PRIMING, d, settings.priming() * trace[d]);
        }
    }

    @Override
    public void modulate(ModulationPorts ports) {
        for (Population p : milieu.cFibres()) {
            double factor = 1 + settings.releaseGain() * trace[milieu.dermatome(p)];
            for (int i = p.first(); i < p.end(); i++) {
                ports.releaseFactor[i] *= factor;
            }
        }
    }

    @Override
    public void sample(Sampler sampler) {
        double sum = 0;
        for (double each : trace) {
            sum += each;
        }
        sampler.add("dorsal-horn", "latent_sensitization", sum / trace.length, "1");
        sampler.add("dorsal-horn", "endogenous_opioid_stimulus", milieu.cordMean(Signal.ENDOGENOUS_OPIOID), "1");
    }
}
