package org.rexed.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rexed.neuron.Channel;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.ModulationPorts.Port;
import org.rexed.neuron.Population;
import org.rexed.neuron.TimeStep;
import org.rexed.nociception.HeatRamp;
import org.rexed.nociception.PunctateForce;
import org.rexed.nociception.Stimulus;
import org.rexed.random.RandomKey;
import org.rexed.synapse.SpikeLog;

/** The fast clock against the plain one: the same spikes, and the same bits of calcium and potential. */
class FastClockTest {
    private static final Anatomy ANATOMY = RatAnatomy.read();
    private static final double TIME_ms = 600;

    @ParameterizedTest
    @CsvSource({
        "rest, 1, awake, 10", "heat, 2, awake, 10", "force, 3, awake, 10", "modulated, 4, awake, 10",
        "heat, 5, anesthetized, 10", "modulated, 6, anesthetized, 20", "force, 7, awake, 20"
    })
    void givesTheBitsOfTheReference(String what, long seed, String state, int perMillisecond) {
        RandomKey individual = RandomKey.of(seed);
        Circuit circuit = Circuit.build(ANATOMY, individual, new TimeStep(perMillisecond));
        circuit.brainState(state);
        if (what.equals("modulated")) {
            modulate(circuit);
        }
        int steps = circuit.timeStep().steps(TIME_ms);
        RandomKey chance = RandomKey.of(100 + seed);
        Probe probe = new Probe(circuit, stimulus(what), chance);
        probe.advance(steps);
        ReferenceProbe reference =
                new ReferenceProbe(circuit, individual, chance, afferentSpikes(circuit), true);
        reference.advance(steps);

        int cordSpikes = 0;
        for (Population population : circuit.populations()) {
            List<int[]> plain = reference.spikes(population);
            assertThat(pairs(circuit.log(population))).as(population.toString()).isEqualTo(pairs(plain));
            cordSpikes += circuit.spec(population).isAfferent() ? 0 : plain.size();
        }
        assertThat(cordSpikes).isGreaterThan(300);
        double[] calcium_fC = probe.summary().calcium_fC();
        for (int i = circuit.afferents().count(); i < circuit.size(); i++) {
            String cell = circuit.populationOf(i) + " " + i;
            assertThat(calcium_fC[i]).as(cell).isEqualTo(reference.calcium_fC(i));
            assertThat(circuit.neurons().potential()[i]).as(cell).isEqualTo((float) reference.potential_mV(i));
        }
    }

    /**
     * Against the equations in double precision with exact exponentials: half a second later potentials agree to a
     * thousandth of a millivolt, and spikes to the step. A spike at the edge of a step may move; it moves few others.
     */
    @ParameterizedTest
    @CsvSource({"force, 1", "rest, 2", "force, 3"})
    void singlePrecisionIsEnough(String what, long seed) {
        Circuit circuit = Circuit.build(ANATOMY, RandomKey.of(seed));
        RandomKey chance = RandomKey.of(200 + seed);
        int steps = circuit.timeStep().steps(TIME_ms);
        new Probe(circuit, stimulus(what), chance).advance(steps);
        ReferenceProbe exact =
                new ReferenceProbe(circuit, RandomKey.of(seed), chance, afferentSpikes(circuit), false);
        exact.advance(steps);
        int same = 0;
        int all = 0;
        List<Double> differences_mV = new ArrayList<>();
        for (Population population : circuit.populations()) {
            if (!circuit.spec(population).isAfferent()) {
                List<String> expected = pairs(exact.spikes(population));
                all += expected.size();
                same += (int) expected.stream().filter(new HashSet<>(pairs(circuit.log(population)))::contains).count();
                for (int i = population.first(); i < population.end(); i++) {
                    differences_mV.add(Math.abs(circuit.neurons().potential()[i] - exact.potential_mV(i)));
                }
            }
        }
        assertThat(all).isGreaterThan(300);
        assertThat(same).isGreaterThanOrEqualTo((int) (0.99 * all));
        Collections.sort(differences_mV);
        assertThat(differences_mV.get(differences_mV.size() * 9 / 10)).isLessThan(1e-3);
    }

    /** Otherwise equal bits would not show that the clocks agree on everything the model has. */
    @Test
    void theComparedCircuitHasEverythingTheClockCanDo() {
        for (Channel channel : Channel.values()) {
            assertThat(ANATOMY.projections()).as(channel.key()).anyMatch(p -> p.strength().containsKey(channel));
        }
        assertThat(ANATOMY.projections()).anyMatch(p -> p.depression().use() > 0);
        assertThat(ANATOMY.projections()).anyMatch(p -> p.descending());
        assertThat(ANATOMY.projections()).anyMatch(p -> p.releaseProbability() < 1);
        List<PopulationSpec> cells = ANATOMY.populations().stream().filter(p -> !p.isAfferent()).toList();
        assertThat(cells).anyMatch(p -> p.membrane().cationGain_nS_per_fC() > 0);
        assertThat(cells).anyMatch(p -> p.patterns().keySet().stream().anyMatch(f -> f.transientPotassium_nS() > 0));
        assertThat(cells).anyMatch(p -> p.cycle() > 0).anyMatch(p -> p.cycle() < 0);
        assertThat(cells).anyMatch(p -> p.arousal_Hz() > 0);
        assertThat(ANATOMY.brainStates()).containsOnlyKeys("awake", "anesthetized");
    }

    private static Stimulus stimulus(String what) {
        Site site = ANATOMY.sites().get("left-hindpaw");
        return switch (what) {
            case "heat" -> new HeatRamp(site.x_mm(), site.y_mm(), 40, 12, 12, 50);
            case "force", "modulated" -> new PunctateForce(site.x_mm(), site.y_mm(), 150, 100.05, 400, 4);
            default -> Stimulus.none();
        };
    }

    /** Every port away from neutral, differently for each neuron, and some dead cells. */
    private static void modulate(Circuit circuit) {
        ModulationPorts ports = circuit.ports();
        for (int i = 0; i < circuit.size(); i++) {
            ports.releaseFactor[i] = 0.5 + 0.1 * (i % 10);
            ports.peptideFactor[i] = 1.1 + 0.3 * (i % 3);
            ports.nmdaConductanceFactor[i] = 1.05 + 0.1 * (i % 7);
            ports.nmdaFreeFraction[i] = 0.95 - 0.1 * (i % 4);
            ports.chlorideShift_mV[i] = 0.5 + i % 6;
            ports.addedLeak_nS[i] = 0.05 + 0.1 * (i % 5);
            ports.thresholdShift_mV[i] = -0.5 - i % 8;
            ports.peptideTone_nS[i] = 0.01 + 0.03 * (i % 4);
            ports.ampaFreeFraction[i] = 0.98 - 0.02 * (i % 5);
            ports.gabaFreeFraction[i] = 0.9 - 0.1 * (i % 6);
            ports.glycineFreeFraction[i] = 0.95 - 0.1 * (i % 7);
            ports.nk1FreeFraction[i] = 0.9 - 0.2 * (i % 3);
            ports.cgrpFreeFraction[i] = 0.8 - 0.2 * (i % 4);
            ports.serotoninFreeFraction[i] = 0.85 - 0.2 * (i % 2);
            ports.descendingGain[i] = 0.2 + 0.25 * (i % 5);
            ports.heatThresholdShift_K[i] = -0.5 - i % 4;
            ports.forceThresholdFactor[i] = 0.9 - 0.1 * (i % 6);
            ports.transductionFactor[i] = 0.9 - 0.2 * (i % 5);
            ports.ongoingDischarge_Hz[i] = 0.2 + 0.5 * (i % 4);
            if (i % 17 == 0 && i >= circuit.afferents().count()) {
                circuit.neurons().kill(i);
            }
        }
        for (Port port : Port.values()) {
            assertThat(ports.column(port)[0]).as(port.key()).isNotEqualTo(port.neutral());
        }
        // A threshold below the reset potential: the cell fires as often as its refractory time lets it.
        ports.thresholdShift_mV[circuit.size() - 1] = -30;
    }

    private static Map<Integer, List<Integer>> afferentSpikes(Circuit circuit) {
        Map<Integer, List<Integer>> byStep = new HashMap<>();
        for (Population population : circuit.populations()) {
            SpikeLog log = circuit.log(population);
            for (int s = 0; circuit.spec(population).isAfferent() && s < log.size(); s++) {
                byStep.computeIfAbsent(log.step(s), step -> new ArrayList<>()).add(log.neuron(s));
            }
        }
        return byStep;
    }

    private static List<String> pairs(SpikeLog log) {
        List<String> pairs = new ArrayList<>();
        for (int s = 0; s < log.size(); s++) {
            pairs.add(log.neuron(s) + "@" + log.step(s));
        }
        return pairs;
    }

    private static List<String> pairs(List<int[]> spikes) {
        return spikes.stream().map(s -> s[0] + "@" + s[1]).toList();
    }
}
