package org.rexed.mechanism;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.rexed.document.Fields;
import org.rexed.evidence.ParameterReader;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.ModulationPorts.Port;
import org.rexed.neuron.Population;

/**
 * Long-term potentiation at the synapses of C fibres when an opioid leaves faster than the cells have adapted to it.
 *
 * <p>The overshoot {@code o = a - S} of opponent adaptation over the mu effect and the NMDA calcium C of superficial
 * cells in a dermatome together induce it: {@code dw/dt = k (1 - w) o^2/(o^2 + O^2) C^4/(C^4 + K^4) - w / tau}, solved
 * exactly
 * over a tick; C fibres release {@code 1 + g w} times as much. Abrupt withdrawal of remifentanil potentiates, through
 * postsynaptic G proteins, NMDA receptors and calcium; a taper does not (Drdla et al. 2009). Under {@link #ERASURE} a
 * strong mu effect also takes potentiation back at rate e (Drdla-Schutting et al. 2012), against studies in which more
 * opioid made hyperalgesia worse (Celerier et al. 2000).
 */
public final class SpinalLtp implements Mechanism {
    /** Name of the mechanism. */
    public static final String NAME = "spinal-ltp";
    /** Contested reading: a high dose of an opioid erases potentiation. */
    public static final String ERASURE = "opioid-erases-ltp";

    private static final double CALCIUM_EXPONENT = 4;
    private final Settings settings;
    private final double strength;
    private final boolean erasure;
    private final Milieu milieu;
    private final List<List<Population>> superficial = new ArrayList<>();
    private final double[] potentiation;
    private final double[] calciumTerm;
    private long activity = -1;

    /**
     * Induction, expression and loss.
     *
     * @param induction_per_min rate k at full drive
     * @param halfOvershoot overshoot O with half of the drive
     * @param halfCalcium_pA calcium current K with half of the drive
     * @param releaseGain gain g of release at full potentiation
     * @param decay_min time constant tau
     * @param erasure_per_min rate e of erasure at the full mu effect, where that is taken as real
     */
    public record Settings(
            double induction_per_min,
            double halfOvershoot,
            double halfCalcium_pA,
            double releaseGain,
            double decay_min,
            double erasure_per_min) {
        /** Reads the parameters of the mechanism's file. */
        public static Settings read(Fields f, ParameterReader numbers) {
            return new Settings(
                    numbers.value(f, "induction", "1/min"),
                    numbers.value(f, "half-overshoot", "1"),
                    numbers.value(f, "half-calcium", "pA"),
                    numbers.value(f, "release-gain", "1"),
                    numbers.value(f, "decay-time", "min"),
                    numbers.value(f, "erasure", "1/min"));
        }
    }

    /** A mechanism of the given strength (1 is normal) in a milieu; with erasure or, as usual, without. */
    public SpinalLtp(Settings settings, double strength, boolean erasure, Milieu milieu) {
        this.settings = settings;
        this.strength = strength;
        this.erasure = erasure;
        this.milieu = milieu;
        potentiation = new double[milieu.dermatomes()];
        calciumTerm = new double[potentiation.length];
        for (int d = 0; d < potentiation.length; d++) {
            superficial.add(new ArrayList<>());
        }
        for (Population p : milieu.circuit().populations()) {
            if (milieu.isSuperficial(p) && milieu.circuit().spec(p).nmdaReceptors() > 0) {
                superficial.get(milieu.dermatome(p)).add(p);
            }
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Signal> reads() {
        return EnumSet.of(Signal.MU_ADAPTATION, Signal.MU_SIGNAL, Signal.CALCIUM);
    }

    @Override
    public Set<Signal> writes() {
        return EnumSet.noneOf(Signal.class);
    }

    @Override
    public Set<Port> modulates() {
        return EnumSet.of(Port.RELEASE_FACTOR);
    }

    @Override
    public void advance(double step_min) {
        if (activity != milieu.activity()) {
            activity = milieu.activity();
            for (int d = 0; d < calciumTerm.length; d++) {
                calciumTerm[d] = Milieu.hill(calcium_pA(d) / settings.halfCalcium_pA(), CALCIUM_EXPONENT);
            }
        }
        for (int d = 0; d < potentiation.length; d++) {
            double signal = milieu.get(Signal.MU_SIGNAL, d);
            double overshoot = milieu.get(Signal.MU_ADAPTATION, d) - signal;
            double gain = settings.induction_per_min()
                    * Milieu.hill(overshoot / settings.halfOvershoot(), 2) * calciumTerm[d];
            double loss = 1 / settings.decay_min() + (erasure ? settings.erasure_per_min() * signal : 0);
            potentiation[d] = Milieu.exchange(potentiation[d], loss, gain, step_min);
        }
    }

    private double calcium_pA(int dermatome) {
        double sum = 0;
        int count = 0;
        for (Population p : superficial.get(dermatome)) {
            for (int i = p.first(); i < p.end(); i++) {
                sum += milieu.get(Signal.CALCIUM, i);
            }
            count += p.count();
        }
        return count == 0 ? 0 : sum / count;
    }

    @Override
    public void modulate(ModulationPorts ports) {
        for (Population p : milieu.cFibres()) {
            double factor = 1 + strength * settings.releaseGain() * potentiation[milieu.dermatome(p)];
            for (int i = p.first(); i < p.end(); i++) {
                ports.releaseFactor[i] *= factor;
            }
        }
    }

    @Override
    public void sample(Sampler sampler) {
        double sum = 0;
        for (double each : potentiation) {
            sum += each;
        }
        sampler.add("dorsal-horn", "c_fibre_potentiation", sum / potentiation.length, "1");
    }
}
