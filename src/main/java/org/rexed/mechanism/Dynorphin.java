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
 * Dynorphin cells, inhibitory and excitatory ones, express more peptide under sustained mu stimulation together with
 * descending facilitation, release it into the extracellular field, and at high concentration the peptide excites
 * afferent terminals.
 *
 * <p>Expression e of prodynorphin (1 in the naive animal) relaxes slowly to {@code 1 + m S F}, with mu stimulus S
 * of the cord and descending drive {@code F = r^n / (r^n + R^n)} from the ON-cell rate r that arrives through the
 * dorsolateral funiculus; ready peptide p follows e with a time constant of its own, so that the rise is late. Vesicle
 * content v of each release site fills in proportion to p; release is {@code v (b + w f)} with the cell's
 * own rate f. The non-opioid action (bradykinin and NMDA receptors) is {@code x = g c^2 / (c^2 + K^2)} of the local
 * concentration c above its resting value; an antiserum binds its share of c. Its gate g follows protein kinase C
 * (k / (k + H), slowly): dynorphin fragments facilitate in sensitized animals and not in naive ones, where the peptide
 * inhibits through kappa receptors. Up on day 7, not on day 1, and only with an intact funiculus: Gardell et al. 2002;
 * antiserum reverses: Vanderah et al. 2000. Under {@link #FALLS} expression goes to {@code 1 / (1 + m S F)} instead, as
 * found in rats dependent on morphine (Rattan et al. 1992).
 */
public final class Dynorphin implements Mechanism {
    /** Name of the mechanism. */
    public static final String NAME = "dynorphin";
    /** Contested reading: opioids lower spinal dynorphin. */
    public static final String FALLS = "dynorphin-falls";

    /** Classes that contain the peptide: most of its cells are inhibitory, those of lamina I half and half. */
    private static final List<String> CELLS = List.of("dynorphin", "dynorphin-excitatory");

    private static final double SETTLE_min = 20_000;
    private final Settings settings;
    private final double strength;
    private final boolean falls;
    private final Milieu milieu;
    private final List<Population> cells = new ArrayList<>();
    private final DynorphinField field;
    private double expression = 1;
    private double peptide = 1;
    private final double[] content;
    private final double[] released_nM_per_min;
    private final double[] gate;
    private final double restingContent;

    /**
     * Synthesis, release, spread and action.
     *
     * @param expression_min time constant of prodynorphin expression
     * @param processing_min time constant from expression to peptide ready for release
     * @param largestRise rise m of expression at full drive
     * @param halfRate_Hz ON-cell rate R with half the descending drive
     * @param rateExponent exponent n of the descending drive
     * @param filling_per_min filling rate of vesicles toward the expression level
     * @param basalRelease_per_min share b of the content released each minute at rest
     * @param releasePerSpike share w of the content released by one spike
     * @param contentScale_nM extracellular concentration that one full site would give if all of it were released
     * @param degradation_per_min degradation rate of the field
     * @param exchange_per_min exchange rate between neighbouring cells of the field
     * @param halfExcitation_nM concentration K with half the non-opioid action
     * @param gating_min time constant of the gate g of the non-opioid action
     * @param halfGate kinase activity H with a half-open gate
     */
    public record Settings(
            double expression_min,
            double processing_min,
            double largestRise,
            double halfRate_Hz,
            double rateExponent,
            double filling_per_min,
            double basalRelease_per_min,
            double releasePerSpike,
            double contentScale_nM,
            double degradation_per_min,
            double exchange_per_min,
            double halfExcitation_nM,
            double gating_min,
            double halfGate) {
        /** Reads the parameters of the mechanism's file. */
        public static Settings read(Fields f, ParameterReader numbers) {
            return new Settings(
                    numbers.value(f, "expression-time", "min"),
                    numbers.value(f, "processing-time", "min"),
                    numbers.value(f, "largest-rise", "1"),
                    numbers.value(f, "half-rate", "Hz"),
                    numbers.value(f, "rate-exponent", "1"),
                    numbers.value(f, "filling", "1/min"),
                    numbers.value(f, "basal-release", "1/min"),
                    numbers.value(f, "release-per-spike", "1"),
                    numbers.value(f, "content-scale", "nmol/L"),
                    numbers.value(f, "degradation", "1/min"),
                    numbers.value(f, "exchange", "1/min"),
                    numbers.value(f, "half-excitation", "nmol/L"),
                    numbers.value(f, "gating-time", "min"),
                    numbers.value(f, "half-gate", "1"));
        }
    }

    /**
     * A mechanism of the given strength (1 is normal) in a milieu, with the field settled at the present ongoing
     * activity, which is taken as the resting state of the naive animal.
     */
    public Dynorphin(Settings settings, double strength, boolean falls, Milieu milieu) {
        this.settings = settings;
        this.strength = strength;
        this.falls = falls;
        this.milieu = milieu;
        CELLS.forEach(name -> cells.addAll(milieu.circuit().populations(name)));
        int n = milieu.circuit().size();
        content = new double[n];
        released_nM_per_min = new double[n];
        gate = new double[milieu.dermatomes()];
        field = new DynorphinField(milieu.dermatomes(), settings.degradation_per_min(), settings.exchange_per_min());
        releaseOver(SETTLE_min);
        field.advance(SETTLE_min);
        restingContent = cells.isEmpty() ? 1 : mean(content);
        // Dermatomes differ at rest: each is compared with itself, or a naive animal would not be neutral.
        for (int d = 0; d < milieu.dermatomes(); d++) {
            milieu.set(Signal.DYNORPHIN, d, field.superficial_nM(d));
            milieu.set(Signal.DYNORPHIN_AT_REST, d, field.superficial_nM(d));
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Signal> reads() {
        return EnumSet.of(Signal.MU_STIMULUS, Signal.RATE, Signal.FUNICULUS, Signal.DRUG_EFFECT, Signal.KINASE_C);
    }

    @Override
    public Set<Signal> writes() {
        return EnumSet.of(Signal.DYNORPHIN, Signal.DYNORPHIN_AT_REST, Signal.DYNORPHIN_EXCITATION);
    }

    @Override
    public Set<Port> modulates() {
        return EnumSet.noneOf(Port.class);
    }

    @Override
    public void advance(double step_min) {
        double arriving_Hz = milieu.get(Signal.FUNICULUS) * milieu.rate_Hz("on");
        double descending = Milieu.hill(arriving_Hz / settings.halfRate_Hz(), settings.rateExponent());
        double drive = milieu.get(Signal.MU_STIMULUS, Site.SPINAL_CORD) * descending;
        double change = strength * settings.largestRise() * drive;
        double goal = falls ? 1 / (1 + change) : 1 + change;
        express(goal, milieu.turnover(step_min));
        releaseOver(step_min);
        field.advance(step_min);
        double free = 1 - milieu.drugEffect(Target.DYNORPHIN, Site.SPINAL_CORD);
        for (int d = 0; d < gate.length; d++) {
            gate[d] = Milieu.relax(gate[d], Milieu.hill(milieu.get(Signal.KINASE_C, d) / settings.halfGate(), 1),
                    milieu.turnover(step_min), settings.gating_min());
            double concentration_nM = field.superficial_nM(d) * free;
            double rest = excitation(milieu.get(Signal.DYNORPHIN_AT_REST, d));
            milieu.set(Signal.DYNORPHIN, d, concentration_nM);
            milieu.set(Signal.DYNORPHIN_EXCITATION, d, gate[d] * Math.max(0, excitation(concentration_nM) - rest));
        }
    }

    /** Exact course of both stages, one behind the other, toward a constant goal. */
    private void express(double goal, double step_min) {
        double slow = settings.expression_min();
        double late = settings.processing_min();
        double keptExpression = StrictMath.exp(-step_min / slow);
        double keptPeptide = StrictMath.exp(-step_min / late);
        double passed = slow == late
                ? step_min / slow * keptPeptide
                : slow / (slow - late) * (keptExpression - keptPeptide);
        peptide = goal + (peptide - goal) * keptPeptide + (expression - goal) * passed;
        expression = goal + (expression - goal) * keptExpression;
    }

    private void releaseOver(double step_min) {
        field.clearRelease();
        for (Population p : cells) {
            for (int i = p.first(); i < p.end(); i++) {
                if (!milieu.circuit().neurons().alive(i)) {
                    released_nM_per_min[i] = 0;
                    continue;
                }
                double share = settings.basalRelease_per_min()
                        + settings.releasePerSpike() * milieu.get(Signal.RATE, i) * 60;
                double total = settings.filling_per_min() + share;
                double goal = settings.filling_per_min() * peptide / total;
                content[i] = Milieu.relax(content[i], goal, step_min, 1 / total);
                released_nM_per_min[i] = content[i] * share * settings.contentScale_nM();
                field.release(p.region(), milieu.dermatome(p), released_nM_per_min[i]);
            }
        }
    }

    private double excitation(double concentration_nM) {
        return Milieu.hill(concentration_nM / settings.halfExcitation_nM(), 2);
    }

    @Override
    public void modulate(ModulationPorts ports) {
        // Acts through the milieu: peptide release and kappa receptors read it.
    }

    @Override
    public void sample(Sampler sampler) {
        sampler.add("dorsal-horn", "dynorphin_extracellular", milieu.cordMean(Signal.DYNORPHIN), "nmol/L");
        sampler.add("dorsal-horn", "dynorphin_excitation", milieu.cordMean(Signal.DYNORPHIN_EXCITATION), "1");
        if (!cells.isEmpty()) {
            sampler.add("dorsal-horn", "prodynorphin_expression", expression, "1");
            sampler.add("dorsal-horn", "dynorphin_content", mean(content) / restingContent, "1");
        }
    }

    private double mean(double[] column) {
        double sum = 0;
        int count = 0;
        for (Population p : cells) {
            for (int i = p.first(); i < p.end(); i++) {
                sum += column[i];
                count++;
            }
        }
        return sum / count;
    }

    /** The extracellular field, for drawing. */
    public DynorphinField field() {
        return field;
    }

    /** The release site of one dynorphin cell, as an agent; null for a cell without the peptide. */
    public ReleaseSite site(int neuron) {
        return cells.stream().anyMatch(p -> p.contains(neuron)) ? new ReleaseSite(this, neuron) : null;
    }

    /** A dynorphin release site: a view on the columns, made when someone looks. */
    public static final class ReleaseSite {
        private final Dynorphin owner;
        private final int neuron;

        private ReleaseSite(Dynorphin owner, int neuron) {
            this.owner = owner;
            this.neuron = neuron;
        }

        /** Prodynorphin expression relative to the naive animal. */
        public double getExpression() {
            return owner.expression;
        }

        /** Vesicle content relative to a full naive site. */
        public double getVesicleContent() {
            return owner.content[neuron];
        }

        /** Release into the field. */
        public double getRelease_nM_per_min() {
            return owner.released_nM_per_min[neuron];
        }
    }
}
