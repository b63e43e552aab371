package org.rexed.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.Population;
import org.rexed.nociception.HeatRamp;
import org.rexed.nociception.PunctateForce;
import org.rexed.nociception.Stimulus;
import org.rexed.random.RandomKey;

/** The fast clock against the plain one: the same spikes, and the same bits of calcium and potential. */
class FastClockTest {
    private static final Anatomy ANATOMY = RatAnatomy.read();
    private static final int STEPS = 12_000;

    @ParameterizedTest
    @CsvSource({"rest, 1", "rest, 2", "heat, 3", "heat, 4", "force, 5", "force, 6", "modulated, 7", "modulated, 8"})
    void givesTheBitsOfTheReference(String what, long seed) {
        Circuit circuit = Circuit.build(ANATOMY, RandomKey.of(seed));
        if (what.equals("modulated")) {
            modulate(circuit);
        }
        Stimulus stimulus = stimulus(what);
        ReferenceProbe reference = new ReferenceProbe(circuit, stimulus, RandomKey.of(100 + seed));
        reference.advance(STEPS);
        Probe probe = new Probe(circuit, stimulus, RandomKey.of(100 + seed));
        probe.advance(STEPS);

        assertThat(RatAnatomy.spikes(circuit)).hasSizeGreaterThan(500).isEqualTo(byPopulation(circuit, reference));
        assertThat(probe.summary().calcium_fC()).isEqualTo(reference.calcium_fC());
        int fibres = circuit.afferents().count();
        assertThat(Arrays.copyOfRange(circuit.neurons().potential(), fibres, circuit.size()))
                .isEqualTo(Arrays.copyOfRange(reference.potential_mV(), fibres, circuit.size()));
    }

    private static Stimulus stimulus(String what) {
        Site site = ANATOMY.sites().get("left-hindpaw");
        return switch (what) {
            case "heat" -> new HeatRamp(site.x_mm(), site.y_mm(), 36, 12, 12, 200);
            case "force", "modulated" -> new PunctateForce(site.x_mm(), site.y_mm(), 150, 200.05, 700, 4);
            default -> Stimulus.none();
        };
    }

    /** Every port away from neutral, differently for each neuron, and some dead cells. */
    private static void modulate(Circuit circuit) {
        ModulationPorts ports = circuit.ports();
        for (int i = 0; i < circuit.size(); i++) {
            ports.releaseFactor[i] = 0.5 + 0.1 * (i % 10);
            ports.peptideFactor[i] = 1 + 0.3 * (i % 3);
            ports.nmdaConductanceFactor[i] = 1 + 0.1 * (i % 7);
            ports.nmdaFreeFraction[i] = 1 - 0.1 * (i % 4);
            ports.chlorideShift_mV[i] = i % 6;
            ports.addedLeak_nS[i] = 0.2 * (i % 5);
            ports.thresholdShift_mV[i] = -(i % 8);
            ports.descendingGain[i] = 0.25 * (i % 5);
            if (i % 17 == 0 && i >= circuit.afferents().count()) {
                circuit.neurons().kill(i);
            }
        }
        // A threshold below the reset potential: the cell fires as often as its refractory time lets it.
        ports.thresholdShift_mV[circuit.size() - 1] = -30;
    }

    private static List<String> byPopulation(Circuit circuit, ReferenceProbe reference) {
        List<String> spikes = new ArrayList<>();
        for (Population population : circuit.populations()) {
            for (int[] spike : reference.spikes()) {
                if (population.contains(spike[0])) {
                    spikes.add(population + " " + (spike[0] - population.first()) + "@" + spike[1]);
                }
            }
        }
        return spikes;
    }
}
