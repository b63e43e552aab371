package org.rexed.pharmacology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rexed.document.Document;
import org.rexed.document.Problem;
import org.rexed.document.Problems;

/** Checks the compact form of a dose and its error messages. */
class DoseTest {
    @Test
    void readsTheDocumentedForms() {
        Dose bolus = Dose.parse("morphine", "100 ug iv bolus at 0 min");
        assertThat(bolus).isEqualTo(Dose.bolus("morphine", new Amount(0.1, Amount.Unit.MILLIGRAM, false), Route.IV, 0));
        Dose infusion = Dose.parse("morphine", "0.1 ug/kg/min iv for 30 min");
        assertThat(infusion.form()).isEqualTo(Dose.Form.INFUSION);
        assertThat(infusion.amount().nanomoles(300, 70)).isCloseTo(1e-4 * 70 * 1e6 / 300, within(1e-9));
        assertThat(infusion.end_min()).isEqualTo(30.0);
        Dose oral = Dose.parse("morphine", "10 mg oral every 12 h for 5 d");
        assertThat(oral.count()).isEqualTo(10);
        assertThat(oral.end_min()).isEqualTo(108 * 60.0);
        assertThat(Dose.parse("m", "45 mg/kg/d pump from 1 h until 7 d").duration_min()).isEqualTo(7 * 1440 - 60.0);
        assertThat(Dose.parse("m", "75mg pellet at 1h release-half-life 40h").releaseHalfLife_min()).isEqualTo(2400.0);
        assertThat(Dose.parse("m", "5 \u00b5g sc").amount()).isEqualTo(Dose.parse("m", "5 ug sc").amount());
        Dose over = Dose.parse("m", "30 mg iv over 15 min at 1 h");
        assertThat(over).isEqualTo(Dose.parse("m", "2 mg/min iv from 60 min for 15 min"));
        assertThat(Dose.parse("m", "8 mg sl").route()).isEqualTo(Route.SUBLINGUAL);
        assertThat(over.toString()).isEqualTo("m 2 mg/min iv at 60 min for 15 min");
        assertThat(Dose.parse("m", "0.1 ug/kg/min iv for 30 min").toString())
                .isEqualTo("m 0.1 ug/kg/min iv at 0 min for 30 min");
        assertThat(Dose.parse("m", "1e2 ug sc").amount()).isEqualTo(Dose.parse("m", "100 ug sc").amount());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "0 mg iv | greater than zero",
        "-3 mg iv | greater than zero",
        "3 mg iv at -5 min | before the start",
        "3 mg nose | unknown route \"nose\"; allowed are iv, sc",
        "3 xg iv | unknown unit; found \"xg\"",
        "3 mg/L iv | expected a quantity in mg",
        "3 mg iv at 5 | needs a time",
        "3 mg iv at 5 parsec | found \"parsec\"; expected a quantity in min",
        "3 mg iv soon | unexpected word \"soon\"",
        "3 mg iv every 12 h | need either \"for\"",
        "3 mg iv every 12 h for 2 d times 3 | both are there",
        "3 mg iv for 2 d | needs \"every\"",
        "3 mg/h iv | either \"for\" (how long) or \"until\"",
        "3 mg/h iv from 2 h until 1 h | longer than nothing",
        "3 mg pump | a pump delivers a rate",
        "3 mg pellet | release-half-life",
        "3 mg iv release-half-life 4 h | belongs to route pellet",
        "3 mg pellet release-half-life 4 h every 2 h times 2 | if it is taken out again",
        "3 mg pellet release-half-life 4 h for 0 h | must stay for longer than nothing",
        "3 mg | too short",
        "3 mg iv every 0 h for 2 d | every: must be greater than zero, found 0",
        "3 mg/h iv over 2 h | makes one infusion of an amount",
        "3 mg iv over 0 min | over: must be greater than zero",
        "3 mg iv at 1 h at 2 h | said twice"})
    void saysWhatIsWrong(String text, String message) {
        assertThatThrownBy(() -> Dose.parse("morphine", text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private static Dose read(String yaml, Problems problems) {
        return Dose.read(Document.parse("s.yaml", yaml, problems), List.of("morphine", "ketamine"));
    }

    @Test
    void readsTheScenarioForms() {
        Problems problems = new Problems();
        assertThat(read("{drug: morphine, dose: 10 mg/kg, route: sc, at: 1 d, every: 12 h, for: 7 d}", problems))
                .isEqualTo(Dose.parse("morphine", "10 mg/kg sc at 1 d every 12 h for 7 d"));
        assertThat(read("{drug: morphine, rate: 1.5 mg/kg/h, route: pump, from: 1 h, until: 7 d}", problems))
                .isEqualTo(Dose.parse("morphine", "1.5 mg/kg/h pump from 1 h until 7 d"));
        assertThat(read("{drug: morphine, dose: 75 mg, route: pellet, release-half-life: 40 h, at: 1 h}", problems))
                .isEqualTo(Dose.parse("morphine", "75 mg pellet at 1 h release-half-life 40 h"));
        problems.throwIfAny();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{drug: morfine, dose: 1 mg, route: sc} | s.yaml:1:8: drug: found \"morfine\"",
        "{drug: morphine, dose: 0 mg, route: sc} | s.yaml:1:24: dose: found \"0 mg\"; a dose must be greater than",
        "{drug: morphine, dose: -1 mg/kg, route: sc} | greater than zero",
        "{drug: morphine, dose: 1 mg, route: sc, at: -5 min} | s.yaml:1:45: at: found -5 min, before the start of the",
        "{drug: morphine, dose: 1 mg, route: sk} | did you mean",
        "{drug: morphine, dose: 1 mg, rate: 1 mg/h, route: sc, for: 1 h} | found dose and rate",
        "{drug: morphine, route: sc} | expected one of dose, rate; found none of them",
        "{drug: morphine, dose: 1 mg, route: sc, every: 12 h} | every: repeated doses need either",
        "{drug: morphine, dose: 1 mg, route: pellet} | release-half-life",
        "{drug: morphine, rate: 1 mg/h, route: sc} | either \"for\" (how long) or \"until\"",
        "{drug: morphine, dose: 1 mg, route: sc, untill: 3 h} | unknown key \"untill\""})
    void scenarioProblemsHaveAPlace(String yaml, String message) {
        Problems problems = new Problems();
        read(yaml, problems);
        assertThat(problems.list()).anySatisfy(problem -> assertThat(problem.toString()).contains(message));
    }

    @Test
    void routesAreCheckedAgainstTheDrug() {
        Problems problems = new Problems();
        Map<String, Drug> drugs = DrugLibrary.read(Path.of("models/drugs"), problems);
        Dose.read(Document.parse("s.yaml", "{drug: ketamine, dose: 1 mg, route: oral}", problems),
                drugs.keySet(), drugs::get, Species.RAT);
        Dose.read(Document.parse("s.yaml", "{drug: mk-801, dose: 1 mg, route: iv}", problems),
                drugs.keySet(), drugs::get, Species.HUMAN);
        assertThat(problems.list()).extracting(Problem::message).containsExactlyInAnyOrder(
                "route: ketamine has no values for route oral in species rat; allowed: iv, sc, im, ip, "
                        + "pump, pellet, intrathecal",
                "drug: mk-801 has no kinetics for species human");
    }
}
