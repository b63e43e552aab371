package org.rexed.nociception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rexed.Laboratory;
import org.rexed.circuit.Circuit;
import org.rexed.circuit.Probe;
import org.rexed.circuit.Site;
import org.rexed.neuron.Population;
import org.rexed.random.RandomKey;
import org.rexed.synapse.SpikeLog;

/** Courses of the stimuli in time and space, and which fibres of the skin they excite. */
class StimulusTest {
    private static final Site PAW = Laboratory.anatomy().sites().get("left-hindpaw");

    @Test
    void aThermodeWarmsHoldsAndLeaves() {
        ContactThermode warm = new ContactThermode(0, 0, 32, 48, 8, 500, 1000, 1, 1.5);
        assertThat(warm.end_ms()).isEqualTo(3500);
        assertThat(DoubleStream.of(0, 500, 1500, 2500, 3400, 3500).map(warm::intensity).toArray())
                .containsExactly(32, 32, 40, 48, 48, 32);
        assertThat(warm.resting()).isEqualTo(32);
    }

    @Test
    void aThermodeCools() {
        ContactThermode cold = new ContactThermode(0, 0, 32, 4, 14, 0, 1000, 1, 1.5);
        assertThat(DoubleStream.of(0, 1000, 2000, 2900, 3000).map(cold::intensity).toArray())
                .containsExactly(32, 18, 4, 4, 32);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 4, 20})
    void aThermodeCoversItsArea(double area_cm2) {
        ContactThermode warm = new ContactThermode(0, 0, 32, 48, 8, 0, 1000, area_cm2, 1.5);
        double covered_mm2 = 0;
        for (double x = -40; x < 40; x += 0.2) {
            for (double y = -40; y < 40; y += 0.2) {
                covered_mm2 += warm.share(x, y) == 1 ? 0.04 : 0;
            }
        }
        assertThat(covered_mm2).isCloseTo(100 * area_cm2, within(2 * area_cm2));
        double radius_mm = StrictMath.sqrt(100 * area_cm2 / StrictMath.PI);
        assertThat(warm.share(radius_mm + 1, 0)).isBetween(0.1, 0.99);
        assertThat(warm.share(radius_mm + 8, 0)).isLessThan(0.01);
    }

    @Test
    void aBrushPassesPlacesInTurn() {
        Brush brush = new Brush(10, 20, 25, 8, 30, 6, 1, 60, 2, 2000, 100);
        assertThat(brush.arrival_ms(10, 5)).isZero();
        assertThat(brush.arrival_ms(10, 20)).isEqualTo(250);
        assertThat(brush.arrival_ms(10, 35)).isEqualTo(500);
        // 6 mm of contact at 60 mm/s are 100 ms; the second stroke follows after 2 s, and no third.
        assertThat(DoubleStream.of(99, 100, 199, 200, 2100, 2199, 2200, 4100).map(brush::intensity).toArray())
                .containsExactly(0, 25, 25, 0, 25, 25, 0, 0);
        assertThat(brush.share(10, 20)).isEqualTo(1);
        assertThat(brush.share(14, 35)).isEqualTo(1);
        assertThat(brush.share(20, 20)).isLessThan(0.01);
    }

    @Test
    void lowThresholdFibresFireWhileTheBrushPassesAndNociceptorsDoNot() {
        double[] y_mm = IntStream.range(0, 300).mapToDouble(i -> 0.1 * i).toArray();
        Brush brush = new Brush(0, 15, 25, 8, 30, 6, 1, 30, 1, 2000, 0);
        for (String name : List.of("c-peptidergic", "c-nonpeptidergic", "a-delta")) {
            Bundle nociceptors = Bundle.at(Bundle.rat(name), new double[300], y_mm, 1, 10);
            assertThat(nociceptors.spikes(brush, 2, 2000)).isEqualTo(nociceptors.spikes(Stimulus.none(), 2, 2000));
        }
        List<List<Integer>> touch =
                Bundle.at(Bundle.rat("a-beta"), new double[300], y_mm, 1, 10).spikes(brush, 2, 2000);
        for (int place = 0; place < 3; place++) {
            double[] times_ms = touch.subList(100 * place, 100 * place + 100).stream().flatMap(List::stream)
                    .mapToDouble(step -> 0.1 * step).toArray();
            double begin_ms = 333 * place;
            // The bristles are on these 10 mm for 333 ms and the 200 ms that each place is touched.
            long passing = Arrays.stream(times_ms).filter(t -> t > begin_ms && t < begin_ms + 545).count();
            assertThat(times_ms).hasSizeGreaterThan(200);
            assertThat(passing).isGreaterThan((long) (0.85 * times_ms.length));
        }
    }

    /** Heat of 47 degrees on the paw reaches more fibres the larger the thermode, as far as the skin map goes. */
    @Test
    void aLargerAreaExcitesMoreFibres() {
        int[] active = DoubleStream.of(1, 4, 10, 20).mapToInt(StimulusTest::hotFibres).toArray();
        for (int i = 1; i < active.length; i++) {
            assertThat(active[i]).isGreaterThan((int) (1.3 * active[i - 1]));
        }
        // 6 dermatomes of 4 cm2 hold 74 nociceptors each; a tenth stays below its threshold.
        assertThat(active[0]).isBetween(8, 50);
    }

    private static int hotFibres(double area_cm2) {
        Circuit circuit = Laboratory.circuit(1);
        Afferents fibres = circuit.afferents();
        fibres.begin(
                new ContactThermode(PAW.x_mm(), PAW.y_mm(), 32, 47, 15, 0, 1500, area_cm2, 1.5),
                Bundle.neutral(fibres.count()), RandomKey.of(3));
        int[] spikes = new int[fibres.count()];
        int[] fired = new int[fibres.count()];
        for (int step = 0; step < 27_000; step++) {
            int count = fibres.advance(step, fired);
            for (int f = 0; f < count; f++) {
                spikes[fired[f]]++;
            }
        }
        return (int) Arrays.stream(spikes).filter(s -> s >= 5).count();
    }

    /** Cutting a probe with brush strokes or pulses changes no bit of its spikes. */
    @ParameterizedTest
    @ValueSource(strings = {"brush", "electrical", "cold"})
    void piecesOfAProbeGiveTheSameSpikes(String kind) {
        Stimulus stimulus = switch (kind) {
            case "brush" -> new Brush(PAW.x_mm(), PAW.y_mm(), 25, 8, 30, 6, 1, 60, 1, 1000, 20);
            case "electrical" -> new ElectricalTrain(PAW.x_mm(), PAW.y_mm(), 40, 4, 130.03, 20.04, 10);
            default -> new ContactThermode(PAW.x_mm(), PAW.y_mm(), 32, 0, 100, 20, 500, 5, 1.5);
        };
        Circuit circuit = Circuit.build(Laboratory.anatomy(), RandomKey.of(2));
        Probe whole = new Probe(circuit, stimulus, RandomKey.of(4));
        whole.advance(7_000);
        List<String> spikes = spikes(circuit);
        Probe pieces = new Probe(circuit, stimulus, RandomKey.of(4));
        for (int piece = 1; pieces.step() < 7_000; piece = piece * 5 % 97) {
            pieces.advance(Math.min(piece, 7_000 - pieces.step()));
        }
        assertThat(spikes(circuit)).isEqualTo(spikes).hasSizeGreaterThan(100);
    }

    private static List<String> spikes(Circuit circuit) {
        return circuit.populations().stream().flatMap(population -> spikes(circuit, population)).toList();
    }

    private static Stream<String> spikes(Circuit circuit, Population population) {
        SpikeLog log = circuit.log(population);
        return IntStream.range(0, log.size()).mapToObj(s -> log.neuron(s) + "@" + log.step(s));
    }

    @Test
    void aSurfaceIsApproachedExponentially() {
        SurfaceContact water = new SurfaceContact(0, 0, 32, 2, 10, 500, 4, 1.5);
        assertThat(water.intensity(0)).isEqualTo(32);
        assertThat(water.intensity(500)).isEqualTo(32);
        assertThat(water.intensity(10_500)).isCloseTo(2 + 30 / Math.E, within(1e-12));
        assertThat(water.resting()).isEqualTo(32);
        assertThat(water.share(11.2, 0)).isEqualTo(1);
        assertThat(water.share(11.284 + 3, 0)).isCloseTo(StrictMath.exp(-2), within(1e-3));
    }

    @Test
    void aBluntTipPressesMoreThanIsFelt() {
        RisingPressure tip = new RisingPressure(0, 0, 160, 0.1, 300, 6);
        assertThat(tip.intensity(200)).isZero();
        assertThat(tip.intensity(2300)).isEqualTo(320);
        assertThat(tip.share(0, 0)).isEqualTo(0.1);
        assertThat(tip.share(12, 0)).isCloseTo(0.1 * StrictMath.exp(-2), within(1e-12));
    }
}
