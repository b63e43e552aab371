package org.rexed.mechanism;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.rexed.document.Fields;
import org.rexed.evidence.ParameterReader;
import org.rexed.neuron.Channel;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.ModulationPorts.Port;
import org.rexed.neuron.Population;
import org.rexed.random.RandomKey;

/**
 * Cells of the dorsal horn die of a sustained load of NMDA calcium; most that die are inhibitory. What is lost does not
 * come back.
 *
 * <p>The load L of a cell follows what its NMDA calcium current exceeds its own current in the naive animal by, in
 * multiples of the mean current of the naive cord, with time constant tau: neither a moment of strong firing nor the
 * ordinary activity of a busy cell kills. The hazard is {@code h v L^n / (L^n + K^n)} with vulnerability v
 * (1 for inhibitory cells, less for others); each hour a cell dies by a draw of its own. Mao et al. 2002 found
 * apoptotic
 * cells, many of them GABAergic, in the superficial dorsal horn after a week of morphine, and none of them with NMDA
 * receptors blocked; counts were not readable.
 */
public final class ExcitotoxicLoss implements Mechanism {
    /** Name of the mechanism. */
    public static final String NAME = "excitotoxic-loss";

    private static final double DRAW_min = 60;
    private final Settings settings;
    private final double strength;
    private final Milieu milieu;
    private final RandomKey key;
    private final List<Population> cells = new ArrayList<>();
    private final double[] load;
    private final double[] naive_pA;
    private final double mean_pA;
    private double sinceDraw_min;
    private long draws;
    private int deadInhibitory;
    private int deadOthers;

    /**
     * Load, hazard and vulnerability.
     *
     * @param load_min time constant tau of the load
     * @param halfLoad load K with half of the largest hazard, in multiples of the mean current of the naive cord
     * @param exponent exponent n
     * @param hazard_per_min largest hazard h
     * @param others vulnerability v of cells that are not inhibitory
     */
    public record Settings(
            double load_min, double halfLoad, double exponent, double hazard_per_min, double others) {
        /** Reads the parameters of the mechanism's file. */
        public static Settings read(Fields f, ParameterReader numbers) {
            return new Settings(
                    numbers.value(f, "load-time", "min"),
                    numbers.value(f, "half-load", "1"),
                    numbers.value(f, "exponent", "1"),
                    numbers.value(f, "hazard", "1/min"),
                    numbers.value(f, "vulnerability-of-others", "1"));
        }
    }

    /** A mechanism of the given strength (1 is normal) in a milieu whose present activity is that of rest. */
    public ExcitotoxicLoss(Settings settings, double strength, Milieu milieu, RandomKey key) {
        this.settings = settings;
        this.strength = strength;
        this.milieu = milieu;
        this.key = key;
        load = new double[milieu.circuit().size()];
        naive_pA = new double[load.length];
        double sum = 0;
        int count = 0;
        for (Population p : milieu.circuit().populations()) {
            if (milieu.dermatome(p) >= 0 && milieu.circuit().spec(p).nmdaReceptors() > 0) {
                cells.add(p);
                for (int i = p.first(); i < p.end(); i++) {
                    naive_pA[i] = milieu.ongoingCalcium_pA(i);
                    sum += naive_pA[i];
                }
                count += p.count();
            }
        }
        mean_pA = sum > 0 ? sum / count : 1;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Signal> reads() {
        return EnumSet.of(Signal.CALCIUM);
    }

    @Override
    public Set<Signal> writes() {
        return EnumSet.noneOf(Signal.class);
    }

    @Override
    public Set<Port> modulates() {
        return EnumSet.noneOf(Port.class);
    }

    @Override
    public void advance(double step_min) {
        sinceDraw_min += step_min;
        double kept = StrictMath.exp(-step_min / settings.load_min());
        for (Population p : cells) {
            for (int i = p.first(); i < p.end(); i++) {
                double goal = (milieu.get(Signal.CALCIUM, i) - naive_pA[i]) / mean_pA;
                load[i] = goal + (load[i] - goal) * kept;
            }
        }
        if (sinceDraw_min > DRAW_min - 0.5 * step_min) {
            for (Population p : cells) {
                draw(p);
            }
            sinceDraw_min = 0;
            draws++;
        }
    }

    private void draw(Population p) {
        boolean inhibitory = milieu.circuit().releases(p, Channel.GABA)
                || milieu.circuit().releases(p, Channel.GLYCINE);
        double largest = strength * settings.hazard_per_min() * (inhibitory ? 1 : settings.others());
        for (int i = p.first(); i < p.end(); i++) {
            if (milieu.circuit().neurons().alive(i)) {
                double hazard = largest * Milieu.hill(load[i] / settings.halfLoad(), settings.exponent());
                RandomKey own = new RandomKey(key.high(), milieu.circuit().identity(i));
                if (own.uniform(draws, 0) < -StrictMath.expm1(-hazard * sinceDraw_min)) {
                    milieu.circuit().neurons().kill(i);
                    deadInhibitory += inhibitory ? 1 : 0;
                    deadOthers += inhibitory ? 0 : 1;
                }
            }
        }
    }

    @Override
    public void modulate(ModulationPorts ports) {
        // Dead cells are dead in the circuit itself.
    }

    @Override
    public void sample(Sampler sampler) {
        sampler.add("dorsal-horn", "dead_inhibitory_neurons", deadInhibitory, "1");
        sampler.add("dorsal-horn", "dead_other_neurons", deadOthers, "1");
    }
}
