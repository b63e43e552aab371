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
import org.rexed.pharmacology.Site;
import org.rexed.pharmacology.Target;

/**
 * Long-term potentiation at the synapses of C fibres, which an opioid induces in two ways.
 *
 * <p>It leaves within minutes: cells behind the synapse are uncovered before they have got used to it. Their state b
 * follows the mu effect S, {@code db/dt = (S - b) / T}, and the overshoot {@code o = b - S} together with the NMDA
 * calcium C of superficial cells potentiates, which a taper avoids (Drdla et al. 2009: G proteins, NMDA receptors and
 * calcium of the cell).
 *
 * <p>Or it was intense: {@code x = S / (1 - S)}, what reaches the effectors of mu receptors relative to what gives half
 * of the largest effect, times the NMDA channels free of a blocker and of gabapentinoids, which take the subunit
 * alpha-2-delta from them (Deng et al. 2019). One hour of fentanyl or morphine, which do not leave at once, potentiates
 * for hours (Heinl et al. 2011); 1 umol/L of DAMGO does, 10 nmol/L does not, and not if NMDA receptors are blocked
 * (Zhou et al. 2010).
 *
 * <p>{@code dw/dt = (1 - w) [k o^4/(o^4 + O^4) C^4/(C^4 + K^4) + q x^4/(x^4 + X^4)] - w / tau}, solved exactly over
 * parts of a tick; C fibres release {@code 1 + g w} times as much. Under {@link #ERASURE} a strong mu effect also takes
 * potentiation back at rate e (Drdla-Schutting et al. 2012), against studies in which more opioid made hyperalgesia
 * worse (Celerier et al. 2000).
 */
public final class SpinalLtp implements Mechanism {
    /** Name of the mechanism. */
    public static final String NAME = "spinal-ltp";
    /** Contested reading: a high dose of an opioid erases potentiation. */
    public static final String ERASURE = "opioid-erases-ltp";

    private static final double EXPONENT = 4;
    private static final double LONGEST_PART_min = 0.5;
    private final Settings settings;
    private final double strength;
    private final boolean erasure;
    private final Milieu milieu;
    private final List<List<Population>> superficial = new ArrayList<>();
    private final double[] potentiation;
    private final double[] adapted;
    private final double[] signalBefore;
    private final double[] calciumTerm;
    private long activity = -1;

    /**
     * Induction, expression and loss.
     *
     * @param adaptation_min time constant T with which cells get used to the mu effect
     * @param induction_per_min rate k at full drive by withdrawal
     * @param halfOvershoot overshoot O with half of the drive
     * @param halfCalcium_pA calcium current K with half of the drive
     * @param intenseInduction_per_min rate q at full drive by intensity
     * @param halfIntensity intensity X with half of the drive
     * @param releaseGain gain g of release at full potentiation
     * @param decay_min time constant tau
     * @param erasure_per_min rate e of erasure at the full mu effect, where that is taken as real
     */
    public record Settings(
            double adaptation_min,
            double induction_per_min,
            double halfOvershoot,
            double halfCalcium_pA,
            double intenseInduction_per_min,
            double halfIntensity,
            double releaseGain,
            double decay_min,
            double erasure_per_min) {
        /** Reads the parameters of the mechanism's file. */
        public static Settings read(Fields f, ParameterReader numbers) {
            return new Settings(
                    numbers.value(f, "adaptation-time", "min"),
                    numbers.value(f, "induction", "1/min"),
                    numbers.value(f, "half-overshoot", "1"),
                    numbers.value(f, "half-calcium", "pA"),
                    numbers.value(f, "intense-induction", "1/min"),
                    numbers.value(f, "half-intensity", "1"),
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
        adapted = new double[potentiation.length];
        signalBefore = new double[potentiation.length];
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
        return EnumSet.of(Signal.MU_ADAPTIVE_SIGNAL, Signal.CALCIUM, Signal.NMDA_BLOCKED, Signal.DRUG_EFFECT);
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
                calciumTerm[d] = Milieu.hill(calcium_pA(d) / settings.halfCalcium_pA(), EXPONENT);
            }
        }
        double able = (1 - milieu.get(Signal.NMDA_BLOCKED))
                * (1 - milieu.drugEffect(Target.ALPHA_2_DELTA, Site.SPINAL_CORD));
        // An opioid can leave within a long tick; the cells answer to every part of it.
        int parts = (int) StrictMath.ceil(step_min / LONGEST_PART_min);
        for (int d = 0; d < potentiation.length; d++) {
            double before = signalBefore[d];
            double after = milieu.get(Signal.MU_ADAPTIVE_SIGNAL, d);
            for (int part = 0; part < parts; part++) {
                double from = before + (after - before) * part / parts;
                double to = before + (after - before) * (part + 1) / parts;
                advance(d, from, to, able, step_min / parts);
            }
            signalBefore[d] = after;
        }
    }

    private void advance(int d, double from, double to, double able, double step_min) {
        adapted[d] = Milieu.follow(adapted[d], from, to, step_min, settings.adaptation_min());
        double intensity = to / (1 - to) * able;
        double gain = settings.induction_per_min()
                * Milieu.hill((adapted[d] - to) / settings.halfOvershoot(), EXPONENT) * calciumTerm[d]
                + settings.intenseInduction_per_min() * Milieu.hill(intensity / settings.halfIntensity(), EXPONENT);
        double loss = 1 / settings.decay_min() + (erasure ? settings.erasure_per_min() * to : 0);
        potentiation[d] = Milieu.exchange(potentiation[d], loss, gain, step_min);
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
