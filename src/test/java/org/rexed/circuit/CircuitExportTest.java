package org.rexed.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rexed.neuron.Channel;
import org.rexed.neuron.Population;
import org.rexed.nociception.Stimulus;
import org.rexed.random.RandomKey;
import org.rexed.synapse.Projection;
import org.rexed.synapse.SpikeLog;

/** The exported tables hold the whole circuit and its probe, and read back as the same numbers. */
class CircuitExportTest {
    private static final Anatomy ANATOMY = PeerExport.read("rat-dorsal-horn");
    private static final Stimulus HEAT = PeerExport.stimulus("heat");
    private static final double DURATION_ms = 400;
    private static final RandomKey CHANCE = RandomKey.of(6);
    @TempDir
    private static Path folder;
    private static Circuit circuit;

    @BeforeAll
    static void export() {
        circuit = Circuit.build(ANATOMY, RandomKey.of(5));
        PeerExport.modulate(circuit);
        new CircuitExport(circuit, HEAT, CHANCE, DURATION_ms).write(folder);
    }

    @Test
    void holdsEveryCellWithItsConstantsAndPorts() throws IOException {
        List<Map<String, String>> rows = rows(folder, "neurons.csv");
        assertThat(rows).hasSize(circuit.size());
        int dead = 0;
        for (int i = 0; i < circuit.size(); i++) {
            Map<String, String> row = rows.get(i);
            Population population = circuit.populationOf(i);
            assertThat(row).containsEntry("neuron", Integer.toString(i)).containsEntry("population", population.name())
                    .containsEntry("group", population.group()).containsEntry("region", population.region());
            assertThat(number(row, "x_mm")).isEqualTo(circuit.x_mm(i));
            assertThat(number(row, "release_factor")).isEqualTo(circuit.ports().releaseFactor[i]);
            assertThat(number(row, "receptive_nmda")).isEqualTo(
                    circuit.ports().nmdaConductanceFactor[i] * circuit.ports().nmdaFreeFraction[i]);
            assertThat(number(row, "receptive_gaba")).isEqualTo(circuit.ports().gabaFreeFraction[i]);
            if (i < circuit.afferents().count()) {
                assertThat(row).containsEntry("threshold_mV", "").containsEntry("start_mV", "");
                continue;
            }
            assertThat(number(row, "threshold_mV")).isEqualTo(
                    circuit.neurons().threshold_mV(i) + circuit.ports().thresholdShift_mV[i]);
            assertThat(number(row, "capacitance_pF")).isEqualTo(circuit.spec(population).membrane().capacitance_pF());
            assertThat(number(row, "chloride_mV")).isEqualTo(
                    ANATOMY.kinetics().chloride_mV() + circuit.ports().chlorideShift_mV[i]);
            assertThat(row).containsEntry("firing_pattern", circuit.firingPattern(i).name());
            assertThat(number(row, "adaptation_nS")).isEqualTo(circuit.firingPattern(i).adaptation_nS());
            assertThat(row).containsEntry("alive", circuit.neurons().alive(i) ? "1" : "0");
            dead += circuit.neurons().alive(i) ? 0 : 1;
        }
        assertThat(dead).isPositive();
    }

    @Test
    void holdsEveryProjectionAndSynapse() throws IOException {
        List<Map<String, String>> projections = rows(folder, "projections.csv");
        assertThat(projections).hasSameSizeAs(circuit.projections());
        List<String> expected = new ArrayList<>();
        for (int p = 0; p < projections.size(); p++) {
            Projection projection = circuit.projections().get(p);
            Map<String, String> row = projections.get(p);
            assertThat(row).containsEntry("name", projection.spec().name())
                    .containsEntry("source", projection.source().toString())
                    .containsEntry("delay_steps", Integer.toString(projection.delay_steps()))
                    .containsEntry("synapses", Integer.toString(projection.synapses()));
            assertThat(number(row, "release_probability")).isEqualTo(projection.spec().releaseProbability());
            assertThat(number(row, "depression_use")).isEqualTo(projection.spec().depression().use());
            for (Channel channel : Channel.values()) {
                assertThat(number(row, channel.key().replace('-', '_')))
                        .isEqualTo(projection.spec().strength().getOrDefault(channel, 0.0));
            }
            for (int s = projection.source().first(); s < projection.source().end(); s++) {
                for (int target : projection.targets(s)) {
                    expected.add(p + "," + s + "," + target);
                }
            }
        }
        List<String> synapses = Files.readAllLines(folder.resolve("synapses.csv"));
        assertThat(synapses.subList(1, synapses.size())).isEqualTo(expected);
    }

    @Test
    void configCountsWhatTheTablesHold() throws IOException {
        JsonNode config = new ObjectMapper().readTree(folder.resolve("config.json").toFile());
        assertThat(config.get("neurons").asInt()).isEqualTo(circuit.size());
        assertThat(config.get("afferents").asInt()).isEqualTo(circuit.afferents().count());
        assertThat(config.get("projections").asInt()).isEqualTo(circuit.projections().size());
        assertThat(config.get("synapses").asInt()).isEqualTo(circuit.synapses());
        assertThat(config.get("steps").asInt()).isEqualTo(4000);
        assertThat(config.get("steps_per_ms").asInt()).isEqualTo(10);
        assertThat(config.get("synaptic_kinetics").get("nmda_decay_ms").asDouble())
                .isEqualTo(ANATOMY.kinetics().nmda().decay_ms());
        assertThat(config.get("intrinsic_currents").get("cation_mV").asDouble())
                .isEqualTo(ANATOMY.intrinsic().cation_mV());
    }

    @Test
    void holdsTheSpikesOfAProbeOfItsOwn() throws IOException {
        Probe probe = new Probe(circuit, HEAT, CHANCE);
        float[] start_mV = circuit.neurons().potential().clone();
        probe.advance(4000);
        List<int[]> fibres = new ArrayList<>();
        List<int[]> cells = new ArrayList<>();
        for (Population population : circuit.populations()) {
            SpikeLog log = circuit.log(population);
            for (int s = 0; s < log.size(); s++) {
                boolean fibre = circuit.spec(population).isAfferent();
                (fibre ? fibres : cells).add(new int[] {log.neuron(s), log.step(s)});
            }
        }
        assertThat(spikes("spikes.csv")).hasSizeGreaterThan(50).isEqualTo(lines(cells));
        assertThat(spikes("afferent-spikes.csv")).hasSizeGreaterThan(10).isEqualTo(lines(fibres));
        List<Map<String, String>> result = rows(folder, "result.csv");
        List<Map<String, String>> neurons = rows(folder, "neurons.csv");
        assertThat(result).hasSize(circuit.size() - circuit.afferents().count());
        FiringSummary summary = probe.summary();
        for (Map<String, String> row : result) {
            int i = Integer.parseInt(row.get("neuron"));
            assertThat(row).containsEntry("spikes", Integer.toString(summary.spikes()[i]));
            assertThat(number(row, "calcium_fC")).isEqualTo(summary.calcium_fC()[i]);
            assertThat(number(row, "end_mV")).isEqualTo(circuit.neurons().potential()[i]);
            assertThat(number(neurons.get(i), "start_mV")).isEqualTo(start_mV[i]);
        }
    }

    /** Each cell's number of events is Poisson distributed: none further than six standard deviations away. */
    @Test
    void holdsTheBackgroundEvents() throws IOException {
        List<Map<String, String>> neurons = rows(folder, "neurons.csv");
        Map<String, Double> perPopulation = new LinkedHashMap<>();
        for (Map<String, String> row : rows(folder, "background.csv")) {
            int i = Integer.parseInt(row.get("neuron"));
            assertThat(Integer.parseInt(row.get("step"))).isBetween(0, 3999);
            double events = number(row, "events");
            assertThat(events).isBetween(1.0, 4.0);
            assertThat(number(neurons.get(i), "background_nS")).isPositive();
            perPopulation.merge(circuit.populationOf(i).name(), events, Double::sum);
        }
        for (String name : List.of("excitatory", "inhibitory", "projection")) {
            int count = circuit.populations(name).stream().mapToInt(Population::count).sum();
            double expected = ANATOMY.population(name).background_Hz() * count * DURATION_ms / 1000;
            assertThat(perPopulation.get(name)).isBetween(
                    expected - 6 * StrictMath.sqrt(expected), expected + 6 * StrictMath.sqrt(expected));
        }
    }

    @Test
    void writingAgainGivesTheSameBytes(@TempDir Path again) throws IOException {
        new CircuitExport(circuit, HEAT, CHANCE, DURATION_ms).write(again);
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.sorted(Comparator.naturalOrder()).toList();
        }
        assertThat(files).extracting(f -> f.getFileName().toString()).containsExactly(
                "afferent-spikes.csv", "background.csv", "config.json", "neurons.csv", "projections.csv", "result.csv",
                "spikes.csv", "synapses.csv");
        for (Path file : files) {
            assertThat(again.resolve(file.getFileName())).hasSameTextualContentAs(file);
        }
    }

    @Test
    void certainReleaseChangesNothingButChance() {
        Anatomy certain = CircuitExport.withCertainRelease(ANATOMY);
        Circuit wired = Circuit.build(certain, RandomKey.of(5));
        assertThat(wired.synapses()).isEqualTo(circuit.synapses());
        boolean random = false;
        for (int p = 0; p < wired.projections().size(); p++) {
            Projection mine = wired.projections().get(p);
            Projection original = circuit.projections().get(p);
            random |= original.spec().releaseProbability() < 1;
            assertThat(mine.spec().releaseProbability()).isEqualTo(1);
            assertThat(mine.spec().strength()).doesNotContainKey(Channel.PRESYNAPTIC_INHIBITION);
            assertThat(mine.spec().depression()).isEqualTo(original.spec().depression());
            assertThat(mine.delay_steps()).isEqualTo(original.delay_steps());
            int sender = mine.source().first();
            assertThat(mine.targets(sender)).isEqualTo(original.targets(sender));
        }
        assertThat(random).isTrue();
    }

    private static double number(Map<String, String> row, String column) {
        return Double.parseDouble(row.get(column));
    }

    private static List<String> spikes(String file) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve(file));
        return lines.subList(1, lines.size());
    }

    private static List<String> lines(List<int[]> spikes) {
        spikes.sort(Comparator.<int[]>comparingInt(s -> s[1]).thenComparingInt(s -> s[0]));
        return spikes.stream().map(s -> s[0] + "," + s[1]).toList();
    }

    private static List<Map<String, String>> rows(Path in, String file) throws IOException {
        List<String> lines = Files.readAllLines(in.resolve(file));
        String[] heads = lines.get(0).split(",", -1);
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            assertThat(cells).as(line).hasSameSizeAs(heads);
            Map<String, String> row = new LinkedHashMap<>();
            for (int c = 0; c < heads.length; c++) {
                row.put(heads[c], cells[c].replace("\"", ""));
            }
            rows.add(row);
        }
        return rows;
    }
}
