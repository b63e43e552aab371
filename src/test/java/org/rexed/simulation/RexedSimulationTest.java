package org.rexed.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rexed.Laboratory;
import org.rexed.assay.ProbeObserver;
import org.rexed.circuit.Circuit;
import org.rexed.circuit.Probe;
import org.rexed.mechanism.DescendingFacilitation;
import org.rexed.mechanism.Mechanism;
import org.rexed.mechanism.OpponentAdaptation;
import org.rexed.mechanism.Signal;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.ModulationPorts.Port;
import org.rexed.neuron.Population;
import org.rexed.nociception.ForceCoding;
import org.rexed.pharmacology.Site;
import org.rexed.recording.Event;
import org.rexed.recording.Observation;
import org.rexed.recording.Recording;
import org.rexed.recording.StateSample;
import org.rexed.scenario.Scenario;
import org.rexed.scenario.ScenarioReader;
import org.rexed.subject.Subject;

/** One subject on the schedule: order, reproducibility, pairing of arms, events, lesions and failures. */
class RexedSimulationTest {
    private static final String TEXT = """
        rexed: 1
        name: short
        species: rat
        anatomy: rat-dorsal-horn
        subjects: 2
        seed: 7
        duration: 100 min
        tick: 1 min
        reference: vehicle
        assays:
          - {assay: hargreaves, site: left-hindpaw, baseline: 20 min, at: [60 min, 90 min]}
          - {assay: von-frey, site: left-hindpaw, baseline: 20 min, at: [90 min]}
        rasters:
          - {assay: hargreaves, at: [60 min]}
        arms:
          - name: vehicle
          - name: morphine
            doses:
              - {drug: morphine, dose: 5 mg/kg, route: sc, at: 30.25 min, every: 20 min, times: 2}
              - {drug: ketamine, rate: 1 mg/kg/h, route: pump, from: 40 min, for: 30.5 min}
          - name: cut
            lesions: [{site: dlf, at: 0 min}]
          - name: block
            lesions: [{site: dlf, at: 40 min, until: 70 min}]
          - name: block-in-cut
            lesions: [{site: dlf, at: 30 min}, {site: dlf, at: 40 min, until: 70 min}]
        """;

    private static Assembly assembly;
    private static Recording vehicle;
    private static Recording morphine;
    private static Recording stepped;
    private static Recording again;
    private static Recording other;
    private static Recording farSeed;
    private static Recording nearSeed;

    private static Assembly assembly(String text) {
        return assembly(text, true);
    }

    private static Assembly assembly(String text, boolean strict) {
        Scenario scenario = ScenarioReader.parse("short.yaml", text, Map.of(), Laboratory.LIBRARY);
        return new Assembly(scenario, Laboratory.LIBRARY, strict);
    }

    private static RexedSimulation simulation(String arm, int subject) {
        return assembly.simulation(assembly.scenario().arm(arm), subject);
    }

    @Test
    void theScenarioChoosesHowCFibresCodeForce() {
        Scenario plateau = ScenarioReader.parse("short.yaml", TEXT, Map.of("c-fibre-coding", "plateau"),
            Laboratory.LIBRARY);
        Assembly assembly = new Assembly(plateau, Laboratory.LIBRARY);
        assertThat(assembly.anatomy().population("c-peptidergic").afferent().coding()).isEqualTo(ForceCoding.PLATEAU);
        assertThat(assembly.simulation(plateau.arms().get(0), 0)).isNotNull();
        Scenario usual = ScenarioReader.parse("short.yaml", TEXT, Map.of(), Laboratory.LIBRARY);
        assertThat(new Assembly(usual, Laboratory.LIBRARY).anatomy().population("c-peptidergic").afferent().coding())
            .isEqualTo(ForceCoding.LINEAR);
    }

    @BeforeAll
    static void run() throws Exception {
        assembly = assembly(TEXT);
        // All at once on two threads: what one does must not reach another.
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Callable<Recording>> runs = List.of(
                () -> simulation("vehicle", 0).run(),
                () -> simulation("morphine", 0).run(),
                RexedSimulationTest::stepwise,
                () -> simulation("vehicle", 1).run(),
                () -> seeded(1),
                () -> seeded((1L << 32) + 1));
        List<Recording> done = new ArrayList<>();
        for (Future<Recording> each : threads.invokeAll(runs)) {
            done.add(each.get());
        }
        threads.shutdown();
        vehicle = done.get(0);
        morphine = done.get(1);
        stepped = done.get(2);
        other = done.get(3);
        nearSeed = done.get(4);
        farSeed = done.get(5);
        Assembly usual = assembly(TEXT, false);
        again = usual.simulation(usual.scenario().arm("morphine"), 0).run();
    }

    private static Recording stepwise() {
        RexedSimulation simulation = simulation("morphine", 0);
        simulation.start();
        int ticks = 1;
        while (simulation.advance()) {
            ticks++;
            assertThat(simulation.time_min()).isCloseTo(ticks - 1, within(1e-9));
        }
        assertThat(ticks).isEqualTo(100);
        assertThat(simulation.advance()).as("the study is over").isFalse();
        assertThat(simulation.time_min()).isEqualTo(100);
        return simulation.observed();
    }

    private static Recording seeded(long seed) {
        Assembly own = assembly(TEXT.replace("seed: 7", "seed: " + seed).replace("duration: 100", "duration: 91"));
        return own.simulation(own.scenario().arm("vehicle"), 0).run();
    }

    private static void assertSame(Recording a, Recording b) {
        assertThat(a.observations()).containsExactlyElementsOf(b.observations());
        assertThat(a.states()).containsExactlyElementsOf(b.states());
        assertThat(a.events()).containsExactlyElementsOf(b.events());
        assertThat(a.spikes()).hasSameSizeAs(b.spikes());
        for (int i = 0; i < a.spikes().size(); i++) {
            assertThat(a.spikes().get(i).spikes_ms()).containsExactly(b.spikes().get(i).spikes_ms());
        }
    }

    private static List<Double> readings(Recording recording) {
        return recording.observations().stream().map(Observation::reading).toList();
    }

    /** The second run is not strict: watching changes no bit. */
    @Test
    void steppedRunAndSecondRunGiveTheSameBits() {
        assertThat(morphine.states()).hasSizeGreaterThan(1000);
        assertThat(morphine.spikes()).isNotEmpty();
        assertSame(morphine, stepped);
        assertSame(morphine, again);
        RexedSimulation restarted = simulation("vehicle", 0);
        restarted.start();
        for (int i = 0; i < 25; i++) {
            restarted.advance();
        }
        assertSame(restarted.run(), vehicle);
    }

    @Test
    void subjectsAndSeedsDiffer() {
        assertThat(readings(other)).isNotEqualTo(readings(vehicle));
        assertThat(readings(farSeed)).isNotEqualTo(readings(nearSeed));
        assertThat(farSeed.states()).isNotEqualTo(nearSeed.states());
    }

    @Test
    void sameSubjectIsTheSameAnimalInEveryArm() {
        RexedSimulation one = simulation("vehicle", 1);
        RexedSimulation two = simulation("morphine", 1);
        RexedSimulation stranger = simulation("vehicle", 0);
        one.start();
        two.start();
        stranger.start();
        Circuit a = one.subject().circuit();
        Circuit b = two.subject().circuit();
        Circuit c = stranger.subject().circuit();
        assertThat(positions(a)).containsExactly(positions(b)).isNotEqualTo(positions(c));
        assertThat(thresholds(a)).containsExactly(thresholds(b)).isNotEqualTo(thresholds(c));
        for (int p = 0; p < a.projections().size(); p++) {
            int sender = a.projections().get(p).source().first();
            assertThat(a.projections().get(p).targets(sender))
                    .containsExactly(b.projections().get(p).targets(sender));
        }
        assertThat(rates_Hz(one.subject())).containsExactly(rates_Hz(two.subject()));
        // A mechanism's strength is a trait: driven alike, it answers alike.
        assertThat(drop_mV(one.subject())).isEqualTo(drop_mV(two.subject())).isNotEqualTo(drop_mV(stranger.subject()));
        assertThat(one.subject().mechanisms().stream().map(Mechanism::name).toList())
                .isEqualTo(two.subject().mechanisms().stream().map(Mechanism::name).toList());
    }

    private static double drop_mV(Subject subject) {
        DescendingFacilitation cck = subject.mechanism(DescendingFacilitation.class);
        subject.milieu().set(Signal.MU_STIMULUS, Site.BRAINSTEM, 0.5);
        cck.advance(1440);
        subject.circuit().ports().reset();
        cck.modulate(subject.circuit().ports());
        return subject.circuit().ports().thresholdShift_mV[
                subject.circuit().populations("on").get(0).first()];
    }

    private static double[] rates_Hz(Subject subject) {
        return IntStream.range(0, subject.circuit().size())
                .mapToDouble(i -> subject.milieu().get(Signal.RATE, i))
                .toArray();
    }

    private static double[] positions(Circuit circuit) {
        double[] all = new double[2 * circuit.size()];
        for (int i = 0; i < circuit.size(); i++) {
            all[2 * i] = circuit.x_mm(i);
            all[2 * i + 1] = circuit.y_mm(i);
        }
        return all;
    }

    private static double[] thresholds(Circuit circuit) {
        double[] all = new double[circuit.afferents().count()];
        for (int i = 0; i < all.length; i++) {
            all[i] = circuit.afferents().heatThreshold_C(i) + 1000 * circuit.afferents().forceThreshold_mN(i);
        }
        return all;
    }

    @Test
    void baselinesAreTheSameInBothArmsAndGoWithLaterReadings() {
        assertThat(vehicle.observations()).hasSize(5);
        assertThat(morphine.observations().subList(0, 2)).isEqualTo(vehicle.observations().subList(0, 2));
        for (Recording recording : List.of(vehicle, morphine)) {
            for (Observation o : recording.observations()) {
                Observation baseline = recording.observations().stream()
                        .filter(b -> b.assay().equals(o.assay()))
                        .findFirst()
                        .orElseThrow();
                assertThat(baseline.time_min()).isEqualTo(20);
                assertThat(o.baseline()).isEqualTo(baseline.reading());
                assertThat(o.percentOfBaseline()).isCloseTo(100 * o.reading() / baseline.reading(), within(1e-12));
            }
        }
        assertThat(vehicle.observations().stream().map(Observation::time_min))
                .containsExactly(20.0, 20.0, 60.0, 90.0, 90.0);
        assertThat(morphine.observations().get(2).reading())
                .as("analgesia at the peak")
                .isGreaterThan(vehicle.observations().get(2).reading());
    }

    @Test
    void eventsHoldTheExactTimesOfDoses() {
        assertThat(vehicle.events()).isEmpty();
        assertThat(morphine.events().stream()
                        .map(e -> e.time_min() + " " + e.event() + " " + e.what() + " " + e.note()))
                .containsExactly(
                        "30.25 bolus morphine sc",
                        "40.0 infusion start ketamine pump",
                        "50.25 bolus morphine sc",
                        "70.5 infusion stop ketamine pump");
        Event bolus = morphine.events().get(0);
        assertThat(bolus.unit()).isEqualTo("mg");
        // 5 mg/kg in a rat of about 300 g; the mass varies between animals.
        assertThat(bolus.amount()).isBetween(1.2, 1.8).isNotEqualTo(1.5);
        assertThat(morphine.events().get(2).amount()).isEqualTo(bolus.amount());
    }

    @Test
    void phasesRunInTheDeclaredOrder() {
        assertThat(Phase.values())
                .containsExactly(Phase.KINETICS, Phase.MECHANISMS, Phase.MODULATION, Phase.PROBES, Phase.RECORDING);
        String text = TEXT.replace("at: 30.25 min, every: 20 min, times: 2", "at: 59.5 min")
                .replace("route: sc", "route: iv");
        Assembly own = assembly(text);
        RexedSimulation simulation = own.simulation(own.scenario().arm("morphine"), 0);
        List<Double> seen = new ArrayList<>();
        simulation.watch(new ProbeObserver() {
            @Override
            public void ended(Probe probe) {
                Subject subject = simulation.subject();
                double time_min = simulation.time_min();
                if (time_min != 60) {
                    return;
                }
                seen.add(time_min);
                assertThat(subject.drugs().kinetics().get(0).time_min()).as("kinetics before probes").isEqualTo(60);
                double signal = subject.milieu().cordMean(Signal.MU_SIGNAL);
                assertThat(signal).as("mechanisms after kinetics").isPositive();
                Circuit circuit = subject.circuit();
                Population fibre = circuit.populations("c-peptidergic").get(0);
                assertThat(circuit.ports().releaseFactor[fibre.first()])
                        .as("modulation after mechanisms, before probes")
                        .isLessThan(1 - 0.5 * signal);
                List<StateSample> states = simulation.observed().states();
                assertThat(states.get(states.size() - 1).time_min()).as("recording after probes").isEqualTo(59);
            }
        });
        simulation.start();
        while (simulation.time_min() < 60) {
            simulation.advance();
        }
        assertThat(seen).isNotEmpty();
        List<StateSample> states = simulation.observed().states();
        assertThat(states.get(states.size() - 1).time_min()).isEqualTo(60);
    }

    @ParameterizedTest
    @CsvSource({"cut, 25, 0", "cut, 99, 0", "block, 25, 1", "block, 45, 0", "block, 69, 0", "block, 95, 1",
        "block-in-cut, 25, 1", "block-in-cut, 60, 0", "block-in-cut, 95, 0", "vehicle, 45, 1"})
    void lesionsSetTheDescendingGain(String arm, int until_min, double gain) {
        RexedSimulation simulation = simulation(arm, 0);
        simulation.start();
        while (simulation.time_min() < until_min) {
            simulation.advance();
        }
        simulation.subject().modulate();
        assertThat(simulation.subject().circuit().ports().descendingGain).containsOnly(gain);
    }

    @Test
    void lesionsAreEventsAndChangeTheReading() {
        Recording cut = simulation("cut", 0).run();
        assertThat(cut.events()).hasSize(1);
        assertThat(cut.events().get(0).event()).isEqualTo("lesion");
        assertThat(cut.events().get(0).time_min()).isZero();
        assertThat(readings(cut)).isNotEqualTo(readings(vehicle));
        Recording block = simulation("block", 0).run();
        assertThat(block.events().stream().map(e -> e.time_min() + " " + e.event()))
                .containsExactly("40.0 lesion", "70.0 lesion end");
        assertThat(block.observations().subList(0, 2)).isEqualTo(vehicle.observations().subList(0, 2));
        assertThat(block.observations().get(2)).isNotEqualTo(vehicle.observations().get(2));
    }

    private static final String NERVE = TEXT + """
          - name: nerve
            lesions: [{site: left-hindpaw, at: 40 min, until: 70 min}]
        """;

    /** Largest release factor of afferents, of those of the dermatome of the paw or of all others. */
    private static double release(Subject subject, boolean ofPaw) {
        int paw = subject.circuit().anatomy().dermatomes().indexOf("L5");
        subject.modulate();
        return subject.circuit().populations().stream().filter(p -> subject.circuit().spec(p).isAfferent()
                && (subject.milieu().dermatome(p) == paw) == ofPaw).flatMapToDouble(p ->
                IntStream.range(p.first(), p.end()).mapToDouble(i -> subject.circuit().ports().releaseFactor[i]))
            .max().orElseThrow();
    }

    private static double heat(Recording recording, double time_min) {
        return recording.observations().stream().filter(o -> o.assay().equals("hargreaves")
            && o.time_min() == time_min).findFirst().orElseThrow().reading();
    }

    @Test
    void aNerveBlockSilencesTheAfferentsOfItsDermatomeWhileItLasts() {
        Assembly own = assembly(NERVE);
        RexedSimulation simulation = own.simulation(own.scenario().arm("nerve"), 0);
        simulation.start();
        for (int time_min : new int[] {39, 40, 55, 69, 70, 95}) {
            while (simulation.time_min() < time_min) {
                simulation.advance();
            }
            boolean blocked = time_min >= 40 && time_min < 70;
            assertThat(release(simulation.subject(), true) > 0).as("minute " + time_min).isEqualTo(!blocked);
            assertThat(release(simulation.subject(), false)).isPositive();
            assertThat(simulation.subject().circuit().ports().descendingGain).containsOnly(1);
        }
        assertThat(simulation.observed().events().stream().map(e -> e.time_min() + " " + e.event() + " " + e.what()))
            .containsExactly("40.0 lesion nerve-L5", "70.0 lesion end nerve-L5");
        // The beam is wider than a dermatome: the animal feels the rest of it, and later.
        assertThat(heat(simulation.observed(), 20)).isEqualTo(heat(vehicle, 20));
        assertThat(heat(simulation.observed(), 60)).isGreaterThan(heat(vehicle, 60));
    }

    @Test
    void aNerveBlockLeavesOtherDermatomesAloneToTheLastBit() {
        RexedSimulation simulation = simulation("vehicle", 0);
        simulation.start();
        simulation.advance();
        Subject subject = simulation.subject();
        ModulationPorts ports = subject.circuit().ports();
        subject.modulate();
        double[] release = ports.releaseFactor.clone();
        double[] peptides = ports.peptideFactor.clone();
        subject.cut(Set.of("L5"));
        subject.modulate();
        int paw = subject.circuit().anatomy().dermatomes().indexOf("L5");
        int silent = 0;
        for (Population p : subject.circuit().populations()) {
            boolean cut = subject.circuit().spec(p).isAfferent() && subject.milieu().dermatome(p) == paw;
            silent += cut ? 1 : 0;
            for (int i = p.first(); i < p.end(); i++) {
                assertThat(ports.releaseFactor[i]).isEqualTo(cut ? 0 : release[i]);
                assertThat(ports.peptideFactor[i]).isEqualTo(cut ? 0 : peptides[i]);
            }
        }
        assertThat(silent).isPositive();
        subject.cut(Set.of());
        subject.modulate();
        assertThat(ports.releaseFactor).as("conducts again").isEqualTo(release);
        assertThat(ports.peptideFactor).isEqualTo(peptides);
    }

    @ParameterizedTest
    @CsvSource({"100 min, cck_level", "8 d, cck_level"})
    void brokenStateStopsInTheSameTickNamingVariableAndTime(String duration, String variable) {
        Assembly own = assembly(TEXT.replace("duration: 100 min", "duration: " + duration));
        RexedSimulation simulation = own.simulation(own.scenario().arm("vehicle"), 0);
        simulation.start();
        simulation.advance();
        simulation.advance();
        simulation.subject().milieu().set(Signal.CCK, Double.NaN);
        assertThatThrownBy(simulation::advance)
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("rvm")
                .hasMessageContaining(variable)
                .hasMessageContaining("NaN")
                .hasMessageContaining("minute 3");
    }

    /** A mechanism that reads what it did not declare, put into an animal. */
    private static Mechanism cheat(Subject subject, boolean inAdvance) {
        return new Mechanism() {
            @Override
            public String name() {
                return "cheat";
            }

            @Override
            public Set<Signal> reads() {
                return Set.of();
            }

            @Override
            public Set<Signal> writes() {
                return Set.of();
            }

            @Override
            public Set<Port> modulates() {
                return Set.of();
            }

            @Override
            public void advance(double step_min) {
                if (inAdvance) {
                    subject.milieu().get(Signal.CCK);
                }
            }

            @Override
            public void modulate(ModulationPorts ports) {
                if (!inAdvance) {
                    ports.addedLeak_nS[ports.addedLeak_nS.length - 1] += 0.01;
                }
            }

            @Override
            public void sample(Sampler sampler) {
                // nothing to tell
            }
        };
    }

    @ParameterizedTest
    @CsvSource({"true, true, cheat reads cck", "true, false, cheat modulates added-leak", "false, true,",
        "false, false,"})
    void strictModeStopsACheatAndOnlyStrictModeDoes(boolean strict, boolean inAdvance, String message) {
        Assembly own = assembly(TEXT, strict);
        RexedSimulation simulation = own.simulation(own.scenario().arm("vehicle"), 0);
        simulation.start();
        simulation.subject().mechanisms().add(cheat(simulation.subject(), inAdvance));
        if (strict) {
            assertThatThrownBy(() -> {
                        simulation.advance();
                        simulation.subject().modulate();
                    })
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(message)
                    .hasMessageContaining("without declaring it");
        } else {
            assertThat(simulation.advance()).isTrue();
            simulation.subject().modulate();
        }
    }

    @Test
    void brokenMembraneStopsTheProbe() {
        RexedSimulation simulation = simulation("vehicle", 0);
        simulation.start();
        simulation.watch(new ProbeObserver() {
            @Override
            public void advanced(Probe probe) {
                Circuit circuit = simulation.subject().circuit();
                circuit.neurons().potential()[circuit.size() - 1] = Float.NaN;
            }

            @Override
            public void ended(Probe probe) {
                // nothing to do
            }
        });
        assertThatThrownBy(() -> {
                    while (simulation.advance()) {
                        // until the first assay
                    }
                })
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("Membrane potential of neuron")
                .hasMessageContaining("at minute 20");
        assertThat(simulation.time_min()).isEqualTo(20);
    }

    @Test
    void everySampledVariableIsThereAtTheStartAndAtTheEnd() {
        List<String> names = names(vehicle, 0);
        assertThat(names).isEqualTo(names(vehicle, 100)).contains(
                "receptor:mu occupancy", "dorsal-horn dynorphin_extracellular", "rvm:on firing_rate",
                "dorsal-horn cgrp_store", "rvm cck_level", "dorsal-horn nmda_phosphorylated_fraction",
                "dorsal-horn glutamate_uptake_capacity");
        assertThat(names(morphine, 50)).contains("drug:morphine plasma_concentration");
    }

    private static List<String> names(Recording recording, double time_min) {
        return recording.states().stream()
                .filter(s -> s.time_min() == time_min)
                .map(s -> s.entity() + " " + s.variable())
                .toList();
    }

    @Test
    void mechanismsCanBeSwitchedOffInOneArm() {
        Assembly own = assembly(TEXT.replace("  - name: vehicle\n", "  - name: vehicle\n    mechanisms: {"
                + OpponentAdaptation.NAME + ": off}\n"));
        RexedSimulation off = own.simulation(own.scenario().arm("vehicle"), 0);
        RexedSimulation on = own.simulation(own.scenario().arm("cut"), 0);
        off.start();
        on.start();
        assertThat(off.subject().mechanism(OpponentAdaptation.class)).isNull();
        assertThat(on.subject().mechanism(OpponentAdaptation.class)).isNotNull();
    }
}
