package org.rexed.gui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rexed.gui.Snapshot.State;
import org.rexed.mechanism.Mechanisms;
import org.rexed.neuron.Population;
import org.rexed.recording.Event;
import org.rexed.recording.Recording;
import org.rexed.simulation.Assembly;

/** The session without a window. */
class SessionTest {
    private Session session;

    @BeforeEach
    void open() {
        session = new Session(TinyStudy.scenario(), TinyStudy.library());
        session.setSpeed(Session.UNLIMITED);
        session.setProbeSpeed(Session.UNLIMITED);
    }

    @AfterEach
    void close() {
        session.close();
    }

    private Snapshot ready() throws InterruptedException {
        return TinyStudy.await(session, s -> s.state() == State.PAUSED);
    }

    @ParameterizedTest
    @CsvSource({"vehicle, 0", "morphine, 1", "ketamine, 0"})
    void watchingChangesNothing(String arm, int subject) throws InterruptedException {
        ready();
        session.reset(session.standard(arm, subject));
        TinyStudy.await(session, s -> s.state() == State.PAUSED && s.setup().arm().equals(arm)
                && s.setup().subject() == subject);
        session.inspect(200);
        session.stepToTest();
        TinyStudy.await(session, s -> s.state() == State.PAUSED && s.recorded().observations().size() == 1);
        session.run();
        Snapshot end = TinyStudy.await(session, s -> s.state() == State.FINISHED);

        Recording batch = new Assembly(TinyStudy.scenario(), TinyStudy.library())
                .simulation(TinyStudy.scenario().arm(arm), subject)
                .run();
        assertThat(end.recorded().observations()).isNotEmpty().isEqualTo(batch.observations());
        assertThat(end.fast().flash()).as("nobody fires after the end").containsOnly(0f);
        assertThat(end.recorded().states()).isNotEmpty().isEqualTo(batch.states());
        assertThat(end.recorded().events()).isEqualTo(batch.events());
    }

    @Test
    void infusionByHandIsLoggedAndReachesThePlasma() throws InterruptedException {
        ready();
        session.step();
        TinyStudy.await(session, s -> s.state() == State.PAUSED && s.now().time_min() == 1);
        session.infuse("ketamine", 10);
        session.run();
        Snapshot end = TinyStudy.await(session, s -> s.state() == State.FINISHED);

        Event start = end.recorded().events().stream().filter(e -> e.what().equals("ketamine")).findFirst()
                .orElseThrow();
        assertThat(start.time_min()).isEqualTo(2);
        assertThat(start.event()).isEqualTo("infusion start");
        assertThat(start.unit()).isEqualTo("mg/min");
        assertThat(end.byHand().done()).extracting(Intervention.Done::words)
                .containsExactly("day 0, 00:02: ketamine 10 mg/kg/d pump started");
        assertThat(end.now().drugs()).filteredOn(d -> d.name().equals("ketamine")).singleElement()
                .satisfies(d -> assertThat(d.plasma_ng_per_mL()).isPositive());
        assertThat(end.recorded().states()).anyMatch(s -> s.entity().equals("drug:ketamine") && s.value() > 0);
    }

    @Test
    void infusionByHandEqualsThePrescribedOne() throws InterruptedException {
        ready();
        session.reset(session.standard("vehicle", 0));
        TinyStudy.await(session, s -> s.state() == State.PAUSED && s.setup().arm().equals("vehicle"));
        for (int minute = 1; minute <= 29; minute++) {
            int now = minute;
            session.step();
            TinyStudy.await(session, s -> s.state() == State.PAUSED && s.now().time_min() == now);
        }
        session.infuse("morphine", 30);
        session.step();
        TinyStudy.await(session, s -> s.state() == State.PAUSED && s.now().time_min() == 30);
        session.step();
        double byHand = level(TinyStudy.await(session, s -> s.state() == State.PAUSED && s.now().time_min() == 31));

        session.reset(session.standard("morphine", 0));
        TinyStudy.await(session, s -> s.state() == State.PAUSED && s.setup().arm().equals("morphine"));
        for (int minute = 1; minute <= 31; minute++) {
            int now = minute;
            session.step();
            TinyStudy.await(session, s -> s.state() == State.PAUSED && s.now().time_min() == now);
        }
        assertThat(byHand).isPositive().isCloseTo(level(session.latest()), org.assertj.core.data.Offset.offset(1e-9));
    }

    private static double level(Snapshot snapshot) {
        return snapshot.now().drugs().stream().filter(d -> d.name().equals("morphine")).findFirst().orElseThrow()
                .plasma_ng_per_mL();
    }

    @Test
    void everyVariableOfEveryMechanismIsOfferedAndGrowsWhileItRuns() throws InterruptedException {
        Snapshot first = ready();
        assertThat(first.mechanisms()).extracting(org.rexed.mechanism.Wiring::mechanism)
                .containsAll(org.rexed.mechanism.Mechanisms.SWITCHABLE);
        session.stepToTest();
        Snapshot later = TinyStudy.await(session,
                s -> s.state() == State.PAUSED && s.recorded().observations().size() == 1);
        assertThat(later.mechanisms()).isSameAs(first.mechanisms());
        var states = later.recorded().states();
        first.mechanisms().forEach(mechanism -> mechanism.variables().forEach(variable -> assertThat(states)
                .filteredOn(s -> s.entity().equals(variable.entity()) && s.variable().equals(variable.name()))
                .as(variable.toString()).hasSizeGreaterThan(1)));
        assertThat(later.now().dead()).hasSize(later.circuit().size()).containsOnly(false);
        assertThat(later.now().deadNeurons()).isZero();
    }

    @Test
    void pauseHoldsInTheMiddleOfATestAndResetAbandonsIt() throws InterruptedException {
        session.setProbeSpeed(20);
        ready();
        session.stepToTest();
        TinyStudy.await(session, s -> s.fast().probe() != null && s.fast().probe().stimulated()
                && s.fast().probe().time_ms() > 50);
        session.pause();
        Snapshot held = TinyStudy.await(session, s -> s.state() == State.PAUSED);
        assertThat(held.fast().probe().title()).isEqualTo("Hargreaves, left hindpaw");
        assertThat(held.recorded().observations()).isEmpty();
        Thread.sleep(60);
        assertThat(session.latest().fast().probe().time_ms()).isEqualTo(held.fast().probe().time_ms());

        session.inspect(3);
        assertThat(TinyStudy.await(session, s -> s.fast().inspected() != null).fast().inspected().neuron())
                .isEqualTo(3);

        session.step();
        Snapshot after = TinyStudy.await(session,
                s -> s.state() == State.PAUSED && s.recorded().observations().size() == 1);
        assertThat(after.fast().trace().spikes_ms()).isSorted();
        assertThat(after.fast().trace().duration_ms()).isGreaterThan(held.fast().probe().time_ms());

        session.stepToTest();
        TinyStudy.await(session, s -> s.fast().probe() != null && s.fast().probe().stimulated()
                && s.now().time_min() > 60);
        session.reset(session.standard("morphine", 0));
        Snapshot fresh = TinyStudy.await(session, s -> s.state() == State.PAUSED && s.now().time_min() == 0);
        assertThat(fresh.fast().probe()).isNull();
    }

    @Test
    void mechanismSwitchedOffIsGoneAfterAReset() throws InterruptedException {
        Snapshot before = ready();
        assertThat(before.now().dynorphin_nM()).hasDimensions(5, 6);
        session.reset(before.setup().with("dynorphin", false));
        Snapshot after = TinyStudy.await(session,
                s -> s.state() == State.PAUSED && !s.setup().mechanisms().contains("dynorphin"));
        assertThat(after.now().dynorphin_nM()).isEmpty();
        Set<String> others = new LinkedHashSet<>(Mechanisms.SWITCHABLE);
        others.remove("dynorphin");
        assertThat(after.setup().mechanisms()).isEqualTo(others);
    }

    @Test
    void inspectionShowsReceptorsAndReleaseSiteOfADynorphinCell() throws InterruptedException {
        Snapshot ready = ready();
        Population cells = ready.circuit().populations("dynorphin").get(0);
        session.inspect(cells.first());
        Inspection seen = TinyStudy.await(session, s -> s.fast().inspected() != null).fast().inspected();
        assertThat(seen.title()).isEqualTo("Inhibitory dynorphin neuron 1, Lamina I, L1");
        assertThat(seen.rows()).extracting(Inspection.Row::name).doesNotContainNull();
        assertThat(seen.rows()).extracting(Inspection.Row::name).contains("Membrane potential", "Spike threshold",
                "Chloride reversal shift", "Naive", "Phosphorylated", "Trapped", "Internalized", "Kinase C activity",
                "Vesicle content", "Expression", "Release");
        assertThat(seen.rows()).filteredOn(r -> r.name().equals("State")).extracting(Inspection.Row::value)
                .containsExactly("alive");
        assertThat(seen.rows()).filteredOn(r -> r.name().equals("Membrane potential")).singleElement()
                .satisfies(r -> assertThat(r.unit()).isEqualTo("mV"));

        session.inspect(0);
        Inspection fibre = TinyStudy.await(session,
                s -> s.fast().inspected() != null && s.fast().inspected().neuron() == 0).fast().inspected();
        assertThat(fibre.rows()).extracting(Inspection.Row::name).contains("Heat threshold", "Force threshold")
                .doesNotContain("Membrane potential", "Injuries of the animal, level");
    }

    @Test
    void commandsInAnyOrderNeverBreakASession() throws InterruptedException {
        session.setProbeSpeed(5);
        for (int i = 0; i < 120; i++) {
            switch ((i * 7 + i / 5) % 9) {
                case 0, 1 -> session.run();
                case 2 -> session.pause();
                case 3 -> session.step();
                case 4 -> session.stepToTest();
                case 5 -> session.infuse(i % 2 == 0 ? "morphine" : "ketamine", i % 4);
                case 6 -> session.inspect(i * 13 % 700 - 1);
                case 7 -> session.setSpeed(i % 2 == 0 ? 1000 : Session.UNLIMITED);
                default -> session.reset(session.standard(i % 2 == 0 ? "vehicle" : "ketamine", i % 3 % 2));
            }
            Thread.sleep(i % 12);
            assertThat(session.latest().state()).isNotEqualTo(State.FAILED);
        }
        session.pause();
        session.reset(session.standard("morphine", 1));
        Snapshot calm = TinyStudy.await(session, s -> s.state() == State.PAUSED && s.setup().subject() == 1
                && s.setup().arm().equals("morphine") && s.now().time_min() == 0);
        assertThat(calm.byHand().running(0)).isEmpty();
    }
}
