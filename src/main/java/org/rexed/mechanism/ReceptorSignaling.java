package org.rexed.mechanism;

import java.util.EnumSet;
import java.util.Set;
import org.rexed.circuit.PopulationSpec;
import org.rexed.document.Fields;
import org.rexed.evidence.ParameterReader;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.ModulationPorts.Port;
import org.rexed.neuron.Population;
import org.rexed.pharmacology.DrugLevels;
import org.rexed.pharmacology.Site;
import org.rexed.pharmacology.Target;
import org.rexed.receptor.OperationalModel;
import org.rexed.receptor.Receptor;

/**
 * What drugs do to neurons within a minute: opioid and alpha-2 receptors reduce release from terminals and open
 * potassium channels of somata; channel blockers take NMDA channels away ({@link NmdaReceptors}); antagonists take
 * NK1, CGRP, serotonin and CCK receptors away; gabapentinoids reduce release; local anesthetics stop conduction.
 *
 * <p>Occupancy by Gaddum competition, effect by the operational model (Black and Leff 1983) with the coupled fraction
 * of mu receptors. The animal's own opioids stimulate mu receptors that no drug holds. Endogenous dynorphin competes at
 * kappa receptors; its effect counts as the difference from the
 * naive animal, whose circuit already contains it. Terminals release {@code prod(1 - m e S)} of the normal amount;
 * somata gain a potassium conductance {@code g e S}, with expression e and effect S of each receptor. In brainstem
 * cells the state of the brain scales the conductance that mu receptors open: morphine silences ON cells under
 * anesthesia (Barbaro et al. 1986) but hardly changes their firing in awake animals (Hellman and Mason 2012).
 */
public final class ReceptorSignaling implements Mechanism {
    /** Name of its file in {@code models/receptors}. */
    public static final String NAME = "signaling";

    private final Settings settings;
    private final double receptorDensity;
    private final double potencyBesideRelief;
    private final DrugLevels drugs;
    private final Milieu milieu;
    private final double[] kappaSignal;

    /**
     * How strongly receptors act.
     *
     * @param muTransducer transducer ratio of a full mu agonist
     * @param alpha2Transducer transducer ratio of a full alpha-2 agonist
     * @param kappaTransducer transducer ratio of a full kappa agonist
     * @param muReleaseInhibition largest share m of release lost to mu receptors
     * @param alpha2ReleaseInhibition the same for alpha-2 receptors
     * @param kappaReleaseInhibition the same for kappa receptors
     * @param muLeakCord_nS potassium conductance of dorsal-horn cells at full mu effect
     * @param muLeakBrainstem_nS the same for brainstem cells
     * @param alpha2Leak_nS the same for alpha-2 receptors
     * @param dynorphinKappa_nM dissociation constant of dynorphin at kappa receptors
     * @param alpha2DeltaReleaseInhibition largest share m of release lost to gabapentinoids
     * @param anestheticThreshold_mV rise of the spike threshold at the full effect of a local anesthetic
     */
    public record Settings(
            double muTransducer,
            double alpha2Transducer,
            double kappaTransducer,
            double muReleaseInhibition,
            double alpha2ReleaseInhibition,
            double kappaReleaseInhibition,
            double muLeakCord_nS,
            double muLeakBrainstem_nS,
            double alpha2Leak_nS,
            double dynorphinKappa_nM,
            double alpha2DeltaReleaseInhibition,
            double anestheticThreshold_mV) {
        /** Reads the parameters of the mechanism's file. */
        public static Settings read(Fields f, ParameterReader numbers) {
            return new Settings(
                    numbers.value(f, "mu-transducer-ratio", "1"),
                    numbers.value(f, "alpha-2-transducer-ratio", "1"),
                    numbers.value(f, "kappa-transducer-ratio", "1"),
                    numbers.value(f, "mu-release-inhibition", "1"),
                    numbers.value(f, "alpha-2-release-inhibition", "1"),
                    numbers.value(f, "kappa-release-inhibition", "1"),
                    numbers.value(f, "mu-leak-cord", "nS"),
                    numbers.value(f, "mu-leak-brainstem", "nS"),
                    numbers.value(f, "alpha-2-leak", "nS"),
                    numbers.value(f, "dynorphin-kappa-affinity", "nmol/L"),
                    numbers.value(f, "alpha-2-delta-release-inhibition", "1"),
                    numbers.value(f, "anesthetic-threshold", "mV"));
        }
    }

    /** Signaling of the drugs in one subject with the typical number of receptors. */
    public ReceptorSignaling(Settings settings, DrugLevels drugs, Milieu milieu) {
        this(settings, 1, 1, drugs, milieu);
    }

    /**
     * The same in another subject.
     *
     * @param receptorDensity mu receptors over the typical number: the transducer ratio is in proportion to them
     * @param potencyBesideRelief how many times more potent mu ligands are in everything but relief
     */
    ReceptorSignaling(Settings settings, double receptorDensity, double potencyBesideRelief, DrugLevels drugs,
            Milieu milieu) {
        this.receptorDensity = receptorDensity;
        this.potencyBesideRelief = potencyBesideRelief;
        this.settings = settings;
        this.drugs = drugs;
        this.milieu = milieu;
        kappaSignal = new double[milieu.dermatomes()];
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Signal> reads() {
        return EnumSet.of(
                Signal.MU_COUPLED, Signal.MU_ANTAGONISM, Signal.ENDOGENOUS_OPIOID, Signal.DYNORPHIN,
                Signal.DYNORPHIN_AT_REST);
    }

    @Override
    public Set<Signal> writes() {
        return EnumSet.of(
                Signal.MU_STIMULUS, Signal.MU_FREE, Signal.MU_SIGNAL, Signal.MU_ADAPTIVE_SIGNAL, Signal.ALPHA_2_SIGNAL,
                Signal.CCK_2_FREE, Signal.DRUG_EFFECT, Signal.NMDA_BLOCKED);
    }

    @Override
    public Set<Port> modulates() {
        return EnumSet.of(
                Port.RELEASE_FACTOR, Port.PEPTIDE_FACTOR, Port.ADDED_LEAK, Port.THRESHOLD_SHIFT,
                Port.NK1_FREE_FRACTION, Port.CGRP_FREE_FRACTION, Port.SEROTONIN_FREE_FRACTION);
    }

    @Override
    public void advance(double step_min) {
        double[] relieving = new double[Site.values().length];
        for (Site site : Site.values()) {
            relieving[site.ordinal()] = drugs.stimulus(Receptor.MU, site);
            double held = drugs.occupancy(Receptor.MU, site);
            milieu.set(Signal.MU_STIMULUS, site, besideRelief(relieving[site.ordinal()], held));
            milieu.set(Signal.MU_FREE, site, 1 - held);
            milieu.set(Signal.ALPHA_2_SIGNAL, site, new OperationalModel(settings.alpha2Transducer())
                    .response(drugs.stimulus(Receptor.ALPHA_2, site)));
            milieu.set(Signal.CCK_2_FREE, site, 1 - drugs.occupancy(Receptor.CCK_2, site));
            for (Target target : Target.values()) {
                milieu.drugEffect(target, site, drugs.effect(target, site));
            }
        }
        OperationalModel mu = new OperationalModel(settings.muTransducer() * receptorDensity);
        for (int r = 0; r < milieu.regions(); r++) {
            Site site = milieu.site(r);
            double own = milieu.get(Signal.ENDOGENOUS_OPIOID, r) * milieu.get(Signal.MU_FREE, site);
            double remaining = milieu.get(Signal.MU_COUPLED, r) * (1 - milieu.get(Signal.MU_ANTAGONISM, site));
            milieu.set(Signal.MU_SIGNAL, r, mu.response((relieving[site.ordinal()] + own) * remaining));
            milieu.set(Signal.MU_ADAPTIVE_SIGNAL, r,
                    mu.response((milieu.get(Signal.MU_STIMULUS, site) + own) * remaining));
        }
        milieu.set(Signal.NMDA_BLOCKED, 1 - drugs.nmdaUnblocked());
        kappa();
    }

    /**
     * What mechanisms other than relief feel of a stimulus of mu receptors: the same ligands in the same shares, as
     * if the dissociation constants were {@code k} times smaller. Where all together hold the share o, each then
     * holds {@code k / (1 + (k - 1) o)} times as much.
     */
    private double besideRelief(double stimulus, double held) {
        return stimulus * potencyBesideRelief / (1 + (potencyBesideRelief - 1) * held);
    }

    private void kappa() {
        double occupied = Math.min(drugs.occupancy(Receptor.KAPPA, Site.SPINAL_CORD), 1 - 1e-12);
        double drugRatio = occupied / (1 - occupied);
        double byDrugs = drugs.stimulus(Receptor.KAPPA, Site.SPINAL_CORD) * (1 + drugRatio);
        OperationalModel kappa = new OperationalModel(settings.kappaTransducer());
        for (int d = 0; d < kappaSignal.length; d++) {
            double dynorphin = milieu.get(Signal.DYNORPHIN, d) / settings.dynorphinKappa_nM();
            double resting = milieu.get(Signal.DYNORPHIN_AT_REST, d) / settings.dynorphinKappa_nM();
            double stimulus = (dynorphin + byDrugs) / (1 + dynorphin + drugRatio);
            kappaSignal[d] = kappa.response(stimulus) - kappa.response(resting / (1 + resting));
        }
    }

    @Override
    public void modulate(ModulationPorts ports) {
        for (Population p : milieu.circuit().populations()) {
            PopulationSpec spec = milieu.circuit().spec(p);
            int region = milieu.region(p);
            Site site = milieu.site(region);
            double mu = spec.expression("mu") * milieu.get(Signal.MU_SIGNAL, region);
            double alpha2 = spec.expression("alpha-2") * milieu.get(Signal.ALPHA_2_SIGNAL, site);
            double kappa = spec.expression("kappa") * (site == Site.SPINAL_CORD ? kappaSignal[region] : 0);
            double release = (1 - settings.muReleaseInhibition() * mu)
                    * (1 - settings.alpha2ReleaseInhibition() * alpha2)
                    * (1 - settings.kappaReleaseInhibition() * kappa);
            double muLeak_nS = site == Site.SPINAL_CORD
                    ? settings.muLeakCord_nS()
                    : settings.muLeakBrainstem_nS() * milieu.circuit().brainState().opioidLeak();
            double leak_nS = muLeak_nS * mu + settings.alpha2Leak_nS() * alpha2;
            double anesthetic = milieu.drugEffect(Target.SODIUM_CHANNEL, site);
            release *= (1 - settings.alpha2DeltaReleaseInhibition() * milieu.drugEffect(Target.ALPHA_2_DELTA, site))
                    * (1 - anesthetic);
            double nk1 = 1 - drugs.occupancy(Receptor.NK_1, site);
            double cgrp = 1 - drugs.occupancy(Receptor.CGRP, site);
            double serotonin = 1 - drugs.occupancy(Receptor.SEROTONIN_3, site);
            for (int i = p.first(); i < p.end(); i++) {
                if (spec.isAfferent()) {
                    ports.releaseFactor[i] *= release;
                    ports.peptideFactor[i] *= 1 - anesthetic;
                } else {
                    ports.addedLeak_nS[i] += leak_nS;
                    ports.thresholdShift_mV[i] += settings.anestheticThreshold_mV() * anesthetic;
                    ports.nk1FreeFraction[i] *= nk1;
                    ports.cgrpFreeFraction[i] *= cgrp;
                    ports.serotoninFreeFraction[i] *= serotonin;
                }
            }
        }
    }

    @Override
    public void sample(Sampler sampler) {
        int brainstem = milieu.regions() - 1;
        sampler.add("receptor:mu", "occupancy", drugs.occupancy(Receptor.MU, Site.SPINAL_CORD), "1");
        sampler.add("receptor:mu", "effect_spinal-cord", milieu.cordMean(Signal.MU_SIGNAL), "1");
        sampler.add("receptor:mu", "effect_brainstem", milieu.get(Signal.MU_SIGNAL, brainstem), "1");
        sampler.add("receptor:kappa", "occupancy_by_drugs", drugs.occupancy(Receptor.KAPPA, Site.SPINAL_CORD), "1");
        sampler.add("receptor:alpha-2", "effect_spinal-cord",
                milieu.get(Signal.ALPHA_2_SIGNAL, Site.SPINAL_CORD), "1");
        for (int d = 0; d < milieu.dermatomes(); d++) {
            sampler.add("dorsal-horn:" + milieu.regionName(d), "glutamate_level", milieu.glutamate(d), "1");
        }
        sampler.add("receptor:nmda", "unblocked_fraction", 1 - milieu.get(Signal.NMDA_BLOCKED), "1");
    }
}
