package org.rexed.gui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rexed.gui.Snapshot.State;
import org.rexed.pharmacology.Route;
import org.rexed.recording.Event;
import org.rexed.recording.Recording;
import org.rexed.scenario.Scenario;
import org.rexed.scenario.ScenarioReader;
import org.rexed.simulation.Assembly;

/** What is done by hand, and the scenario that does the same by plan. */
class InterventionsTest {
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

    private Snapshot start(String arm, int subject) throws InterruptedException {
        session.reset(session.standard(arm, subject));
        return TinyStudy.await(session, s -> s.state() == State.PAUSED && s.setup().arm().equals(arm)
                && s.setup().subject() == subject && s.now().time_min() == 0);
    }

    private Snapshot stepTo(double time_min) throws InterruptedException {
        for (double now = session.latest().now().time_min() + 1; now <= time_min; now++) {
            double then = now;
            session.step();
            TinyStudy.await(session, s -> s.state() == State.PAUSED && s.now().time_min() == then);
        }
        return session.latest();
    }

    private Snapshot done(Intervention what) throws InterruptedException {
        int before = session.latest().byHand().done().size();
        session.intervene(what);
        return TinyStudy.await(session, s -> s.byHand().done().size() == before + 1 || !s.notice().isEmpty());
    }

    private Snapshot finish() throws InterruptedException {
        session.run();
        return TinyStudy.await(session, s -> s.state() == State.FINISHED);
    }

    private static ByHand.Running running(Snapshot at, String drug) {
        return at.byHand().running(at.now().time_min() + 1).stream().filter(each -> each.drug().equals(drug))
                .findFirst()
                .orElseThrow();
    }

    /** What the ordinary path makes of the saved text equals what was seen, row by row and bit by bit. */
    private static void assertRepeated(Snapshot end) {
        String text = end.byHand().text();
        Scenario saved = ScenarioReader.parse("saved.yaml", text, Map.of(), TinyStudy.library());
        Recording again = new Assembly(saved, TinyStudy.library())
                .simulation(saved.arm(end.byHand().arm()), end.setup().subject()).run();
        assertThat(end.recorded().events()).as(text).isEqualTo(again.events());
        assertThat(end.recorded().observations()).hasSize(2).isEqualTo(again.observations());
        assertThat(end.recorded().states()).hasSameSizeAs(again.states()).isEqualTo(again.states());
    }

    @ParameterizedTest
    @CsvSource({"morphine, 1", "ketamine, 0"})
    void ofDrugsTheSubjectCarriesTheSavedScenarioRepeatsEveryBit(String arm, int subject) throws InterruptedException {
        start(arm, subject);
        stepTo(7);
        done(new Intervention.Give("morphine", "2 mg/kg", Route.SC));
        stepTo(20);
        done(new Intervention.Cut());
        done(new Intervention.Infuse("morphine", "12 mg/kg/d", Route.IV));
        stepTo(40);
        String drug = arm.equals("morphine") ? "morphine" : "ketamine";
        Snapshot at = stepTo(41);
        done(new Intervention.SetRate(running(at, drug), "9 mg/kg/d"));
        stepTo(60);
        done(new Intervention.Restore());
        done(new Intervention.Give("morphine", "1 mg/kg", Route.ORAL));
        Snapshot later = stepTo(75);
        done(new Intervention.Stop(running(later, "morphine")));
        Snapshot end = finish();
        assertThat(end.byHand().done()).hasSize(7);
        assertThat(end.recorded().events()).extracting(Event::event)
                .contains("bolus", "lesion", "lesion end", "infusion stop");
        assertRepeated(end);
    }

    @Test
    void aDrugNewToTheSubjectMakesItLiveAgainAndIsRepeatedToTheBit() throws InterruptedException {
        start("morphine", 0);
        Snapshot before = stepTo(45);
        session.intervene(new Intervention.Give("naloxone", "1 mg/kg", Route.SC));
        session.step();
        Snapshot after = TinyStudy.await(session, s -> s.state() == State.PAUSED && s.now().time_min() == 46);
        assertThat(after.circuit()).as("another life").isNotSameAs(before.circuit());
        assertThat(after.recorded().observations()).as("the same baseline").isEqualTo(before.recorded().observations());
        assertThat(after.now().drugs()).extracting(Frame.DrugLevel::name).contains("naloxone");
        session.intervene(new Intervention.Give("naloxone", "0.5 mg/kg", Route.IV));
        session.step();
        Snapshot second = TinyStudy.await(session, s -> s.state() == State.PAUSED && s.now().time_min() == 47);
        assertThat(second.circuit()).as("carried by now").isSameAs(after.circuit());
        assertRepeated(finish());
    }

    @Test
    void changedMechanismsAreSaved() throws InterruptedException {
        start("ketamine", 1);
        Setup without = session.standard("ketamine", 1).with("dynorphin", false);
        session.reset(without);
        TinyStudy.await(session, s -> s.state() == State.PAUSED && s.setup().equals(without));
        done(new Intervention.Give("morphine", "3 mg/kg", Route.SC));
        Snapshot end = finish();
        assertThat(end.byHand().text()).contains("mechanisms: {dynorphin: off}");
        assertRepeated(end);
    }

    @Test
    void undoGoesBackToWhereItWasDone() throws InterruptedException {
        start("morphine", 0);
        stepTo(12);
        done(new Intervention.Give("morphine", "5 mg/kg", Route.SC));
        Snapshot with = stepTo(30);
        assertThat(with.recorded().events()).extracting(Event::event).contains("bolus");
        session.undo();
        Snapshot back = TinyStudy.await(session, s -> s.state() == State.PAUSED && s.byHand().done().isEmpty());
        assertThat(back.now().time_min()).isEqualTo(12);
        assertThat(back.recorded().events()).isEmpty();
        Snapshot end = finish();
        Recording plain = new Assembly(TinyStudy.scenario(), TinyStudy.library())
                .simulation(TinyStudy.scenario().arm("morphine"), 0).run();
        assertThat(end.recorded().states()).isEqualTo(plain.states());
        assertThat(end.recorded().observations()).isEqualTo(plain.observations());
    }

    @Test
    void undoOfWhatHasNotTakenEffectYetChangesNothing() throws InterruptedException {
        start("vehicle", 0);
        Snapshot before = stepTo(3);
        done(new Intervention.Infuse("morphine", "10 mg/kg/d", Route.PUMP));
        session.undo();
        Snapshot after = TinyStudy.await(session, s -> s.byHand().done().isEmpty());
        assertThat(after.circuit()).isSameAs(before.circuit());
        session.undo();
        assertThat(TinyStudy.await(session, s -> !s.notice().isEmpty()).notice()).contains("Nothing to undo");
        assertThat(finish().recorded().events()).isEmpty();
    }

    @Test
    void inTheMiddleOfATestThingsAreDoneAndTakenBackToo() throws InterruptedException {
        start("morphine", 0);
        stepTo(5);
        done(new Intervention.Give("morphine", "1 mg/kg", Route.SC));
        stepTo(8);
        session.setProbeSpeed(20);
        session.stepToTest();
        TinyStudy.await(session, s -> s.fast().probe() != null && s.fast().probe().stimulated());
        session.pause();
        TinyStudy.await(session, s -> s.state() == State.PAUSED && s.fast().probe() != null);
        assertThat(done(new Intervention.Cut()).byHand().isCut(11)).isTrue();
        session.undo();
        assertThat(TinyStudy.await(session, s -> s.byHand().done().size() == 1).fast().probe()).as("still in it")
                .isNotNull();
        session.undo();
        Snapshot back = TinyStudy.await(session, s -> s.state() == State.PAUSED && s.now().time_min() == 5);
        assertThat(back.byHand().done()).isEmpty();
        assertThat(back.fast().probe()).isNull();
    }

    @Test
    void theCommandThatRepeatsASubjectChangesItsMechanisms() {
        Setup without = session.standard("morphine", 1).with("dynorphin", false);
        assertThat(WorkbenchActions.plainCommand(java.nio.file.Path.of("my study.yaml"), session, without))
                .isEqualTo("rexed run \"my study.yaml\" --only morphine/1"
                        + " --set arms.morphine.mechanisms.dynorphin=off");
        Scenario set = ScenarioReader.parse("tiny.yaml", TinyStudy.YAML,
                Map.of("arms.morphine.mechanisms.dynorphin", "off"), TinyStudy.library());
        assertThat(set.arm("morphine").mechanisms()).isEqualTo(without.strengths(TinyStudy.scenario().arm("morphine")));
    }

    @Test
    void whatCannotBeDoneIsSaidAndLeavesNothing() throws InterruptedException {
        start("morphine", 0);
        stepTo(2);
        refused(new Intervention.Give("morphine", "5 mg/h", Route.SC), "5 mg/h", "a mass");
        refused(new Intervention.Give("naloxone", "1 mg", Route.RVM), "naloxone has no values for route rvm",
                "allowed");
        refused(new Intervention.Give("morfine", "1 mg", Route.SC), "morfine", "did you mean \"morphine\"");
        refused(new Intervention.Restore(), "not cut");
        assertThat(session.latest().byHand().done()).isEmpty();
        assertThat(finish().recorded().events()).extracting(Event::event)
                .containsExactly("infusion start", "infusion stop");
    }

    private void refused(Intervention what, String... why) throws InterruptedException {
        session.intervene(what);
        Snapshot told = TinyStudy.await(session, s -> s.notice().contains(why[0]));
        assertThat(told.notice()).startsWith("Not done: ").contains(why).doesNotContain("by hand:");
    }

    @Test
    void ratesOfARunningInfusionMakeATaper() {
        Scenario scenario = TinyStudy.scenario();
        ByHand none = new ByHand(scenario, session.standard("morphine", 0));
        assertThat(none.running(29)).isEmpty();
        ByHand half = none.with(60, new Intervention.SetRate(none.running(60).get(0), "15 mg/kg/d"));
        ByHand again = half.with(60, new Intervention.SetRate(half.running(60).get(0), "10 mg/kg/d"));
        ByHand off = again.with(90, new Intervention.Stop(again.running(90).get(0)));
        assertThat(off.running(90)).isEmpty();
        Scenario saved = ScenarioReader.parse("saved.yaml", off.text(), Map.of(), TinyStudy.library());
        assertThat(saved.arm(ByHand.ARM).doses()).extracting(Object::toString).isEqualTo(List.of(
                "morphine " + number(saved, 0) + " ug/kg/min pump at 30 min for 30 min",
                "morphine " + number(saved, 1) + " ug/kg/min pump at 60 min for 30 min"));
        assertThat(saved.arm(ByHand.ARM).doses().get(1).amount().value()).isEqualTo(10.0 / 1440);
        assertThatThrownBy(() -> off.with(89, new Intervention.Cut())).hasMessageContaining("later than");
        assertThatThrownBy(() -> off.with(180, new Intervention.Cut())).hasMessageContaining("study ends");
    }

    private static String number(Scenario saved, int dose) {
        return saved.arm(ByHand.ARM).doses().get(dose).amount().toString().split(" ")[0];
    }

    @Test
    void aSavedScenarioCanBeChangedAndSavedAgain() {
        ByHand first = new ByHand(TinyStudy.scenario(), session.standard("vehicle", 1))
                .with(5, new Intervention.Give("morphine", "1 mg/kg", Route.SC));
        Scenario saved = ScenarioReader.parse("saved.yaml", first.text(), Map.of(), TinyStudy.library());
        ByHand second = new ByHand(saved, new Setup(ByHand.ARM, 1, session.standard("vehicle", 1).mechanisms()))
                .with(9, new Intervention.Cut());
        Scenario twice = ScenarioReader.parse("twice.yaml", second.text(), Map.of(), TinyStudy.library());
        assertThat(twice.arms()).extracting(org.rexed.scenario.Arm::name)
                .containsExactly("vehicle", "morphine", "ketamine", "by-hand", "by-hand-2");
        assertThat(twice.arm("by-hand-2").doses()).isEqualTo(saved.arm("by-hand").doses());
        assertThat(twice.arm("by-hand-2").lesions()).singleElement()
                .satisfies(lesion -> assertThat(lesion.at_min()).isEqualTo(9));
    }
}
