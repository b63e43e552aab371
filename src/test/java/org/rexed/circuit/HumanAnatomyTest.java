package org.rexed.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rexed.Laboratory;
import org.rexed.neuron.Population;
import org.rexed.nociception.ContactThermode;
import org.rexed.nociception.ElectricalTrain;
import org.rexed.nociception.Stimulus;
import org.rexed.random.RandomKey;
import org.rexed.synapse.Projection;
import org.rexed.synapse.SpikeLog;

/** The human anatomy: what is scaled follows from lengths and velocities, what is not stays the rat's, and it works. */
class HumanAnatomyTest {
    private static final Anatomy HUMAN = Laboratory.anatomy("human-dorsal-horn");
    private static final double ONSET_ms = 200;

    private static Site foot() {
        return HUMAN.sites().get("left-foot");
    }

    private static Circuit run(Anatomy anatomy, long seed, Stimulus stimulus, double time_ms) {
        Circuit circuit = Circuit.build(anatomy, RandomKey.of(seed));
        new Probe(circuit, stimulus, RandomKey.of(100 + seed)).advance(circuit.timeStep().steps(time_ms));
        return circuit;
    }

    /** Times of the spikes of a class in a dermatome after the onset. */
    private static List<Double> times_ms(Circuit circuit, String name, String dermatome) {
        List<Double> times = new ArrayList<>();
        for (Population population : circuit.populations(name)) {
            SpikeLog log = circuit.log(population);
            for (int i = 0; i < log.size() && population.group().equals(dermatome); i++) {
                times.add(circuit.timeStep().time_ms(log.step(i)) - ONSET_ms);
            }
        }
        return times;
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** By hand: 1 m at 50, 13 and 0.8 m/s is 20, 76.9 and 1250 ms; the rat's 110 mm at 42, 4.5, 0.66 and 0.58 m/s. */
    @ParameterizedTest
    @CsvSource({
        "human, a-beta, 20", "human, a-delta, 76.9", "human, c-peptidergic, 1250", "human, c-nonpeptidergic, 1250",
        "rat, a-beta, 2.62", "rat, a-delta, 24.4", "rat, c-peptidergic, 166.7", "rat, c-nonpeptidergic, 189.7"
    })
    void volleysArriveAfterPathOverVelocity(String species, String population, double expected_ms) {
        Anatomy anatomy = species.equals("human") ? HUMAN : Laboratory.anatomy();
        Site site = anatomy.sites().get(species.equals("human") ? "left-foot" : "left-hindpaw");
        Stimulus pulse = new ElectricalTrain(site.x_mm(), site.y_mm(), 200, 1, 1000, ONSET_ms, 1000);
        List<Double> arrivals = new ArrayList<>();
        for (long seed = 0; seed < 4; seed++) {
            Circuit circuit = run(anatomy, seed, pulse, ONSET_ms + 2 * expected_ms);
            times_ms(circuit, population, "L5").stream().filter(t -> t > 0).forEach(arrivals::add);
        }
        // Velocities of single fibres spread by 10 to 15 percent; of 56 or more the median lies within 5 percent.
        assertThat(arrivals).hasSizeGreaterThanOrEqualTo(4 * 14);
        assertThat(median(arrivals)).isCloseTo(expected_ms, within(0.05 * expected_ms));
    }

    /** By hand: 450 mm at 9.87 m/s and 1.5 ms at the synapse. */
    @Test
    void ascendingSpikesTakeTheTimeOfTheHumanSpinothalamicTract() {
        double expected_ms = 1.5 + 450 / 9.87;
        List<Projection> ascending = Circuit.build(HUMAN, RandomKey.of(1)).projections().stream()
                .filter(p -> p.spec().to().population().equals("on")).toList();
        assertThat(ascending).isNotEmpty();
        ascending.forEach(p -> assertThat(p.delay_steps() / 10.0).isCloseTo(expected_ms, within(0.5)));
    }

    /** Skin and reach grow alike: a cell collects from as many senders, and from as large a share of a dermatome. */
    @Test
    void theCircuitKeepsItsShape() {
        Anatomy rat = Laboratory.anatomy();
        assertThat(HUMAN.species()).isEqualTo("human");
        assertThat(HUMAN.sites()).containsOnlyKeys("left-foot", "right-foot", "left-sole", "left-thigh",
            "left-ankle");
        assertThat(HUMAN.populations()).extracting(PopulationSpec::counts)
                .isEqualTo(rat.populations().stream().map(PopulationSpec::counts).toList());
        double scale = HUMAN.dermatomeWidth_mm() / rat.dermatomeWidth_mm();
        assertThat(HUMAN.dermatomeHeight_mm() / rat.dermatomeHeight_mm()).isEqualTo(scale);
        for (int i = 0; i < rat.projections().size(); i++) {
            assertThat(HUMAN.projections().get(i).name()).isEqualTo(rat.projections().get(i).name());
            assertThat(HUMAN.projections().get(i).reach_mm()).isEqualTo(scale * rat.projections().get(i).reach_mm());
        }
        assertThat(synapses(HUMAN)).isCloseTo(synapses(rat), within(0.01 * synapses(rat)));
    }

    private static double synapses(Anatomy anatomy) {
        return Circuit.build(anatomy, RandomKey.of(1)).projections().stream().mapToInt(Projection::synapses).sum();
    }

    @Test
    void everySiteLiesInItsDermatome() {
        for (Anatomy anatomy : List.of(HUMAN, Laboratory.anatomy())) {
            anatomy.sites().values().forEach(site -> {
                int strip = (int) (site.x_mm() / anatomy.dermatomeWidth_mm());
                assertThat(anatomy.dermatomes().get(strip)).as(site.name()).isEqualTo(site.dermatome());
                assertThat(site.y_mm()).isBetween(0.0, anatomy.dermatomeHeight_mm());
            });
        }
    }

    /** A thermode of 9 cm2 that warms by 2 K/s: the motor volley of the withdrawal, by the criterion of human-heat. */
    @Test
    void theFootIsWithdrawnFromPainfulHeatOnly() {
        double[] temperatures_C = IntStream.range(0, 4).mapToDouble(seed -> 32 + withdrawal_s(seed, 48) * 2).toArray();
        // Slow contact heat hurts people from about 42 to 46 Cel on.
        assertThat(DoubleStream.of(temperatures_C).average().orElseThrow()).isBetween(41.5, 46.0);
        assertThat(DoubleStream.of(temperatures_C).max().orElseThrow()).isLessThan(48.5);
        assertThat(withdrawal_s(1, 38)).as("warmth").isInfinite();
    }

    private static double withdrawal_s(int seed, double to_C) {
        Stimulus plate = new ContactThermode(foot().x_mm(), foot().y_mm(), 32, to_C, 2, ONSET_ms, 3000, 9, 2);
        List<Double> motor = times_ms(run(HUMAN, seed, plate, ONSET_ms + 9000), "flexor-motoneuron", "L5");
        motor.sort(Double::compare);
        for (int i = 11; i < motor.size(); i++) {
            if (motor.get(i) - motor.get(i - 11) < 200) {
                return motor.get(i) / 1000;
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    /** First and second pain: wide-dynamic-range cells answer a pulse twice, a second apart. */
    @Test
    void deepCellsAnswerTwice() {
        Stimulus pulse = new ElectricalTrain(foot().x_mm(), foot().y_mm(), 40, 1, 1000, ONSET_ms, 37.5);
        int early = 0;
        int between = 0;
        int late = 0;
        for (long seed = 0; seed < 4; seed++) {
            for (double t : times_ms(run(HUMAN, seed, pulse, ONSET_ms + 2000), "wide-dynamic-range", "L5")) {
                early += t >= 60 && t < 260 ? 1 : 0;
                between += t >= 500 && t < 700 ? 1 : 0;
                late += t >= 1150 && t < 1350 ? 1 : 0;
            }
        }
        assertThat(early).isGreaterThan(3 * between);
        assertThat(late).isGreaterThan(3 * between);
    }

    @Test
    void theExamplesOfThePageAreRight() throws IOException {
        String page = Files.readString(Path.of("src/site/markdown/anatomy.md"));
        Matcher example = Pattern.compile("(?s)```yaml\\n(based-on.*?)```").matcher(page);
        List<Anatomy> read = new ArrayList<>();
        while (example.find()) {
            read.add(Laboratory.anatomy("example", example.group(1)));
        }
        assertThat(read).hasSize(2);
        assertThat(read.get(0).sites()).containsKey("left-heel").doesNotContainKey("tail");
        assertThat(read.get(1).population("islet").perDermatome()).isTrue();
    }

    /** A new class of cells and its synapses need no Java. */
    @Test
    void aPopulationAndItsProjectionsAreTextOnly() {
        Anatomy more = Laboratory.anatomy("islets", """
            based-on: human-dorsal-horn
            adds:
              populations:
                islet:
                  membrane: inhibitory
                  region: lamina-II-inner
                  count: {value: 5 1, origin: assumed, reason: test, range: [1 1, 9 1]}
                  firing-patterns:
                    tonic: {value: 1 1, origin: assumed, reason: test, range: [0 1, 1 1]}
                  background-rate: {value: 0 Hz, origin: assumed, reason: test, range: [0 Hz, 9 Hz]}
                  background-conductance: {value: 0 nS, origin: assumed, reason: test, range: [0 nS, 1 nS]}
                  nmda-receptors: {value: 0 1, origin: assumed, reason: test, range: [0 1, 9 1]}
              projections:
                a-beta to islet:
                  from: a-beta
                  to: islet
                  convergence: {value: 4 1, origin: assumed, reason: test, range: [1 1, 9 1]}
                  ampa: {value: 8 nS, origin: assumed, reason: test, range: [0 nS, 9 nS]}
                  delay: {value: 1 ms, origin: assumed, reason: test, range: [0.5 ms, 2 ms]}
                  release-probability: {value: 1 1, origin: assumed, reason: test, range: [0 1, 1 1]}
            """);
        assertThat(more.populations()).hasSize(HUMAN.populations().size() + 1);
        Stimulus pulse = new ElectricalTrain(foot().x_mm(), foot().y_mm(), 2, 1, 1000, ONSET_ms, 1000);
        Circuit circuit = run(more, 1, pulse, ONSET_ms + 100);
        assertThat(circuit.populations("islet")).hasSize(6).allMatch(p -> p.count() == 5);
        assertThat(times_ms(circuit, "islet", "L5")).as("A-beta volley of 20 ms").isNotEmpty()
                .allMatch(t -> t > 15 && t < 100);
        // What was there before is drawn as before.
        Circuit without = run(HUMAN, 1, pulse, ONSET_ms + 100);
        assertThat(times_ms(circuit, "a-beta", "L5")).isEqualTo(times_ms(without, "a-beta", "L5"));
    }
}
