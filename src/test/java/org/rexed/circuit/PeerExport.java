package org.rexed.circuit;

import java.nio.file.Path;
import org.rexed.document.Document;
import org.rexed.document.Problems;
import org.rexed.evidence.ParameterReader;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.TimeStep;
import org.rexed.nociception.HeatRamp;
import org.rexed.nociception.PunctateForce;
import org.rexed.nociception.Stimulus;
import org.rexed.random.RandomKey;

/**
 * Exports the cases that are compared with other simulators. Arguments: anatomy, seed, duration in ms, {@code none},
 * {@code heat} or {@code force}, {@code certain} or {@code random} release, folder; and if not 10, steps in a ms.
 */
final class PeerExport {
    private PeerExport() {}

    public static void main(String[] args) {
        Anatomy anatomy = read(args[0]);
        boolean certain = args[4].equals("certain");
        long seed = Long.parseLong(args[1]);
        TimeStep timeStep = args.length > 6 ? new TimeStep(Integer.parseInt(args[6])) : TimeStep.DEFAULT;
        write(certain ? CircuitExport.withCertainRelease(anatomy) : anatomy, seed, Double.parseDouble(args[2]),
                stimulus(args[3]), timeStep, Path.of(args[5]));
    }

    /** The circuit of a seed in a probe whose draws have the same seed. */
    static Circuit write(
            Anatomy anatomy, long seed, double duration_ms, Stimulus stimulus, TimeStep timeStep, Path folder) {
        RandomKey key = RandomKey.of(seed);
        Circuit circuit = Circuit.build(anatomy, key.child("circuit"), timeStep);
        new CircuitExport(circuit, stimulus, key.child("probe"), duration_ms).write(folder);
        return circuit;
    }

    /** Every port away from neutral, differently for each neuron, and some dead cells. */
    static void modulate(Circuit circuit) {
        for (ModulationPorts.Port port : ModulationPorts.Port.values()) {
            double[] column = circuit.ports().column(port);
            double most = port.unit().equals("mV") ? 3 : port.unit().equals("nS") ? 0.3 : 0.4;
            for (int i = 0; i < circuit.size(); i++) {
                column[i] = port.neutral() + most * (i * (port.ordinal() + 3) % 11 - 5) / 5.0;
                // Low thresholds, or the loss of excitation elsewhere would leave few spikes to compare.
                column[i] -= port == ModulationPorts.Port.THRESHOLD_SHIFT ? 7 : 0;
                column[i] = port.unit().equals("nS") ? Math.abs(column[i]) : column[i];
            }
        }
        for (int i = circuit.afferents().count(); i < circuit.size(); i += 17) {
            circuit.neurons().kill(i);
        }
    }

    static Anatomy read(String name) {
        Problems problems = new Problems();
        Anatomy anatomy = AnatomyReader.read(
                name, Document.read(Path.of("models", "anatomy", name + ".yaml"), problems), new ParameterReader());
        problems.throwIfAny();
        return anatomy;
    }

    static Stimulus stimulus(String name) {
        return switch (name) {
            case "heat" -> new HeatRamp(36, 25, 36, 12, 12, 100);
            case "force" -> new PunctateForce(36, 25, 150, 100, 3000, 4);
            case "none" -> Stimulus.none();
            default -> throw new IllegalArgumentException(name);
        };
    }
}
