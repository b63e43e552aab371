package org.rexed.circuit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rexed.document.Document;
import org.rexed.document.Problems;
import org.rexed.evidence.ParameterReader;
import org.rexed.neuron.Population;

/** The shipped rat anatomy, and spikes in a form that tests can compare. */
final class RatAnatomy {
    private RatAnatomy() {}

    static Anatomy read() {
        Problems problems = new Problems();
        Anatomy anatomy = AnatomyReader.read(
                "rat",
                Document.read(Path.of("models", "anatomy", "rat-dorsal-horn.yaml"), problems),
                new ParameterReader());
        problems.throwIfAny();
        return anatomy;
    }

    /** Spikes of a population as {@code place in the population @ step}. */
    static List<String> spikes(Circuit circuit, Population population) {
        List<String> spikes = new ArrayList<>();
        for (int i = 0; i < circuit.log(population).size(); i++) {
            int place = circuit.log(population).neuron(i) - population.first();
            spikes.add(place + "@" + circuit.log(population).step(i));
        }
        return spikes;
    }

    /** Spikes of all neurons by population. */
    static List<String> spikes(Circuit circuit) {
        List<String> spikes = new ArrayList<>();
        for (Population population : circuit.populations()) {
            spikes(circuit, population).forEach(s -> spikes.add(population + " " + s));
        }
        return spikes;
    }
}
