package org.rexed.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rexed.Laboratory;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.ModulationPorts.Port;
import org.rexed.neuron.Population;
import org.rexed.pharmacology.DrugLevels;
import org.rexed.random.RandomKey;
import org.rexed.scenario.ModelLibrary;

/** Every mechanism has a file and a switch; off means no trace, at rest means no trace, on and driven leaves one. */
class MechanismSwitchTest {
    private static final int DAYS = 3;
    private final Mechanisms mechanisms = Laboratory.mechanisms(Map.of());

    static List<String> switchable() {
        return Mechanisms.SWITCHABLE;
    }

    @Test
    void everyFileHasAClassAndEveryClassAFile() {
        assertThat(Laboratory.LIBRARY.names(ModelLibrary.Kind.MECHANISM))
                .containsExactlyInAnyOrderElementsOf(Mechanisms.SWITCHABLE);
        List<Mechanism> all =
                built(Map.of(), Laboratory.milieu(), 1);
        assertThat(all.stream().skip(2).map(Mechanism::name)).containsExactlyElementsOf(Mechanisms.SWITCHABLE);
        assertThat(all.get(0)).isInstanceOf(ReceptorSignaling.class);
        assertThat(all.get(1)).isInstanceOf(NmdaReceptors.class);
    }

    private List<Mechanism> built(Map<String, Double> strength, Milieu milieu, long seed) {
        return mechanisms.build(
                Mechanisms.Constitution.usual(strength, RandomKey.of(seed)), Laboratory.drugs(), milieu);
    }

    private static Map<String, Double> only(String name, double strength) {
        Map<String, Double> all = new LinkedHashMap<>();
        Mechanisms.SWITCHABLE.forEach(each -> all.put(each, 0.0));
        all.put(name, strength);
        return all;
    }

    /** Signals as under a strong opioid whose effect has begun to wear off, set by hand for every other mechanism. */
    private static void drive(Milieu milieu, String besides) {
        milieu.fill(Signal.MU_STIMULUS, 0.5);
        milieu.fill(Signal.MU_ADAPTIVE_SIGNAL, 0.3);
        milieu.fill(Signal.ALPHA_2_SIGNAL, 0.3);
        milieu.fill(Signal.CALCIUM, 3);
        if (!ProteinKinaseC.NAME.equals(besides)) {
            milieu.fill(Signal.KINASE_C, 0.4);
            milieu.fill(Signal.KINASE_C_OF_CELL, 0.4);
        }
        if (!Dynorphin.NAME.equals(besides)) {
            milieu.fill(Signal.DYNORPHIN_EXCITATION, 0.3);
        }
        for (Population p : milieu.circuit().populations("on")) {
            for (int i = p.first(); i < p.end(); i++) {
                milieu.set(Signal.RATE, i, 25);
            }
        }
        if (!PeripheralInput.NAME.equals(besides)) {
            milieu.fill(Signal.DISCHARGE, 3);
        }
    }

    /** One mechanism alone over some days; of signals that it does not write only its own effect on them is left. */
    private double[] trace(String name, double strength, boolean driven) {
        Milieu milieu = Laboratory.milieuOfItsOwn();
        Milieu untouched = Laboratory.milieu();
        Injuries injuries = driven
                ? new Injuries(List.of(Laboratory.injury(Injury.Kind.INFLAMMATION, 0, 1e9)), List.of())
                : Injuries.NONE;
        List<Mechanism> all = mechanisms.build(
                new Mechanisms.Constitution(only(name, strength), Set.of(), true, injuries, RandomKey.of(2)),
                Laboratory.drugs(),
                milieu);
        assertThat(all).hasSize(strength == 0 ? 2 : 3);
        // Without signaling, which would overwrite the stimulus set by hand.
        List<Mechanism> alone = all.subList(1, all.size());
        if (driven) {
            drive(milieu, name);
            drive(untouched, name);
        }
        Watch watch = new Watch(milieu);
        for (int tick = 1; tick <= DAYS * 144; tick++) {
            alone.forEach(mechanism -> watch.advance(mechanism, 10));
        }
        ModulationPorts ports = new ModulationPorts(milieu.circuit().size());
        alone.forEach(mechanism -> watch.modulate(mechanism, ports));
        return differences(ports, milieu, untouched, alone);
    }

    /** Everything a mechanism can do: to ports, to signals, to cells, and in its own readout if it has no other. */
    private static double[] differences(
            ModulationPorts ports, Milieu milieu, Milieu untouched, List<Mechanism> alone) {
        DoubleStream.Builder all = DoubleStream.builder();
        for (Port port : Port.values()) {
            Arrays.stream(ports.column(port)).map(x -> x - port.neutral()).forEach(all);
        }
        for (Signal signal : Signal.values()) {
            boolean rest = signal == Signal.DYNORPHIN || signal == Signal.DYNORPHIN_AT_REST;
            for (int i = 0; i < milieu.length(signal); i++) {
                double naive = rest ? milieu.get(Signal.DYNORPHIN_AT_REST, i) : untouched.get(signal, i);
                all.add(milieu.get(signal, i) - naive);
            }
        }
        for (int i = 0; i < milieu.circuit().size(); i++) {
            all.add(milieu.circuit().neurons().alive(i) ? 0 : 1);
        }
        alone.stream().filter(SideEffects.class::isInstance).forEach(effects ->
                effects.sample((entity, variable, value, unit) -> all.add(value)));
        return all.build().toArray();
    }

    @ParameterizedTest
    @MethodSource("switchable")
    void onAndDrivenLeavesATraceOffNone(String name) {
        assertThat(size(trace(name, 1, true))).as("on").isPositive();
        assertThat(size(trace(name, 0, true))).as("off").isZero();
    }

    @ParameterizedTest
    @MethodSource("switchable")
    void strengthScalesTheEffect(String name) {
        double half = size(trace(name, 0.5, true));
        double one = size(trace(name, 1, true));
        double two = size(trace(name, 2, true));
        assertThat(half).isPositive();
        if (SideEffects.NAME.equals(name)) {
            // Its strength is that of tolerance: more of it leaves less of the effects.
            assertThat(half).isGreaterThan(one);
            assertThat(one).isGreaterThan(two);
            return;
        }
        assertThat(half).isLessThan(one);
        assertThat(one).isLessThan(two);
        // What is left is chance (receptors that come and go) or a level without action (CCK).
        double least = NmdaSensitization.NAME.equals(name) ? 0.7 : 1.0 / 3;
        assertThat(size(trace(name, 1e-9, true))).as("fades with its strength").isLessThan(least * one);
    }

    private static double size(double[] differences) {
        return Arrays.stream(differences).map(Math::abs).sum();
    }

    @ParameterizedTest
    @MethodSource("switchable")
    void atRestItLeavesNoTrace(String name) {
        double[] trace = trace(name, 1, false);
        if (NmdaSensitization.NAME.equals(name)) {
            // Receptors come and go by chance; each cell stays near one and no receptor is phosphorylated.
            assertThat(size(trace) / Laboratory.circuit(1).size()).isLessThan(0.05);
        } else {
            assertThat(Arrays.stream(trace).map(Math::abs).max().orElseThrow()).isLessThan(1e-9);
        }
    }

    static List<String> contested() {
        return Mechanisms.CONTESTED.keySet().stream().sorted().toList();
    }

    /** Each contested reading changes what its mechanism does in a driven animal, and the usual one stays as it was. */
    @ParameterizedTest
    @MethodSource("contested")
    void readingReachesItsMechanism(String reading) {
        double[] usual = course(Set.of(), false);
        assertThat(course(Set.of(), true)).as("usual readings are alike in both sexes").containsExactly(usual);
        double[] other = course(Set.of(reading), false);
        double largest = 0;
        for (int i = 0; i < usual.length; i++) {
            largest = Math.max(largest, Math.abs(other[i] - usual[i]));
        }
        assertThat(largest).isGreaterThan(0.01);
    }

    /** Ports of an animal on morphine for three days and one day after. */
    private double[] course(Set<String> contested, boolean male) {
        Milieu milieu = Laboratory.milieuOfItsOwn();
        DrugLevels drugs = Laboratory.drugs("morphine 30 mg/kg/d pump for 3 d");
        List<Mechanism> all = mechanisms.build(
                new Mechanisms.Constitution(Map.of(), contested, male, Injuries.NONE, RandomKey.of(5)), drugs, milieu);
        milieu.fill(Signal.CALCIUM, 0.6);
        for (Population p : milieu.circuit().populations("on")) {
            for (int i = p.first(); i < p.end(); i++) {
                milieu.set(Signal.RATE, i, 25);
            }
        }
        Watch watch = new Watch(milieu);
        ModulationPorts ports = new ModulationPorts(milieu.circuit().size());
        DoubleStream.Builder course = DoubleStream.builder();
        for (int tick = 1; tick <= 4 * 144; tick++) {
            drugs.advanceTo(tick * 10);
            all.forEach(mechanism -> watch.advance(mechanism, 10));
            if (tick % 36 == 0) {
                ports.reset();
                all.forEach(mechanism -> watch.modulate(mechanism, ports));
                for (Port port : Port.values()) {
                    course.add(Arrays.stream(ports.column(port)).average().orElseThrow());
                    course.add(Arrays.stream(ports.column(port)).max().orElseThrow());
                }
            }
        }
        return course.build().toArray();
    }

    @Test
    void onlyUnderTheContestedReadingDoFemalesLackMicroglialBdnf() {
        for (boolean male : new boolean[] {true, false}) {
            for (Set<String> contested : List.of(Set.<String>of(), Set.of(MicroglialBdnf.MALES_ONLY))) {
                boolean there = mechanisms
                        .build(
                                new Mechanisms.Constitution(
                                        Map.of(), contested, male, Injuries.NONE, RandomKey.of(1)),
                                Laboratory.drugs(),
                                Laboratory.milieu())
                        .stream()
                        .anyMatch(MicroglialBdnf.class::isInstance);
                assertThat(there).isEqualTo(male || contested.isEmpty());
            }
        }
    }

    @Test
    void naiveAnimalHasNeutralPortsWithAllMechanismsOn() {
        Milieu milieu = Laboratory.milieuOfItsOwn();
        List<Mechanism> all = built(Map.of(), milieu, 4);
        Watch watch = new Watch(milieu);
        ModulationPorts ports = new ModulationPorts(milieu.circuit().size());
        ModulationPorts neutral = new ModulationPorts(milieu.circuit().size());
        for (int tick = 1; tick <= 720; tick++) {
            all.forEach(mechanism -> watch.advance(mechanism, 1));
        }
        all.forEach(mechanism -> watch.modulate(mechanism, ports));
        for (Port port : Port.values()) {
            boolean chance = port == Port.NMDA_CONDUCTANCE_FACTOR;
            assertThat(ports.column(port))
                    .as(port.name())
                    .containsExactly(neutral.column(port), within(chance ? 0.05 : 1e-9));
        }
    }
}
