package org.rexed.circuit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.rexed.document.Document;
import org.rexed.document.Problems;
import org.rexed.evidence.ParameterReader;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.TimeStep;
import org.rexed.nociception.Brush;
import org.rexed.nociception.ElectricalTrain;
import org.rexed.nociception.HeatRamp;
import org.rexed.nociception.PunctateForce;
import org.rexed.nociception.Stimulus;
import org.rexed.random.RandomKey;

/**
 * Exports the cases that are compared with other simulators. Arguments: anatomy, seed, duration in ms, stimulus (see
 * {@link #stimulus}), {@code certain} or {@code random} release, folder; then, if not 10, steps in a ms, and
 * {@code PORT=value} for each port that all neurons have away from neutral. A single argument is a file with a line of
 * such arguments for each case; folders that are complete already are left alone.
 */
final class PeerExport {
    private PeerExport() {}

    public static void main(String[] args) throws IOException {
        if (args.length > 1) {
            export(List.of(args));
            return;
        }
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            List<String> words = List.of(line.trim().split(" +"));
            Path done = Path.of(words.get(5), "complete");
            if (!Files.exists(done)) {
                export(words);
                Files.createFile(done);
            }
        }
    }

    private static void export(List<String> words) {
        Anatomy read = read(words.get(0));
        RandomKey key = RandomKey.of(Long.parseLong(words.get(1)));
        double duration_ms = Double.parseDouble(words.get(2));
        Stimulus stimulus = stimulus(words.get(3));
        Anatomy anatomy = words.get(4).equals("certain") ? CircuitExport.withCertainRelease(read) : read;
        List<String> rest = words.subList(6, words.size());
        TimeStep timeStep = rest.stream().filter(word -> !word.contains("="))
                .findFirst().map(word -> new TimeStep(Integer.parseInt(word))).orElse(TimeStep.DEFAULT);
        Circuit circuit = Circuit.build(anatomy, key.child("circuit"), timeStep);
        for (String word : rest) {
            if (word.contains("=")) {
                ModulationPorts.Port port = ModulationPorts.Port.valueOf(word.substring(0, word.indexOf('=')));
                double value = Double.parseDouble(word.substring(word.indexOf('=') + 1));
                Arrays.fill(circuit.ports().column(port), value);
            }
        }
        new CircuitExport(circuit, stimulus, key.child("probe"), duration_ms).write(Path.of(words.get(5)));
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
                column[i] = port.unit().matches("nS|Hz") ? Math.abs(column[i]) : column[i];
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

    /** A stimulus by its name: in the middle of a hindpaw, after 100 ms. */
    static Stimulus stimulus(String name) {
        return switch (name) {
            case "heat" -> new HeatRamp(36, 25, 36, 12, 12, 100);
            case "force" -> new PunctateForce(36, 25, 150, 100, 3000, 4);
            case "electrical" -> new ElectricalTrain(36, 25, 40, 5, 900, 100, 15);
            case "brush" -> new Brush(36, 25, 20, 8, 30, 5, 1, 20, 2, 2000, 100);
            case "none" -> Stimulus.none();
            default -> throw new IllegalArgumentException(name);
        };
    }
}
