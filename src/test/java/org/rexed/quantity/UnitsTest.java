package org.rexed.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Quantities as people write them: exact conversion, strict numbers, helpful refusals. */
class UnitsTest {
    @ParameterizedTest
    @CsvSource({
        "10 mg/kg, ug/kg, 10000", "0.1 ug/kg/min, mg/kg/h, 0.006", "5 d, min, 7200", "30 min, s, 1800",
        "42 Cel, K, 315.15",
        "315.15 K, Cel, 42", "15 gf, mN, 147.09975", "80 %, 1, 0.8", "0.8, 1, 0.8", "0.8 1, %, 80", "2 mm, um, 2000",
        "20 mL/min, L/h, 1.2", "3 nmol/L, umol/L, 0.003", "-65 mV, V, -0.065", "10 nS, pS, 10000", "100 pF, nF, 0.1",
        "5 Hz, 1/min, 300", "1 1/min, Hz, 0.016666666666666666", "2 /min, 1/min, 2", "0.5 Cel/s, K/s, 0.5",
        "0.5 °C/s, K/s, 0.5", "42 °C, Cel, 42", "1 mL/(min.kg), mL/min/kg, 1", "1 mL/g, L/kg, 1", "0.3 kg, g, 300",
        "285.34 g/mol, ng/nmol, 285.34", "1 wk, d, 7", "1 1/(nmol/L)/min, L/umol/min, 1000", "1e-3 mol/L, mmol/L, 1",
        "1 uF/cm2, pF/um2, 0.01", "0 h, min, 0", "1 mg.kg-1, mg/kg, 1"
    })
    void convertsToTheExpectedDouble(String text, String unit, double expected) {
        assertThat(Units.parse(text, unit)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.1 mg", "100 ug", "100 \u00b5g", "100 \u03bcg", "1e-4 g", "0.0000001 kg", "100000 ng",
        "0.1\u00a0mg", "  0.1   mg "})
    void sameDoseInAnyUnitGivesTheSameBits(String text) {
        assertThat(Units.parse(text, "mg")).isEqualTo(0.1);
        assertThat(Units.parse(text, "ug")).isEqualTo(100.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10d", "5f", "0x1p3", "NaN", "Infinity", "-Infinity", ".inf", ".nan", "1_000", "010", "+5",
        "12:30", "1,5", "1.000,5", ".5", "5.", "\u0661\u0662", "", "  ", "mg", "1e400", "1e-400", "1e9999", "--1",
        "1 2", "1e", "0x10", "1/2", "ten"})
    void refusesWhatIsNotAFiniteDecimal(String number) {
        assertThatThrownBy(() -> Units.parse(number, "1")).isInstanceOf(QuantityException.class);
        assertThatThrownBy(() -> Units.parse(number + " mg", "mg")).isInstanceOf(QuantityException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1,5 mg | mg | decimal comma? write 1.5; found \"1,5\"",
        "10 | mg/kg | unit missing; found \"10\"; expected a quantity in mg/kg, such as \"10 mg/kg\"",
        "10mg | mg | blank missing between number and unit; found \"10mg\"; write \"10 mg\"",
        "10d | d | blank missing between number and unit; found \"10d\"; write \"10 d\"",
        "5 hr | min | unknown unit; found \"hr\"; expected a quantity in min; did you mean h?",
        "5 mcg | mg | unknown unit; found \"mcg\"; expected a quantity in mg; did you mean ug?",
        "5 mcg/kg/hr | mg/kg/min | unknown unit; found \"mcg/kg/hr\"; expected a quantity in mg/kg/min; did you mean"
            + " ug/kg/h?",
        "5 nM | nmol/L | unknown unit; found \"nM\"; expected a quantity in nmol/L; did you mean nmol/L?",
        "5 mg / kg | mg/kg | unknown unit; found \"mg / kg\"; expected a quantity in mg/kg; did you mean mg/kg?",
        "5 furlong | mg | unknown unit; found \"furlong\"; expected a quantity in mg",
        "5 m | min | wrong dimension; found \"5 m\" (a length); expected a quantity in min (a time); did you mean min?",
        "5 mg | mg/kg | wrong dimension; found \"5 mg\" (a mass); expected a quantity in mg/kg (an amount per"
            + " body mass)",
        "5 mg/kg | 1 | wrong dimension; found \"5 mg/kg\" (an amount per body mass); expected a plain number"
            + " (a plain number)",
        "5 ug/kg/min | 1/min | wrong dimension; found \"5 ug/kg/min\" (a rate per body mass); expected a"
            + " quantity in 1/min (a rate)",
        "5 ng/mL | nmol/L | wrong dimension; found \"5 ng/mL\" (a mass concentration); expected a"
            + " quantity in nmol/L (a molar concentration)",
        "NaN mg | mg | number must be finite; found \"NaN\"",
        "010 mg | mg | number with a leading zero; write 10; found \"010\"",
        ".5 mg | mg | number with digits on one side of the point only; write 0.5; found \".5\"",
        "1_000 mg | mg | number with underscores; write 1000; found \"1_000\"",
    })
    void saysWhatIsWrongAndWhatIsMeant(String text, String unit, String message) {
        assertThatThrownBy(() -> Units.parse(text, unit)).isInstanceOf(QuantityException.class).hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"m//s, m/s", "'', mg", "m/0, m", "10*3, mg", "{dose}, mg", "[, mg", "m^2, m2", "dB, mg", "(, mg",
        "/, mg",
        "mg/kg/, mg/kg", "99999, mg"})
    void refusesWhatIsNoUnit(String found, String unit) {
        assertThatThrownBy(() -> Units.convert(1, found, unit)).isInstanceOf(QuantityException.class);
    }

    @Test
    void refusesAHugeNumberAtOnce() {
        assertThatThrownBy(() -> Units.parse("9".repeat(1_000_000), "1"))
            .hasMessage("number too long (1000000 characters; allowed 64)");
        assertThatThrownBy(() -> Units.parse("1 " + "m".repeat(1_000_000), "m")).hasMessageStartingWith("unknown unit");
    }

    @Test
    void megagramIsAMassAndPerKilogramIsNotAFraction() {
        assertThat(Units.compatible("Mg", "mg")).isTrue();
        assertThat(Units.compatible("mg/kg", "%")).isFalse();
        assertThat(Units.compatible("nonsense", "nonsense")).isFalse();
    }

    @Test
    void factorsExistOnlyBetweenScalesWithTheSameZero() {
        assertThat(Units.factor("h", "min")).isEqualTo(60);
        assertThat(Units.convert(37, "Cel", "K")).isCloseTo(310.15, within(1e-12));
        assertThatThrownBy(() -> Units.factor("Cel", "K")).isInstanceOf(QuantityException.class);
    }

    @Test
    void textReadsBackAsTheSameValue() {
        for (double value : new double[] {10, 0.1, 1e-9, 123456.789, -65, 1e20, 1.0 / 3}) {
            assertThat(Units.parse(Units.text(value, "mg/kg"), "mg/kg")).isEqualTo(value);
        }
        assertThat(Units.text(10, "mg/kg")).isEqualTo("10 mg/kg");
        assertThat(Units.text(-0.0, "1")).isEqualTo("0");
    }

    @Test
    void unitsDoNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertThat(Units.parse("7 mmol/min", "mol/h")).isEqualTo(0.42);
            assertThatThrownBy(() -> Units.parse("1 MIN", "s")).hasMessageEndingWith("did you mean min?");
        } finally {
            Locale.setDefault(before);
        }
    }
}
