package org.rexed.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rexed.Laboratory;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.ModulationPorts.Port;
import org.rexed.neuron.Population;
import org.rexed.random.RandomKey;
import org.rexed.scenario.ModelLibrary;

/** Every mechanism has a file and a switch; off means no trace, at rest means no trace, on and driven leaves one. */
class MechanismSwitchTest {
    private static final int DAYS = 3;
    private static final List<String> DRIVEN_BY_DYNORPHIN = List.of(PeptideRelease.NAME, Prostaglandins.NAME);
    /** A bad injury, which drives the mechanism that acts on afferents. */
    private static final Injuries INJURIES = new Injuries(
            List.of(
                    Laboratory.injury(Injury.Kind.INFLAMMATION, 0, Double.POSITIVE_INFINITY),
                    Laboratory.injury(Injury.Kind.NERVE_INJURY, 0, Double.POSITIVE_INFINITY)),
            List.of());

    private final Mechanisms mechanisms = Laboratory.mechanisms(Map.of());

    static List<String> switchable() {
        return Mechanisms.SWITCHABLE;
    }

    @Test
    void everyFileHasAClassAndEveryClassAFile() {
        assertThat(Laboratory.LIBRARY.names(ModelLibrary.Kind.MECHANISM))
                .containsExactlyInAnyOrderElementsOf(Mechanisms.SWITCHABLE);
        List<Mechanism> all =
                mechanisms.build(Map.of(), Laboratory.drugs(), Laboratory.milieu(), RandomKey.of(1));
        assertThat(all.stream().skip(1).map(Mechanism::name)).containsExactlyElementsOf(Mechanisms.SWITCHABLE);
        assertThat(all.get(0)).isInstanceOf(ReceptorSignaling.class);
    }

    private static Map<String, Double> only(String name, double strength) {
        Map<String, Double> all = new LinkedHashMap<>();
        Mechanisms.SWITCHABLE.forEach(each -> all.put(each, 0.0));
        all.put(name, strength);
        return all;
    }

    /** Signals as under a strong opioid, set by hand; they stand for every other mechanism. */
    private static void drive(Milieu milieu) {
        Arrays.fill(milieu.muStimulus, 0.5);
        Arrays.fill(milieu.muSignal, 0.6);
        Arrays.fill(milieu.alpha2Signal, 0.3);
        Arrays.fill(milieu.calcium_pA, 3);
        for (Population p : milieu.circuit().populations("on")) {
            Arrays.fill(milieu.rate_Hz, p.first(), p.end(), 25);
        }
    }

    private static double[] trace(List<Mechanism> mechanisms, Milieu milieu, boolean driven) {
        if (driven) {
            drive(milieu);
        }
        for (int tick = 1; tick <= DAYS * 144; tick++) {
            for (Mechanism mechanism : mechanisms) {
                mechanism.advance(tick, 10);
            }
        }
        ModulationPorts ports = new ModulationPorts(milieu.circuit().size());
        mechanisms.forEach(mechanism -> mechanism.modulate(ports));
        return concat(ports, milieu);
    }

    /** Everything a mechanism can do to others: ports, then the values it alone writes. */
    private static double[] concat(ModulationPorts ports, Milieu milieu) {
        java.util.stream.DoubleStream.Builder all = java.util.stream.DoubleStream.builder();
        for (Port port : Port.values()) {
            Arrays.stream(ports.column(port)).forEach(all);
        }
        Arrays.stream(milieu.muCoupled).forEach(all);
        Arrays.stream(milieu.kinaseC).forEach(all);
        Arrays.stream(milieu.muAntagonism).forEach(all);
        Arrays.stream(milieu.dynorphin_nM).map(c -> c - milieu.restingDynorphin_nM).forEach(all);
        Arrays.stream(milieu.dynorphinExcitation).forEach(all);
        all.add(milieu.glutamateUptake).add(milieu.cck);
        return all.build().toArray();
    }

    private static double[] neutral() {
        Milieu milieu = Laboratory.milieu();
        return concat(new ModulationPorts(milieu.circuit().size()), milieu);
    }

    @ParameterizedTest
    @MethodSource("switchable")
    void onAndDrivenLeavesATraceOffNone(String name) {
        Milieu on = Laboratory.milieu();
        List<Mechanism> alone =
                mechanisms.build(only(name, 1), INJURIES, Laboratory.drugs(), on, RandomKey.of(2));
        assertThat(alone).hasSize(2);
        // Without signaling, which would overwrite the stimulus set by hand.
        if (DRIVEN_BY_DYNORPHIN.contains(name)) {
            Arrays.fill(on.dynorphinExcitation, 0.3);
        }
        assertThat(trace(alone.subList(1, 2), on, true)).as("on").isNotEqualTo(neutral());
        Milieu off = Laboratory.milieu();
        List<Mechanism> none =
                mechanisms.build(only(name, 0), INJURIES, Laboratory.drugs(), off, RandomKey.of(2));
        assertThat(none).hasSize(1);
        assertThat(trace(none.subList(1, 1), off, true)).as("off").containsExactly(neutral(), within(0.0));
    }

    @ParameterizedTest
    @MethodSource("switchable")
    void strengthScalesTheEffect(String name) {
        double[] neutral = neutral();
        double half = distance(driven(name, 0.5), neutral);
        double one = distance(driven(name, 1), neutral);
        double two = distance(driven(name, 2), neutral);
        assertThat(half).isPositive().isLessThan(one);
        assertThat(one).isLessThan(two);
        // What is left is chance (receptors that come and go), a level without action (CCK) or rest (dynorphin).
        assertThat(distance(driven(name, 1e-9), neutral)).as("fades with its strength").isLessThan(one / 3);
    }

    private double[] driven(String name, double strength) {
        Milieu milieu = Laboratory.milieu();
        List<Mechanism> alone =
                mechanisms.build(only(name, strength), INJURIES, Laboratory.drugs(), milieu, RandomKey.of(2));
        if (DRIVEN_BY_DYNORPHIN.contains(name)) {
            Arrays.fill(milieu.dynorphinExcitation, 0.3);
        }
        return trace(alone.subList(1, 2), milieu, true);
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(a[i] - b[i]);
        }
        return sum;
    }

    @ParameterizedTest
    @MethodSource("switchable")
    void atRestItLeavesNoTrace(String name) {
        Milieu milieu = Laboratory.milieu();
        List<Mechanism> alone = mechanisms.build(only(name, 1), Laboratory.drugs(), milieu, RandomKey.of(3));
        double[] trace = trace(alone, milieu, false);
        if (NmdaSensitization.NAME.equals(name)) {
            // Receptors come and go by chance; each cell stays near one and no receptor is phosphorylated.
            assertThat(distance(trace, neutral()) / milieu.circuit().size()).isLessThan(0.05);
        } else if (Dynorphin.NAME.equals(name)) {
            double[] ports = Arrays.copyOf(trace, Port.values().length * milieu.circuit().size());
            assertThat(ports).containsExactly(Arrays.copyOf(neutral(), ports.length), within(1e-9));
            assertThat(milieu.dynorphinExcitation).containsOnly(new double[] {0, 0, 0}, within(1e-9));
        } else {
            assertThat(trace).containsExactly(neutral(), within(1e-12));
        }
    }

    @Test
    void naiveAnimalHasNeutralPortsWithAllMechanismsOn() {
        Milieu milieu = Laboratory.milieu();
        List<Mechanism> all = mechanisms.build(Map.of(), Laboratory.drugs(), milieu, RandomKey.of(4));
        ModulationPorts ports = new ModulationPorts(milieu.circuit().size());
        ModulationPorts neutral = new ModulationPorts(milieu.circuit().size());
        for (int tick = 1; tick <= 720; tick++) {
            for (Mechanism mechanism : all) {
                mechanism.advance(tick, 1);
            }
        }
        all.forEach(mechanism -> mechanism.modulate(ports));
        for (Port port : Port.values()) {
            boolean chance = port == Port.NMDA_CONDUCTANCE_FACTOR;
            assertThat(ports.column(port))
                    .as(port.name())
                    .containsExactly(neutral.column(port), within(chance ? 0.05 : 1e-9));
        }
    }
}
