package org.rexed.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rexed.Laboratory;
import org.rexed.circuit.FiringSummary;
import org.rexed.evidence.ParameterReader;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.Population;
import org.rexed.pharmacology.Site;
import org.rexed.pharmacology.Target;

/** The mechanisms of one state each: direction, equilibrium, tick length, and what they leave alone. */
class SlowStatesTest {
    /** A signal moves in a straight line over a tick; in one of this length it jumps. */
    private static final double JUMP_min = 1e-12;
    private static final Site CORD = Site.SPINAL_CORD;
    private static final Site BRAINSTEM = Site.BRAINSTEM;
    private Milieu milieu;
    private Watch watch;
    private ModulationPorts ports;
    private int medulla;

    @BeforeEach
    void naive() {
        milieu = Laboratory.milieu();
        watch = new Watch(milieu);
        medulla = milieu.regions() - 1;
        ports = new ModulationPorts(milieu.circuit().size());
    }

    private static ParameterReader numbers() {
        return new ParameterReader();
    }

    private int first(String population) {
        return milieu.circuit().populations(population).get(0).first();
    }

    private void modulate(Mechanism mechanism) {
        ports.reset();
        watch.modulate(mechanism, ports);
    }

    @Test
    void muDesensitizationTendsToItsEquilibrium() {
        MuDesensitization.Settings s =
                MuDesensitization.Settings.read(Laboratory.parameters(MuDesensitization.NAME), numbers());
        MuDesensitization mechanism = new MuDesensitization(s, 1, milieu);
        double u = 0.4;
        double c = 0.3;
        milieu.set(Signal.MU_STIMULUS, CORD, u);
        milieu.set(Signal.KINASE_C, 0, c);
        for (int tick = 1; tick <= 60 * 1440; tick++) {
            watch.advance(mechanism, 1);
        }
        double fast = s.fastRecoupling_per_min() / (s.fastRecoupling_per_min() + s.fastUncoupling_per_min() * u);
        double loss = (s.slowUncoupling_per_min() + s.kinaseUncoupling_per_min() * c) * u;
        double slow = s.slowRecoupling_per_min() / (s.slowRecoupling_per_min() + loss);
        assertThat(milieu.get(Signal.MU_COUPLED, 0)).isCloseTo(fast * slow, within(1e-9)).isLessThan(0.3);
        assertThat(milieu.get(Signal.MU_COUPLED, medulla)).as("no stimulus there").isEqualTo(1);
        milieu.set(Signal.MU_STIMULUS, CORD, 0);
        watch.advance(mechanism, 60 * 1440);
        assertThat(milieu.get(Signal.MU_COUPLED, 0)).as("recouples").isCloseTo(1, within(1e-4));
    }

    @Test
    void kinaseSpeedsTheSlowPart() {
        MuDesensitization.Settings s =
                MuDesensitization.Settings.read(Laboratory.parameters(MuDesensitization.NAME), numbers());
        MuDesensitization mechanism = new MuDesensitization(s, 1, milieu);
        milieu.fill(Signal.MU_STIMULUS, 0.4);
        milieu.set(Signal.KINASE_C, 0, 0.5);
        watch.advance(mechanism, 1440);
        assertThat(milieu.get(Signal.MU_COUPLED, 0)).isLessThan(0.7 * milieu.get(Signal.MU_COUPLED, medulla));
    }

    @Test
    void tickLengthDoesNotMatterUnderConstantInput() {
        double[][] results = new double[3][];
        double[] steps_min = {0.5, 1, 5};
        for (int k = 0; k < steps_min.length; k++) {
            Milieu own = Laboratory.milieu();
            own.fill(Signal.MU_STIMULUS, 0.4);
            own.fill(Signal.MU_ADAPTIVE_SIGNAL, 0.5);
            own.fill(Signal.KINASE_C, 0.2);
            MuDesensitization mu = new MuDesensitization(
                    MuDesensitization.Settings.read(Laboratory.parameters(MuDesensitization.NAME), numbers()), 1, own);
            OpponentAdaptation opponent = opponent(own, 1);
            GlutamateUptake uptake = uptake(own, 1);
            DescendingFacilitation cck = facilitation(own, 1);
            Watch held = new Watch(own);
            held.advance(opponent, JUMP_min);
            int ticks = (int) (2880 / steps_min[k]);
            for (int tick = 1; tick <= ticks; tick++) {
                held.advance(mu, steps_min[k]);
                held.advance(opponent, steps_min[k]);
                held.advance(uptake, steps_min[k]);
                held.advance(cck, steps_min[k]);
            }
            ports.reset();
            held.modulate(opponent, ports);
            results[k] = new double[] {
                own.get(Signal.MU_COUPLED, 0), own.get(Signal.GLUTAMATE_CLEARANCE), own.get(Signal.CCK),
                own.get(Signal.MU_ANTAGONISM, BRAINSTEM),
                ports.releaseFactor[first("c-peptidergic")]
            };
        }
        for (int k = 1; k < steps_min.length; k++) {
            assertThat(results[k]).containsExactly(results[0], within(1e-9));
        }
    }

    /** Between ticks a signal moves in a straight line; the adaptation is that of the line however it is cut. */
    @Test
    void opponentAdaptationFollowsARampWhateverTheTick() {
        double tau = 180;
        double minutes = 300;
        double slope = 0.8 / minutes;
        double expected = slope * (minutes - tau + tau * StrictMath.exp(-minutes / tau));
        for (double step_min : new double[] {0.5, 5, 60, 300}) {
            Milieu own = Laboratory.milieu();
            OpponentAdaptation mechanism =
                    new OpponentAdaptation(new OpponentAdaptation.Settings(tau, 1, 1), 1, own);
            Watch held = new Watch(own);
            for (int tick = 1; tick <= minutes / step_min; tick++) {
                own.fill(Signal.MU_ADAPTIVE_SIGNAL, slope * tick * step_min);
                held.advance(mechanism, step_min);
            }
            Map<String, Double> sampled = new HashMap<>();
            mechanism.sample((entity, variable, value, unit) -> sampled.put(variable, value));
            assertThat(sampled.get("mu_adaptation_spinal-cord")).isCloseTo(expected, within(1e-12));
        }
    }

    private static OpponentAdaptation opponent(Milieu milieu, double strength) {
        return new OpponentAdaptation(
                OpponentAdaptation.Settings.read(Laboratory.parameters(OpponentAdaptation.NAME), numbers()),
                strength,
                milieu);
    }

    @Test
    void opponentAdaptationOvershootsWhenTheDrugIsGoneAndThenFades() {
        OpponentAdaptation.Settings s =
                OpponentAdaptation.Settings.read(Laboratory.parameters(OpponentAdaptation.NAME), numbers());
        OpponentAdaptation mechanism = new OpponentAdaptation(s, 1, milieu);
        milieu.fill(Signal.MU_ADAPTIVE_SIGNAL, 0.8);
        watch.advance(mechanism, JUMP_min);
        watch.advance(mechanism, 1e5);
        modulate(mechanism);
        int fibre = first("c-peptidergic");
        assertThat(ports.releaseFactor[fibre]).isCloseTo(1 + s.releaseGain() * 0.8, within(1e-12));
        assertThat(ports.thresholdShift_mV[first("on")]).isCloseTo(-s.thresholdGain_mV() * 0.8, within(1e-12));
        assertThat(ports.thresholdShift_mV[first("rvm-gaba")]).isNegative();
        assertThat(ports.thresholdShift_mV[first("off")]).as("no mu receptors").isZero();
        assertThat(ports.thresholdShift_mV[first("excitatory")]).as("cord cells adapt at the terminal").isZero();
        assertThat(ports.releaseFactor[first("a-beta")]).as("no mu receptors").isEqualTo(1);
        milieu.fill(Signal.MU_ADAPTIVE_SIGNAL, 0);
        watch.advance(mechanism, JUMP_min);
        watch.advance(mechanism, s.time_min());
        modulate(mechanism);
        assertThat(ports.releaseFactor[fibre])
                .as("one time constant after the drug")
                .isCloseTo(1 + s.releaseGain() * 0.8 * StrictMath.exp(-1), within(1e-12));
        watch.advance(mechanism, 30 * s.time_min());
        modulate(mechanism);
        assertThat(ports.releaseFactor[fibre]).isCloseTo(1, within(1e-9));
    }

    @Test
    void opponentAdaptationFollowsAlpha2InTheSameForm() {
        OpponentAdaptation mechanism = opponent(milieu, 1);
        milieu.set(Signal.ALPHA_2_SIGNAL, CORD, 0.5);
        watch.advance(mechanism, 1e5);
        milieu.set(Signal.ALPHA_2_SIGNAL, CORD, 0);
        modulate(mechanism);
        assertThat(ports.releaseFactor[first("c-peptidergic")]).isGreaterThan(1.05);
        assertThat(ports.thresholdShift_mV[first("on")]).as("brainstem saw nothing").isZero();
    }

    private static double unopposed(OpponentAdaptation mechanism) {
        Map<String, Double> sampled = new HashMap<>();
        mechanism.sample((entity, variable, value, unit) -> sampled.put(entity + " " + variable, value));
        return sampled.get("adenylyl-cyclase unopposed_adaptation_brainstem");
    }

    @Test
    void adaptationOfTheBrainstemIsUnopposedWhenTheDrugIsTakenOff() {
        OpponentAdaptation mechanism = opponent(milieu, 1);
        double tau = OpponentAdaptation.Settings.read(Laboratory.parameters(OpponentAdaptation.NAME), numbers())
                .time_min();
        milieu.fill(Signal.MU_ADAPTIVE_SIGNAL, 0.8);
        watch.advance(mechanism, JUMP_min);
        assertThat(unopposed(mechanism)).as("nothing has adapted yet").isZero();
        watch.advance(mechanism, 1e5);
        assertThat(unopposed(mechanism)).as("steady state").isCloseTo(0, within(1e-12));
        milieu.fill(Signal.MU_ADAPTIVE_SIGNAL, 0);
        milieu.set(Signal.MU_ADAPTIVE_SIGNAL, medulla, 0.3);
        watch.advance(mechanism, JUMP_min);
        assertThat(unopposed(mechanism)).as("a part of the drug is left").isCloseTo(0.5, within(1e-9));
        milieu.set(Signal.MU_ADAPTIVE_SIGNAL, medulla, 0);
        watch.advance(mechanism, JUMP_min);
        assertThat(unopposed(mechanism)).as("naloxone").isCloseTo(0.8, within(1e-9));
        watch.advance(mechanism, tau);
        assertThat(unopposed(mechanism)).as("fades").isCloseTo(0.8 * StrictMath.exp(-1), within(1e-9));
    }

    @Test
    void anAlpha2AgonistOpposesAdaptationInTheBrainstemUntilItAdaptsToo() {
        OpponentAdaptation mechanism = opponent(milieu, 1);
        milieu.fill(Signal.MU_ADAPTIVE_SIGNAL, 0.8);
        watch.advance(mechanism, JUMP_min);
        watch.advance(mechanism, 1e5);
        milieu.fill(Signal.MU_ADAPTIVE_SIGNAL, 0);
        watch.advance(mechanism, JUMP_min);
        double alone = unopposed(mechanism);
        milieu.set(Signal.ALPHA_2_SIGNAL, CORD, 0.9);
        watch.advance(mechanism, JUMP_min);
        assertThat(unopposed(mechanism)).as("the cord is elsewhere").isCloseTo(alone, within(1e-9));
        milieu.set(Signal.ALPHA_2_SIGNAL, BRAINSTEM, 0.3);
        watch.advance(mechanism, JUMP_min);
        assertThat(unopposed(mechanism)).isCloseTo(alone - 0.3, within(1e-9));
        milieu.set(Signal.ALPHA_2_SIGNAL, BRAINSTEM, 0.95);
        watch.advance(mechanism, JUMP_min);
        assertThat(unopposed(mechanism)).as("never below none").isZero();
        // Cells adapt to the agonist as well, so that it has its own withdrawal.
        watch.advance(mechanism, 1e5);
        milieu.set(Signal.ALPHA_2_SIGNAL, BRAINSTEM, 0);
        watch.advance(mechanism, JUMP_min);
        assertThat(unopposed(mechanism)).isCloseTo(0.95, within(1e-9));
    }

    @Test
    void unopposedAdaptationGoesWithTheStrengthOfTheMechanism() {
        OpponentAdaptation mechanism = opponent(milieu, 0.5);
        milieu.fill(Signal.MU_ADAPTIVE_SIGNAL, 0.8);
        watch.advance(mechanism, JUMP_min);
        watch.advance(mechanism, 1e5);
        assertThat(unopposed(mechanism)).as("while the drug acts").isZero();
        milieu.fill(Signal.MU_ADAPTIVE_SIGNAL, 0);
        watch.advance(mechanism, JUMP_min);
        assertThat(unopposed(mechanism)).isCloseTo(0.5 * 0.8, within(1e-9));
    }

    private static GlutamateUptake uptake(Milieu milieu, double strength) {
        return new GlutamateUptake(
                GlutamateUptake.Settings.read(Laboratory.parameters(GlutamateUptake.NAME), numbers()),
                strength,
                milieu);
    }

    /** Uptake capacity u from the clearance (u + d) / (1 + d). */
    private double capacity(GlutamateUptake.Settings s) {
        return milieu.get(Signal.GLUTAMATE_CLEARANCE) * (1 + s.diffusion()) - s.diffusion();
    }

    @Test
    void glutamateUptakeFallsToItsEquilibriumAndRaisesNmdaConductanceOfTheCordOnly() {
        GlutamateUptake.Settings s =
                GlutamateUptake.Settings.read(Laboratory.parameters(GlutamateUptake.NAME), numbers());
        GlutamateUptake mechanism = new GlutamateUptake(s, 1, milieu);
        milieu.set(Signal.MU_STIMULUS, CORD, 0.5);
        watch.advance(mechanism, s.time_min());
        assertThat(capacity(s))
                .isCloseTo(1 - 0.5 * s.largestLoss() * (1 - StrictMath.exp(-1)), within(1e-12));
        watch.advance(mechanism, 1e7);
        assertThat(capacity(s)).isCloseTo(1 - 0.5 * s.largestLoss(), within(1e-12));
        modulate(mechanism);
        double expected = 1 + s.spillover() * 0.5 * s.largestLoss();
        assertThat(ports.nmdaConductanceFactor[first("wide-dynamic-range")]).isCloseTo(expected, within(1e-12));
        assertThat(ports.nmdaConductanceFactor[first("on")]).isEqualTo(1);
        milieu.set(Signal.MU_STIMULUS, CORD, 0);
        watch.advance(mechanism, 1e7);
        assertThat(capacity(s)).isCloseTo(1, within(1e-12));
    }

    @Test
    void anEnhancerAddsCapacityAndGlutamateIsReleaseOverClearance() {
        GlutamateUptake.Settings s =
                GlutamateUptake.Settings.read(Laboratory.parameters(GlutamateUptake.NAME), numbers());
        GlutamateUptake mechanism = new GlutamateUptake(s, 1, milieu);
        milieu.set(Signal.MU_STIMULUS, CORD, 0.8);
        watch.advance(mechanism, 1e7);
        double lost = 1 - 0.8 * s.largestLoss();
        double clearance = (lost + s.diffusion()) / (1 + s.diffusion());
        assertThat(milieu.get(Signal.GLUTAMATE_CLEARANCE)).isCloseTo(clearance, within(1e-12));
        // While the opioid holds release down glutamate may stay normal; it surges when release comes back.
        milieu.fill(Signal.GLUTAMATE_RELEASE, clearance);
        assertThat(milieu.glutamate(0)).isCloseTo(1, within(1e-12));
        milieu.fill(Signal.GLUTAMATE_RELEASE, 1);
        assertThat(milieu.glutamate(0)).isCloseTo(1 / clearance, within(1e-12)).isGreaterThan(1.5);
        milieu.drugEffect(Target.GLUTAMATE_UPTAKE, CORD, 1);
        watch.advance(mechanism, 1e7);
        assertThat(capacity(s)).isCloseTo(lost * (1 + s.enhancement()), within(1e-12));
        milieu.set(Signal.MU_STIMULUS, CORD, 0);
        watch.advance(mechanism, 1e7);
        modulate(mechanism);
        assertThat(ports.nmdaConductanceFactor[first("wide-dynamic-range")])
                .as("less than the normal glutamate reaches the receptors")
                .isCloseTo(Math.max(0, 1 - s.spillover() * s.enhancement()), within(1e-12));
    }

    /** The first spell of ongoing activity is that of rest; later ones count by rate and by release per spike. */
    @Test
    void glutamateReleaseFollowsFiringAndReleasePerSpike() {
        FiringSummary rest = Laboratory.resting();
        int[] doubled = Arrays.stream(rest.spikes()).map(n -> 2 * n).toArray();
        assertThat(milieu.get(Signal.GLUTAMATE_RELEASE, 0)).isEqualTo(1);
        milieu.ongoing(new FiringSummary(rest.duration_ms(), doubled, rest.calcium_fC(), rest.peptideReleases()));
        for (int d = 0; d < milieu.dermatomes(); d++) {
            assertThat(milieu.get(Signal.GLUTAMATE_RELEASE, d)).isCloseTo(2, within(1e-12));
        }
        Arrays.fill(milieu.circuit().ports().releaseFactor, 0.25);
        milieu.ongoing(new FiringSummary(rest.duration_ms(), doubled, rest.calcium_fC(), rest.peptideReleases()));
        milieu.circuit().ports().reset();
        assertThat(milieu.get(Signal.GLUTAMATE_RELEASE, 0)).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void uptakeNeverFallsBelowZeroHoweverStrong() {
        GlutamateUptake mechanism = uptake(milieu, 10);
        milieu.fill(Signal.MU_STIMULUS, 1);
        watch.advance(mechanism, 1e7);
        GlutamateUptake.Settings s =
                GlutamateUptake.Settings.read(Laboratory.parameters(GlutamateUptake.NAME), numbers());
        assertThat(capacity(s)).isCloseTo(0, within(1e-12));
    }

    private static DescendingFacilitation facilitation(Milieu milieu, double strength) {
        return new DescendingFacilitation(
                DescendingFacilitation.Settings.read(Laboratory.parameters(DescendingFacilitation.NAME), numbers()),
                strength,
                milieu);
    }

    @Test
    void cckRisesUnderBrainstemStimulusAndExcitesOnCellsOnly() {
        DescendingFacilitation.Settings s = DescendingFacilitation.Settings.read(
                Laboratory.parameters(DescendingFacilitation.NAME), numbers());
        DescendingFacilitation mechanism = new DescendingFacilitation(s, 1, milieu);
        milieu.set(Signal.MU_STIMULUS, CORD, 1);
        watch.advance(mechanism, 1e7);
        assertThat(milieu.get(Signal.CCK)).as("stimulus of the cord does nothing here").isEqualTo(1);
        milieu.set(Signal.MU_STIMULUS, BRAINSTEM, 0.5);
        watch.advance(mechanism, 3 * 1440);
        double rise = milieu.get(Signal.CCK) - 1;
        assertThat(rise)
                .isCloseTo(0.5 * s.largestRise() * (1 - StrictMath.exp(-3 * 1440 / s.time_min())), within(1e-12));
        double action = rise / (rise + s.halfRise());
        assertThat(milieu.get(Signal.MU_ANTAGONISM, BRAINSTEM)).isCloseTo(s.muAntagonism() * action, within(1e-12));
        assertThat(milieu.get(Signal.MU_ANTAGONISM, CORD)).isZero();
        modulate(mechanism);
        assertThat(ports.thresholdShift_mV[first("on")]).isCloseTo(-s.thresholdDrop_mV() * action, within(1e-12));
        for (String other : new String[] {"off", "neutral", "rvm-gaba", "excitatory", "projection"}) {
            assertThat(ports.thresholdShift_mV[first(other)]).as(other).isZero();
        }
        milieu.set(Signal.MU_STIMULUS, BRAINSTEM, 0);
        watch.advance(mechanism, 1e7);
        assertThat(milieu.get(Signal.CCK)).isCloseTo(1, within(1e-12));
    }

    @Test
    void cckTakesAwayNoMoreThanTheWholeMuEffect() {
        DescendingFacilitation mechanism = facilitation(milieu, 10);
        milieu.set(Signal.MU_STIMULUS, BRAINSTEM, 1);
        watch.advance(mechanism, 1e7);
        assertThat(milieu.get(Signal.MU_ANTAGONISM, BRAINSTEM)).isEqualTo(1);
    }

    @Test
    void peptideReleaseRaisesPeptidergicTerminalsOfTheirDermatomeOnly() {
        PeptideRelease.Settings s =
                PeptideRelease.Settings.read(Laboratory.parameters(PeptideRelease.NAME), numbers());
        PeptideRelease mechanism = new PeptideRelease(s, 1, milieu);
        milieu.set(Signal.DYNORPHIN_EXCITATION, 1, 0.5);
        watch.advance(mechanism, 1e-9);
        modulate(mechanism);
        Population excited = milieu.circuit().populations("c-peptidergic").get(1);
        assertThat(ports.releaseFactor[excited.first()])
                .as("glutamate at once")
                .isCloseTo(1 + 0.5 * s.releaseGain(), within(1e-12));
        double atOnce = 1 + 0.5 * s.peptideGain();
        assertThat(ports.peptideFactor[excited.first()]).as("stores take days").isCloseTo(atOnce, within(1e-9));
        watch.advance(mechanism, 1e7);
        modulate(mechanism);
        for (int i = 0; i < milieu.circuit().size(); i++) {
            boolean here = excited.contains(i);
            assertThat(ports.peptideFactor[i])
                    .isCloseTo(here ? (1 + 0.5 * s.largestRise()) * atOnce : 1, within(1e-12));
            assertThat(ports.releaseFactor[i])
                    .isCloseTo(here ? 1 + 0.5 * s.releaseGain() : 1, within(1e-12));
        }
    }
}
