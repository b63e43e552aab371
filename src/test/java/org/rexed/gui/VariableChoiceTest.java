package org.rexed.gui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jfree.data.xy.XYSeries;
import org.junit.jupiter.api.Test;
import org.rexed.gui.VariableChoice.Entry;
import org.rexed.mechanism.Wiring;
import org.rexed.mechanism.Wiring.Variable;
import org.rexed.recording.StateSample;

/** The list of slow variables and what is ticked in it. */
class VariableChoiceTest {
    private static final Variable CCK = new Variable("rvm", "cck_level", "1");
    private static final Variable DYNORPHIN = new Variable("dorsal-horn", "dynorphin_extracellular", "nmol/L");
    private static final Variable CONTENT = new Variable("dorsal-horn", "dynorphin_content", "1");
    private static final List<Wiring> MECHANISMS = List.of(
            new Wiring("descending-facilitation", List.of(), List.of(), List.of(), List.of(CCK)),
            new Wiring("nmda-sensitization", List.of(), List.of(), List.of(), List.of()),
            new Wiring("dynorphin", List.of(), List.of(), List.of(), List.of(DYNORPHIN, CONTENT)));
    private static final List<StateSample> STATES = List.of(
            new StateSample(0, "rvm", "cck_level", 1, "1"),
            new StateSample(0, "dorsal-horn", "dynorphin_content", 1, "1"),
            new StateSample(0, "drug:morphine", "plasma_concentration", 0, "ng/mL"),
            new StateSample(720, "rvm", "cck_level", 2, "1"),
            new StateSample(720, "rvm:on", "firing_rate", 9, "Hz"));

    private final VariableChoice choice = new VariableChoice();

    private Entry entry(String text) {
        return choice.entries().stream().filter(each -> each.toString().equals(text)).findFirst().orElseThrow();
    }

    @Test
    void everyVariableStandsBelowItsMechanismAndTheRestBelowWhereItComesFrom() {
        assertThat(choice.offer(MECHANISMS, STATES)).isTrue();
        assertThat(choice.entries()).extracting(Entry::toString).containsExactly(
                "Descending facilitation", "RVM: CCK level", "Dynorphin", "dorsal horn: dynorphin extracellular",
                "dorsal horn: dynorphin content", "Drugs", "morphine: plasma concentration", "Brainstem cells",
                "RVM on: firing rate");
        assertThat(choice.offer(MECHANISMS, STATES)).as("the same again").isFalse();
    }

    @Test
    void aVariableIsTickedAloneAndAMechanismWithAllOfItsVariables() {
        choice.offer(MECHANISMS, STATES);
        assertThat(choice.shown()).as("at first").containsExactly(CCK, DYNORPHIN);
        assertThat(choice.isChosen(entry("Dynorphin"))).as("not all of it").isFalse();
        choice.toggle(entry("Dynorphin"));
        assertThat(choice.shown()).containsExactly(CCK, DYNORPHIN, CONTENT);
        assertThat(choice.isChosen(entry("Dynorphin"))).isTrue();
        choice.toggle(entry("Dynorphin"));
        choice.toggle(entry("RVM: CCK level"));
        choice.toggle(entry("dorsal horn: dynorphin content"));
        assertThat(choice.shown()).containsExactly(CONTENT);
    }

    @Test
    void aChoiceSurvivesASubjectWithoutTheMechanism() {
        choice.offer(MECHANISMS, STATES);
        choice.toggle(entry("dorsal horn: dynorphin content"));
        choice.offer(MECHANISMS.subList(0, 1), List.of());
        assertThat(choice.shown()).containsExactly(CCK);
        choice.offer(MECHANISMS, STATES);
        assertThat(choice.shown()).containsExactly(CCK, DYNORPHIN, CONTENT);
    }

    @Test
    void coursesHoldTheSamplesOfWhatIsShownOverDays() {
        choice.offer(MECHANISMS, STATES);
        Map<Variable, XYSeries> courses = choice.courses(STATES);
        assertThat(courses).containsOnlyKeys(CCK, DYNORPHIN);
        assertThat(courses.get(CCK).toArray()).isDeepEqualTo(new double[][] {{0, 0.5}, {1, 2}});
        assertThat(courses.get(DYNORPHIN).isEmpty()).as("nothing sampled yet").isTrue();
    }
}
