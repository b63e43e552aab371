package org.rexed.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rexed.Laboratory;
import org.rexed.mechanism.Mechanism;
import org.rexed.mechanism.Mechanisms;
import org.rexed.mechanism.Milieu;
import org.rexed.neuron.Population;
import org.rexed.nociception.HeatRamp;
import org.rexed.nociception.Stimulus;
import org.rexed.pharmacology.DrugLevels;
import org.rexed.random.RandomKey;
import org.rexed.synapse.SpikeLog;

/** ON, OFF and NEUTRAL cells of the medulla answer morphine and heat as their names demand. */
class MedullaTest {
    private static final int SEEDS = 4;
    private static final int BEFORE_steps = 30_000;
    private static final int AFTER_steps = 60_000;
    private static Rates resting;
    private static Rates heated;
    private static Rates opioid;
    private static Rates awake;
    private static Rates awakeOpioid;

    private record Rates(double on_Hz, double off_Hz, double neutral_Hz, int silentOn) {}

    @BeforeAll
    static void measure() {
        Site paw = Laboratory.anatomy().sites().get("left-hindpaw");
        resting = rates("anesthetized", Stimulus.none(), false);
        heated = rates("anesthetized", new HeatRamp(paw.x_mm(), paw.y_mm(), 30, 8, 12, 1000), false);
        opioid = rates("anesthetized", Stimulus.none(), true);
        awake = rates("awake", Stimulus.none(), false);
        awakeOpioid = rates("awake", Stimulus.none(), true);
    }

    /** Rates between 3 and 6 s of a probe (heat of 41 to 48 degrees from its onset at 1 s), mean of some animals. */
    private static Rates rates(String state, Stimulus stimulus, boolean morphine) {
        double[] sum = new double[4];
        for (long seed = 0; seed < SEEDS; seed++) {
            Circuit circuit = Circuit.build(Laboratory.anatomy(), RandomKey.of(200 + seed));
            circuit.brainState(state);
            if (morphine) {
                giveMorphine(circuit);
            }
            Probe probe = new Probe(circuit, stimulus, RandomKey.of(300 + seed));
            probe.advance(AFTER_steps);
            String[] cells = {"on", "off", "neutral"};
            for (int c = 0; c < cells.length; c++) {
                Population p = circuit.populations(cells[c]).get(0);
                sum[c] += circuit.log(p).count(BEFORE_steps, AFTER_steps) / 3.0 / p.count() / SEEDS;
            }
            Population on = circuit.populations("on").get(0);
            for (int i = on.first(); i < on.end(); i++) {
                sum[3] += fires(circuit.log(on), i) ? 0 : 1;
            }
        }
        return new Rates(sum[0], sum[1], sum[2], (int) sum[3]);
    }

    private static boolean fires(SpikeLog log, int neuron) {
        for (int s = 0; s < log.size(); s++) {
            if (log.neuron(s) == neuron && log.step(s) >= BEFORE_steps) {
                return true;
            }
        }
        return false;
    }

    /** The ports 15 minutes after the dose that silenced ON cells of anaesthetized rats (Barbaro 1986). */
    private static void giveMorphine(Circuit circuit) {
        DrugLevels drugs = Laboratory.drugs("morphine 2.5 mg/kg iv");
        drugs.advanceTo(15);
        Milieu milieu = new Milieu(circuit);
        List<Mechanism> signaling = Laboratory.mechanisms(Map.of())
                .build(Mechanisms.Constitution.usual(off(), RandomKey.of(1)), drugs, milieu);
        assertThat(signaling).as("receptor signaling and NMDA receptors").hasSize(2);
        signaling.forEach(mechanism -> mechanism.advance(1));
        signaling.forEach(mechanism -> mechanism.modulate(circuit.ports()));
    }

    private static Map<String, Double> off() {
        Map<String, Double> off = new java.util.LinkedHashMap<>();
        Mechanisms.SWITCHABLE.forEach(name -> off.put(name, 0.0));
        return off;
    }

    @Test
    void allAreActiveAtRestAtPublishedRates() {
        assertThat(resting.on_Hz()).isBetween(3.0, 15.0);
        assertThat(resting.off_Hz()).isBetween(3.0, 15.0);
        assertThat(resting.neutral_Hz()).isBetween(3.0, 15.0);
    }

    @Test
    void morphineSilencesOnCellsFreesOffCellsAndLeavesNeutralCells() {
        assertThat(opioid.on_Hz()).isLessThan(0.15 * resting.on_Hz());
        assertThat(opioid.silentOn()).isGreaterThan(resting.silentOn());
        assertThat(opioid.off_Hz()).isGreaterThan(1.2 * resting.off_Hz());
        assertThat(opioid.neutral_Hz()).isCloseTo(resting.neutral_Hz(), within(0.1 * resting.neutral_Hz()));
    }

    /** Hellman and Mason 2012: in awake animals the tonic discharge goes on after morphine. */
    @Test
    void morphineLeavesOnCellsFiringInTheAwakeAnimal() {
        assertThat(awakeOpioid.on_Hz()).isGreaterThan(0.4 * awake.on_Hz());
        assertThat(opioid.on_Hz()).isLessThan(0.5 * awakeOpioid.on_Hz());
    }

    @Test
    void heatExcitesOnCellsPausesOffCellsAndLeavesNeutralCells() {
        assertThat(heated.on_Hz()).isGreaterThan(1.3 * resting.on_Hz());
        assertThat(heated.off_Hz()).isLessThan(0.7 * resting.off_Hz());
        assertThat(heated.neutral_Hz()).isCloseTo(resting.neutral_Hz(), within(0.1 * resting.neutral_Hz()));
    }
}
