package org.rexed.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rexed.neuron.Population;
import org.rexed.nociception.HeatRamp;
import org.rexed.nociception.PunctateForce;
import org.rexed.nociception.Stimulus;
import org.rexed.random.RandomKey;

/** What a probe promises: any cut, no traces, no influence of what is not connected. */
class ProbeTest {
    private static final Anatomy ANATOMY = RatAnatomy.read();
    private static final Site PAW = ANATOMY.sites().get("left-hindpaw");
    private static final Stimulus HEAT = new HeatRamp(PAW.x_mm(), PAW.y_mm(), 36, 12, 12, 200);

    @Test
    void howAProbeIsCutDoesNotMatter() {
        Circuit circuit = Circuit.build(ANATOMY, RandomKey.of(1));
        Probe whole = new Probe(circuit, HEAT, RandomKey.of(2));
        whole.advance(9_000);
        List<String> spikes = RatAnatomy.spikes(circuit);
        double[] calcium_fC = whole.summary().calcium_fC();
        double[] peptide = whole.summary().peptideReleases();
        Population peptidergic = circuit.populations("c-peptidergic").get(4);
        assertThat(whole.summary().peptideReleases(peptidergic)).isPositive();
        for (int piece : new int[] {1, 7, 10, 333, 8_999}) {
            Probe cut = new Probe(circuit, HEAT, RandomKey.of(2));
            while (cut.step() < 9_000) {
                cut.advance(Math.min(piece, 9_000 - cut.step()));
            }
            assertThat(RatAnatomy.spikes(circuit)).isEqualTo(spikes);
            assertThat(cut.summary().calcium_fC()).isEqualTo(calcium_fC);
            assertThat(cut.summary().peptideReleases()).isEqualTo(peptide);
        }
    }

    @Test
    void aProbeLeavesNothingBehindForTheNext() {
        Circuit circuit = Circuit.build(ANATOMY, RandomKey.of(1));
        new Probe(circuit, Stimulus.none(), RandomKey.of(3)).advance(5_000);
        List<String> fresh = RatAnatomy.spikes(circuit);
        new Probe(circuit, HEAT, RandomKey.of(4)).advance(5_003);
        new Probe(circuit, Stimulus.none(), RandomKey.of(3)).advance(5_000);
        assertThat(RatAnatomy.spikes(circuit)).isEqualTo(fresh);
    }

    @Test
    void anotherChanceGivesOtherSpikes() {
        Circuit circuit = Circuit.build(ANATOMY, RandomKey.of(1));
        new Probe(circuit, Stimulus.none(), RandomKey.of(3)).advance(5_000);
        List<String> first = RatAnatomy.spikes(circuit);
        new Probe(circuit, Stimulus.none(), RandomKey.of(4)).advance(5_000);
        assertThat(RatAnatomy.spikes(circuit)).isNotEqualTo(first);
    }

    @Test
    void populationsWithoutConnectionsChangeNothingElsewhere() {
        List<PopulationSpec> more = new ArrayList<>(ANATOMY.populations());
        more.add(0, copy(ANATOMY.population("c-peptidergic"), "lonely-fibres"));
        more.add(6, copy(ANATOMY.population("excitatory"), "lonely-cells"));
        Anatomy larger = new Anatomy(
                ANATOMY.name(), ANATOMY.species(), ANATOMY.dermatomes(), ANATOMY.dermatomeWidth_mm(),
                ANATOMY.dermatomeHeight_mm(), ANATOMY.afferentPath_mm(), ANATOMY.sites(), ANATOMY.kinetics(),
                ANATOMY.intrinsic(), ANATOMY.brainStates(), more, ANATOMY.projections(), ANATOMY.motorPool());
        Circuit plain = Circuit.build(ANATOMY, RandomKey.of(1));
        Circuit extended = Circuit.build(larger, RandomKey.of(1));
        assertThat(extended.size()).isEqualTo(
                plain.size() + cells(plain, "c-peptidergic") + cells(plain, "excitatory"));
        new Probe(plain, HEAT, RandomKey.of(2)).advance(12_000);
        new Probe(extended, HEAT, RandomKey.of(2)).advance(12_000);
        assertThat(RatAnatomy.spikes(extended)).anyMatch(s -> s.contains("lonely-fibres"));
        assertThat(RatAnatomy.spikes(extended).stream().filter(s -> !s.contains("lonely")).toList())
                .hasSizeGreaterThan(1_000)
                .isEqualTo(RatAnatomy.spikes(plain));
    }

    private static int cells(Circuit circuit, String name) {
        return circuit.populations(name).stream().mapToInt(Population::count).sum();
    }

    private static PopulationSpec copy(PopulationSpec p, String name) {
        return new PopulationSpec(
                name, p.perDermatome(), p.counts(), p.afferent(), p.membrane(), p.patterns(), p.background_Hz(),
                p.background_nS(), p.arousal_Hz(), p.cycle(), Map.of(), p.nmdaReceptors());
    }

    @Test
    void refusesToGoOnWhenAPotentialIsNotANumber() {
        Circuit circuit = Circuit.build(ANATOMY, RandomKey.of(1));
        int neuron = circuit.populations("excitatory").get(1).first() + 3;
        circuit.ports().chlorideShift_mV[neuron] = Double.NaN;
        Probe probe = new Probe(circuit, Stimulus.none(), RandomKey.of(2));
        assertThatThrownBy(() -> probe.advance(1))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("neuron " + neuron);
    }

    @Test
    void aDeadCellNeverFiresAndItsNeighboursDo() {
        Circuit circuit = Circuit.build(ANATOMY, RandomKey.of(1));
        Population on = circuit.populations("on").get(0);
        circuit.neurons().kill(on.first() + 2);
        Probe probe = new Probe(circuit, Stimulus.none(), RandomKey.of(2));
        probe.advance(20_000);
        int[] spikes = probe.summary().spikes();
        assertThat(spikes[on.first() + 2]).isZero();
        assertThat(IntStream.range(on.first(), on.end()).filter(i -> spikes[i] > 0).count())
                .isEqualTo(on.count() - 1);
    }

    @Test
    void logsHoldEverySpikeOnceAndInOrder() {
        Circuit circuit = Circuit.build(ANATOMY, RandomKey.of(1));
        Stimulus force = new PunctateForce(PAW.x_mm(), PAW.y_mm(), 150, 100, 500, 4);
        Probe probe = new Probe(circuit, force, RandomKey.of(2));
        probe.advance(8_000);
        long logged = 0;
        for (Population population : circuit.populations()) {
            var log = circuit.log(population);
            logged += log.size();
            for (int i = 1; i < log.size(); i++) {
                boolean later = log.step(i) > log.step(i - 1);
                assertThat(later || log.neuron(i) > log.neuron(i - 1)).isTrue();
            }
            assertThat(log.count(0, 8_000)).isEqualTo(log.size());
        }
        assertThat(IntStream.of(probe.summary().spikes()).sum()).isEqualTo((int) logged);
    }
}
