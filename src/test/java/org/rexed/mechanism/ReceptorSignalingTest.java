package org.rexed.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.rexed.Laboratory;
import org.rexed.evidence.ParameterReader;
import org.rexed.neuron.ModulationPorts;
import org.rexed.pharmacology.DrugLevels;
import org.rexed.pharmacology.Site;
import org.rexed.random.RandomKey;
import org.rexed.receptor.OperationalModel;
import org.rexed.receptor.Receptor;

/** What real drugs do to the ports within the hour, with no slow mechanism on. */
class ReceptorSignalingTest {
    private final Milieu milieu = Laboratory.milieu();
    private final ModulationPorts ports = new ModulationPorts(milieu.circuit().size());

    private ReceptorSignaling after(double time_min, String... doses) {
        DrugLevels drugs = Laboratory.drugs(doses);
        drugs.advanceTo(time_min);
        ReceptorSignaling signaling = new ReceptorSignaling(
                ReceptorSignaling.Settings.read(Laboratory.parameters(ReceptorSignaling.NAME), new ParameterReader()),
                drugs,
                milieu);
        NmdaReceptors channels = new NmdaReceptors(milieu, RandomKey.of(1));
        Watch watch = new Watch(milieu);
        watch.advance(signaling, 1);
        watch.advance(channels, 1);
        ports.reset();
        watch.modulate(signaling, ports);
        watch.modulate(channels, ports);
        return signaling;
    }

    private int first(String population) {
        return milieu.circuit().populations(population).get(0).first();
    }

    private void assertNeutral() {
        ModulationPorts neutral = new ModulationPorts(milieu.circuit().size());
        for (ModulationPorts.Port port : ModulationPorts.Port.values()) {
            assertThat(ports.column(port)).as(port.name()).containsExactly(neutral.column(port), within(1e-12));
        }
    }

    @Test
    void nothingHappensWithoutDrugs() {
        after(60);
        assertNeutral();
    }

    @Test
    void morphineOpensFewerPotassiumChannelsInTheAwakeBrainstem() {
        milieu.circuit().brainState("anesthetized");
        after(60, "morphine 10 mg/kg sc");
        double on_nS = ports.addedLeak_nS[first("on")];
        double spinal_nS = ports.addedLeak_nS[first("excitatory")];
        milieu.circuit().brainState("awake");
        after(60, "morphine 10 mg/kg sc");
        assertThat(ports.addedLeak_nS[first("on")]).isPositive().isLessThan(0.5 * on_nS);
        assertThat(ports.addedLeak_nS[first("excitatory")]).isEqualTo(spinal_nS);
    }

    @Test
    void morphineLowersReleaseAndOpensPotassiumChannels() {
        milieu.circuit().brainState("anesthetized");
        after(60, "morphine 10 mg/kg sc");
        double c = ports.releaseFactor[first("c-peptidergic")];
        double aDelta = ports.releaseFactor[first("a-delta")];
        assertThat(c).isBetween(0.2, 0.6).isLessThan(aDelta);
        assertThat(aDelta).isLessThan(0.9);
        assertThat(ports.releaseFactor[first("a-beta")]).as("no mu receptors").isEqualTo(1);
        assertThat(ports.addedLeak_nS[first("on")]).isGreaterThan(1.5);
        assertThat(ports.addedLeak_nS[first("rvm-gaba")]).isGreaterThan(1.5);
        assertThat(ports.addedLeak_nS[first("excitatory")]).isPositive();
        assertThat(ports.addedLeak_nS[first("off")]).isZero();
        assertThat(ports.addedLeak_nS[first("neutral")]).isZero();
        assertThat(ports.addedLeak_nS[first("inhibitory")]).isZero();
        assertThat(ports.nmdaFreeFraction).containsOnly(1.0);
    }

    @Test
    void naloxoneReversesMorphine() {
        after(60, "morphine 10 mg/kg sc");
        double with = ports.releaseFactor[first("c-peptidergic")];
        double leak_nS = ports.addedLeak_nS[first("on")];
        after(60, "morphine 10 mg/kg sc", "naloxone 10 mg/kg iv at 55 min");
        assertThat(1 - ports.releaseFactor[first("c-peptidergic")]).isLessThan(0.15 * (1 - with));
        assertThat(ports.addedLeak_nS[first("on")]).isLessThan(0.15 * leak_nS);
        after(60, "naloxone 10 mg/kg iv at 55 min");
        assertNeutral();
    }

    @Test
    void uncoupledOrOpposedReceptorsDoLess() {
        after(60, "morphine 10 mg/kg sc");
        int brainstem = milieu.regions() - 1;
        double full = milieu.get(Signal.MU_SIGNAL, brainstem);
        double cord = milieu.get(Signal.MU_SIGNAL, 0);
        milieu.set(Signal.MU_ANTAGONISM, Site.BRAINSTEM, 0.5);
        milieu.set(Signal.MU_COUPLED, 0, 0.5);
        after(60, "morphine 10 mg/kg sc");
        assertThat(milieu.get(Signal.MU_SIGNAL, brainstem)).isBetween(0.4 * full, 0.95 * full);
        assertThat(milieu.get(Signal.MU_SIGNAL, 0)).isBetween(0.4 * cord, 0.95 * cord);
        assertThat(milieu.get(Signal.MU_SIGNAL, 1)).as("another dermatome").isEqualTo(cord);
    }

    @Test
    void whatMuReceptorsDoBesideReliefCanNeedLessOfADrug() {
        DrugLevels drugs = Laboratory.drugs("morphine 3 mg/kg sc", "buprenorphine 0.01 mg/kg iv");
        drugs.advanceTo(60);
        double[] held = {
            drugs.occupancy(Receptor.MU, Site.SPINAL_CORD, "morphine"),
            drugs.occupancy(Receptor.MU, Site.SPINAL_CORD, "buprenorphine")
        };
        ReceptorSignaling.Settings settings = ReceptorSignaling.Settings.read(
                Laboratory.parameters(ReceptorSignaling.NAME), new ParameterReader());
        new ReceptorSignaling(settings, 1, 1, drugs, milieu).advance(1);
        double relief = milieu.get(Signal.MU_SIGNAL, 0);
        double stimulus = milieu.get(Signal.MU_STIMULUS, Site.SPINAL_CORD);
        assertThat(stimulus).isEqualTo(drugs.stimulus(Receptor.MU, Site.SPINAL_CORD));
        double k = 2.65;
        new ReceptorSignaling(settings, 1, k, drugs, milieu).advance(1);
        assertThat(milieu.get(Signal.MU_SIGNAL, 0)).as("relief").isEqualTo(relief);
        // Competition with dissociation constants k times smaller: occupancy c/K over 1 + sum(c/K).
        double free = 1 - held[0] - held[1];
        double[] ratio = {k * held[0] / free, k * held[1] / free};
        double sum = 1 + ratio[0] + ratio[1];
        double[] efficacy = {
            stimulusOf(drugs, "morphine"), stimulusOf(drugs, "buprenorphine")
        };
        assertThat(milieu.get(Signal.MU_STIMULUS, Site.SPINAL_CORD)).isGreaterThan(1.2 * stimulus)
                .isCloseTo((efficacy[0] * ratio[0] + efficacy[1] * ratio[1]) / sum, within(1e-12));
        // What adapts follows the same tighter binding, behind the transducer of relief.
        milieu.fill(Signal.MU_COUPLED, 0.6);
        new ReceptorSignaling(settings, 1, k, drugs, milieu).advance(1);
        OperationalModel transducer = new OperationalModel(settings.muTransducer());
        assertThat(milieu.get(Signal.MU_ADAPTIVE_SIGNAL, 0)).isGreaterThan(1.1 * milieu.get(Signal.MU_SIGNAL, 0))
                .isCloseTo(transducer.response(0.6 * milieu.get(Signal.MU_STIMULUS, Site.SPINAL_CORD)), within(1e-12));
    }

    private static double stimulusOf(DrugLevels drugs, String drug) {
        DrugLevels alone = Laboratory.drugs(drug + " 1 mg/kg iv");
        alone.advanceTo(30);
        return alone.stimulus(Receptor.MU, Site.SPINAL_CORD) / alone.occupancy(Receptor.MU, Site.SPINAL_CORD, drug);
    }

    @Test
    void buprenorphineTakesAwayTheKappaShareOfRaisedDynorphin() {
        milieu.fill(Signal.DYNORPHIN_AT_REST, 1);
        milieu.fill(Signal.DYNORPHIN, 1);
        after(60);
        assertNeutral();
        milieu.fill(Signal.DYNORPHIN, 8);
        after(60);
        int fibre = first("c-peptidergic");
        double raised = ports.releaseFactor[fibre];
        assertThat(raised).as("kappa receptors of the terminal inhibit").isLessThan(0.97);
        assertThat(ports.releaseFactor[first("a-beta")]).isEqualTo(1);
        // With mu receptors uncoupled, what is left of buprenorphine is its action at kappa.
        milieu.fill(Signal.MU_COUPLED, 0);
        after(60, "buprenorphine 1 mg/kg iv");
        assertThat(milieu.cordMean(Signal.MU_SIGNAL)).isZero();
        assertThat(milieu.get(Signal.MU_SIGNAL, milieu.regions() - 1)).isZero();
        assertThat(ports.releaseFactor[fibre]).isGreaterThanOrEqualTo(1);
    }

    @Test
    void ketamineTakesNmdaChannelsAway() {
        after(15, "ketamine 10 mg/kg iv");
        double early = 1 - milieu.get(Signal.NMDA_BLOCKED);
        assertThat(early).isBetween(0.02, 0.8);
        // 200 receptors of a cluster are held by chance: standard deviation sqrt(p (1 - p) / 200).
        double four = 4 * StrictMath.sqrt(early * (1 - early) / 200);
        assertThat(ports.nmdaFreeFraction[first("wide-dynamic-range")]).isCloseTo(early, within(four));
        assertThat(ports.nmdaFreeFraction[first("on")]).isCloseTo(early, within(four));
        assertThat(ports.releaseFactor).containsOnly(1.0);
        assertThat(ports.addedLeak_nS).containsOnly(0.0);
        after(24 * 60, "ketamine 10 mg/kg iv");
        assertThat(ports.nmdaFreeFraction[first("wide-dynamic-range")]).isGreaterThan(0.98);
    }

    @Test
    void clonidineActsThroughAlpha2() {
        after(60, "clonidine 0.1 mg/kg sc");
        assertThat(milieu.cordMean(Signal.MU_SIGNAL)).isZero();
        assertThat(milieu.get(Signal.MU_SIGNAL, milieu.regions() - 1)).isZero();
        assertThat(milieu.get(Signal.ALPHA_2_SIGNAL, Site.SPINAL_CORD)).isPositive();
        assertThat(ports.releaseFactor[first("c-peptidergic")]).isBetween(0.5, 0.95);
        assertThat(ports.addedLeak_nS[first("excitatory")]).isPositive();
        assertThat(ports.addedLeak_nS[first("rvm-gaba")]).as("mu but no alpha-2 receptors").isZero();
        double alone = ports.releaseFactor[first("c-peptidergic")];
        after(60, "clonidine 0.1 mg/kg sc", "naloxone 10 mg/kg iv at 55 min");
        assertThat(ports.releaseFactor[first("c-peptidergic")]).as("not an opioid").isEqualTo(alone);
    }
}
