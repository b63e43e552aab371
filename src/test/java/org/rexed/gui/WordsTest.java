package org.rexed.gui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rexed.nociception.Modality;

/** Numbers and times in words. */
class WordsTest {
    @ParameterizedTest
    @CsvSource({"0, 'day 0, 00:00'", "5180, 'day 3, 14:20'", "1439.5, 'day 0, 23:59'", "11520, 'day 8, 00:00'"})
    void clock(double time_min, String words) {
        assertThat(Snapshot.clock(time_min)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"60, 60", "61, 80", "0.4, 0.4", "0.9, 1", "1.2, 1.5", "100, 100", "0.0021, 0.003"})
    void scaleEndsOnARoundNumber(double value, double rounded) {
        assertThat(Infusion.roundUp(value)).isCloseTo(rounded, org.assertj.core.data.Percentage.withPercentage(1e-9));
    }

    @Test
    void infusionCoversTwiceWhatTheScenarioGives() {
        var scenario = TinyStudy.scenario();
        var drugs = new org.rexed.simulation.Assembly(scenario, TinyStudy.library()).drugs();
        Infusion morphine = Infusion.of(scenario, drugs.get(0));
        assertThat(morphine.unit()).isEqualTo("mg/kg/d");
        assertThat(morphine.largest()).isCloseTo(60, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(morphine.perMinute(1440).value()).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"180, 3 h", "2880, 48 h", "90, 1.5 h", "11520, 8 days", "5400, 3.75 days"})
    void lengthOfAStudy(double duration_min, String words) {
        assertThat(TimeAxis.length(duration_min)).isEqualTo(words);
    }

    @Test
    void axisOfAShortStudyIsInHours() {
        var hours = TimeAxis.of(180);
        assertThat(hours.getLabel()).isEqualTo("hour");
        assertThat(hours.getStandardTickUnits().getCeilingTickUnit(1 / 24.0).valueToString(2 / 24.0)).isEqualTo("2");
        assertThat(TimeAxis.of(8 * 1440).getLabel()).isEqualTo("day");
    }

    @Test
    void propertyNames() {
        assertThat(Inspection.words("NmdaCalciumCurrent")).isEqualTo("NMDA calcium current");
        assertThat(Inspection.unit("nM_per_min")).isEqualTo("nmol/L/min");
        assertThat(Inspection.text(Double.POSITIVE_INFINITY)).isEqualTo("none");
        assertThat(Inspection.text(0.0624)).isEqualTo("0.0624");
        assertThat(Inspection.text(-58.271)).isEqualTo("-58.27");
    }

    @ParameterizedTest
    @CsvSource({"protein-kinase-c, protein kinase C", "microglial-bdnf, microglial BDNF", "spinal-ltp, spinal LTP",
        "nmda-sensitization, NMDA sensitization", "cck_level, CCK level", "cgrp_store, CGRP store"})
    void abbreviationsKeepTheirCapitals(String name, String words) {
        assertThat(VariableChoice.words(name)).isEqualTo(words);
    }

    @Test
    void prescriptionOfAnArm() {
        assertThat(ControlPanel.prescription(TinyStudy.scenario().arm("ketamine")))
                .isEqualTo("morphine 5 mg/kg, 0.5 h<br>ketamine 20 mg/kg/d, 0.5 h to 2.5 h");
        assertThat(ControlPanel.prescription(TinyStudy.scenario().arm("vehicle"))).isEqualTo("no drug");
    }

    @Test
    void withoutADisplayTheReasonIsSaid() {
        org.junit.jupiter.api.Assumptions.assumeTrue(java.awt.GraphicsEnvironment.isHeadless(), "there is a display");
        assertThatThrownBy(() -> Workbench.open(null, (out, arguments) -> 0)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("display").hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource({"TEMPERATURE, \u00b0C", "FORCE, mN", "ELECTRICAL, \u00d7 A\u03b2 threshold", "NONE, ''"})
    void unitOfAStimulus(Modality modality, String unit) {
        assertThat(ProbeWatch.unit(modality)).isEqualTo(unit);
    }
}
