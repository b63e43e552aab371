package org.rexed.mechanism;

import java.util.ArrayList;
import java.util.List;
import org.rexed.document.Fields;
import org.rexed.evidence.ParameterReader;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.Population;
import org.rexed.pharmacology.Site;
import org.rexed.pharmacology.Target;

/**
 * Dynorphin cells, inhibitory and excitatory ones, express more peptide under sustained mu stimulation together with
 * descending facilitation, release it into the extracellular field, and at high concentration the peptide excites
 * afferent terminals.
 *
 * <p>Expression e of each release site (1 in the naive animal) relaxes slowly to {@code 1 + m S F}, with mu stimulus S
 * of the cord and descending drive {@code F = r^n / (r^n + R^n)} from the ON-cell rate r that arrives through the
 * dorsolateral funiculus. Vesicle content v fills in proportion to e; release is {@code v (b + w f)} with the cell's
 * own rate f. The non-opioid action (bradykinin and NMDA receptors) is {@code x = c^2 / (c^2 + K^2)} of the local
 * concentration c above its resting value; an antiserum binds its share of c. Up on day 7, not on day 1, and only with
 * an intact funiculus: Gardell et al. 2002; antiserum reverses: Vanderah et al. 2000.
 */
public final class Dynorphin implements Mechanism {
    /** Name of the mechanism. */
    public static final String NAME = "dynorphin";

    /** Classes that contain the peptide: most of its cells are inhibitory, those of lamina I half and half. */
    private static final List<String> CELLS = List.of("dynorphin", "dynorphin-excitatory");

    private static final double SETTLE_min = 20_000;
    private final Settings settings;
    private final double strength;
    private final Milieu milieu;
    private final List<Population> cells = new ArrayList<>();
    private final DynorphinField field;
    private final double[] expression;
    private final double[] content;
    private final double[] released_nM_per_min;
    private final double[] restingExcitation;

    /**
     * Synthesis, release, spread and action.
     *
     * @param time_min time constant of expression
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
     */
    public record Settings(
            double time_min,
            double largestRise,
            double halfRate_Hz,
            double rateExponent,
            double filling_per_min,
            double basalRelease_per_min,
            double releasePerSpike,
            double contentScale_nM,
            double degradation_per_min,
            double exchange_per_min,
            double halfExcitation_nM) {
        /** Reads the parameters of the mechanism's file. */
        public static Settings read(Fields f, ParameterReader numbers) {
            return new Settings(
                    numbers.value(f, "expression-time", "min"),
                    numbers.value(f, "largest-rise", "1"),
                    numbers.value(f, "half-rate", "Hz"),
                    numbers.value(f, "rate-exponent", "1"),
                    numbers.value(f, "filling", "1/min"),
                    numbers.value(f, "basal-release", "1/min"),
                    numbers.value(f, "release-per-spike", "1"),
                    numbers.value(f, "content-scale", "nmol/L"),
                    numbers.value(f, "degradation", "1/min"),
                    numbers.value(f, "exchange", "1/min"),
                    numbers.value(f, "half-excitation", "nmol/L"));
        }
    }

    /**
     * A mechanism of the given strength (1 is normal) in a milieu, with the field settled at the present ongoing
     * activity, which is taken as the resting state of the naive animal.
     */
    public Dynorphin(Settings settings, double strength, Milieu milieu) {
        this.settings = settings;
        this.strength = strength;
        this.milieu = milieu;
        CELLS.forEach(name -> cells.addAll(milieu.circuit().populations(name)));
        int n = milieu.circuit().size();
        expression = new double[n];
        content = new double[n];
        released_nM_per_min = new double[n];
        java.util.Arrays.fill(expression, 1);
        field = new DynorphinField(
                milieu.dynorphin_nM.length, settings.degradation_per_min(), settings.exchange_per_min());
        releaseOver(SETTLE_min);
        field.advance(SETTLE_min);
        double sum = 0;
        // Dermatomes differ at rest: each is compared with itself, or a naive animal would not be neutral.
        restingExcitation = new double[milieu.dynorphin_nM.length];
        for (int d = 0; d < milieu.dynorphin_nM.length; d++) {
            milieu.dynorphin_nM[d] = field.superficial_nM(d);
            restingExcitation[d] = excitation(milieu.dynorphin_nM[d]);
            sum += milieu.dynorphin_nM[d];
        }
        milieu.restingDynorphin_nM = sum / milieu.dynorphin_nM.length;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void advance(long tick, double step_min) {
        double arriving_Hz = milieu.dorsolateralFuniculus * milieu.rate_Hz("on");
        double power = StrictMath.exp(settings.rateExponent() * StrictMath.log(arriving_Hz / settings.halfRate_Hz()));
        double drive = milieu.muStimulus[Site.SPINAL_CORD.ordinal()] * power / (1 + power);
        double goal = 1 + strength * settings.largestRise() * drive;
        for (Population p : cells) {
            for (int i = p.first(); i < p.end(); i++) {
                expression[i] = Milieu.relax(expression[i], goal, step_min, settings.time_min());
            }
        }
        releaseOver(step_min);
        field.advance(step_min);
        double free = 1 - milieu.drugEffect(Target.DYNORPHIN, Site.SPINAL_CORD);
        for (int d = 0; d < milieu.dynorphin_nM.length; d++) {
            milieu.dynorphin_nM[d] = field.superficial_nM(d) * free;
            double above = excitation(milieu.dynorphin_nM[d]) - restingExcitation[d];
            milieu.dynorphinExcitation[d] = Math.max(0, above);
        }
    }

    private void releaseOver(double step_min) {
        field.clearRelease();
        for (Population p : cells) {
            for (int i = p.first(); i < p.end(); i++) {
                if (!milieu.circuit().neurons().alive(i)) {
                    released_nM_per_min[i] = 0;
                    continue;
                }
                double share = settings.basalRelease_per_min() + settings.releasePerSpike() * milieu.rate_Hz[i] * 60;
                double total = settings.filling_per_min() + share;
                double goal = settings.filling_per_min() * expression[i] / total;
                content[i] = Milieu.relax(content[i], goal, step_min, 1 / total);
                released_nM_per_min[i] = content[i] * share * settings.contentScale_nM();
                field.release(p.region(), milieu.dermatome(p), released_nM_per_min[i]);
            }
        }
    }

    private double excitation(double concentration_nM) {
        double c2 = concentration_nM * concentration_nM;
        return c2 / (c2 + settings.halfExcitation_nM() * settings.halfExcitation_nM());
    }

    @Override
    public void modulate(ModulationPorts ports) {
        // Acts through the milieu: peptide release and kappa receptors read it.
    }

    @Override
    public void sample(Sampler sampler) {
        double field_nM = 0;
        for (double c : milieu.dynorphin_nM) {
            field_nM += c;
        }
        sampler.add("dorsal-horn", "dynorphin_extracellular", field_nM / milieu.dynorphin_nM.length, "nmol/L");
        if (!cells.isEmpty()) {
            sampler.add("dorsal-horn", "prodynorphin_expression", expression[cells.get(0).first()], "1");
        }
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
            return owner.expression[neuron];
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
