package org.rexed.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.rexed.Laboratory;
import org.rexed.evidence.ParameterReader;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.Population;
import org.rexed.pharmacology.DrugLevels;

/** A trace that outlives the kinase, is hidden by the cord's own opioids, and primes the next activation. */
class LatentSensitizationTest {
    private final Milieu milieu = Laboratory.milieu();
    private final Watch watch = new Watch(milieu);
    private final ModulationPorts ports = new ModulationPorts(milieu.circuit().size());
    private final LatentSensitization.Settings settings = LatentSensitization.Settings.read(
            Laboratory.parameters(LatentSensitization.NAME), new ParameterReader());

    /** Trace of a dermatome from the priming it gives. */
    private double trace(int dermatome) {
        return milieu.get(Signal.PRIMING, dermatome) / settings.priming();
    }

    private double release(Population p) {
        return ports.releaseFactor[p.first()];
    }

    @Test
    void traceFollowsItsClosedFormAndOutlivesTheKinase() {
        LatentSensitization mechanism = new LatentSensitization(settings, 1.2, milieu);
        double kinase = 0.3;
        milieu.set(Signal.KINASE_C, 1, kinase);
        for (int tick = 1; tick <= 3 * 1440; tick++) {
            watch.advance(mechanism, 1);
        }
        double gain = 1.2 * settings.growth_per_min() * kinase;
        double total = gain + 1 / settings.decay_min();
        double expected = gain / total * (1 - StrictMath.exp(-total * 3 * 1440));
        assertThat(trace(1)).isPositive().isCloseTo(expected, within(1e-9));
        assertThat(trace(0)).as("another dermatome").isZero();
        assertThat(milieu.get(Signal.ENDOGENOUS_OPIOID, 1))
                .isCloseTo(settings.endogenousOpioid() * expected, within(1e-9));
        ports.reset();
        watch.modulate(mechanism, ports);
        for (Population p : milieu.circuit().populations()) {
            boolean raised = milieu.cFibres().contains(p) && milieu.dermatome(p) == 1;
            assertThat(release(p))
                    .as(p.toString())
                    .isCloseTo(raised ? 1 + settings.releaseGain() * expected : 1, within(1e-9));
        }
        milieu.fill(Signal.KINASE_C, 0);
        watch.advance(mechanism, 21 * 1440);
        assertThat(trace(1))
                .isCloseTo(expected * StrictMath.exp(-21 * 1440 / settings.decay_min()), within(1e-9))
                .isGreaterThan(0.2 * expected);
    }

    /** Own opioids hold release down where no drug takes their receptors; naloxone uncovers it while it stays. */
    @Test
    void ownOpioidHidesWhatAnAntagonistUncovers() {
        LatentSensitization mechanism = new LatentSensitization(settings, 1, milieu);
        milieu.fill(Signal.KINASE_C, 0.12);
        watch.advance(mechanism, 7 * 1440);
        assertThat(trace(0)).isBetween(0.3, settings.largestHidden());
        milieu.fill(Signal.KINASE_C, 0);
        DrugLevels drugs = Laboratory.drugs("naloxone 10 mg/kg iv at 60 min");
        ReceptorSignaling signaling = new ReceptorSignaling(
                ReceptorSignaling.Settings.read(Laboratory.parameters(ReceptorSignaling.NAME), new ParameterReader()),
                drugs,
                milieu);
        double uncoveredRelease = 1 + settings.releaseGain() * trace(0);
        double hidden = terminals(mechanism, signaling, drugs, 59);
        assertThat(milieu.get(Signal.MU_FREE, 0)).isEqualTo(1);
        assertThat(milieu.get(Signal.MU_SIGNAL, 0)).as("own opioid, no drug").isPositive();
        double uncovered = terminals(mechanism, signaling, drugs, 65);
        assertThat(milieu.get(Signal.MU_FREE, 0)).isLessThan(0.1);
        assertThat(uncovered).isCloseTo(uncoveredRelease, within(0.05 * uncoveredRelease));
        assertThat(hidden - 1).as("most of it is hidden").isLessThan(0.5 * (uncovered - 1));
        double again = terminals(mechanism, signaling, drugs, 3 * 1440);
        assertThat(again).as("hidden again when naloxone is gone").isCloseTo(hidden, within(0.05));
        assertThat(milieu.get(Signal.MU_SIGNAL, milieu.regions() - 1)).as("only where the trace is").isZero();
    }

    /** What a long exposure leaves beyond what own opioids can hide shows without an antagonist. */
    @Test
    void ownOpioidHidesATraceUpToALimit() {
        LatentSensitization mechanism = new LatentSensitization(settings, 1, milieu);
        milieu.fill(Signal.KINASE_C, 1);
        watch.advance(mechanism, 14 * 1440);
        double limit = settings.endogenousOpioid() * settings.largestHidden();
        assertThat(trace(0)).isGreaterThan(1.5 * settings.largestHidden());
        assertThat(milieu.get(Signal.ENDOGENOUS_OPIOID, 0)).isCloseTo(limit, within(1e-12));
        double before = release(mechanism);
        milieu.fill(Signal.KINASE_C, 0);
        watch.advance(mechanism, 7 * 1440);
        assertThat(trace(0)).isGreaterThan(settings.largestHidden());
        assertThat(milieu.get(Signal.ENDOGENOUS_OPIOID, 0)).as("as much as before").isCloseTo(limit, within(1e-12));
        assertThat(release(mechanism)).as("while release falls with the trace").isLessThan(0.97 * before);
        watch.advance(mechanism, 60 * 1440);
        assertThat(trace(0)).isLessThan(settings.largestHidden());
        assertThat(milieu.get(Signal.ENDOGENOUS_OPIOID, 0))
                .isCloseTo(settings.endogenousOpioid() * trace(0), within(1e-12));
    }

    private double release(LatentSensitization mechanism) {
        ports.reset();
        watch.modulate(mechanism, ports);
        return release(milieu.cFibres().get(0));
    }

    private double terminals(
            LatentSensitization mechanism, ReceptorSignaling signaling, DrugLevels drugs, double time_min) {
        drugs.advanceTo(time_min);
        watch.advance(signaling, 1);
        ports.reset();
        watch.modulate(signaling, ports);
        watch.modulate(mechanism, ports);
        return release(milieu.cFibres().get(0));
    }

    /** A dose that hardly moves the kinase of a naive cord moves that of a primed one. */
    @Test
    void primesTheNextActivation() {
        LatentSensitization mechanism = new LatentSensitization(settings, 1, milieu);
        ProteinKinaseC kinase = new ProteinKinaseC(
                ProteinKinaseC.Settings.read(Laboratory.parameters(ProteinKinaseC.NAME), new ParameterReader()),
                1,
                milieu);
        milieu.fill(Signal.MU_STIMULUS, 0.05);
        milieu.fill(Signal.CALCIUM, 0.3);
        watch.advance(kinase, 1e5);
        double naive = milieu.get(Signal.KINASE_C, 0);
        milieu.fill(Signal.KINASE_C, 1);
        watch.advance(mechanism, 7 * 1440);
        double primed = 1 + milieu.get(Signal.PRIMING, 0);
        assertThat(primed).isGreaterThan(1.3);
        watch.advance(kinase, 1e5);
        assertThat(milieu.get(Signal.KINASE_C, 0)).isCloseTo(primed * naive, within(1e-9));
    }
}
