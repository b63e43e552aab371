package org.rexed.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rexed.Laboratory;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.ModulationPorts.Port;
import org.rexed.pharmacology.DrugLevels;
import org.rexed.pharmacology.Site;
import org.rexed.random.RandomKey;

/** Strict mode finds a mechanism that does what it did not declare, and no declaration is stale. */
class WatchTest {
    /** Signals that no mechanism writes: firing, and the lesion of the protocol. */
    private static final Set<Signal> GIVEN =
            EnumSet.of(Signal.RATE, Signal.CALCIUM, Signal.GLUTAMATE_RELEASE, Signal.FUNICULUS,
                    Signal.NERVE);

    private static final Injuries HURT = new Injuries(
            List.of(
                    Laboratory.injury(Injury.Kind.INCISION, 0, Double.NaN),
                    Laboratory.injury(Injury.Kind.ELECTRICAL_STIMULATION, 0, 1e4),
                    Laboratory.injury(Injury.Kind.NERVE_INJURY, 0, Double.NaN)),
            List.of());

    private final Milieu milieu = Laboratory.milieu();
    private final Watch watch = new Watch(milieu);
    private final ModulationPorts ports = new ModulationPorts(milieu.circuit().size());

    /** Declares to read MU_STIMULUS, write CCK and move RELEASE_FACTOR, and does what it is told. */
    private record Cheat(Runnable advancing, Consumer<ModulationPorts> modulating) implements Mechanism {
        @Override
        public String name() {
            return "cheat";
        }

        @Override
        public Set<Signal> reads() {
            return EnumSet.of(Signal.MU_STIMULUS);
        }

        @Override
        public Set<Signal> writes() {
            return EnumSet.of(Signal.CCK);
        }

        @Override
        public Set<Port> modulates() {
            return EnumSet.of(Port.RELEASE_FACTOR);
        }

        @Override
        public void advance(double step_min) {
            advancing.run();
        }

        @Override
        public void modulate(ModulationPorts ports) {
            modulating.accept(ports);
        }

        @Override
        public void sample(Sampler sampler) {
            // nothing to tell
        }
    }

    private void advance(Runnable what) {
        watch.advance(new Cheat(what, ports -> {}), 1);
    }

    private void modulate(Consumer<ModulationPorts> what) {
        watch.modulate(new Cheat(() -> {}, what), ports);
    }

    @Test
    void declaredIsAllowed() {
        advance(() -> {
            milieu.get(Signal.MU_STIMULUS, Site.BRAINSTEM);
            milieu.set(Signal.CCK, milieu.get(Signal.CCK) + 1);
        });
        modulate(ports -> ports.releaseFactor[3] *= 2);
        assertThat(watch.readBy("cheat")).containsExactlyInAnyOrder(Signal.MU_STIMULUS, Signal.CCK);
        assertThat(watch.writtenBy("cheat")).containsExactly(Signal.CCK);
        assertThat(watch.movedBy("cheat")).containsExactly(Port.RELEASE_FACTOR);
        assertThat(milieu.get(Signal.KINASE_C, 0)).as("others may read anything").isZero();
    }

    @Test
    void undeclaredReadsStop() {
        assertThatIllegalStateException()
                .isThrownBy(() -> advance(() -> milieu.get(Signal.KINASE_C, 0)))
                .withMessage("mechanism cheat reads kinase-c without declaring it");
        assertThatIllegalStateException()
                .isThrownBy(() -> modulate(ports -> milieu.cordMean(Signal.DYNORPHIN)))
                .withMessageContaining("cheat reads dynorphin ");
        assertThatIllegalStateException()
                .isThrownBy(() -> advance(() -> milieu.rate_Hz("on")))
                .withMessageContaining("reads rate");
        assertThatIllegalStateException()
                .isThrownBy(() -> advance(() -> milieu.ongoingCalcium_pA(1)))
                .withMessageContaining("reads calcium");
        assertThatIllegalStateException()
                .isThrownBy(() -> advance(() -> milieu.glutamate(1)))
                .withMessageContaining("reads glutamate-release");
        assertThat(milieu.get(Signal.KINASE_C, 0)).as("the watch is over").isZero();
    }

    @Test
    void undeclaredWritesStopAndDoNothing() {
        assertThatIllegalStateException()
                .isThrownBy(() -> advance(() -> milieu.set(Signal.MU_STIMULUS, 0, 0.5)))
                .withMessage("mechanism cheat writes mu-stimulus without declaring it");
        assertThatIllegalStateException()
                .isThrownBy(() -> advance(() -> milieu.fill(Signal.CALCIUM, 1)))
                .withMessageContaining("writes calcium");
        assertThat(milieu.get(Signal.MU_STIMULUS, 0)).isZero();
    }

    @Test
    void undeclaredPortsStop() {
        for (Port port : Port.values()) {
            if (port != Port.RELEASE_FACTOR) {
                assertThatIllegalStateException()
                        .isThrownBy(() -> modulate(ports -> ports.column(port)[7] += 0.1))
                        .withMessage("mechanism cheat modulates " + port.key() + " without declaring it");
            }
        }
    }

    @Test
    void everySignalHasOneWriterAndSomeReader() {
        List<Mechanism> all = all(milieu, Laboratory.drugs(), Set.of());
        Map<Signal, List<String>> writers = new EnumMap<>(Signal.class);
        Set<Signal> read = EnumSet.noneOf(Signal.class);
        for (Signal signal : Signal.values()) {
            writers.put(signal, new ArrayList<>());
        }
        for (Mechanism mechanism : all) {
            mechanism.writes().forEach(signal -> writers.get(signal).add(mechanism.name()));
            read.addAll(mechanism.reads());
        }
        writers.forEach((signal, names) ->
                assertThat(names).as(signal.key()).hasSize(GIVEN.contains(signal) ? 0 : 1));
        // These are read back by their writer alone; blocked nerves are the subject's own.
        assertThat(EnumSet.complementOf(EnumSet.copyOf(read)))
                .containsExactlyInAnyOrder(Signal.MU_FREE, Signal.MU_SIGNAL, Signal.CCK, Signal.NERVE);
    }

    private static List<Mechanism> all(Milieu milieu, DrugLevels drugs, Set<String> contested) {
        return Laboratory.mechanisms(Map.of())
                .build(new Mechanisms.Constitution(Map.of(), contested, true, HURT, RandomKey.of(3)), drugs, milieu);
    }

    /** Four days of many drugs and of withdrawal use every declared signal and port of every mechanism. */
    @ParameterizedTest
    @CsvSource({"none", NmdaSensitization.PRESYNAPTIC})
    void noDeclarationIsStale(String contested) {
        Milieu own = Laboratory.milieuOfItsOwn();
        DrugLevels drugs = Laboratory.drugs(
                "morphine 30 mg/kg/d pump for 2 d", "clonidine 0.2 mg/kg/d pump for 2 d",
                "ketamine 20 mg/kg/d pump for 1 d", "ondansetron 1 mg/kg sc", "nk1-antagonist 10 mg/kg ip",
                "cgrp-antagonist 1 mg/kg iv", "lidocaine 100 ug intrathecal", "naloxone 1 mg/kg sc at 50 h");
        List<Mechanism> all = all(own, drugs, Set.of(contested));
        Watch over = new Watch(own);
        for (int i = own.circuit().afferents().count(); i < own.circuit().size(); i++) {
            own.set(Signal.CALCIUM, i, 1.5);
            own.set(Signal.RATE, i, 20);
        }
        for (int tick = 1; tick <= 4 * 144; tick++) {
            drugs.advanceTo(tick * 10);
            all.forEach(mechanism -> over.advance(mechanism, 10));
            ports.reset();
            all.forEach(mechanism -> over.modulate(mechanism, ports));
        }
        for (Mechanism mechanism : all) {
            assertThat(over.readBy(mechanism.name())).as(mechanism.name()).containsAll(mechanism.reads());
            Set<Signal> writes = mechanism.writes();
            // Written once, when the animal is made.
            writes.remove(Signal.DYNORPHIN_AT_REST);
            assertThat(over.writtenBy(mechanism.name()))
                    .as(mechanism.name())
                    .containsExactlyInAnyOrderElementsOf(writes);
            assertThat(over.movedBy(mechanism.name()))
                    .as(mechanism.name())
                    .containsExactlyInAnyOrderElementsOf(mechanism.modulates());
        }
        assertContributorsCommute(all);
    }

    /** A mechanism that overwrote a port instead of adding its share would make the order matter. */
    private void assertContributorsCommute(List<Mechanism> all) {
        List<Mechanism> backwards = new ArrayList<>(all);
        Collections.reverse(backwards);
        ModulationPorts other = new ModulationPorts(ports.releaseFactor.length);
        backwards.forEach(mechanism -> mechanism.modulate(other));
        for (Port port : Port.values()) {
            assertThat(other.column(port)).as(port.key()).containsExactly(ports.column(port), within(1e-9));
        }
    }
}
