package org.rexed.mechanism;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.rexed.circuit.Circuit;
import org.rexed.circuit.PopulationSpec;
import org.rexed.document.Fields;
import org.rexed.evidence.ParameterReader;
import org.rexed.neuron.Channel;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.ModulationPorts.Port;
import org.rexed.neuron.Population;
import org.rexed.pharmacology.Site;
import org.rexed.pharmacology.Target;

/**
 * A lasting barrage of C fibres makes cells of the dorsal horn around their endings answer more to all their synapses,
 * those of untouched fibres included: secondary hyperalgesia (LaMotte et al. 1991).
 *
 * <p>A C fibre f that fires at r beside a healthy one's rate drives its neighbourhood by {@code R (r - r0)} above the
 * rate r0 from which peptides are released, with the release factor R of its terminals, which opioids lower. A cell at
 * the distance d of its receptive field from those of the fibres collects the mean drive x, weighted by
 * {@code exp(-d^2 / 2 s^2)}. Its sensitization p relaxes to {@code (1 - B)(1 - e) x^2 / (x^2 + X^2)}, with a time
 * constant for the rise and a longer one for the fall; B is the share of NMDA channels that is blocked and e the effect
 * of an inhibitor of kinase C. AMPA receptors that are phosphorylated and inserted multiply what every release opens by
 * {@code 1 + g p}. Only cells that excite are changed.
 *
 * <p>Fibres of a healthy subject do not drive it, so it changes nothing without an injury, nor after one whose fibres
 * fire at less than r0 each.
 */
public final class CentralSensitization implements Mechanism {
    /** Name of the mechanism. */
    public static final String NAME = "central-sensitization";

    private final Settings settings;
    private final double strength;
    private final Milieu milieu;
    private final int[] cells;
    private final int[] fibres;
    private final double[] sensitization;
    private final double[] collected_Hz;
    private double[] drive_Hz;
    private float[][] weight;
    /** Whether a fibre ever drove its neighbourhood; until then every cell stays at zero. */
    private boolean driven;

    /**
     * Induction, expression and loss.
     *
     * @param threshold_Hz rate r0 of a fibre from which it drives its neighbourhood
     * @param halfDrive_Hz mean drive X with half of the sensitization
     * @param spread_widths reach s over the skin map, in widths of a dermatome
     * @param rise_min time constant of the rise
     * @param decay_min time constant of the fall
     * @param receptorGain gain g of AMPA receptors at full sensitization
     */
    public record Settings(
            double threshold_Hz,
            double halfDrive_Hz,
            double spread_widths,
            double rise_min,
            double decay_min,
            double receptorGain) {
        /** Reads the parameters of the mechanism's file. */
        public static Settings read(Fields f, ParameterReader numbers) {
            return new Settings(
                    numbers.value(f, "threshold-rate", "Hz"),
                    numbers.value(f, "half-drive", "Hz"),
                    numbers.value(f, "spread", "1"),
                    numbers.value(f, "rise-time", "min"),
                    numbers.value(f, "decay-time", "min"),
                    numbers.value(f, "receptor-gain", "1"));
        }
    }

    /** A mechanism of the given strength (1 is normal) in a milieu. */
    public CentralSensitization(Settings settings, double strength, Milieu milieu) {
        this.settings = settings;
        this.strength = strength;
        this.milieu = milieu;
        Circuit circuit = milieu.circuit();
        cells = numbers(circuit.populations().stream().filter(this::isExciting).toList());
        fibres = numbers(milieu.cFibres());
        sensitization = new double[cells.length];
        collected_Hz = new double[cells.length];
        drive_Hz = new double[fibres.length];
    }

    private boolean isExciting(Population population) {
        Circuit circuit = milieu.circuit();
        PopulationSpec spec = circuit.spec(population);
        return milieu.isDorsalHorn(population) && !spec.isAfferent() && spec.nmdaReceptors() > 0
                && !circuit.releases(population, Channel.GABA) && !circuit.releases(population, Channel.GLYCINE);
    }

    private static int[] numbers(List<Population> populations) {
        List<Integer> all = new ArrayList<>();
        for (Population p : populations) {
            for (int i = p.first(); i < p.end(); i++) {
                all.add(i);
            }
        }
        return all.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Signal> reads() {
        return EnumSet.of(Signal.DISCHARGE, Signal.NMDA_BLOCKED, Signal.DRUG_EFFECT);
    }

    @Override
    public Set<Signal> writes() {
        return EnumSet.noneOf(Signal.class);
    }

    @Override
    public Set<Port> modulates() {
        return EnumSet.of(Port.AMPA_FREE_FRACTION);
    }

    @Override
    public void advance(double step_min) {
        collect();
        if (!driven) {
            return;
        }
        double able = (1 - milieu.get(Signal.NMDA_BLOCKED))
                * (1 - milieu.drugEffect(Target.KINASE_C, Site.SPINAL_CORD));
        for (int c = 0; c < cells.length; c++) {
            double goal = able * Milieu.hill(collected_Hz[c] / settings.halfDrive_Hz(), 2);
            double time_min = goal > sensitization[c] ? settings.rise_min() : settings.decay_min();
            sensitization[c] = Milieu.relax(sensitization[c], goal, step_min, time_min);
        }
    }

    /** Drive of the fibres and what each cell collects of it, if it is not that of the last tick. */
    private void collect() {
        double[] release = milieu.circuit().ports().releaseFactor;
        double[] now_Hz = new double[fibres.length];
        boolean silent = true;
        for (int f = 0; f < fibres.length; f++) {
            double excess_Hz = Math.max(0, milieu.get(Signal.DISCHARGE, fibres[f]) - settings.threshold_Hz());
            now_Hz[f] = release[fibres[f]] * excess_Hz;
            silent &= now_Hz[f] == 0;
        }
        if (Arrays.equals(now_Hz, drive_Hz)) {
            return;
        }
        drive_Hz = now_Hz;
        driven |= !silent;
        if (silent) {
            Arrays.fill(collected_Hz, 0);
            return;
        }
        weight = weight == null ? weights() : weight;
        for (int c = 0; c < cells.length; c++) {
            double sum_Hz = 0;
            for (int f = 0; f < fibres.length; f++) {
                sum_Hz += weight[c][f] * now_Hz[f];
            }
            collected_Hz[c] = sum_Hz;
        }
    }

    /** Share of each fibre in what a cell collects. */
    private float[][] weights() {
        Circuit circuit = milieu.circuit();
        double reach_mm = settings.spread_widths() * circuit.anatomy().dermatomeWidth_mm();
        float[][] all = new float[cells.length][fibres.length];
        for (int c = 0; c < cells.length; c++) {
            double sum = 0;
            double[] one = new double[fibres.length];
            for (int f = 0; f < fibres.length; f++) {
                double dx = (circuit.x_mm(cells[c]) - circuit.x_mm(fibres[f])) / reach_mm;
                double dy = (circuit.y_mm(cells[c]) - circuit.y_mm(fibres[f])) / reach_mm;
                one[f] = StrictMath.exp(-0.5 * (dx * dx + dy * dy));
                sum += one[f];
            }
            for (int f = 0; f < fibres.length; f++) {
                all[c][f] = (float) (one[f] / sum);
            }
        }
        return all;
    }

    @Override
    public void modulate(ModulationPorts ports) {
        for (int c = 0; c < cells.length; c++) {
            ports.ampaFreeFraction[cells[c]] *= 1 + strength * settings.receptorGain() * sensitization[c];
        }
    }

    @Override
    public void sample(Sampler sampler) {
        double sum = 0;
        for (double each : sensitization) {
            sum += each;
        }
        sampler.add("dorsal-horn", "central_sensitization", sum / sensitization.length, "1");
    }
}
