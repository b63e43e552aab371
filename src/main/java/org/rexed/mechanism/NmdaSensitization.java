package org.rexed.mechanism;

import java.util.EnumSet;
import java.util.Set;
import org.rexed.document.Fields;
import org.rexed.evidence.ParameterReader;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.ModulationPorts.Port;
import org.rexed.neuron.Population;

/**
 * Protein kinase C phosphorylates NMDA receptors, which then carry more current: the same activity drives cells more.
 *
 * <p>Receptors change state by chance ({@link NmdaReceptors}): phosphorylation at rate kp times the kinase activity of
 * the cell ({@link ProteinKinaseC}), dephosphorylation at kd, internalization at {@code ki C^2 / (C^2 + K^2)} with the
 * cell's
 * NMDA calcium current C, return at kr. A phosphorylated receptor carries a times the current (higher open probability,
 * weaker magnesium block: Chen and Huang 1992); internalization starts in the equilibrium of resting activity, so that
 * a naive animal does not drift. Opposite sign in vivo: Wang and Mokha 1996.
 *
 * <p>Where the receptors lie is contested. As a rule they act on the cells that own the clusters (Drdla et al. 2009:
 * postsynaptic). Under {@link #PRESYNAPTIC} the mean phosphorylated share of a dermatome raises release from its C
 * fibres instead (Zhou et al. 2010, Deng et al. 2019).
 */
public final class NmdaSensitization implements Mechanism {
    /** Name of the mechanism. */
    public static final String NAME = "nmda-sensitization";
    /** Contested reading: the receptors that matter lie on afferent terminals. */
    public static final String PRESYNAPTIC = "presynaptic-nmda";

    private static final double DRAW_min = 10;
    private final Settings settings;
    private final double strength;
    private final boolean presynaptic;
    private final Milieu milieu;
    private final NmdaReceptors receptors;
    private double sinceDraw_min;
    private long draws;

    /**
     * Phosphorylation and trafficking.
     *
     * @param halfCalcium_pA calcium current K with half of the fastest internalization
     * @param phosphorylation_per_min rate kp at full activity
     * @param dephosphorylation_per_min rate kd
     * @param internalization_per_min rate ki at saturating calcium
     * @param return_per_min rate kr
     * @param conductanceGain conductance a of a phosphorylated receptor relative to a naive one
     */
    public record Settings(
            double halfCalcium_pA,
            double phosphorylation_per_min,
            double dephosphorylation_per_min,
            double internalization_per_min,
            double return_per_min,
            double conductanceGain) {
        /** Reads the parameters of the mechanism's file. */
        public static Settings read(Fields f, ParameterReader numbers) {
            return new Settings(
                    numbers.value(f, "half-calcium", "pA"),
                    numbers.value(f, "phosphorylation", "1/min"),
                    numbers.value(f, "dephosphorylation", "1/min"),
                    numbers.value(f, "internalization", "1/min"),
                    numbers.value(f, "return", "1/min"),
                    numbers.value(f, "conductance-gain", "1"));
        }
    }

    /** A mechanism of the given strength (1 is normal) that acts on receptors; presynaptic or, as usual, not. */
    public NmdaSensitization(
            Settings settings, double strength, boolean presynaptic, Milieu milieu, NmdaReceptors receptors) {
        this.settings = settings;
        this.strength = strength;
        this.presynaptic = presynaptic;
        this.milieu = milieu;
        this.receptors = receptors;
        for (int c = 0; c < receptors.clusters(); c++) {
            double in = settings.internalization_per_min()
                    * calciumTerm(milieu.ongoingCalcium_pA(receptors.owner(c)));
            receptors.rest(c, in / (in + settings.return_per_min()));
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Signal> reads() {
        return EnumSet.of(Signal.KINASE_C_OF_CELL, Signal.CALCIUM);
    }

    @Override
    public Set<Signal> writes() {
        return EnumSet.noneOf(Signal.class);
    }

    @Override
    public Set<Port> modulates() {
        return EnumSet.of(presynaptic ? Port.RELEASE_FACTOR : Port.NMDA_CONDUCTANCE_FACTOR);
    }

    @Override
    public void advance(double step_min) {
        sinceDraw_min += step_min;
        if (sinceDraw_min > DRAW_min - 0.5 * step_min) {
            draw(milieu.turnover(sinceDraw_min));
            sinceDraw_min = 0;
        }
    }

    private double calciumTerm(double calcium_pA) {
        return Milieu.hill(calcium_pA / settings.halfCalcium_pA(), 2);
    }

    private void draw(double interval_min) {
        double down = chance(settings.dephosphorylation_per_min(), interval_min);
        double back = chance(settings.return_per_min(), interval_min);
        for (int c = 0; c < receptors.clusters(); c++) {
            int cell = receptors.owner(c);
            double kinase = strength * milieu.get(Signal.KINASE_C_OF_CELL, cell);
            double up = chance(settings.phosphorylation_per_min() * kinase, interval_min);
            double traffic = calciumTerm(milieu.get(Signal.CALCIUM, cell));
            double in = chance(settings.internalization_per_min() * traffic, interval_min);
            receptors.transfer(c, draws, up, down, in, back);
        }
        draws++;
    }

    private static double chance(double rate_per_min, double interval_min) {
        return -StrictMath.expm1(-rate_per_min * interval_min);
    }

    @Override
    public void modulate(ModulationPorts ports) {
        double gain = settings.conductanceGain() - 1;
        if (!presynaptic) {
            for (int c = 0; c < receptors.clusters(); c++) {
                ports.nmdaConductanceFactor[receptors.owner(c)] *= 1 + gain * receptors.phosphorylatedShare(c);
            }
            return;
        }
        double[] sum = new double[milieu.dermatomes()];
        int[] count = new int[sum.length];
        for (int c = 0; c < receptors.clusters(); c++) {
            if (receptors.region(c) < sum.length) {
                sum[receptors.region(c)] += receptors.phosphorylatedShare(c);
                count[receptors.region(c)]++;
            }
        }
        for (Population p : milieu.cFibres()) {
            int d = milieu.dermatome(p);
            for (int i = p.first(); i < p.end(); i++) {
                ports.releaseFactor[i] *= 1 + gain * sum[d] / count[d];
            }
        }
    }

    @Override
    public void sample(Sampler sampler) {
        // The receptors report themselves.
    }
}
