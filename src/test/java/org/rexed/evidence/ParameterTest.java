package org.rexed.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rexed.document.Document;
import org.rexed.document.Fields;
import org.rexed.document.Problem;
import org.rexed.document.Problems;

/** Model numbers with evidence: what each origin needs, and what is refused. */
class ParameterTest {
    private final Problems problems = new Problems();

    private Parameter read(String text) {
        return Parameter.read(Document.parse("d.yaml", text, problems), "clearance", "L/h");
    }

    private List<String> messages() {
        return problems.list().stream().map(Problem::toString).toList();
    }

    @Test
    void aSeriesSharesOneOriginWhichItMustHave() {
        ParameterReader reader = new ParameterReader();
        Fields good = Document.parse(
                "d.yaml", "forces: {values: [1 gf, 4 gf], origin: measured, source: A_2001}\n", problems);
        assertThat(reader.values(good, "forces", "gf")).containsExactly(1.0, 4.0);
        assertThat(messages()).isEmpty();
        assertThat(reader.parameters()).extracting(Parameter::name).containsExactly("forces 1", "forces 2");
        assertThat(reader.parameters().get(0).high()).isEqualTo(4.0);
        Fields bad = Document.parse("d.yaml", "forces: {values: [1 gf, 4 gf], origin: measured}\n", problems);
        reader.values(bad, "forces", "gf");
        assertThat(messages()).singleElement().asString().contains("d.yaml:1:").contains("source");
    }

    @Test
    void readsValueInTheModelsUnitWithItsEvidence() {
        Parameter p = read("clearance: {value: 20 mL/min, origin: measured, source: [A_2001, B_2002], where: table 2,\n"
            + "  range: [10 mL/min, 40 mL/min], note: awake}\n");
        assertThat(messages()).isEmpty();
        assertThat(p.value()).isEqualTo(1.2);
        assertThat(p.low()).isEqualTo(0.6);
        assertThat(p.high()).isEqualTo(2.4);
        assertThat(p.origin()).isEqualTo(Origin.MEASURED);
        assertThat(p.source()).isEqualTo("A_2001; B_2002");
        assertThat(p.note()).isEqualTo("table 2; awake");
        assertThat(p.location()).hasToString("d.yaml:1:20");
    }

    @Test
    void aBareNumberIsRefused() {
        read("clearance: 20 mL/min\n");
        assertThat(messages()).singleElement().asString().startsWith("d.yaml:1:12: clearance: number without origin");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "origin: measured | d.yaml:1:44: clearance: origin \"measured\" needs \"source\"",
        "origin: derived | d.yaml:1:44: clearance: origin \"derived\" needs \"source\" or \"formula\"",
        "origin: fitted, source: A | d.yaml:1:44: clearance: origin \"fitted\" needs \"target\"",
        "origin: assumed, source: A | d.yaml:1:44: clearance: origin \"assumed\" needs \"reason\"",
        "origin: guessed | d.yaml:1:44: origin: found \"guessed\"; allowed: measured, derived, fitted, assumed",
        "note: x | d.yaml:1:12: key \"origin\" missing; expected one of measured, derived, fitted, assumed",
    })
    void eachOriginNeedsItsEvidence(String evidence, String message) {
        read("clearance: {range: [0 L/h, 9 L/h], " + evidence + ", value: 1 L/h}\n");
        assertThat(messages()).containsExactly(message);
    }

    @ParameterizedTest
    @CsvSource({"derived, formula: a*b", "derived, source: A", "fitted, target: half-life", "assumed, reason: typical",
        "measured, source: A"})
    void completeEvidenceIsAccepted(String origin, String evidence) {
        read("clearance: {range: [0 L/h, 9 L/h], origin: " + origin + ", " + evidence + ", value: 1 L/h}\n");
        assertThat(messages()).isEmpty();
    }

    @Test
    void theRangeIsRequiredAndHoldsTheValue() {
        read("clearance: {value: 1 L/h, origin: assumed, reason: r}\n");
        read("clearance: {value: 1 L/h, origin: assumed, reason: r, range: [2 L/h, 3 L/h]}\n");
        read("clearance: {value: 1 L/h, origin: assumed, reason: r, range: [3 L/h, 1 L/h]}\n");
        read("clearance: {value: 1 L/h, origin: assumed, reason: r, range: [1 L/h]}\n");
        assertThat(messages()).containsExactly(
            "d.yaml:1:20: clearance: range missing; expected range: [low, high] in L/h",
            "d.yaml:1:20: clearance: value outside its own range; found 1 L/h; range 2 L/h to 3 L/h",
            "d.yaml:1:62: clearance: range begins above its end; found 3 L/h to 1 L/h",
            "d.yaml:1:62: clearance: range needs two values, lowest and highest; found 1");
    }

    @Test
    void unknownSourcesAreFoundAnywhereInAFile() {
        References references = References.read(Document.parse("references.yaml",
            "Smith_2001: {citation: Smith J. 2001, doi: 10.1/x}\nJones_2002: {citation: Jones}\n", problems));
        references.check(Document.tree("d.yaml", """
            a: {source: Smith_2001}
            b:
              - {source: Smith_2010}
              - {source: [Jones_2002, Nobody_1999]}
            """, problems).orElseThrow(), problems);
        assertThat(messages()).containsExactly(
            "d.yaml:3:14: source: \"Smith_2010\" is not in models/evidence/references.yaml;"
                + " did you mean \"Smith_2001\"?",
            "d.yaml:4:27: source: \"Nobody_1999\" is not in models/evidence/references.yaml");
        assertThat(references.get("Smith_2001").doi()).isEqualTo("10.1/x");
    }

    @Test
    void aSetReadsItsParametersInOrderAndRefusesOthers() {
        String leaf = ", origin: assumed, reason: r, range: [0 h, 9 h]}\n";
        Fields f = Document.parse("d.yaml",
            "b: {value: 1 h" + leaf + "a: {value: 2 h" + leaf + "c: {value: 3 h" + leaf, problems);
        Map<String, String> units = new LinkedHashMap<>();
        units.put("a", "min");
        units.put("b", "h");
        ParameterSet set = ParameterSet.read(f, units);
        assertThat(set.value("a")).isEqualTo(120);
        assertThat(set.all()).extracting(Parameter::name).containsExactly("a", "b");
        assertThat(messages()).containsExactly("d.yaml:3:1: unknown key \"c\"; allowed: a, b");
        assertThatThrownBy(() -> set.value("z")).hasMessageContaining("no parameter z");
    }
}
